//! What `geo` works out of areas that lie over one another, and no panic of it.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What `geo` works out, or `None` where it panics. Its `i_overlay` 4.5 does on a few outlines that touch themselves: found by the fuzzer,
/// known there as issue 91, and mended in a version that `geo` does not take yet.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let was_guarded = IS_GUARDED.replace(true);
    // Nothing that the work changes is looked at afterwards.
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(was_guarded);
    done.ok()
}

/// Has the panics that are caught in this module print nothing, and all others what they print now. For a program to call once.
///
/// A panic of `geo`'s on another thread than the one that asked is caught too, but still printed.
pub fn silence_guarded_panics() {
    let told = take_hook();
    set_hook(Box::new(move |about| {
        if !IS_GUARDED.get() {
            told(about);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_answer_and_what_comes_after_is_not_guarded() {
        assert_eq!(guarded(|| 7), Some(7));
        assert_eq!(guarded(|| guarded(|| [0; 3][std::hint::black_box(9)])), Some(None));
        assert!(!IS_GUARDED.get());
    }
}

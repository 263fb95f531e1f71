//! What `geo` works out of areas that lie over one another, and no panic of it.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

use super::meetings::meetings;
use crate::geography::Shape;

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

/// Meetings of two edges that outlines may have for each edge when they are to be laid over one another. Borders that are shared have
/// three, squares of a lattice, which share their corners too, five, those of another year drawn anew one; two combs across one another
/// have half as many as there are edges, and `geo` takes kilobytes for each.
const MOST_MEETINGS: usize = 8;

/// As [`guarded`], of outlines that are laid over one another; `None` too where they meet so often that it would fill the memory.
pub(super) fn guarded_overlay<T>(shapes: &[&Shape], work: impl FnOnce() -> T) -> Option<T> {
    if meet_seldom(shapes) { guarded(work) } else { None }
}

fn meet_seldom(shapes: &[&Shape]) -> bool {
    let all = Shape::new(shapes.iter().flat_map(|shape| shape.rings()).cloned().collect());
    let mut left = 64 + MOST_MEETINGS * all.vertex_count();
    let swept = meetings(&all, |_| {
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    swept.is_ok() && left > 0
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
    use super::super::dissolve::{common_square_metres, dissolve};
    use super::super::test_shapes::shape as drawn;
    use super::*;

    #[test]
    fn a_panic_is_no_answer_and_what_comes_after_is_not_guarded() {
        assert_eq!(guarded(|| 7), Some(7));
        assert_eq!(guarded(|| guarded(|| [0; 3][std::hint::black_box(9)])), Some(None));
        assert!(!IS_GUARDED.get());
    }

    /// A comb of long teeth, to the north or to the east.
    fn comb(teeth: usize, is_east: bool) -> Shape {
        let tooth = |at: usize| [at as f64, if at.is_multiple_of(2) { 0.0 } else { 2.0 * teeth as f64 }];
        let corners = (0..2 * teeth).map(tooth).chain([[2.0 * teeth as f64, -1.0], [0.0, -1.0]]);
        let corners: Vec<[f64; 2]> = corners.map(|[x, y]| if is_east { [y, x] } else { [x, y] }).collect();
        drawn(&[&corners])
    }

    #[test]
    fn combs_across_one_another_are_not_laid_over_one_another() {
        for (teeth, is_told) in [(3, true), (300, false)] {
            let (north, east) = (comb(teeth, false), comb(teeth, true));
            assert_eq!(common_square_metres(&north, &east).is_some(), is_told, "{teeth}");
            assert!(!dissolve(&[&north, &east]).is_empty());
        }
        assert!(meet_seldom(&[&comb(3_000, false)]), "teeth beside one another do not meet");
    }
}

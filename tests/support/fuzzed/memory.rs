//! Counts what is asked of the memory while an input is read. `unsafe` is here and nowhere else, and not in the library:
//! an allocator cannot be written without it.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Once;
use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering::Relaxed};

/// No single allocation may be over so many times the input, nor all that is held at a time.
#[derive(Clone, Copy)]
pub struct Bounds {
    pub at_once: usize,
    pub held: usize,
}

/// Both over what an empty input may take: blocks that files are read in, the grid of the index, TOML's tables in tables.
const BASE: usize = 1 << 20;

struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

static LARGEST: AtomicUsize = AtomicUsize::new(0);
/// Held now, and at most since the input began. Below zero when what was there before is given back.
static HELD: AtomicIsize = AtomicIsize::new(0);
static MOST: AtomicIsize = AtomicIsize::new(0);

fn count(size: usize) {
    LARGEST.fetch_max(size, Relaxed);
    // No allocation is larger than isize::MAX: a `Layout` cannot be.
    MOST.fetch_max(HELD.fetch_add(size as isize, Relaxed) + size as isize, Relaxed);
}

// SAFETY: every call goes on to `System` with the arguments it came with, and gives back what `System` gave; counting
// neither allocates nor panics. So the promises of `GlobalAlloc` hold because they hold for `System`.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller's layout, which the caller says is not of size 0.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as isize, Relaxed);
        // SAFETY: the block came from `System` by one of the others, with this layout: the caller says so.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        HELD.fetch_sub(layout.size() as isize, Relaxed);
        count(size);
        // SAFETY: as in `dealloc`; the caller says that the new size is not 0 and not too large.
        unsafe { System.realloc(block, layout, size) }
    }
}

/// Runs on an input of this length, and panics when it asks for more than it may.
/// Gives the largest allocation and the most that was held.
pub fn watched(length: usize, may: Bounds, run: impl FnOnce()) -> [usize; 2] {
    LARGEST.store(0, Relaxed);
    HELD.store(0, Relaxed);
    MOST.store(0, Relaxed);
    run();
    let (largest, most) = (LARGEST.load(Relaxed), MOST.load(Relaxed).max(0) as usize);
    assert!(largest <= BASE + may.at_once * length, "one allocation of {largest} bytes for an input of {length}");
    assert!(most <= BASE + may.held * length, "{most} bytes are held for an input of {length}");
    [largest, most]
}

/// What is made once and kept is made before the first input, and all work is done on this thread, where libFuzzer
/// looks and without the cost of waking another.
pub fn warm_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Fails when there is a pool already, which does as well.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
        let in_britain = nearhome::geography::LonLat { lon: -2.0, lat: 53.0 };
        assert!(nearhome::reproject::to_grid(in_britain).is_some());
    });
}

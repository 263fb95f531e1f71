//! Which ward holds a point: the R-tree, the exact test and the border rule.
//!
//! [`WardIndex`] is the one to start from. It asks `envelopes` (an R-tree) which wards could hold a point and `outlines` which do;
//! for many points it asks `grid` instead, which answers the same. `side` decides every question of left and right, exactly.

mod envelopes;
mod grid;
mod interior;
mod located;
mod nearest;
mod outlines;
mod side;
mod ward_index;

pub use interior::{gross_overlaps, interior_point};
pub use located::{Located, Placing};
pub use ward_index::WardIndex;

//! Which ward holds a point: the R-tree, the exact test and the border rule.

mod located;

pub use located::{Located, Placing};

//! Distance, inside or outside, near or far: one answer a child. Stands between `locate` and `summarise`.

mod beyond;
mod boundary;
mod category;
mod child;
mod location_rules;
mod nearest_first;
mod nearness;
mod placed_in;

pub use beyond::{Beyond, Neighbours};
pub use boundary::{Boundary, boundary};
pub use category::Category;
pub use child::{MeasuredChild, measure_children};
pub use location_rules::location_rules;
pub use nearest_first::{NearestFirst, are_nearest_first};
pub use nearness::{Nearness, nearness};
pub use placed_in::PlacedIn;

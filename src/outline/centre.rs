//! Where to hang an area's label, and where a line to or from it begins.

use geo::{Centroid, Contains, InteriorPoint};

use super::planar::multi_polygon;
use crate::geography::{GridPoint, Shape};

/// A point inside the area: its centroid, or when that falls outside (a crescent, islands) a point in the middle
/// of its widest part, half-way up. `None` when the shape has no area. The same every time.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::centre};
/// let corners = [[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [0.0, 2.0]];
/// let area = Shape::new(vec![corners.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()]);
/// assert_eq!(centre(&area), GridPoint::new(2.0, 1.0));
/// ```
pub fn centre(shape: &Shape) -> Option<GridPoint> {
    let area = multi_polygon(shape);
    let centroid = area.centroid().filter(|point| area.contains(point));
    let point = centroid.or_else(|| area.interior_point())?;
    GridPoint::new(point.x(), point.y())
}

#[cfg(test)]
#[path = "centre_tests.rs"]
mod tests;

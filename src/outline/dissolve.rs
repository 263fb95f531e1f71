//! The outline of several areas together: wards to an authority, authorities to a region; and what two of them have in common.

use geo::{Area, BooleanOps, unary_union};
use rayon::prelude::*;

use super::edges::{Edge, odd_edges, odd_ones};
use super::guarded::guarded_overlay;
use super::noding::noded;
use super::planar::{multi_polygon, shape};
use super::polygons::area_if_rings_do_not_cross;
use super::rings::rings;
use crate::geography::Shape;

/// Areas that overlap by more than this are united the slow way. Less is a speck on the map and no error of the file.
const OVERLAP_SQUARE_METRES: f64 = 100.0;
/// Sums of areas agree to this share of them.
const ROUNDING: f64 = 1e-9;

/// The outline of the union of these shapes. Their order and the direction of their rings do not matter.
///
/// An edge that two of them share cancels; what is left is the outline, every point of it one of the file's own. A corner
/// of one that lies within 5 cm of an edge of another (a T-junction) counts as lying on it, and gaps wider than that
/// stay: no ward covers them. Where the shapes overlap (by 100 m² and more) edges do not cancel, and `geo` works out the
/// union instead, which may move points by a millimetre. Where it cannot, or they cross as combs do, the outline leaves out what an even number of the shapes hold.
///
/// Costs a sort of the edges: about 0.8 µs a point (754 wards with 80,382 points into 30 districts: 57 to 80 ms on one
/// busy 2-core x86-64 machine). Most of a call is on one thread; call it for several authorities at a time.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::dissolve};
/// let square = |x: f64| {
///     let corners = [[x, 0.0], [x + 1.0, 0.0], [x + 1.0, 1.0], [x, 1.0]];
///     Shape::new(vec![corners.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()])
/// };
/// let both = dissolve(&[&square(0.0), &square(1.0)]);
/// assert_eq!(both.bounds(), Some([0.0, 0.0, 2.0, 1.0]));
/// assert_eq!(both.rings().len(), 1);
/// ```
pub fn dissolve(shapes: &[&Shape]) -> Shape {
    let outline = Shape::new(rings(&outer_edges(shapes)));
    let united = overlap(shapes, &outline).and_then(|_| united(shapes));
    united.unwrap_or(outline)
}

/// Do the shapes overlap, whose edges that do not cancel make this outline? Then it is not as large as they are together: the share
/// of their areas that is missing.
pub(super) fn overlap(shapes: &[&Shape], outline: &Shape) -> Option<f64> {
    let areas: Vec<f64> = shapes.par_iter().map(|shape| area_if_rings_do_not_cross(shape)).collect();
    let sum: f64 = areas.iter().sum();
    let missing = (sum - area_if_rings_do_not_cross(outline)).abs();
    (missing > OVERLAP_SQUARE_METRES + ROUNDING * sum).then(|| missing / sum)
}

/// The edges of the shapes that do not cancel, in order, T-junctions resolved.
pub(super) fn outer_edges(shapes: &[&Shape]) -> Vec<Edge> {
    let left_over = odd_edges(shapes.iter().copied()).into_iter().map(|edge| (edge, ())).collect();
    odd_ones(noded(left_over).into_iter().map(|(edge, ())| edge).collect())
}

/// The area that both hold, in square metres; `None` where `geo` cannot tell.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::common_square_metres};
/// let square = |x: f64| {
///     let corners = [[x, 0.0], [x + 10.0, 0.0], [x + 10.0, 10.0], [x, 10.0]];
///     Shape::new(vec![corners.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()])
/// };
/// assert!((common_square_metres(&square(0.0), &square(7.0)).unwrap() - 30.0).abs() < 0.01);
/// ```
pub fn common_square_metres(one: &Shape, other: &Shape) -> Option<f64> {
    guarded_overlay(&[one, other], || multi_polygon(one).intersection(&multi_polygon(other)).unsigned_area())
}

fn united(shapes: &[&Shape]) -> Option<Shape> {
    let all: Vec<geo::MultiPolygon> = shapes.iter().map(|shape| multi_polygon(shape)).collect();
    guarded_overlay(shapes, || unary_union(&all)).map(|united| shape(&united))
}

#[cfg(test)]
#[path = "dissolve_tests.rs"]
mod tests;

//! The ring of so many miles around an area, for the map of what is near (design, section 5: `reach.geojson`).

use geo::algorithm::buffer::{BufferStyle, LineJoin};
use geo::{BoundingRect, Buffer, MultiPolygon, Simplify};

use super::guarded::guarded;
use super::planar::{multi_polygon, shape};
use crate::geography::{GridPoint, METRES_PER_MILE, Shape};

/// The longest reach that is drawn. Beyond it a ring would leave the plane of the National Grid.
pub const MAX_REACH_MILES: f64 = 300.0;
/// How far the ring may run from the true curve, in metres: a hair's breadth on a map of a county.
pub const RING_METRES: f64 = 20.0;
/// The widest piece of an arc, radians; it decides for short distances.
const WIDEST_PIECE: f64 = 0.5;
/// Corners of the outline that lie closer than this to the line between their neighbours are passed over: thousands of
/// them would cost seconds and move the ring by less than this, so they share [`RING_METRES`] with the arcs.
const SIMPLIFY_METRES: f64 = RING_METRES * 0.4;
/// Metres to grow by first, before the rest in one go: growing by a little and then by more gives what growing by all of
/// it gives, and every step leaves fewer corners to the next.
const FIRST_STEPS: [f64; 3] = [250.0, 1_000.0, 5_000.0];

/// All that lies within so many miles (of 1,609.344 m, straight line on the National Grid) of the area, the area itself
/// included. Holes of the area that are small enough are filled by it; others stay as what is out of reach.
///
/// The ring runs within [`RING_METRES`] of the true one, so it is for the eye: whether a placement is near
/// is decided by its own distance. With no miles, or less, it is the area itself. `None` over [`MAX_REACH_MILES`], when
/// the miles are no number, when `geo` cannot tell, and when a point of the ring is too far off the National Grid: no ring is better than one
/// that is wrong.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::{area_square_metres, reach}};
/// let corners = [[400e3, 300e3], [410e3, 300e3], [410e3, 310e3], [400e3, 310e3]];
/// let area = Shape::new(vec![corners.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()]);
/// // 100 km2, and a rim of 20 miles around them.
/// assert_eq!((area_square_metres(&reach(&area, 20.0).unwrap()) / 1e6).round(), 4_641.0);
/// assert_eq!(reach(&area, 1_000.0), None);
/// ```
pub fn reach(outline: &Shape, miles: f64) -> Option<Shape> {
    if miles.is_nan() || miles > MAX_REACH_MILES {
        return None;
    }
    if miles <= 0.0 {
        return Some(outline.clone());
    }
    let metres = miles * METRES_PER_MILE;
    let plain = multi_polygon(outline).simplify(SIMPLIFY_METRES);
    let grow = |grown: MultiPolygon, step| grown.buffer_with_style(style(step));
    let ring = guarded(|| steps(metres).into_iter().fold(plain, grow))?;
    is_on_the_plane(&ring).then(|| shape(&ring))
}

/// Can every point of it be a point of the National Grid?
fn is_on_the_plane(ring: &MultiPolygon) -> bool {
    let corners = ring.bounding_rect().map(|bounds| [bounds.min(), bounds.max()]);
    corners.into_iter().flatten().all(|corner| GridPoint::new(corner.x, corner.y).is_some())
}

/// The steps, in metres, that add up to the distance.
fn steps(metres: f64) -> Vec<f64> {
    let mut left = metres;
    let mut steps: Vec<f64> = FIRST_STEPS.into_iter().filter(|step| *step < metres / 4.0).collect();
    steps.iter().for_each(|step| left -= step);
    steps.push(left);
    steps
}

/// Each step may leave its share of what the simplification leaves of [`RING_METRES`].
fn style(metres: f64) -> BufferStyle<f64> {
    let inside = (RING_METRES - SIMPLIFY_METRES) / (FIRST_STEPS.len() + 1) as f64;
    let piece = (2.0 * (1.0 - inside / metres).max(-1.0).acos()).min(WIDEST_PIECE);
    BufferStyle::new(metres).line_join(LineJoin::Round(piece))
}

#[cfg(test)]
#[path = "reach_tests.rs"]
mod tests;

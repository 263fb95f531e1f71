//! Rings to polygons: which ring is an exterior, which is a hole, and in which polygon. Writers of GeoJSON need it;
//! everything else gets by with even-odd.

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo::{Area, BoundingRect, Coord, InteriorPoint, LineString};
use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::planar::line_string;
use super::tangles::untangled;
use crate::geography::{Ring, Shape};

/// Rings of less than this enclose nothing: there and back again along one line, give or take rounding.
const NOTHING_SQUARE_METRES: f64 = 1e-6;

/// One part of an area, as RFC 7946 wants it: the exterior counter-clockwise, the holes clockwise, all closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Polygon {
    pub exterior: Ring,
    pub holes: Vec<Ring>,
}

impl Polygon {
    /// Its area in square metres on the National Grid, the holes taken off. Never below 0: of rings that nobody could part, holes may
    /// be told that are larger than what they are in.
    pub fn area_square_metres(&self) -> f64 {
        let area = |ring: &Ring| signed_area(line_string(ring)).abs();
        (area(&self.exterior) - self.holes.iter().map(area).sum::<f64>()).max(0.0)
    }
}

/// The area in square metres on the National Grid. Even-odd: holes count off, islands in them count again.
pub fn area_square_metres(shape: &Shape) -> f64 {
    polygons(shape).iter().map(Polygon::area_square_metres).sum()
}

/// As [`area_square_metres`] for shapes whose rings do not cross, without looking whether they do: a quick sum to compare.
pub(super) fn area_if_rings_do_not_cross(shape: &Shape) -> f64 {
    if let [ring] = shape.rings() {
        return signed_area(line_string(ring)).abs();
    }
    nested(shape).iter().map(Polygon::area_square_metres).sum()
}

/// The polygons of a shape, exteriors and holes each in the order of its rings.
///
/// Direction and order of the rings mean nothing, since files get them wrong. What counts is how many other rings a
/// ring lies in: none, it is an exterior; one, a hole in that one; two, an island in the hole, a polygon of its own;
/// and so on. Rings may touch. Where a ring touches or crosses itself, or rings cross, the area is cut up first into
/// rings that do not (see [`crosses_itself`](super::crosses_itself)); all other rings keep their points bit for bit.
/// Rings without area are dropped.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::polygons};
/// let ring = |points: [[f64; 2]; 4]| points.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec();
/// let lake = ring([[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0]]);
/// let land = ring([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]);
/// let found = polygons(&Shape::new(vec![lake, land]));
/// assert_eq!((found.len(), found[0].holes.len()), (1, 1));
/// assert_eq!(found[0].area_square_metres(), 15.0);
/// ```
pub fn polygons(shape: &Shape) -> Vec<Polygon> {
    if shape.is_known_simple() { nested(shape) } else { nested(&untangled(shape)) }
}

/// The polygons of a shape whose rings do not cross.
fn nested(shape: &Shape) -> Vec<Polygon> {
    let rings: Vec<Measured> = shape.rings().iter().map(Measured::new).filter(Measured::encloses_something).collect();
    let around = surroundings(&rings);
    let is_exterior = |at: usize| around[at].len().is_multiple_of(2);
    let (exteriors, holes): (Vec<usize>, Vec<usize>) = (0..rings.len()).partition(|at| is_exterior(*at));
    let part = |at: &usize| Polygon { exterior: rings[*at].turned(true), holes: Vec::new() };
    let mut polygons: Vec<Polygon> = exteriors.iter().map(part).collect();
    for hole in holes {
        // Of the rings around a hole its owner is the innermost: the one that lies in all the others.
        let owner = around[hole].iter().max_by_key(|ring| around[**ring].len());
        if let Some(position) = owner.and_then(|owner| exteriors.binary_search(owner).ok()) {
            polygons[position].holes.push(rings[hole].turned(false));
        }
    }
    polygons
}

/// A ring, the same for `geo`, and its area in square metres, positive when counter-clockwise.
struct Measured<'a> {
    ring: &'a Ring,
    line: LineString,
    area: f64,
}

impl<'a> Measured<'a> {
    fn new(ring: &'a Ring) -> Self {
        let line = line_string(ring);
        Self { ring, area: signed_area(line.clone()), line }
    }

    fn encloses_something(&self) -> bool {
        self.area.abs() > NOTHING_SQUARE_METRES
    }

    fn turned(&self, counter_clockwise: bool) -> Ring {
        let mut ring = self.ring.clone();
        if (self.area > 0.0) != counter_clockwise {
            ring.reverse();
        }
        ring
    }

    /// Exactly: inside this ring, outside, or on it?
    fn side(&self, point: Coord) -> CoordPos {
        coord_pos_relative_to_ring(point, &self.line)
    }
}

/// `geo` measures from the first point, so no digits are lost on coordinates of a million metres.
fn signed_area(ring: LineString) -> f64 {
    geo::Polygon::new(ring, Vec::new()).signed_area()
}

/// The area of a ring in square metres, positive when counter-clockwise, and its mean width in metres: twice the area by the
/// length of its line, of a long strip its width, of a square half its side.
pub(super) fn area_and_width(ring: &Ring) -> (f64, f64) {
    let length: f64 = ring.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum();
    let area = signed_area(line_string(ring));
    (area, 2.0 * area.abs() / length)
}

/// For each ring the rings it lies in.
fn surroundings(rings: &[Measured]) -> Vec<Vec<usize>> {
    if rings.len() < 2 {
        return vec![Vec::new(); rings.len()];
    }
    let tree = RTree::bulk_load(rings.iter().enumerate().filter_map(boxed).collect());
    let around = |inner: usize| {
        let candidates = tree.locate_all_at_point(rings[inner].ring[0].xy()).map(|found| found.data);
        candidates.filter(|outer| *outer != inner && lies_in(rings, inner, *outer)).collect()
    };
    (0..rings.len()).map(around).collect()
}

fn boxed((at, ring): (usize, &Measured)) -> Option<GeomWithData<Rectangle<[f64; 2]>, usize>> {
    let bounds = ring.line.bounding_rect()?;
    Some(GeomWithData::new(Rectangle::from_corners(bounds.min().into(), bounds.max().into()), at))
}

/// Decided by the first point of the inner ring that is not on the outer one.
fn lies_in(rings: &[Measured], inner: usize, outer: usize) -> bool {
    let sides = rings[inner].line.coords().map(|point| rings[outer].side(*point));
    let off_the_line = sides.into_iter().find(|side| *side != CoordPos::OnBoundary);
    off_the_line.map_or_else(|| fills(rings, inner, outer), |side| side == CoordPos::Inside)
}

/// The rare inner ring with every point on the outer one: is its inside in there? Of two equal rings
/// the later counts as inside the earlier, so that they cancel, as even-odd has it.
fn fills(rings: &[Measured], inner: usize, outer: usize) -> bool {
    let inside = geo::Polygon::new(rings[inner].line.clone(), Vec::new()).interior_point();
    let [size, outer_size] = [inner, outer].map(|at| rings[at].area.abs());
    let is_smaller = size < outer_size || size == outer_size && outer < inner;
    is_smaller && inside.is_some_and(|point| rings[outer].side(point.0) == CoordPos::Inside)
}

#[cfg(test)]
#[path = "polygons_tests.rs"]
mod tests;

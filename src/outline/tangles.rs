//! Rings that cross or touch themselves, cut into rings that do not: same area by even-odd, but such as maps can draw.
//! `polygons` calls it; for the rings of nearly every file there is nothing to do.

use std::borrow::Cow;

use geo::{BooleanOps, MultiPolygon};
use robust::{Coord, orient2d};

use super::edges::odd_edges;
use super::planar::{line_string, shape};
use super::rings::rings;
use crate::geography::{GridPoint, Shape};

/// Do two edges of the outline cross, or does a ring run along itself or touch itself half-way along an edge?
///
/// Touching itself at a corner is no crossing. Costs a sort of the edges, and then looks at the pairs whose
/// boxes meet: a few an edge in outlines as they are. Of an outline whose edges lie in hundreds beside one another, which no
/// map has, it says that it crosses itself.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::{area_square_metres, crosses_itself}};
/// let ring = |points: [[f64; 2]; 4]| Shape::new(vec![points.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()]);
/// let bow_tie = ring([[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0]]);
/// assert!(crosses_itself(&bow_tie));
/// assert!((area_square_metres(&bow_tie) - 8.0).abs() < 1e-3);
/// ```
pub fn crosses_itself(shape: &Shape) -> bool {
    worst_contact(shape) == Some(Contact::Crossing)
}

/// The same area, by even-odd, of rings that neither cross nor touch themselves. Where rings only touch themselves
/// at corners every point is one of the shape's own; at crossings points may move by some hundredth of a millimetre.
pub(super) fn untangled(tangled: &Shape) -> Cow<'_, Shape> {
    match worst_contact(tangled) {
        None => Cow::Borrowed(tangled),
        Some(Contact::Corner) => Cow::Owned(Shape::new(rings(&odd_edges([tangled])))),
        Some(Contact::Crossing) => {
            let ring = |ring| geo::Polygon::new(line_string(ring), Vec::new());
            let all: MultiPolygon = tangled.rings().iter().map(ring).collect();
            // Even-odd, by default.
            Cow::Owned(shape(&all.union(&MultiPolygon::new(Vec::new()))))
        }
    }
}

/// How two edges meet that should not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Contact {
    /// A ring comes again to a corner of its own.
    Corner,
    Crossing,
}

/// Edges that a sweep may find beside each edge, on average. A comb of a million teeth has them all beside one another.
const MOST_BESIDE: usize = 500;

/// The gravest contact of any two edges. From south to north; where too many edges are beside one another that way, from
/// west to east; where that is so too, the outline is taken for a tangle.
fn worst_contact(shape: &Shape) -> Option<Contact> {
    let mut segments: Vec<Segment> = segments(shape);
    let mut sweep = |along| worst_by_sweep(&mut segments, along);
    sweep(1).or_else(|Costly| sweep(0)).unwrap_or(Some(Contact::Crossing))
}

/// Too many edges beside one another to look at.
#[derive(Debug)]
struct Costly;

/// Sweeps along an axis: 0 is east, 1 is north.
fn worst_by_sweep(segments: &mut [Segment], along: usize) -> Result<Option<Contact>, Costly> {
    let across = 1 - along;
    segments.sort_unstable_by(|one, other| one.low[along].total_cmp(&other.low[along]));
    // Those that reach as far as the next begins.
    let mut active: Vec<&Segment> = Vec::new();
    let (mut worst, mut left) = (None, MOST_BESIDE * segments.len());
    for segment in &*segments {
        left = left.checked_sub(active.len()).ok_or(Costly)?;
        active.retain(|other| other.high[along] >= segment.low[along]);
        let is_beside =
            |other: &&&Segment| other.low[across] <= segment.high[across] && segment.low[across] <= other.high[across];
        for other in active.iter().filter(is_beside) {
            worst = worst.max(contact(segment, other));
        }
        if worst == Some(Contact::Crossing) {
            break;
        }
        active.push(segment);
    }
    Ok(worst)
}

/// An edge, its box, and where it is among its ring's.
struct Segment {
    ends: [[f64; 2]; 2],
    low: [f64; 2],
    high: [f64; 2],
    ring: usize,
    at: usize,
    edges_in_ring: usize,
}

impl Segment {
    fn follows(&self, other: &Self) -> bool {
        (other.at + 1) % self.edges_in_ring == self.at
    }

    fn side(&self, point: [f64; 2]) -> f64 {
        let [from, to, point] = [self.ends[0], self.ends[1], point].map(|[x, y]| Coord { x, y });
        orient2d(from, to, point)
    }

    /// Is the point on it, and no end of it?
    fn passes(&self, point: [f64; 2]) -> bool {
        let is_in_box = (0..2).all(|axis| (self.low[axis]..=self.high[axis]).contains(&point[axis]));
        is_in_box && !self.ends.contains(&point) && self.side(point) == 0.0
    }
}

fn segments(shape: &Shape) -> Vec<Segment> {
    let of_ring = |(ring, points): (usize, &Vec<GridPoint>)| {
        let (edges_in_ring, pairs) = (points.len() - 1, points.windows(2).enumerate());
        let segment = move |(at, pair): (usize, &[GridPoint])| {
            let ends @ [one, other] = [pair[0].xy(), pair[1].xy()];
            let low = [one[0].min(other[0]), one[1].min(other[1])];
            let high = [one[0].max(other[0]), one[1].max(other[1])];
            Segment { ends, low, high, ring, at, edges_in_ring }
        };
        pairs.map(segment).collect::<Vec<_>>()
    };
    shape.rings().iter().enumerate().flat_map(of_ring).collect()
}

/// Decided by exact predicates. Edges of different rings may touch, but not cross.
fn contact(one: &Segment, other: &Segment) -> Option<Contact> {
    if one.ring == other.ring {
        let passes = |edge: &Segment, by: &Segment| by.ends.iter().any(|&point| edge.passes(point));
        if passes(one, other) || passes(other, one) {
            return Some(Contact::Crossing);
        }
        let in_common = one.ends.iter().filter(|end| other.ends.contains(end)).count();
        let should_be = usize::from(one.follows(other) || other.follows(one));
        if in_common > 0 {
            return (in_common > should_be).then_some(Contact::Corner);
        }
    }
    let parts = |edge: &Segment, by: &Segment| {
        let [from, to] = by.ends.map(|end| edge.side(end));
        from < 0.0 && to > 0.0 || from > 0.0 && to < 0.0
    };
    (parts(one, other) && parts(other, one)).then_some(Contact::Crossing)
}

#[cfg(test)]
#[path = "tangles_tests.rs"]
mod tests;

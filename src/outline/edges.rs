//! Edges without direction, and the rule that makes borders vanish: what two areas share cancels.

use std::cmp::Ordering;

use crate::geography::{GridPoint, Shape};

/// A point with an order (west to east, then south to north).
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex(pub GridPoint);

impl Ord for Vertex {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        let [[x, y], [other_x, other_y]] = [self.0.xy(), other.0.xy()];
        // A point's coordinates are finite: any two can be compared, and the two zeros of floating point are one.
        let along = |one: f64, other: f64| one.partial_cmp(&other).unwrap_or(Ordering::Equal);
        along(x, other_x).then_with(|| along(y, other_y))
    }
}

impl PartialOrd for Vertex {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Vertex {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl Eq for Vertex {}

/// A straight line between two vertices, the lower one first: the same whichever way it was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub from: Vertex,
    pub to: Vertex,
}

impl Edge {
    /// A number for the edge, the same whichever way it was drawn. That two edges of a nation have the same by chance is one in
    /// 10 million.
    pub fn key(&self) -> u64 {
        key_of(mixed(self.from.0), mixed(self.to.0))
    }

    /// The bits of its coordinates: the same for the same edge.
    pub fn bits(&self) -> [[u64; 2]; 2] {
        [bits(self.from.0), bits(self.to.0)]
    }

    #[inline]
    pub fn between(one: GridPoint, other: GridPoint) -> Self {
        let (one, other) = (Vertex(one), Vertex(other));
        if one < other { Self { from: one, to: other } } else { Self { from: other, to: one } }
    }
}

/// The keys of a ring's edges, in order.
pub(super) struct EdgeKeys<'a> {
    /// The end of the edge before.
    from: u64,
    rest: std::slice::Iter<'a, GridPoint>,
}

impl<'a> EdgeKeys<'a> {
    pub fn of(ring: &'a [GridPoint]) -> Self {
        let mut rest = ring.iter();
        Self { from: rest.next().map_or(0, |&first| mixed(first)), rest }
    }
}

impl Iterator for EdgeKeys<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        let to = mixed(*self.rest.next()?);
        Some(key_of(std::mem::replace(&mut self.from, to), to))
    }
}

/// The key of an edge by its mixed ends, in either order.
#[inline]
fn key_of(one: u64, other: u64) -> u64 {
    let sum = one.wrapping_add(other);
    (sum ^ sum >> 32).wrapping_mul(0x94d0_49bb_1331_11eb)
}

#[inline]
fn bits(point: GridPoint) -> [u64; 2] {
    // Adding 0.0 makes one zero of the two that floating point has.
    point.xy().map(|each| (each + 0.0).to_bits())
}

#[inline]
fn mixed(point: GridPoint) -> u64 {
    let [x, y] = bits(point);
    let once = (x ^ y.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ y;
    (once ^ once >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// The edges that an odd number of these shapes have, in order. For wards that cover an area without overlap these are
/// its outline: a border has a ward on either side, is there twice and drops out.
pub(super) fn odd_edges<'a>(shapes: impl IntoIterator<Item = &'a Shape>) -> Vec<Edge> {
    odd_ones(shapes.into_iter().flat_map(Shape::edges).map(|(from, to)| Edge::between(from, to)).collect())
}

/// Those that are there an odd number of times, once each, in order.
pub(super) fn odd_ones(edges: Vec<Edge>) -> Vec<Edge> {
    // Numbers sort several times as fast as edges, and most edges are there twice.
    let mut keys: Vec<(u64, usize)> = edges.iter().zip(0..).map(|(edge, at)| (edge.key(), at)).collect();
    keys.sort_unstable();
    let is_pair = |same: &&[(u64, usize)]| matches!(**same, [(_, one), (_, other)] if edges[one] == edges[other]);
    let left = keys.chunk_by(|one, other| one.0 == other.0).filter(|same| !is_pair(same)).flatten();
    odd_pieces(left.map(|&(_, at)| (edges[at], ())).collect()).into_iter().map(|(edge, ())| edge).collect()
}

/// As [`odd_ones`], with what is attached to each; of several that are one edge, what the first in order has.
pub(super) fn odd_pieces<T: Copy + Ord>(mut pieces: Vec<(Edge, T)>) -> Vec<(Edge, T)> {
    pieces.sort_unstable();
    pieces.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() % 2 == 1).map(|same| same[0]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(x: u8, y: u8) -> GridPoint {
        GridPoint::new(f64::from(x), f64::from(y)).unwrap()
    }

    proptest! {
        #[test]
        fn odd_ones_are_those_that_a_count_says(ends in prop::collection::vec((0..3_u8, 0..3_u8, 0..3_u8, 0..3_u8), 0..60)) {
            let edges: Vec<Edge> = ends.iter().map(|&(x, y, u, v)| Edge::between(point(x, y), point(u, v))).collect();
            let mut counted = std::collections::BTreeMap::<Edge, usize>::new();
            edges.iter().for_each(|&edge| *counted.entry(edge).or_default() += 1);
            let odd: Vec<Edge> = counted.into_iter().filter(|(_, count)| count % 2 == 1).map(|(edge, _)| edge).collect();
            prop_assert_eq!(odd_ones(edges), odd);
        }
    }
}

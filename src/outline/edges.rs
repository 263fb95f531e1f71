//! Edges without direction, and the rule that makes borders vanish: what two areas share cancels.

use std::cmp::Ordering;

use crate::geography::{GridPoint, Shape};

/// A point with an order (west to east, then south to north).
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex(pub GridPoint);

impl Ord for Vertex {
    fn cmp(&self, other: &Self) -> Ordering {
        let [[x, y], [other_x, other_y]] = [self.0.xy(), other.0.xy()];
        // Adding 0.0 makes one zero of the two that floating point has.
        (x + 0.0).total_cmp(&(other_x + 0.0)).then((y + 0.0).total_cmp(&(other_y + 0.0)))
    }
}

impl PartialOrd for Vertex {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Vertex {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
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
    pub fn between(one: GridPoint, other: GridPoint) -> Self {
        let (one, other) = (Vertex(one), Vertex(other));
        if one < other { Self { from: one, to: other } } else { Self { from: other, to: one } }
    }
}

/// The edges that an odd number of these shapes have, in order. For wards that cover an area without overlap these are
/// its outline: a border has a ward on either side, is there twice and drops out.
pub(super) fn odd_edges<'a>(shapes: impl IntoIterator<Item = &'a Shape>) -> Vec<Edge> {
    odd_ones(shapes.into_iter().flat_map(Shape::edges).map(|(from, to)| Edge::between(from, to)).collect())
}

/// Those that are there an odd number of times, once each, in order.
pub(super) fn odd_ones(mut edges: Vec<Edge>) -> Vec<Edge> {
    edges.sort_unstable();
    edges.chunk_by(|one, other| one == other).filter(|same| same.len() % 2 == 1).map(|same| same[0]).collect()
}

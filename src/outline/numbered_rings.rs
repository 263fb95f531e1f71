//! The rings of many shapes, all their edges numbered through, so that an edge is known by four bytes.

use std::ops::Range;

use super::edges::Edge;
use crate::geography::{GridPoint, Shape};

/// Every ring of the shapes, in order.
pub(crate) struct NumberedRings<'a>(Vec<NumberedRing<'a>>);

/// A ring, the number of its first edge, and the position of its shape. Its edges go on from its last to its first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NumberedRing<'a> {
    pub points: &'a [GridPoint],
    pub first: u32,
    pub shape: u32,
}

impl<'a> NumberedRings<'a> {
    pub fn of(shapes: impl IntoIterator<Item = &'a Shape>) -> Self {
        let mut first = 0;
        let rings = (0..).zip(shapes).flat_map(|(at, shape)| shape.rings().iter().map(move |ring| (at, ring)));
        let numbered = rings.map(|(shape, ring)| {
            let ring = NumberedRing { points: ring, first, shape };
            first = ring.edges().end;
            ring
        });
        Self(numbered.collect())
    }

    pub fn all(&self) -> &[NumberedRing<'a>] {
        &self.0
    }

    pub fn edge_count(&self) -> usize {
        self.0.last().map_or(0, |ring| ring.edges().end as usize)
    }

    pub fn ring_of(&self, edge: u32) -> NumberedRing<'a> {
        self.0[self.position_from(0, edge)]
    }

    /// The position of an edge's ring: this one, or one after it.
    #[inline]
    pub fn position_from(&self, at: usize, edge: u32) -> usize {
        last_from(&self.0, at, edge, |ring| ring.first)
    }

    /// Are two edges the same line, whichever way they go?
    pub fn are_like(&self, one: u32, other: u32) -> bool {
        let [one, other] = [one, other].map(|edge| self.ring_of(edge).edge(edge));
        one == other
    }
}

/// The position of the last item that begins no later than at an edge: this one, or one after it.
#[inline]
pub(super) fn last_from<T>(items: &[T], at: usize, edge: u32, first: impl Fn(&T) -> u32) -> usize {
    // Asked for in order, edges are mostly of the same item as the one before.
    if items.get(at + 1).is_none_or(|next| edge < first(next)) {
        return at;
    }
    at + items[at..].partition_point(|item| first(item) <= edge) - 1
}

impl NumberedRing<'_> {
    pub fn edges(&self) -> Range<u32> {
        self.first..self.first + self.points.len() as u32 - 1
    }

    pub fn from(&self, edge: u32) -> GridPoint {
        self.points[(edge - self.first) as usize]
    }

    pub fn to(&self, edge: u32) -> GridPoint {
        self.points[(edge - self.first) as usize + 1]
    }

    /// Without direction.
    pub(super) fn edge(&self, edge: u32) -> Edge {
        Edge::between(self.from(edge), self.to(edge))
    }

    /// Its end, or its beginning.
    pub fn end(&self, edge: u32, goes_on: bool) -> GridPoint {
        self.points[(edge - self.first) as usize + usize::from(goes_on)]
    }

    /// The edge after this one, or before it.
    pub fn beside(&self, edge: u32, goes_on: bool) -> u32 {
        let Range { start, end } = self.edges();
        match goes_on {
            true if edge + 1 == end => start,
            true => edge + 1,
            false if edge == start => end - 1,
            false => edge - 1,
        }
    }
}

//! The edges that a grid is built from, in the order of their wards.

use super::edges::{Edge, NO_WARD, NamedEdge};
use super::row_edges::RowEdge;
use super::token::Token;
use crate::geography::GridPoint;
use crate::locate::outlines::{Outlines, RingPlace};
use crate::locate::side::Xy;

/// The edges to build from, known by their first vertex, the vertices of all rings being counted through.
pub(super) struct Source<'a> {
    pub rings: Vec<SourceRing<'a>>,
}

pub(super) struct SourceRing<'a> {
    points: &'a [GridPoint],
    /// The number of its first vertex.
    first: u32,
    pub ward: u32,
    token: Token,
}

impl<'a> Source<'a> {
    pub fn of(outlines: &'a Outlines) -> Self {
        let mut first = 0;
        let ring = |(place, points): (RingPlace, &'a [GridPoint])| {
            let ring = SourceRing { points, first, ward: place.ward, token: Token::of(place.ward) };
            first += points.len() as u32;
            ring
        };
        Self { rings: outlines.rings().map(ring).collect() }
    }

    /// Every edge with its first vertex, in order.
    pub fn edges(&self) -> impl Iterator<Item = (u32, [Xy; 2])> + Clone {
        self.rings.iter().flat_map(|ring| {
            (ring.first..).zip(ring.points.windows(2)).map(|(start, pair)| (start, [pair[0].xy(), pair[1].xy()]))
        })
    }

    /// The ring of a first vertex: this one, or one after it. They are asked for in order.
    #[inline]
    pub fn ring_of(&self, start: u32, ring: usize) -> usize {
        // Mostly of the same ring as the one before, and rings of a row are far apart.
        if self.rings.get(ring + 1).is_none_or(|next| start < next.first) {
            return ring;
        }
        ring + self.rings[ring..].partition_point(|ring| ring.first <= start) - 1
    }
}

impl SourceRing<'_> {
    #[inline]
    pub fn edge(&self, ring: usize, vertex: u32) -> RowEdge {
        let start = vertex - self.first;
        let edge = Edge::between(self.points[start as usize], self.points[start as usize + 1], self.token);
        RowEdge { edge, name: NamedEdge { ring: ring as u32, start, other: NO_WARD } }
    }
}

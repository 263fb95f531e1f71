//! The edges that a grid is built from, in the order of their wards: what two wards share is one edge.

use super::edges::{Edge, NO_WARD, NamedEdge, RowEdge};
use super::token::Token;
use crate::locate::outlines::Outlines;
use crate::locate::side::Xy;
use crate::outline::{NumberedRing, NumberedRings, OtherSide, Twins};

/// The edges to build from, known by their numbers.
pub(super) struct Source<'a> {
    rings: NumberedRings<'a>,
    twins: &'a Twins,
}

impl<'a> Source<'a> {
    /// `twins` are those of the same outlines.
    pub fn of(outlines: &'a Outlines, twins: &'a Twins) -> Self {
        Self { rings: outlines.numbered_rings(), twins }
    }

    /// Every edge with its number, in order. One that two wards share is told once, and so is one that a ward has twice: crossing that
    /// changes nothing, but a point on it is on a border.
    pub fn edges(&self) -> impl Iterator<Item = (u32, [Xy; 2])> + Clone {
        self.rings.all().iter().flat_map(|ring| {
            let once = self.twins.runs(ring.edges()).filter(|(_, side)| *side != OtherSide::Told);
            once.flat_map(|(edges, _)| {
                let first = (edges.start - ring.first) as usize;
                edges.zip(ring.points[first..].windows(2)).map(|(edge, pair)| (edge, [pair[0].xy(), pair[1].xy()]))
            })
        })
    }

    /// The edges with these numbers, in order.
    pub fn row_edges<'s>(&'s self, numbers: &'s [u32]) -> impl Iterator<Item = RowEdge> + 's {
        let (mut ring, mut run) = (0, 0);
        numbers.iter().map(move |&number| {
            ring = self.rings.position_from(ring, number);
            run = self.twins.position_from(run, number);
            self.row_edge(ring, self.twins.side_at(run), number)
        })
    }

    #[inline]
    fn row_edge(&self, ring: usize, side: OtherSide, number: u32) -> RowEdge {
        let NumberedRing { points, first, shape: ward } = self.rings.all()[ring];
        let start = number - first;
        let mut token = Token::of(ward);
        let mut other = NO_WARD;
        if let OtherSide::Shape(ward) = side {
            token.toggle(Token::of(ward));
            other = ward;
        }
        let edge = Edge::between(points[start as usize], points[start as usize + 1], token);
        RowEdge { edge, name: NamedEdge { ring: ring as u32, start, other } }
    }
}

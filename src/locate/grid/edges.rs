//! The edges of the grid's cells. A ward's own points tell where an edge is, so a cell's list need only name it; where there are few
//! enough, each stands in the list itself, which spares a way through memory a point.

use super::token::Token;
use crate::geography::GridPoint;
use crate::locate::outlines::{Outlines, RingPlace};
use crate::locate::side::Xy;

/// More edges than this are named only: 40 MB of them, were each in the list once.
pub(super) const MOST_COPIED: usize = 1_000_000;

/// An edge and the wards one enters or leaves by crossing it. It goes north, or east when it is level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub from: Xy,
    pub to: Xy,
    pub token: Token,
}

impl Edge {
    /// The edge between two points, turned to go north (east when level), so that two wards' common edge is the same for both.
    #[inline]
    pub fn between(one: GridPoint, other: GridPoint, token: Token) -> Self {
        let (a, b) = (one.xy(), other.xy());
        let goes_north = a[1] < b[1] || (a[1] == b[1] && a[0] <= b[0]);
        let (from, to) = if goes_north { (a, b) } else { (b, a) };
        Self { from, to, token }
    }

    /// Does it cross this northing, its lower end counted and its upper one not?
    #[inline]
    pub fn is_astride(&self, northing: f64) -> bool {
        self.from[1] <= northing && northing < self.to[1]
    }
}

/// Where an edge is: its ring by position in the list of rings, and its first point. The ward on its other side, or [`NO_WARD`].
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedEdge {
    pub ring: u32,
    pub start: u32,
    pub other: u32,
}

/// On the other side is no ward.
pub(super) const NO_WARD: u32 = u32::MAX;

/// An edge as it is, and by its name: on its way into the cells of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowEdge {
    pub edge: Edge,
    pub name: NamedEdge,
}

impl From<&RowEdge> for Edge {
    fn from(edge: &RowEdge) -> Self {
        edge.edge
    }
}

impl From<&RowEdge> for NamedEdge {
    fn from(edge: &RowEdge) -> Self {
        edge.name
    }
}

/// The edges of all cells, cell by cell.
#[derive(Clone, Debug)]
pub(super) enum Edges {
    Copied(Vec<Edge>),
    Named { edges: Vec<NamedEdge>, rings: Vec<RingPlace> },
}

impl Edges {
    pub fn named(edges: Vec<NamedEdge>, outlines: &Outlines) -> Self {
        Self::Named { edges, rings: outlines.rings().map(|(place, _)| place).collect() }
    }

    /// Looks at an edge, to have it fetched; what it gives means nothing.
    #[inline]
    pub fn touch(&self, at: usize) -> u64 {
        match self {
            Self::Copied(edges) => edges.get(at).map_or(0, |edge| edge.from[0].to_bits()),
            Self::Named { edges, .. } => edges.get(at).map_or(0, |edge| edge.start.into()),
        }
    }
}

impl NamedEdge {
    #[inline]
    pub fn found(self, rings: &[RingPlace], outlines: &Outlines) -> Edge {
        let (place, start) = (rings[self.ring as usize], self.start as usize);
        let ring = outlines.ring(place);
        let mut token = Token::of(place.ward);
        if self.other != NO_WARD {
            token.toggle(Token::of(self.other));
        }
        Edge::between(ring[start], ring[start + 1], token)
    }
}

//! The edges of a row of cells: those that two wards share are found and made one.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::edges::{Edge, NO_WARD, NamedEdge};
use super::source::Source;
use super::token::mixed;

/// An edge as it is, and by its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowEdge {
    pub edge: Edge,
    pub name: NamedEdge,
}

/// The edges of one row at a time; its memory is kept for the next row.
#[derive(Default)]
pub(super) struct RowEdges {
    all: Vec<RowEdge>,
    /// Their positions, to be found by where they are.
    places: HashTable<u32>,
}

impl RowEdges {
    pub fn all(&self) -> &[RowEdge] {
        &self.all
    }

    /// Reads the edges with these first vertices, in order. Two equal ones become one with a ward on either side. An edge that a ward
    /// has twice stays, and crossing it changes nothing: a point on it is still on a border.
    pub fn read(&mut self, source: &Source<'_>, starts: &[u32]) {
        self.all.clear();
        self.places.clear();
        let mut ring = 0;
        for &start in starts {
            ring = source.ring_of(start, ring);
            let here = &source.rings[ring];
            self.add(here.edge(ring, start), here.ward);
        }
    }

    #[inline]
    fn add(&mut self, edge: RowEdge, ward: u32) {
        let all = &mut self.all;
        let is_other_side = |&at: &u32| all[at as usize].is_other_side_of(&edge);
        match self.places.entry(edge.hash(), is_other_side, |&at| all[at as usize].hash()) {
            Entry::Occupied(place) => all[*place.get() as usize].meet(&edge, ward),
            Entry::Vacant(place) => {
                place.insert(all.len() as u32);
                all.push(edge);
            }
        }
    }
}

impl RowEdge {
    /// The same for equal edges. A zero below nothing is told from zero: equal edges may then not be seen to be, which changes no answer.
    #[inline]
    fn hash(&self) -> u64 {
        let [x, y] = self.edge.from.map(f64::to_bits);
        let [u, v] = self.edge.to.map(f64::to_bits);
        mixed(x ^ y.rotate_left(16) ^ u.rotate_left(32) ^ v.rotate_left(48))
    }

    /// Is it equal, and is its other side still to be found?
    #[inline]
    fn is_other_side_of(&self, other: &Self) -> bool {
        self.name.other == NO_WARD && (self.edge.from, self.edge.to) == (other.edge.from, other.edge.to)
    }

    #[inline]
    fn meet(&mut self, other: &Self, ward: u32) {
        self.edge.token.toggle(other.edge.token);
        self.name.other = ward;
    }
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

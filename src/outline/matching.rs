//! Meets each edge of many shapes with its like in another: what has met its like is a border between the two, what is left is
//! the outline of them all, or a border that two files draw with different points.

use std::collections::BTreeSet;

use hashbrown::hash_table::Entry;
use hashbrown::{HashSet, HashTable};
use rayon::prelude::*;

use super::edges::{Edge, odd_pieces};
use super::noding::SAME_LINE_METRES;
use crate::geography::Shape;

/// Shapes of which one thread meets the edges. They are neighbours, so most edges meet there.
const SHAPES_AT_ONCE: usize = 64;

/// Strips into which the land is cut each way to bring neighbours together, and no more than fit 16 bits.
const STRIPS: f64 = 65_535.0;

/// The edges that wait for their like, and the borders found.
#[derive(Default)]
pub(super) struct Matching {
    waiting: HashTable<(Edge, u32)>,
    /// The positions of shapes that share an edge, the lower first.
    borders: BTreeSet<[u32; 2]>,
    /// The border found last: the next is mostly the same.
    last: [u32; 2],
}

impl Matching {
    /// Meets the edges of these shapes: some 40 ns an edge, and memory for those that wait only. The answer does not hang on
    /// the number of threads.
    pub fn of(shapes: &[&Shape]) -> Self {
        let of_some = |some: &[u32]| {
            let mut matching = Self::default();
            for &at in some {
                let edges = shapes[at as usize].edges();
                edges.for_each(|(from, to)| matching.meet(Edge::between(from, to), at));
            }
            matching
        };
        let mut all = Self::default();
        // Wave upon wave, so that what meets across is gone before more comes.
        for wave in neighbours_together(shapes).chunks(SHAPES_AT_ONCE * rayon::current_num_threads()) {
            let parts: Vec<Self> = wave.par_chunks(SHAPES_AT_ONCE).map(of_some).collect();
            parts.into_iter().for_each(|part| all.join(part));
        }
        all
    }

    /// The edges that an odd number of the shapes have, each with one of these, in order; and which shapes share an edge. Where
    /// shapes lie over one another and more than two have an edge, only some of these.
    pub fn into_parts(self) -> (Vec<(Edge, u32)>, BTreeSet<[u32; 2]>) {
        let mut left: Vec<(Edge, u32)> = self.waiting.into_iter().collect();
        left.par_sort_unstable();
        (left, self.borders)
    }

    fn join(&mut self, part: Self) {
        part.waiting.into_iter().for_each(|(edge, shape)| self.meet(edge, shape));
        self.borders.extend(part.borders);
    }

    fn meet(&mut self, edge: Edge, shape: u32) {
        match self.waiting.entry(hash(&edge), |(other, _)| *other == edge, |(other, _)| hash(other)) {
            Entry::Vacant(place) => {
                place.insert((edge, shape));
            }
            Entry::Occupied(found) => {
                let ((_, other), _) = found.remove();
                self.note_border(&edge, other, shape);
            }
        }
    }

    fn note_border(&mut self, edge: &Edge, one: u32, other: u32) {
        let pair = [one.min(other), one.max(other)];
        if pair != self.last && one != other && is_border(edge) {
            self.borders.insert(pair);
            self.last = pair;
        }
    }
}

/// The positions of the shapes in an order in which most stand near their neighbours: along a Z-order curve (Morton, 1966).
fn neighbours_together(shapes: &[&Shape]) -> Vec<u32> {
    let bounds: Vec<Option<[f64; 4]>> = shapes.par_iter().map(|shape| shape.bounds()).collect();
    let [mut low, mut high] = [[f64::INFINITY; 2], [f64::NEG_INFINITY; 2]];
    for [west, south, east, north] in bounds.iter().flatten() {
        low = [low[0].min(*west), low[1].min(*south)];
        high = [high[0].max(*east), high[1].max(*north)];
    }
    let strip = |from: f64, to: f64, axis: usize| {
        let share = ((from + to) / 2.0 - low[axis]) / (high[axis] - low[axis]);
        // `as` takes what is not a number, where all stand in one place, to 0.
        (share * STRIPS) as u16
    };
    let along = |bounds: Option<[f64; 4]>| {
        bounds
            .map_or(0, |[west, south, east, north]| spread(strip(west, east, 0)) | spread(strip(south, north, 1)) << 1)
    };
    let mut order: Vec<(u32, u32)> = bounds.into_iter().map(along).zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// The bits of a number, each with a 0 before it.
fn spread(bits: u16) -> u32 {
    [(8, 0x00ff_00ff), (4, 0x0f0f_0f0f), (2, 0x3333_3333), (1, 0x5555_5555)]
        .into_iter()
        .fold(u32::from(bits), |spread, (shift, mask)| (spread | spread << shift) & mask)
}

/// As [`Matching::into_parts`], with all shapes that share an edge however many they are, and each edge with the first of its shapes:
/// for shapes that lie over one another. Looks at the edges with one of these keys, or at all.
pub(super) fn every_pair(shapes: &[&Shape], keys: Option<&HashSet<u64>>) -> (Vec<(Edge, u32)>, BTreeSet<[u32; 2]>) {
    let of_shape = |(at, shape): (usize, &&Shape)| {
        let edges = shape.edges().map(|(from, to)| Edge::between(from, to));
        let wanted = edges.filter(|edge| keys.is_none_or(|keys| keys.contains(&edge.key())));
        wanted.map(|edge| (edge, at as u32)).collect::<Vec<_>>()
    };
    let mut edges: Vec<(Edge, u32)> = shapes.par_iter().enumerate().flat_map_iter(of_shape).collect();
    edges.par_sort_unstable();
    let mut borders = BTreeSet::new();
    add_borders(&edges, &mut borders);
    (odd_pieces(edges), borders)
}

/// Adds the shapes that have an edge in common; the edges are in order.
pub(super) fn add_borders(edges: &[(Edge, u32)], borders: &mut BTreeSet<[u32; 2]>) {
    for same in edges.chunk_by(|(one, _), (other, _)| one == other).filter(|same| is_border(&same[0].0)) {
        for (at, (_, one)) in same.iter().enumerate() {
            borders.extend(same[at..].iter().filter(|(_, other)| one != other).map(|(_, other)| [*one, *other]));
        }
    }
}

/// A stretch shorter than what counts as one line says nothing about a border.
pub(super) fn is_border(edge: &Edge) -> bool {
    edge.from.0.metres_to(edge.to.0) > SAME_LINE_METRES
}

/// The table takes the low bits for the place; the best mixed ones of a key are its high ones.
fn hash(edge: &Edge) -> u64 {
    edge.key().rotate_left(32)
}

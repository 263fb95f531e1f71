//! Borders by edges that two shapes have: which shapes border on which, and what is left over: the outline of them all, or a border
//! that two files draw with different points.

use std::collections::BTreeSet;

use hashbrown::HashSet;
use rayon::prelude::*;

use super::edges::{Edge, EdgeKeys, odd_pieces};
use super::noding::SAME_LINE_METRES;
use super::numbered_rings::{NumberedRing, NumberedRings};
use super::twins::{OtherSide, Twins};
use crate::geography::Shape;

/// The edges that an odd number of the shapes have, each with one of these, in order; and the positions of shapes that share an
/// edge, the lower first. Where shapes lie over one another and more than two have an edge, only some of these.
pub(super) fn matched(shapes: &[&Shape], twins: &Twins) -> (Vec<(Edge, u32)>, BTreeSet<[u32; 2]>) {
    let (mut left, mut borders) = (Vec::new(), BTreeSet::new());
    for ring in NumberedRings::of(shapes.iter().copied()).all() {
        for (edges, side) in twins.runs(ring.edges()) {
            let mut edges = edges.map(|edge| ring.edge(edge));
            match side {
                OtherSide::None => left.extend(edges.map(|edge| (edge, ring.shape))),
                OtherSide::Shape(other) if other != ring.shape && edges.any(|edge| is_border(&edge)) => {
                    borders.insert([ring.shape.min(other), ring.shape.max(other)]);
                }
                OtherSide::Shape(_) | OtherSide::Told => {}
            }
        }
    }
    left.par_sort_unstable();
    (left, borders)
}

/// As [`matched`], with all shapes that share an edge however many they are, and each edge with the first of its shapes:
/// for shapes that lie over one another. Looks at the edges with one of these keys, or at all.
pub(super) fn every_pair(shapes: &[&Shape], keys: Option<&HashSet<u64>>) -> (Vec<(Edge, u32)>, BTreeSet<[u32; 2]>) {
    let rings = NumberedRings::of(shapes.iter().copied());
    let of_ring = |ring: &NumberedRing| {
        let keyed = EdgeKeys::of(ring.points).zip(ring.edges());
        let wanted = keyed.filter(|(key, _)| keys.is_none_or(|keys| keys.contains(key)));
        wanted.map(|(_, edge)| (ring.edge(edge), ring.shape)).collect::<Vec<_>>()
    };
    let mut edges: Vec<(Edge, u32)> = rings.all().par_iter().flat_map_iter(of_ring).collect();
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

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;

//! Where the borders of neighbours meet, and where they do not: edges that only one area has, and the narrow pieces that they enclose.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::crossings::cut_at_crossings;
use super::dissolve::overlap;
use super::edges::{Edge, odd_pieces};
use super::matching::{add_borders, every_pair, matched};
use super::noding::{SAME_LINE_METRES, noded};
use super::polygons::area_and_width;
use super::rings::rings;
use super::twins::Twins;
use crate::geography::{Coverage, GridPoint, Ring, Shape};

/// How far beside an edge is looked: just past what counts as one line, and half a metre.
const BESIDE_METRES: [f64; 2] = [SAME_LINE_METRES + 0.01, 0.5];

/// Areas of which this share lies over others are no map of neighbours.
const MUCH: f64 = 0.01;

/// Which of several areas border on which, and the edges that only one of them has: the outline of them all, and where borders
/// do not meet.
///
/// Borders within 5 cm of one another are the same line.
#[derive(Clone, Debug)]
pub struct Seams {
    /// The edges, each with the position of its area, in order.
    edges: Vec<(Edge, u32)>,
    borders: BTreeSet<[u32; 2]>,
}

/// A piece of land that edges enclose.
#[derive(Clone, Debug, PartialEq)]
pub struct Enclosed {
    pub shape: Shape,
    pub area_square_metres: f64,
    /// The positions of the areas whose edges enclose it, in order.
    pub areas: Vec<u32>,
}

impl Seams {
    /// Finds them. What two areas draw with the same points is met by a table; what is left is looked at more closely. Where areas
    /// lie over one another, so are the edges that more than two may have.
    pub fn between(shapes: &[&Shape]) -> Self {
        Self::of_twins(shapes, &Twins::of_shapes(shapes))
    }

    /// As [`between`](Self::between), once the twins of the shapes' edges are known.
    pub(crate) fn of_twins(shapes: &[&Shape], twins: &Twins) -> Self {
        let (mut left, mut borders) = matched(shapes, twins);
        let outline: Vec<Edge> = left.iter().map(|(edge, _)| *edge).collect();
        if let Some(share) = overlap(shapes, &Shape::new(rings(&outline))) {
            // Three have an edge where two of them overlap beside it, and one is left over. Four have one where a file is in
            // there twice, or areas with those that they are made of.
            let keys = (share < MUCH).then(|| outline.iter().map(Edge::key).collect());
            let (again, pairs) = every_pair(shapes, keys.as_ref());
            left = again;
            borders.extend(pairs);
        }
        let mut pieces = noded(left);
        pieces.par_sort_unstable();
        add_borders(&pieces, &mut borders);
        Self { edges: odd_pieces(pieces), borders }
    }

    /// Those between the wards of a coverage.
    pub fn of_wards(coverage: &Coverage) -> Self {
        Self::between(&coverage.wards.iter().map(|ward| &ward.shape).collect::<Vec<_>>())
    }

    /// The positions of areas that share a stretch of border, the lower first, in order.
    pub fn borders(&self) -> impl Iterator<Item = [u32; 2]> + '_ {
        self.borders.iter().copied()
    }

    /// Points beside the middle of each edge, on both sides of it. Where two areas hold one, they overlap there.
    pub fn points_beside(&self) -> impl Iterator<Item = GridPoint> + '_ {
        self.edges.iter().flat_map(|(edge, _)| beside_its_middle(edge))
    }

    /// The pieces of land no wider than this on average (twice the area by the length of the line around it) that edges
    /// enclose, from west to east. Whether an area holds them is for the caller to ask. Edges that cross are cut there
    /// first when `are_crossing`.
    pub fn enclosed(&self, most_metres_wide: f64, are_crossing: bool) -> Vec<Enclosed> {
        let edges = if are_crossing { odd_pieces(cut_at_crossings(self.edges.clone())) } else { self.edges.clone() };
        let narrow = |(ring, areas): (Ring, Vec<u32>)| {
            let (area, width) = area_and_width(&ring);
            // Walked with the land to the left, pieces are positive and the outside is negative.
            let is_narrow = area > 0.0 && width <= most_metres_wide;
            is_narrow.then(|| Enclosed { shape: Shape::new(vec![ring]), area_square_metres: area, areas })
        };
        faces(&edges).into_iter().filter_map(narrow).collect()
    }
}

fn beside_its_middle(edge: &Edge) -> impl Iterator<Item = GridPoint> + use<> {
    let ([x, y], [u, v]) = (edge.from.0.xy(), edge.to.0.xy());
    let length = edge.from.0.metres_to(edge.to.0);
    let middle = [(x + u) / 2.0, (y + v) / 2.0];
    let offsets = BESIDE_METRES.into_iter().flat_map(|metres| [metres, -metres]);
    offsets.filter_map(move |metres| {
        let scale = metres / length;
        GridPoint::new(middle[0] + (v - y) * scale, middle[1] + (x - u) * scale)
    })
}

/// The rings around every piece of the plane that the edges cut out, walked with the piece to the left, and the areas that their
/// edges are of. An even number of edges must meet at every vertex.
fn faces(edges: &[(Edge, u32)]) -> Vec<(Ring, Vec<u32>)> {
    // Each edge twice, once a direction: 2n from its lower end, 2n + 1 back.
    let start = |half: usize| if half.is_multiple_of(2) { edges[half / 2].0.from } else { edges[half / 2].0.to };
    let mut leaving: Vec<usize> = (0..edges.len() * 2).collect();
    leaving.sort_unstable_by(|&one, &other| {
        let direction = |half: usize| turn(start(half).0.xy(), start(half ^ 1).0.xy());
        start(one).cmp(&start(other)).then_with(|| direction(one).total_cmp(&direction(other))).then(one.cmp(&other))
    });
    let mut next = vec![0; leaving.len()];
    for around in leaving.chunk_by(|&one, &other| start(one) == start(other)) {
        for (at, half) in around.iter().enumerate() {
            // Having come here, the way most to the left is the one before the way back, counter-clockwise.
            next[half ^ 1] = around[(at + around.len() - 1) % around.len()];
        }
    }
    let mut is_walked = vec![false; next.len()];
    let mut found = Vec::new();
    for first in 0..next.len() {
        if is_walked[first] {
            continue;
        }
        let (mut ring, mut areas, mut half) = (vec![start(first).0], Vec::new(), first);
        while !is_walked[half] {
            is_walked[half] = true;
            areas.push(edges[half / 2].1);
            half = next[half];
            ring.push(start(half).0);
        }
        areas.sort_unstable();
        areas.dedup();
        found.push((ring, areas));
    }
    found
}

/// Grows with the direction from one point to another, counter-clockwise from the west: an angle without trigonometry.
fn turn([x, y]: [f64; 2], [u, v]: [f64; 2]) -> f64 {
    let (run, rise) = (u - x, v - y);
    let share = run / (run.abs() + rise.abs());
    if rise < 0.0 { share } else { 2.0 - share }
}

#[cfg(test)]
#[path = "seams_tests.rs"]
mod tests;

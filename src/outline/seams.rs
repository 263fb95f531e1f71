//! Where the borders of neighbours do not meet: edges that only one area has, and the narrow pieces that they enclose.

use super::crossings::cut_at_crossings;
use super::edges::{Edge, key, odd_pieces};
use super::noding::{SAME_LINE_METRES, noded};
use super::polygons::area_and_width;
use crate::geography::{GridPoint, Ring, Shape};

/// How far beside an edge is looked: just past what counts as one line, and half a metre.
const BESIDE_METRES: [f64; 2] = [SAME_LINE_METRES + 0.01, 0.5];

/// The edges that only one of several areas has: the outline of them all, and where borders do not meet.
///
/// Borders within 5 cm of one another are the same line.
#[derive(Clone, Debug)]
pub struct Seams {
    /// The edges, each with the position of its area, in order.
    edges: Vec<(Edge, u32)>,
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
    /// Finds them. Costs a sort of 8 bytes an edge; what is left of the edges is looked at more closely.
    pub fn between(shapes: &[&Shape]) -> Self {
        Self { edges: odd_pieces(noded(left_over(shapes))) }
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

/// Bits of a key by which most edges that are shared are told from those that are left.
const MARKED_BITS: u32 = 20;

/// The edges that an odd number of the shapes have, each with its shape, and each as often as it is there.
fn left_over(shapes: &[&Shape]) -> Vec<(Edge, u32)> {
    let mut keys: Vec<u64> = shapes.iter().flat_map(|shape| shape.edges()).map(|(from, to)| key(from, to)).collect();
    keys.sort_unstable();
    let same = keys.chunk_by(|one, other| one == other);
    let odd: Vec<u64> = same.filter(|same| same.len() % 2 == 1).map(|same| same[0]).collect();
    let mark = |key: u64| (key >> (u64::BITS - MARKED_BITS)) as usize;
    let mut is_marked = vec![false; 1 << MARKED_BITS];
    odd.iter().for_each(|&key| is_marked[mark(key)] = true);
    let is_odd = |key: u64| is_marked[mark(key)] && odd.binary_search(&key).is_ok();
    let of_shape = |(area, shape): (u32, &&Shape)| {
        let left = shape.edges().filter(|&(from, to)| is_odd(key(from, to)));
        left.map(|(from, to)| (Edge::between(from, to), area)).collect::<Vec<_>>()
    };
    (0..).zip(shapes).flat_map(of_shape).collect()
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

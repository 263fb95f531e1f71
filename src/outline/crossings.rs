//! Edges cut where they cross, so that they meet end to end: an outline is repaired with it, and gaps between borders
//! that cross are found.

use std::borrow::Cow;

use rstar::{RTree, RTreeObject};

use super::contacts::{crossing, passes};
use super::edges::{Edge, Vertex, odd_edges, odd_ones};
use super::noding::{Boxed, Break, boxed, broken};
use super::rings::rings;
use super::touches::worst_contact;
use crate::geography::{GridPoint, Shape};

/// The place of a crossing is rounded, and an edge cut there may cross another by a hair: then they are cut again, so often.
const MOST_ROUNDS: usize = 4;

/// The same area, by even-odd, of rings that neither cross nor touch themselves, and without spikes; `None` when rounding does not
/// let it be so, or edges lie in thousands beside one another. A shape with none of these comes back as it is. Every corner is one of the shape's own or a place where
/// edges cross, to rounding: borders with neighbours stay where they are.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::repaired};
/// let corner = |x, y| GridPoint::new(x, y).unwrap();
/// let bow_tie = Shape::new(vec![vec![corner(0.0, 0.0), corner(4.0, 4.0), corner(4.0, 0.0), corner(0.0, 4.0)]]);
/// let triangles = repaired(&bow_tie).unwrap();
/// assert_eq!(triangles.rings().len(), 2);
/// assert!(triangles.rings().iter().all(|ring| ring.contains(&corner(2.0, 2.0))));
/// ```
pub fn repaired(shape: &Shape) -> Option<Cow<'_, Shape>> {
    if worst_contact(shape).ok()?.is_none() {
        return Some(Cow::Borrowed(shape));
    }
    let mut edges = odd_edges([shape]);
    for _ in 0..MOST_ROUNDS {
        let cut = cut_at_crossings(edges.into_iter().map(|edge| (edge, ())).collect());
        edges = odd_ones(cut.into_iter().map(|(edge, ())| edge).collect());
        let repaired = Shape::new(rings(&edges));
        if worst_contact(&repaired).ok()?.is_none() {
            return Some(Cow::Owned(repaired));
        }
    }
    None
}

/// The same edges, each cut where another crosses it or ends on it. What is attached to an edge goes to each of its pieces.
pub(super) fn cut_at_crossings<T: Copy>(edges: Vec<(Edge, T)>) -> Vec<(Edge, T)> {
    let boxes: Vec<Boxed> = edges.iter().enumerate().map(|(at, (edge, _))| boxed(at, edge)).collect();
    let tree = RTree::bulk_load(boxes.clone());
    let mut breaks = Vec::new();
    for one in &boxes {
        let near = tree.locate_in_envelope_intersecting(one.envelope());
        for other in near.filter(|other| other.data > one.data) {
            let [first, second] = [one.data, other.data].map(|at| &edges[at].0);
            for at in meeting_points(first, second) {
                breaks.extend([(one.data, first), (other.data, second)].map(|(edge, line)| (edge, at_break(line, at))));
            }
        }
    }
    let breaks = breaks.into_iter().filter_map(|(edge, at)| Some((edge, at?))).collect();
    broken(edges, breaks)
}

fn meeting_points(one: &Edge, other: &Edge) -> Vec<Vertex> {
    let [first, second] = [one, other].map(|edge| [edge.from.0.xy(), edge.to.0.xy()]);
    let on_first = second.into_iter().filter(|&end| passes(first, end));
    let on_second = first.into_iter().filter(|&end| passes(second, end));
    let points = on_first.chain(on_second).chain(crossing(first, second));
    points.filter_map(|[x, y]| GridPoint::new(x, y).map(Vertex)).collect()
}

/// Where the edge is to be broken at this point of it; nowhere at its ends.
fn at_break(edge: &Edge, at: Vertex) -> Option<Break> {
    let [[x, y], [from_x, from_y], [to_x, to_y]] = [at, edge.from, edge.to].map(|vertex| vertex.0.xy());
    let (run, rise) = (to_x - from_x, to_y - from_y);
    let along = ((x - from_x) * run + (y - from_y) * rise) / (run * run + rise * rise);
    (at != edge.from && at != edge.to).then_some(Break { along, at })
}

#[cfg(test)]
#[path = "crossings_tests.rs"]
mod tests;

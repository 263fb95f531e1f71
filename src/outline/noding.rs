//! Makes edges meet end to end where a file lets one area's corner lie along another area's edge (a T-junction), so that
//! borders drawn with different points are still seen to be the same.

use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::edges::{Edge, Vertex};
use crate::geography::GridPoint;

/// A corner this near to an edge lies on it. Files with seven decimals of a degree are good to 1 cm, and a straight
/// line in degrees bends by 2 cm in a kilometre on the National Grid. Nothing on a map is 5 cm wide.
pub(super) const SAME_LINE_METRES: f64 = 0.05;

pub(super) type Boxed = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// The same edges, with each one that passes within [`SAME_LINE_METRES`] of a corner broken there. What is attached to
/// an edge goes to each of its pieces.
pub(super) fn noded<T: Copy + Sync>(edges: Vec<(Edge, T)>) -> Vec<(Edge, T)> {
    let tree = RTree::bulk_load(edges.iter().enumerate().map(|(at, (edge, _))| boxed(at, edge)).collect());
    let breaks = corners(&edges).into_par_iter().flat_map_iter(|corner| breaks_at(corner, &tree, &edges)).collect();
    broken(edges, breaks)
}

/// The same edges, each cut where it is to be broken.
pub(super) fn broken<T: Copy>(edges: Vec<(Edge, T)>, mut breaks: Vec<(usize, Break)>) -> Vec<(Edge, T)> {
    if breaks.is_empty() {
        return edges;
    }
    breaks.sort_unstable_by(|(one, a), (other, b)| {
        one.cmp(other).then(a.along.total_cmp(&b.along)).then(a.at.cmp(&b.at))
    });
    breaks.dedup_by(|(one, a), (other, b)| one == other && a.at == b.at);
    let mut rest = breaks.into_iter().peekable();
    let mut pieces = Vec::with_capacity(edges.len());
    for (at, (edge, attached)) in edges.into_iter().enumerate() {
        let mut from = edge.from;
        while let Some((_, next)) = rest.next_if(|(edge, _)| *edge == at) {
            pieces.push((Edge::between(from.0, next.at.0), attached));
            from = next.at;
        }
        pieces.push((Edge::between(from.0, edge.to.0), attached));
    }
    pieces
}

/// Where along an edge (0 to 1) it is to be broken, and at which corner.
pub(super) struct Break {
    pub along: f64,
    pub at: Vertex,
}

fn corners<T>(edges: &[(Edge, T)]) -> Vec<Vertex> {
    let mut corners: Vec<Vertex> = edges.iter().flat_map(|(edge, _)| [edge.from, edge.to]).collect();
    corners.sort_unstable();
    corners.dedup();
    corners
}

pub(super) fn boxed(at: usize, edge: &Edge) -> Boxed {
    GeomWithData::new(Rectangle::from_corners(edge.from.0.xy(), edge.to.0.xy()), at)
}

fn breaks_at<'a, T>(
    corner: Vertex,
    tree: &'a RTree<Boxed>,
    edges: &'a [(Edge, T)],
) -> impl Iterator<Item = (usize, Break)> + 'a {
    let [x, y] = corner.0.xy();
    let around = [[x - SAME_LINE_METRES, y - SAME_LINE_METRES], [x + SAME_LINE_METRES, y + SAME_LINE_METRES]];
    let near = tree.locate_in_envelope_intersecting(AABB::from_corners(around[0], around[1]));
    near.filter_map(move |found| {
        let along = place_along(&edges[found.data].0, corner)?;
        Some((found.data, Break { along, at: corner }))
    })
}

/// How far along the edge the corner lies, when it lies on it and is not one of its ends.
fn place_along(edge: &Edge, corner: Vertex) -> Option<f64> {
    if corner == edge.from || corner == edge.to {
        return None;
    }
    let [[x, y], [from_x, from_y], [to_x, to_y]] = [corner.0.xy(), edge.from.0.xy(), edge.to.0.xy()];
    let (run, rise) = (to_x - from_x, to_y - from_y);
    let along = ((x - from_x) * run + (y - from_y) * rise) / (run * run + rise * rise);
    let foot = GridPoint::new(from_x + along * run, from_y + along * rise)?;
    (along > 0.0 && along < 1.0 && foot.metres_to(corner.0) <= SAME_LINE_METRES).then_some(along)
}

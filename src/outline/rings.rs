//! Edges to rings: walks along edges that were left over until it is back, and cuts what it walked into simple rings.
//! `dissolve` calls it.

use robust::{Coord, orient2d};

use super::edges::{Edge, Vertex};
use crate::geography::Ring;

/// Not on the path.
const NOWHERE: usize = usize::MAX;

/// Rings made of all these edges (sorted, none twice, an even number of them at every vertex). No ring passes a vertex
/// twice and no two cross; where areas meet in a single point each keeps a ring of its own, and so do touching holes.
pub(super) fn rings(edges: &[Edge]) -> Vec<Ring> {
    let mut walk = Walk::new(edges);
    for first in 0..edges.len() {
        if !walk.is_used[first] {
            walk.along(first);
        }
    }
    walk.rings
}

struct Walk {
    vertices: Vec<Vertex>,
    /// Positions of the two vertices of each edge.
    ends: Vec<[usize; 2]>,
    /// The edges at vertex `v` are `edges_at[starts[v]..starts[v + 1]]`.
    starts: Vec<usize>,
    edges_at: Vec<usize>,
    is_used: Vec<bool>,
    /// The vertices passed and not yet cut off, and where on the path each vertex is.
    path: Vec<usize>,
    place_on_path: Vec<usize>,
    /// Is the area to the right of the walk? Found out when first it matters.
    is_area_right: Option<bool>,
    rings: Vec<Ring>,
}

impl Walk {
    fn new(edges: &[Edge]) -> Self {
        let mut vertices: Vec<Vertex> = edges.iter().flat_map(|edge| [edge.from, edge.to]).collect();
        vertices.sort_unstable();
        vertices.dedup();
        let position = |vertex: &Vertex| vertices.partition_point(|each| each < vertex);
        let ends: Vec<[usize; 2]> = edges.iter().map(|edge| [position(&edge.from), position(&edge.to)]).collect();
        let mut meetings: Vec<(usize, usize)> =
            ends.iter().enumerate().flat_map(|(edge, ends)| ends.map(|vertex| (vertex, edge))).collect();
        meetings.sort_unstable();
        let starts = (0..=vertices.len()).map(|vertex| meetings.partition_point(|(each, _)| *each < vertex)).collect();
        Self {
            place_on_path: vec![NOWHERE; vertices.len()],
            is_used: vec![false; edges.len()],
            edges_at: meetings.into_iter().map(|(_, edge)| edge).collect(),
            path: Vec::new(),
            is_area_right: None,
            rings: Vec::new(),
            vertices,
            ends,
            starts,
        }
    }

    /// From the lower end of this edge on, until this edge would be next again.
    fn along(&mut self, first: usize) {
        let [start, mut here] = self.ends[first];
        self.is_used[first] = true;
        self.is_area_right = None;
        self.arrive(start);
        let mut edge = first;
        loop {
            self.arrive(here);
            match self.next(edge, here, first) {
                Some(next) if next != first => edge = next,
                _ => break,
            }
            self.is_used[edge] = true;
            here = self.far_end(edge, here);
        }
        self.path.drain(..).for_each(|vertex| self.place_on_path[vertex] = NOWHERE);
    }

    /// Puts a vertex on the path. When it is there already, all since then is a ring.
    fn arrive(&mut self, vertex: usize) {
        let place = self.place_on_path[vertex];
        if place == NOWHERE {
            self.place_on_path[vertex] = self.path.len();
            self.path.push(vertex);
            return;
        }
        self.rings.push(self.path[place..].iter().map(|each| self.vertices[*each].0).collect());
        for cut_off in self.path.drain(place + 1..) {
            self.place_on_path[cut_off] = NOWHERE;
        }
    }

    /// The next edge, having come to `here` along `edge`. Where several go on it is the one on the other side of the same
    /// piece of area: joined like this no two walks cross, and areas that meet in a point stay apart. The first
    /// edge of the walk waits at its start to be joined like any other.
    fn next(&mut self, edge: usize, here: usize, first: usize) -> Option<usize> {
        let is_free = |next: &usize| !self.is_used[*next] || *next == first && self.ends[first][0] == here;
        let around = &self.edges_at[self.starts[here]..self.starts[here + 1]];
        let going_on: Vec<usize> = around.iter().copied().filter(is_free).collect();
        if going_on.len() < 2 {
            return going_on.first().copied();
        }
        let back = self.far_end(edge, here);
        let is_area_right = self.is_area_right.unwrap_or_else(|| self.is_area_right_of(back, here));
        self.is_area_right = Some(is_area_right);
        going_on.into_iter().reduce(|best, other| {
            let is_earlier = self.is_before(here, back, self.far_end(other, here), self.far_end(best, here));
            if is_earlier == is_area_right { other } else { best }
        })
    }

    /// Is the area to the right when going from one end of an edge to the other? Counts the edges that a ray from
    /// the middle of this one meets, to the east or, from an edge more level than steep, to the north.
    fn is_area_right_of(&self, from: usize, to: usize) -> bool {
        let [from, to] = [from, to].map(|vertex| self.vertices[vertex].0.xy());
        let (run, rise) = (to[0] - from[0], to[1] - from[1]);
        // Axis along the ray, axis across it, and whether the ray leaves to the right.
        let (along, across, is_ray_right) = if run.abs() > rise.abs() { (1, 0, run < 0.0) } else { (0, 1, rise > 0.0) };
        let middle = [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0];
        let meets = |[one, other]: [[f64; 2]; 2]| {
            let share = (middle[across] - one[across]) / (other[across] - one[across]);
            (one[across] > middle[across]) != (other[across] > middle[across])
                && one[along] + share * (other[along] - one[along]) > middle[along]
        };
        let ends = self.ends.iter().map(|ends| ends.map(|vertex| self.vertices[vertex].0.xy()));
        let others = ends.filter(|ends| *ends != [from, to] && *ends != [to, from]);
        let is_area_on_ray = others.filter(|ends| meets(*ends)).count() % 2 == 1;
        is_area_on_ray == is_ray_right
    }

    fn far_end(&self, edge: usize, near: usize) -> usize {
        let [one, other] = self.ends[edge];
        if one == near { other } else { one }
    }

    /// Turning counter-clockwise around `here` from the direction of `back`: does `one` come before `other`?
    fn is_before(&self, here: usize, back: usize, one: usize, other: usize) -> bool {
        let [here, back, one, other] = [here, back, one, other].map(|vertex| self.coord(vertex));
        let side = |at: Coord<f64>| orient2d(here, back, at);
        let quarter = |at: Coord<f64>| match side(at) {
            left if left > 0.0 => 1,
            right if right < 0.0 => 3,
            _ if (at.x - here.x) * (back.x - here.x) + (at.y - here.y) * (back.y - here.y) > 0.0 => 0,
            _ => 2,
        };
        match (quarter(one), quarter(other)) {
            (first, second) if first != second => first < second,
            _ => orient2d(here, one, other) > 0.0,
        }
    }

    fn coord(&self, vertex: usize) -> Coord<f64> {
        let [x, y] = self.vertices[vertex].0.xy();
        Coord { x, y }
    }
}

#[cfg(test)]
#[path = "rings_tests.rs"]
mod tests;

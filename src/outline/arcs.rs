//! The borders of a coverage as a network: arcs that run from where borders meet to where borders meet, each there once
//! however many shapes it bounds. `simplify` calls it.

use rayon::prelude::*;

use super::edges::Vertex;
use crate::geography::Shape;

/// The vertices of some shapes, by number, and the arcs between them.
pub(super) struct Network {
    /// Each different point once, in order.
    pub vertices: Vec<Vertex>,
    /// The number of each point of each ring, shape by shape, the closing points too.
    pub corners: Vec<usize>,
    /// The numbers along each arc, both ends included. Ends are where more or fewer than two edges meet, or where the
    /// shapes on the edges change; a ring without such a place is one arc from its lowest vertex around to it.
    pub arcs: Vec<Vec<usize>>,
}

impl Network {
    pub fn new(shapes: &[&Shape]) -> Self {
        let (vertices, corners) = numbered(shapes);
        let arcs = Borders::new(shapes, &corners, vertices.len()).arcs();
        Self { vertices, corners, arcs }
    }
}

/// The different points in order, and for each point of each ring its place among them.
fn numbered(shapes: &[&Shape]) -> (Vec<Vertex>, Vec<usize>) {
    let points = shapes.iter().flat_map(|shape| shape.rings()).flatten();
    let mut points: Vec<(Vertex, usize)> = points.enumerate().map(|(at, point)| (Vertex(*point), at)).collect();
    points.par_sort_unstable();
    let (mut vertices, mut corners) = (Vec::new(), vec![0; points.len()]);
    for (vertex, at) in points {
        if vertices.last() != Some(&vertex) {
            vertices.push(vertex);
        }
        corners[at] = vertices.len() - 1;
    }
    (vertices, corners)
}

/// One side of an edge: its lower and its higher vertex, and the shape that has it.
type Side = ([usize; 2], usize);

/// The different edges, and how they meet.
struct Borders {
    sides: Vec<Side>,
    /// Edge `e` has `sides[starts[e]..starts[e + 1]]`.
    starts: Vec<usize>,
    /// For each vertex how many edges meet there, and the last two of them.
    meetings: Vec<(usize, [usize; 2])>,
}

impl Borders {
    fn new(shapes: &[&Shape], corners: &[usize], vertices: usize) -> Self {
        let mut sides = sides(shapes, corners);
        sides.par_sort_unstable();
        let mut starts = vec![0];
        let mut meetings = vec![(0, [0; 2]); vertices];
        for (edge, same) in sides.chunk_by(|(one, _), (other, _)| one == other).enumerate() {
            starts.push(starts[edge] + same.len());
            for end in same[0].0 {
                let (count, [_, last]) = meetings[end];
                meetings[end] = (count + 1, [last, edge]);
            }
        }
        Self { sides, starts, meetings }
    }

    fn arcs(&self) -> Vec<Vec<usize>> {
        let mut is_walked = vec![false; self.starts.len() - 1];
        let mut arcs = Vec::new();
        for edge in 0..is_walked.len() {
            if let Some(start) = self.ends(edge).into_iter().find(|end| self.is_end(*end))
                && !is_walked[edge]
            {
                arcs.push(self.arc(edge, start, &mut is_walked));
            }
        }
        // What is left are rings without an end. Edges are in order, so the first one found of a ring begins at its lowest vertex.
        for edge in 0..is_walked.len() {
            if !is_walked[edge] {
                arcs.push(self.arc(edge, self.ends(edge)[0], &mut is_walked));
            }
        }
        arcs
    }

    fn arc(&self, mut edge: usize, start: usize, is_walked: &mut [bool]) -> Vec<usize> {
        let mut arc = vec![start];
        let mut here = start;
        loop {
            is_walked[edge] = true;
            here = other_of(self.ends(edge), here);
            arc.push(here);
            if here == start || self.is_end(here) {
                return arc;
            }
            edge = other_of(self.meetings[here].1, edge);
        }
    }

    fn is_end(&self, vertex: usize) -> bool {
        let (count, [one, other]) = self.meetings[vertex];
        count != 2 || !self.shapes_on(one).eq(self.shapes_on(other))
    }

    fn ends(&self, edge: usize) -> [usize; 2] {
        self.sides[self.starts[edge]].0
    }

    fn shapes_on(&self, edge: usize) -> impl Iterator<Item = usize> {
        self.sides[self.starts[edge]..self.starts[edge + 1]].iter().map(|(_, shape)| *shape)
    }
}

fn sides(shapes: &[&Shape], corners: &[usize]) -> Vec<Side> {
    let mut sides = Vec::with_capacity(corners.len());
    let mut rest = corners;
    for (shape, ring) in
        shapes.iter().enumerate().flat_map(|(at, shape)| shape.rings().iter().map(move |ring| (at, ring)))
    {
        let (ring, after) = rest.split_at(ring.len());
        sides.extend(ring.windows(2).map(|pair| ([pair[0].min(pair[1]), pair[0].max(pair[1])], shape)));
        rest = after;
    }
    sides
}

fn other_of([one, other]: [usize; 2], this: usize) -> usize {
    if one == this { other } else { one }
}

#[cfg(test)]
#[path = "arcs_tests.rs"]
mod tests;

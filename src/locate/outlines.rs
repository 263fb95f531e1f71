//! The wards' rings in one flat list, and the plain test on them: is this point in this ward? Asked for the
//! few wards whose envelope holds the point; what the grid answers faster is checked against this.

use std::ops::Range;

use super::side::{Xy, is_crossed_eastward, is_on_edge};
use crate::geography::Shape;

/// Every ring of every ward, ward by ward.
#[derive(Clone, Debug, Default)]
pub(super) struct Outlines {
    vertices: Vec<Xy>,
    /// Where each ring ends in `vertices`.
    ring_ends: Vec<usize>,
    /// Where each ward ends in `ring_ends`.
    ward_ends: Vec<usize>,
}

/// What the rings of one ward say of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Holding {
    /// The half-open rule puts the point in the ward.
    pub inside: bool,
    /// The point is exactly on one of the ward's edges.
    pub touching: bool,
}

impl Outlines {
    pub fn of<'a>(shapes: impl IntoIterator<Item = &'a Shape>) -> Self {
        let mut outlines = Self::default();
        for shape in shapes {
            for ring in shape.rings() {
                outlines.vertices.extend(ring.iter().map(|point| point.xy()));
                outlines.ring_ends.push(outlines.vertices.len());
            }
            outlines.ward_ends.push(outlines.ring_ends.len());
        }
        outlines
    }

    pub fn ward_count(&self) -> usize {
        self.ward_ends.len()
    }

    pub fn vertex_count(&self) -> usize {
        self.vertices.len()
    }

    /// Each ward's place and its south-west and north-east corners; wards without rings have none.
    pub fn envelopes(&self) -> impl Iterator<Item = (u32, [Xy; 2])> {
        (0..self.ward_count() as u32).filter_map(|ward| Some((ward, bounds(self.rings(ward).flatten())?)))
    }

    /// How many vertices are passed over for a point that lies anywhere within the bounds: each ward's as often as its
    /// envelope holds such a point.
    pub fn vertices_per_point(&self) -> f64 {
        let area = |[low, high]: [Xy; 2]| (high[0] - low[0]) * (high[1] - low[1]);
        let whole = self.bounds().map_or(0.0, area);
        let passed = |(ward, envelope)| area(envelope) * self.rings(ward).map(<[Xy]>::len).sum::<usize>() as f64;
        if whole > 0.0 { self.envelopes().map(passed).sum::<f64>() / whole } else { self.vertex_count() as f64 }
    }

    /// South-west and north-east corners of all rings together.
    pub fn bounds(&self) -> Option<[Xy; 2]> {
        bounds(self.vertices.iter())
    }

    /// The edges of one ward, ring by ring.
    pub fn edges(&self, ward: u32) -> impl Iterator<Item = [Xy; 2]> {
        self.rings(ward).flat_map(|ring| ring.windows(2)).map(|pair| [pair[0], pair[1]])
    }

    /// The ward of each vertex.
    pub fn vertex_wards(&self) -> Vec<u32> {
        let mut wards = Vec::with_capacity(self.vertices.len());
        for ward in 0..self.ward_count() as u32 {
            let vertices: usize = self.rings(ward).map(<[Xy]>::len).sum();
            wards.resize(wards.len() + vertices, ward);
        }
        wards
    }

    /// The first vertex of every edge, in order; the edge goes to the next.
    pub fn edge_starts(&self) -> impl Iterator<Item = usize> + Clone {
        (0..self.ring_ends.len()).flat_map(|ring| {
            let vertices = span(&self.ring_ends, ring);
            vertices.start..vertices.end - 1
        })
    }

    /// The edge that starts at this vertex.
    #[inline]
    pub fn edge_from(&self, vertex: usize) -> [Xy; 2] {
        [self.vertices[vertex], self.vertices[vertex + 1]]
    }

    /// Is the point in this ward, and is it on its edge? Cost: one pass over the ward's vertices.
    pub fn holds(&self, ward: u32, p: Xy) -> Holding {
        let mut holding = Holding::default();
        for ring in self.rings(ward) {
            for pair in ring.windows(2) {
                let [a, b] = [pair[0], pair[1]];
                let is_apart = ((a[1] < p[1]) & (b[1] < p[1])) | ((a[1] > p[1]) & (b[1] > p[1]));
                if !is_apart {
                    holding.inside ^= is_crossed_eastward(a, b, p);
                    holding.touching |= is_on_edge(a, b, p);
                }
            }
        }
        holding
    }

    fn rings(&self, ward: u32) -> impl Iterator<Item = &[Xy]> {
        span(&self.ward_ends, ward as usize).map(|ring| &self.vertices[span(&self.ring_ends, ring)])
    }
}

/// The part of a list that belongs to the `at`-th of those who share it.
fn span(ends: &[usize], at: usize) -> Range<usize> {
    let start = if at == 0 { 0 } else { ends[at - 1] };
    start..ends[at]
}

fn bounds<'a>(mut vertices: impl Iterator<Item = &'a Xy>) -> Option<[Xy; 2]> {
    let first = *vertices.next()?;
    let grow =
        |[low, high]: [Xy; 2], p: &Xy| [[low[0].min(p[0]), low[1].min(p[1])], [high[0].max(p[0]), high[1].max(p[1])]];
    Some(vertices.fold([first, first], grow))
}

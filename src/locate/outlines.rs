//! The wards' rings, one after the other, and the plain test on them: is this point in this ward? Asked for the
//! few wards whose envelope holds the point; what the grid answers faster is checked against this.

use super::side::{Xy, is_crossed_eastward, is_on_edge};
use crate::geography::{GridPoint, Shape};
use crate::outline::NumberedRings;

/// Every ring of every ward, ward by ward: the shapes' own, not copied.
#[derive(Clone, Debug, Default)]
pub(super) struct Outlines {
    shapes: Vec<Shape>,
    vertex_count: usize,
}

/// A ring by its ward, and its position among the ward's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RingPlace {
    pub ward: u32,
    pub ring: u32,
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
        let shapes: Vec<Shape> = shapes.into_iter().cloned().collect();
        Self { vertex_count: shapes.iter().map(Shape::vertex_count).sum(), shapes }
    }

    pub fn ward_count(&self) -> usize {
        self.shapes.len()
    }

    pub fn vertex_count(&self) -> usize {
        self.vertex_count
    }

    /// Each ward's place and its south-west and north-east corners; wards without rings have none.
    pub fn envelopes(&self) -> impl Iterator<Item = (u32, [Xy; 2])> {
        (0..).zip(&self.shapes).filter_map(|(ward, shape)| Some((ward, bounds(shape)?)))
    }

    /// How many vertices are passed over for a point that lies anywhere within the bounds: each ward's as often as its
    /// envelope holds such a point.
    pub fn vertices_per_point(&self) -> f64 {
        let area = |[low, high]: [Xy; 2]| (high[0] - low[0]) * (high[1] - low[1]);
        let whole = self.bounds().map_or(0.0, area);
        let passed = |(ward, envelope)| area(envelope) * self.shapes[ward as usize].vertex_count() as f64;
        if whole > 0.0 { self.envelopes().map(passed).sum::<f64>() / whole } else { self.vertex_count() as f64 }
    }

    /// South-west and north-east corners of all rings together.
    pub fn bounds(&self) -> Option<[Xy; 2]> {
        let joined = |[low, high]: [Xy; 2], [other_low, other_high]: [Xy; 2]| {
            [[0, 1].map(|axis| low[axis].min(other_low[axis])), [0, 1].map(|axis| high[axis].max(other_high[axis]))]
        };
        self.envelopes().map(|(_, envelope)| envelope).reduce(joined)
    }

    /// The edges of one ward, ring by ring.
    pub fn edges(&self, ward: u32) -> impl Iterator<Item = [Xy; 2]> {
        self.shapes[ward as usize].edges().map(|(from, to)| [from.xy(), to.xy()])
    }

    /// Every ring with its place, in order.
    pub fn rings(&self) -> impl Iterator<Item = (RingPlace, &[GridPoint])> + Clone {
        (0..).zip(&self.shapes).flat_map(|(ward, shape)| {
            (0..).zip(shape.rings()).map(move |(ring, points)| (RingPlace { ward, ring }, points.as_slice()))
        })
    }

    /// Every ring, with its edges numbered through.
    pub fn numbered_rings(&self) -> NumberedRings<'_> {
        NumberedRings::of(&self.shapes)
    }

    /// The points of a ring.
    #[inline]
    pub fn ring(&self, place: RingPlace) -> &[GridPoint] {
        &self.shapes[place.ward as usize].rings()[place.ring as usize]
    }

    /// Is the point in this ward, and is it on its edge? Cost: one pass over the ward's vertices.
    pub fn holds(&self, ward: u32, p: Xy) -> Holding {
        let mut holding = Holding::default();
        for ring in self.shapes[ward as usize].rings() {
            let mut a = ring[0].xy();
            for b in ring[1..].iter().map(|point| point.xy()) {
                let is_apart = ((a[1] < p[1]) & (b[1] < p[1])) | ((a[1] > p[1]) & (b[1] > p[1]));
                if !is_apart {
                    holding.inside ^= is_crossed_eastward(a, b, p);
                    holding.touching |= is_on_edge(a, b, p);
                }
                a = b;
            }
        }
        holding
    }
}

/// South-west and north-east corners.
fn bounds(shape: &Shape) -> Option<[Xy; 2]> {
    shape.bounds().map(|[west, south, east, north]| [[west, south], [east, north]])
}

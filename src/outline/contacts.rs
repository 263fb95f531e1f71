//! Where the edges of one outline meet that should not. Part of `tangles` and `faults`.

use std::ops::ControlFlow;

use robust::{Coord, orient2d};

use crate::geography::Shape;

/// How two edges meet that should not, least grave first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contact {
    /// A ring comes again to a corner of its own.
    Corner,
    Crossing,
}

/// Two edges that meet, how, and where.
pub(super) struct Meeting<'a> {
    pub contact: Contact,
    pub at: [f64; 2],
    pub edges: [&'a Segment; 2],
}

impl Meeting<'_> {
    /// The tip, where an edge goes back along the one before it.
    pub fn spike(&self) -> Option<[f64; 2]> {
        let [one, other] = self.edges;
        let is_spike = |next: &Segment, before: &Segment| next.ring == before.ring && next.follows(before);
        [(one, other), (other, one)]
            .into_iter()
            .find(|(next, before)| is_spike(next, before))
            .map(|(next, _)| next.ends[0])
    }

    pub fn is_crossing(&self) -> bool {
        self.contact == Contact::Crossing
    }
}

/// Edges that a sweep may find beside each edge, on average. A comb of a million teeth has them all beside one another.
const MOST_BESIDE: usize = 500;

/// Too many edges beside one another to look at: no map has such an outline.
#[derive(Debug)]
pub(super) struct Tangle;

/// Shows every meeting of two edges, some perhaps twice, until it is told to stop.
///
/// Costs a sort of the edges, and then looks at the pairs whose boxes meet. Goes from south to north; where too many edges
/// are beside one another that way, from west to east.
///
/// # Errors
/// When that is so too.
pub(super) fn meetings(shape: &Shape, mut see: impl FnMut(Meeting<'_>) -> ControlFlow<()>) -> Result<(), Tangle> {
    let segments = segments(shape);
    sweep(&segments, 1, &mut see).or_else(|Tangle| sweep(&segments, 0, &mut see))
}

/// Sweeps along an axis: 0 is east, 1 is north.
fn sweep(
    segments: &[Segment],
    along: usize,
    see: &mut impl FnMut(Meeting<'_>) -> ControlFlow<()>,
) -> Result<(), Tangle> {
    let across = 1 - along;
    // Numbers sort several times as fast as segments.
    let mut order: Vec<(f64, u32)> = segments.iter().map(|segment| segment.low[along]).zip(0..).collect();
    order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
    let mut active: Vec<Active> = Vec::new();
    let mut left = MOST_BESIDE * segments.len();
    for segment in order.into_iter().map(|(_, at)| &segments[at as usize]) {
        left = left.checked_sub(active.len()).ok_or(Tangle)?;
        let [begins, low, high] = [segment.low[along], segment.low[across], segment.high[across]];
        active.retain(|other| other.ends >= begins);
        for other in active.iter().filter(|other| other.low <= high && low <= other.high) {
            let Some((contact, at)) = contact(segment, other.segment) else { continue };
            if see(Meeting { contact, at, edges: [segment, other.segment] }).is_break() {
                return Ok(());
            }
        }
        active.push(Active { ends: segment.high[along], low, high, segment });
    }
    Ok(())
}

/// An edge that reaches as far as the next begins, and what is asked of it each time: where it ends along the sweep, and its
/// reach across.
struct Active<'a> {
    ends: f64,
    low: f64,
    high: f64,
    segment: &'a Segment,
}

/// An edge, its box, and where it is among its ring's.
pub(super) struct Segment {
    pub ends: [[f64; 2]; 2],
    low: [f64; 2],
    high: [f64; 2],
    ring: usize,
    at: usize,
    edges_in_ring: usize,
}

impl Segment {
    fn follows(&self, other: &Self) -> bool {
        self.at == if other.at + 1 == self.edges_in_ring { 0 } else { other.at + 1 }
    }

    fn passes(&self, point: [f64; 2]) -> bool {
        passes(self.ends, point)
    }
}

/// Is the point on the line, and no end of it? Exact.
pub(super) fn passes(line: [[f64; 2]; 2], point: [f64; 2]) -> bool {
    let is_between = |axis: usize| {
        let (one, other) = (line[0][axis], line[1][axis]);
        (one.min(other)..=one.max(other)).contains(&point[axis])
    };
    is_between(0) && is_between(1) && !line.contains(&point) && side(line, point) == 0.0
}

/// Positive when the point is to the left of the line. Its sign is exact.
fn side(line: [[f64; 2]; 2], point: [f64; 2]) -> f64 {
    let [from, to, point] = [line[0], line[1], point].map(|[x, y]| Coord { x, y });
    orient2d(from, to, point)
}

fn segments(shape: &Shape) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(shape.vertex_count());
    for (ring, points) in shape.rings().iter().enumerate() {
        let edges_in_ring = points.len() - 1;
        segments.extend(points.windows(2).enumerate().map(|(at, pair)| {
            let ends @ [one, other] = [pair[0].xy(), pair[1].xy()];
            let low = [one[0].min(other[0]), one[1].min(other[1])];
            let high = [one[0].max(other[0]), one[1].max(other[1])];
            Segment { ends, low, high, ring, at, edges_in_ring }
        }));
    }
    segments
}

/// Decided by exact predicates. Edges of different rings may touch, but not cross.
fn contact(one: &Segment, other: &Segment) -> Option<(Contact, [f64; 2])> {
    if one.ring == other.ring {
        let passed = |edge: &Segment, by: &Segment| by.ends.iter().copied().find(|&point| edge.passes(point));
        if let Some(at) = passed(one, other).or_else(|| passed(other, one)) {
            return Some((Contact::Crossing, at));
        }
        let mut in_common = one.ends.iter().filter(|end| other.ends.contains(end));
        let should_be = usize::from(one.follows(other) || other.follows(one));
        if in_common.clone().next().is_some() {
            return in_common.nth(should_be).map(|&at| (Contact::Corner, at));
        }
    }
    crossing(one.ends, other.ends).map(|at| (Contact::Crossing, at))
}

/// Where two lines cross, each having its ends on both sides of the other. That they do is exact; where, to rounding.
pub(super) fn crossing(one: [[f64; 2]; 2], other: [[f64; 2]; 2]) -> Option<[f64; 2]> {
    let sides = |line: [[f64; 2]; 2], by: [[f64; 2]; 2]| by.map(|at| side(line, at));
    let parts = |[from, to]: [f64; 2]| from < 0.0 && to > 0.0 || from > 0.0 && to < 0.0;
    let [from, to] = sides(other, one);
    if !parts([from, to]) || !parts(sides(one, other)) {
        return None;
    }
    let along = from / (from - to);
    Some([0, 1].map(|axis| one[0][axis] + along * (one[1][axis] - one[0][axis])))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::outline::test_shapes::shape as drawn;

    #[test]
    fn both_ways_to_sweep_find_the_same() {
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        let mut seen = BTreeSet::new();
        for _ in 0..2_000 {
            let corners = rng.random_range(3..7);
            let ring: Vec<[f64; 2]> = (0..corners).map(|_| [0, 1].map(|_| f64::from(rng.random_range(0..6)))).collect();
            let segments = segments(&drawn(&[&ring]));
            let [east, north] = [0, 1].map(|along| {
                let mut worst = None;
                let mut see = |meeting: Meeting<'_>| {
                    worst = worst.max(Some(meeting.contact));
                    ControlFlow::Continue(())
                };
                sweep(&segments, along, &mut see).unwrap();
                worst
            });
            assert_eq!(east, north, "{ring:?}");
            seen.insert(east);
        }
        assert_eq!(seen.len(), 3, "none, at a corner, and across");
    }
}

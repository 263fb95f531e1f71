//! How two edges of one outline meet that should not. `meetings` finds the pairs to ask about.

use robust::{Coord, orient2d};

/// How two edges meet that should not, least grave first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Contact {
    /// Two rings meet in a point, as they may; whether they cross there two edges alone cannot tell (see `touches`).
    Touch,
    /// A ring comes again to a corner of its own.
    Corner,
    Crossing,
}

/// Two edges that meet, how, and where.
pub(super) struct Meeting {
    pub contact: Contact,
    pub at: [f64; 2],
    pub edges: [Segment; 2],
}

impl Meeting {
    /// `None` where the edges do not meet, or only as they should.
    pub fn of(one: Segment, other: Segment) -> Option<Self> {
        // In the order of the ring, so that the place is the same whichever is found first.
        let (one, other) = if (one.ring, one.at) < (other.ring, other.at) { (one, other) } else { (other, one) };
        contact(&one, &other).map(|(contact, at)| Self { contact, at, edges: [one, other] })
    }

    /// The tip, where an edge goes back along the one before it.
    pub fn spike(&self) -> Option<[f64; 2]> {
        let [one, other] = &self.edges;
        let is_spike = |next: &Segment, before: &Segment| next.ring == before.ring && next.follows(before);
        [(one, other), (other, one)]
            .into_iter()
            .find(|(next, before)| is_spike(next, before))
            .map(|(next, _)| next.ends[0])
    }
}

/// An edge, and where it is among its ring's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub ends: [[f64; 2]; 2],
    pub ring: u32,
    pub at: u32,
    pub edges_in_ring: u32,
}

impl Segment {
    fn follows(&self, other: &Self) -> bool {
        self.at == if other.at + 1 == self.edges_in_ring { 0 } else { other.at + 1 }
    }

    fn passes(&self, point: [f64; 2]) -> bool {
        passes(self.ends, point)
    }

    /// An end of the other within this edge.
    fn passed(&self, other: &Self) -> Option<[f64; 2]> {
        other.ends.into_iter().find(|&point| self.passes(point))
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

/// Decided by exact predicates. Edges of different rings may touch, but not cross.
fn contact(one: &Segment, other: &Segment) -> Option<(Contact, [f64; 2])> {
    let passed = one.passed(other).or_else(|| other.passed(one));
    let mut in_common = one.ends.iter().filter(|end| other.ends.contains(end));
    if one.ring == other.ring {
        if let Some(at) = passed {
            return Some((Contact::Crossing, at));
        }
        let should_be = usize::from(one.follows(other) || other.follows(one));
        if in_common.clone().next().is_some() {
            return in_common.nth(should_be).map(|&at| (Contact::Corner, at));
        }
    } else if let Some(at) = passed.or_else(|| in_common.next().copied()) {
        return Some((Contact::Touch, at));
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

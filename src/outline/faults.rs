//! What is wrong with one outline: which fault, and where. `seams` looks between wards.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::contacts::{Contact, Meeting};
use super::edges::Vertex;
use super::meetings::meetings;
use super::polygons::area_and_width;
use super::touches::Touches;
use crate::geography::{FaultKind, GridPoint, Ring, Shape, encloses};

/// A ring no wider than this on average is a sliver.
const SLIVER_METRES: f64 = 0.5;
/// Rings of less than this run there and back: that is told as spikes.
const FLAT_METRES: f64 = 1e-6;

/// Every place of each kind of fault, in order from west to east.
pub type Faults = BTreeMap<FaultKind, Vec<GridPoint>>;

/// The faults of rings as a file has them, before [`Shape::new`] makes good what can be.
pub fn ring_faults(rings: &[Ring]) -> Faults {
    let mut found = Faults::new();
    for ring in rings {
        let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { continue };
        if first != last {
            found.entry(FaultKind::RingNotClosed).or_default().push(last);
        }
        let repeated = ring.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        for at in repeated {
            found.entry(FaultKind::RepeatedPoint).or_default().push(at);
        }
        if !encloses(ring) {
            found.entry(FaultKind::EmptyRing).or_default().push(first);
        }
    }
    found.values_mut().for_each(|places| places.sort_unstable_by_key(|&at| Vertex(at)));
    found
}

/// The faults of an outline: spikes, crossings, touchings, slivers. What a spike touches is the spike's and not told again.
///
/// Costs what [`crosses_itself`](super::crosses_itself) costs: the edges are looked at once, in pairs whose boxes meet.
///
/// ```
/// use nearhome::{geography::{FaultKind, GridPoint, Shape}, outline::shape_faults};
/// let ring = |points: [[f64; 2]; 4]| Shape::new(vec![points.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()]);
/// let bow_tie = shape_faults(&ring([[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0]]));
/// assert_eq!(bow_tie[&FaultKind::SelfCrossing], [GridPoint::new(2.0, 2.0).unwrap()]);
/// ```
pub fn shape_faults(shape: &Shape) -> Faults {
    let (mut found, mut touches) = (Meetings::default(), Touches::of(shape));
    let swept = meetings(shape, |meeting| {
        if meeting.contact == Contact::Touch {
            touches.add(&meeting)
        } else {
            found.add(&meeting)
        }
        ControlFlow::Continue(())
    });
    found.crossings.extend(touches.crossings().into_iter().filter_map(vertex));
    if swept.is_err() {
        // A tangle: told at the point where its first ring begins.
        found.crossings.extend(shape.rings().first().map(|ring| Vertex(ring[0])));
    }
    let mut faults = found.into_faults();
    if !faults.contains_key(&FaultKind::SelfCrossing) {
        let slivers =
            shape.rings().iter().filter(|ring| (FLAT_METRES..=SLIVER_METRES).contains(&area_and_width(ring).1));
        let places: BTreeSet<Vertex> = slivers.map(|ring| Vertex(ring[0])).collect();
        take(&mut faults, FaultKind::Sliver, places);
    }
    faults
}

/// The places of meetings by kind, each once.
#[derive(Default)]
struct Meetings {
    spikes: BTreeSet<Vertex>,
    /// The ends of the two edges of each spike.
    of_spikes: BTreeSet<Vertex>,
    crossings: BTreeSet<Vertex>,
    touchings: BTreeSet<Vertex>,
}

impl Meetings {
    fn add(&mut self, meeting: &Meeting) {
        if let Some(tip) = meeting.spike() {
            self.spikes.extend(vertex(tip));
            self.of_spikes.extend(meeting.edges.iter().flat_map(|edge| edge.ends).filter_map(vertex));
        } else if meeting.contact == Contact::Crossing {
            self.crossings.extend(vertex(meeting.at));
        } else {
            self.touchings.extend(vertex(meeting.at));
        }
    }

    fn into_faults(self) -> Faults {
        let mut faults = Faults::new();
        take(&mut faults, FaultKind::SelfCrossing, &self.crossings - &self.of_spikes);
        take(&mut faults, FaultKind::SelfTouching, &self.touchings - &self.of_spikes);
        take(&mut faults, FaultKind::Spike, self.spikes);
        faults
    }
}

/// A place on the line between two points of the grid, so it is on the grid.
fn vertex([x, y]: [f64; 2]) -> Option<Vertex> {
    GridPoint::new(x, y).map(Vertex)
}

fn take(faults: &mut Faults, kind: FaultKind, places: BTreeSet<Vertex>) {
    if !places.is_empty() {
        faults.insert(kind, places.into_iter().map(|vertex| vertex.0).collect());
    }
}

#[cfg(test)]
#[path = "faults_tests.rs"]
mod tests;

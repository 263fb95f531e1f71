//! From which ward to which ward are children placed?

use rayon::prelude::*;

use super::inputs::is_in_scope;
use crate::geography::WardIx;
use crate::measure::MeasuredChild;
use crate::study::Settings;

/// Children whose home is in one ward and whose placement is in another (or in the same).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WardFlow {
    pub home: WardIx,
    pub placement: WardIx,
    pub children: u64,
    /// Those of them for whom the study's authority is responsible; all of them when the study names none.
    pub children_of_study: u64,
}

/// The flows between wards, in order of home and placement, and the children who are in none.
/// `counted + home_only + placement_only + neither` is all children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WardFlows {
    pub flows: Vec<WardFlow>,
    /// Children with both points in a ward: the sum of the flows.
    pub counted: u64,
    /// Children with only the home in a ward.
    pub home_only: u64,
    /// Children with only the placement in a ward.
    pub placement_only: u64,
    pub neither: u64,
}

/// Home ward to placement ward. All children, whoever is responsible.
///
/// ```
/// use nearhome::{study::Settings, summarise::ward_flows};
/// assert_eq!(ward_flows(&[], &Settings::default()).counted, 0);
/// ```
pub fn ward_flows(children: &[MeasuredChild], settings: &Settings) -> WardFlows {
    let mut flows = WardFlows::default();
    let mut pairs: Vec<Pair> = Vec::with_capacity(children.len());
    for child in children {
        match (child.home.ward(), child.placement.ward()) {
            (Some(home), Some(placement)) => {
                pairs.push(Pair::of(home, placement, is_in_scope(child, settings.authority)));
            }
            (Some(_), None) => flows.home_only += 1,
            (None, Some(_)) => flows.placement_only += 1,
            (None, None) => flows.neither += 1,
        }
    }
    flows.counted = pairs.len() as u64;
    pairs.par_sort_unstable();
    let flow = |run: &[Pair]| {
        let (home, placement) = run[0].wards();
        let children_of_study = run.iter().filter(|pair| pair.is_of_study()).count() as u64;
        WardFlow { home, placement, children: run.len() as u64, children_of_study }
    };
    flows.flows = pairs.chunk_by(|a, b| a.wards() == b.wards()).map(flow).collect();
    flows
}

/// The two wards of a child, and whether it is the study's, in the order of flows: in one number, for millions are sorted. A
/// [`WardIx`] of a located point has 29 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pair(u64);

impl Pair {
    fn of(home: WardIx, placement: WardIx, is_of_study: bool) -> Self {
        Self(u64::from(home.0) << 32 | u64::from(placement.0) << 1 | u64::from(is_of_study))
    }

    fn wards(self) -> (WardIx, WardIx) {
        (WardIx((self.0 >> 32) as u32), WardIx(self.0 as u32 >> 1))
    }

    fn is_of_study(self) -> bool {
        self.0 & 1 == 1
    }
}

#[cfg(test)]
#[path = "ward_flows_tests.rs"]
mod tests;

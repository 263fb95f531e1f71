//! How far from home are children placed? Mean, quartiles and bands, overall and by every breakdown.

use super::breakdown::{Group, GroupTally, tally_groups};
use super::distribution::{DistanceTally, Distribution};
use super::inputs::in_scope;
use crate::geography::{Coverage, DistanceMode};
use crate::measure::MeasuredChild;
use crate::study::Settings;

/// The distances of one group of children.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupDistances {
    pub group: Group,
    /// All children of the group: those whose distance is known and those whose is not.
    pub children: u64,
    /// As the return states distances: 1.6093 km to the mile, one decimal.
    pub ssda903: Distribution,
    /// In miles of 1,609.344 m, unrounded.
    pub exact: Distribution,
}

impl GroupDistances {
    /// The spread in the study's mode.
    pub fn in_mode(&self, mode: DistanceMode) -> &Distribution {
        match mode {
            DistanceMode::Ssda903 => &self.ssda903,
            DistanceMode::Exact => &self.exact,
        }
    }
}

/// Distances overall and by every breakdown; the first row is of all children. Of the children the study's
/// authority is responsible for, or of all where it names none.
pub fn distances(children: &[MeasuredChild], coverage: &Coverage, settings: &Settings) -> Vec<GroupDistances> {
    tally_groups::<DistanceTally>(in_scope(children, settings), coverage)
}

impl GroupTally for DistanceTally {
    type Row = GroupDistances;

    fn add(&mut self, child: &MeasuredChild) {
        self.add_distance(child.distance);
    }

    fn row(self, group: Group, children: u64) -> GroupDistances {
        let sorted = self.sorted();
        let [ssda903, exact] = [DistanceMode::Ssda903, DistanceMode::Exact].map(|mode| sorted.distribution(mode));
        GroupDistances { group, children, ssda903, exact }
    }
}

#[cfg(test)]
#[path = "distances_tests.rs"]
mod tests;

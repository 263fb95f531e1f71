//! What does each authority, region, nation and group hold: carers, places, children, rates, distances?

use std::collections::BTreeMap;

use super::carer_counts::CarerCounts;
use super::child_counts::{ChildCounts, count_children};
use super::division::{Division, Place};
use super::inputs::authority_held_whole;
use super::{Inputs, rate};
use crate::geography::GssCode;

/// The figures of one area. Carers, places, children at home and children placed are the sums of its wards';
/// the split and the distances follow [`ChildCounts`]. `None` is not known, never zero.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaCounts {
    pub place: Place,
    /// How many wards the area has.
    pub wards: u64,
    /// Authorities of a group that the coverage does not have; the group's figures are the less complete for it.
    pub authorities_not_found: u64,
    /// `None` when the study has no carers' file.
    pub carers: Option<CarerCounts>,
    /// `None` when the study has no children's file.
    pub children: Option<ChildCounts>,
    /// Does the children's file hold all of the area's own children? Where it holds those of one authority (the study's,
    /// or the only one it speaks of), no rate, percentage or average of other areas' children is known.
    pub holds_own_children: bool,
    /// Under-18s; `None` when that of any of the area's wards is not known.
    pub population_0_17: Option<u64>,
    /// Households of every segment; `None` when those of any of the area's wards are not known.
    pub households: Option<u64>,
}

impl AreaCounts {
    /// The area's children, where the file holds all of its own: what rates, percentages and averages may be made of.
    pub fn own_children(&self) -> Option<&ChildCounts> {
        self.children.as_ref().filter(|children| self.holds_own_children && children.knows_its_own)
    }

    /// Children whose home is here to every 10,000 under-18s living here.
    pub fn children_home_per_10k(&self) -> Option<f64> {
        rate(self.own_children()?.children_home?, self.population_0_17, 10_000.0)
    }

    /// Children the area's authorities are responsible for to every 10,000 under-18s living here: DfE's rate. `None` for wards.
    pub fn children_responsible_per_10k(&self) -> Option<f64> {
        rate(self.own_children()?.children_responsible?, self.population_0_17, 10_000.0)
    }

    /// Carers to every 10,000 households here.
    pub fn carers_per_10k_households(&self) -> Option<f64> {
        rate(self.carers?.all().carers, self.households, 10_000.0)
    }

    /// Children whose home is here to each carer here; `None` where there is no carer.
    pub fn children_home_per_carer(&self) -> Option<f64> {
        rate(self.own_children()?.children_home?, Some(self.carers?.all().carers), 1.0)
    }

    /// Fostered children whose home is here less the approved places here: how many places short the area is.
    pub fn gap_places(&self) -> Option<i64> {
        let fostered = self.own_children()?.children_home_fostered?;
        Some(fostered as i64 - self.carers?.approved_places()? as i64)
    }
}

/// The figures of every authority, in order of code.
pub fn authority_counts(inputs: &Inputs) -> Vec<AreaCounts> {
    count_areas(&Division::into_authorities(inputs.coverage), inputs)
}

/// The figures of every region, in order of code.
pub fn region_counts(inputs: &Inputs) -> Vec<AreaCounts> {
    count_areas(&Division::into_regions(inputs.coverage), inputs)
}

/// The figures of every nation, in order of code.
pub fn nation_counts(inputs: &Inputs) -> Vec<AreaCounts> {
    count_areas(&Division::into_nations(inputs.coverage), inputs)
}

/// The figures of every group in the settings, in order of name. Groups may overlap.
pub fn group_counts(inputs: &Inputs) -> Vec<AreaCounts> {
    let groups = inputs.settings.groups.iter();
    let divisions = groups.map(|(name, members)| Division::into_group(inputs.coverage, name, members));
    divisions.flat_map(|division| count_areas(&division, inputs)).collect()
}

/// The figures of every area of a division, in its order.
pub(super) fn count_areas(division: &Division, inputs: &Inputs) -> Vec<AreaCounts> {
    let mode = inputs.settings.distance;
    let carers = inputs.carers.map(|carers| division.count_carers(carers));
    let children = inputs.children.map(|children| count_children(division, children, inputs.coverage, mode));
    let mut children = children.map(Vec::into_iter);
    let held_whole = inputs.children.and_then(|children| authority_held_whole(children, inputs.settings));
    let wards = division.wards_by_area();
    let population = sum_by_area(division, inputs, |code| inputs.population?.get(&code).copied());
    let households_by_ward = households_by_ward(inputs);
    let households = sum_by_area(division, inputs, |code| households_by_ward.get(&code).copied());
    let figures = |(area, place): (usize, &Place)| AreaCounts {
        place: place.clone(),
        wards: wards[area],
        authorities_not_found: division.authorities_not_found(),
        carers: carers.as_ref().map(|counts| counts[area]),
        children: children.as_mut().and_then(Iterator::next),
        holds_own_children: held_whole.is_none_or(|code| division.is_all_of_authority(area, code, inputs.coverage)),
        population_0_17: population[area],
        households: households[area],
    };
    division.places().iter().enumerate().map(figures).collect()
}

/// Sums a figure over the wards of each area. `None` when one ward's is not known, when the area has no ward,
/// or when it lacks some of its authorities: a part would be taken for the whole.
fn sum_by_area(division: &Division, inputs: &Inputs, of_ward: impl Fn(GssCode) -> Option<u64>) -> Vec<Option<u64>> {
    let mut sums: Vec<Option<u64>> = vec![None; division.len()];
    let mut is_whole = vec![division.authorities_not_found() == 0; division.len()];
    for (ward, area) in inputs.coverage.wards.iter().zip(division.areas_of_wards()) {
        let Some(area) = area else { continue };
        match of_ward(ward.code) {
            Some(figure) => sums[area] = Some(sums[area].unwrap_or(0) + figure),
            None => is_whole[area] = false,
        }
    }
    sums.into_iter().zip(is_whole).map(|(sum, is_whole)| sum.filter(|_| is_whole)).collect()
}

/// Households of every segment together, the unclassified included.
fn households_by_ward(inputs: &Inputs) -> BTreeMap<GssCode, u64> {
    let mut sums = BTreeMap::new();
    for base in inputs.households.unwrap_or_default() {
        *sums.entry(base.ward).or_default() += base.households;
    }
    sums
}

#[cfg(test)]
#[path = "area_counts_tests.rs"]
mod tests;

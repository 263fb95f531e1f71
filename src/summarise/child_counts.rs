//! The children of one area: at home there, placed there, and how those of its own are placed.

use super::distribution::{DistanceTally, Distribution};
use super::division::Division;
use super::inputs::sole_authority;
use crate::geography::{Coverage, DistanceMode};
use crate::measure::{Category, MeasuredChild};

/// The children of one area. The split and the distances are of the children whose home is in the ward;
/// for areas above the ward, of the children the area's authorities are responsible for (DfE's way).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChildCounts {
    /// Children whose home is in the area, wherever they are placed and whoever is responsible.
    /// `None` when the file tells the home of no child at all.
    pub children_home: Option<u64>,
    /// Those of them who are fostered; `None` too when the file has no placement types at all.
    pub children_home_fostered: Option<u64>,
    /// Children placed in the area, wherever they are from. `None` when the file tells the place of no child at all.
    pub children_placed: Option<u64>,
    /// Those of them whose responsible authority is known and is not (one of) the area's. `None` when the ward's
    /// own authority is not known, and when the file holds only children of (one of) the area's authorities:
    /// how many others are placed here is then not known.
    pub children_placed_from_elsewhere: Option<u64>,
    /// Children placed in the area whose responsible authority is not known.
    pub children_placed_responsible_not_known: u64,
    /// Children the area's authorities are responsible for; `None` for wards.
    pub children_responsible: Option<u64>,
    /// DfE's categories, in the order of [`Category::ALL`]; they add up to the children they are of.
    pub split: [u64; 7],
    /// Home to placement, in the study's mode.
    pub distance: Distribution,
    /// Is it known whose split and distances these are? Not for wards when the file tells no home.
    pub knows_its_own: bool,
}

impl ChildCounts {
    /// How many of the split's children are in one category.
    pub fn in_category(&self, category: Category) -> u64 {
        self.split[category as usize]
    }

    /// The children that the split and the distances are of.
    pub fn split_of(&self) -> u64 {
        self.split.iter().sum()
    }

    /// Children placed here less children whose home is here, of those in the file.
    pub fn net_in(&self) -> Option<i64> {
        Some(self.children_placed? as i64 - self.children_home? as i64)
    }

    /// The split's children placed outside their authority's boundary.
    pub fn outside(&self) -> u64 {
        [Category::OutsideNear, Category::OutsideFar, Category::OutsideNotKnown]
            .map(|each| self.in_category(each))
            .iter()
            .sum()
    }
}

/// Counts the children of every area of a division, in its order.
pub(super) fn count_children(
    division: &Division,
    children: &[MeasuredChild],
    coverage: &Coverage,
    mode: DistanceMode,
) -> Vec<ChildCounts> {
    let mut tallies = vec![Tally::default(); division.len()];
    for child in children {
        tally(child, division, coverage, &mut tallies);
    }
    let sole = sole_authority(children).map(|code| (code, coverage.find_authority(code)));
    let types_told = children.iter().any(|child| child.placement_group.is_some());
    // A file of no children says that there are none; one that states no point says nothing of where.
    let homes_told = children.is_empty() || children.iter().any(|child| child.home.is_known());
    let placements_told = children.is_empty() || children.iter().any(|child| child.placement.is_known());
    let finish = |(area, tally): (usize, Tally)| {
        let mut counts = ChildCounts { distance: tally.distances.sorted().distribution(mode), ..tally.counts };
        counts.children_home = homes_told.then_some(tally.home);
        counts.children_home_fostered = (types_told && homes_told).then_some(tally.fostered);
        counts.children_placed = placements_told.then_some(tally.placed);
        counts.knows_its_own = homes_told || division.is_above_wards();
        let is_others = |(sole, found)| division.has_authority(area, sole, found, coverage) == Some(false);
        let is_known = sole.is_none_or(is_others) && division.knows_its_authorities(area, coverage);
        counts.children_placed_from_elsewhere = (is_known && placements_told).then_some(tally.from_elsewhere);
        counts.children_responsible = division.is_above_wards().then(|| counts.split_of());
        counts
    };
    tallies.into_iter().enumerate().map(finish).collect()
}

#[derive(Clone, Default)]
struct Tally {
    counts: ChildCounts,
    home: u64,
    placed: u64,
    fostered: u64,
    from_elsewhere: u64,
    distances: DistanceTally,
}

fn tally(child: &MeasuredChild, division: &Division, coverage: &Coverage, tallies: &mut [Tally]) {
    if let Some(area) = division.area_of(child.home) {
        tallies[area].home += 1;
        tallies[area].fostered += u64::from(child.is_fostered());
    }
    if let Some(area) = division.area_of(child.placement) {
        let tally = &mut tallies[area];
        tally.placed += 1;
        match child.responsible {
            Some(code) => {
                let is_own = division.has_authority(area, code, child.responsible_ix, coverage);
                tally.from_elsewhere += u64::from(is_own == Some(false));
            }
            None => tally.counts.children_placed_responsible_not_known += 1,
        }
    }
    if let Some(area) = division.area_answering_for(child) {
        tallies[area].counts.split[child.category as usize] += 1;
        tallies[area].distances.add_distance(child.distance);
    }
}

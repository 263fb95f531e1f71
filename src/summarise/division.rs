//! `Division`: the coverage cut into areas of one level, and which area a record belongs to.

use std::collections::BTreeSet;

use super::LocatedCarers;
use super::carer_counts::CarerCounts;
use crate::geography::{AuthorityIx, Coverage, GssCode, NationIx, RegionIx, WardIx};
use crate::locate::Located;
use crate::measure::MeasuredChild;

/// An area that figures are of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Ward(WardIx),
    Authority(AuthorityIx),
    Region(RegionIx),
    Nation(NationIx),
    /// A named set of authorities from the study's settings.
    Group(String),
}

impl Place {
    /// The area's GSS code; `None` for a group.
    pub fn code(&self, coverage: &Coverage) -> Option<GssCode> {
        match *self {
            Self::Ward(ix) => Some(coverage.ward(ix).code),
            Self::Authority(ix) => Some(coverage.authority(ix).code),
            Self::Region(ix) => Some(coverage.regions[ix.0 as usize].code),
            Self::Nation(ix) => Some(coverage.nations[ix.0 as usize].code),
            Self::Group(_) => None,
        }
    }

    /// The area's name.
    pub fn name<'a>(&'a self, coverage: &'a Coverage) -> &'a str {
        match self {
            Self::Ward(ix) => &coverage.ward(*ix).name,
            Self::Authority(ix) => &coverage.authority(*ix).name,
            Self::Region(ix) => &coverage.regions[ix.0 as usize].name,
            Self::Nation(ix) => &coverage.nations[ix.0 as usize].name,
            Self::Group(name) => name,
        }
    }

    /// The level in columns.
    pub fn level(&self) -> &'static str {
        match self {
            Self::Ward(_) => "ward",
            Self::Authority(_) => "authority",
            Self::Region(_) => "region",
            Self::Nation(_) => "nation",
            Self::Group(_) => "group",
        }
    }
}

/// All areas of one level. Each ward is in one of them at most.
pub(super) struct Division {
    places: Vec<Place>,
    /// By position of the ward.
    area_of_ward: Vec<Option<usize>>,
    /// By position of the authority; `None` for the division into wards.
    area_of_authority: Option<Vec<Option<usize>>>,
    /// Authorities of a group that are not in the coverage. Their children still count as the group's own.
    beyond_coverage: BTreeSet<GssCode>,
}

impl Division {
    /// Every ward an area of its own.
    pub(super) fn into_wards(coverage: &Coverage) -> Self {
        Self {
            places: coverage.ward_ixs().map(Place::Ward).collect(),
            area_of_ward: (0..coverage.wards.len()).map(Some).collect(),
            area_of_authority: None,
            beyond_coverage: BTreeSet::new(),
        }
    }

    pub(super) fn into_authorities(coverage: &Coverage) -> Self {
        let places = coverage.authority_ixs().map(Place::Authority).collect();
        Self::above_wards(coverage, places, |ix| Some(ix.0 as usize))
    }

    pub(super) fn into_regions(coverage: &Coverage) -> Self {
        let places = (0..coverage.regions.len() as u32).map(|ix| Place::Region(RegionIx(ix))).collect();
        Self::above_wards(coverage, places, |ix| coverage.authority(ix).region.map(|region| region.0 as usize))
    }

    pub(super) fn into_nations(coverage: &Coverage) -> Self {
        let places = (0..coverage.nations.len() as u32).map(|ix| Place::Nation(NationIx(ix))).collect();
        Self::above_wards(coverage, places, |ix| coverage.authority(ix).nation.map(|nation| nation.0 as usize))
    }

    /// One group against all else: groups may overlap, so each is a division of its own.
    pub(super) fn into_group(coverage: &Coverage, name: &str, members: &BTreeSet<GssCode>) -> Self {
        let is_member = |ix| members.contains(&coverage.authority(ix).code).then_some(0);
        let mut division = Self::above_wards(coverage, vec![Place::Group(name.to_owned())], is_member);
        division.beyond_coverage =
            members.iter().copied().filter(|&code| coverage.find_authority(code).is_none()).collect();
        division
    }

    fn above_wards(coverage: &Coverage, places: Vec<Place>, area_of: impl Fn(AuthorityIx) -> Option<usize>) -> Self {
        let area_of_authority: Vec<_> = coverage.authority_ixs().map(area_of).collect();
        let area_of_ward = coverage.wards.iter().map(|ward| area_of_authority[ward.authority?.0 as usize]).collect();
        Self { places, area_of_ward, area_of_authority: Some(area_of_authority), beyond_coverage: BTreeSet::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// The area of each ward, in order of ward.
    pub(super) fn areas_of_wards(&self) -> impl Iterator<Item = Option<usize>> {
        self.area_of_ward.iter().copied()
    }

    /// How many wards each area has.
    pub(super) fn wards_by_area(&self) -> Vec<u64> {
        let mut wards = vec![0; self.len()];
        self.areas_of_wards().flatten().for_each(|area| wards[area] += 1);
        wards
    }

    /// The carers of each area.
    pub(super) fn count_carers(&self, carers: LocatedCarers) -> Vec<CarerCounts> {
        let mut counts = vec![CarerCounts::none(carers.told()); self.len()];
        for (ward, area) in carers.by_ward(self.area_of_ward.len()).iter().zip(self.areas_of_wards()) {
            if let Some(area) = area {
                counts[area] += ward;
            }
        }
        counts
    }

    pub(super) fn is_above_wards(&self) -> bool {
        self.area_of_authority.is_some()
    }

    /// How many named authorities the coverage does not have: only a group can have such.
    pub(super) fn authorities_not_found(&self) -> u64 {
        self.beyond_coverage.len() as u64
    }

    /// The area that holds a point.
    pub(super) fn area_of(&self, point: Located) -> Option<usize> {
        self.area_of_ward[point.ward()?.0 as usize]
    }

    /// The area that answers for a child: the home ward, or the area of the responsible authority.
    pub(super) fn area_answering_for(&self, child: &MeasuredChild) -> Option<usize> {
        let Some(area_of_authority) = &self.area_of_authority else {
            return self.area_of(child.home);
        };
        match child.responsible_ix {
            Some(ix) => area_of_authority[ix.0 as usize],
            None => child.responsible.filter(|code| self.beyond_coverage.contains(code)).map(|_| 0),
        }
    }

    /// Is the authority (one of) the area's? `found` is its position, when it is in the coverage.
    /// `None` when the ward's own authority is not known.
    pub(super) fn has_authority(
        &self,
        area: usize,
        code: GssCode,
        found: Option<AuthorityIx>,
        coverage: &Coverage,
    ) -> Option<bool> {
        match (&self.area_of_authority, found) {
            (Some(areas), Some(ix)) => Some(areas[ix.0 as usize] == Some(area)),
            (Some(_), None) => Some(self.beyond_coverage.contains(&code)),
            (None, found) => coverage.wards[area].authority.map(|own| Some(own) == found),
        }
    }

    /// Is the area the authority's, or one of its wards? A larger area is others' too.
    pub(super) fn is_all_of_authority(&self, area: usize, code: GssCode, coverage: &Coverage) -> bool {
        let authority = match self.places[area] {
            Place::Ward(ward) => coverage.authority_of(ward),
            Place::Authority(authority) => Some(authority),
            Place::Region(_) | Place::Nation(_) | Place::Group(_) => None,
        };
        authority.is_some_and(|ix| coverage.authority(ix).code == code)
    }

    /// Is the authority of the area known? Only a ward can lack one.
    pub(super) fn knows_its_authorities(&self, area: usize, coverage: &Coverage) -> bool {
        self.is_above_wards() || coverage.wards[area].authority.is_some()
    }
}

//! `Surroundings`: what lookups and files of authorities tell beyond the wards of a study. A part of `Coverage`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Coverage, GssCode, counterpart};

/// Authorities and districts that are told of, with wards in the coverage or not. Empty when nothing tells of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The authority with children's-services duties, by code of a district or of the authority itself.
    pub authority_of: BTreeMap<GssCode, GssCode>,
    /// What is above each authority.
    pub authorities: BTreeMap<GssCode, OuterAuthority>,
    /// For each authority whose own outline is known, those that share a border with it.
    pub borders: BTreeMap<GssCode, BTreeSet<GssCode>>,
}

/// An authority that is told of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OuterAuthority {
    pub name: Option<String>,
    pub region: Option<GssCode>,
    pub nation: Option<GssCode>,
}

/// The kinds of codes that are authorities themselves: unitaries, metropolitan districts, London boroughs, counties, and
/// the areas of Wales, Scotland and Northern Ireland. A shire district (E07) is not: the county above it is.
const AUTHORITIES: [&str; 7] = ["E06", "E08", "E09", "E10", "W06", "S12", "N09"];

impl Coverage {
    /// The authority that an authority's or a district's code stands for, today's or of another year: by the wards and
    /// the lookup, else by the table of [`code_changes`](super::code_changes()), else the code itself where it is an
    /// authority's. `None` for a shire district whose county nothing tells, and for what is no area of an authority.
    pub fn authority_for(&self, code: GssCode) -> Option<GssCode> {
        let is_covered = |code: GssCode| self.find_authority(code).is_some();
        if is_covered(code) {
            return Some(code);
        }
        let told = &self.surroundings.authority_of;
        let other_year = || counterpart(code, |other| is_covered(other) || told.contains_key(&other));
        if let Some(known) = told.contains_key(&code).then_some(code).or_else(other_year) {
            let authority = told.get(&known).copied().unwrap_or(known);
            // A lookup of older years may name an authority that has another code since.
            let of_wards = || counterpart(authority, is_covered);
            return Some(if is_covered(authority) { authority } else { of_wards().unwrap_or(authority) });
        }
        AUTHORITIES.iter().any(|kind| code.is_kind(kind)).then_some(code)
    }

    /// The region of an authority, in the coverage or beyond it.
    pub fn region_of_authority(&self, code: GssCode) -> Option<GssCode> {
        match self.find_authority(code) {
            Some(ix) => self.authority(ix).region.map(|region| self.regions[region.0 as usize].code),
            None => self.surroundings.authorities.get(&code)?.region,
        }
    }

    /// The nation of an authority, in the coverage or beyond it: as told, else by the first letter of its code.
    pub fn nation_of_authority(&self, code: GssCode) -> Option<GssCode> {
        let covered = self.find_authority(code).and_then(|ix| self.authority(ix).nation);
        let covered = covered.map(|nation| self.nations[nation.0 as usize].code);
        let told = || self.surroundings.authorities.get(&code).and_then(|outer| outer.nation);
        covered.or_else(told).or_else(|| code.nation())
    }

    /// The name of an authority, in the coverage or beyond it.
    pub fn name_of_authority(&self, code: GssCode) -> Option<&str> {
        match self.find_authority(code) {
            Some(ix) => Some(&self.authority(ix).name),
            None => self.surroundings.authorities.get(&code)?.name.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summarise::made_up::{AUTHORITIES, code, small_coverage};

    #[test]
    fn a_district_stands_for_the_authority_above_it() {
        let mut coverage = small_coverage();
        coverage.surroundings.authority_of.insert(code("E07000234"), code("E10000034"));
        assert_eq!(coverage.authority_for(code("E07000234")), Some(code("E10000034")));
        assert_eq!(coverage.authority_for(code("E07000235")), None, "nothing tells its county");
        assert_eq!(coverage.authority_for(code("E08000003")), Some(code("E08000003")));
        assert_eq!(coverage.authority_for(code("L99999999")), None);
    }

    #[test]
    fn an_old_code_stands_for_the_new_one_that_the_wards_have() {
        let mut coverage = small_coverage();
        coverage.authorities[3].code = code("E08000039");
        assert_eq!(coverage.authority_for(code("E08000019")), Some(code("E08000039")));
        // Also where an old lookup still says the old code of a district.
        coverage.surroundings.authority_of.insert(code("E08000019"), code("E08000019"));
        assert_eq!(coverage.authority_for(code("E08000019")), Some(code("E08000039")));
    }

    #[test]
    fn an_authority_beyond_the_wards_has_the_nation_of_its_letter() {
        let mut coverage = small_coverage();
        let scottish = code("S12000047");
        assert_eq!(coverage.nation_of_authority(scottish), Some(code("S92000003")));
        assert_eq!(coverage.region_of_authority(code("E10000003")), None);
        let told = OuterAuthority { region: Some(code("E12000006")), ..OuterAuthority::default() };
        coverage.surroundings.authorities.insert(code("E10000003"), told);
        assert_eq!(coverage.region_of_authority(code("E10000003")), Some(code("E12000006")));
        assert_eq!(coverage.region_of_authority(code(AUTHORITIES[3])), Some(code("E12000002")));
    }
}

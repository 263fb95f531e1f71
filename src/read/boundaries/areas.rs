//! The coverage: each ward with its authority, region and nation, from the lookup, the boundary file itself and, where
//! these are silent, the boundaries of authorities. The last step; what could not be told, or is told in two ways, is a
//! warning with its number.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::around::surroundings;
use super::authorities::{Adopted, AuthoritiesFile};
use super::wards::FoundWard;
use crate::geography::{Area, Authority, AuthorityIx, Coverage, GssCode, NationIx, RegionIx, Ward};
use crate::locate::interior_point;
use crate::read::hierarchy::{Hierarchy, Place};
use crate::read::input::Warning;
use crate::read::lookup::{Lookup, LookupFile};

/// ONS country codes, by the first letter of every code in that country.
const NATIONS: [(&str, &str); 4] =
    [("E92000001", "England"), ("W92000004", "Wales"), ("S92000003", "Scotland"), ("N92000002", "Northern Ireland")];
const COUNTY: &str = "E10";
const SHIRE_DISTRICT: &str = "E07";

/// The coverage, and what became of the file of authorities.
pub(super) struct Made {
    pub coverage: Coverage,
    pub authorities: Option<Adopted>,
    pub warnings: Vec<Warning>,
}

/// Makes the coverage of wards that are in order of code and come once each.
pub(super) fn coverage(
    wards: Vec<FoundWard>,
    lookup: Option<&LookupFile>,
    authorities: Option<AuthoritiesFile>,
) -> Made {
    let of_areas = lookup.map(|file| &file.lookup);
    let mut resolved: Vec<Resolved> = wards.iter().map(|ward| resolve(ward, of_areas)).collect();
    let codes = resolved.iter().filter_map(|ward| Some(ward.authority.as_ref()?.code)).collect();
    let authorities = authorities.map(|file| file.adopt(&codes, of_areas));
    let mut warnings = about_lookup(&resolved, lookup);
    if let Some(adopted) = &authorities {
        warnings.extend(adopted.warnings.iter().cloned());
        warnings.extend(ask_outlines(&wards, &mut resolved, adopted, of_areas));
        name_authorities(&mut resolved, adopted);
    }
    let mut areas = Areas::default();
    for each in &resolved {
        areas.add(each);
    }
    warnings.extend(about_wards(&resolved, &boundary_file(&wards), areas.in_another_region));
    let mut coverage = areas.into_coverage(wards, resolved);
    coverage.surroundings = surroundings(&coverage, of_areas, authorities.as_ref());
    Made { coverage, authorities, warnings }
}

/// Gives wards without an authority the one whose outline holds their interior point, and shire districts' wards their
/// county likewise; counts the wards that lie in the outline of another authority than theirs.
fn ask_outlines(
    wards: &[FoundWard],
    resolved: &mut [Resolved],
    adopted: &Adopted,
    lookup: Option<&Lookup>,
) -> Vec<Warning> {
    let points: Vec<_> = wards.par_iter().map(|ward| interior_point(&ward.shape)).collect();
    let located = adopted.areas.index().locate_all(&points);
    let (mut given, mut elsewhere) = (0, 0);
    for (ward, at) in resolved.iter_mut().zip(located) {
        let Some(code) = at.ward().map(|at| adopted.areas.outlines[at.0 as usize].0) else { continue };
        let own = ward.authority.as_ref().map(|own| own.code);
        if own.is_none_or(|own| own.is_kind(SHIRE_DISTRICT) && code.is_kind(COUNTY)) {
            ward.give([lookup.and_then(|lookup| lookup.of_area(code)), adopted.told.get(&code)], code);
            given += 1;
        } else if own != Some(code) {
            elsewhere += 1;
        }
    }
    let was_given = "wards had no authority, or a shire district for one, and were given the one of this file whose outline \
                     holds their middle";
    let lie_elsewhere = "wards lie in another authority's outline than their own; which points that concerns is in \
                         tables/boundary_differences.csv";
    counted(&adopted.areas.file, [(given, was_given), (elsewhere, lie_elsewhere)])
}

/// Gives authorities that neither the lookup nor the boundary file names the name that the file of authorities has.
fn name_authorities(wards: &mut [Resolved], adopted: &Adopted) {
    for place in wards.iter_mut().filter_map(|ward| ward.authority.as_mut()) {
        let told = || adopted.told.get(&place.code)?.upper_tier.as_ref()?.name.clone();
        place.name = place.name.take().or_else(told);
    }
}

impl Resolved {
    /// Gives the ward an authority, and what the sources tell of it, the first first.
    fn give(&mut self, told: [Option<&Hierarchy>; 2], authority: GssCode) {
        let told = || told.into_iter().flatten();
        let name = told().filter_map(Hierarchy::authority).find_map(|place| place.name.clone());
        let place = Place { code: authority, name };
        let district = (!authority.is_kind(COUNTY)).then(|| place.clone());
        self.district = self.district.take().or(district);
        self.region = self.region.take().or_else(|| told().find_map(|each| each.region.clone()));
        self.nation = self.nation.take().or_else(|| told().find_map(|each| each.nation.clone()));
        self.authority = Some(place);
    }
}

/// What is above one ward.
#[derive(Default)]
struct Resolved {
    district: Option<Place>,
    authority: Option<Place>,
    region: Option<Place>,
    nation: Option<Place>,
    is_missing_from_lookup: bool,
    /// The lookup's authority is not the boundary file's.
    is_disputed: bool,
}

/// The lookup comes before the file for the authority and what is above it; the file before the lookup for the
/// district, which is then of the same year as the ward.
fn resolve(ward: &FoundWard, lookup: Option<&Lookup>) -> Resolved {
    let own = &ward.areas;
    let of_area = |place: Option<&Place>| lookup?.of_area(place?.code);
    let by_ward = lookup.and_then(|lookup| lookup.of_ward(ward.code));
    let by_area = of_area(own.district.as_ref()).or_else(|| of_area(own.upper_tier.as_ref()));
    let none = Hierarchy::default();
    let told = by_ward.or(by_area).unwrap_or(&none);
    let authority = told.authority().or(own.authority()).cloned();
    let above = of_area(authority.as_ref()).unwrap_or(&none);
    let district = own.district.as_ref().or(told.district.as_ref()).or(authority.as_ref());
    Resolved {
        district: district.filter(|place| !place.code.is_kind(COUNTY)).map(|place| named(place, [told, own])),
        region: told.region.as_ref().or(own.region.as_ref()).or(above.region.as_ref()).cloned(),
        nation: told.nation.as_ref().or(own.nation.as_ref()).or(above.nation.as_ref()).cloned(),
        is_missing_from_lookup: lookup.is_some_and(|of| if of.is_of_wards() { by_ward } else { by_area }.is_none()),
        is_disputed: is_disputed(by_ward, own, by_area),
        authority: authority.map(|place| named(&place, [told, own])),
    }
}

/// Do the lookup's row of the ward and the file's own columns lead to different authorities? The file's district
/// counts as its authority, except a shire district, whose county the file may not tell.
fn is_disputed(by_ward: Option<&Hierarchy>, own: &Hierarchy, by_area: Option<&Hierarchy>) -> bool {
    let district = own.district.as_ref().filter(|district| !district.code.is_kind(SHIRE_DISTRICT));
    let own = own.upper_tier.as_ref().or(by_area.and_then(Hierarchy::authority)).or(district);
    let told = by_ward.and_then(Hierarchy::authority);
    own.zip(told).is_some_and(|(own, told)| own.code != told.code)
}

/// The place with its name, from the first source that has one for its code.
fn named(place: &Place, sources: [&Hierarchy; 2]) -> Place {
    let names = sources.iter().flat_map(|source| [&source.upper_tier, &source.district]).flatten();
    let mut names = names.filter(|other| other.code == place.code).filter_map(|other| other.name.clone());
    Place { code: place.code, name: place.name.clone().or_else(|| names.next()) }
}

/// Authorities, regions and nations as they are met, by code.
#[derive(Default)]
struct Areas {
    authorities: BTreeMap<GssCode, Above>,
    /// Wards whose region is not the one their authority was given first.
    in_another_region: u64,
}

/// What the wards of one authority say of it; the first word counts.
#[derive(Default)]
struct Above {
    name: Option<String>,
    region: Option<Place>,
    nation: Option<Place>,
}

impl Areas {
    fn add(&mut self, ward: &Resolved) {
        let Some(authority) = &ward.authority else { return };
        let above = self.authorities.entry(authority.code).or_default();
        above.name = above.name.take().or_else(|| authority.name.clone());
        above.nation = above.nation.take().or_else(|| ward.nation.clone()).or_else(|| nation_of(authority.code));
        above.region = above.region.take().or_else(|| ward.region.clone());
        let is_other = |(one, other): (&Place, &Place)| one.code != other.code;
        self.in_another_region += u64::from(above.region.as_ref().zip(ward.region.as_ref()).is_some_and(is_other));
    }

    fn into_coverage(self, wards: Vec<FoundWard>, resolved: Vec<Resolved>) -> Coverage {
        let regions = distinct(self.authorities.values().filter_map(|above| above.region.as_ref()));
        let nations = distinct(self.authorities.values().filter_map(|above| above.nation.as_ref()));
        let authorities: Vec<Authority> =
            self.authorities.into_iter().map(|(code, above)| above.authority(code, &regions, &nations)).collect();
        let index =
            |code| authorities.binary_search_by_key(&code, |each| each.code).ok().map(|at| AuthorityIx(at as u32));
        let wards = wards.into_iter().zip(resolved).map(|(ward, above)| Ward {
            name: ward.name.unwrap_or_else(|| ward.code.to_string()),
            code: ward.code,
            name_welsh: ward.name_welsh,
            district: above.district.map(area),
            authority: above.authority.and_then(|authority| index(authority.code)),
            shape: ward.shape,
        });
        Coverage { wards: wards.collect(), authorities, regions, nations, ..Coverage::default() }
    }
}

impl Above {
    fn authority(self, code: GssCode, regions: &[Area], nations: &[Area]) -> Authority {
        let find = |areas: &[Area], place: &Place| areas.binary_search_by_key(&place.code, |area| area.code).ok();
        let region = self.region.and_then(|place| find(regions, &place)).map(|at| RegionIx(at as u32));
        let nation = self.nation.and_then(|place| find(nations, &place)).map(|at| NationIx(at as u32));
        Authority { code, name: self.name.unwrap_or_else(|| code.to_string()), region, nation }
    }
}

/// Each code once, in order, with the first name given for it.
fn distinct<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<Area> {
    let mut found: BTreeMap<GssCode, Option<String>> = BTreeMap::new();
    for place in places {
        let name = found.entry(place.code).or_default();
        *name = name.take().or_else(|| place.name.clone());
    }
    found.into_iter().map(|(code, name)| area(Place { code, name })).collect()
}

/// An area whose name is not told goes by ONS's name of the nation, else by its code.
fn area(place: Place) -> Area {
    let nation = NATIONS.iter().find(|(code, _)| **code == *place.code.text()).map(|(_, name)| (*name).to_owned());
    Area { code: place.code, name: place.name.or(nation).unwrap_or_else(|| place.code.to_string()) }
}

/// The nation that a code's first letter names.
fn nation_of(code: GssCode) -> Option<Place> {
    Some(Place { code: code.nation()?, name: None })
}

fn about_lookup(wards: &[Resolved], lookup: Option<&LookupFile>) -> Vec<Warning> {
    let Some(file) = lookup.map(|lookup| lookup.input.name.as_str()) else { return Vec::new() };
    let missing = "wards are not in the lookup; what is above them is taken from the rows of their district and from \
                   the boundary file, as far as these tell";
    let disputed = "wards are in another authority by the lookup than by the boundary file; the lookup's is used";
    counted(
        file,
        [
            (count(wards, |ward| ward.is_missing_from_lookup), missing),
            (count(wards, |ward| ward.is_disputed), disputed),
        ],
    )
}

fn about_wards(wards: &[Resolved], file: &str, in_another_region: u64) -> Vec<Warning> {
    let is_in_shire_district =
        |ward: &Resolved| ward.authority.as_ref().is_some_and(|authority| authority.code.is_kind(SHIRE_DISTRICT));
    let other_region = "wards are in another region than the first ward of their authority; the first is used";
    let no_authority = "wards have no authority: neither the boundary file nor a lookup tells it";
    let shire = "wards are in shire districts, and no lookup says in which county: inside / outside would be tested \
                 at the district";
    let found = [
        (in_another_region, other_region),
        (count(wards, |ward| ward.authority.is_none()), no_authority),
        (count(wards, is_in_shire_district), shire),
    ];
    counted(file, found)
}

fn count(wards: &[Resolved], is: impl Fn(&Resolved) -> bool) -> u64 {
    wards.iter().filter(|ward| is(ward)).count() as u64
}

/// The warnings whose number is not 0.
fn counted<const N: usize>(file: &str, found: [(u64, &str); N]) -> Vec<Warning> {
    let told = found.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, what)| Warning::of_file(file, what).counted(count)).collect()
}

/// The boundary file's name; several go by `boundaries`.
fn boundary_file(wards: &[FoundWard]) -> String {
    match wards.first() {
        Some(first) if wards.iter().all(|ward| ward.file == first.file) => first.file.clone(),
        _ => "boundaries".to_owned(),
    }
}

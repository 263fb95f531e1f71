//! What is told of authorities and districts around the wards: by the wards, the lookup and the file of authorities.
//! The end of `areas`.

use std::collections::BTreeMap;

use super::authorities::Adopted;
use crate::geography::{AuthorityIx, Coverage, GssCode, Surroundings};
use crate::read::hierarchy::Hierarchy;
use crate::read::lookup::Lookup;

/// What the wards, the lookup and the file of authorities tell of districts and authorities, the wards' word first.
pub(super) fn surroundings(
    coverage: &Coverage,
    lookup: Option<&Lookup>,
    authorities: Option<&Adopted>,
) -> Surroundings {
    let mut around = Surroundings::default();
    for (code, told) in lookup.iter().flat_map(|lookup| lookup.areas()) {
        around.tell(code, told);
    }
    for (&code, told) in authorities.iter().flat_map(|adopted| &adopted.told) {
        around.tell(code, told);
    }
    let of_wards = coverage.wards.iter().filter_map(|ward| Some((ward.district.as_ref()?.code, ward.authority?)));
    for (district, authority) in districts_of_one_authority(of_wards) {
        around.authority_of.insert(district, coverage.authority(authority).code);
    }
    around.borders = authorities.map(|adopted| adopted.areas.borders()).unwrap_or_default();
    around
}

/// Districts whose wards all have the same authority.
fn districts_of_one_authority(wards: impl Iterator<Item = (GssCode, AuthorityIx)>) -> BTreeMap<GssCode, AuthorityIx> {
    let mut found: BTreeMap<GssCode, Option<AuthorityIx>> = BTreeMap::new();
    for (district, authority) in wards {
        let known = found.entry(district).or_insert(Some(authority));
        *known = known.filter(|known| *known == authority);
    }
    found.into_iter().filter_map(|(district, authority)| Some((district, authority?))).collect()
}

impl Surroundings {
    /// Adds what one source tells of an area; what another source has told already stays.
    fn tell(&mut self, code: GssCode, told: &Hierarchy) {
        let Some(authority) = told.authority() else { return };
        self.authority_of.entry(code).or_insert(authority.code);
        let outer = self.authorities.entry(authority.code).or_default();
        outer.name = outer.name.take().or_else(|| authority.name.clone());
        outer.region = outer.region.or_else(|| told.region.as_ref().map(|place| place.code));
        outer.nation = outer.nation.or_else(|| told.nation.as_ref().map(|place| place.code));
    }
}

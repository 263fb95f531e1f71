//! `Coverage`: all the wards of a study and the areas they make up.

use super::{Area, Authority, AuthorityIx, GssCode, NationIx, RegionIx, Surroundings, Ward, WardIx};

/// The wards of a study, with their authorities, regions and nations. Each list is in order of code,
/// no code comes twice, and every position in it points into the lists it is kept with.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    pub wards: Vec<Ward>,
    pub authorities: Vec<Authority>,
    pub regions: Vec<Area>,
    pub nations: Vec<Area>,
    /// What is told of authorities and districts that need have no ward here.
    pub surroundings: Surroundings,
}

impl Coverage {
    /// The ward at a position.
    pub fn ward(&self, ix: WardIx) -> &Ward {
        &self.wards[ix.0 as usize]
    }

    /// The authority at a position.
    pub fn authority(&self, ix: AuthorityIx) -> &Authority {
        &self.authorities[ix.0 as usize]
    }

    /// The authority that a ward belongs to.
    pub fn authority_of(&self, ward: WardIx) -> Option<AuthorityIx> {
        self.ward(ward).authority
    }

    /// The region that a ward belongs to.
    pub fn region_of(&self, ward: WardIx) -> Option<RegionIx> {
        self.authority(self.authority_of(ward)?).region
    }

    /// The nation that a ward belongs to.
    pub fn nation_of(&self, ward: WardIx) -> Option<NationIx> {
        self.authority(self.authority_of(ward)?).nation
    }

    /// The ward with this code.
    pub fn find_ward(&self, code: GssCode) -> Option<WardIx> {
        self.wards.binary_search_by_key(&code, |ward| ward.code).ok().map(|at| WardIx(at as u32))
    }

    /// The authority with this code.
    pub fn find_authority(&self, code: GssCode) -> Option<AuthorityIx> {
        self.authorities.binary_search_by_key(&code, |each| each.code).ok().map(|at| AuthorityIx(at as u32))
    }

    /// Every ward's position, in order of code.
    pub fn ward_ixs(&self) -> impl Iterator<Item = WardIx> + use<> {
        (0..self.wards.len() as u32).map(WardIx)
    }

    /// Every authority's position, in order of code.
    pub fn authority_ixs(&self) -> impl Iterator<Item = AuthorityIx> + use<> {
        (0..self.authorities.len() as u32).map(AuthorityIx)
    }
}

//! Wards and the areas they make up: authorities, regions, nations.

use super::{GssCode, Shape};

/// Position of a ward in [`Coverage::wards`](super::Coverage), which is in order of ward code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WardIx(pub u32);

/// Position of an authority in [`Coverage::authorities`](super::Coverage).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorityIx(pub u32);

/// Position of a region in [`Coverage::regions`](super::Coverage).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionIx(pub u32);

/// Position of a nation in [`Coverage::nations`](super::Coverage).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NationIx(pub u32);

/// An area with a code and a name: a region, a nation, a district.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Area {
    pub code: GssCode,
    pub name: String,
}

/// An electoral ward or division.
#[derive(Clone, Debug, PartialEq)]
pub struct Ward {
    pub code: GssCode,
    pub name: String,
    /// The Welsh name, where the file has one.
    pub name_welsh: Option<String>,
    /// The lower-tier district, where known. Equals the authority except in shire counties.
    pub district: Option<Area>,
    /// The authority with children's-services duties; `None` when neither the file nor the lookup tells.
    pub authority: Option<AuthorityIx>,
    /// Its outline on the National Grid.
    pub shape: Shape,
}

/// A local authority with children's-services duties (upper tier).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    pub code: GssCode,
    pub name: String,
    /// `None` in Wales, and where the lookup does not tell.
    pub region: Option<RegionIx>,
    pub nation: Option<NationIx>,
}

//! `Child`: a child looked after at the snapshot date.

use super::{AgeBand, LegalStatus, PlacementType, Provider, ShortText};
use crate::geography::{GridPoint, GssCode, PostcodePlace};

/// Sex as the SSDA903 return codes it (1/2 to 2024, M/F/U from 2025). U is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// The word in columns: the return's.
    pub fn word(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
        }
    }
}

/// A child looked after at the snapshot date. `None` is unknown, never zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Child {
    /// Row in its file; the header is row 1. Files of over 2 GiB are not read.
    pub row: u32,
    pub id: Option<ShortText>,
    /// Where the child lived when taken into care.
    pub home: Option<GridPoint>,
    /// Where the child lives now.
    pub placement: Option<GridPoint>,
    /// What is told beyond the points; most children have nothing of it.
    pub told: Option<Box<ChildTold>>,
    pub placement_type: Option<PlacementType>,
    pub provider: Option<Provider>,
    /// The authority responsible for the child, as the row states it.
    pub responsible_authority: Option<GssCode>,
    /// The row states a responsible authority that cannot be read: the study's own must not stand in for it.
    pub has_unreadable_authority: bool,
    /// Completed years.
    pub age: Option<u8>,
    pub sex: Option<Sex>,
    pub ethnicity: Option<ShortText>,
    pub legal_status: Option<LegalStatus>,
    /// Unaccompanied asylum-seeking child. Their distance is not known (design, rule 6).
    pub is_uasc: Option<bool>,
    /// UASC in this collection year or one of the two before it, and no longer. The return leaves their distance blank
    /// too (validator rules 164 and 406), so it is not known either.
    pub was_uasc: bool,
}

/// What a postcode directory or the file itself tells of a child's places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChildTold {
    /// What the directory says of the home's and of the placement's postcode.
    pub home_place: Option<PostcodePlace>,
    pub placement_place: Option<PostcodePlace>,
    /// What the file itself says of distance and boundary, where it has that and no points.
    pub stated: Option<StatedPlacement>,
}

impl ChildTold {
    /// What the directory says of two postcodes; `None` when it says nothing of either.
    pub fn of_postcodes(
        home_place: Option<PostcodePlace>,
        placement_place: Option<PostcodePlace>,
    ) -> Option<Box<Self>> {
        let is_told = home_place.is_some() || placement_place.is_some();
        is_told.then(|| Box::new(Self { home_place, placement_place, stated: None }))
    }

    /// What the file itself says.
    pub fn stated(stated: StatedPlacement) -> Option<Box<Self>> {
        Some(Box::new(Self { stated: Some(stated), ..Self::default() }))
    }
}

/// Distance and locality as DfE's own output file gives them, already worked out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatedPlacement {
    /// Miles to one decimal; `None` is not known (999.9 or blank).
    pub distance_miles: Option<f64>,
    /// Is the placement within the boundary of the responsible authority?
    pub is_inside: Option<bool>,
}

impl Child {
    /// What the postcode directory says of the home's postcode.
    pub fn home_place(&self) -> Option<&PostcodePlace> {
        self.told.as_ref()?.home_place.as_ref()
    }

    /// What the postcode directory says of the placement's postcode.
    pub fn placement_place(&self) -> Option<&PostcodePlace> {
        self.told.as_ref()?.placement_place.as_ref()
    }

    /// What the file itself says of distance and boundary.
    pub fn stated(&self) -> Option<StatedPlacement> {
        self.told.as_ref()?.stated
    }

    /// DfE's age band, when the age is known.
    pub fn age_band(&self) -> Option<AgeBand> {
        self.age.map(AgeBand::of)
    }
}

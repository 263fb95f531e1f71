//! `Carer`: an approved fostering household.

use super::{Provider, ShortText};
use crate::geography::{GridPoint, PostcodePlace};

/// An approved fostering household. `None` is unknown, never zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Carer {
    /// Row in its file; the header is row 1. Files of over 2 GiB are not read.
    pub row: u32,
    pub id: Option<ShortText>,
    pub point: Option<GridPoint>,
    /// What the postcode directory says of the carer's postcode.
    pub place: Option<Box<PostcodePlace>>,
    pub provider: Option<Provider>,
    /// Approved places.
    pub approved_places: Option<u16>,
    /// Places with a child in them, where the file has them.
    pub filled_places: Option<u16>,
    /// Vacant places, where the file has them.
    pub vacant_places: Option<u16>,
    /// Places that are neither filled nor free for now, where the file has them (Ofsted's "not available").
    pub not_available_places: Option<u16>,
    /// Segment code, upper case, as in the households file.
    pub segment: Option<ShortText>,
    /// The council's own word for the type of approval: mainstream, family and friends, …
    pub carer_type: Option<ShortText>,
}

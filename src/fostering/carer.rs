//! `Carer`: an approved fostering household.

use super::Provider;
use crate::geography::GridPoint;

/// An approved fostering household. `None` is unknown, never zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Carer {
    /// Row in its file; the header is row 1.
    pub row: u64,
    pub id: Option<Box<str>>,
    pub point: Option<GridPoint>,
    pub provider: Option<Provider>,
    /// Approved places.
    pub approved_places: Option<u32>,
    /// Vacant places, where the file has them.
    pub vacant_places: Option<u32>,
    /// Segment code, upper case, as in the households file.
    pub segment: Option<Box<str>>,
    /// The council's own word for the type of approval: mainstream, family and friends, …
    pub carer_type: Option<Box<str>>,
}

//! `HouseholdBase`: how many households of a segment live in a ward; the base of the segment profile.

use super::ShortText;
use crate::geography::GssCode;

/// The households of one segment in one ward. Rows for the same ward and segment add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdBase {
    pub ward: GssCode,
    /// Segment code, upper case, as in the carers file. Blank when the source could not classify the households.
    pub segment: ShortText,
    /// Households, not people and not postcodes.
    pub households: u64,
}

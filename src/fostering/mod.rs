//! The words of the work: carers, children, placements, providers. Plain data, no I/O.

mod age_band;
mod broken_rule;
mod carer;
mod child;
mod household_base;
mod legal_status;
mod oac;
mod placement_type;
mod provider;
mod segment;

/// Text of a record: an identifier, a segment, a word. Up to 16 bytes stand in the record itself, so that a million of them
/// are no million pieces of memory.
pub type ShortText = lean_string::LeanString;

pub use age_band::AgeBand;
pub use broken_rule::BrokenRule;
pub use carer::Carer;
pub use child::{Child, ChildTold, Sex, StatedPlacement};
pub use household_base::HouseholdBase;
pub use legal_status::LegalStatus;
pub use placement_type::{PlacementGroup, PlacementType};
pub use provider::Provider;
pub use segment::{Codebook, Colour, NotAColour, Segment};

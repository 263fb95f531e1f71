//! The words of the work: carers, children, placements, providers. Plain data, no I/O.

mod age_band;
mod carer;
mod child;
mod household_base;
mod placement_type;
mod provider;

pub use age_band::AgeBand;
pub use carer::Carer;
pub use child::{Child, Sex, StatedPlacement};
pub use household_base::HouseholdBase;
pub use placement_type::{PlacementGroup, PlacementType};
pub use provider::Provider;

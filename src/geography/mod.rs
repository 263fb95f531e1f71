//! The words of place: codes, points, miles, wards and the areas that wards make up. Plain data, no I/O.

mod area;
mod code;
mod code_changes;
mod coverage;
mod finite;
mod geometry_fault;
mod miles;
mod oac;
mod point;
mod postcode;
mod shape;
mod surroundings;

pub use area::{Area, Authority, AuthorityIx, NationIx, RegionIx, Ward, WardIx};
pub(crate) use code::digits_of;
pub use code::{GssCode, GssText, NotAGssCode};
pub use code_changes::{CodeChange, code_changes, code_history, counterpart, related_codes, successors};
pub use coverage::Coverage;
pub use geometry_fault::{FaultKind, GeometryFault};
pub use miles::{Distance, DistanceMode, KM_PER_MILE_SSDA903, METRES_PER_MILE};
pub use oac::{NotAnOacCode, OacCode, OacLevel, OacYear};
pub use point::{GridPoint, LonLat};
pub use postcode::{NotAPostcode, PositionalQuality, Postcode, PostcodePlace};
pub(crate) use shape::encloses;
pub use shape::{Ring, Shape};
pub use surroundings::{OuterAuthority, Surroundings};

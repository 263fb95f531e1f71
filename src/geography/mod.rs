//! The words of place: codes, points, miles, wards and the areas that wards make up. Plain data, no I/O.

mod area;
mod code;
mod coverage;
mod miles;
mod oac;
mod point;
mod postcode;
mod shape;

pub use area::{Area, Authority, AuthorityIx, NationIx, RegionIx, Ward, WardIx};
pub use code::{GssCode, NotAGssCode};
pub use coverage::Coverage;
pub use miles::{Distance, DistanceMode, KM_PER_MILE_SSDA903, METRES_PER_MILE};
pub use oac::{NotAnOacCode, OacCode, OacLevel};
pub use point::{GridPoint, LonLat};
pub use postcode::{NotAPostcode, PositionalQuality, Postcode, PostcodePlace};
pub use shape::{Ring, Shape};

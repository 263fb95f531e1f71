//! LonLat <-> GridPoint, and no one else converts.
//!
//! On the way in, [`Crs`] says which coordinate system a file is in and brings its points to the National Grid;
//! on the way out [`to_lonlat`] makes degrees of them. Between the two everything is metres (design, rule 1).
//!
//! WGS 84 and ETRS89 are taken to be one (they drift apart by 2.5 cm a year, less than a metre so far).
//! The step between them and the National Grid is Ordnance Survey's own definition of it, OSTN15
//! (`OSTN15_LICENSE.txt` beside this file), good to 0.1 m on the ground and to a millimetre in the arithmetic.

mod crs;
mod national_grid;
#[cfg(test)]
mod os_test_points;
mod ostn15;
mod other_crs;
mod patches;
mod proj_files;
mod recognise;
mod wkt;

pub use crs::{Crs, CrsError};
pub use national_grid::{to_grid, to_grid_all, to_lonlat, to_lonlat_all, to_lonlat_each};
pub use ostn15::unpack_shifts;
pub use other_crs::OtherCrs;

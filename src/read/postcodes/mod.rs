//! Postcode directories: what a postcode directory says of the postcodes of a study.
//!
//! A directory passes through as a stream: `parts` finds its files, `lines` their rows, `row` what a row says,
//! `directory` keeps it. ONSPD and NSPL of every year, Code-Point Open, and plain tables; CSV, .gz, zip and folder.

#[cfg(test)]
mod bad_input_tests;
mod choose;
mod directory;
mod faults;
mod fields;
#[cfg(test)]
mod fixtures;
mod layout;
mod lines;
mod packed;
mod parts;
mod position;
mod product;
mod reading;
#[cfg(test)]
mod real_data_tests;
pub mod reasons;
mod row;
mod wanted;

pub use directory::PostcodeDirectory;
pub(super) use faults::MOST_UNSOUND;
pub use product::{Product, Vintage};
pub use reading::{
    AboutDirectory, Directory, DirectoryLook, read_directory, read_directory_watched, recognise_directory,
};
pub use wanted::WantedPostcodes;

use super::columns::Wanted;

/// The columns of a postcode directory, each with its key in the study and the names ONS has given it over the years.
/// Where a file has several of the names the first one is taken.
pub const COLUMNS: [Wanted; 13] = [
    Wanted { key: "postcode", also: &["pcd7", "pcd", "pcds", "pcd8", "pcd2", "post_code"] },
    Wanted { key: "easting", also: &["eastings", "oseast1m", "east1m"] },
    Wanted { key: "northing", also: &["northings", "osnrth1m", "north1m"] },
    Wanted { key: "quality", also: &["osgrdind", "gridind", "positional_quality_indicator"] },
    Wanted { key: "terminated", also: &["doterm"] },
    Wanted { key: "ward_code", also: &["osward", "ward", "wd##cd", "admin_ward_code"] },
    Wanted { key: "district_code", also: &["oslaua", "laua", "lad##cd", "admin_district_code"] },
    Wanted { key: "nation_code", also: &["ctry", "ctry##cd", "country_code"] },
    Wanted { key: "output_area", also: &["oa##", "oa##cd"] },
    Wanted { key: "oac_2011", also: &["oac11", "oac11ind"] },
    Wanted { key: "oac_2021", also: &["oac21", "oac21ind"] },
    Wanted { key: "longitude", also: &["long", "lon", "lng"] },
    Wanted { key: "latitude", also: &["lat"] },
];

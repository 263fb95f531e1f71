//! Postcode directories: what a postcode directory says of the postcodes of a study.

mod directory;

pub use directory::PostcodeDirectory;

use super::columns::Wanted;

/// The columns of a postcode directory, each with its key in the study and the names ONS has given it over the years.
pub const COLUMNS: [Wanted; 11] = [
    Wanted { key: "postcode", also: &["pcd", "pcd7", "pcd2", "pcd8", "pcds", "post_code"] },
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
];

//! Segments from a CSV: one postcode or one output area a row.

use super::columns::Wanted;

/// The columns of a segments file, each with its key in the study and the other names it is found by.
pub const COLUMNS: [Wanted; 3] = [
    Wanted { key: "postcode", also: &["pcd", "pcd7", "pcd8", "pcds", "post_code"] },
    Wanted { key: "output_area", also: &["oa", "oa##cd", "oa_code"] },
    Wanted { key: "segment", also: &["segment_code", "mosaic_group", "acorn_group", "oac", "oac_group", "group"] },
];

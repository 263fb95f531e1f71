//! Segments: which segment a carer or an output area is of, and what the codes mean.
//!
//! The flow: `codebook` (names, order, colours) -> `codes` (what a code of the study is) -> `lookup` (a CSV of postcodes or
//! of output areas) -> `assign` (the segment of each carer). `read::households` uses the same codes and lookup.

mod assign;
#[cfg(test)]
mod assign_tests;
mod codebook;
mod codes;
mod lookup;
#[cfg(test)]
mod lookup_tests;

pub use assign::{SegmentAnswers, assign_segments};
pub use codebook::read_codebook;
pub use codes::{SegmentCodes, upper_case};
pub use lookup::{SegmentFile, SegmentLookup, read_segment_file};

use super::columns::Wanted;

/// The columns of a segments file, each with its key in the study and the other names it is found by.
pub const COLUMNS: [Wanted; 3] = [
    Wanted { key: "postcode", also: &["pcd", "pcd7", "pcd8", "pcds", "post_code"] },
    Wanted { key: "output_area", also: &["oa", "oa##cd", "oa_code"] },
    Wanted { key: "segment", also: &["segment_code", "mosaic_group", "acorn_group", "oac", "oac_group", "group"] },
];

/// The columns of a codebook.
pub const CODEBOOK_COLUMNS: [Wanted; 4] = [
    Wanted { key: "code", also: &["segment", "segment_code"] },
    Wanted { key: "name", also: &["segment_name", "label", "title"] },
    Wanted { key: "order", also: &["position", "rank", "sort_order"] },
    Wanted { key: "colour", also: &["color", "segment_colour", "hex"] },
];

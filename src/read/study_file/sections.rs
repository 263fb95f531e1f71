//! The study file as it is written: one struct a section, unknown keys refused.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use crate::geography::{DistanceMode, OacLevel};
use crate::read::columns::GivenNames;
use crate::study::{DecidedBy, OacYear, TemporaryPlacements};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudyFile {
    pub study: StudySection,
    pub boundaries: BoundariesSection,
    pub children: Option<ChildrenSection>,
    pub carers: Option<FileSection>,
    pub postcodes: Option<PostcodesSection>,
    pub segments: Option<SegmentsSection>,
    pub households: Option<HouseholdsSection>,
    pub population: Option<FileSection>,
    pub outputs: Option<OutputsSection>,
    #[serde(default)]
    pub groups: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StudySection {
    pub title: Option<String>,
    pub attribution: Option<String>,
    pub snapshot: Option<toml::value::Datetime>,
    pub authority: Option<String>,
    pub threshold_miles: Option<f64>,
    pub distance: Option<DistanceMode>,
    pub snap_metres: Option<f64>,
    pub bordering: Option<Vec<String>>,
    pub low_base_carers: Option<u64>,
    pub low_base_expected: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BoundariesSection {
    pub wards: OneOrMany,
    pub lookup: Option<PathBuf>,
    pub authorities: Option<PathBuf>,
    pub ward_code: Option<String>,
    pub ward_name: Option<String>,
    pub authority_code: Option<String>,
    pub authority_name: Option<String>,
    #[serde(default)]
    pub repair: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChildrenSection {
    pub file: Option<PathBuf>,
    pub ssda903: Option<OneOrMany>,
    pub temporary_placements: Option<TemporaryPlacements>,
    #[serde(default)]
    pub columns: GivenNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PostcodesSection {
    pub file: PathBuf,
    pub decides: Option<DecidedBy>,
    #[serde(default)]
    pub columns: GivenNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SegmentsSection {
    pub from: Option<SegmentsFrom>,
    pub classification: Option<OacYear>,
    pub level: Option<OacLevel>,
    pub file: Option<PathBuf>,
    #[serde(default)]
    pub columns: GivenNames,
    pub codebook: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SegmentsFrom {
    Column,
    Directory,
    File,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HouseholdsSection {
    pub file: PathBuf,
    pub lookup: Option<PathBuf>,
    #[serde(default)]
    pub columns: GivenNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FileSection {
    pub file: PathBuf,
    #[serde(default)]
    pub columns: GivenNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutputsSection {
    pub layers: Option<Vec<String>>,
    pub record_columns: Option<Vec<String>>,
    pub tables: Option<bool>,
    pub report: Option<bool>,
    pub workbook: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMany {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

impl OneOrMany {
    pub fn into_list(self) -> Vec<PathBuf> {
        match self {
            Self::One(path) => vec![path],
            Self::Many(paths) => paths,
        }
    }
}

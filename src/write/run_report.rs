//! `run_report.json`: what went in, what became of it, under which settings, and what came out.
//! There is no clock in it: the same input gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::geography::{DistanceMode, GssCode};
use crate::locate::{Located, Placing};
use crate::read::{Account, InputFile, Warning};
use crate::study::Study;

/// Who may see an output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Exact counts and one feature a child: for those who may see the children's records.
    Internal,
}

/// The whole of `run_report.json`.
#[derive(Clone, Debug, Serialize)]
pub struct RunReport {
    /// Version of nearhome that wrote the folder.
    pub nearhome: &'static str,
    pub audience: Audience,
    pub study: String,
    /// The day the figures are for, as the study says.
    pub snapshot: Option<String>,
    pub settings: RunSettings,
    /// Every file read: name, bytes, rows, sha256, and the year, coordinate system and encoding found in it.
    pub inputs: Vec<InputFile>,
    /// For each input: rows read = rows used + rows left out, with the reasons.
    pub accounts: Vec<Account>,
    /// How each kind of point came to its ward; the counts add up to the records used.
    pub points: Vec<PointsPlaced>,
    pub warnings: Vec<Warning>,
    /// Every file written but this one: name, bytes, sha256.
    pub outputs: Vec<OutputFile>,
}

/// The settings that decided the figures.
#[derive(Clone, Debug, Serialize)]
pub struct RunSettings {
    pub authority: Option<GssCode>,
    pub threshold_miles: f64,
    pub distance: DistanceMode,
    pub snap_metres: f64,
    /// The bordering authorities as the study lists them; `null` when they were found by shared edges.
    pub bordering: Option<Vec<GssCode>>,
    pub low_base_carers: u64,
    pub low_base_expected: f64,
    pub groups: BTreeMap<String, Vec<GssCode>>,
}

/// How the points of one kind came to their wards. Each point is counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PointsPlaced {
    /// `carers`, `homes` or `placements`.
    pub points: &'static str,
    /// Strictly inside one ward.
    pub inside: u64,
    /// Exactly on a border, and in the one ward that the half-open rule gives.
    pub on_border: u64,
    /// In more than one ward, because the boundaries overlap; the lowest code was taken.
    pub overlap: u64,
    /// In no ward, and taken to the nearest one within `snap_metres`.
    pub snapped: u64,
    /// In no ward.
    pub outside: u64,
    /// Without coordinates.
    pub not_known: u64,
}

/// A file written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutputFile {
    /// Relative to the output folder.
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl RunSettings {
    /// The settings of a study.
    pub fn of(study: &Study) -> Self {
        let settings = &study.settings;
        let groups = settings.groups.iter();
        Self {
            authority: settings.authority,
            threshold_miles: settings.threshold_miles,
            distance: settings.distance,
            snap_metres: settings.snap_metres,
            bordering: settings.bordering.as_ref().map(|codes| codes.iter().copied().collect()),
            low_base_carers: settings.low_base_carers,
            low_base_expected: settings.low_base_expected,
            groups: groups.map(|(name, codes)| (name.clone(), codes.iter().copied().collect())).collect(),
        }
    }
}

impl PointsPlaced {
    /// Counts how the points of one kind were placed.
    pub fn of(points: &'static str, located: &[Located]) -> Self {
        let mut placed = Self { points, ..Self::default() };
        for each in located {
            *match each.placing() {
                Placing::Inside => &mut placed.inside,
                Placing::OnBorder => &mut placed.on_border,
                Placing::Overlap => &mut placed.overlap,
                Placing::Snapped => &mut placed.snapped,
                Placing::Outside => &mut placed.outside,
                Placing::NotKnown => &mut placed.not_known,
            } += 1;
        }
        placed
    }

    /// How many are in a ward.
    pub fn in_a_ward(&self) -> u64 {
        self.inside + self.on_border + self.overlap + self.snapped
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.in_a_ward() + self.outside + self.not_known
    }
}

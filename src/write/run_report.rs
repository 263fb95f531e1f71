//! `run_report.json`: what went in, what became of it, under which settings, and what came out.
//! There is no clock in it: the same input gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{BoundaryAnswers, DirectoryAnswers, PostcodesReport};
use crate::geography::{DistanceMode, GeometryFault, GssCode, OacLevel, OacYear};
use crate::locate::{Located, Placing};
use crate::read::boundaries::BoundarySources;
use crate::read::{Account, InputFile, Warning};
use crate::study::{DecidedBy, SegmentSource, Segments, Settings, TemporaryPlacements};

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
    /// What is wrong with the outlines of wards and authorities: kind, area, how often and where. `warnings` sums it up.
    pub geometry_faults: Vec<GeometryFault>,
    /// How each kind of point came to its ward; the counts add up to the records used.
    pub points: Vec<PointsPlaced>,
    /// What the postcode directory gave; `null` where the study names none.
    pub postcodes: Option<PostcodesReport>,
    /// The authority by the wards against that by the file of authorities, which decides; none without such a file.
    pub boundary_answers: Vec<BoundaryAnswers>,
    /// Ward and authority by the boundaries against those by the postcode directory; none without directory codes.
    pub directory_answers: Vec<DirectoryAnswers>,
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
    /// Where children on a temporary placement (T0 to T4) of an SSDA903 return are counted.
    pub temporary_placements: TemporaryPlacements,
    pub snap_metres: f64,
    /// Were the outlines to be repaired? What was done is said with each of the `geometry_faults`.
    pub repair: bool,
    /// Whose ward and authority count: `polygon`, or `directory` where it has them.
    pub decided_by: DecidedBy,
    /// The bordering authorities as the study lists them; `null` when they were found by shared edges.
    pub bordering: Option<Vec<GssCode>>,
    pub low_base_carers: u64,
    pub low_base_expected: f64,
    pub groups: BTreeMap<String, Vec<GssCode>>,
    pub segments: SegmentSettings,
}

/// Where the segments of carers come from.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentSettings {
    /// `column`, `directory` or `file`.
    pub from: &'static str,
    /// The edition of the Output Area Classification that they are of; `null` when they are of another segmentation.
    pub classification: Option<OacYear>,
    pub level: Option<OacLevel>,
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
    /// In the ward that the postcode directory names, which the study lets decide.
    pub by_directory: u64,
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
    pub fn of(settings: &Settings, segments: &Segments, boundaries: &BoundarySources) -> Self {
        let groups = settings.groups.iter();
        Self {
            authority: settings.authority,
            threshold_miles: settings.threshold_miles,
            distance: settings.distance,
            temporary_placements: settings.temporary_placements,
            snap_metres: settings.snap_metres,
            repair: boundaries.repair,
            decided_by: settings.decided_by,
            bordering: settings.bordering.as_ref().map(|codes| codes.iter().copied().collect()),
            low_base_carers: settings.low_base_carers,
            low_base_expected: settings.low_base_expected,
            groups: groups.map(|(name, codes)| (name.clone(), codes.iter().copied().collect())).collect(),
            segments: SegmentSettings::of(segments),
        }
    }
}

impl SegmentSettings {
    fn of(segments: &Segments) -> Self {
        let from = match segments.from {
            SegmentSource::Column => "column",
            SegmentSource::Directory { .. } => "directory",
            SegmentSource::File(_) => "file",
        };
        let (classification, level) = segments.oac().unzip();
        Self { from, classification, level }
    }
}

impl PointsPlaced {
    /// Counts how the points of one kind were placed.
    pub fn of(points: &'static str, located: &[Located]) -> Self {
        let mut placed = Self { points, ..Self::default() };
        for each in located {
            placed.count(each.placing());
        }
        placed
    }

    /// Counts one more point.
    pub fn count(&mut self, placing: Placing) {
        *match placing {
            Placing::Inside => &mut self.inside,
            Placing::OnBorder => &mut self.on_border,
            Placing::Overlap => &mut self.overlap,
            Placing::Snapped => &mut self.snapped,
            Placing::ByDirectory => &mut self.by_directory,
            Placing::Outside => &mut self.outside,
            Placing::NotKnown => &mut self.not_known,
        } += 1;
    }

    /// How many are in a ward.
    pub fn in_a_ward(&self) -> u64 {
        self.inside + self.on_border + self.overlap + self.snapped + self.by_directory
    }

    /// How many there are.
    pub fn total(&self) -> u64 {
        self.in_a_ward() + self.outside + self.not_known
    }
}

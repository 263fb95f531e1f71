//! The study: what was asked. Reading it from a file is `read::study_file`'s work.

use std::collections::{BTreeMap, BTreeSet};

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use crate::geography::OacYear;
use crate::geography::{DistanceMode, GssCode, OacLevel};
use crate::progress::Progress;
use crate::read::boundaries::BoundarySources;

/// The settings that decide figures. The defaults are DfE's.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Whose children: the headline figures are of the children this authority is responsible for.
    /// `None` when each row says so itself; then the headline is of all children.
    pub authority: Option<GssCode>,
    /// Near is this many miles or less.
    pub threshold_miles: f64,
    /// Which figure of the distance decides near and far.
    pub distance: DistanceMode,
    /// A point in no ward goes to the nearest ward within this many metres; 0 is never.
    pub snap_metres: f64,
    /// The bordering authorities of the study's authority; `None` to find them by shared edges.
    pub bordering: Option<BTreeSet<GssCode>>,
    /// Named sets of authorities, such as a recruitment hub.
    pub groups: BTreeMap<String, BTreeSet<GssCode>>,
    /// Which answer counts where boundaries and postcode directory both have one.
    pub decided_by: DecidedBy,
    /// Where a child on a temporary placement (T0 to T4) is counted.
    pub temporary_placements: TemporaryPlacements,
    /// A segment with fewer carers than this has a low base.
    pub low_base_carers: u64,
    /// A segment with fewer expected carers than this has a low base.
    pub low_base_expected: f64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            authority: None,
            threshold_miles: 20.0,
            distance: DistanceMode::Ssda903,
            snap_metres: 0.0,
            bordering: None,
            groups: BTreeMap::new(),
            decided_by: DecidedBy::default(),
            temporary_placements: TemporaryPlacements::default(),
            low_base_carers: 10,
            low_base_expected: 5.0,
        }
    }
}

/// Which answer counts where a point's ward is told by the boundaries and by the postcode directory.
/// Both are worked out, and the run report says on how many they differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The ward whose outline holds the point.
    #[default]
    Polygon,
    /// The ward and the authority that the directory gives the postcode, where it gives one that the boundaries have.
    Directory,
}

/// Where a child on a temporary placement (T0 to T4) is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TemporaryPlacements {
    /// At the placement the child is away from and will return to (validator rule 383).
    #[default]
    Underlying,
    /// At the temporary placement.
    AsRecorded,
}

/// Where the children of a study come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChildrenSource {
    /// One CSV, a child a row.
    Table(Source),
    /// The files of an SSDA903 return: CSVs told apart by their columns, or the XML.
    Ssda903(Vec<PathBuf>),
}

impl ChildrenSource {
    /// The files of it, the first of which gives it its name in messages.
    pub fn paths(&self) -> Vec<&PathBuf> {
        match self {
            Self::Table(source) => vec![&source.path],
            Self::Ssda903(files) => files.iter().collect(),
        }
    }
}

/// Where the segment of a carer comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SegmentSource {
    /// A column of the carers file.
    #[default]
    Column,
    /// The Output Area Classification of the carer's postcode, as the postcode directory gives it.
    Directory { classification: OacYear, level: OacLevel },
    /// A CSV of postcodes, or of output areas (by way of the postcode directory), with a segment each.
    File(Source),
}

/// What the study says of segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    pub from: SegmentSource,
    /// The codes of the column or of the file are classes of the Output Area Classification, to be taken at this level.
    /// `None` when they are of another segmentation, or come from the directory.
    pub classes: Option<(OacYear, OacLevel)>,
    /// A CSV of codes with their names, their order and their colours.
    pub codebook: Option<Source>,
}

impl Segments {
    /// The edition and the level of the Output Area Classification that the segments are of; `None` when they are of
    /// another segmentation.
    pub fn oac(&self) -> Option<(OacYear, OacLevel)> {
        match self.from {
            SegmentSource::Directory { classification, level } => Some((classification, level)),
            SegmentSource::Column | SegmentSource::File(_) => self.classes,
        }
    }
}

/// A file of the study and the names its columns have been given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub path: PathBuf,
    /// Key of a column to its title in the file, for those that are not found by their usual names.
    pub columns: BTreeMap<String, String>,
}

/// Which outputs are wanted. The summary, the run report and the left-out rows are always written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Names of layers; `None` is all of them.
    pub layers: Option<BTreeSet<String>>,
    /// Names of columns of the layers of records (carers and children); `None` is all of them.
    pub record_columns: Option<BTreeSet<String>>,
    pub tables: bool,
    /// `report.html`, the page.
    pub report: bool,
    /// `workbook.xlsx`, of the same tables.
    pub workbook: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { layers: None, record_columns: None, tables: true, report: true, workbook: true }
    }
}

impl Outputs {
    /// Every layer there is, by its file's name.
    pub const LAYERS: [&'static str; 11] = [
        "wards",
        "authorities",
        "regions",
        "nations",
        "groups",
        "reach",
        "ward_flows",
        "carers",
        "homes",
        "placements",
        "home_to_placement",
    ];

    /// Is anything wanted that all the tables are in?
    pub fn wants_tables(&self) -> bool {
        self.tables || self.report || self.workbook
    }

    /// Is this layer wanted?
    pub fn wants_layer(&self, name: &str) -> bool {
        self.layers.as_ref().is_none_or(|wanted| wanted.contains(name))
    }

    /// Is any layer wanted?
    pub fn wants_any_layer(&self) -> bool {
        self.layers.as_ref().is_none_or(|wanted| !wanted.is_empty())
    }

    /// Is this column of the layers of records wanted?
    pub fn wants_record_column(&self, name: &str) -> bool {
        self.record_columns.as_ref().is_none_or(|wanted| wanted.contains(name))
    }
}

/// What was asked: the settings and the files.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    pub title: String,
    /// Whose data it is, as their licences ask; `None` for the lines of ONS, OS and Royal Mail.
    pub attribution: Option<String>,
    /// The day the figures are for, as `2026-03-31`.
    pub snapshot: Option<String>,
    pub settings: Settings,
    pub boundaries: BoundarySources,
    pub children: Option<ChildrenSource>,
    pub carers: Option<Source>,
    /// A postcode directory: ONSPD, NSPL, Code-Point Open or a plain file; a CSV, a zip, a .gz or a folder.
    pub postcodes: Option<Source>,
    pub segments: Segments,
    pub households: Option<Source>,
    /// Output area to ward, where the households file is by output area and does not say the ward.
    pub households_lookup: Option<PathBuf>,
    pub population: Option<Source>,
    pub outputs: Outputs,
    /// Where each stage of the work says how far it is.
    pub progress: Progress,
}

impl Study {
    /// The same study, whose work can be watched through this from another thread: see [`Progress::at_work`].
    #[must_use]
    pub fn watched_through(mut self, progress: &Progress) -> Self {
        self.boundaries.progress = progress.clone();
        Self { progress: progress.clone(), ..self }
    }

    /// Every file and folder the study names.
    pub fn input_paths(&self) -> Vec<PathBuf> {
        let of_segments = match &self.segments.from {
            SegmentSource::File(source) => Some(source),
            _ => None,
        };
        let sources = [
            self.carers.as_ref(),
            self.postcodes.as_ref(),
            of_segments,
            self.segments.codebook.as_ref(),
            self.households.as_ref(),
            self.population.as_ref(),
        ];
        let files = sources.into_iter().flatten().map(|source| &source.path);
        let children = self.children.iter().flat_map(ChildrenSource::paths);
        let boundaries = &self.boundaries;
        let areas = boundaries.wards.iter().chain(&boundaries.lookup).chain(&boundaries.authorities);
        areas.chain(children).chain(files).chain(&self.households_lookup).cloned().collect()
    }
}

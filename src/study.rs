//! The study: what was asked. Reading it from a file is `read::study_file`'s work.

use std::collections::{BTreeMap, BTreeSet};

use std::path::PathBuf;

use crate::geography::{DistanceMode, GssCode};
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
            low_base_carers: 10,
            low_base_expected: 5.0,
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
    pub tables: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { layers: None, tables: true }
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

    /// Is this layer wanted?
    pub fn wants_layer(&self, name: &str) -> bool {
        self.layers.as_ref().is_none_or(|wanted| wanted.contains(name))
    }
}

/// What was asked: the settings and the files.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    pub title: String,
    /// The day the figures are for, as `2026-03-31`.
    pub snapshot: Option<String>,
    pub settings: Settings,
    pub boundaries: BoundarySources,
    pub children: Option<Source>,
    pub carers: Option<Source>,
    pub households: Option<Source>,
    pub population: Option<Source>,
    pub outputs: Outputs,
}

impl Study {
    /// Every file the study names.
    pub fn input_paths(&self) -> Vec<PathBuf> {
        let sources = [&self.children, &self.carers, &self.households, &self.population];
        let files = sources.into_iter().flatten().map(|source| &source.path);
        self.boundaries.wards.iter().chain(&self.boundaries.lookup).chain(files).cloned().collect()
    }
}

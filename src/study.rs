//! The study: what was asked. Reading it from a file is `read::study_file`'s work.

use std::collections::{BTreeMap, BTreeSet};

use crate::geography::{DistanceMode, GssCode};

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

//! Where the study is: its authorities, their wards and the frame of a map of them.

use std::collections::BTreeSet;

use super::{LayerInputs, Table};
use crate::geography::{AuthorityIx, Ward, WardIx};

/// Between the study's area and the edge of the map, as a share of its longer side.
const MARGIN: f64 = 0.05;

/// The National Grid's own 700 by 1,300 km.
const BRITAIN: [f64; 4] = [0.0, 0.0, 700e3, 1_300e3];

impl<'a> LayerInputs<'a> {
    /// A table of areas or of flows, by name.
    pub(super) fn table(&self, name: &str) -> &'a Table {
        let found = self.tables.iter().find(|table| table.name == name);
        found.expect("the tables of the wanted layers are there, see LayerInputs")
    }

    /// The study's authority, or each that is responsible for a child.
    pub(super) fn studied_authorities(&self) -> Vec<AuthorityIx> {
        if let Some(code) = self.study.settings.authority {
            return self.coverage.find_authority(code).into_iter().collect();
        }
        let children = self.children.map_or(&[][..], |(_, measured)| measured.children());
        let responsible: BTreeSet<_> = children.iter().filter_map(|child| child.responsible_ix).collect();
        responsible.into_iter().collect()
    }

    /// The wards of the studied authorities, in order of code; all wards where there is none.
    pub(super) fn studied_wards(&self) -> Vec<WardIx> {
        let authorities = self.studied_authorities();
        let is_studied =
            |ward: &WardIx| self.coverage.authority_of(*ward).is_some_and(|own| authorities.contains(&own));
        let studied: Vec<WardIx> = self.coverage.ward_ixs().filter(is_studied).collect();
        if studied.is_empty() { self.coverage.ward_ixs().collect() } else { studied }
    }

    /// West, south, east and north of the studied wards, with a margin.
    pub(super) fn extent(&self) -> [f64; 4] {
        let wards = self.studied_wards();
        let [west, south, east, north] = bounds(wards.iter().map(|&ward| self.coverage.ward(ward))).unwrap_or(BRITAIN);
        let margin = MARGIN * (east - west).max(north - south);
        [west - margin, south - margin, east + margin, north + margin]
    }
}

fn bounds<'w>(wards: impl Iterator<Item = &'w Ward>) -> Option<[f64; 4]> {
    let wider = |[w, s, e, n]: [f64; 4], [x, y, z, m]: [f64; 4]| [w.min(x), s.min(y), e.max(z), n.max(m)];
    wards.filter_map(|ward| ward.shape.bounds()).reduce(wider)
}

//! The outlines of authorities and of larger areas, put together from those of their wards.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use rayon::prelude::*;

use crate::geography::{Coverage, Shape, WardIx};
use crate::outline::dissolve;

/// The outlines of the authorities: put together when they are first asked for, once a run.
#[derive(Debug, Default)]
pub struct Outlines(OnceLock<Dissolved>);

impl Outlines {
    /// By position of the authority. Put together outside of the lock: a thread that is at it works on `rayon` tasks, and one of
    /// them may come here too.
    pub(super) fn of_authorities(&self, coverage: &Coverage) -> &Dissolved {
        if let Some(found) = self.0.get() {
            return found;
        }
        let found = Dissolved::by(coverage, |ward| coverage.authority_of(ward).map(|ix| ix.0 as usize));
        self.0.get_or_init(|| found)
    }
}

/// The outlines of areas that wards make up, by position.
#[derive(Debug)]
pub(super) struct Dissolved(BTreeMap<usize, Shape>);

impl Dissolved {
    fn by(coverage: &Coverage, area_of: impl Fn(WardIx) -> Option<usize>) -> Self {
        let wards = coverage.ward_ixs().map(|ward| (area_of(ward), &coverage.ward(ward).shape));
        Self::of(wards)
    }

    /// These areas put together to larger ones.
    pub fn further(&self, area_of: impl Fn(usize) -> Option<usize>) -> Self {
        Self::of(self.0.iter().map(|(&part, shape)| (area_of(part), shape)))
    }

    fn of<'s>(parts: impl Iterator<Item = (Option<usize>, &'s Shape)>) -> Self {
        let mut parts_by_area: BTreeMap<usize, Vec<&Shape>> = BTreeMap::new();
        for (area, part) in parts {
            if let Some(area) = area {
                parts_by_area.entry(area).or_default().push(part);
            }
        }
        Self(parts_by_area.into_par_iter().map(|(area, parts)| (area, dissolve(&parts))).collect())
    }

    pub fn shape(&self, area: usize) -> Option<&Shape> {
        self.0.get(&area)
    }

    pub fn in_order(&self, areas: usize) -> Vec<&Shape> {
        static NONE: LazyLock<Shape> = LazyLock::new(Shape::default);
        (0..areas).map(|area| self.shape(area).unwrap_or(&NONE)).collect()
    }
}

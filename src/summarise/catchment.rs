//! `Catchment`: the wards in which carers are compared with households, and both counted by segment.
//! The base area must equal the carers' area: comparing a council's carers with a region's households is
//! the commonest mistake in such profiles.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::inputs::is_ward_in_scope;
use super::{Inputs, LocatedCarers};
use crate::fostering::HouseholdBase;
use crate::geography::WardIx;

/// Carers and households of the same wards, by segment.
pub(super) struct Catchment<'a> {
    /// Every segment of the base file, in order of the codebook, or of code.
    pub(super) segments: Vec<&'a str>,
    /// Where each of them stands in that list.
    positions: HashMap<&'a str, usize>,
    /// Where each ward of the coverage stands in `wards`.
    ward_positions: Vec<Option<usize>>,
    /// The wards, in order of code, with carers and households by segment.
    pub(super) wards: Vec<CatchmentWard>,
    /// By segment, over all wards.
    pub(super) carers: Vec<u64>,
    pub(super) households: Vec<u64>,
    pub(super) unmatched_carers: BTreeMap<Box<str>, u64>,
    pub(super) carers_without_segment: u64,
    pub(super) carers_outside: u64,
    pub(super) unclassified_households: u64,
    pub(super) households_outside: u64,
}

/// One ward's carers and households, by segment.
#[derive(Clone, Debug, PartialEq)]
pub struct CatchmentWard {
    pub ward: WardIx,
    pub carers: Vec<u64>,
    pub households: Vec<u64>,
}

impl<'a> Catchment<'a> {
    /// `None` when the study lacks carers or base households.
    pub(super) fn of(inputs: &Inputs<'_, 'a>) -> Option<Self> {
        let (carers, base) = inputs.carers.zip(inputs.households)?;
        let mut segments: Vec<&str> = base.iter().map(|row| &*row.segment).filter(|text| !is_blank(text)).collect();
        segments.sort_unstable();
        segments.dedup();
        if let Some(codebook) = inputs.codebook {
            segments.sort_by_key(|code| codebook.sort_key(code));
        }
        let none = vec![0; segments.len()];
        let ward = |ward| CatchmentWard { ward, carers: none.clone(), households: none.clone() };
        let wards = wards_with_households(base, inputs);
        let mut ward_positions = vec![None; inputs.coverage.wards.len()];
        wards.iter().enumerate().for_each(|(at, ward)| ward_positions[ward.0 as usize] = Some(at));
        let mut catchment = Self {
            wards: wards.into_iter().map(ward).collect(),
            ward_positions,
            positions: segments.iter().enumerate().map(|(at, &code)| (code, at)).collect(),
            segments,
            carers: none.clone(),
            households: none.clone(),
            unmatched_carers: BTreeMap::new(),
            carers_without_segment: 0,
            carers_outside: 0,
            unclassified_households: 0,
            households_outside: 0,
        };
        base.iter().for_each(|row| catchment.add_households(row, inputs));
        catchment.add_carers(carers);
        Some(catchment)
    }

    fn add_households(&mut self, row: &HouseholdBase, inputs: &Inputs) {
        let ward = inputs.coverage.find_ward(row.ward).and_then(|ward| self.position(ward));
        match (ward, self.segment(&row.segment)) {
            (None, _) => self.households_outside += row.households,
            (Some(_), None) => self.unclassified_households += row.households,
            (Some(ward), Some(segment)) => {
                self.wards[ward].households[segment] += row.households;
                self.households[segment] += row.households;
            }
        }
    }

    fn add_carers(&mut self, carers: LocatedCarers) {
        for (carer, located) in carers.iter() {
            let Some(ward) = located.ward().and_then(|ward| self.position(ward)) else {
                self.carers_outside += 1;
                continue;
            };
            match carer.segment.as_deref().filter(|text| !is_blank(text)) {
                None => self.carers_without_segment += 1,
                Some(text) => self.add_carer(ward, text),
            }
        }
    }

    fn add_carer(&mut self, ward: usize, text: &str) {
        match self.segment(text) {
            Some(segment) => {
                self.wards[ward].carers[segment] += 1;
                self.carers[segment] += 1;
            }
            None => *self.unmatched_carers.entry(text.into()).or_default() += 1,
        }
    }

    fn position(&self, ward: WardIx) -> Option<usize> {
        self.ward_positions[ward.0 as usize]
    }

    fn segment(&self, text: &str) -> Option<usize> {
        self.positions.get(text).copied()
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The wards of the base file that are in the coverage and, where the study names an authority, its own.
fn wards_with_households(base: &[HouseholdBase], inputs: &Inputs) -> Vec<WardIx> {
    let in_coverage = base.iter().filter_map(|row| inputs.coverage.find_ward(row.ward));
    let mut wards: Vec<_> =
        in_coverage.filter(|&ward| is_ward_in_scope(ward, inputs.coverage, inputs.settings)).collect();
    wards.sort_unstable();
    wards.dedup();
    wards
}

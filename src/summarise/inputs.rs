//! What the summaries are made from: a study's records, located and measured. Borrowed, never changed.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::carer_counts::{CarerCounts, PlacesTold};
use crate::fostering::{Carer, Codebook, HouseholdBase};
use crate::geography::{AuthorityIx, Coverage, GssCode, WardIx};
use crate::locate::Located;
use crate::measure::MeasuredChild;
use crate::study::Settings;

/// All a study knows. An input that was not given is `None`; figures that need it are not known. The findings go on to borrow the
/// places and their names (`'a`), not the records (`'r`).
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a, 'r> {
    pub coverage: &'a Coverage,
    pub settings: &'a Settings,
    /// Who borders whom: one set an authority of the coverage, in the same order.
    pub bordering: &'a [BTreeSet<AuthorityIx>],
    pub carers: Option<LocatedCarers<'r>>,
    /// Made by [`measure_children`](crate::measure::measure_children) from the same coverage and settings.
    pub children: Option<&'r [MeasuredChild]>,
    /// Under-18s by ward.
    pub population: Option<&'r BTreeMap<GssCode, u64>>,
    /// Base households by ward and segment.
    pub households: Option<&'r [HouseholdBase]>,
    /// Names and order of the segments; without one they stand in order of code.
    pub codebook: Option<&'a Codebook>,
}

impl<'a> Inputs<'a, '_> {
    /// A study of places alone; set the other fields to what there is.
    pub fn new(coverage: &'a Coverage, settings: &'a Settings) -> Self {
        Self {
            coverage,
            settings,
            bordering: &[],
            carers: None,
            children: None,
            population: None,
            households: None,
            codebook: None,
        }
    }
}

/// Carers and, one a carer in the same order, the wards of their points.
#[derive(Clone, Copy, Debug)]
pub struct LocatedCarers<'a> {
    carers: &'a [Carer],
    located: &'a [Located],
    /// What the whole file tells of.
    told: PlacesTold,
    /// By position of the ward, once they have been counted.
    by_ward: Option<&'a [CarerCounts]>,
}

impl<'a> LocatedCarers<'a> {
    /// # Panics
    /// When the lists are not equally long: a fault of the caller, never of its input.
    pub fn new(carers: &'a [Carer], located: &'a [Located]) -> Self {
        assert_eq!(carers.len(), located.len(), "one located point a carer");
        Self { carers, located, told: PlacesTold::by(carers), by_ward: None }
    }

    /// The same carers with their counts by ward, from which those of larger areas are summed.
    pub(super) fn counted<'b>(self, by_ward: &'b [CarerCounts]) -> LocatedCarers<'b>
    where
        'a: 'b,
    {
        LocatedCarers { by_ward: Some(by_ward), ..self }
    }

    /// What the whole file tells of.
    pub(super) fn told(self) -> PlacesTold {
        self.told
    }

    /// The carers of each ward of the coverage.
    pub(super) fn by_ward(self, wards: usize) -> Cow<'a, [CarerCounts]> {
        if let Some(counted) = self.by_ward {
            return Cow::Borrowed(counted);
        }
        let mut counts = vec![CarerCounts::none(self.told); wards];
        for (carer, located) in self.iter() {
            if let Some(ward) = located.ward() {
                counts[ward.0 as usize].add(carer);
            }
        }
        Cow::Owned(counts)
    }

    /// Each carer with its ward.
    pub fn iter(self) -> impl Iterator<Item = (&'a Carer, Located)> {
        self.carers.iter().zip(self.located.iter().copied())
    }
}

/// The children of the headline and of every breakdown: those the study's authority is responsible for,
/// or all where the study names no authority.
pub(super) fn in_scope<'a>(
    children: &'a [MeasuredChild],
    settings: &Settings,
) -> impl Iterator<Item = &'a MeasuredChild> + Clone {
    let authority = settings.authority;
    children.iter().filter(move |child| is_in_scope(child, authority))
}

/// Is the study's authority responsible for the child, or does the study name none?
pub(super) fn is_in_scope(child: &MeasuredChild, authority: Option<GssCode>) -> bool {
    authority.is_none() || child.responsible == authority
}

/// The wards of the headline and of the rankings: the study's authority's, or all where it names none.
pub(super) fn is_ward_in_scope(ward: WardIx, coverage: &Coverage, settings: &Settings) -> bool {
    settings
        .authority
        .is_none_or(|code| coverage.authority_of(ward).is_some_and(|ix| coverage.authority(ix).code == code))
}

/// The one authority whose children the file surely holds all of: the study's, or the only one the file speaks of.
/// `None` when the study names none and the file has several: then it is a file of them all.
///
/// Of other authorities such a file holds a few children at most, those placed here. Rates, percentages and
/// averages of those few would say something false of their authorities, so they are not known.
pub(super) fn authority_held_whole(children: &[MeasuredChild], settings: &Settings) -> Option<GssCode> {
    settings.authority.or_else(|| sole_authority(children))
}

/// The only authority the children's file speaks of; `None` when it speaks of several or of none.
///
/// Such a file is one authority's return. It holds no other authority's children, so how many of those
/// are placed with that authority is not known (and not zero).
pub(super) fn sole_authority(children: &[MeasuredChild]) -> Option<GssCode> {
    let mut codes = children.iter().filter_map(|child| child.responsible);
    let first = codes.next()?;
    codes.all(|code| code == first).then_some(first)
}

//! In-house against agency: who provides the carers, the places and the placements?

use super::Inputs;
use super::Share;
use super::carer_counts::{CarerCounts, PlacesTold, ProviderCarers, provider_position};
use super::division::{Division, Place};
use super::inputs::{authority_held_whole, in_scope};
use crate::fostering::Provider;
use crate::measure::MeasuredChild;

/// One area's carers and children by provider.
#[derive(Clone, Debug, PartialEq)]
pub struct ProviderSplit {
    /// `None` is all records, located or not.
    pub place: Option<Place>,
    /// Carers living in the area; `None` when the study has no carers' file.
    pub carers: Option<CarerCounts>,
    /// Children the area's authorities are responsible for; in a ward, whose home is there; in the split of all records,
    /// the headline's children;
    /// `None` when the study has no children's file, or one that need not hold all of the area's.
    pub children: Option<ProviderChildren>,
}

/// Children by provider of their placement: in the order of [`Provider::ALL`], then not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProviderChildren {
    pub all: [u64; 6],
    pub fostered: [u64; 6],
}

impl ProviderSplit {
    /// Carers of the provider, of all carers. `None` as a provider is not known.
    pub fn carers(&self, provider: Option<Provider>) -> Option<Share> {
        self.carers.map(|counts| Share::of(counts.of(provider).carers, counts.all().carers))
    }

    /// Approved places of the provider's carers, of all approved places, as far as carers state them.
    pub fn approved_places(&self, provider: Option<Provider>) -> Option<Share> {
        self.places(provider, |told| told.approved, |carers| carers.approved.stated)
    }

    /// Vacant places of the provider's carers, of all vacant places, as far as carers state them.
    pub fn vacant_places(&self, provider: Option<Provider>) -> Option<Share> {
        self.places(provider, |told| told.vacant, |carers| carers.vacant.stated)
    }

    /// Children placed with the provider, of all children.
    pub fn children(&self, provider: Option<Provider>) -> Option<Share> {
        self.children.map(|children| share_at(provider, children.all))
    }

    /// Fostered children placed with the provider, of all fostered children.
    pub fn fostered(&self, provider: Option<Provider>) -> Option<Share> {
        self.children.map(|children| share_at(provider, children.fostered))
    }

    fn places(
        &self,
        provider: Option<Provider>,
        is_told: fn(PlacesTold) -> bool,
        stated: fn(ProviderCarers) -> u64,
    ) -> Option<Share> {
        let carers = self.carers.filter(|carers| is_told(carers.told))?;
        Some(Share::of(stated(carers.of(provider)), stated(carers.all())))
    }
}

fn share_at(provider: Option<Provider>, counts: [u64; 6]) -> Share {
    Share::of(counts[provider_position(provider)], counts.iter().sum())
}

impl ProviderChildren {
    fn add(&mut self, child: &MeasuredChild) {
        let at = provider_position(child.provider);
        self.all[at] += 1;
        self.fostered[at] += u64::from(child.is_fostered());
    }
}

/// The split of all records, then of each nation, region, group, authority and ward.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::study::Settings;
/// use nearhome::summarise::{Inputs, provider_split};
/// let (coverage, settings) = (Coverage::default(), Settings::default());
/// let all = provider_split(&Inputs::new(&coverage, &settings));
/// assert_eq!((all.len(), all[0].carers), (1, None));
/// ```
pub fn provider_split(inputs: &Inputs) -> Vec<ProviderSplit> {
    let mut splits = vec![split_of_all(inputs)];
    let coverage = inputs.coverage;
    let groups = inputs.settings.groups.iter();
    let groups = groups.map(|(name, members)| Division::into_group(coverage, name, members));
    let larger = [Division::into_nations(coverage), Division::into_regions(coverage)];
    let smaller = [Division::into_authorities(coverage), Division::into_wards(coverage)];
    for division in larger.into_iter().chain(groups).chain(smaller) {
        splits.extend(split_by_area(&division, inputs));
    }
    splits
}

fn split_of_all(inputs: &Inputs) -> ProviderSplit {
    let carers = inputs.carers.map(|carers| {
        let mut counts = CarerCounts::none(carers.told());
        carers.iter().for_each(|(carer, _)| counts.add(carer));
        counts
    });
    let children = inputs.children.map(|children| {
        let mut counts = ProviderChildren::default();
        in_scope(children, inputs.settings).for_each(|child| counts.add(child));
        counts
    });
    ProviderSplit { place: None, carers, children }
}

fn split_by_area(division: &Division, inputs: &Inputs) -> Vec<ProviderSplit> {
    let carers = inputs.carers.map(|carers| division.count_carers(carers));
    let children = inputs.children.map(|children| {
        let mut counts = vec![ProviderChildren::default(); division.len()];
        for child in children {
            if let Some(area) = division.area_answering_for(child) {
                counts[area].add(child);
            }
        }
        counts
    });
    let whole = inputs.children.and_then(|children| authority_held_whole(children, inputs.settings));
    let is_held = |area| whole.is_none_or(|code| division.is_all_of_authority(area, code, inputs.coverage));
    let split = |(area, place): (usize, &Place)| ProviderSplit {
        place: Some(place.clone()),
        carers: carers.as_ref().map(|counts| counts[area]),
        children: children.as_ref().filter(|_| is_held(area)).map(|counts| counts[area]),
    };
    division.places().iter().enumerate().map(split).collect()
}

#[cfg(test)]
#[path = "provider_split_tests.rs"]
mod tests;

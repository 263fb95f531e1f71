//! Carers and their places in one area, by provider. Adds up: an area's counts are its wards' summed.

use std::ops::AddAssign;

use crate::fostering::{Carer, Provider};

/// Places that carers state. Carers who state none are counted apart, not as zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlaceCount {
    /// The sum over the carers who state a number.
    pub stated: u64,
    pub carers_stating: u64,
    pub carers_not_stating: u64,
}

/// Carers of one provider and their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProviderCarers {
    pub carers: u64,
    pub approved: PlaceCount,
    pub filled: PlaceCount,
    pub vacant: PlaceCount,
    /// Neither filled nor free for now.
    pub not_available: PlaceCount,
}

/// Does the carers' file tell of places at all? Where no carer of the whole file does, no area's places are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlacesTold {
    pub approved: bool,
    pub filled: bool,
    pub vacant: bool,
    pub not_available: bool,
}

/// The carers of one area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CarerCounts {
    /// In the order of [`Provider::ALL`], then those whose provider is not known.
    pub by_provider: [ProviderCarers; 6],
    pub told: PlacesTold,
}

impl PlaceCount {
    fn add(&mut self, places: Option<u16>) {
        match places {
            Some(places) => {
                self.stated += u64::from(places);
                self.carers_stating += 1;
            }
            None => self.carers_not_stating += 1,
        }
    }

    /// The places stated; `None` when the file tells of none, or there are carers and not one states any.
    /// Where some do and some do not it is a lower bound: see `carers_not_stating`.
    pub fn places(self, is_told: bool) -> Option<u64> {
        let is_known = is_told && (self.carers_stating > 0 || self.carers_not_stating == 0);
        is_known.then_some(self.stated)
    }
}

impl PlacesTold {
    /// What the whole file tells of.
    pub(super) fn by(carers: &[Carer]) -> Self {
        carers.iter().fold(Self::default(), |told, carer| Self {
            approved: told.approved | carer.approved_places.is_some(),
            filled: told.filled | carer.filled_places.is_some(),
            vacant: told.vacant | carer.vacant_places.is_some(),
            not_available: told.not_available | carer.not_available_places.is_some(),
        })
    }
}

impl CarerCounts {
    pub(super) fn none(told: PlacesTold) -> Self {
        Self { told, ..Self::default() }
    }

    pub(super) fn add(&mut self, carer: &Carer) {
        let counts = &mut self.by_provider[provider_position(carer.provider)];
        counts.carers += 1;
        counts.approved.add(carer.approved_places);
        counts.filled.add(carer.filled_places);
        counts.vacant.add(carer.vacant_places);
        counts.not_available.add(carer.not_available_places);
    }

    /// Carers of every provider together.
    pub fn all(&self) -> ProviderCarers {
        let mut all = ProviderCarers::default();
        self.by_provider.iter().for_each(|&each| all += each);
        all
    }

    /// Carers of one provider; `None` is those whose provider is not known.
    pub fn of(&self, provider: Option<Provider>) -> ProviderCarers {
        self.by_provider[provider_position(provider)]
    }

    /// Carers that are neither in-house nor an independent agency's: another authority's, another provider's,
    /// and those whose provider is not known, so that the three add up to all carers.
    pub fn other_carers(&self) -> u64 {
        self.all().carers - self.of(Some(Provider::InHouse)).carers - self.of(Some(Provider::Ifa)).carers
    }

    /// Approved places; see [`PlaceCount::places`].
    pub fn approved_places(&self) -> Option<u64> {
        self.all().approved.places(self.told.approved)
    }

    /// Filled places; see [`PlaceCount::places`].
    pub fn filled_places(&self) -> Option<u64> {
        self.all().filled.places(self.told.filled)
    }

    /// Places that are neither filled nor free for now; see [`PlaceCount::places`].
    pub fn not_available_places(&self) -> Option<u64> {
        self.all().not_available.places(self.told.not_available)
    }

    /// Vacant places; see [`PlaceCount::places`].
    pub fn vacant_places(&self) -> Option<u64> {
        self.all().vacant.places(self.told.vacant)
    }
}

/// Position of a provider in lists of six: the order of [`Provider::ALL`], then not known.
pub(super) fn provider_position(provider: Option<Provider>) -> usize {
    provider.map_or(Provider::ALL.len(), |provider| provider as usize)
}

impl AddAssign for PlaceCount {
    fn add_assign(&mut self, other: Self) {
        self.stated += other.stated;
        self.carers_stating += other.carers_stating;
        self.carers_not_stating += other.carers_not_stating;
    }
}

/// Of one file: what it tells of is the same for all.
impl AddAssign<&CarerCounts> for CarerCounts {
    fn add_assign(&mut self, other: &Self) {
        self.by_provider.iter_mut().zip(other.by_provider).for_each(|(sum, each)| *sum += each);
    }
}

impl AddAssign for ProviderCarers {
    fn add_assign(&mut self, other: Self) {
        self.carers += other.carers;
        self.approved += other.approved;
        self.filled += other.filled;
        self.vacant += other.vacant;
        self.not_available += other.not_available;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summarise::made_up::a_carer;

    fn counted(carers: &[Carer], told: PlacesTold) -> CarerCounts {
        let mut counts = CarerCounts::none(told);
        carers.iter().for_each(|carer| counts.add(carer));
        counts
    }

    const TOLD: PlacesTold = PlacesTold { approved: true, filled: true, vacant: true, not_available: true };

    #[test]
    fn carers_of_unknown_provider_count_as_other_so_that_three_add_up() {
        let with = |provider| Carer { provider, ..a_carer() };
        let providers = [Some(Provider::InHouse), Some(Provider::Ifa), Some(Provider::OtherAuthority), None];
        let counts = counted(&providers.map(with), TOLD);
        assert_eq!(counts.of(Some(Provider::InHouse)).carers, 1);
        assert_eq!(counts.of(Some(Provider::Ifa)).carers, 1);
        assert_eq!(counts.other_carers(), 2);
    }

    #[test]
    fn places_stated_by_some_are_summed_and_the_silent_counted() {
        let counts = counted(&[Carer { approved_places: Some(3), ..a_carer() }, a_carer()], TOLD);
        assert_eq!(counts.approved_places(), Some(3));
        assert_eq!(counts.all().approved.carers_not_stating, 1);
        assert_eq!(counts.vacant_places(), None, "both carers are silent on vacancies");
    }

    #[test]
    fn no_carers_is_no_places_unless_the_file_never_tells() {
        assert_eq!(counted(&[], TOLD).approved_places(), Some(0));
        assert_eq!(counted(&[], PlacesTold::default()).approved_places(), None);
    }

    #[test]
    fn providers_are_numbered_in_the_order_of_tables() {
        for (at, provider) in Provider::ALL.into_iter().enumerate() {
            assert_eq!(provider_position(Some(provider)), at);
        }
    }
}

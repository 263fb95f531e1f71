//! Which wards come first and last: most and fewest carers, children, shortfalls?

use std::cmp::Ordering;

use super::division::Place;
use super::inputs::is_ward_in_scope;
use super::{AreaCounts, WardPotential};
use crate::geography::{Coverage, WardIx};
use crate::measure::Category;
use crate::study::Settings;

/// What wards are ranked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RankMeasure {
    Carers,
    ApprovedPlaces,
    VacantPlaces,
    ChildrenHome,
    ChildrenHomePer10k,
    CarersPer10kHouseholds,
    /// Children whose home is in the ward to each carer there; unranked where there is no carer.
    ChildrenPerCarer,
    /// Fostered children whose home is in the ward less approved places there: unmet need.
    GapPlaces,
    ChildrenPlacedFromElsewhere,
    /// Children of the ward placed outside their authority and far.
    OutsideFar,
    /// Carers to be expected of the ward's segments less carers: untapped potential.
    UntappedCarers,
}

/// The wards ranked on one measure. Wards whose figure is not known are not ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub measure: RankMeasure,
    /// In order of code.
    figures: Vec<(WardIx, f64)>,
}

/// One ward's place in a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedWard {
    /// Wards with the same figure share the first of their ranks: 1, 2, 2, 4.
    pub rank: u64,
    pub ward: WardIx,
    pub figure: f64,
    /// Wards that share the rank, this one included; the list may not have room for all of them.
    pub sharing: u64,
}

impl RankMeasure {
    /// Every measure, in the order of tables.
    pub const ALL: [Self; 11] = [
        Self::Carers,
        Self::ApprovedPlaces,
        Self::VacantPlaces,
        Self::ChildrenHome,
        Self::ChildrenHomePer10k,
        Self::CarersPer10kHouseholds,
        Self::ChildrenPerCarer,
        Self::GapPlaces,
        Self::ChildrenPlacedFromElsewhere,
        Self::OutsideFar,
        Self::UntappedCarers,
    ];

    /// The column of the ward table that holds the measure.
    pub fn word(self) -> &'static str {
        match self {
            Self::Carers => "carers",
            Self::ApprovedPlaces => "approved_places",
            Self::VacantPlaces => "vacant_places",
            Self::ChildrenHome => "children_home",
            Self::ChildrenHomePer10k => "children_home_per_10k",
            Self::CarersPer10kHouseholds => "carers_per_10k_households",
            Self::ChildrenPerCarer => "children_home_per_carer",
            Self::GapPlaces => "gap_places",
            Self::ChildrenPlacedFromElsewhere => "children_placed_from_elsewhere",
            Self::OutsideFar => "outside_far",
            Self::UntappedCarers => "untapped_carers",
        }
    }

    /// Decimals to write its figures with.
    pub fn decimals(self) -> u8 {
        match self {
            Self::ChildrenHomePer10k | Self::CarersPer10kHouseholds | Self::ChildrenPerCarer => 2,
            Self::UntappedCarers => 1,
            _ => 0,
        }
    }

    /// The ward's figure; `None` when it is not known.
    pub fn figure(self, ward: &AreaCounts, potential: Option<&WardPotential>) -> Option<f64> {
        let children = ward.children.as_ref();
        let count = |count: u64| count as f64;
        match self {
            Self::Carers => ward.carers.map(|carers| count(carers.all().carers)),
            Self::ApprovedPlaces => ward.carers?.approved_places().map(count),
            Self::VacantPlaces => ward.carers?.vacant_places().map(count),
            Self::ChildrenHome => children?.children_home.map(count),
            Self::ChildrenHomePer10k => ward.children_home_per_10k(),
            Self::CarersPer10kHouseholds => ward.carers_per_10k_households(),
            Self::ChildrenPerCarer => ward.children_home_per_carer(),
            Self::GapPlaces => ward.gap_places().map(|gap| gap as f64),
            Self::ChildrenPlacedFromElsewhere => children?.children_placed_from_elsewhere.map(count),
            Self::OutsideFar => {
                let told = children.filter(|children| children.knows_its_own);
                told.map(|children| count(children.in_category(Category::OutsideFar)))
            }
            Self::UntappedCarers => potential.map(WardPotential::untapped_carers),
        }
    }
}

impl Ranking {
    /// How many wards are ranked.
    pub fn wards_ranked(&self) -> u64 {
        self.figures.len() as u64
    }

    /// Every ward, the highest figure first; equal figures in order of code.
    pub fn highest_first(&self) -> Vec<RankedWard> {
        in_rank_order(&self.figures, |a, b| b.total_cmp(a))
    }

    /// Every ward, the lowest figure first; equal figures in order of code.
    pub fn lowest_first(&self) -> Vec<RankedWard> {
        in_rank_order(&self.figures, f64::total_cmp)
    }
}

/// Ranks the wards of the study's authority, or all where it names none, on every measure.
/// `wards` is [`ward_counts`](super::ward_counts)'s; `potentials` the segment profile's, in order of ward.
pub fn ranks(
    wards: &[AreaCounts],
    potentials: &[WardPotential],
    coverage: &Coverage,
    settings: &Settings,
) -> Vec<Ranking> {
    let potential_of = |ward| potentials.binary_search_by_key(&ward, |each: &WardPotential| each.ward).ok();
    let figure = |measure: RankMeasure, counts: &AreaCounts| {
        let Place::Ward(ward) = counts.place else { return None };
        let figure = measure.figure(counts, potential_of(ward).map(|at| &potentials[at]))?;
        is_ward_in_scope(ward, coverage, settings).then_some((ward, figure))
    };
    let ranking =
        |measure| Ranking { measure, figures: wards.iter().filter_map(|ward| figure(measure, ward)).collect() };
    RankMeasure::ALL.map(ranking).to_vec()
}

fn in_rank_order(figures: &[(WardIx, f64)], order: impl Fn(&f64, &f64) -> Ordering) -> Vec<RankedWard> {
    let mut ordered = figures.to_vec();
    ordered.sort_by(|a, b| order(&a.1, &b.1)); // stable: equal figures stay in order of code
    let mut ranked: Vec<RankedWard> = Vec::with_capacity(ordered.len());
    for run in ordered.chunk_by(|a, b| a.1 == b.1) {
        let (rank, sharing) = (ranked.len() as u64 + 1, run.len() as u64);
        ranked.extend(run.iter().map(|&(ward, figure)| RankedWard { rank, ward, figure, sharing }));
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(figures: &[f64]) -> Ranking {
        let figures = figures.iter().enumerate().map(|(at, &figure)| (WardIx(at as u32), figure)).collect();
        Ranking { measure: RankMeasure::Carers, figures }
    }

    fn ranks_of(list: &[RankedWard]) -> Vec<(u64, u32, u64)> {
        list.iter().map(|each| (each.rank, each.ward.0, each.sharing)).collect()
    }

    #[test]
    fn ties_share_the_first_of_their_ranks_in_order_of_code() {
        let ranking = ranking(&[5.0, 9.0, 5.0, 1.0, 7.0]);
        let highest = ranks_of(&ranking.highest_first());
        assert_eq!(highest, [(1, 1, 1), (2, 4, 1), (3, 0, 2), (3, 2, 2), (5, 3, 1)]);
        let lowest = ranks_of(&ranking.lowest_first());
        assert_eq!(lowest, [(1, 3, 1), (2, 0, 2), (2, 2, 2), (4, 4, 1), (5, 1, 1)]);
    }

    #[test]
    fn a_rank_is_one_more_than_the_wards_ahead_of_it() {
        let ranking = ranking(&[0.0, 3.5, 3.5, -2.0, 0.0, 0.0, 8.0]);
        for each in ranking.highest_first() {
            let ahead = ranking.figures.iter().filter(|(_, figure)| *figure > each.figure).count() as u64;
            assert_eq!(each.rank, ahead + 1);
        }
    }
}

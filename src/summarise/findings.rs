//! `Findings`: the answer to every question at once, for the tables, the layers and the report.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::headline_figures::{Answers, summary};
use super::{
    AreaCounts, AuthorityFlows, DistanceByMile, GroupDistances, GroupSplit, Inputs, OutsideWhere, Place, PlacedHere,
    ProviderSplit, RankMeasure, Ranking, SegmentProfile, Summary, Total, WardFlows, WardPotential, WelshSplit,
    authority_counts, authority_flows, boundary_split, distance_by_mile, distances, group_counts, nation_counts,
    outside_where, placed_here, provider_split, ranks, region_counts, segment_profile, totals, ward_counts, ward_flows,
    welsh_split,
};
use crate::fostering::{Codebook, Segment};
use crate::geography::{AuthorityIx, Coverage, Distance};
use crate::measure::MeasuredChild;
use crate::study::Settings;

/// Every answer. Answers that need an input the study does not have are `None` or empty.
#[derive(Clone, Debug)]
pub struct Findings<'a> {
    pub coverage: &'a Coverage,
    pub settings: &'a Settings,
    /// Who borders whom: one set an authority, by shared edges.
    pub bordering: &'a [BTreeSet<AuthorityIx>],
    pub summary: Summary,
    /// Do the wards' sums come to what was read?
    pub totals: Vec<Total>,
    /// One row a ward, in order of code. The others likewise.
    pub wards: Vec<AreaCounts>,
    pub authorities: Vec<AreaCounts>,
    pub regions: Vec<AreaCounts>,
    pub nations: Vec<AreaCounts>,
    /// In order of name.
    pub groups: Vec<AreaCounts>,
    pub provider_split: Vec<ProviderSplit>,
    pub boundary_split: Vec<GroupSplit>,
    pub outside_where: Vec<OutsideWhere>,
    /// Of all children and of those fostered, in a study of Wales.
    pub welsh_split: Option<[WelshSplit; 2]>,
    pub distances: Vec<GroupDistances>,
    pub distance_by_mile: Option<DistanceByMile>,
    pub placed_here: Vec<PlacedHere>,
    pub ward_flows: Option<WardFlows>,
    pub authority_flows: Option<AuthorityFlows>,
    pub segment_profile: Option<SegmentProfile>,
    /// What the segments are called and their colours, where that is known.
    pub codebook: Option<&'a Codebook>,
    pub ranks: Vec<Ranking>,
}

impl Findings<'_> {
    /// Each ward's rank on a measure, highest first, by position of the ward; `None` where it is not ranked.
    pub fn rank_of_wards(&self, measure: RankMeasure) -> Vec<Option<u64>> {
        let mut ranks = vec![None; self.coverage.wards.len()];
        for ranking in self.ranks.iter().filter(|ranking| ranking.measure == measure) {
            ranking.highest_first().iter().for_each(|each| ranks[each.ward.0 as usize] = Some(each.rank));
        }
        ranks
    }

    /// The name and the colour of a segment, where there is a codebook and it has the segment.
    pub fn segment(&self, code: &str) -> Option<&Segment> {
        self.codebook.and_then(|codebook| codebook.find(code))
    }

    /// The segment profile's figures of a ward; `None` for other areas and outside the profile's catchment.
    pub fn potential_of(&self, place: &Place) -> Option<&WardPotential> {
        let (Place::Ward(ward), Some(profile)) = (place, &self.segment_profile) else { return None };
        let at = profile.wards.binary_search_by_key(ward, |each| each.ward).ok()?;
        Some(&profile.wards[at])
    }
}

/// Answers every question.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::study::Settings;
/// use nearhome::summarise::{Inputs, find};
/// let (coverage, settings) = (Coverage::default(), Settings::default());
/// let findings = find(&Inputs::new(&coverage, &settings));
/// assert!(findings.summary.children.is_none());
/// ```
pub fn find<'a>(inputs: &Inputs<'a>) -> Findings<'a> {
    let nearest_first = inputs.children.map(nearest_first);
    let sorted = Inputs { children: nearest_first.as_deref(), ..*inputs };
    answer(&sorted, inputs)
}

/// The same children in order of distance. The order changes no figure; but every answer sorts its distances,
/// and sorting what is in order costs next to nothing.
fn nearest_first(children: &[MeasuredChild]) -> Vec<MeasuredChild> {
    let metres = |child: &MeasuredChild| child.distance.map_or(f64::INFINITY, Distance::metres);
    let mut order: Vec<_> = children.iter().enumerate().map(|(at, child)| (metres(child), at)).collect();
    order.par_sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    order.into_iter().map(|(_, at)| children[at]).collect()
}

/// The answers from the sorted inputs; what they borrow is the caller's.
fn answer<'a>(inputs: &Inputs, of_caller: &Inputs<'a>) -> Findings<'a> {
    let Inputs { coverage, settings, bordering, codebook, .. } = *of_caller;
    let children = inputs.children;
    let provider_split = provider_split(inputs);
    let boundary_split = children.map(|children| boundary_split(children, coverage, settings)).unwrap_or_default();
    let outside_where = children.map(|children| outside_where(children, coverage, settings)).unwrap_or_default();
    let distances = children.map(|children| distances(children, coverage, settings)).unwrap_or_default();
    let welsh_split = children.and_then(|children| welsh_split(children, coverage, settings));
    let authority_flows = children.map(|children| authority_flows(children, coverage, settings));
    let placed_here = authority_flows.as_ref().map(|flows| placed_here(flows, inputs)).unwrap_or_default();
    let answers = Answers {
        provider_split: &provider_split,
        boundary_split: &boundary_split,
        outside_where: &outside_where,
        welsh_split: welsh_split.as_ref(),
        distances: &distances,
        placed_here: &placed_here,
    };
    let (summary, wards, segment_profile) = (summary(inputs, &answers), ward_counts(inputs), segment_profile(inputs));
    let potentials = segment_profile.as_ref().map_or(&[][..], |profile| &profile.wards);
    Findings {
        coverage,
        settings,
        bordering,
        summary,
        totals: totals(inputs),
        ranks: ranks(&wards, potentials, coverage, settings),
        wards,
        authorities: authority_counts(inputs),
        regions: region_counts(inputs),
        nations: nation_counts(inputs),
        groups: group_counts(inputs),
        provider_split,
        boundary_split,
        outside_where,
        welsh_split,
        distances,
        distance_by_mile: children.map(|children| distance_by_mile(children, settings)),
        placed_here,
        ward_flows: children.map(|children| ward_flows(children, settings)),
        authority_flows,
        segment_profile,
        codebook,
    }
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;

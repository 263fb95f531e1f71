//! `Findings`: the answer to every question at once, for the tables, the layers and the report.

use std::collections::BTreeSet;

use super::boundary_split::{BeyondTally, SplitTally};
use super::breakdown::tally_groups;
use super::distribution::DistanceTally;
use super::headline_figures::{Answers, summary};
use super::inputs::in_scope;
use super::{
    AreaCounts, AuthorityFlows, DistanceByMile, GroupDistances, GroupSplit, Inputs, OutsideWhere, Place, PlacedHere,
    ProviderSplit, RankMeasure, Ranking, SegmentProfile, Summary, Total, WardFlows, WardPotential, WelshSplit,
    authority_counts, authority_flows, distance_by_mile, group_counts, nation_counts, placed_here, provider_split,
    ranks, region_counts, segment_profile, totals, ward_counts, ward_flows, welsh_split,
};
use crate::fostering::{Codebook, Segment};
use crate::geography::{AuthorityIx, Coverage};
use crate::measure::{MeasuredChild, NearestFirst, are_nearest_first};
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
pub fn find<'a>(inputs: &Inputs<'a, '_>) -> Findings<'a> {
    let sorted = inputs
        .children
        .filter(|children| !are_nearest_first(children))
        .map(|children| NearestFirst::of(children.to_vec()));
    let children = sorted.as_ref().map(NearestFirst::children).or(inputs.children);
    let by_ward = inputs.carers.map(|carers| carers.by_ward(inputs.coverage.wards.len()));
    let carers = inputs.carers.zip(by_ward.as_deref()).map(|(carers, by_ward)| carers.counted(by_ward));
    let prepared = Inputs { children, carers, ..*inputs };
    answer(&prepared, inputs)
}

/// The answers from the sorted inputs; what they borrow is the caller's.
fn answer<'a>(inputs: &Inputs, of_caller: &Inputs<'a, '_>) -> Findings<'a> {
    let Inputs { coverage, settings, bordering, codebook, .. } = *of_caller;
    let children = inputs.children;
    // Two halves of about the same work, for two cores at least.
    let of_areas = || {
        (
            provider_split(inputs),
            [ward_counts, authority_counts, region_counts, nation_counts, group_counts].map(|count| count(inputs)),
        )
    };
    let of_carers = || (segment_profile(inputs), totals(inputs));
    let of_children = |children| ChildAnswers::of(children, coverage, settings);
    let ((provider_split, areas), ((segment_profile, totals), of_children)) =
        rayon::join(of_areas, || rayon::join(of_carers, || children.map(of_children).unwrap_or_default()));
    let [wards, authorities, regions, nations, groups] = areas;
    let ChildAnswers {
        boundary_split,
        outside_where,
        distances,
        distance_by_mile,
        welsh_split,
        ward_flows,
        authority_flows,
    } = of_children;
    let placed_here = authority_flows.as_ref().map(|flows| placed_here(flows, inputs)).unwrap_or_default();
    let answers = Answers {
        provider_split: &provider_split,
        boundary_split: &boundary_split,
        outside_where: &outside_where,
        welsh_split: welsh_split.as_ref(),
        distances: &distances,
        placed_here: &placed_here,
    };
    let summary = summary(inputs, &answers);
    let potentials = segment_profile.as_ref().map_or(&[][..], |profile| &profile.wards);
    Findings {
        coverage,
        settings,
        bordering,
        summary,
        totals,
        ranks: ranks(&wards, potentials, coverage, settings),
        wards,
        authorities,
        regions,
        nations,
        groups,
        provider_split,
        boundary_split,
        outside_where,
        welsh_split,
        distances,
        distance_by_mile,
        placed_here,
        ward_flows,
        authority_flows,
        segment_profile,
        codebook,
    }
}

/// The answers that need the children alone.
#[derive(Default)]
struct ChildAnswers {
    boundary_split: Vec<GroupSplit>,
    outside_where: Vec<OutsideWhere>,
    distances: Vec<GroupDistances>,
    distance_by_mile: Option<DistanceByMile>,
    welsh_split: Option<[WelshSplit; 2]>,
    ward_flows: Option<WardFlows>,
    authority_flows: Option<AuthorityFlows>,
}

impl ChildAnswers {
    fn of(children: &[MeasuredChild], coverage: &Coverage, settings: &Settings) -> Self {
        // The three of the same groups at one go: to look at a million children nine times is what they cost.
        let rows = tally_groups::<(SplitTally, (BeyondTally, DistanceTally))>(in_scope(children, settings), coverage);
        let (boundary_split, (outside_where, distances)) = rows.into_iter().unzip();
        Self {
            boundary_split,
            outside_where,
            distances,
            distance_by_mile: Some(distance_by_mile(children, settings)),
            welsh_split: welsh_split(children, coverage, settings),
            ward_flows: Some(ward_flows(children, settings)),
            authority_flows: Some(authority_flows(children, coverage, settings)),
        }
    }
}

#[cfg(test)]
#[path = "findings_tests.rs"]
mod tests;

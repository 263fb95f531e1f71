//! Which segments do carers come from, against the households of the same area? Index, penetration, certainty.

use std::collections::BTreeMap;

use super::Inputs;
use super::catchment::{Catchment, CatchmentWard};
use super::proportion::{wilson_interval, z_score};
use super::segment_wards::{WardPotential, WardSegment, ward_potential, ward_segments};
use super::{Share, rate};
use crate::study::Settings;

/// A segment's carers against its households, in the catchment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentRow {
    pub segment: Box<str>,
    /// Carers of the segment, of all carers with a segment of the base.
    pub carers: Share,
    /// Households of the segment, of all classified households.
    pub households: Share,
    /// Carers to every 1,000 households; `None` when there are no households.
    pub carers_per_1000_households: Option<f64>,
    /// Carers there would be if every household were as likely to foster.
    pub expected_carers: Option<f64>,
    /// 100 x share of carers / share of households; 100 is average. `None` where undefined, never infinite.
    pub index: Option<f64>,
    /// 95% interval of the index: Wilson's of the carers' share, divided by the households' share.
    pub index_interval: Option<(f64, f64)>,
    /// Standard errors between the two shares; beyond 2 either way is unlikely to be chance.
    pub z_score: Option<f64>,
    /// Too few carers, observed or expected, to rely on the index.
    pub is_low_base: bool,
    /// Why the index is undefined, where it is.
    pub no_index_because: Option<&'static str>,
}

/// The profile of carers by segment. The catchment is the wards that have base households, of the study's
/// authority where it names one: carers and households are of the same wards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SegmentProfile {
    /// Every segment of the base file, in order of the codebook where the study has one, else of code.
    pub segments: Vec<SegmentRow>,
    /// Carers in the catchment with a segment that the base has: the carers' total.
    pub carers: u64,
    /// Classified households in the catchment: the households' total.
    pub households: u64,
    /// Carers in the catchment whose segment is not in the base file, by segment. In neither total.
    pub unmatched_carers: BTreeMap<Box<str>, u64>,
    /// Carers in the catchment without a segment.
    pub carers_without_segment: u64,
    /// Carers outside the catchment, or without a point. All carers are these and the three above.
    pub carers_outside: u64,
    /// Households in the catchment that the source could not classify.
    pub unclassified_households: u64,
    /// Households of the file in wards outside the catchment, such as wards of another vintage.
    pub households_outside: u64,
    /// The counts of the wards of the catchment; by segment, in the order of `segments`.
    pub ward_counts: Vec<CatchmentWard>,
    /// Each ward of the catchment over all segments: where more carers are to be expected than there are.
    pub wards: Vec<WardPotential>,
}

impl SegmentProfile {
    /// Ward by segment, for the wards of the catchment: every pair that has a carer or a household, in order of ward and segment.
    /// Made when it is asked for: a nation has a hundred thousand.
    pub fn ward_segments(&self, settings: &Settings) -> Vec<WardSegment> {
        self.ward_counts.iter().flat_map(|ward| ward_segments(ward, &self.segments, settings)).collect()
    }
}

/// The profile; `None` when the study lacks carers or base households.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::study::Settings;
/// use nearhome::summarise::{Inputs, segment_profile};
/// let (coverage, settings) = (Coverage::default(), Settings::default());
/// assert!(segment_profile(&Inputs::new(&coverage, &settings)).is_none());
/// ```
pub fn segment_profile(inputs: &Inputs) -> Option<SegmentProfile> {
    let catchment = Catchment::of(inputs)?;
    let (carers, households) = (catchment.carers.iter().sum(), catchment.households.iter().sum());
    let row = |(at, segment): (usize, &&str)| {
        let carers = Share::of(catchment.carers[at], carers);
        segment_row(segment, carers, Share::of(catchment.households[at], households), inputs.settings)
    };
    let segments: Vec<_> = catchment.segments.iter().enumerate().map(row).collect();
    Some(SegmentProfile {
        wards: catchment.wards.iter().map(|ward| ward_potential(ward, &segments, inputs.settings)).collect(),
        segments,
        carers,
        households,
        unmatched_carers: catchment.unmatched_carers,
        carers_without_segment: catchment.carers_without_segment,
        carers_outside: catchment.carers_outside,
        unclassified_households: catchment.unclassified_households,
        households_outside: catchment.households_outside,
        ward_counts: catchment.wards,
    })
}

pub(super) fn segment_row(segment: &str, carers: Share, households: Share, settings: &Settings) -> SegmentRow {
    let (n, base) = (carers.denominator, households.denominator);
    let carer_share = rate(carers.numerator, Some(n), 1.0);
    let base_share = rate(households.numerator, Some(base), 1.0);
    let divisor = base_share.filter(|&share| share > 0.0);
    let expected_carers = base_share.map(|share| n as f64 * share);
    let is_expected_low = expected_carers.is_none_or(|expected| expected < settings.low_base_expected);
    SegmentRow {
        segment: segment.into(),
        carers,
        households,
        carers_per_1000_households: rate(carers.numerator, Some(households.numerator), 1_000.0),
        expected_carers,
        index: carer_share.zip(divisor).map(|(share, base)| 100.0 * share / base),
        index_interval: wilson_interval(carers.numerator, n)
            .zip(divisor)
            .map(|((low, high), base)| (100.0 * low / base, 100.0 * high / base)),
        z_score: carer_share.zip(base_share).and_then(|(share, base)| z_score(share, base, n)),
        is_low_base: carers.numerator < settings.low_base_carers || is_expected_low,
        no_index_because: no_index_because(n, households.numerator),
    }
}

fn no_index_because(carers_of_all_segments: u64, households: u64) -> Option<&'static str> {
    match (carers_of_all_segments, households) {
        (_, 0) => Some("no households of this segment in the area"),
        (0, _) => Some("no carers with a known segment in the area"),
        _ => None,
    }
}

#[cfg(test)]
#[path = "segment_profile_tests.rs"]
mod tests;

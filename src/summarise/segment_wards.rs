//! Where are more carers to be expected than there are? Ward by segment, and each ward over all segments.

use super::Share;
use super::catchment::CatchmentWard;
use super::segment_profile::{SegmentRow, segment_row};
use crate::geography::WardIx;
use crate::study::Settings;

/// One segment in one ward.
#[derive(Clone, Debug, PartialEq)]
pub struct WardSegment {
    pub ward: WardIx,
    pub segment: Box<str>,
    /// Carers of the segment here, of all carers here that have a segment of the base.
    pub carers: Share,
    /// Households of the segment here, of all classified households here.
    pub households: Share,
    /// Carers there would be at the segment's penetration in the whole area; `None` when that is undefined.
    pub expected_carers: Option<f64>,
    /// `None` when there are no households.
    pub carers_per_1000_households: Option<f64>,
    /// 100 x penetration here / the segment's penetration in the whole area; 100 is as everywhere.
    /// `None` when either is undefined or the latter is zero.
    pub index: Option<f64>,
    /// 95% interval of the index.
    pub index_interval: Option<(f64, f64)>,
    /// The ward's share of the segment's carers against its share of the segment's households, in standard errors.
    pub z_score: Option<f64>,
    /// Too few carers, observed or expected, to rely on the index.
    pub is_low_base: bool,
}

/// One ward over all segments.
#[derive(Clone, Debug, PartialEq)]
pub struct WardPotential {
    pub ward: WardIx,
    /// Carers with a segment of the base.
    pub carers: u64,
    /// Classified households.
    pub households: u64,
    /// Carers there would be if each segment fostered here as it does in the whole area.
    pub expected_carers: f64,
}

impl WardPotential {
    /// Expected carers less carers: how many more the ward's households would bring. Negative where there are more.
    pub fn untapped_carers(&self) -> f64 {
        self.expected_carers - self.carers as f64
    }

    /// Untapped carers in standard errors of the expected number, a Poisson count's; over 2 the shortfall is
    /// unlikely to be chance. `None` when none are expected.
    pub fn z_score(&self) -> Option<f64> {
        (self.expected_carers > 0.0).then(|| self.untapped_carers() / self.expected_carers.sqrt())
    }
}

/// Every segment that has a carer or a household in a ward, in order.
pub(super) fn ward_segments(
    ward: &CatchmentWard,
    segments: &[SegmentRow],
    settings: &Settings,
) -> impl Iterator<Item = WardSegment> {
    let pairs = segments.iter().enumerate().filter(|(at, _)| ward.carers[*at] + ward.households[*at] > 0);
    pairs.map(|(at, segment)| ward_segment(ward, at, segment, settings))
}

/// The arithmetic of the whole profile, with the segment's own carers and households everywhere as the totals:
/// has the ward more of the segment's carers than of its households?
fn ward_segment(ward: &CatchmentWard, at: usize, segment: &SegmentRow, settings: &Settings) -> WardSegment {
    let (carers, households) = (ward.carers[at], ward.households[at]);
    let of_carers = Share::of(carers, segment.carers.numerator);
    let of_households = Share::of(households, segment.households.numerator);
    let row = segment_row(&segment.segment, of_carers, of_households, settings);
    WardSegment {
        ward: ward.ward,
        segment: row.segment,
        carers: Share::of(carers, ward.carers.iter().sum()),
        households: Share::of(households, ward.households.iter().sum()),
        expected_carers: row.expected_carers,
        carers_per_1000_households: row.carers_per_1000_households,
        index: row.index,
        index_interval: row.index_interval,
        z_score: row.z_score,
        is_low_base: row.is_low_base,
    }
}

/// A ward over all segments.
pub(super) fn ward_potential(ward: &CatchmentWard, segments: &[SegmentRow], settings: &Settings) -> WardPotential {
    WardPotential {
        ward: ward.ward,
        carers: ward.carers.iter().sum(),
        households: ward.households.iter().sum(),
        expected_carers: ward_segments(ward, segments, settings).filter_map(|row| row.expected_carers).sum(),
    }
}

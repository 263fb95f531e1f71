//! The answers: one file a question. Values in, values out; nothing here reads, writes or prints.
//!
//! Children come measured ([`crate::measure`]), carers come located ([`crate::locate`]). No figure depends on
//! the order of rows or on the number of threads. [`find`] answers every question at once.

mod area_counts;
mod authority_flows;
mod boundary_split;
mod breakdown;
mod carer_counts;
mod catchment;
mod child_counts;
mod distance_by_mile;
mod distances;
mod distribution;
mod division;
mod findings;
mod headline;
mod headline_figures;
mod inputs;
#[cfg(test)]
pub(crate) mod made_up;
mod placed_here;
mod proportion;
mod provider_split;
mod ranks;
mod segment_profile;
mod segment_wards;
mod share;
mod totals;
mod ward_counts;
mod ward_flows;
mod welsh_split;

pub use area_counts::{AreaCounts, authority_counts, group_counts, nation_counts, region_counts};
pub use authority_flows::{AuthorityBalance, AuthorityFlow, AuthorityFlows, Destination, Origin, authority_flows};
pub use boundary_split::{GroupSplit, OutsideWhere, boundary_split, outside_where};
pub use breakdown::{Breakdown, Group, NOT_KNOWN};
pub use carer_counts::{CarerCounts, PlaceCount, PlacesTold, ProviderCarers};
pub use catchment::CatchmentWard;
pub use child_counts::ChildCounts;
pub use distance_by_mile::{DistanceByMile, distance_by_mile};
pub use distances::{GroupDistances, distances};
pub use distribution::{BAND_EDGES_MILES, Distribution, quantile};
pub use division::Place;
pub use findings::{Findings, find};
pub use headline::{
    BeyondShares, CarersHeadline, CategoryShares, ChildrenHeadline, DistanceHeadline, OutsideShare, PlacedHeadline,
    PlacedHereHeadline, Summary, WelshHeadline, WelshShares,
};
pub use inputs::{Inputs, LocatedCarers};
pub use placed_here::{PlacedHere, PlacingAuthority, placed_here};
pub use proportion::wilson_interval;
pub use provider_split::{ProviderChildren, ProviderSplit, provider_split};
pub use ranks::{RankMeasure, RankedWard, Ranking, ranks};
pub use segment_profile::{SegmentProfile, SegmentRow, segment_profile};
pub use segment_wards::{WardPotential, WardSegment};
pub use share::{Share, rate};
pub use totals::{Placings, Total, totals};
pub use ward_counts::ward_counts;
pub use ward_flows::{WardFlow, WardFlows, ward_flows};
pub use welsh_split::{WelshPlace, WelshSplit, welsh_split};

//! Where the borders of wards do not meet: overlaps, and narrow gaps between them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::geography::{Coverage, FaultKind, GeometryFault, GridPoint, WardIx};
use crate::locate::{Placing, WardIndex, interior_point};
use crate::outline::{Enclosed, Seams, common_square_metres};

/// A hole no wider than this on average is a gap between borders that should meet; a wider one may be water.
const GAP_METRES: f64 = 10.0;
/// The common land of wards that overlap is cut out and measured, at about a microsecond a vertex of both; not where all pairs together
/// have more than this, as where two generalisations of the boundaries are mixed.
const MOST_MEASURED_VERTICES: usize = 2_000_000;
/// What the faults between wards, which may be of several files, go by.
const BOUNDARIES: &str = "boundaries";

/// The overlaps and the gaps of a coverage with these seams between its wards, in order of code.
pub(super) fn border_faults(coverage: &Coverage, index: &WardIndex, seams: &Seams) -> Vec<GeometryFault> {
    let mut faults = overlaps(coverage, index, seams, MOST_MEASURED_VERTICES);
    // Borders that cross overlap on one side of the crossing.
    let enclosed = seams.enclosed(GAP_METRES, !faults.is_empty());
    faults.extend(gaps(coverage, index, &enclosed));
    faults.sort_by_key(|fault| (fault.area_code, fault.fault, fault.other_area_code));
    faults
}

/// Every pair of wards that hold a point beside the border of one of them; their common land is measured where all pairs together have
/// so many vertices at most.
fn overlaps(coverage: &Coverage, index: &WardIndex, seams: &Seams, most_measured: usize) -> Vec<GeometryFault> {
    let beside: Vec<GridPoint> = seams.points_beside().collect();
    let mut pairs: BTreeMap<(WardIx, WardIx), Places> = BTreeMap::new();
    for (&at, located) in beside.iter().zip(index.locate_all(&beside)) {
        if located.placing() == Placing::Overlap
            && let [first, second, ..] = index.wards_holding(at)[..]
        {
            pairs.entry((first, second)).or_insert(Places::new(at)).count += 1;
        }
    }
    let vertices = |ix: WardIx| coverage.ward(ix).shape.vertex_count();
    let in_all: usize = pairs.keys().map(|&(first, second)| vertices(first) + vertices(second)).sum();
    let is_measured = in_all <= most_measured;
    let fault = |((first, second), places): ((WardIx, WardIx), Places)| {
        let [one, other] = [first, second].map(|ix| coverage.ward(ix));
        GeometryFault {
            other_area_code: Some(other.code),
            area_square_metres: is_measured
                .then(|| common_square_metres(&one.shape, &other.shape))
                .flatten()
                .map(to_the_tenth),
            ..places.fault(coverage, first, FaultKind::Overlap)
        }
    };
    pairs.into_par_iter().map(fault).collect()
}

/// The pieces that no ward holds, by the first two wards around them.
fn gaps(coverage: &Coverage, index: &WardIndex, enclosed: &[Enclosed]) -> Vec<GeometryFault> {
    let mut found: BTreeMap<(u32, Option<u32>), Places> = BTreeMap::new();
    for piece in enclosed {
        let Some(at) = interior_point(&piece.shape).filter(|&at| index.wards_holding(at).is_empty()) else { continue };
        let around = (piece.areas[0], piece.areas.get(1).copied());
        let places = found.entry(around).or_insert(Places::new(at));
        places.count += 1;
        places.area += piece.area_square_metres;
    }
    let fault = |((first, second), places): ((u32, Option<u32>), Places)| GeometryFault {
        other_area_code: second.map(|second| coverage.ward(WardIx(second)).code),
        area_square_metres: Some(to_the_tenth(places.area)),
        ..places.fault(coverage, WardIx(first), FaultKind::Gap)
    };
    found.into_iter().map(fault).collect()
}

fn to_the_tenth(square_metres: f64) -> f64 {
    (square_metres * 10.0).round() / 10.0
}

/// Where a fault was seen first, and how often.
struct Places {
    first: GridPoint,
    count: u64,
    area: f64,
}

impl Places {
    fn new(first: GridPoint) -> Self {
        Self { first, count: 0, area: 0.0 }
    }

    fn fault(&self, coverage: &Coverage, ward: WardIx, kind: FaultKind) -> GeometryFault {
        GeometryFault::new(BOUNDARIES, coverage.ward(ward).code, kind, self.count, self.first)
    }
}

#[cfg(test)]
#[path = "borders_tests.rs"]
mod tests;

//! What is wrong with the outlines of wards and authorities, found when they are read, and mended where the study asks. `run` adds
//! what is wrong between wards.

use std::collections::BTreeMap;

use crate::geography::{FaultKind, GeometryFault, GssCode, Ring, Shape};
use crate::outline::{Faults, repaired, ring_faults, shape_faults};
use crate::read::input::Warning;

/// An outline and what was found in it.
pub(super) struct Outlined {
    pub shape: Shape,
    pub faults: Vec<GeometryFault>,
}

/// Makes the outline of an area from its rings, as a file has them. Where it is to be repaired, spikes are taken off and
/// crossings cut: the same land by even-odd.
pub(super) fn outline(file: &str, code: GssCode, rings: Vec<Ring>, repair: bool) -> Outlined {
    let of_rings = ring_faults(&rings);
    let shape = Shape::new(rings);
    let of_shape = shape_faults(&shape);
    let meets_itself = [FaultKind::SelfCrossing, FaultKind::SelfTouching, FaultKind::Spike];
    let is_simple = meets_itself.iter().all(|kind| !of_shape.contains_key(kind));
    let shape = if is_simple { shape.known_simple() } else { shape };
    let mut faults = told(file, code, of_rings.into_iter().chain(of_shape));
    if !repair || !faults.iter().any(|fault| fault.fault.is_repairable()) {
        return Outlined { shape, faults };
    }
    let Some(mended) = repaired(&shape) else { return Outlined { shape, faults } };
    for fault in &mut faults {
        fault.repair = fault.repair.or_else(|| repair_of(fault.fault));
    }
    Outlined { shape: mended.into_owned(), faults }
}

fn told(file: &str, code: GssCode, faults: impl Iterator<Item = <Faults as IntoIterator>::Item>) -> Vec<GeometryFault> {
    let told = faults.filter_map(|(kind, places)| {
        let first = places.first()?;
        Some(GeometryFault::new(file, code, kind, places.len() as u64, *first))
    });
    told.collect()
}

fn repair_of(fault: FaultKind) -> Option<&'static str> {
    match fault {
        FaultKind::Spike => Some("taken off"),
        FaultKind::SelfCrossing => {
            Some("cut there into rings that do not cross: what is enclosed an odd number of times")
        }
        FaultKind::SelfTouching => Some("cut there into rings that meet in a point"),
        _ => None,
    }
}

/// One warning a file and kind of fault of these areas (`wards`), with the number of areas, of places, and the first place.
pub(crate) fn summed_up(areas: &str, faults: &[GeometryFault]) -> Vec<Warning> {
    let mut by_kind: BTreeMap<(&str, FaultKind), Vec<&GeometryFault>> = BTreeMap::new();
    for fault in faults {
        by_kind.entry((&fault.file, fault.fault)).or_default().push(fault);
    }
    let warning = |((file, kind), faults): ((&str, FaultKind), Vec<&GeometryFault>)| {
        let repaired =
            faults.iter().filter(|fault| fault.repair.is_some()).count() == faults.len() && kind.is_repairable();
        let ending = if repaired { "; repaired as the study asks" } else { consequence(kind) };
        Warning::of_file(file, format!("{areas} {} {}{ending}", verdict(kind), places(&faults)))
            .counted(faults.len() as u64)
    };
    by_kind.into_iter().map(warning).collect()
}

/// `(3 places, the first in E05011118 at 406649, 286530)`.
fn places(faults: &[&GeometryFault]) -> String {
    let count: u64 = faults.iter().map(|fault| fault.count).sum();
    let first = faults[0];
    let area: f64 = faults.iter().filter_map(|fault| fault.area_square_metres).sum();
    let area = if area > 0.0 { format!(", {} m² in all", area.round()) } else { String::new() };
    let other = first.other_area_code.map_or(String::new(), |code| format!(" and {code}"));
    let noun = if count == 1 { "place" } else { "places" };
    let (code, east, north) = (first.area_code, first.easting, first.northing);
    format!("such as {code}{other} at {east}, {north} ({count} {noun}{area})")
}

fn verdict(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::RingNotClosed => "have a ring that does not end where it began,",
        FaultKind::RepeatedPoint => "have the same point twice in a row,",
        FaultKind::EmptyRing => "have a ring of fewer than three points,",
        FaultKind::Spike => "have a spike: an edge that goes back along the one before it,",
        FaultKind::SelfCrossing => "have an outline that crosses itself,",
        FaultKind::SelfTouching => "have a ring that touches itself in a corner,",
        FaultKind::Sliver => "have a part or a hole no wider than half a metre on average,",
        FaultKind::Overlap => "overlap along their edges,",
        FaultKind::Gap => "have a narrow gap beside them, no wider than 10 m on average, that no ward holds,",
    }
}

fn consequence(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::RingNotClosed => "; it is closed by a straight line",
        FaultKind::RepeatedPoint => "; it is taken once",
        FaultKind::EmptyRing => "; it is dropped",
        FaultKind::Spike => "; it encloses nothing",
        FaultKind::SelfCrossing => "; what it encloses an odd number of times is taken as the area",
        FaultKind::SelfTouching => "; that changes no figure",
        FaultKind::Sliver => "; it is taken as it is",
        FaultKind::Overlap => "; a point there goes to the lowest code",
        FaultKind::Gap => "; a point there is in no ward (snap_metres takes it to the nearest)",
    }
}

#[cfg(test)]
#[path = "ward_faults_tests.rs"]
mod tests;

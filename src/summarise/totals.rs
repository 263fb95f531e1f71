//! Do the wards' sums come to what was read? For each count that adds up: in a ward, in none, not known, all.

use super::carer_counts::CarerCounts;
use super::{Inputs, LocatedCarers};
use crate::fostering::Provider;
use crate::locate::{Located, Placing};
use crate::measure::MeasuredChild;

/// Where the records behind one count are. For every total, `in_wards` is the sum of the wards' column of the
/// same name, and `in_wards + outside + not_known = all`. `None` is not known, never zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The column of the ward table that this is the total of.
    pub column: &'static str,
    pub in_wards: Option<u64>,
    /// Located, and in no ward of the coverage. For `children_responsible`: the authority is not in the coverage.
    pub outside: Option<u64>,
    /// No point. For `children_responsible`: no responsible authority.
    pub not_known: Option<u64>,
    /// All records read and used.
    pub all: Option<u64>,
    /// How the points came to their wards; `None` where the total does not count points.
    pub placings: Option<Placings>,
}

/// Points that took more than plain containment to locate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placings {
    /// Exactly on a ward's edge.
    pub on_border: u64,
    /// In more than one ward, the boundaries overlapping.
    pub overlap: u64,
    /// Taken to the nearest ward.
    pub snapped: u64,
}

/// The totals of carers and children, those inputs that the study has.
pub fn totals(inputs: &Inputs) -> Vec<Total> {
    let mut totals = inputs.carers.map(carer_totals).unwrap_or_default();
    totals.extend(inputs.children.map(child_totals).unwrap_or_default());
    totals
}

fn carer_totals(carers: LocatedCarers) -> Vec<Total> {
    let none = CarerCounts::none(carers.told());
    let mut parts = [none; 3];
    for (carer, located) in carers.iter() {
        parts[part_of(located)].add(carer);
    }
    let mut all = none;
    parts.iter().for_each(|part| all += part);
    let total = |column, count: &dyn Fn(&CarerCounts) -> Option<u64>| Total {
        column,
        in_wards: count(&parts[0]),
        outside: count(&parts[1]),
        not_known: count(&parts[2]),
        all: count(&all),
        placings: None,
    };
    let of = |provider| move |counts: &CarerCounts| Some(counts.of(Some(provider)).carers);
    let mut carers_total = total("carers", &|counts| Some(counts.all().carers));
    carers_total.placings = Some(Placings::of(carers.iter().map(|(_, located)| located)));
    vec![
        carers_total,
        total("carers_in_house", &of(Provider::InHouse)),
        total("carers_ifa", &of(Provider::Ifa)),
        total("carers_other", &|counts| Some(counts.other_carers())),
        total("approved_places", &CarerCounts::approved_places),
        total("vacant_places", &CarerCounts::vacant_places),
    ]
}

fn child_totals(children: &[MeasuredChild]) -> Vec<Total> {
    let fostered = children.iter().filter(|child| child.is_fostered());
    let mut fostered = point_total("children_home_fostered", fostered.map(|child| child.home));
    if children.iter().all(|child| child.placement_group.is_none()) {
        fostered = Total { column: fostered.column, ..Total::default() };
    }
    vec![
        point_total("children_home", children.iter().map(|child| child.home)),
        fostered,
        point_total("children_placed", children.iter().map(|child| child.placement)),
        responsible_total(children),
    ]
}

fn point_total(column: &'static str, points: impl Iterator<Item = Located> + Clone) -> Total {
    let mut parts = [0; 3];
    points.clone().for_each(|point| parts[part_of(point)] += 1);
    Total { placings: Some(Placings::of(points)), ..total_of(column, parts) }
}

fn responsible_total(children: &[MeasuredChild]) -> Total {
    let mut parts = [0; 3];
    for child in children {
        let part = if child.responsible_ix.is_some() { 0 } else { 1 + usize::from(child.responsible.is_none()) };
        parts[part] += 1;
    }
    total_of("children_responsible", parts)
}

fn total_of(column: &'static str, parts: [u64; 3]) -> Total {
    let [in_wards, outside, not_known] = parts.map(Some);
    Total { column, in_wards, outside, not_known, all: Some(parts.iter().sum()), placings: None }
}

/// 0 in a ward, 1 in none, 2 not known.
pub(super) fn part_of(point: Located) -> usize {
    match (point.ward(), point.is_known()) {
        (Some(_), _) => 0,
        (None, true) => 1,
        (None, false) => 2,
    }
}

impl Placings {
    fn of(points: impl Iterator<Item = Located>) -> Self {
        let mut placings = Self::default();
        for point in points {
            match point.placing() {
                Placing::OnBorder => placings.on_border += 1,
                Placing::Overlap => placings.overlap += 1,
                Placing::Snapped => placings.snapped += 1,
                Placing::NotKnown | Placing::Outside | Placing::Inside | Placing::ByDirectory => {}
            }
        }
        placings
    }
}

#[cfg(test)]
#[path = "totals_tests.rs"]
mod tests;

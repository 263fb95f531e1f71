//! The figures that the tables of all areas share, from wards to nations.

use super::figure::{Figure, difference, figure, percent};
use crate::fostering::Provider;
use crate::geography::{AuthorityIx, Coverage, RegionIx, Ward};
use crate::measure::Category;
use crate::summarise::{AreaCounts, CarerCounts, ChildCounts, Place, Share, WardPotential};
use crate::write::Value;

/// What a row of an area table is filled from.
pub(super) struct AreaRow<'a> {
    pub(super) counts: &'a AreaCounts,
    pub(super) coverage: &'a Coverage,
    /// Wards only.
    pub(super) potential: Option<&'a WardPotential>,
    /// Wards only, in the order of the measures the ward table ranks on.
    pub(super) ranks: [Option<u64>; 5],
}

impl AreaRow<'_> {
    pub(super) fn code(&self) -> Value {
        Value::text(self.counts.place.code(self.coverage).map(|code| code.to_string()))
    }

    pub(super) fn name(&self) -> Value {
        Value::Text(self.counts.place.name(self.coverage).to_owned())
    }

    /// The ward, where the row is one.
    pub(super) fn ward(&self) -> Option<&Ward> {
        match self.counts.place {
            Place::Ward(ward) => Some(self.coverage.ward(ward)),
            _ => None,
        }
    }

    pub(super) fn authority(&self) -> Option<AuthorityIx> {
        match self.counts.place {
            Place::Ward(ward) => self.coverage.authority_of(ward),
            Place::Authority(authority) => Some(authority),
            Place::Region(_) | Place::Nation(_) | Place::Group(_) => None,
        }
    }

    pub(super) fn region_code(&self) -> Value {
        Value::text(self.region().map(|ix| self.coverage.regions[ix.0 as usize].code.to_string()))
    }

    pub(super) fn region_name(&self) -> Value {
        Value::text(self.region().map(|ix| self.coverage.regions[ix.0 as usize].name.clone()))
    }

    fn region(&self) -> Option<RegionIx> {
        self.coverage.authority(self.authority()?).region
    }

    fn carers(&self, value: impl Fn(&CarerCounts) -> Option<u64>) -> Value {
        Value::count(self.counts.carers.as_ref().and_then(value))
    }

    fn children(&self, value: impl Fn(&ChildCounts) -> Option<u64>) -> Value {
        Value::count(self.counts.children.as_ref().and_then(value))
    }

    /// A count of the children that the split is of.
    fn split(&self, value: impl Fn(&ChildCounts) -> u64) -> Value {
        self.children(|children| children.knows_its_own.then(|| value(children)))
    }

    fn miles(&self, value: impl Fn(&ChildCounts) -> Option<f64>) -> Value {
        Value::number(self.counts.own_children().and_then(value), 2)
    }

    fn category(&self, category: Category) -> Value {
        self.split(|children| children.in_category(category))
    }

    fn percent_of_split(&self, numerator: impl Fn(&ChildCounts) -> u64) -> Value {
        percent(self.counts.own_children().map(|children| Share::of(numerator(children), children.split_of())))
    }
}

/// The fields that the design names, in its order. `base` is whom the split and the distances are of.
pub(super) fn core_figures<'a>(base: &'static str) -> Vec<Figure<AreaRow<'a>>> {
    [carer_figures(), child_figures(), rate_figures(), split_figures(base)].into_iter().flatten().collect()
}

fn carer_figures<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("carers", "Approved fostering households living here.", |row| {
            row.carers(|each| Some(each.all().carers))
        }),
        figure("carers_in_house", "Carers approved by the authority itself.", |row| {
            row.carers(|carers| Some(carers.of(Some(Provider::InHouse)).carers))
        }),
        figure("carers_ifa", "Carers of independent fostering agencies.", |row| {
            row.carers(|carers| Some(carers.of(Some(Provider::Ifa)).carers))
        }),
        figure(
            "carers_other",
            "Carers of another authority or another provider, and those whose provider is not known.",
            |row| row.carers(|carers| Some(carers.other_carers())),
        ),
        figure("approved_places", "Approved places, as far as carers state them; empty when none here does.", |row| {
            row.carers(CarerCounts::approved_places)
        }),
        figure("vacant_places", "Vacant places, as far as carers state them; empty when none here does.", |row| {
            row.carers(CarerCounts::vacant_places)
        }),
    ]
}

fn child_figures<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("children_home", "Children looked after whose home is here.", |row| {
            row.children(|children| children.children_home)
        }),
        figure(
            "children_placed",
            "Children looked after who are placed here, told by the ward of the placement.",
            |row| row.children(|children| children.children_placed),
        ),
        figure(
            "children_placed_from_elsewhere",
            "Children placed here by an authority from elsewhere; empty when the file holds only the area's own children.",
            |row| row.children(|children| children.children_placed_from_elsewhere),
        ),
    ]
}

fn rate_figures<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("population_0_17", "Under-18s living here; empty when not known of every ward.", |row| {
            Value::count(row.counts.population_0_17)
        }),
        figure("children_home_per_10k", "children_home to every 10,000 under-18s living here.", |row| {
            Value::number(row.counts.children_home_per_10k(), 2)
        }),
        figure("carers_per_10k_households", "Carers to every 10,000 households here.", |row| {
            Value::number(row.counts.carers_per_10k_households(), 2)
        }),
    ]
}

fn split_figures<'a>(base: &'static str) -> Vec<Figure<AreaRow<'a>>> {
    let of = |what: &str| format!("{what}, of {base}.");
    vec![
        figure("median_distance_miles", of("Median distance from home to placement in miles"), |row| {
            row.miles(|children| children.distance.median_miles)
        }),
        figure("mean_distance_miles", of("Mean distance from home to placement in miles"), |row| {
            row.miles(|children| children.distance.mean_miles)
        }),
        figure("inside_near", of("Placed inside the boundary and near"), |row| row.category(Category::InsideNear)),
        figure("inside_far", of("Placed inside the boundary and far"), |row| row.category(Category::InsideFar)),
        figure("inside_not_known", of("Placed inside the boundary, distance not known"), |row| {
            row.category(Category::InsideNotKnown)
        }),
        figure("outside_near", of("Placed outside the boundary and near"), |row| row.category(Category::OutsideNear)),
        figure("outside_far", of("Placed outside the boundary and far"), |row| row.category(Category::OutsideFar)),
        figure("outside_not_known", of("Placed outside the boundary, distance not known"), |row| {
            row.category(Category::OutsideNotKnown)
        }),
        figure("boundary_not_known", of("Not known whether inside or outside the boundary"), |row| {
            row.category(Category::BoundaryNotKnown)
        }),
    ]
}

/// The fields after the design's own.
pub(super) fn further_figures<'a>(base: &'static str) -> Vec<Figure<AreaRow<'a>>> {
    [place_figures(), share_figures(base), need_figures()].into_iter().flatten().collect()
}

/// Approved places are these and the vacant ones together, where carers state all four.
fn place_figures<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure(
            "filled_places",
            "Places with a child in them, as far as carers state them; empty when none here does.",
            |row| row.carers(CarerCounts::filled_places),
        ),
        figure(
            "not_available_places",
            "Places neither filled nor free for now, as far as carers state them; empty when none here does.",
            |row| row.carers(CarerCounts::not_available_places),
        ),
    ]
}

fn share_figures<'a>(base: &'static str) -> Vec<Figure<AreaRow<'a>>> {
    let of = |what: &str| format!("{what}, of {base}.");
    vec![
        figure("split_children", format!("How many {base} are: the denominator of the percentages."), |row| {
            row.split(ChildCounts::split_of)
        }),
        figure("inside_near_percent", of("inside_near in percent"), |row| {
            row.percent_of_split(|children| children.in_category(Category::InsideNear))
        }),
        figure("outside", of("Placed outside the boundary, at any distance"), |row| row.split(ChildCounts::outside)),
        figure("outside_percent", of("outside in percent"), |row| row.percent_of_split(ChildCounts::outside)),
        figure("outside_far_percent", of("outside_far in percent"), |row| {
            row.percent_of_split(|children| children.in_category(Category::OutsideFar))
        }),
        figure("distance_known", of("Children whose distance is known"), |row| {
            row.split(|children| children.distance.known)
        }),
        figure("distance_not_known", of("Children whose distance is not known"), |row| {
            row.split(|children| children.distance.not_known)
        }),
    ]
}

fn need_figures<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("children_home_fostered", "Fostered children whose home is here.", |row| {
            row.children(|children| children.children_home_fostered)
        }),
        figure("net_in", "children_placed less children_home: more come than go where it is above 0.", |row| {
            difference(row.counts.children.as_ref().and_then(ChildCounts::net_in))
        }),
        figure("gap_places", "children_home_fostered less approved_places: how many places short.", |row| {
            difference(row.counts.gap_places())
        }),
        figure("children_home_per_carer", "children_home to each carer here; empty where there is none.", |row| {
            Value::number(row.counts.children_home_per_carer(), 2)
        }),
        figure("households", "Households of every segment; empty when not known of every ward.", |row| {
            Value::count(row.counts.households)
        }),
        figure("carers_without_approved_places", "Carers here who state no number of approved places.", |row| {
            row.carers(|carers| Some(carers.all().approved.carers_not_stating))
        }),
        figure("carers_without_vacant_places", "Carers here who state no number of vacant places.", |row| {
            row.carers(|carers| Some(carers.all().vacant.carers_not_stating))
        }),
        figure(
            "children_placed_responsible_not_known",
            "Children placed here whose responsible authority is not known.",
            |row| row.children(|children| Some(children.children_placed_responsible_not_known)),
        ),
    ]
}

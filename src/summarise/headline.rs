//! `Summary`: the headline figures, as `summary.json` holds them. The fields documented here are its schema.
//! Each percentage stands beside its numerator and denominator; `null` is not known, never zero.

use serde::Serialize;

use super::Share;
use crate::geography::{DistanceMode, GssCode};

/// The headline figures of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The study's authority; null when the study names none and the figures are of all children.
    pub authority_code: Option<GssCode>,
    /// Its name; null when it is not in the coverage.
    pub authority_name: Option<String>,
    /// Which figure of the distance decides near and far: `ssda903` or `exact`.
    pub distance_mode: DistanceMode,
    /// Near is this many miles or less.
    pub threshold_miles: f64,
    /// Wards in the coverage.
    pub wards: u64,
    /// Authorities in the coverage.
    pub authorities: u64,
    /// Null when the study has no carers' file.
    pub carers: Option<CarersHeadline>,
    /// Null when the study has no children's file.
    pub children: Option<ChildrenHeadline>,
    /// Where the children of a Welsh authority are placed; not there in studies of elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub welsh_split: Option<WelshHeadline>,
    /// Other authorities' children placed in the study's authority; null when the study names no authority of
    /// the coverage, and when the file holds only its own children.
    pub placed_here: Option<PlacedHereHeadline>,
}

/// All carers of the file, wherever they live.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CarersHeadline {
    pub carers: u64,
    /// Of all carers.
    pub in_house: Share,
    /// Of all carers: independent fostering agencies'.
    pub ifa: Share,
    /// Of all carers: another authority's, another provider's, and those whose provider is not known.
    pub other: Share,
    /// Approved places, as far as carers state them; null when none does.
    pub approved_places: Option<u64>,
    /// Carers who state no number of approved places.
    pub carers_without_approved_places: u64,
    /// Vacant places, as far as carers state them; null when none does.
    pub vacant_places: Option<u64>,
    /// Carers who state no number of vacant places.
    pub carers_without_vacant_places: u64,
    /// Of all carers: those living in a ward of the study's authority; null when it names none.
    pub living_in_authority: Option<Share>,
    /// Carers whose point is in no ward of the coverage.
    pub in_no_ward: u64,
    /// Carers without a point.
    pub not_located: u64,
}

/// The children the study's authority is responsible for, or all children where it names none.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChildrenHeadline {
    /// The children these figures are of.
    pub children: u64,
    /// Children used of the file, whoever is responsible; rows left out are not among them.
    pub children_used: u64,
    /// Of all children: with foster carers.
    pub fostered: Share,
    /// Children whose placement type is not known.
    pub placement_type_not_known: u64,
    /// Children whose home is in no ward of the coverage.
    pub home_in_no_ward: u64,
    /// Children whose home has no point.
    pub home_not_known: u64,
    /// Children whose placement is in no ward of the coverage.
    pub placement_in_no_ward: u64,
    /// Children whose placement has no point.
    pub placement_not_known: u64,
    /// Children in the file for whom no authority is known to be responsible.
    pub responsible_not_known: u64,
    /// Unaccompanied asylum-seeking children: counted, their distance not known.
    pub uasc: u64,
    /// How all of these children are placed.
    pub all: PlacedHeadline,
    /// How the fostered children among them are placed.
    pub foster_placements: PlacedHeadline,
}

/// How a set of children is placed. The denominator of every share is `children` unless said otherwise.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedHeadline {
    pub children: u64,
    pub inside: Share,
    pub outside: Share,
    /// The threshold or less, on whichever side of the boundary.
    pub near: Share,
    /// Over the threshold, on whichever side of the boundary.
    pub far: Share,
    pub distance_not_known: Share,
    /// DfE's categories; they add up to `children`.
    pub categories: CategoryShares,
    /// Where those placed outside are.
    pub outside_where: BeyondShares,
    /// Miles as the SSDA903 return states them.
    pub distance_ssda903: DistanceHeadline,
    /// Miles of 1,609.344 m, unrounded.
    pub distance_exact: DistanceHeadline,
}

/// A share for each of DfE's categories.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CategoryShares {
    pub inside_near: Share,
    pub inside_far: Share,
    pub inside_not_known: Share,
    pub outside_near: Share,
    pub outside_far: Share,
    pub outside_not_known: Share,
    pub boundary_not_known: Share,
}

/// Where children placed outside are, of all children and of those placed outside.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BeyondShares {
    pub bordering: OutsideShare,
    pub rest_of_region: OutsideShare,
    pub rest_of_nation: OutsideShare,
    pub another_nation: OutsideShare,
    /// In no ward of the coverage: it cannot be said which of the others.
    pub beyond_these_boundaries: OutsideShare,
    pub not_known: OutsideShare,
}

/// The same children against both denominators.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OutsideShare {
    pub of_all: Share,
    pub of_outside: Share,
}

/// Home to placement in miles, two decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct DistanceHeadline {
    /// Children whose distance is known: what the figures are of.
    pub children_known: u64,
    pub children_not_known: u64,
    pub mean_miles: Option<f64>,
    pub lower_quartile_miles: Option<f64>,
    pub median_miles: Option<f64>,
    pub upper_quartile_miles: Option<f64>,
    pub ninetieth_percentile_miles: Option<f64>,
    pub maximum_miles: Option<f64>,
}

/// Children placed in the study's authority, whoever is responsible.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacedHereHeadline {
    pub children_placed: u64,
    /// Of all children placed here: the authority's own.
    pub own: Share,
    /// Of all children placed here: other authorities'.
    pub of_other_authorities: Share,
    /// Of all children placed here: those for whom it is not known who is responsible.
    pub responsible_not_known: Share,
    /// Of other authorities' children placed here: those of bordering authorities. The rest likewise.
    pub from_bordering: Share,
    pub from_rest_of_region: Share,
    pub from_rest_of_nation: Share,
    pub from_another_nation: Share,
    pub from_not_known: Share,
}

/// Where the children of a Welsh authority are placed, as Welsh statistics tell it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WelshHeadline {
    /// Of all children.
    pub all: WelshShares,
    /// Of the fostered children.
    pub foster_placements: WelshShares,
}

/// Shares that add up to the children they are of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WelshShares {
    /// Inside the responsible authority.
    pub inside: Share,
    /// In another authority of Wales.
    pub elsewhere_in_wales: Share,
    pub england: Share,
    /// In Scotland, Northern Ireland, the Channel Islands or Man.
    pub elsewhere: Share,
    pub not_known: Share,
}

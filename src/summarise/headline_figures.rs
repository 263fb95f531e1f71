//! Fills the [`Summary`] from the answers already found, so that it cannot disagree with the tables.

use super::breakdown::{Breakdown, Group};
use super::distribution::Distribution;
use super::headline::{
    BeyondShares, CarersHeadline, CategoryShares, ChildrenHeadline, DistanceHeadline, OutsideShare, PlacedHeadline,
    PlacedHereHeadline, Summary, WelshHeadline, WelshShares,
};
use super::inputs::in_scope;
use super::inputs::is_ward_in_scope;
use super::share::rounded;
use super::totals::part_of;
use super::{
    CarerCounts, GroupDistances, GroupSplit, Inputs, LocatedCarers, OutsideWhere, PlacedHere, ProviderSplit, Share,
    WelshPlace, WelshSplit,
};
use crate::fostering::Provider;
use crate::locate::Located;
use crate::measure::{Beyond, Category, MeasuredChild, Nearness};

/// The answers that the headline quotes.
pub(super) struct Answers<'a> {
    pub(super) provider_split: &'a [ProviderSplit],
    pub(super) boundary_split: &'a [GroupSplit],
    pub(super) outside_where: &'a [OutsideWhere],
    pub(super) welsh_split: Option<&'a [WelshSplit; 2]>,
    pub(super) distances: &'a [GroupDistances],
    pub(super) placed_here: &'a [PlacedHere],
}

pub(super) fn summary(inputs: &Inputs, answers: &Answers) -> Summary {
    let settings = inputs.settings;
    let authority = settings.authority.and_then(|code| inputs.coverage.find_authority(code));
    let all_carers = answers.provider_split.iter().find(|split| split.place.is_none()).and_then(|split| split.carers);
    let here = authority.and_then(|ix| answers.placed_here.iter().find(|here| here.authority == ix));
    Summary {
        authority_code: settings.authority,
        authority_name: authority.map(|ix| inputs.coverage.authority(ix).name.clone()),
        distance_mode: settings.distance,
        threshold_miles: settings.threshold_miles,
        wards: inputs.coverage.wards.len() as u64,
        authorities: inputs.coverage.authorities.len() as u64,
        carers: inputs.carers.zip(all_carers).map(|(carers, counts)| carers_headline(inputs, carers, &counts)),
        children: inputs.children.and_then(|children| children_headline(inputs, children, answers)),
        welsh_split: answers.welsh_split.map(welsh_headline),
        placed_here: here.map(placed_here_headline),
    }
}

fn carers_headline(inputs: &Inputs, carers: LocatedCarers, counts: &CarerCounts) -> CarersHeadline {
    let all = counts.all();
    let of_all = |count| Share::of(count, all.carers);
    let is_own =
        |point: Located| point.ward().is_some_and(|ward| is_ward_in_scope(ward, inputs.coverage, inputs.settings));
    let (mut points, mut own) = ([0; 3], 0);
    for (_, located) in carers.iter() {
        points[part_of(located)] += 1;
        own += u64::from(inputs.settings.authority.is_some() && is_own(located));
    }
    let [_, in_no_ward, not_located] = points;
    CarersHeadline {
        carers: all.carers,
        in_house: of_all(counts.of(Some(Provider::InHouse)).carers),
        ifa: of_all(counts.of(Some(Provider::Ifa)).carers),
        other: of_all(counts.other_carers()),
        approved_places: counts.approved_places(),
        carers_without_approved_places: all.approved.carers_not_stating,
        vacant_places: counts.vacant_places(),
        carers_without_vacant_places: all.vacant.carers_not_stating,
        living_in_authority: inputs.settings.authority.map(|_| of_all(own)),
        in_no_ward,
        not_located,
    }
}

fn children_headline(inputs: &Inputs, children: &[MeasuredChild], answers: &Answers) -> Option<ChildrenHeadline> {
    let [all, foster_placements] = [Breakdown::All, Breakdown::Fostered].map(|each| placed_headline(each, answers));
    let (all, foster_placements) = (all?, foster_placements?);
    let mut counts = HeadlineCounts::default();
    in_scope(children, inputs.settings).for_each(|child| counts.add(child));
    let ([_, home_in_no_ward, home_not_known], [_, placement_in_no_ward, placement_not_known]) =
        (counts.homes, counts.placements);
    Some(ChildrenHeadline {
        children: all.children,
        children_used: children.len() as u64,
        fostered: Share::of(foster_placements.children, all.children),
        placement_type_not_known: counts.placement_type_not_known,
        home_in_no_ward,
        home_not_known,
        placement_in_no_ward,
        placement_not_known,
        responsible_not_known: children.iter().filter(|child| child.responsible.is_none()).count() as u64,
        uasc: counts.uasc,
        all,
        foster_placements,
    })
}

/// What the headline counts of the children itself, in one go over them.
#[derive(Default)]
struct HeadlineCounts {
    placement_type_not_known: u64,
    uasc: u64,
    /// In a ward, in none, not known.
    homes: [u64; 3],
    placements: [u64; 3],
}

impl HeadlineCounts {
    fn add(&mut self, child: &MeasuredChild) {
        self.placement_type_not_known += u64::from(child.placement_group.is_none());
        self.uasc += u64::from(child.is_uasc == Some(true));
        self.homes[part_of(child.home)] += 1;
        self.placements[part_of(child.placement)] += 1;
    }
}

/// `None` only when the answers lack the breakdown.
fn placed_headline(breakdown: Breakdown, answers: &Answers) -> Option<PlacedHeadline> {
    let is_it = |group: &Group| group.breakdown == breakdown;
    let split = answers.boundary_split.iter().find(|row| is_it(&row.group))?;
    let beyond = answers.outside_where.iter().find(|row| is_it(&row.group))?;
    let distances = answers.distances.iter().find(|row| is_it(&row.group))?;
    Some(PlacedHeadline {
        children: split.children,
        inside: split.inside(),
        outside: split.outside(),
        near: split.at_distance(Nearness::Near),
        far: split.at_distance(Nearness::Far),
        distance_not_known: split.at_distance(Nearness::NotKnown),
        categories: category_shares(split),
        outside_where: beyond_shares(beyond),
        distance_ssda903: distance_headline(&distances.ssda903),
        distance_exact: distance_headline(&distances.exact),
    })
}

fn category_shares(split: &GroupSplit) -> CategoryShares {
    CategoryShares {
        inside_near: split.share(Category::InsideNear),
        inside_far: split.share(Category::InsideFar),
        inside_not_known: split.share(Category::InsideNotKnown),
        outside_near: split.share(Category::OutsideNear),
        outside_far: split.share(Category::OutsideFar),
        outside_not_known: split.share(Category::OutsideNotKnown),
        boundary_not_known: split.share(Category::BoundaryNotKnown),
    }
}

fn beyond_shares(outside: &OutsideWhere) -> BeyondShares {
    let share =
        |beyond| OutsideShare { of_all: outside.share_of_all(beyond), of_outside: outside.share_of_outside(beyond) };
    BeyondShares {
        bordering: share(Beyond::Bordering),
        rest_of_region: share(Beyond::RestOfRegion),
        rest_of_nation: share(Beyond::RestOfNation),
        another_nation: share(Beyond::AnotherNation),
        beyond_these_boundaries: share(Beyond::BeyondTheseBoundaries),
        not_known: share(Beyond::NotKnown),
    }
}

fn distance_headline(spread: &Distribution) -> DistanceHeadline {
    let miles = |miles: Option<f64>| miles.map(|miles| rounded(miles, 2));
    DistanceHeadline {
        children_known: spread.known,
        children_not_known: spread.not_known,
        mean_miles: miles(spread.mean_miles),
        lower_quartile_miles: miles(spread.lower_quartile_miles),
        median_miles: miles(spread.median_miles),
        upper_quartile_miles: miles(spread.upper_quartile_miles),
        ninetieth_percentile_miles: miles(spread.ninetieth_percentile_miles),
        maximum_miles: miles(spread.maximum_miles),
    }
}

fn placed_here_headline(here: &PlacedHere) -> PlacedHereHeadline {
    let of_placed = |count| Share::of(count, here.children_placed);
    PlacedHereHeadline {
        children_placed: here.children_placed,
        own: of_placed(here.own),
        of_other_authorities: of_placed(here.of_others),
        responsible_not_known: of_placed(here.responsible_not_known),
        from_bordering: here.share(Beyond::Bordering),
        from_rest_of_region: here.share(Beyond::RestOfRegion),
        from_rest_of_nation: here.share(Beyond::RestOfNation),
        from_another_nation: here.share(Beyond::AnotherNation),
        from_not_known: here.share(Beyond::NotKnown),
    }
}

fn welsh_headline([all, foster_placements]: &[WelshSplit; 2]) -> WelshHeadline {
    let shares = |split: &WelshSplit| WelshShares {
        inside: split.share(WelshPlace::Inside),
        elsewhere_in_wales: split.share(WelshPlace::ElsewhereInWales),
        england: split.share(WelshPlace::England),
        elsewhere: split.share(WelshPlace::Elsewhere),
        not_known: split.share(WelshPlace::NotKnown),
    };
    WelshHeadline { all: shares(all), foster_placements: shares(foster_placements) }
}

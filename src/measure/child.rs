//! `MeasuredChild`: all that is known of where one child lived, lives, and how far apart.
//! Made once a run; every summary counts these.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Beyond, Boundary, Category, Nearness, Neighbours, PlacedIn, boundary, nearness};
use crate::fostering::{AgeBand, Child, PlacementGroup, Provider};
use crate::geography::{AuthorityIx, Coverage, Distance, GssCode};
use crate::locate::Located;
use crate::study::Settings;

/// One child, located and measured. `None` is not known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeasuredChild {
    pub home: Located,
    pub placement: Located,
    /// The authority of the placement: that of its ward, unless boundaries of authorities or the directory decide.
    pub placed_in: PlacedIn,
    /// The authority responsible for the child: the row's, else the study's.
    pub responsible: Option<GssCode>,
    /// Its position, when it is in the coverage.
    pub responsible_ix: Option<AuthorityIx>,
    /// Home to placement. Not known for UASC, even where both points are (design, rule 6).
    pub distance: Option<Distance>,
    pub boundary: Boundary,
    pub nearness: Nearness,
    pub category: Category,
    /// Where a placement outside the boundary is; `None` when it is inside, or that is not known.
    pub beyond: Option<Beyond>,
    pub placement_group: Option<PlacementGroup>,
    pub provider: Option<Provider>,
    pub age_band: Option<AgeBand>,
    pub is_uasc: Option<bool>,
}

impl MeasuredChild {
    /// Is the child known to be with foster carers?
    pub fn is_fostered(&self) -> bool {
        self.placement_group.is_some_and(PlacementGroup::is_foster)
    }
}

/// Measures every child, in the order given. `homes` and `placements` are the located points of `children`, `placed_in`
/// the authorities of the placements, one a child in the same order; `bordering` has one set an authority of the coverage.
///
/// # Panics
/// When the four lists are not equally long: a fault of the caller, never of its input.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::measure::measure_children;
/// use nearhome::study::Settings;
/// assert!(measure_children(&[], &[], &[], &[], &Coverage::default(), &[], &Settings::default()).is_empty());
/// ```
pub fn measure_children(
    children: &[Child],
    homes: &[Located],
    placements: &[Located],
    placed_in: &[PlacedIn],
    coverage: &Coverage,
    bordering: &[BTreeSet<AuthorityIx>],
    settings: &Settings,
) -> Vec<MeasuredChild> {
    assert_eq!(children.len(), homes.len(), "one located home a child");
    assert_eq!(children.len(), placements.len(), "one located placement a child");
    assert_eq!(children.len(), placed_in.len(), "one authority of the placement a child");
    let neighbours = Neighbours::new(coverage, bordering, settings);
    let located = children.par_iter().zip(homes).zip(placements.par_iter().zip(placed_in));
    let measure = |((child, &home), (&at, &placed_in))| measure(child, home, (at, placed_in), &neighbours, settings);
    located.map(measure).collect()
}

fn measure(
    child: &Child,
    home: Located,
    (placement, placed_in): (Located, PlacedIn),
    neighbours: &Neighbours,
    settings: &Settings,
) -> MeasuredChild {
    let coverage = neighbours.coverage();
    let of_study = settings.authority.filter(|_| !child.has_unreadable_authority);
    let responsible = child.responsible_authority.or(of_study);
    let distance = distance(child);
    let boundary = stated_boundary(child).unwrap_or_else(|| boundary(placed_in, responsible, coverage));
    let nearness = nearness(distance, settings);
    let outside_of = responsible.filter(|_| boundary == Boundary::Outside);
    MeasuredChild {
        home,
        placement,
        placed_in,
        responsible,
        responsible_ix: responsible.and_then(|code| neighbours.find(code)),
        distance,
        boundary,
        nearness,
        category: Category::of(boundary, nearness),
        beyond: outside_of.map(|own| neighbours.beyond(own, placed_in)),
        placement_group: child.placement_type.map(|placement_type| placement_type.group()),
        provider: child.provider,
        age_band: child.age_band(),
        is_uasc: child.is_uasc,
    }
}

/// Between the two points; for want of points as the file states it.
fn distance(child: &Child) -> Option<Distance> {
    let measured = child.home.zip(child.placement).map(|(home, placement)| Distance::between(home, placement));
    let stated = || Distance::stated(child.stated()?.distance_miles?);
    measured.or_else(stated).filter(|_| child.is_uasc != Some(true) && !child.was_uasc)
}

/// What the file states of a placement that has no point.
fn stated_boundary(child: &Child) -> Option<Boundary> {
    let stated = child.stated().filter(|_| child.placement.is_none())?;
    Some(match stated.is_inside {
        Some(true) => Boundary::Inside,
        Some(false) => Boundary::Outside,
        None => Boundary::NotKnown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fostering::{ChildTold, StatedPlacement};
    use crate::geography::{GridPoint, WardIx};
    use crate::summarise::made_up::{AUTHORITIES, a_child, small_bordering, small_coverage};

    fn measured(child: Child, placement: Located, settings: &Settings) -> MeasuredChild {
        let home = Located::inside(WardIx(0));
        let coverage = small_coverage();
        let placed_in = PlacedIn::by_ward(placement, &coverage);
        measure_children(&[child], &[home], &[placement], &[placed_in], &coverage, &small_bordering(), settings)[0]
    }

    fn child_with_both_points() -> Child {
        Child { home: GridPoint::new(0.0, 0.0), placement: GridPoint::new(16_093.0, 0.0), ..a_child() }
    }

    #[test]
    fn the_row_says_who_is_responsible_and_else_the_study_does() {
        let [own, other, ..] = AUTHORITIES;
        let settings = Settings { authority: own.parse().ok(), ..Settings::default() };
        let silent = measured(child_with_both_points(), Located::inside(WardIx(0)), &settings);
        assert_eq!((silent.responsible, silent.boundary), (own.parse().ok(), Boundary::Inside));
        let row = Child { responsible_authority: other.parse().ok(), ..child_with_both_points() };
        let stated = measured(row, Located::inside(WardIx(0)), &settings);
        assert_eq!((stated.responsible, stated.boundary), (other.parse().ok(), Boundary::Outside));
        assert_eq!(stated.beyond, Some(Beyond::Bordering));
    }

    #[test]
    fn uasc_are_counted_and_their_distance_is_not_known() {
        let settings = Settings { authority: AUTHORITIES[0].parse().ok(), ..Settings::default() };
        let here = Located::inside(WardIx(0));
        let uasc = measured(Child { is_uasc: Some(true), ..child_with_both_points() }, here, &settings);
        assert_eq!((uasc.distance, uasc.category), (None, Category::InsideNotKnown));
        let was = measured(Child { is_uasc: Some(false), was_uasc: true, ..child_with_both_points() }, here, &settings);
        assert_eq!((was.distance, was.category), (None, Category::InsideNotKnown));
        let other = measured(Child { is_uasc: None, ..child_with_both_points() }, here, &settings);
        assert_eq!(other.distance.map(Distance::ssda903_miles), Some(10.0));
        assert_eq!(other.category, Category::InsideNear);
    }

    #[test]
    fn what_the_file_states_stands_in_for_points_and_never_outranks_them() {
        let settings = Settings { authority: AUTHORITIES[0].parse().ok(), ..Settings::default() };
        let stated = |distance_miles, is_inside| ChildTold::stated(StatedPlacement { distance_miles, is_inside });
        let child = |told| measured(Child { told, ..a_child() }, Located::NOT_KNOWN, &settings);
        assert_eq!(child(stated(Some(20.0), Some(true))).category, Category::InsideNear);
        assert_eq!(child(stated(Some(20.1), Some(false))).category, Category::OutsideFar);
        assert_eq!(child(stated(Some(20.1), Some(false))).beyond, Some(Beyond::NotKnown));
        assert_eq!(child(stated(None, Some(true))).category, Category::InsideNotKnown);
        assert_eq!(child(stated(Some(999.9), Some(true))).category, Category::InsideNotKnown);
        assert_eq!(child(stated(Some(3.0), None)).category, Category::BoundaryNotKnown);
        let uasc = Child { told: stated(Some(3.0), Some(true)), is_uasc: Some(true), ..a_child() };
        assert_eq!(measured(uasc, Located::NOT_KNOWN, &settings).category, Category::InsideNotKnown);
        let both = Child { told: stated(Some(99.0), Some(false)), ..child_with_both_points() };
        assert_eq!(measured(both, Located::inside(WardIx(0)), &settings).category, Category::InsideNear);
    }

    #[test]
    fn a_placement_without_a_point_has_no_boundary_and_no_distance() {
        let settings = Settings { authority: AUTHORITIES[0].parse().ok(), ..Settings::default() };
        let child = Child { placement: None, ..child_with_both_points() };
        let unknown = measured(child, Located::NOT_KNOWN, &settings);
        assert_eq!(unknown.category, Category::BoundaryNotKnown);
        assert_eq!((unknown.distance, unknown.beyond), (None, None));
    }
}

//! The return's rules on where children are placed that need the map: who is placed out of the authority by its own
//! provision, who further off than can be. Stands beside `measure`; the other rules are `read::ssda903`'s.

use std::collections::BTreeMap;

use super::{Boundary, MeasuredChild};
use crate::fostering::{BrokenRule, Child, PlacementGroup, Provider};
use crate::geography::Distance;

/// More miles than this are taken for a slip of the pen (rule 454 of 2025/26).
const FARTHEST_MILES: f64 = 350.0;

const OWN_PROVISION: (&str, &str, &str) = (
    "1015",
    "placed by the authority's own provision (PR1), other than with foster carers or for adoption, and outside its boundary",
    "PL_POST",
);
const TOO_FAR: (&str, &str, &str) = ("454", "the placement is more than 350 miles from home", "PL_POST");

/// The rules that the children of a return break, in order of file and rule. `files` has the name of each child's
/// episodes file; it, `children` and `measured` are in the same order.
///
/// Rule 1015 is told by the boundary that the run found, so a placement whose boundary is not known breaks none.
pub fn location_rules(children: &[Child], measured: &[MeasuredChild], files: &[String]) -> Vec<BrokenRule> {
    let mut rows: BTreeMap<_, Vec<u64>> = BTreeMap::new();
    for ((child, found), file) in children.iter().zip(measured).zip(files) {
        let broken = [(OWN_PROVISION, is_own_provision_outside(child, found)), (TOO_FAR, is_too_far(found))];
        for (rule, _) in broken.into_iter().filter(|(_, is_broken)| *is_broken) {
            rows.entry((file, rule)).or_default().push(child.row.into());
        }
    }
    let rule = |((file, (rule, what, column)), mut rows): ((&String, (_, _, &str)), Vec<u64>)| {
        rows.sort_unstable();
        BrokenRule { file: file.clone(), rule, what, column: Some(column.to_owned()), rows }
    };
    rows.into_iter().map(rule).collect()
}

fn is_own_provision_outside(child: &Child, found: &MeasuredChild) -> bool {
    let may_be_anywhere = |group: PlacementGroup| group.is_foster() || group == PlacementGroup::Adoption;
    child.provider == Some(Provider::InHouse)
        && found.boundary == Boundary::Outside
        && found.placement_group.is_some_and(|group| !may_be_anywhere(group))
}

fn is_too_far(found: &MeasuredChild) -> bool {
    found.distance.is_some_and(|distance: Distance| distance.ssda903_miles() > FARTHEST_MILES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fostering::PlacementType;
    use crate::geography::{GridPoint, WardIx};
    use crate::locate::Located;
    use crate::measure::{PlacedIn, measure_children};
    use crate::study::Settings;
    use crate::summarise::made_up::{AUTHORITIES, a_child, small_bordering, small_coverage};

    /// The rules that a child breaks who is placed in a ward, so many metres from home.
    fn broken(place: &str, provider: &str, ward: u32, metres: f64) -> Vec<&'static str> {
        let child = Child {
            home: GridPoint::new(0.0, 0.0),
            placement: GridPoint::new(metres, 0.0),
            placement_type: PlacementType::parse(place),
            provider: Provider::parse(provider),
            ..a_child()
        };
        let settings = Settings { authority: AUTHORITIES[0].parse().ok(), ..Settings::default() };
        let (coverage, bordering) = (small_coverage(), small_bordering());
        let at = Located::inside(WardIx(ward));
        let placed_in = PlacedIn::by_ward(at, &coverage);
        let measured = measure_children(
            std::slice::from_ref(&child),
            &[at],
            &[at],
            &[placed_in],
            &coverage,
            &bordering,
            &settings,
        );
        location_rules(&[child], &measured, &["episodes.csv".to_owned()]).iter().map(|rule| rule.rule).collect()
    }

    #[test]
    fn own_provision_is_within_the_authority_but_for_fostering_and_adoption() {
        let (inside, outside) = (0, 2);
        assert_eq!(broken("K2", "PR1", outside, 9.0), ["1015"]);
        for (place, provider, ward) in [
            ("K2", "PR1", inside),
            ("K2", "PR4", outside),
            ("U4", "PR1", outside),
            ("A3", "PR1", outside),
            ("", "PR1", outside),
        ] {
            assert!(broken(place, provider, ward, 9.0).is_empty(), "{place} {provider} {ward}");
        }
    }

    #[test]
    fn more_than_350_miles_is_too_far() {
        // 350.05 x 1,609.3 m = 563,335.465 m is where the rounded figure leaves 350.0.
        assert!(broken("U4", "PR4", 0, 563_335.0).is_empty());
        assert_eq!(broken("U4", "PR4", 0, 563_336.0), ["454"]);
    }

    #[test]
    fn rows_are_gathered_by_file_and_rule() {
        let child =
            |row| Child { row, home: GridPoint::new(0.0, 0.0), placement: GridPoint::new(6e5, 0.0), ..a_child() };
        let children = [child(9), child(4), child(5)];
        let nowhere = [Located::NOT_KNOWN; 3];
        let (coverage, settings) = (small_coverage(), Settings::default());
        let (placed_in, bordering) = ([PlacedIn::NotKnown; 3], small_bordering());
        let measured = measure_children(&children, &nowhere, &nowhere, &placed_in, &coverage, &bordering, &settings);
        let found = location_rules(&children, &measured, &["a.csv", "a.csv", "b.csv"].map(str::to_owned));
        let rows: Vec<_> = found.iter().map(|rule| (&*rule.file, &rule.rows[..])).collect();
        assert_eq!(rows, [("a.csv", &[4, 9][..]), ("b.csv", &[5][..])]);
    }
}

//! The split against plain filters, and sums that must agree.

use proptest::prelude::*;

use super::*;
use crate::fostering::PlacementGroup;
use crate::geography::GssCode;
use crate::summarise::Breakdown;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};

fn own(children: &[MeasuredChild], authority: Option<GssCode>) -> Vec<&MeasuredChild> {
    children.iter().filter(|child| authority.is_none() || child.responsible == authority).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn cells_add_up_to_their_group_and_groups_to_all(seed: u64) {
        let study = MadeUp::at_random(seed, 0, 200);
        let children = study.measured();
        let all = own(&children, study.settings.authority).len() as u64;
        let rows = boundary_split(&children, &study.coverage, &study.settings);
        let outside = outside_where(&children, &study.coverage, &study.settings);
        prop_assert_eq!((rows[0].children, rows.len()), (all, outside.len()));
        for (row, where_) in rows.iter().zip(&outside) {
            prop_assert_eq!(&row.group, &where_.group);
            prop_assert_eq!(row.by_category.iter().sum::<u64>(), row.children);
            prop_assert_eq!(row.by_nearness.iter().sum::<u64>(), row.children);
            prop_assert_eq!(row.outside().numerator, where_.outside());
            let unknown = row.share(Category::BoundaryNotKnown).numerator;
            prop_assert_eq!(row.inside().numerator + row.outside().numerator + unknown, row.children);
            prop_assert_eq!(where_.children, row.children);
        }
        for breakdown in [Breakdown::PlacementType, Breakdown::HomeWard, Breakdown::ResponsibleAuthority] {
            for category in Category::ALL {
                let of_breakdown = rows.iter().filter(|row| row.group.breakdown == breakdown);
                let sum: u64 = of_breakdown.map(|row| row.share(category).numerator).sum();
                prop_assert_eq!(sum, rows[0].share(category).numerator);
            }
        }
    }

    #[test]
    fn each_cell_is_the_plain_count(seed: u64) {
        let study = MadeUp::at_random(seed, 0, 200);
        let children = study.measured();
        let own = own(&children, study.settings.authority);
        let rows = boundary_split(&children, &study.coverage, &study.settings);
        for group in PlacementGroup::ALL {
            let row = rows.iter().find(|row| row.group.label == group.label()).unwrap();
            let there: Vec<_> = own.iter().filter(|child| child.placement_group == Some(group)).collect();
            for category in Category::ALL {
                let plain = there.iter().filter(|child| child.category == category).count() as u64;
                prop_assert_eq!(row.share(category), Share::of(plain, there.len() as u64));
            }
            let near = there.iter().filter(|child| child.distance.is_some_and(|d| d.ssda903_miles() <= 20.0)).count();
            prop_assert_eq!(row.at_distance(Nearness::Near).numerator, near as u64);
        }
        let foster = rows.iter().find(|row| row.group.breakdown == Breakdown::Fostered).unwrap();
        prop_assert_eq!(foster.children, own.iter().filter(|child| child.is_fostered()).count() as u64);
    }

    #[test]
    fn everyone_outside_is_somewhere_and_no_one_else_is(seed: u64) {
        let study = MadeUp::at_random(seed, 0, 200);
        for child in study.measured() {
            prop_assert_eq!(child.beyond.is_some(), child.boundary == crate::measure::Boundary::Outside);
        }
    }
}

#[test]
fn a_studys_own_children_are_its_authoritys_alone() {
    let mut study = MadeUp::at_random(11, 0, 300);
    study.settings.authority = None;
    let everyone = boundary_split(&study.measured(), &study.coverage, &study.settings);
    assert_eq!(everyone[0].children, 300);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    let children = study.measured();
    let rows = boundary_split(&children, &study.coverage, &study.settings);
    assert!(rows[0].children > 0 && rows[0].children < 300);
    let authorities: Vec<_> =
        rows.iter().filter(|row| row.group.breakdown == Breakdown::ResponsibleAuthority).collect();
    assert_eq!(authorities.len(), 1, "groups of other authorities have no child and are left out");
    assert_eq!(authorities[0].group.code.as_deref(), Some(AUTHORITIES[0]));
}

//! Flows between authorities against plain counts, and balances that must cancel.

use proptest::prelude::*;

use super::*;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_matrix_holds_every_child_and_balances_agree_with_the_boundary(seed: u64) {
        use crate::measure::Boundary;
        let study = MadeUp::at_random(seed, 0, 200);
        let children = study.measured();
        let flows = authority_flows(&children, &study.coverage, &study.settings);
        prop_assert_eq!(flows.cells.iter().map(|cell| cell.children).sum::<u64>(), 200);
        prop_assert!(flows.cells.is_sorted_by_key(|cell| (cell.responsible, cell.placement)));
        for cell in &flows.cells {
            let is_it = |child: &&MeasuredChild| {
                child.responsible == cell.responsible.code(&study.coverage)
                    && destination(child.placed_in) == cell.placement
            };
            prop_assert_eq!(children.iter().filter(is_it).count() as u64, cell.children);
        }
        for balance in &flows.balances {
            let own = children.iter().filter(|child| child.responsible_ix == Some(balance.authority));
            let with = |boundary| own.clone().filter(|child| child.boundary == boundary).count() as u64;
            prop_assert_eq!(balance.own, with(Boundary::Inside));
            prop_assert_eq!(balance.out, with(Boundary::Outside));
            prop_assert_eq!(balance.placement_not_known, with(Boundary::NotKnown));
            let is_here = |child: &&MeasuredChild| {
                child.placement.ward().and_then(|ward| study.coverage.authority_of(ward)) == Some(balance.authority)
            };
            let others = children.iter().filter(is_here).filter(|child| child.boundary == Boundary::Outside).count();
            prop_assert_eq!(balance.others_in, Some(others as u64));
        }
    }
}

#[test]
fn among_authorities_that_place_only_with_each_other_the_nets_cancel() {
    let mut study = MadeUp::at_random(9, 0, 400);
    study.settings.authority = None;
    study.children.retain(|(child, _, placement)| {
        let is_covered = child.responsible_authority.is_some_and(|code| study.coverage.find_authority(code).is_some());
        is_covered && placement.ward().is_some_and(|ward| ward.0 < 12)
    });
    let flows = authority_flows(&study.measured(), &study.coverage, &study.settings);
    assert_eq!(flows.balances.iter().filter_map(AuthorityBalance::net).sum::<i64>(), 0);
    assert!(flows.balances.iter().any(|balance| balance.net() != Some(0)));
}

#[test]
fn an_own_return_tells_who_went_out_and_not_who_came_in() {
    let mut study = MadeUp::at_random(4, 0, 100);
    for (child, ..) in &mut study.children {
        child.responsible_authority = Some(code(AUTHORITIES[0]));
    }
    let flows = authority_flows(&study.measured(), &study.coverage, &study.settings);
    assert_eq!((flows.balances[0].others_in, flows.balances[0].net()), (None, None));
    assert!(flows.balances[0].out > 0 && flows.balances[1].others_in > Some(0));
}

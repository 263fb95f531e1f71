//! Flows between wards against nested plain counts.

use proptest::prelude::*;

use super::*;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn each_pair_of_wards_has_its_plain_count(seed: u64) {
        let mut study = MadeUp::at_random(seed, 0, 200);
        study.settings.authority = Some(code(AUTHORITIES[0]));
        let children = study.measured();
        let flows = ward_flows(&children, &study.settings);
        for home in (0..13).map(WardIx) {
            for placement in (0..13).map(WardIx) {
                let is_it = |c: &&MeasuredChild| c.home.ward() == Some(home) && c.placement.ward() == Some(placement);
                let plain = children.iter().filter(is_it).count() as u64;
                let ours = flows.flows.iter().find(|flow| (flow.home, flow.placement) == (home, placement));
                prop_assert_eq!(ours.map_or(0, |flow| flow.children), plain);
                let is_own = |c: &&MeasuredChild| is_it(c) && c.responsible == study.settings.authority;
                let plain = children.iter().filter(is_own).count() as u64;
                prop_assert_eq!(ours.map_or(0, |flow| flow.children_of_study), plain);
            }
        }
        prop_assert!(flows.flows.iter().all(|flow| flow.children > 0));
        prop_assert_eq!(flows.flows.iter().map(|flow| flow.children).sum::<u64>(), flows.counted);
        prop_assert_eq!(flows.counted + flows.home_only + flows.placement_only + flows.neither, 200);
    }
}

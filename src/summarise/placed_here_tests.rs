//! Who is placed here, against plain counts.

use proptest::prelude::*;

use super::*;
use crate::measure::MeasuredChild;
use crate::summarise::authority_flows;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};

fn ask(inputs: &Inputs) -> Vec<PlacedHere> {
    placed_here(&authority_flows(inputs.children.unwrap(), inputs.coverage, inputs.settings), inputs)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn everyone_placed_in_an_authority_is_own_or_anothers_or_not_known(seed: u64) {
        let study = MadeUp::at_random(seed, 0, 200);
        study.with_inputs(|inputs| {
            let answers = ask(&inputs);
            prop_assert_eq!(answers.len(), if study.settings.authority.is_some() { 1 } else { 6 });
            for here in answers {
                let own = inputs.coverage.authority(here.authority).code;
                let is_here = |child: &&MeasuredChild| {
                    child.placement.ward().and_then(|ward| inputs.coverage.authority_of(ward)) == Some(here.authority)
                };
                let placed: Vec<_> = inputs.children.unwrap().iter().filter(is_here).collect();
                let count = |is: &dyn Fn(Option<GssCode>) -> bool| {
                    placed.iter().filter(|child| is(child.responsible)).count() as u64
                };
                prop_assert_eq!(here.children_placed, placed.len() as u64);
                prop_assert_eq!(here.own, count(&|code| code == Some(own)));
                prop_assert_eq!(here.responsible_not_known, count(&|code| code.is_none()));
                prop_assert_eq!(here.of_others, count(&|code| code.is_some_and(|code| code != own)));
                prop_assert_eq!(here.by_beyond.iter().sum::<u64>(), here.of_others);
                for each in &here.by_authority {
                    prop_assert_eq!(each.children, count(&|code| code == Some(each.code)));
                }
                prop_assert!(here.by_authority.is_sorted_by_key(|each| std::cmp::Reverse(each.children)));
            }
            Ok(())
        })?;
    }
}

#[test]
fn where_they_come_from_is_told_as_seen_from_the_host() {
    let mut study = MadeUp::at_random(21, 0, 400);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    study.with_inputs(|inputs| {
        let here = &ask(&inputs)[0];
        let of = |text: &str| here.by_authority.iter().find(|each| each.code == code(text)).unwrap();
        assert_eq!(of(AUTHORITIES[1]).beyond, Beyond::Bordering);
        assert_eq!(of(AUTHORITIES[2]).beyond, Beyond::RestOfRegion);
        assert_eq!(of(AUTHORITIES[3]).beyond, Beyond::RestOfNation);
        assert_eq!(of("E10000999").beyond, Beyond::NotKnown);
        let welsh = of(AUTHORITIES[4]).children + of(AUTHORITIES[5]).children;
        assert_eq!(here.share(Beyond::AnotherNation), Share::of(welsh, here.of_others));
    });
}

#[test]
fn an_own_return_does_not_tell() {
    let mut study = MadeUp::at_random(22, 0, 50);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    study.children.iter_mut().for_each(|(child, ..)| child.responsible_authority = None);
    study.with_inputs(|inputs| assert!(ask(&inputs).is_empty()));
}

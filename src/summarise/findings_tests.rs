//! The whole: the order of rows and the number of threads change nothing, and the headline quotes the answers.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::fostering::{Child, Provider};
use crate::locate::Located;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};
use crate::summarise::{Breakdown, RankMeasure, Share};
use crate::write::Table;
use crate::write::tables::all_tables;

/// Every table and the summary, as bytes would have them.
fn everything(study: &MadeUp) -> (Vec<Table>, String) {
    study.with_inputs(|inputs| {
        let findings = find(&inputs);
        (all_tables(&findings), serde_json::to_string(&findings.summary).unwrap())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_rows_changes_no_figure(seed: u64) {
        let study = MadeUp::at_random(seed, 80, 200);
        prop_assert_eq!(everything(&study), everything(&study.shuffled(seed ^ 1)));
    }
}

#[test]
fn the_number_of_threads_changes_no_figure() {
    let study = MadeUp::at_random(2, 300, 3_000);
    let with_threads = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| everything(&study))
    };
    assert_eq!(with_threads(1), with_threads(4));
}

#[test]
fn the_headline_is_the_first_row_of_the_tables_with_both_denominators() {
    let mut study = MadeUp::at_random(12, 200, 500);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    study.with_inputs(|inputs| {
        let findings = find(&inputs);
        let summary: Json = serde_json::to_value(&findings.summary).unwrap();
        assert_eq!(summary["authority_code"], AUTHORITIES[0]);
        assert_eq!(summary["authority_name"], "Authority 0");
        assert_eq!((&summary["distance_mode"], &summary["threshold_miles"]), (&json!("ssda903"), &json!(20.0)));
        assert_eq!((&summary["carers"]["carers"], &summary["children"]["children_used"]), (&json!(200), &json!(500)));
        let all = &findings.boundary_split[0];
        assert_eq!(summary["children"]["children"], all.children);
        assert_eq!(summary["children"]["all"]["outside"]["numerator"], all.outside().numerator);
        assert_eq!(summary["children"]["all"]["outside"]["denominator"], all.children);
        let foster = findings.outside_where.iter().find(|row| row.group.breakdown == Breakdown::Fostered).unwrap();
        let bordering = &summary["children"]["foster_placements"]["outside_where"]["bordering"];
        assert_eq!(bordering["of_all"]["denominator"], foster.children);
        assert_eq!(bordering["of_outside"]["denominator"], foster.outside());
        assert_eq!(summary["placed_here"]["children_placed"], findings.placed_here[0].children_placed);
    });
}

#[test]
fn a_study_without_children_or_carers_answers_what_it_can() {
    let study = MadeUp::at_random(12, 20, 30);
    study.with_inputs(|inputs| {
        let without_children = find(&Inputs { children: None, ..inputs });
        assert!(without_children.summary.children.is_none() && without_children.boundary_split.is_empty());
        assert!(without_children.segment_profile.is_some());
        let tables = all_tables(&without_children);
        assert!(tables.iter().all(|table| table.name != "boundary_split" && table.name != "ward_flows"));
        let without_carers = find(&Inputs { carers: None, ..inputs });
        assert!(without_carers.summary.carers.is_none() && without_carers.segment_profile.is_none());
        assert!(all_tables(&without_carers).iter().any(|table| table.name == "boundary_split"));
    });
}

#[test]
fn ranks_are_of_the_studys_authority_and_of_known_figures_only() {
    let mut study = MadeUp::at_random(15, 200, 300);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    study.population.remove(&study.coverage.wards[1].code);
    study.population.insert(study.coverage.wards[0].code, 1_000);
    study.with_inputs(|inputs| {
        let findings = find(&inputs);
        let ranked = |measure| findings.rank_of_wards(measure).iter().filter(|rank| rank.is_some()).count();
        assert_eq!((ranked(RankMeasure::ChildrenHome), ranked(RankMeasure::ChildrenHomePer10k)), (2, 1));
        let home = |at: usize| findings.wards[at].children.as_ref().unwrap().children_home.unwrap();
        let first = usize::from(home(1) > home(0));
        assert_eq!(findings.rank_of_wards(RankMeasure::ChildrenHome)[first], Some(1));
    });
}

#[test]
fn the_headlines_counts_are_the_plain_ones() {
    let mut study = MadeUp::at_random(18, 200, 600);
    let own = Some(code(AUTHORITIES[0]));
    study.settings.authority = own;
    let summary = study.with_inputs(|inputs| find(&inputs).summary);
    let (carers, children) = (summary.carers.unwrap(), summary.children.unwrap());
    let of_own =
        |(child, ..): &&(Child, Located, Located)| child.responsible_authority.is_none_or(|code| Some(code) == own);
    let count = |is: &dyn Fn(&(Child, Located, Located)) -> bool| {
        study.children.iter().filter(of_own).filter(|each| is(each)).count() as u64
    };
    assert_eq!(children.children, count(&|_| true));
    assert_eq!(children.uasc, count(&|(child, ..)| child.is_uasc == Some(true)));
    assert_eq!(children.home_not_known, count(&|(_, home, _)| !home.is_known()));
    assert_eq!(children.home_in_no_ward, count(&|(_, home, _)| home.is_known() && home.ward().is_none()));
    assert_eq!(children.placement_not_known, count(&|(.., placement)| !placement.is_known()));
    assert_eq!(children.placement_type_not_known, count(&|(child, ..)| child.placement_type.is_none()));
    let fostered = count(&|(child, ..)| child.placement_type.is_some_and(|each| each.group().is_foster()));
    assert_eq!(children.fostered, Share::of(fostered, children.children));
    assert_eq!(children.foster_placements.children, fostered);
    let in_house = study.carers.iter().filter(|(carer, _)| carer.provider == Some(Provider::InHouse)).count() as u64;
    assert_eq!(carers.in_house, Share::of(in_house, 200));
    assert_eq!(carers.in_house.numerator + carers.ifa.numerator + carers.other.numerator, 200);
    let here = study.carers.iter().filter(|(_, point)| point.ward().is_some_and(|ward| ward.0 < 2)).count() as u64;
    assert_eq!(carers.living_in_authority, Some(Share::of(here, 200)));
    let here = summary.placed_here.unwrap();
    let parts = [here.own, here.of_other_authorities, here.responsible_not_known].map(|share| share.numerator);
    assert_eq!(parts.iter().sum::<u64>(), here.children_placed);
    let origins = [here.from_bordering, here.from_rest_of_region, here.from_rest_of_nation, here.from_another_nation];
    let known: u64 = origins.iter().map(|share| share.numerator).sum();
    assert_eq!(known + here.from_not_known.numerator, here.of_other_authorities.numerator);
}

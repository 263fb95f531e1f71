//! Tests of a check as a library function, on the made-up council.

use std::path::Path;

use super::*;
use crate::read::read_study;

fn council() -> Study {
    read_study(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/made_up_council/study.toml")).unwrap()
}

#[test]
fn the_made_up_council_is_ready_and_its_figures_add_up() {
    let report = check(&council());
    assert!(report.is_ready(), "{:?}", report.mend);
    let children = report.inputs.iter().find(|checked| checked.input.name == "children.csv").unwrap();
    let account = &children.accounts[0];
    assert_eq!((account.rows_read, account.rows_used + account.rows_left_out), (2912, 2912));
    for points in &report.points {
        let records = if points.points == "carers" { 958 } else { account.rows_used };
        assert_eq!(points.total(), records, "{}", points.points);
    }
    let told: u64 = report.mend.iter().filter(|mend| mend.what_to_do.is_some()).filter_map(|mend| mend.count).sum();
    assert_eq!(told, report.left_out.len() as u64, "every row left out is in the list of what to mend");
}

#[test]
fn one_faulty_file_hides_nothing_of_the_others() {
    let sound = check(&council());
    let mut study = council();
    study.carers.as_mut().unwrap().path = "nowhere.csv".into();
    let report = check(&study);
    let stops: Vec<_> = report.mend.iter().filter(|mend| mend.severity != Severity::Warning).collect();
    assert_eq!(stops.len(), 1);
    assert_eq!((stops[0].severity, stops[0].place.as_str()), (Severity::Settings, "nowhere.csv"));
    let without_carers = |report: &CheckReport| {
        let inputs = report.inputs.iter().filter(|checked| checked.input.name != "carers.csv");
        let mut names: Vec<_> = inputs.map(|checked| (checked.input.name.clone(), checked.accounts.clone())).collect();
        names.sort_by(|one, other| one.0.cmp(&other.0));
        names
    };
    assert_eq!(without_carers(&report), without_carers(&sound));
    assert_eq!(report.points[..], sound.points[1..], "homes and placements are located all the same");
}

#[test]
fn no_range_is_told_of_a_few() {
    let mut study = council();
    study.children = None;
    let ranges = check(&study).ranges;
    assert!(ranges.iter().all(|range| range.of.starts_with("wards") || range.of.starts_with("carers")), "{ranges:?}");
    assert!(ranges.iter().all(|range| range.unit != "km" || (range.lowest..=range.highest).count() < 300));
}

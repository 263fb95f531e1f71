//! DfE's output file, made up: its header is the one published; its rows are ours.

use super::super::input::FileBytes;
use super::*;
use crate::read::Effect;

const HEADER: &str =
    "CHILD_LA_CODE,SEX,ETHNIC_CODE,UASC_STATUS,DOB,PL_DISTANCE,LA_PLACEMENT,row_id,D_LAST_POC,D_DEC,REC";

fn file(rows: &str) -> CsvFile {
    CsvFile::of(FileBytes::new("distance.csv", format!("{HEADER}\n{rows}").into_bytes())).unwrap()
}

fn read(rows: &str) -> Records<Child> {
    read_dfe_output(&file(rows), Date::iso("2026-03-31"), false).unwrap()
}

fn stated(distance_and_placement: &str) -> StatedPlacement {
    let records = read(&format!("330,M,WBRI,0,01/04/2010,{distance_and_placement},1,01/01/2025,,\n"));
    records.records[0].stated().unwrap()
}

#[test]
fn it_is_told_by_its_columns() {
    assert!(is_dfe_output(&file("")));
    let other = FileBytes::new("children.csv", b"child_id,pl_distance,la_placement\n".to_vec());
    assert!(!is_dfe_output(&CsvFile::of(other).unwrap()));
}

#[test]
fn distances_and_boundaries_are_as_stated() {
    let found = |distance_miles, is_inside| StatedPlacement { distance_miles, is_inside };
    assert_eq!(stated("20.0,330"), found(Some(20.0), Some(true)));
    assert_eq!(stated("0.0,331"), found(Some(0.0), Some(false)));
    assert_eq!(stated("999.9,330"), found(None, Some(true)));
    assert_eq!(stated(",330"), found(None, Some(true)));
    for nation in ["WAL", "sco", "NIR"] {
        assert_eq!(stated(&format!("88.8,{nation}")), found(Some(88.8), Some(false)), "{nation}");
    }
    for not_told in ["CON", "NUK", ""] {
        assert_eq!(stated(&format!("5.0,{not_told}")), found(Some(5.0), None), "{not_told:?}");
    }
}

#[test]
fn codes_of_two_kinds_are_not_compared() {
    let records = read("330,M,,0,,1.0,E08000025,1,,,\nE08000025,M,,0,,1.0,E08000025,2,,,\n330.0,F,,,,1.0,330,3,,,\n");
    let inside: Vec<_> = records.records.iter().map(|child| child.stated().unwrap().is_inside).collect();
    assert_eq!(inside, [None, Some(true), Some(true)]);
    let responsible: Vec<_> = records.records.iter().map(|child| child.responsible_authority).collect();
    assert_eq!(responsible, [None, "E08000025".parse().ok(), None]);
    assert_eq!(records.left_out[0].column.as_deref(), Some("LA_PLACEMENT"));
    assert!(records.warnings.is_empty(), "330 and 330.0 are one");
}

#[test]
fn only_children_looked_after_at_the_end_of_the_day_are_counted() {
    let row = |began: &str, ended: &str| format!("330,M,WBRI,1,01/04/2010,1.0,330,1,{began},{ended},\n");
    let rows = [("01/04/2026", ""), ("31/03/2026", ""), ("", "31/03/2026"), ("", "01/04/2026"), ("", "31/02/2026")];
    let records = read(&rows.map(|(began, ended)| row(began, ended)).concat());
    assert_eq!(records.records.iter().map(|child| child.row).collect::<Vec<_>>(), [3, 5]);
    let reasons: Vec<&str> = records.left_out.iter().map(|each| &*each.reason).collect();
    assert_eq!(
        reasons,
        [
            "the period of care began after the snapshot day",
            "the period of care ended by the end of the snapshot day",
            "not a date (DD/MM/YYYY)",
        ]
    );
    let child = &records.records[0];
    assert_eq!((child.age, child.is_uasc, child.ethnicity.as_deref()), (Some(15), Some(true), Some("WBRI")));
}

#[test]
fn values_that_cannot_be_are_not_known_and_listed() {
    let records = read("330,X,,maybe,31/02/2010,far,330,1,,,\n330,M,,0,01/01/1970,-1,330,1,,,\n");
    let listed: Vec<_> = records.left_out.iter().map(|each| (each.row, each.column.clone().unwrap())).collect();
    let columns = |row: u64, names: &[&str]| names.iter().map(|&name| (row, name.to_owned())).collect::<Vec<_>>();
    let mut expected = columns(2, &["PL_DISTANCE", "DOB", "SEX", "UASC_STATUS"]);
    expected.extend(columns(3, &["PL_DISTANCE", "DOB"]));
    assert_eq!(listed, expected);
    assert!(records.left_out.iter().all(|each| each.effect == Effect::ValueNotUsed));
}

#[test]
fn somebody_must_say_whose_the_children_are() {
    let by_three_digits = "330,M,,0,,1.0,330,1,,,\n";
    let error = read_dfe_output(&file(by_three_digits), None, true).unwrap_err();
    assert!(error.to_string().contains("does not say whose children"), "{error}");
    assert!(read_dfe_output(&file("E08000025,M,,0,,1.0,E08000025,1,,,\n"), None, true).is_ok());
    let of_two = read("330,M,,0,,1.0,330,1,,,\n331,M,,0,,1.0,331,1,,,\n");
    assert_eq!(of_two.warnings[0].count, 2);
}

#[test]
fn without_a_snapshot_the_children_without_an_end_are_counted() {
    let rows = "330,M,,0,01/01/2015,1.0,330,1,,01/01/2020,\n330,M,,0,01/01/2015,1.0,330,1,,,\n";
    let records = read_dfe_output(&file(rows), None, false).unwrap();
    assert_eq!((records.records.len(), records.records[0].row, records.records[0].age), (1, 3, None));
}

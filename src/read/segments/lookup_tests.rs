//! Segments files by postcode and by output area, the wanted rows against a plain search.

use std::collections::HashSet;
use std::path::PathBuf;

use super::*;
use crate::geography::{OacLevel, OacYear, Postcode};
use crate::read::ReadError;
use crate::study::Source;

/// Reads a segments file of this text.
fn read(text: &str, wanted: &[&str], codes: &SegmentCodes, columns: &[(&str, &str)]) -> Result<SegmentFile, ReadError> {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("segments.csv");
    std::fs::write(&path, text).unwrap();
    let wanted: Vec<Postcode> = wanted.iter().map(|text| text.parse().unwrap()).collect();
    let columns = columns.iter().map(|&(key, name)| (key.to_owned(), name.to_owned())).collect();
    read_segment_file(&Source { path, columns }, &wanted, codes)
}

/// The segment of a postcode; `None` when the lookup does not have it.
fn of_postcode(file: &SegmentFile, text: &str) -> Option<Option<String>> {
    let SegmentLookup::Postcodes(segments) = &file.lookup else { panic!("by postcode") };
    segments.get(&text.parse().unwrap()).map(|segment| segment.as_deref().map(str::to_owned))
}

#[test]
fn only_the_wanted_postcodes_are_kept_in_any_spelling() {
    let text = "PCD7,Mosaic Group\nB1  1AA,a\nb301aa,b\nB2 4AA,\nB3 1AA,c\n";
    let file = read(text, &["b11AA", "B30 1AA", "B2 4AA", "CV1 1AA"], &SegmentCodes::default(), &[]).unwrap();
    assert_eq!(of_postcode(&file, "B1 1AA"), Some(Some("A".to_owned())));
    assert_eq!(of_postcode(&file, "B30 1AA"), Some(Some("B".to_owned())));
    assert_eq!(of_postcode(&file, "B2 4AA"), Some(None), "there, and not classified");
    assert_eq!(of_postcode(&file, "CV1 1AA"), None);
    assert_eq!(of_postcode(&file, "B3 1AA"), None, "nobody wanted it");
    assert_eq!((file.records.account.rows_read, file.records.account.rows_used, file.input.rows), (4, 4, Some(4)));
}

#[test]
fn what_is_wrong_with_a_row_is_noted() {
    let rows = ["B1 1AA,A", "BI 1AA,A", "B1 1AA,B", "B1 1AA,a", "B2 4AA", "B2 4AA,9"];
    let codebook = crate::fostering::Codebook::new(
        ["A", "B"].map(|code| crate::fostering::Segment { code: code.into(), name: None, colour: None }).into(),
    );
    let codes = SegmentCodes::new(None, Some(codebook));
    let text = format!("postcode,segment\n{}\n", rows.join("\n"));
    let file = read(&text, &["B1 1AA", "B2 4AA"], &codes, &[]).unwrap();
    assert_eq!(of_postcode(&file, "B1 1AA"), Some(Some("A".to_owned())));
    assert_eq!(of_postcode(&file, "B2 4AA"), Some(None));
    let mut noted: Vec<_> = file.records.left_out.iter().map(|each| (each.row, each.reason.as_str())).collect();
    noted.sort_unstable();
    let expected = [
        (3, "not a postcode"),
        (4, "an earlier row gives it another segment"),
        (6, "the number of fields is not the header's (1, not 2)"),
        (7, "the segment is not in the codebook"),
    ];
    assert_eq!(noted, expected);
    assert_eq!((file.records.account.rows_used, file.records.account.rows_left_out), (3, 3));
}

#[test]
fn a_file_by_output_area_is_kept_whole_at_the_studys_level() {
    let codes = SegmentCodes::new(Some((OacYear::Oac2021, OacLevel::Group)), None);
    let file = read("OA21CD,supergroup,group,subgroup\nE00000001,5,5b,5b1\nW00000002,1,1c,1c3\n", &[], &codes, &[]);
    let SegmentLookup::OutputAreas(segments) = file.unwrap().lookup else { panic!("by output area") };
    assert_eq!(segments[&"E00000001".parse().unwrap()].as_deref(), Some("5B"));
    assert_eq!(segments.len(), 2);
}

#[test]
fn the_study_says_by_which_column_a_file_with_both_is_read() {
    let text = "pcds,oa21cd,segment\nB1 1AA,E00000001,A\n";
    let by_postcode = read(text, &["B1 1AA"], &SegmentCodes::default(), &[]).unwrap();
    assert!(matches!(by_postcode.lookup, SegmentLookup::Postcodes(_)));
    let by_area = read(text, &[], &SegmentCodes::default(), &[("output_area", "oa21cd")]).unwrap();
    assert!(matches!(by_area.lookup, SegmentLookup::OutputAreas(_)));
}

#[test]
fn a_file_that_is_something_else_is_one_clear_error() {
    let error = |text: &str| read(text, &[], &SegmentCodes::default(), &[]).unwrap_err().to_string();
    assert_eq!(error("name,segment\nx,A\n"), "segments.csv: no column for postcode, nor for output_area");
    assert!(error("postcode,klass\nB1 1AA,A\n").starts_with("segments.csv: no column for segment"));
    assert_eq!(error("postcode,segment\n"), "segments.csv: it has no row that can be used");
    let numbers: String = (0..20_000).map(|at| format!("{at},A\n")).collect();
    let what = "segments.csv: none of its first 10000 rows has a postcode in column \"postcode\"";
    assert_eq!(error(&format!("postcode,segment\n{numbers}")), what);
}

#[test]
fn of_many_rows_the_wanted_are_those_that_a_plain_search_finds() {
    let postcode = |at: usize| format!("B{} {}{}{}", 1 + at % 40, at % 10, letter(at / 10), letter(at / 200));
    let segment = |at: usize| ["A", "B", "C"][at % 3];
    let rows: Vec<(String, &str)> = (0..20_000).map(|at| (postcode(at), segment(at / 40))).collect();
    let text: String = rows.iter().map(|(postcode, segment)| format!("{postcode},{segment}\n")).collect();
    let wanted: Vec<String> = (0..20_000).step_by(97).map(postcode).collect();
    let asked: Vec<&str> = wanted.iter().map(String::as_str).collect();
    let file = read(&format!("postcode,segment\n{text}"), &asked, &SegmentCodes::default(), &[]).unwrap();
    for each in &wanted {
        let plain = rows.iter().find(|(postcode, _)| postcode == each).map(|(_, segment)| (*segment).to_owned());
        assert_eq!(of_postcode(&file, each), Some(plain));
    }
    let SegmentLookup::Postcodes(segments) = &file.lookup else { panic!("by postcode") };
    assert_eq!(segments.len(), wanted.iter().collect::<HashSet<_>>().len());
}

fn letter(at: usize) -> char {
    char::from(b"ABDEFGHJLNPQRSTUWXYZ"[at % 20])
}

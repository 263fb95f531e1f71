//! The workbook read back: every cell is the CSV's.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::read::boundaries::BoundarySources;
use crate::study::{Segments, Settings};
use crate::write::{Audience, RunSettings};

fn report() -> RunReport {
    RunReport {
        nearhome: "0.0.0",
        audience: Audience::Internal,
        study: "A study".to_owned(),
        snapshot: Some("2026-03-31".to_owned()),
        settings: RunSettings::of(&Settings::default(), &Segments::default(), &BoundarySources::default()),
        inputs: Vec::new(),
        accounts: Vec::new(),
        geometry_faults: Vec::new(),
        points: Vec::new(),
        postcodes: None,
        boundary_answers: Vec::new(),
        directory_answers: Vec::new(),
        warnings: Vec::new(),
        outputs: Vec::new(),
    }
}

fn table(rows: Vec<Vec<Value>>) -> Table {
    let columns = [("ward_code", "The ward's code."), ("share_percent", "A share."), ("is_low", "Is it low?")];
    let columns = columns.map(|(name, about)| Column::new(name, about)).to_vec();
    Table { name: "wards".into(), about: "How many a ward?".into(), columns, rows }
}

fn written(tables: &[Table]) -> Vec<u8> {
    workbook(tables, &report()).unwrap()
}

fn sheet(bytes: Vec<u8>, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn every_cell_is_typed_and_an_unknown_is_empty() {
    let text = |text: &str| Value::Text(text.to_owned());
    let rows = vec![
        vec![text("E05000001"), Value::Number(2.0 / 3.0, 1), Value::Flag(true)],
        vec![text("=1+1"), Value::Null, Value::Flag(false)],
        vec![Value::Count(1_234_567), Value::Number(-0.04, 1), Value::Null],
    ];
    let title = |name: &str| Data::String(name.to_owned());
    let expected = vec![
        vec![title("ward_code"), title("share_percent"), title("is_low")],
        vec![title("E05000001"), Data::Float(0.7), Data::Bool(true)],
        vec![title("=1+1"), Data::Empty, Data::Bool(false)],
        vec![Data::Float(1_234_567.0), Data::Float(0.0), Data::Empty],
    ];
    assert_eq!(sheet(written(&[table(rows)]), "wards"), expected);
}

#[test]
fn the_contents_name_each_sheet_with_its_question_and_its_rows() {
    let rows = sheet(written(&[table(vec![vec![Value::Null; 3]; 2])]), CONTENTS);
    assert_eq!(rows[0][0], Data::String("A study".to_owned()));
    let last = rows.last().unwrap();
    assert_eq!(last[..2], ["wards", "How many a ward?"].map(|text| Data::String(text.to_owned())));
    assert_eq!(last[2], Data::Float(2.0));
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let tables = [table(vec![vec![Value::Count(1); 3]])];
    assert_eq!(written(&tables), written(&tables));
}

#[test]
fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
    let long = "\u{1F600}".repeat(20_000);
    let rows = sheet(written(&[table(vec![vec![Value::Text(long), Value::Null, Value::Null]])]), "wards");
    let Data::String(cell) = &rows[1][0] else { panic!("a text") };
    assert!(cell.ends_with('\u{2026}') && cell.encode_utf16().count() <= LONGEST_TEXT, "{}", cell.len());
}

#[test]
fn titles_and_codes_stay_in_sight() {
    assert_eq!(frozen_columns(&table(Vec::new())), 1);
}

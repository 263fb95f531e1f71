//! Made-up .dbf files; the oracle on real data is the `dbase` crate.

use super::super::fixtures::{dbf, shared};
use super::*;

const FIELDS: [(&str, u8); 2] = [("WD25CD", 9), ("WD25NM", 8)];

fn file(bytes: Vec<u8>) -> FileBytes {
    FileBytes::new("wards.dbf", bytes)
}

fn rows(bytes: Vec<u8>, declared: Option<&str>) -> Vec<Vec<String>> {
    let file = file(bytes);
    let table = Table::parse(&file).unwrap();
    table.rows(table.encoding(declared))
}

fn error(bytes: Vec<u8>) -> String {
    Table::parse(&file(bytes)).err().unwrap().to_string()
}

/// The bytes of a UTF-8 text as Latin-1 letters, which is how `dbf` wants its cells.
fn as_bytes(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn records_are_read_by_position_and_deleted_ones_keep_theirs() {
    let file = file(dbf(0, &FIELDS, &[&["E05000001", "Abbey"], &["*E05000002", "Gone"], &["E05000003", ""]]));
    let table = Table::parse(&file).unwrap();
    assert_eq!(table.columns(), ["WD25CD", "WD25NM"]);
    assert_eq!((table.len(), table.is_deleted(0), table.is_deleted(1)), (3, false, true));
    assert_eq!(table.rows(encoding_rs::UTF_8)[2], ["E05000003", ""]);
}

#[test]
fn the_encoding_is_the_declared_one_then_utf_8_then_windows_1252() {
    let latin = |language| dbf(language, &FIELDS, &[&["W05000001", "Môn"]]);
    assert_eq!(rows(latin(0), None)[0][1], "Môn");
    let utf_8 = dbf(0, &FIELDS, &[&["W05000001", &as_bytes("Llŷn")]]);
    assert_eq!(rows(utf_8.clone(), None)[0][1], "Llŷn");
    assert_eq!(rows(utf_8.clone(), Some("1252"))[0][1], "LlÅ·n");
    assert_eq!(rows(utf_8, Some("UTF-8"))[0][1], "Llŷn");
    for (language, declared) in [(0x03, Some("windows-1252")), (0x57, None), (0, None), (0xC8, Some("windows-1250"))] {
        assert_eq!(Table::parse(&file(latin(language))).unwrap().declared_encoding(), declared);
    }
}

#[test]
fn one_name_that_is_not_utf_8_decides_for_all_names() {
    let mixed = dbf(0, &FIELDS, &[&["W05000001", &as_bytes("ô")], &["W05000002", "Môn"]]);
    let rows = rows(mixed, None);
    assert_eq!((rows[0][1].as_str(), rows[1][1].as_str()), ("Ã´", "Môn"));
}

#[test]
fn a_letter_that_the_width_of_the_field_cut_in_two_is_dropped() {
    let name = as_bytes("Môn Llyŷ"); // 10 bytes; the field has 8 and ends within no letter
    let cut = as_bytes("Môn Lŷŷ"); // the eighth byte is the first of ŷ
    for (name, read) in [(&name[..], "Môn Lly"), (&cut[..], "Môn Lŷ")] {
        let first_eight: String = name.chars().take(8).collect();
        assert_eq!(rows(dbf(0, &FIELDS, &[&["W05000001", &first_eight]]), None)[0][1], read);
    }
}

#[test]
fn padding_with_nul_is_no_text() {
    assert_eq!(rows(dbf(0, &FIELDS, &[&["E05000001", "Abbey\0\0\0"]]), None)[0][1], "Abbey");
}

#[test]
fn what_is_not_a_sound_dbf_says_why() {
    let sound = dbf(0, &FIELDS, &[&["E05000001", "Abbey"], &["E05000002", "Alibon"]]);
    let place = "wards.dbf: it is not a sound .dbf:";
    assert_eq!(error(vec![3; 10]), format!("{place} it is shorter than its header"));
    assert_eq!(error(vec![0; 200]), format!("{place} its fields do not fit its records"));
    let mut claims_more = sound.clone();
    claims_more[4..8].copy_from_slice(&5u32.to_le_bytes());
    assert_eq!(error(claims_more), format!("{place} its header says 5 records, it has 2"));
    let cut = sound[..sound.len() - 4].to_vec();
    assert_eq!(error(cut), format!("{place} its header says 2 records, it has 1"));
    let mut wide_field = sound.clone();
    wide_field[32 + 16] = 200;
    assert_eq!(error(wide_field), format!("{place} its fields do not fit its records"));
    let mut long_header = sound;
    long_header[8..10].copy_from_slice(&60_000u16.to_le_bytes());
    assert_eq!(error(long_header), format!("{place} its fields do not fit its records"));
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_panic(at in 0usize..200, byte: u8, length in 0usize..200) {
        let mut bytes = dbf(0, &FIELDS, &[&["E05000001", "Abbey"], &["E05000002", "Môn"]]);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(length);
        let file = file(bytes);
        if let Ok(table) = Table::parse(&file) {
            let _ = table.rows(table.encoding(None));
        }
    }
}

#[test]
fn every_real_text_is_what_the_dbase_crate_reads() {
    for name in ["wards_wm_2025_shp/WD25_WestMidlands_BGC.dbf", "ctyua_uk_2019_buc_shp/utla_uk.dbf"] {
        let Some(path) = shared(name) else { return };
        let file = file(std::fs::read(&path).unwrap());
        let table = Table::parse(&file).unwrap();
        let ours = table.rows(table.encoding(Some("UTF-8")));
        let theirs = shapefile::dbase::read(&path).unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            for (column, cell) in table.columns().iter().zip(ours) {
                if let Some(shapefile::dbase::FieldValue::Character(text)) = theirs.get(column) {
                    assert_eq!(cell, text.as_deref().unwrap_or("").trim(), "{name}, {column}");
                }
            }
        }
    }
}

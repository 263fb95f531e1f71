//! GeoPackages that are none, are damaged or are out to harm: one clear error each, and never a panic.

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rusqlite::Connection;

use super::fixtures::{Dialect, PLAIN, WARDS, add_wards, blob, bytes, empty, list, wards};
use super::*;
use crate::read::boundaries::fixtures::{Folder, square};
use crate::read::boundaries::open::open;
use crate::read::input::FileBytes;

fn error(bytes: Vec<u8>) -> String {
    let error = layer(&FileBytes::new("wards.gpkg", bytes), None).unwrap_err();
    assert!(error.hint().is_some(), "{error} says what next");
    error.to_string()
}

fn two_wards() -> Vec<u8> {
    let outline = |x| Some(blob(0, 27700, &PLAIN.multi_polygon(&[PLAIN.polygon(&[square(x, 280_000.0)])])));
    wards(27700, &[("E05000001", "First", outline(400_000.0)), ("E05000002", "Second", outline(400_100.0))])
}

#[test]
fn what_is_no_geopackage_is_said_to_be_none() {
    let no_beginning = "wards.gpkg: it is no GeoPackage: it does not begin as one, or it is encrypted";
    assert_eq!(error(Vec::new()), no_beginning);
    assert_eq!(error(vec![0xA7; 8192]), no_beginning);
    let database = Connection::open_in_memory().unwrap();
    database.execute_batch("CREATE TABLE children (name TEXT)").unwrap();
    let plain = "wards.gpkg: it is an SQLite database, but no GeoPackage: it has no table gpkg_contents";
    assert_eq!(error(bytes(&database)), plain);
    database.execute_batch("CREATE VIEW gpkg_contents AS SELECT 1").unwrap();
    assert_eq!(error(bytes(&database)), plain, "a view is no table");
}

#[test]
fn a_geopackage_without_outlines_is_said_to_have_none() {
    let database = empty();
    assert_eq!(error(bytes(&database)), "wards.gpkg: it holds no table of features");
    database.execute_batch("INSERT INTO gpkg_contents VALUES ('map', 'tiles', '', 27700)").unwrap();
    assert_eq!(error(bytes(&database)), "wards.gpkg: it holds pictures (tiles), not ward outlines");
    database.execute_batch("DROP TABLE gpkg_geometry_columns").unwrap();
    assert_eq!(error(bytes(&database)), "wards.gpkg: it holds pictures (tiles), not ward outlines");
    let point = blob(0, 27700, &[&PLAIN.head(1, 0)[..5], &[0; 16]].concat());
    assert_eq!(error(wards(27700, &[("E05000001", "A", Some(point))])), "wards.gpkg: it holds no polygons");
}

#[test]
fn tables_that_are_none_are_not_read() {
    let database = empty();
    list(&database, "wards", "geom", 27700);
    assert_eq!(error(bytes(&database)), "wards.gpkg: it says that it has a table \"wards\", which is not there");
    // A view that would never end.
    let endless =
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS geom, x AS WD25CD FROM n";
    database.execute_batch(&format!("CREATE VIEW wards AS {endless}")).unwrap();
    let view = "wards.gpkg: its features \"wards\" are a view or a virtual table, which is not read";
    assert_eq!(error(bytes(&database)), view);
    database.execute_batch("DROP VIEW wards; CREATE VIRTUAL TABLE wards USING rtree(geom, west, east)").unwrap();
    assert_eq!(error(bytes(&database)), view);
    database.execute_batch("DROP TABLE wards; CREATE TABLE wards (WD25CD TEXT)").unwrap();
    assert_eq!(
        error(bytes(&database)),
        "wards.gpkg: its table \"wards\" has no column \"geom\", which should hold the outlines"
    );
}

#[test]
fn changes_that_are_not_in_the_file_yet_are_not_missed_silently() {
    let folder = Folder::new();
    // Bytes 18 and 19 say that the database is kept with a write-ahead log, as QGIS leaves it.
    let mut with_log = two_wards();
    with_log[18..20].copy_from_slice(&[2, 2]);
    let path = folder.file("wards.gpkg", with_log);
    assert_eq!(open(&path).unwrap().rows.len(), 2, "there is no log: the file is whole");
    folder.file("wards.gpkg-wal", b"");
    assert_eq!(open(&path).unwrap().rows.len(), 2, "the log is empty");
    for ending in ["-wal", "-journal"] {
        let beside = folder.file(&format!("wards.gpkg{ending}"), b"changes");
        let error = open(&path).unwrap_err();
        let what = format!("wards.gpkg: changes to it are still in wards.gpkg{ending} and would be missed");
        assert_eq!(error.to_string(), what);
        assert!(error.hint().unwrap().contains("close the program"));
        std::fs::remove_file(beside).unwrap();
    }
}

#[test]
fn a_damaged_outline_is_named_by_its_record() {
    let rows = |outline| {
        wards(
            27700,
            &[
                ("E05000001", "A", Some(blob(0, 27700, &PLAIN.polygon(&[square(4e5, 28e4)])))),
                ("E05000002", "B", Some(outline)),
            ],
        )
    };
    let too_many_rings = blob(0, 27700, &PLAIN.head(3, 4_000_000_000));
    let what = "wards.gpkg, record 2: the record is damaged: the numbers of its outline do not fit its length";
    assert_eq!(error(rows(too_many_rings)), what);
    let mut too_many_points = PLAIN.head(3, 1);
    too_many_points.extend(u32::MAX.to_le_bytes());
    assert_eq!(error(rows(blob(0, 27700, &too_many_points))), what);
    let what = "wards.gpkg, record 2: the record is damaged: its outline does not begin as GeoPackage's do";
    assert_eq!(error(rows(b"no".to_vec())), what);
    let database = empty();
    add_wards(&database, 27700, &[]);
    database.execute_batch("INSERT INTO wards (geom, WD25CD) VALUES ('text', 'E05000001')").unwrap();
    let what = "wards.gpkg, record 1: the record is damaged: its outline is a number or a text";
    assert_eq!(error(bytes(&database)), what);
}

#[test]
fn a_small_file_cannot_fill_the_memory() {
    let database = empty();
    database.execute_batch(&format!("CREATE TABLE wards ({WARDS})")).unwrap();
    list(&database, "wards", "geom", 27700);
    for _ in 0..20 {
        database.execute_batch("INSERT INTO wards (WD25CD) VALUES ('E05000001')").unwrap();
    }
    // The default stands once in the file and in every row that is read.
    let filler = "x".repeat(900_000);
    database.execute_batch(&format!("ALTER TABLE wards ADD COLUMN filler TEXT DEFAULT '{filler}'")).unwrap();
    let what = "the record is damaged: its rows hold more than the file";
    assert!(error(bytes(&database)).ends_with(what), "{}", error(bytes(&database)));
}

#[test]
fn a_file_cut_short_or_with_any_byte_changed_never_panics() {
    let whole = two_wards();
    let read = |bytes: Vec<u8>| layer(&FileBytes::new("wards.gpkg", bytes), None);
    assert_eq!(read(whole.clone()).unwrap().rows.len(), 2);
    for end in (0..whole.len()).step_by(512) {
        assert!(read(whole[..end].to_vec()).is_err(), "cut at {end} of {}", whole.len());
    }
    let mut dice = ChaCha8Rng::seed_from_u64(3);
    let (mut refused, mut taken) = (0, 0);
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        for _ in 0..dice.random_range(1..6) {
            let at = dice.random_range(0..bytes.len());
            bytes[at] = dice.random();
        }
        match read(bytes) {
            Ok(_) => taken += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 100 && taken > 100, "{refused} refused, {taken} taken: both ways are tried");
}

proptest! {
    #[test]
    fn any_bytes_are_an_outline_or_none_and_hold_no_more_points_than_fit(bytes: Vec<u8>, kind in 0_u32..18, is_little_endian: bool) {
        let head = Dialect { is_little_endian, ..PLAIN }.head(kind, 1);
        for wkb in [bytes.clone(), [&head[..], &bytes].concat(), [&head[..5], &bytes].concat()] {
            let mut geometry = Geometry::default();
            let _ = super::wkb::outline(&wkb, &mut geometry);
            prop_assert!(geometry.points.len() * 16 <= wkb.len());
            let _ = super::blob::Blob::of(&wkb);
        }
    }
}

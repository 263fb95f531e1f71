//! Hostile files, each small or sparse on the disk: one clear error, or the right answer, within little memory. The binary
//! runs with its address space bounded by `prlimit`, so that a reader that believes a header cannot pass.
#![cfg(target_os = "linux")]

#[path = "support/hostile.rs"]
mod hostile;
#[path = "support/small_study.rs"]
mod small_study;

use std::fs::OpenOptions;
use std::process::Command;

use hostile::{deep_json, geojson_of, many_columns, ring_of, zip_of};
use small_study::{Outcome, SmallStudy};

/// Address space, bytes. The binary, PROJ's database in it, two threads and their stacks take some 200 MB of it.
const LITTLE: u64 = 700_000_000;

/// Runs a command of nearhome in a study's folder with so much memory and no more.
fn bounded(study: &SmallStudy, memory: u64, arguments: &[&str]) -> Outcome {
    let mut command = Command::new("prlimit");
    command.arg(format!("--as={memory}")).arg(env!("CARGO_BIN_EXE_nearhome")).args(arguments);
    let output = command
        .current_dir(study.folder())
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .expect("prlimit is part of util-linux");
    Outcome::of(&output)
}

/// Asserts that a run fails as it should: status 1, one error with these words, within little memory.
fn refused(study: &SmallStudy, words: &str) {
    let outcome = bounded(study, LITTLE, &["run", "study.toml", "--out", "out"]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains(words), "expected {words:?} in:\n{}", outcome.errors);
    assert_eq!(outcome.errors.matches("error:").count(), 1, "{}", outcome.errors);
    assert!(!study.path("out").exists() && study.unfinished() == 0);
}

/// Makes a file as long as this without taking room on the disk.
fn stretch(study: &SmallStudy, name: &str, bytes: u64) {
    OpenOptions::new().write(true).open(study.path(name)).unwrap().set_len(bytes).unwrap();
}

/// Writes numbers into a file, in the byte order of the machine's headers.
fn patch(study: &SmallStudy, name: &str, at: usize, bytes: &[u8]) {
    let mut file = std::fs::read(study.path(name)).unwrap();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    study.write(name, file);
}

/// A small study whose wards are to be written to `wards.geojson`.
fn study_of_geojson() -> SmallStudy {
    let study = SmallStudy::new();
    study.edit("study.toml", "wards.shp", "wards.geojson");
    study
}

#[test]
fn the_small_study_runs_in_the_memory_that_hostile_files_get() {
    let study = SmallStudy::new();
    let outcome = bounded(&study, LITTLE, &["run", "study.toml", "--out", "out"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
}

#[test]
fn files_of_four_gigabytes_are_refused_unread() {
    for name in ["wards.shp", "wards.dbf", "wards.shx", "wards.prj", "children.csv", "carers.csv"] {
        let study = SmallStudy::new();
        stretch(&study, name, 4 << 30);
        refused(&study, &format!("{name}: it has 4294967296 bytes; files over 2 GiB are not read"));
    }
}

#[test]
fn headers_that_claim_two_to_the_thirty_first_records_are_not_believed() {
    let study = SmallStudy::new();
    patch(&study, "wards.dbf", 4, &(1u32 << 31).to_le_bytes());
    refused(&study, "wards.dbf: it is not a sound .dbf: its header says 2147483648 records, it has 4");
    let study = SmallStudy::new();
    patch(&study, "wards.shp", 24, &i32::MAX.to_be_bytes());
    refused(&study, "wards.shp: it is cut short: its header says 4294967294 bytes");
    // The number of parts, then of points, of the first record; the .shx is not needed.
    for at in [100 + 8 + 36, 100 + 8 + 40] {
        let study = SmallStudy::new();
        patch(&study, "wards.shp", at, &i32::MAX.to_le_bytes());
        refused(&study, "wards.shp, record 1: the record is damaged: its parts and points do not fit its length");
    }
}

#[test]
fn a_record_of_a_byte_with_two_thousand_fields_of_none_does_not_fill_the_memory() {
    let study = SmallStudy::new();
    let rows = 100_000;
    study.write("wards.dbf", hostile::dbf_of_fields_without_width(2_000, rows));
    study.write("wards.shp", hostile::shp_of_null_shapes(rows));
    std::fs::remove_file(study.path("wards.shx")).unwrap();
    refused(&study, "wards.dbf: it has 100000 records of 2000 columns; over 20000000 cells are not read");
}

#[test]
fn a_geojson_with_a_thousand_columns_of_nothing_does_not_fill_the_memory() {
    let study = study_of_geojson();
    study.write("wards.geojson", hostile::geojson_of_nulls(1_000, 50_000));
    refused(&study, "wards.geojson: it has 50001 records of 1000 columns; over 20000000 cells are not read");
}

#[test]
fn zips_that_unpack_to_gigabytes_are_refused() {
    let study = SmallStudy::new();
    let dbf = std::fs::read(study.path("wards.dbf")).unwrap();
    study.write("wards.zip", zip_of(&[("wards.shp", vec![0; 70_000_000]), ("wards.dbf", dbf)]));
    study.edit("study.toml", "wards.shp", "wards.zip");
    refused(&study, "wards.zip/wards.shp: it would unpack to 70000000 bytes from ");
    // The packed bytes are few and sound, but the directory of the zip says 2 GiB and one byte.
    let mut zip = zip_of(&[("wards.shp", vec![0; 1_000])]);
    let central = zip.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    zip[central + 24..central + 28].copy_from_slice(&(1u32 << 31).to_le_bytes());
    study.write("wards.zip", zip);
    refused(&study, "wards.zip/wards.shp: it has 2147483648 bytes; files over 2 GiB are not read");
}

#[test]
fn a_postcode_directory_that_is_a_zip_bomb_ends_with_an_error() {
    let study = SmallStudy::new();
    let settings =
        std::fs::read_to_string(study.path("study.toml")).unwrap() + "[postcodes]\nfile = \"directory.zip\"\n";
    study.write("study.toml", settings);
    study.edit("carers.csv", "easting,northing", "postcode,note");
    let bomb = [b"pcds,oseast1m,osnrth1m\n".to_vec(), b"x\n".repeat(50_000_000)].concat();
    study.write("directory.zip", zip_of(&[("ONSPD.csv", bomb)]));
    refused(&study, "directory.zip");
    let one_row = vec![b'x'; 100_000_000];
    study.write("directory.zip", zip_of(&[("ONSPD.csv", [b"pcds,oseast1m,osnrth1m\n".to_vec(), one_row].concat())]));
    refused(&study, "directory.zip/ONSPD.csv, row 2: a row is longer than 65536 bytes");
    let many: Vec<(String, Vec<u8>)> = (0..2_001).map(|at| (format!("{at}.csv"), vec![b'x'; 60_000])).collect();
    study.write("directory.zip", zip_of(&many));
    refused(&study, "directory.zip: there are over 2000 CSV files in it, which are not read");
}

#[test]
fn a_hundred_thousand_fields_are_refused_in_every_kind_of_file() {
    for name in ["children.csv", "carers.csv"] {
        let study = SmallStudy::new();
        study.write(name, many_columns(100_000));
        refused(&study, &format!("{name}: it has 100000 columns; files of over 10000 are not read"));
    }
    let study = SmallStudy::new();
    study.write("points.csv", many_columns(100_000));
    let outcome = bounded(&study, LITTLE, &["locate", "points.csv", "--wards", "wards.shp", "--out", "located.csv"]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("points.csv: it has 100000 columns"), "{}", outcome.errors);
    study.edit("study.toml", "wards.shp", "wards.geojson");
    study.write("wards.geojson", hostile::geojson_of_nulls(100_000, 1));
    refused(&study, "wards.geojson: its features have more than 1000 different properties");
}

#[test]
fn json_toml_and_xml_that_are_nested_very_deep_do_not_use_up_the_stack() {
    let study = study_of_geojson();
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        study.write("wards.geojson", deep_json(open, close, 1_000_000));
        refused(&study, "wards.geojson: it is nested more deeply than GeoJSON can be");
    }
    study.write("wards.geojson", "[".repeat(1_000_000));
    refused(&study, "wards.geojson");
    study.write("study.toml", format!("[study]\ntitle = {}", "[".repeat(190_000)));
    let outcome = bounded(&study, LITTLE, &["run", "study.toml"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
    assert!(outcome.errors.contains("study.toml, line 2"), "{}", outcome.errors);
    let study = SmallStudy::new();
    let children = "snapshot = 2026-03-31\n[postcodes]\nfile = \"p.csv\"\n[children]\nssda903 = [\"return.xml\"]";
    let settings = std::fs::read_to_string(study.path("study.toml")).unwrap();
    let settings = settings
        .replace("[children]\nfile = \"children.csv\"", "")
        .replace("title = \"Small\"", "snapshot = 2026-03-31");
    study.write("study.toml", settings + &children.replace("snapshot = 2026-03-31\n", "") + "\n");
    study.write("p.csv", "postcode,easting,northing\nB1 1AA,400500,301500\n");
    study.write("return.xml", "<EXPSSDA903>".to_owned() + &"<CHILD>".repeat(1_000_000));
    refused(&study, "return.xml");
}

#[test]
fn a_file_that_is_no_study_is_refused_unread() {
    let study = SmallStudy::new();
    stretch(&study, "study.toml", 2_000_000_000);
    refused(&study, "study.toml: it has 2000000000 bytes; a study file over 200000 bytes is not read");
}

#[test]
fn rings_of_a_million_points_are_read_and_located_in() {
    // A comb: a million edges of which any line across crosses nearly all.
    let study = study_of_geojson();
    study.write("wards.geojson", geojson_of(&ring_of(1_000_000)));
    study.write("points.csv", "easting,northing\n400500,300001\n400500,299000\n");
    let arguments = ["locate", "points.csv", "--wards", "wards.geojson", "--out", "located.csv"];
    let outcome = bounded(&study, 2_500_000_000, &arguments);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let located = std::fs::read_to_string(study.path("located.csv")).unwrap();
    let placed: Vec<&str> = located.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(placed, ["inside", "outside"], "{located}");
}

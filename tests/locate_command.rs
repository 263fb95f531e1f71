//! `nearhome locate` as it is typed: files, pipes, what is refused, and real wards.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use small_study::{Outcome, SmallStudy};
use support::text;

fn nearhome(study: &SmallStudy, arguments: &[&str], input: &[u8]) -> Outcome {
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    Outcome::of(&command.args(arguments).current_dir(study.folder()).write_stdin(input).output().unwrap())
}

const LOCATE: [&str; 4] = ["locate", "-", "--wards", "wards.shp"];

fn locate(study: &SmallStudy, more: &[&str], input: &str) -> Outcome {
    nearhome(study, &[&LOCATE, more].concat(), input.as_bytes())
}

#[test]
fn a_plain_file_gets_its_columns() {
    let study = SmallStudy::new();
    let outcome = nearhome(&study, &["locate", "carers.csv", "--wards", "wards.shp", "--out", "located.csv"], b"");
    assert_eq!((outcome.status, outcome.output.as_str()), (Some(0), ""));
    insta::assert_snapshot!("locate plain", text(&study.path("located.csv")));
    insta::assert_snapshot!("locate plain, said", outcome.errors);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn an_awkward_stream_keeps_its_bytes_and_says_why_rows_have_no_ward() {
    let study = SmallStudy::new();
    let awkward = "\u{FEFF}\"Easting\";Northing;ward_code;\"note; with\r\nlines\"\r\n\
        400500;301500;old;\"a \"\"b\"\"; c\"\r\n\r\n400500;301000;;\n;;;x\n301500;400500;;\nx;y;;\n1;2\n480000;301500;;far";
    let outcome = locate(&study, &["--to", "400500,301500", "--snap", "50"], awkward);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    insta::assert_snapshot!("locate awkward", outcome.output.replace('\r', "␍").replace('\u{FEFF}', "[BOM]"));
    insta::assert_snapshot!("locate awkward, said", outcome.errors);
}

#[test]
fn what_cannot_be_done_is_said_and_leaves_nothing() {
    let study = SmallStudy::new();
    let before = text(&study.path("carers.csv"));
    let cases: [(&[&str], i32, &str); 9] = [
        (
            &["locate", "carers.csv", "--wards", "wards.shp", "--out", "carers.csv", "--overwrite"],
            2,
            "carers.csv is an input",
        ),
        (
            &["locate", "carers.csv", "--wards", "wards.shp", "--out", "children.csv"],
            2,
            "children.csv is there already",
        ),
        (&["locate", "nowhere.csv", "--wards", "wards.shp"], 2, "nowhere.csv: there is no such file"),
        (&["locate", "carers.csv", "--wards", "nowhere.shp"], 2, "nowhere.shp: there is no such file"),
        (&["locate", "study.toml", "--wards", "wards.shp"], 1, "study.toml: no columns for easting and northing"),
        (
            &["locate", "carers.csv", "--wards", "wards.shp", "--columns", "easting=east"],
            1,
            "did you mean \"easting\"?",
        ),
        (&["locate", "carers.csv", "--wards", "wards.shp", "--columns", "east=x"], 2, "the key is one of easting"),
        (
            &["locate", "carers.csv", "--wards", "wards.shp", "--to", "1,2", "--to-lonlat", "-1.9,52.4"],
            2,
            "cannot be used with",
        ),
        (&["locate", "carers.csv", "--wards", "wards.shp", "--to", "-1.9,52.4"], 2, "metres on the National Grid"),
    ];
    for (arguments, status, message) in cases {
        let outcome = nearhome(&study, arguments, b"");
        assert_eq!(outcome.status, Some(status), "{arguments:?}: {}", outcome.errors);
        assert!(outcome.errors.contains(message), "{arguments:?}: {}", outcome.errors);
        assert_eq!(outcome.output, "", "{arguments:?}");
    }
    assert_eq!(text(&study.path("carers.csv")), before);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_file_damaged_in_the_middle_leaves_no_output() {
    let study = SmallStudy::new();
    let rows = "1,400500,301500\n".repeat(400_000);
    study.write("big.csv", format!("id,easting,northing\n{rows}2,\"400500,301500\n"));
    let outcome = nearhome(&study, &["locate", "big.csv", "--wards", "wards.shp", "--out", "located.csv"], b"");
    assert_eq!(outcome.status, Some(1));
    assert!(
        outcome.errors.contains("big.csv, row 400002: a quotation mark is opened and never closed"),
        "{}",
        outcome.errors
    );
    assert!(!study.path("located.csv").exists());
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn overwrite_replaces_an_earlier_output_and_any_number_of_threads_writes_the_same() {
    let study = SmallStudy::new();
    let arguments = ["locate", "carers.csv", "--wards", "wards.shp", "--out", "located.csv", "--overwrite", "--quiet"];
    fs::write(study.path("located.csv"), "old").unwrap();
    let outcome = nearhome(&study, &arguments, b"");
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""));
    let first = text(&study.path("located.csv"));
    nearhome(&study, &[&arguments[..], &["--threads", "3"]].concat(), b"");
    assert_eq!(text(&study.path("located.csv")), first);
    let piped =
        nearhome(&study, &["locate", "-", "--wards", "wards.shp"], &fs::read(study.path("carers.csv")).unwrap());
    assert_eq!(piped.output, first);
}

#[test]
fn degrees_and_grid_references_of_one_place_are_in_one_ward() {
    let study = SmallStudy::new();
    // 400500, 301500 by PROJ with OSTN15.
    let outcome =
        locate(&study, &["--to-lonlat", "-1.994,52.6113", "--distance", "exact"], "lon,lat\n-1.9940,52.6113\n");
    let row = outcome.output.lines().nth(1).unwrap();
    assert!(row.starts_with("-1.9940,52.6113,E0599000") && row.ends_with(",inside,0.0000"), "{row}");
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let study = SmallStudy::new();
    study.write("big.csv", format!("easting,northing\n{}", "400500,301500\n".repeat(200_000)));
    let binary = assert_cmd::cargo::cargo_bin("nearhome").display().to_string();
    let script = format!("'{binary}' locate big.csv --wards wards.shp; echo status $? >&2");
    let shell = std::process::Command::new("sh")
        .args(["-c", &format!("{{ {script}; }} | head -1")])
        .current_dir(study.folder())
        .output();
    let outcome = Outcome::of(&shell.unwrap());
    assert_eq!(outcome.output.lines().count(), 1);
    assert!(outcome.errors.ends_with("status 0\n"), "{}", outcome.errors);
    assert!(!outcome.errors.contains("error"), "{}", outcome.errors);
}

/// An independent answer: the district of each postcode in the directory, of the wards' own year or nearly so.
#[test]
fn real_postcodes_lie_in_the_district_that_ons_says() {
    let (Some(wards), Some(postcodes)) = (support::real_data("wards_wm_2025_shp"), support::real_data("postcodes_wm"))
    else {
        return;
    };
    let study = SmallStudy::new();
    let arguments = [
        "locate".to_owned(),
        display(&postcodes.join("onspd_nov2025_B_WV_WS_DY_CV.csv")),
        "--wards".to_owned(),
        display(&wards.join("WD25_WestMidlands_BGC.shp")),
        "--out".to_owned(),
        "located.csv".to_owned(),
    ];
    let outcome = nearhome(&study, &arguments.each_ref().map(String::as_str), b"");
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert!(outcome.errors.contains("not known: its fields are blank (309)"), "{}", outcome.errors);
    let rows = support::csv_rows(&study.path("located.csv"));
    assert_eq!(rows.len(), 136_525);
    let in_a_ward: Vec<_> = rows.iter().filter(|row| !row["ward_code"].is_empty()).collect();
    let agree = in_a_ward.iter().filter(|row| row["laua"] == row["authority_code"]).count();
    // The outlines are generalised to 20 m: a few postcodes beside a border fall on its other side.
    assert!(agree * 1000 > in_a_ward.len() * 997, "{agree} of {}", in_a_ward.len());
    let elsewhere = rows.iter().filter(|row| row["placing"] == "outside").count();
    assert!(elsewhere * 20 < rows.len(), "{elsewhere} outside the region");
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

fn example(name: &str) -> String {
    display(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
}

/// The made-up city's carers by postcode. Oracle: the ward that the made-up directory gives each postcode; where it is
/// not the ward that holds the point, the directory was made so (5 carers).
#[test]
fn points_that_are_postcodes_are_looked_up_in_a_directory() {
    let study = SmallStudy::new();
    let (carers, directory) =
        (example("examples/postcodes/carers.csv"), example("examples/postcodes/made_up_onspd.csv"));
    let wards = example("boundaries/wards.shp");
    let outcome = nearhome(
        &study,
        &["locate", &carers, "--wards", &wards, "--postcodes", &directory, "--out", "located.csv"],
        b"",
    );
    assert_eq!((outcome.status, outcome.output.as_str()), (Some(0), ""), "{}", outcome.errors);
    assert!(outcome.errors.contains("Rows read: 240; in a ward: 240 of 240 points"), "{}", outcome.errors);
    assert!(outcome.errors.contains("made_up_onspd.csv: 1,229 rows = 1,229 used + 0 left out"), "{}", outcome.errors);
    let of_postcode: BTreeMap<String, String> = support::csv_rows(Path::new(&directory))
        .into_iter()
        .map(|row| (row["pcds"].replace(' ', ""), row["wd26cd"].clone()))
        .collect();
    let rows = support::csv_rows(&study.path("located.csv"));
    let key = |postcode: &str| postcode.replace(' ', "").to_uppercase();
    let differ = rows.iter().filter(|row| of_postcode[&key(&row["postcode"])] != row["ward_code"]).count();
    assert_eq!((rows.len(), differ), (240, 2));
}

#[test]
fn postcodes_that_are_not_found_are_told_by_reason_and_miles_go_by_them() {
    let study = SmallStudy::new();
    study.write(
        "codes.csv",
        "postcode,easting,northing\nB1 1AA,400500,301500\nB1 1AB,400500,300500\nB1 1AA,1,2\nx,1,2\n",
    );
    let text = "postcode,to\nb11aa,B1 1AB\nBI 1AA,B1 1AB\nB9 9ZZ,B1 1AB\n,\n";
    let outcome = locate(&study, &["--postcodes", "codes.csv", "--to-columns", "postcode=to"], text);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert!(
        outcome.output.contains("b11aa,B1 1AB,E05990001,Northgate,E08990001,E08990001,,E92000001,inside,0.6\n"),
        "{}",
        outcome.output
    );
    for line in ["not in the postcode directory (1)", "codes.csv: 4 rows = 2 used + 2 left out", "  left out: "] {
        assert!(outcome.errors.contains(line), "{line}: {}", outcome.errors);
    }
    assert!(!outcome.errors.contains("B1 1"), "{}", outcome.errors);
    let outcome = locate(&study, &["--postcodes", "carers.csv"], text);
    assert_eq!((outcome.status, outcome.output.as_str()), (Some(1), ""));
    assert!(outcome.errors.contains("carers.csv: it is no postcode directory"), "{}", outcome.errors);
}

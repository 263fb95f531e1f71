//! A study whose points are postcodes: by way of a directory, from file to layers and run report. Postcodes of the areas
//! QA and QD, which Royal Mail has not allotted; places in the small study's four made-up wards.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::path::Path;

use small_study::SmallStudy;
use support::{csv_rows, files_below, json, text};

const DIRECTORY: &str = "pcd7,doterm,east1m,north1m,gridind,lad25cd,wd25cd,ctry25cd\n\
    \"QA1 1AA\",\"\",\"400500\",\"0301500\",\"1\",\"E08990001\",\"E05990001\",\"E92000001\"\n\
    \"QA1 1AB\",\"199606\",\"400500\",\"0300500\",\"6\",\"E08990001\",\"E05990002\",\"E92000001\"\n\
    \"QA1 1AD\",\"\",\"401500\",\"0300500\",\"5\",\"E08990002\",\"E05990003\",\"E92000001\"\n\
    \"QA101AA\",\"\",\"401500\",\"0301500\",\"1\",\"E08990002\",\"E05990004\",\"E92000001\"\n\
    \"QD1 1AA\",\"\",\"\",\"\",\"9\",\"L99999999\",\"L99999999\",\"L93000001\"\n";

const CHILDREN: &str = "child_id,HOME_POST,PL_POST,placement_type\n\
    a1,qa1 1aa,QA11AB,U4\n\
    a2,QA1 1AB,QA1 1AD,U6\n\
    a3,QA1 IAA,QA1 1ZZ,K2\n\
    a4,nowhere,QAI0 1AA,U1\n\
    a5,,QD1 1AA,U1\n\
    a6,QA1O 1AA,QA1 1AA,U1\n";

/// The small study with postcodes for points.
fn study() -> SmallStudy {
    let study = SmallStudy::new();
    study.write("ONSPD_NOV_2025_UK.csv", DIRECTORY);
    study.write("children.csv", CHILDREN);
    study.write(
        "carers.csv",
        "carer_id,postcode,easting,northing,provider\nc1,QA1 1AA,,,in_house\nc2,QA1 1AB,400600,301600,ifa\nc3,,401500,300500,ifa\n",
    );
    study.edit("study.toml", "[carers]", "[postcodes]\nfile = \"ONSPD_NOV_2025_UK.csv\"\n[carers]");
    study
}

#[test]
fn points_are_found_by_their_postcodes() {
    let study = study();
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let wards = csv_rows(&study.path("out/tables/wards.csv"));
    let column = |name: &str| wards.iter().map(|row| row[name].clone()).collect::<Vec<_>>();
    assert_eq!(column("children_home"), ["1", "1", "0", "0"]);
    assert_eq!(column("children_placed"), ["1", "1", "1", "0"]);
    assert_eq!(column("carers"), ["2", "0", "1", "0"]);
}

#[test]
fn the_run_report_says_what_the_directory_gave() {
    let study = study();
    study.run(&[]);
    let report = json(&study.path("out/run_report.json"));
    let directory = &report["postcodes"]["directory"];
    assert_eq!((&directory["product"], &directory["vintage"]), (&"onspd_or_nspl".into(), &"2025-11".into()));
    // Of the postcodes by shape: QA1 1AA, QA1 1AB, QA1 1AD, QA1 1ZZ, QAI0 1AA is none, QD1 1AA, QA1O 1AA.
    assert_eq!((directory["postcodes_asked"].as_u64(), directory["postcodes_found"].as_u64()), (Some(6), Some(4)));
    let counts = |at: usize, names: &[&str]| {
        let points = &report["postcodes"]["points"][at];
        names.iter().map(|name| points[*name].as_u64().unwrap()).collect::<Vec<_>>()
    };
    let how = ["by_coordinates", "by_postcode", "not_known", "terminated", "without_position"];
    assert_eq!(counts(0, &how), [2, 1, 0, 0, 0], "carers");
    assert_eq!(counts(1, &how), [0, 2, 4, 1, 0], "homes");
    assert_eq!(counts(2, &how), [0, 3, 3, 1, 1], "placements");
    let why = ["not_in_directory", "not_in_directory_o_0_i_1", "not_a_postcode", "not_a_postcode_o_0_i_1"];
    assert_eq!(counts(1, &why), [1, 1, 2, 1], "homes");
    assert_eq!(counts(2, &why), [1, 0, 1, 1], "placements");
    let quality = &report["postcodes"]["points"][2]["by_positional_quality"];
    assert_eq!(quality, &serde_json::json!({"building": 1, "imputed": 1, "sector_mean": 1}));
    let account = report["accounts"].as_array().unwrap().iter().find(|each| each["file"] == "ONSPD_NOV_2025_UK.csv");
    assert_eq!(account.unwrap()["rows_used"], 5);
    assert!(report["inputs"].as_array().unwrap().iter().any(|input| input["vintage"] == 2025 && input["rows"] == 5));
}

#[test]
fn the_record_layers_carry_quality_and_end_and_no_postcode() {
    let study = study();
    let outcome = study.run(&[]);
    let layer = |name: &str| json(&study.path(&format!("out/layers/{name}.geojson")));
    let homes = layer("homes");
    let second = &homes["features"][1]["properties"];
    assert_eq!(second["home_positional_quality"], "sector_mean");
    assert_eq!(
        (&second["home_postcode_terminated"], &second["placement_postcode_terminated"]),
        (&true.into(), &false.into())
    );
    assert!(homes["features"][4]["properties"]["home_positional_quality"].is_null());
    assert_eq!(layer("carers")["features"][0]["properties"]["positional_quality"], "building");
    for file in files_below(&study.path("out")) {
        let written = written(&study.path(&format!("out/{file}")));
        for postcode in ["QA1", "QAI0", "QD1", "nowhere"] {
            assert!(!written.contains(postcode), "{file} holds {postcode}");
        }
    }
    assert!(
        !outcome.errors.contains("QA1")
            && outcome.errors.contains("more than 5% of the postcodes of homes are out of use")
    );
}

/// The text of a file; of a workbook, which is a zip, that of every part.
fn written(path: &Path) -> String {
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return text(path);
    }
    let mut parts = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let count = parts.len();
    (0..count).map(|at| std::io::read_to_string(parts.by_index(at).unwrap()).unwrap()).collect()
}

#[test]
fn without_a_directory_the_layers_have_no_such_columns() {
    let study = SmallStudy::new();
    study.run(&[]);
    assert!(!text(&study.path("out/layers/homes.geojson")).contains("positional_quality"));
    assert!(json(&study.path("out/run_report.json"))["postcodes"].is_null());
}

#[test]
fn a_postcode_column_without_a_directory_says_what_to_add() {
    let study = study();
    study.edit("study.toml", "[postcodes]\nfile = \"ONSPD_NOV_2025_UK.csv\"\n", "");
    let outcome =
        study.fails(1, "children.csv: it has a column for home_postcode, and the study names no postcode directory");
    assert!(outcome.errors.contains("add [postcodes]"));
}

#[test]
fn a_directory_that_is_none_is_one_clear_error() {
    let study = study();
    study.write("ONSPD_NOV_2025_UK.csv", "WD25CD,WD25NM\nE05990001,Northgate\n");
    study.fails(1, "ONSPD_NOV_2025_UK.csv: it is no postcode directory: no column of postcodes");
    study.write("ONSPD_NOV_2025_UK.csv", &DIRECTORY[..DIRECTORY.len() - 30]);
    study.fails(1, "ONSPD_NOV_2025_UK.csv, row 6: the file is cut off");
    study.edit("study.toml", "ONSPD_NOV_2025_UK.csv", "nowhere.csv");
    study.fails(2, "nowhere.csv: there is no such file");
}

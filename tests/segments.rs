//! Segments through the command: a codebook, a segments file by postcode, households by output area.

#[path = "support/small_study.rs"]
mod small_study;
#[path = "support/mod.rs"]
mod support;

use small_study::SmallStudy;
use support::{csv_rows, json};

const CODEBOOK: &str = "code,name,order,colour\nB,Back Lanes,1,#00ff00\nA,Avenues,2,#FF0000\n";
const LOOKUP: &str = "OA21CD,WD25CD\nE00000001,E05990001\nE00000002,E05990002\nE00000003,E05990003\n";
const HOUSEHOLDS: &str =
    "OA21CD,segment,households\nE00000001,A,100\nE00000001,B,50\nE00000002,b,25\nE00000003,A,9\nE00000004,A,1\n";

/// The small study with a codebook, and households by output area.
fn study() -> SmallStudy {
    let study = SmallStudy::new();
    study.write("codebook.csv", CODEBOOK);
    study.write("lookup.csv", LOOKUP);
    study.write("households.csv", HOUSEHOLDS);
    let sections = "file = \"carers.csv\"\n[segments]\ncodebook = \"codebook.csv\"\n\
                    [households]\nfile = \"households.csv\"\nlookup = \"lookup.csv\"\n";
    study.edit("study.toml", "file = \"carers.csv\"\n", sections);
    study
}

#[test]
fn names_order_and_colours_are_the_codebooks_and_households_come_to_their_wards() {
    let study = study();
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let profile = csv_rows(&study.path("out/tables/segment_profile.csv"));
    let row = |at: usize| {
        ["segment", "segment_name", "segment_colour", "carers", "households"].map(|column| profile[at][column].clone())
    };
    assert_eq!(row(0), ["B", "Back Lanes", "#00ff00", "1", "75"]);
    assert_eq!(row(1), ["A", "Avenues", "#ff0000", "1", "100"]);
    let by_ward = csv_rows(&study.path("out/tables/ward_segments.csv"));
    let each: Vec<_> = by_ward
        .iter()
        .map(|row| (row["ward_code"].as_str(), row["segment_name"].as_str(), row["households"].as_str()))
        .collect();
    let expected =
        [("E05990001", "Back Lanes", "50"), ("E05990001", "Avenues", "100"), ("E05990002", "Back Lanes", "25")];
    assert_eq!(each, expected);
    let carers = json(&study.path("out/layers/carers.geojson"));
    assert_eq!(carers["features"][0]["properties"]["segment_name"], "Avenues");
    let left_out = csv_rows(&study.path("out/left_out.csv"));
    assert!(left_out.iter().any(|row| row["reason"] == "the output area is not in the lookup" && row["row"] == "6"));
    let report = json(&study.path("out/run_report.json"));
    let inputs: Vec<&str> =
        report["inputs"].as_array().unwrap().iter().map(|input| input["name"].as_str().unwrap()).collect();
    assert_eq!(inputs[inputs.len() - 4..], ["carers.csv", "codebook.csv", "lookup.csv", "households.csv"]);
    assert_eq!(report["settings"]["segments"]["from"], "column");
}

#[test]
fn a_segments_file_by_postcode_is_asked_and_no_postcode_leaves_the_files() {
    let study = study();
    study.write(
        "carers.csv",
        "carer_id,easting,northing,provider,postcode\nc1,400500,301500,ifa,QX1 1AA\nc2,400600,301600,ifa,qx11ab\n\
         c3,400700,301700,ifa,QX9 9ZZ\nc4,400800,301800,ifa,\n",
    );
    study.write("mosaic.csv", "pcds;Mosaic Group\r\nQX1 1AA;a\r\nQX1 1AB;z\r\nQX1 1AD;b\r\n");
    study.edit("study.toml", "codebook =", "file = \"mosaic.csv\"\ncodebook =");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let carers = json(&study.path("out/layers/carers.geojson"));
    let segment = |at: usize| carers["features"][at]["properties"]["segment"].as_str().map(str::to_owned);
    assert_eq!([0, 1, 2, 3].map(segment), [Some("A".to_owned()), None, None, None]);
    let left_out = csv_rows(&study.path("out/left_out.csv"));
    let noted: Vec<_> = left_out
        .iter()
        .map(|row| [&row["file"], &row["row"], &row["column"], &row["reason"]].map(String::as_str))
        .collect();
    assert!(noted.contains(&["carers.csv", "4", "postcode", "the postcode is not in the segments file"]), "{noted:?}");
    assert!(noted.contains(&["mosaic.csv", "3", "Mosaic Group", "the segment is not in the codebook"]), "{noted:?}");
    let profile = csv_rows(&study.path("out/tables/segment_profile.csv"));
    let without = profile.iter().find(|row| row["note"] == "carers without a segment").unwrap();
    assert_eq!(without["carers"], "3", "their own row, in neither total");
    for file in
        ["left_out.csv", "run_report.json", "summary.json", "layers/carers.geojson", "tables/segment_profile.csv"]
    {
        let text = std::fs::read_to_string(study.path(&format!("out/{file}"))).unwrap();
        assert!(!text.to_uppercase().contains("QX"), "{file} has no postcode");
    }
    assert!(!(outcome.output + &outcome.errors).to_uppercase().contains("QX"));
}

#[test]
fn sources_that_cannot_answer_are_one_clear_error() {
    let study = study();
    study.write("oac.csv", "OA21CD,segment\nE00000001,A\n");
    study.edit("study.toml", "codebook =", "file = \"oac.csv\"\ncodebook =");
    study.fails(1, "carers.csv: no column for postcode, and the study's segments come by postcode");
    study.edit("carers.csv", "approved_places,segment", "approved_places,postcode");
    let outcome = study.fails(2, "the segments file is by output area, and no postcode of carers.csv leads to one");
    assert!(outcome.errors.contains("add [postcodes]"), "{}", outcome.errors);
    study.edit("study.toml", "lookup = \"lookup.csv\"\n", "");
    study.edit("study.toml", "file = \"oac.csv\"\n", "");
    study.fails(1, "households.csv: it is by output area, and nothing tells their wards");
    study.write("codebook.csv", "name,order\nAvenues,1\n");
    study.fails(1, "codebook.csv: no column for code");
}

//! Boundaries as councils have them: one file with every kind of fault, run, checked and repaired by the binary.

#[path = "support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};

use geo::Validation;
use serde_json::{Value, json};
use support::{csv_rows, json as read_json};

type Ring = Vec<[i64; 2]>;

fn ring(corners: &[[i64; 2]]) -> Ring {
    corners.iter().map(|[x, y]| [400_000 + x, 300_000 + y]).collect()
}

fn wards() -> Vec<(&'static str, Vec<Ring>)> {
    // From west to east, 1 km high: a spike, a bow-tie, a repeated point, a sliver of a part, then three in a row of which
    // the first two overlap by 20 m and the last two leave a gap 5 m wide, closed at both ends.
    vec![
        (
            "E05990001",
            vec![ring(&[[0, 0], [1000, 0], [1000, 1000], [500, 1000], [500, 1400], [500, 1000], [0, 1000], [0, 0]])],
        ),
        ("E05990002", vec![ring(&[[2000, 0], [3000, 1000], [3000, 0], [2000, 1000], [2000, 0]])]),
        ("E05990003", vec![ring(&[[4000, 0], [5000, 0], [5000, 0], [5000, 1000], [4000, 1000]])]),
        (
            "E05990004",
            vec![
                ring(&[[6000, 0], [7000, 0], [7000, 1000], [6000, 1000], [6000, 0]]),
                ring(&[[7100, 0], [7101, 1000], [7100, 1000], [7100, 0]]),
            ],
        ),
        ("E05990005", vec![ring(&[[8000, 0], [9020, 0], [9020, 1000], [8000, 1000], [8000, 0]])]),
        (
            "E05990006",
            vec![ring(&[[9000, 0], [10_000, 0], [9995, 10], [9995, 990], [10_000, 1000], [9000, 1000], [9000, 0]])],
        ),
        (
            "E05990007",
            vec![ring(&[
                [10_000, 0],
                [11_000, 0],
                [11_000, 1000],
                [10_000, 1000],
                [10_000, 990],
                [10_000, 10],
                [10_000, 0],
            ])],
        ),
    ]
}

fn study(repair: bool) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let feature = |(code, rings): (&str, Vec<Ring>)| {
        let polygons: Vec<Vec<Ring>> = rings.into_iter().map(|ring| vec![ring]).collect();
        json!({ "type": "Feature", "properties": { "WD25CD": code, "WD25NM": code, "LAD25CD": "E08990001" },
            "geometry": { "type": "MultiPolygon", "coordinates": polygons } })
    };
    let features: Vec<Value> = wards().into_iter().map(feature).collect();
    let crs = json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::27700" } });
    let wards = json!({ "type": "FeatureCollection", "crs": crs, "features": features });
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("wards.geojson", wards.to_string());
    // In both lobes of the bow-tie and beside them, in the overlap, in the gap.
    let points = [[2500, 100], [2900, 500], [2500, 900], [9010, 500], [9997, 500], [500, 500]];
    let row = |(at, [x, y]): (usize, &[i64; 2])| format!("c{at},{},{},ifa\n", 400_000 + x, 300_000 + y);
    let rows: String = points.iter().enumerate().map(row).collect();
    write("carers.csv", format!("carer_id,easting,northing,provider\n{rows}"));
    let study = format!(
        "[study]\ntitle = \"Faults\"\nauthority = \"E08990001\"\n[boundaries]\nwards = \"wards.geojson\"\nrepair = {repair}\n\
         [carers]\nfile = \"carers.csv\"\n"
    );
    write("study.toml", study);
    folder
}

/// What it printed on both streams; it must end well.
fn nearhome(folder: &Path, arguments: &[&str]) -> String {
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    let output = command.args(arguments).current_dir(folder).output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert_eq!(output.status.code(), Some(0), "{text}");
    text
}

fn result(folder: &Path) -> PathBuf {
    nearhome(folder, &["run", "study.toml", "--out", "out"]);
    folder.join("out")
}

/// Ward, fault, count, easting and northing of each fault in the report.
fn faults(out: &Path) -> Vec<(String, String, u64, i64, i64)> {
    let report = read_json(&out.join("run_report.json"));
    let text = |fault: &Value, key: &str| fault[key].as_str().unwrap().to_owned();
    let fault = |fault: &Value| {
        let place = ["easting", "northing"].map(|key| fault[key].as_i64().unwrap());
        (text(fault, "area_code"), text(fault, "fault"), fault["count"].as_u64().unwrap(), place[0], place[1])
    };
    report["geometry_faults"].as_array().unwrap().iter().map(fault).collect()
}

#[test]
fn every_fault_is_in_the_report_with_its_ward_its_number_and_its_place() {
    let folder = study(false);
    let found = faults(&result(folder.path()));
    let told: Vec<(&str, &str)> = found.iter().map(|(code, fault, ..)| (code.as_str(), fault.as_str())).collect();
    let expected = [
        ("E05990001", "spike"),
        ("E05990002", "self_crossing"),
        ("E05990003", "ring_not_closed"),
        ("E05990003", "repeated_point"),
        ("E05990004", "sliver"),
        ("E05990005", "overlap"),
        ("E05990006", "gap"),
    ];
    assert_eq!(told, expected);
    let place = |at: usize| (found[at].2, found[at].3, found[at].4);
    assert_eq!(place(0), (1, 400_500, 301_400));
    assert_eq!(place(1), (1, 402_500, 300_500));
    assert_eq!(place(3), (1, 405_000, 300_000));
    assert!((409_000..=409_020).contains(&found[5].3) && (409_995..=410_000).contains(&found[6].3), "{found:?}");
    let report = read_json(&folder.path().join("out/run_report.json"));
    let (overlap, gap) = (&report["geometry_faults"][5], &report["geometry_faults"][6]);
    assert_eq!((&overlap["other_area_code"], &overlap["area_square_metres"]), (&json!("E05990006"), &json!(20_000.0)));
    assert_eq!(report["settings"]["repair"], json!(false));
    assert_eq!((&gap["other_area_code"], &gap["area_square_metres"]), (&json!("E05990007"), &json!(4950.0)));
}

#[test]
fn check_and_run_sum_the_faults_up_one_line_a_kind() {
    let folder = study(false);
    for arguments in [&["check", "study.toml"][..], &["run", "study.toml", "--out", "out"]] {
        let printed = nearhome(folder.path(), arguments);
        for line in [
            "wards have a spike: an edge that goes back along the one before it, such as E05990001 at 400500, 301400 (1 place)",
            "wards have an outline that crosses itself, such as E05990002 at 402500, 300500 (1 place)",
            "wards overlap along their edges, such as E05990005 and E05990006 at 4090",
            "that no ward holds, such as E05990006 and E05990007 at ",
        ] {
            assert_eq!(printed.matches(line).count(), 1, "{line} in\n{printed}");
        }
    }
    let records = nearhome(folder.path(), &["check", "study.toml", "--log-format", "json"]);
    assert_eq!(records.matches("\"kind\":\"geometry_fault\"").count(), 7, "{records}");
}

#[test]
fn each_point_is_in_one_ward_or_none_whatever_is_wrong() {
    let folder = study(false);
    let out = result(folder.path());
    let carers: Vec<String> = csv_rows(&out.join("tables/wards.csv")).iter().map(|row| row["carers"].clone()).collect();
    assert_eq!(
        carers,
        ["1", "1", "0", "0", "1", "0", "0"],
        "the bow-tie has one, the overlap's lowest code one, the gap none"
    );
    let placed = &read_json(&out.join("run_report.json"))["points"][0];
    assert_eq!((&placed["overlap"], &placed["outside"]), (&json!(1), &json!(3)));
}

#[test]
fn repair_is_described_and_changes_no_figure_and_leaves_valid_polygons() {
    let (plain, mended) = (study(false), study(true));
    let (before, after) = (result(plain.path()), result(mended.path()));
    for table in ["tables/wards.csv", "tables/authorities.csv", "tables/totals.csv", "summary.json"] {
        assert_eq!(support::text(&before.join(table)), support::text(&after.join(table)), "{table}");
    }
    assert_eq!(faults(&before), faults(&after));
    let repairs = |out: &Path| -> Vec<bool> {
        let report = read_json(&out.join("run_report.json"));
        report["geometry_faults"].as_array().unwrap().iter().map(|fault| fault["repair"].is_string()).collect()
    };
    assert_eq!(repairs(&before), [false, false, true, true, false, false, false]);
    assert_eq!(repairs(&after), [true, true, true, true, false, false, false]);
    for out in [before, after] {
        let layer: geojson::FeatureCollection = support::text(&out.join("layers/wards.geojson")).parse().unwrap();
        for feature in layer.features {
            let geometry: geo::Geometry = feature.geometry.unwrap().try_into().unwrap();
            assert!(geometry.is_valid(), "{geometry:?}");
        }
    }
}

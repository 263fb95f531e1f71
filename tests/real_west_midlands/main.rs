//! The whole job on the 754 real wards of the West Midlands (ONS 2025) with real postcodes' coordinates (ONSPD November
//! 2025) as homes, placements and carers. Who lives where is made up; every total is checked against the slow, plain
//! computation of `plain`, which shares no code with nearhome.

mod layer;
mod plain;
mod study;
#[path = "../support/mod.rs"]
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use plain::{COUNTED, plain_locate, plain_miles, plain_ward_counts};
use study::{BIRMINGHAM, CHILDREN, Real, real};
use support::{csv_rows, json, text};

#[test]
fn every_total_equals_the_slow_plain_computation() {
    let Some(real) = real() else { return };
    let out = real.run();
    let expected = plain_ward_counts(&real);
    let rows = csv_rows(&out.join("tables/wards.csv"));
    assert_eq!(rows.len(), 754);
    for row in &rows {
        for what in COUNTED.into_iter().chain(["boundary_not_known"]) {
            let plain = expected.get(&row["ward_code"]).and_then(|ward| ward.get(what)).copied();
            // Where there are carers and none states how many places, the number is not known.
            let is_not_known = what == "approved_places" && plain.is_none() && row["carers"] != "0";
            let plain = if is_not_known { String::new() } else { plain.unwrap_or(0).to_string() };
            assert_eq!(row[what], plain, "{what} of ward {}", row["ward_code"]);
        }
    }
    layers_hold_the_tables_figures(&out, &rows);
    the_overall_split_is_right(&real, &out);
    the_distances_are_right(&real, &rows);
    everything_is_accounted_for(&real, &out);
}

fn layers_hold_the_tables_figures(out: &Path, rows: &[BTreeMap<String, String>]) {
    let layer = json(&out.join("layers/wards.geojson"));
    let features = layer["features"].as_array().unwrap();
    assert_eq!(features.len(), rows.len());
    for (feature, row) in features.iter().zip(rows) {
        for (name, field) in row {
            let value = &feature["properties"][name];
            let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let same = written == *field
                || (value.is_null() && field.is_empty())
                || written.parse::<f64>() == field.parse::<f64>();
            assert!(same, "{name}: {written} in the layer, {field} in the table");
        }
    }
}

/// Birmingham's own children, whatever is known of their homes.
fn the_overall_split_is_right(real: &Real, out: &Path) {
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for child in real.children.iter().filter(|child| real.responsible(child) == BIRMINGHAM) {
        *expected.entry(real.category(child, plain_locate(&real.wards, child.placement))).or_default() += 1;
    }
    let rows = csv_rows(&out.join("tables/authorities.csv"));
    let birmingham = rows.iter().find(|row| row["authority_code"] == BIRMINGHAM).unwrap();
    for what in COUNTED[8..].iter().chain(&["boundary_not_known"]) {
        assert_eq!(birmingham[*what].parse(), Ok(expected.get(what).copied().unwrap_or(0)), "{what}");
    }
    assert_eq!(birmingham["children_responsible"].parse(), Ok(expected.values().sum::<u64>()));
}

fn the_distances_are_right(real: &Real, rows: &[BTreeMap<String, String>]) {
    let mut by_ward: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for child in &real.children {
        if let (Some(ward), Some(miles)) = (plain_locate(&real.wards, child.home), plain_miles(child)) {
            by_ward.entry(&real.wards[ward].code).or_default().push(miles);
        }
    }
    let mut compared = 0;
    for row in rows {
        let Some(miles) = by_ward.get_mut(row["ward_code"].as_str()) else {
            assert_eq!(row["mean_distance_miles"], "");
            continue;
        };
        miles.sort_by(f64::total_cmp);
        let (n, mean) = (miles.len(), miles.iter().sum::<f64>() / miles.len() as f64);
        let median = (miles[(n - 1) / 2] + miles[n / 2]) / 2.0;
        assert!((row["mean_distance_miles"].parse::<f64>().unwrap() - mean).abs() < 0.005_001);
        assert!((row["median_distance_miles"].parse::<f64>().unwrap() - median).abs() < 0.005_001);
        compared += 1;
    }
    assert_eq!(compared, 69, "every ward of Birmingham has homes in it");
}

fn everything_is_accounted_for(real: &Real, out: &Path) {
    let report = json(&out.join("run_report.json"));
    for account in report["accounts"].as_array().unwrap() {
        let number = |name: &str| account[name].as_u64().unwrap();
        assert_eq!(number("rows_read"), number("rows_used") + number("rows_left_out"), "{}", account["file"]);
    }
    for (points, total) in [("carers", real.carers.len()), ("homes", CHILDREN), ("placements", CHILDREN)] {
        let placed = report["points"].as_array().unwrap().iter().find(|placed| placed["points"] == points).unwrap();
        let sum: u64 = placed.as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
        assert_eq!(sum, total as u64, "{points}");
    }
    let outside = real.carers.iter().filter(|(point, ..)| plain_locate(&real.wards, Some(*point)).is_none()).count();
    assert_eq!(report["points"][0]["outside"].as_u64(), Some(outside as u64));
    // One code comes twice in the real lookup, with two answers.
    let left_out: Vec<_> = csv_rows(&out.join("left_out.csv")).iter().map(|row| row["file"].clone()).collect();
    assert_eq!(left_out, ["ward_all_codes.csv"]);
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let Some(real) = real() else { return };
    let sums = |threads: &str| {
        let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
        command.args(["run", "study.toml", "--out", "threads", "--overwrite", "--threads", threads]);
        command.current_dir(real.folder.path()).assert().success();
        text(&real.folder.path().join("threads/run_report.json"))
    };
    let one = sums("1");
    assert!(one.contains("layers/home_to_placement.geojson"));
    assert_eq!(one, sums("2"));
    assert_eq!(one, sums("7"));
}

#[test]
fn birmingham_borders_the_authorities_it_borders() {
    let Some(real) = real() else { return };
    let out = real.run();
    let rows = csv_rows(&out.join("tables/bordering_authorities.csv"));
    let of_birmingham: BTreeSet<&str> =
        rows.iter().filter(|row| row["authority_code"] == BIRMINGHAM).map(|row| &*row["bordering_code"]).collect();
    // Dudley, Sandwell, Solihull, Walsall, Staffordshire, Warwickshire, Worcestershire.
    let known = ["E08000027", "E08000028", "E08000029", "E08000030", "E10000028", "E10000031", "E10000034"];
    assert_eq!(of_birmingham, BTreeSet::from(known));
}

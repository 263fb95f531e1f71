//! The study of an SSDA903 return, as CSV files and as XML.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Row, rows};
use super::plain::{Directory, tally};
use super::ran::{Expected, Ran};

#[test]
fn the_return_gives_what_the_generator_knows() {
    let (ran, expected) = (Ran::of("ssda903", "study"), Expected::of("ssda903"));
    ran.has_the_figures_of(&expected);
    let split = ran.table("boundary_split");
    for (band, children) in expected.section("age_bands") {
        let row = split.iter().find(|row| row["breakdown"] == "age_band" && row["group"] == band).unwrap();
        assert_eq!(row["group_children"], children.to_string(), "{band}");
    }
    insta::assert_snapshot!("ssda903", ran.printed);
}

#[test]
fn every_row_of_the_return_is_used_or_left_out() {
    let (ran, expected) = (Ran::of("ssda903", "study"), Expected::of("ssda903"));
    let report = super::support::json(&ran.path("run_report.json"));
    let accounts = report["accounts"].as_array().unwrap();
    for (file, rows) in expected.section("rows").iter().take(2) {
        let account = accounts.iter().find(|account| account["file"] == format!("{file}.csv")).unwrap();
        assert_eq!(account["rows_read"], *rows, "{file}");
        let sum = account["rows_used"].as_u64().unwrap() + account["rows_left_out"].as_u64().unwrap();
        assert_eq!(sum, *rows, "{file}");
    }
    let episodes = accounts.iter().find(|account| account["file"] == "episodes.csv").unwrap();
    let reasons = episodes["left_out_by_reason"].as_object().unwrap();
    let of_short_breaks =
        reasons.iter().filter(|(reason, _)| reason.contains("V3")).map(|(_, rows)| rows.as_u64().unwrap());
    assert_eq!(of_short_breaks.sum::<u64>(), expected.section("rows")[2].1);
}

#[test]
fn the_xml_gives_the_same_summary_as_the_csv_files() {
    let [csv, xml] = ["study", "study_xml"].map(|study| Ran::of("ssda903", study));
    assert_eq!(xml.summary, csv.summary);
    for table in ["boundary_split", "distances", "provider_split", "ward_flows"] {
        assert_eq!(xml.table(table), csv.table(table), "{table}");
    }
    insta::assert_snapshot!("ssda903 xml", xml.printed);
}

/// `2026-03-31`, which sorts as days do, of `31/03/2026`.
fn sortable(day: &str) -> String {
    let parts: Vec<&str> = day.split('/').collect();
    format!("{}-{}-{}", parts[2], parts[1], parts[0])
}

/// The episode of each child at the end of the snapshot day, with the underlying placement of those who are away.
fn snapshot(episodes: &[Row]) -> BTreeMap<&str, &Row> {
    const SNAPSHOT: &str = "2026-03-31";
    let mut chosen: BTreeMap<&str, &Row> = BTreeMap::new();
    let start = |row: &Row| sortable(&row["DECOM"]);
    for row in episodes {
        let is_open =
            start(row).as_str() <= SNAPSHOT && (row["DEC"].is_empty() || sortable(&row["DEC"]).as_str() > SNAPSHOT);
        if is_open && !matches!(&*row["LS"], "V3" | "V4") {
            let best = chosen.entry(&row["CHILD"]).or_insert(row);
            if start(row) > start(best) {
                *best = row;
            }
        }
    }
    for (child, row) in &mut chosen {
        if row["PLACE"].starts_with('T') {
            let before = episodes.iter().filter(|other| other["CHILD"] == *child && start(other) < start(row));
            *row = before.filter(|other| !other["PLACE"].starts_with('T')).max_by_key(|other| start(other)).unwrap();
        }
    }
    chosen
}

#[test]
fn the_return_read_plainly_gives_the_same_figures() {
    let (directory, expected) = (Directory::read(), Expected::of("ssda903"));
    let episodes = rows("examples/ssda903/episodes.csv");
    let uasc = rows("examples/ssda903/uasc.csv");
    let is_uasc = |row: &Row| row["DUC"].is_empty() || *sortable(&row["DUC"]) > *"2026-03-31";
    let uasc: BTreeSet<&str> = uasc.iter().filter(|row| is_uasc(row)).map(|row| &*row["CHILD"]).collect();
    let chosen = snapshot(&episodes);
    assert_eq!(chosen.len() as u64, expected.figure("children"));
    let fostered = chosen.values().filter(|row| row["PLACE"].starts_with('U')).count() as u64;
    assert_eq!(fostered, expected.figure("fostered"));
    let category =
        |(child, row): (&&str, &&Row)| directory.category(&row["HOME_POST"], &row["PL_POST"], uasc.contains(child));
    let categories = expected.section("categories");
    assert_eq!(tally(chosen.iter().map(category), &categories), categories);
}

#[test]
fn episodes_follow_one_another_and_have_what_the_return_wants() {
    let episodes = rows("examples/ssda903/episodes.csv");
    let born: BTreeMap<String, String> = rows("examples/ssda903/header.csv")
        .into_iter()
        .map(|row| (row["CHILD"].clone(), sortable(&row["DOB"])))
        .collect();
    let mut overlaps = 0;
    for pair in episodes.windows(2).filter(|pair| pair[0]["CHILD"] == pair[1]["CHILD"]) {
        match &*pair[0]["DEC"] {
            "" => overlaps += 1,
            ended => {
                assert_eq!(*ended, pair[1]["DECOM"], "the next begins when one ends");
                assert_eq!(pair[0]["REC"], "X1");
            }
        }
    }
    assert_eq!(overlaps, 1, "one overlap, by mistake");
    for row in &episodes {
        assert!(sortable(&row["DECOM"]) >= born[&row["CHILD"]], "nobody is looked after before birth");
        assert!(row["DEC"].is_empty() || sortable(&row["DEC"]) > sortable(&row["DECOM"]), "an end is after its start");
        let needs_no_provider = row["PLACE"].starts_with(['T', 'Z']);
        assert_eq!(row["PLACE_PROVIDER"].is_empty(), needs_no_provider);
        let is_short_break = matches!(&*row["LS"], "V3" | "V4");
        assert!(!is_short_break || row["HOME_POST"].is_empty() && row["PL_POST"].is_empty() && row["URN"].is_empty());
    }
    for place in ["T0", "T1", "T2", "T3", "T4"] {
        assert!(episodes.iter().any(|row| row["PLACE"] == place && row["DEC"].is_empty()), "an open {place}");
    }
}

//! Bad input, one piece at a time: each gives one clear error (or left-out rows), none panics, none leaves half an output.

mod boundaries;
mod output_folder;
#[path = "../support/small_study.rs"]
mod small_study;
#[path = "../support/mod.rs"]
mod support;
mod tables;

use small_study::SmallStudy;
use support::{csv_rows, json};

#[test]
fn the_small_study_runs_and_accounts_for_every_row() {
    let study = SmallStudy::new();
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let summary = json(&study.path("out/summary.json"));
    assert_eq!(summary["children"]["children"], 4, "{summary}");
    let rows = csv_rows(&study.path("out/tables/wards.csv"));
    assert_eq!(rows.iter().map(|row| row["children_home"].as_str()).collect::<Vec<_>>(), ["1", "2", "0", "0"]);
    assert_eq!(rows.iter().map(|row| row["approved_places"].as_str()).collect::<Vec<_>>(), ["5", "0", "", "0"]);
    assert_eq!(study.unfinished(), 0);
}

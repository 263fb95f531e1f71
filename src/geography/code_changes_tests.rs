//! The table against itself, and against a list of all district codes that another project keeps.

use std::collections::BTreeMap;

use super::*;
use crate::read::boundaries::fixtures::shared;

fn code(text: &str) -> GssCode {
    text.parse().unwrap()
}

#[test]
fn every_row_is_two_codes_and_no_code_is_its_own_descendant() {
    let rows: usize = REORGANISATIONS
        .iter()
        .map(|order| {
            let lists = order.merged.iter().chain(order.split).map(|(_, others)| others.len());
            order.recoded.len() + lists.sum::<usize>()
        })
        .sum();
    assert_eq!(code_changes().count(), rows, "each row has two codes");
    for change in code_changes() {
        assert!(!reached(change.new, later).contains(&change.new), "{}", change.new);
        assert!(change.year >= 2012 && !change.source.is_empty());
    }
}

#[test]
fn a_code_that_ended_has_one_successor_unless_it_was_divided() {
    for order in &REORGANISATIONS {
        let merged = order.merged.iter().flat_map(|(_, olds)| olds.iter().copied());
        for old in order.recoded.iter().map(|(old, _)| *old).chain(merged) {
            assert_eq!(later(code(old)).len(), 1, "{old}");
        }
        for (old, news) in order.split {
            assert!(news.len() >= 2 && later(code(old)).len() == news.len(), "{old}");
        }
    }
}

/// la_all_codes.csv (OGL, see its SOURCE.txt) names the code in force for each district's: an oracle from elsewhere.
#[test]
fn every_district_that_ended_has_the_successor_of_the_list_of_all_codes() {
    let Some(path) = shared("lookups/la_all_codes.csv") else { return };
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let mut listed = BTreeMap::new();
    for row in rows.iter().filter(|row| row["LADCD"] != row["LADCD_ACTIVE"]) {
        listed.insert(code(&row["LADCD"]), code(&row["LADCD_ACTIVE"]));
    }
    assert_eq!(listed.len(), 54);
    for (&old, &new) in &listed {
        assert_eq!(successors(old), [new], "{old}");
    }
    // And the table has no other district; the counties are not in that list.
    for change in code_changes().filter(|change| !change.old.is_kind("E10")) {
        assert!(listed.contains_key(&change.old), "{}", change.old);
    }
    let current: Vec<&str> =
        rows.iter().filter(|row| row["Current"] == "TRUE").map(|row| row["LADCD"].as_str()).collect();
    for change in code_changes() {
        assert!(!current.contains(&change.old.to_string().as_str()), "{} has not ended", change.old);
        assert!(successors(change.old).iter().all(|new| current.contains(&new.to_string().as_str())), "{}", change.old);
    }
}

#[test]
fn counties_that_ended_hold_the_districts_that_their_successors_are_made_of() {
    // The districts of each county as ONS's codes order them, from the orders' schedules.
    for (county, districts) in [
        ("E10000002", 4..=7),
        ("E10000006", 26..=31),
        ("E10000009", 48..=53),
        ("E10000021", 150..=156),
        ("E10000023", 163..=169),
        ("E10000027", 187..=191),
    ] {
        let mut of_districts: Vec<GssCode> =
            districts.flat_map(|at| successors(code(&format!("E07{at:06}")))).collect();
        of_districts.sort();
        of_districts.dedup();
        assert_eq!(successors(code(county)), of_districts, "{county}");
    }
}

#[test]
fn a_divided_area_has_no_counterpart_and_a_merged_one_has() {
    let all = |_| true;
    assert_eq!(counterpart(code("E10000006"), all), None);
    assert_eq!(counterpart(code("E07000150"), all), Some(code("E06000061")));
    assert_eq!(counterpart(code("E06000061"), all), None, "no older code has its area");
    assert_eq!(counterpart(code("E06000060"), all), Some(code("E10000002")));
    assert_eq!(counterpart(code("E08000025"), all), None);
}

#[test]
fn a_chain_of_changes_is_followed_to_its_end() {
    // Taunton Deane went to Somerset West and Taunton in 2019, and that to Somerset in 2023.
    let [taunton, between, somerset] = ["E07000190", "E07000246", "E06000066"].map(code);
    assert_eq!(successors(taunton), [somerset]);
    assert_eq!(counterpart(taunton, |code| code == somerset), Some(somerset));
    assert_eq!(counterpart(taunton, |code| code == between), Some(between));
    assert!(related_codes(somerset).contains(&taunton));
}

#[test]
fn the_history_of_a_code_reads_as_a_sentence() {
    let history = |text| code_history(code(text));
    assert_eq!(history("E08000019").unwrap(), "E08000019 is now E08000039 (2025)");
    assert_eq!(history("E10000006").unwrap(), "E10000006 is now E06000063, E06000064 (2023)");
    assert_eq!(history("E08000039").unwrap(), "E08000039 was E08000019 before 2025");
    assert_eq!(history("E08000025"), None);
}

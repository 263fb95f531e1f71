//! The study by postcode.

use std::collections::BTreeMap;

use super::files::rows;
use super::plain::{Directory, tally};
use super::ran::{Expected, Ran};

#[test]
fn the_postcode_study_finds_what_the_generator_knows() {
    let ran = Ran::of("postcodes", "study");
    ran.has_the_figures_of(&Expected::of("postcodes"));
    insta::assert_snapshot!("postcodes", ran.printed);
}

#[test]
fn segments_are_the_directorys_and_households_those_of_the_output_areas() {
    let (ran, expected) = (Ran::of("postcodes", "study"), Expected::of("postcodes"));
    let profile = ran.table("segment_profile");
    for (column, section) in [("carers", "carers_by_group"), ("households", "households_by_group")] {
        for (group, count) in expected.section(section) {
            let row = profile.iter().find(|row| row["segment"] == group).unwrap_or_else(|| panic!("a row of {group}"));
            assert_eq!(row[column], count.to_string(), "{column} of {group}");
        }
    }
}

#[test]
fn those_placed_in_northern_ireland_are_hundreds_of_miles_away() {
    let ran = Ran::of("postcodes", "study");
    let layer = super::support::json(&ran.path("layers/home_to_placement.geojson"));
    let miles =
        layer["features"].as_array().unwrap().iter().map(|line| line["properties"]["distance_exact_miles"].as_f64());
    let far = miles.flatten().filter(|&miles| miles > 250.0).count() as u64;
    assert_eq!(far, Expected::of("postcodes").section("distances")[0].1);
}

#[test]
fn the_files_read_plainly_give_the_same_figures() {
    let (directory, expected) = (Directory::read(), Expected::of("postcodes"));
    let children = rows("examples/postcodes/children.csv");
    assert_eq!(children.len() as u64, expected.figure("children"));
    let category = |row: &super::files::Row| {
        directory.category(&row["home_postcode"], &row["placement_postcode"], row["uasc"] == "true")
    };
    let categories = expected.section("categories");
    assert_eq!(tally(children.iter().map(category), &categories), categories);
    let mut groups: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows("examples/postcodes/carers.csv") {
        let group = directory.row(&row["postcode"]).unwrap()["oac21ind"][..2].to_owned();
        *groups.entry(group).or_default() += 1;
        let places = |column: &str| row[column].parse::<u64>().unwrap();
        let sum = places("filled_places") + places("vacant_places") + places("not_available_places");
        assert_eq!(places("approved_places"), sum);
    }
    assert_eq!(groups.into_iter().collect::<Vec<_>>(), expected.section("carers_by_group"));
}

#[test]
fn the_directory_is_as_awkward_as_a_real_one() {
    let directory = Directory::read();
    let count = |keep: &dyn Fn(&super::files::Row) -> bool| directory.rows().filter(|row| keep(row)).count();
    for quality in ["1", "3", "4", "5", "6", "8", "9"] {
        assert!(count(&|row| row["gridind"] == quality) > 0, "grid quality {quality}");
    }
    assert!(count(&|row| !row["doterm"].is_empty()) > 20, "terminated");
    assert!(count(&|row| row["lad26cd"].starts_with('N')) > 5, "on the Irish Grid");
    assert!(count(&|row| row["lad26cd"].starts_with('L') && row["east1m"].is_empty()) > 5, "without a grid reference");
    assert!(count(&|row| row["north1m"].starts_with('0')) > 1_000, "padded with zeros");
    for row in directory.rows() {
        assert_eq!((row["pcd7"].len(), row["pcd8"].len()), (7, 8));
        assert_eq!(row["pcd7"].replace(' ', ""), row["pcd8"].replace(' ', ""));
    }
    let wards = super::files::wards();
    let differs = |row: &super::files::Row| {
        let at =
            (row["lad26cd"].starts_with(['E', 'W'])).then(|| super::files::spot(row, "east1m", "north1m")).flatten();
        at.and_then(|at| super::files::ward_at(&wards, at)).is_some_and(|ward| ward.code != row["wd26cd"])
    };
    assert!((10..60).contains(&count(&differs)), "now and then another ward than the polygon's");
}

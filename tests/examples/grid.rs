//! The studies by grid reference: Wales, a two-tier county, a hub.

use super::ran::{Expected, Ran};

#[test]
fn the_welsh_study_finds_what_the_generator_knows() {
    let ran = Ran::of("wales", "study");
    ran.has_the_figures_of(&Expected::of("wales"));
    insta::assert_snapshot!("wales", ran.printed);
}

#[test]
fn the_welsh_split_is_inside_elsewhere_in_wales_england_and_elsewhere() {
    let (ran, expected) = (Ran::of("wales", "study"), Expected::of("wales"));
    ran.has_numerators("/welsh_split/all", &expected.section("welsh_split"));
    ran.has_numerators("/welsh_split/foster_placements", &expected.section("welsh_split_foster_placements"));
}

#[test]
fn welsh_names_keep_their_letters() {
    let rows = Ran::of("wales", "study").table("wards");
    let names: Vec<&str> = rows.iter().map(|row| &*row["ward_name"]).collect();
    for name in ["Caer Ŵydd", "Tŷ Croes Newydd", "Llanwêr", "Glan-y-môr"] {
        assert!(names.contains(&name), "{name}");
    }
    assert!(rows.iter().any(|row| row["authority_name"] == "Glan-yr-ŵyl"));
}

#[test]
fn inside_is_asked_of_the_county_and_not_of_its_districts() {
    let (ran, expected) = (Ran::of("two_tier_county", "study"), Expected::of("two_tier_county"));
    ran.has_the_figures_of(&expected);
    let moved = expected.section("two_tiers")[0].1;
    let inside: u64 =
        expected.section("categories").iter().filter(|(name, _)| name.starts_with("inside")).map(|c| c.1).sum();
    assert!(moved > inside / 4, "the example has many who moved to another district: {moved} of {inside}");
    insta::assert_snapshot!("two_tier_county", ran.printed);
}

#[test]
fn a_boundary_file_of_authorities_gives_the_same_figures_as_the_dissolved_wards() {
    let [dissolved, from_file] = ["study", "study_authorities"].map(|study| Ran::of("two_tier_county", study));
    assert_eq!(from_file.summary, dissolved.summary);
    insta::assert_snapshot!("two_tier_county authorities", from_file.printed);
}

#[test]
fn the_hub_study_counts_each_authority_and_the_hub() {
    let (ran, expected) = (Ran::of("hub", "study"), Expected::of("hub"));
    ran.has_the_figures_of(&expected);
    let authorities = ran.table("authorities");
    for (code, children) in expected.section("children_by_authority") {
        let row = authorities.iter().find(|row| row["authority_code"] == code).unwrap();
        assert_eq!(row["children_responsible"], children.to_string(), "{code}");
    }
    let groups = ran.table("groups");
    let hub = groups.iter().find(|row| row["group_name"] == "Mid Dogger hub").unwrap();
    for (column, children) in expected.section("categories_of_hub").into_iter().chain(expected.section("hub")) {
        assert_eq!(hub[&column], children.to_string(), "{column}");
    }
    insta::assert_snapshot!("hub", ran.printed);
}

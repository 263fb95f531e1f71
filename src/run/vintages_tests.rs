//! Codes of two years: matched and said, or named and refused; and the edge of 1 %.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::fostering::Child;
use crate::geography::WardIx;
use crate::read::boundaries::Boundaries;
use crate::read::{InputFile, parse_study};
use crate::run::match_codes;
use crate::summarise::made_up::{AUTHORITIES, a_child, code, small_coverage};
use crate::write::DirectoryAnswers;

fn study(more: &str) -> Study {
    let text = format!(
        "[study]\n{more}\n[boundaries]\nwards = \"w.shp\"\nlookup = \"l.csv\"\n[children]\nfile = \"children.csv\"\n"
    );
    parse_study("study.toml", &text, Path::new("")).unwrap()
}

/// Authority 3 is Sheffield and authority 2 Cumberland, by their codes of today.
fn coverage() -> Coverage {
    let mut coverage = small_coverage();
    (coverage.authorities[2].code, coverage.authorities[3].code) = (code("E06000063"), code("E08000039"));
    coverage.authorities.sort_by_key(|authority| authority.code);
    coverage
}

fn files(responsible: &[&str]) -> StudyFiles {
    let child = |text: &&str| Child { responsible_authority: text.parse().ok(), ..a_child() };
    StudyFiles {
        boundaries: Boundaries { coverage: coverage(), ..Boundaries::default() },
        children: Some(responsible.iter().map(child).collect()),
        ..StudyFiles::default()
    }
}

#[test]
fn a_code_of_another_year_is_met_everywhere_and_said() {
    let mut files = files(&["E08000019", "E08000039", "E08000019", "E08000001"]);
    let asked = study("authority = \"E08000019\"\nbordering = [\"E08000019\", \"E08000001\"]");
    let (met, warnings) = meet_codes(&asked, &mut files);
    let sheffield = code("E08000039");
    assert_eq!(met.settings.authority, Some(sheffield));
    assert!(met.settings.bordering.unwrap().contains(&sheffield));
    let responsible: Vec<_> = files.children.iter().flatten().filter_map(|child| child.responsible_authority).collect();
    assert_eq!(responsible, [sheffield, sheffield, sheffield, code("E08000001")]);
    let told: Vec<_> = warnings.iter().map(|warning| (warning.file.as_str(), warning.count)).collect();
    assert_eq!(told, [("study, authority", 1), ("study, bordering", 1), ("children.csv", 2)]);
    let what =
        "children's responsible authorities go by their code in the boundaries: E08000019 is now E08000039 (2025)";
    assert_eq!(warnings[2].what, what);
}

#[test]
fn a_code_that_is_in_the_boundaries_or_in_no_table_is_left_alone() {
    let mut files = files(&["E08000001", "E10000999", "E10000006"]);
    let (_, warnings) = meet_codes(&study(""), &mut files);
    assert_eq!(warnings, []);
    let responsible: Vec<_> = files.children.iter().flatten().filter_map(|child| child.responsible_authority).collect();
    assert_eq!(responsible, ["E08000001", "E10000999", "E10000006"].map(code), "Cumbria was divided");
}

#[test]
fn codes_that_cannot_be_met_are_named_with_their_successors() {
    let files = files(&["E10000006", "E08000001"]);
    let warnings = match_codes(&study(""), &files).unwrap();
    let named = warnings.iter().find(|warning| warning.what.starts_with("responsible authorities")).unwrap();
    assert!(named.what.ends_with("E10000006 is now E06000063, E06000064 (2023)"), "{}", named.what);
    let error = match_codes(&study("authority = \"E10000006\""), &files).unwrap_err();
    assert!(error.to_string().ends_with("; E10000006 is now E06000063, E06000064 (2023)"), "{error}");
    assert!(!error.to_string().contains("was"), "the boundaries' own codes need no history: {error}");
}

fn refusal(responsible: &[&str]) -> Option<String> {
    let files = files(responsible);
    ensure_categories_hold(&study(""), &files, &Places::default()).err().map(|error| error.to_string())
}

#[test]
fn one_child_in_a_hundred_of_a_divided_authority_is_borne_and_more_is_refused() {
    let mut children = ["E08000001"; 200];
    (children[0], children[1]) = ("E10000006", "E10000006");
    assert_eq!(refusal(&children), None, "exactly 1 %");
    children[2] = "E10000006";
    let message = refusal(&children).unwrap();
    assert!(
        message.starts_with("children.csv: 3 of 200 children have a responsible authority whose code is"),
        "{message}"
    );
    assert!(message.ends_with(": E10000006 is now E06000063, E06000064 (2023)"), "{message}");
    // An authority that is only far away is no mismatch of years.
    assert_eq!(refusal(&["E10000015"; 3]), None);
}

/// So many of 100 placements in ward 12, whose authority is not known; homes and carers are none.
fn in_wards_without_authority(count: usize) -> Result<(), ReadError> {
    let ward = |at: usize| Located::inside(WardIx(if at < count { 12 } else { 0 }));
    let placements: Vec<_> = (0..100).map(ward).collect();
    let placed_in = placements.iter().map(|&at| PlacedIn::by_ward(at, &coverage())).collect();
    ensure_categories_hold(&study(""), &files(&[]), &Places { placements, placed_in, ..Places::default() })
}

#[test]
fn a_lookup_that_lacks_the_wards_of_more_than_one_point_in_a_hundred_is_refused() {
    assert!(in_wards_without_authority(1).is_ok());
    let error = in_wards_without_authority(2).unwrap_err();
    let what = "boundaries, lookup: 2 of 100 placements are in wards that the lookup does not give an authority";
    assert_eq!(error.to_string(), what);
    assert!(error.hint().unwrap().contains("of the wards' year"));
}

fn by_directory(decided_by: DecidedBy, strange: u64, compared: u64) -> Result<(), ReadError> {
    let mut study = study("");
    study.settings.decided_by = decided_by;
    let answers =
        DirectoryAnswers { points: "homes", compared, code_not_in_boundaries: strange, ..DirectoryAnswers::default() };
    let mut places = Places::default();
    places.answers.directory.push(answers);
    ensure_categories_hold(&study, &files(&[]), &places)
}

#[test]
fn a_directory_of_another_year_may_not_decide() {
    assert!(by_directory(DecidedBy::Polygon, 100, 100).is_ok(), "the boundaries decide");
    let error = by_directory(DecidedBy::Directory, 100, 100).unwrap_err();
    assert!(error.to_string().contains("for 100 of 100 homes its codes are not among the boundaries"), "{error}");
    assert!(!error.is_settings(), "exit status 1: the data is not fit");
}

proptest! {
    #[test]
    fn a_run_is_refused_exactly_above_one_percent(compared in 1..100_000_u64, strange in 0..2_000_u64) {
        let refused = by_directory(DecidedBy::Directory, strange.min(compared), compared).is_err();
        prop_assert_eq!(refused, strange.min(compared) as f64 / compared as f64 > 0.01);
    }
}

#[test]
fn files_of_another_year_than_the_wards_are_named() {
    let input = |name: &str, vintage| InputFile { name: name.to_owned(), vintage, ..InputFile::default() };
    let mut files = files(&[]);
    files.boundaries.inputs = vec![input("wards.shp", Some(2025))];
    files.boundaries.wards_vintage = Some(2025);
    files.inputs = vec![
        input("wards.shp", Some(2025)),
        input("population.csv", Some(2021)),
        input("children.csv", None),
        input("onspd.csv", Some(2025)),
    ];
    let warnings = other_years(&files);
    assert_eq!(warnings.len(), 1);
    assert_eq!(warnings[0].file, "population.csv");
    assert_eq!(warnings[0].what, "its codes are of 2021, the wards are of 2025: codes may have changed in between");
}

#[test]
fn every_authority_of_a_study_is_met_by_the_same_rule() {
    // A district in a group stands for its county where the lookup tells it.
    let mut files = files(&["E07000234"]);
    files.boundaries.coverage.surroundings.authority_of.insert(code("E07000234"), code(AUTHORITIES[0]));
    let (_, warnings) = meet_codes(&study(""), &mut files);
    assert!(warnings[0].what.ends_with(": E07000234 is in E08000001"), "{}", warnings[0].what);
}

//! `nearhome check` as it is typed: ready, with things to mend, and with several faults at once.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use small_study::{Outcome, SmallStudy, WARDS};

fn check(study: &SmallStudy, more: &[&str]) -> Outcome {
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    let arguments = [&["check", "study.toml"], more].concat();
    Outcome::of(&command.args(arguments).current_dir(study.folder()).output().unwrap())
}

#[test]
fn a_sound_study_is_ready() {
    let study = SmallStudy::new();
    let outcome = check(&study, &[]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""));
    insta::assert_snapshot!("check plain", outcome.output);
    assert_eq!(study.run(&[]).status, Some(0), "what is ready runs");
}

/// A study with ten more children, most of them wrong in some way.
fn awkward() -> SmallStudy {
    let study = SmallStudy::new();
    let rows = "b1,400500,301500,400600,300600,U4,PR1,9\nb1,400500,301500,400600,300600,U4,PR1,9\n\
        b2,x,301500,400600,300600,ZZ,PR1,9\nb3,y,301500,400600,300600,U4,PR9,99\nb4,400500,301500,301500,400500,U4,PR1,9\n\
        b5,0,0,400600,300600,U4,PR1,17\nb6,400510,301500,400600,300600,U4\nb7,400520,301500,400600,300600,U4,PR1,9\n\
        b8,400530,301500,400600,300600,U4,PR1,9\nb9,400540,301500,400600,300600,U4,PR1,9\n\
        b10,400550,301500,400600,300600,U4,PR1,9\nb11,400560,301500,400600,300600,U4,PR1,9\n";
    let children = std::fs::read_to_string(study.path("children.csv")).unwrap() + rows;
    study.write("children.csv", children);
    study.write("population.csv", "ward_code,population_0_17\nE05990001,100\nE05990002,x\nE05990009,5\n");
    study.write("households.csv", "ward_code,segment,households\nE05990001,A,100\nE05990002,A,5\n");
    let settings = std::fs::read_to_string(study.path("study.toml")).unwrap();
    study.write(
        "study.toml",
        settings + "[population]\nfile = \"population.csv\"\n[households]\nfile = \"households.csv\"\n",
    );
    study
}

#[test]
fn what_could_be_mended_is_listed_with_its_cost() {
    let study = awkward();
    let outcome = check(&study, &[]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""));
    insta::assert_snapshot!("check awkward", outcome.output);
}

#[test]
fn the_list_has_every_row_that_a_run_would_leave_out() {
    let study = awkward();
    let outcome = check(&study, &["--list"]);
    assert_eq!(outcome.status, Some(0));
    assert!(outcome.errors.starts_with("Ready: "), "{}", outcome.errors);
    assert_eq!(study.run(&[]).status, Some(0));
    let left_out = std::fs::read_to_string(study.path("out/left_out.csv")).unwrap();
    assert_eq!(outcome.output, left_out);
    assert!(left_out.lines().count() > 8);
}

#[test]
fn batch_jobs_get_one_object_a_line() {
    let outcome = check(&awkward(), &["--log-format", "json"]);
    let records: Vec<serde_json::Value> =
        outcome.output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| records.iter().filter(|record| record["kind"] == kind).collect::<Vec<_>>();
    assert_eq!(of("verdict")[0]["ready"], true);
    assert_eq!(of("points").len(), 3);
    let children = of("input").into_iter().find(|record| record["input"]["name"] == "children.csv").unwrap();
    assert_eq!(children["input"]["accounts"][0]["rows_read"], 16);
    let costs: Vec<u64> = of("mend").iter().map(|record| record["mend"]["count"].as_u64().unwrap()).collect();
    assert!(costs.is_sorted_by(|one, next| one >= next), "{costs:?}");
}

#[test]
fn every_fault_is_told_at_once_and_what_is_sound_is_still_reported() {
    let study = awkward();
    study.edit("children.csv", "placement_easting", "somewhere");
    study.edit("carers.csv", "provider", "supplier");
    study.edit("population.csv", "population_0_17", "people of all ages");
    let outcome = check(&study, &[]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(1), ""));
    insta::assert_snapshot!("check failing", outcome.output);
}

#[test]
fn the_faults_of_boundaries_and_of_people_are_told_together() {
    let study = SmallStudy::new();
    study.write("other.shp", "no shapefile at all");
    study.edit("study.toml", "\"wards.shp\"", "[\"nowhere.shp\", \"other.shp\", \"wards.shp\"]");
    study.edit("carers.csv", "provider", "supplier");
    let outcome = check(&study, &[]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.output);
    for fault in
        ["nowhere.shp: there is no such file", "other.shp", "carers.csv: no column for provider", "These 3 stop"]
    {
        assert!(outcome.output.contains(fault), "{fault}: {}", outcome.output);
    }
}

#[test]
fn an_authority_that_has_no_ward_and_wards_one_over_another_stop_a_run() {
    let study = SmallStudy::new();
    study.edit("study.toml", "E08990001", "E08990077");
    let outcome = check(&study, &[]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.output);
    assert!(outcome.output.contains("authority E08990077 has no ward in the boundaries"), "{}", outcome.output);
    let over = WARDS.map(|(code, name, authority, _, width)| (code, name, authority, [400.0, 300.0], width));
    study.write_wards("wards", &over);
    let outcome = check(&study, &[]);
    assert!(outcome.output.contains("wards lie over another ward"), "{}", outcome.output);
}

#[test]
fn a_study_file_that_is_none_ends_with_2_and_nothing_is_written() {
    let study = SmallStudy::new();
    let before = std::fs::read_dir(study.folder()).unwrap().count();
    assert_eq!(check(&study, &[]).status, Some(0));
    assert_eq!(std::fs::read_dir(study.folder()).unwrap().count(), before);
    study.edit("study.toml", "authority", "autority");
    let outcome = check(&study, &[]);
    assert_eq!((outcome.status, outcome.output.as_str()), (Some(2), ""));
    assert!(outcome.errors.contains("did you mean \"authority\"?"), "{}", outcome.errors);
}

#[test]
fn no_value_of_the_data_is_printed() {
    let study = awkward();
    study.edit("children.csv", "b2,x", "SecretName,SecretPlace");
    let printed = [&[][..], &["--list"], &["--log-format", "json"]].map(|more| check(&study, more));
    for outcome in printed {
        for secret in ["Secret", "400500", "301500"] {
            assert!(
                !outcome.output.contains(secret) && !outcome.errors.contains(secret),
                "{secret}: {}",
                outcome.output
            );
        }
    }
}

fn every_example() -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = support::files_below(&examples);
    let is_study = |name: &str| name.ends_with(".toml") && name.contains("/study");
    let studies: Vec<PathBuf> = files.iter().filter(|name| is_study(name)).map(|name| examples.join(name)).collect();
    assert!(studies.len() >= 8, "{studies:?}");
    studies
}

/// Runs a study of the examples and gives the warnings of its report as lines.
fn warnings_of_run(study: &Path) -> BTreeSet<String> {
    let out = tempfile::tempdir().unwrap();
    let arguments = [Path::new("run"), study, Path::new("--quiet"), Path::new("--out"), &out.path().join("out")];
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    command.args(arguments).assert().success();
    let report = support::json(&out.path().join("out/run_report.json"));
    let line = |warning: &Value| format!("{} {} {}", warning["column"], warning["what"], warning["count"]);
    report["warnings"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn every_example_is_ready_and_has_the_warnings_of_its_run() {
    let mut warned = 0;
    for study in every_example() {
        let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
        let arguments = [Path::new("check"), &study, Path::new("--log-format"), Path::new("json")];
        let outcome = Outcome::of(&command.args(arguments).output().unwrap());
        assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""), "{}", study.display());
        let records: Vec<Value> = outcome.output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(records.last().unwrap()["ready"], true);
        let mend = records.iter().filter(|record| record["kind"] == "mend").map(|record| &record["mend"]);
        // What has advice is a reason of rows left out; the rest are warnings.
        let warnings = mend.filter(|mend| mend["what_to_do"].is_null());
        let line = |warning: &Value| format!("{} {} {}", warning["column"], warning["what"], warning["count"]);
        let warnings: BTreeSet<String> = warnings.map(line).collect();
        assert_eq!(warnings, warnings_of_run(&study), "{}", study.display());
        warned += warnings.len();
    }
    assert!(warned > 5, "some of the examples have warnings: {warned}");
}

/// Every file that a study names is told with its rows, those of an XML return by kind of element.
#[test]
fn every_kind_of_input_has_its_rows_told() {
    let told = |study: &str, lines: &[&str]| {
        let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(study);
        let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
        let outcome = Outcome::of(&command.args([Path::new("check"), &study]).output().unwrap());
        for line in lines {
            assert!(outcome.output.contains(&format!("\n{line}")), "{line}: {}", outcome.output);
        }
    };
    told(
        "postcodes/study.toml",
        &["made_up_onspd.csv: 1,229 rows = 1,229 used + 0", "output_areas.csv: 664 rows = 664"],
    );
    told(
        "ssda903/study.toml",
        &["episodes.csv: 789 rows = 281 used + 508", "header.csv: 320 rows", "uasc.csv: 15 rows"],
    );
    told("ssda903/study_xml.toml", &["return.xml/EPISODE: 789 rows = 281 used + 508", "return.xml/HEADER: 320 rows"]);
    told("made_up_council/study.toml", &["segments.csv: 8 rows = 8 used", "ward_lookup.csv: 332 rows"]);
    told("two_tier_county/study_authorities.toml", &["counties_and_unitaries.geojson: 14 rows = 14 used"]);
}

/// Half the children are responsible to an authority of before 2023 that became two: run and check refuse it alike.
#[test]
fn what_a_run_refuses_by_its_share_check_refuses_in_the_same_words() {
    let study = SmallStudy::new();
    let wards = WARDS.map(|(code, name, authority, corner, width)| {
        let authority = if authority == "E08990001" { "E06000063" } else { "E06000064" };
        (code, name, authority, corner, width)
    });
    study.write_wards("wards", &wards);
    study.edit("study.toml", "authority = \"E08990001\"\n", "");
    study.write(
        "children.csv",
        "responsible_authority,home_easting,home_northing,placement_easting,placement_northing\n\
         E10000006,400500,301500,400500,300500\nE06000063,400500,300500,401500,300500\n",
    );
    let outcome = check(&study, &[]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(1), ""), "{}", outcome.output);
    let refused = "children.csv: 1 of 2 children have a responsible authority whose code is of another year";
    let run = study.fails(1, refused);
    let message = run.errors.lines().next().unwrap().strip_prefix("error: ").unwrap();
    assert!(outcome.output.contains(&format!("Not ready. This stops a run:\n  1. {message}\n")), "{}", outcome.output);
    assert!(outcome.output.contains("Points: in a ward 3 of 3 carers"), "the rest is told all the same");
}

#[test]
fn a_faulty_lookup_of_output_areas_hides_nothing_of_the_people() {
    let study = SmallStudy::new();
    study.write("households.csv", "output_area,segment,households\nE00990001,A,100\n");
    study.write("lookup.csv", "a,b\n1,2\n");
    let settings = std::fs::read_to_string(study.path("study.toml")).unwrap();
    study.write("study.toml", settings + "[households]\nfile = \"households.csv\"\nlookup = \"lookup.csv\"\n");
    let outcome = check(&study, &[]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.output);
    for line in ["children.csv: 4 rows = 4 used", "carers.csv: 3 rows = 3 used", "This stops a run:\n  1. lookup.csv"] {
        assert!(outcome.output.contains(line), "{line}: {}", outcome.output);
    }
}

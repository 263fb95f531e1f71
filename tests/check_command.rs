//! `nearhome check` as it is typed: ready, with things to mend, and with several faults at once.

#[path = "support/small_study.rs"]
mod small_study;

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
    assert_eq!(children["input"]["account"]["rows_read"], 16);
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

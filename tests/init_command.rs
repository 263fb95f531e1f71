//! `nearhome init` as it is typed: a study that `check` accepts, what cannot be told, and two files for one place.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::path::Path;

use small_study::{Outcome, SmallStudy};
use support::text;

fn nearhome(folder: &Path, arguments: &[&str]) -> Outcome {
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    Outcome::of(&command.args(arguments).current_dir(folder).output().unwrap())
}

/// The small study's files without its study file, and what a council has beside them.
fn files() -> SmallStudy {
    let study = SmallStudy::new();
    std::fs::remove_file(study.path("study.toml")).unwrap();
    study.write(
        "population.csv",
        "ward_code,population_0_17\nE05990001,100\nE05990002,90\nE05990003,80\nE05990004,70\n",
    );
    study.write("households.csv", "ward_code,segment,households\nE05990001,A,100\nE05990002,B,50\n");
    study.write("segments.csv", "code,name,order\nA,Orchards,1\nB,Crescents,2\n");
    study.write("lookup.csv", "WD25CD,LAD25CD,LAD25NM,RGN25CD,RGN25NM\nE05990001,E08990001,North,E12990001,Middle\nE05990003,E08990002,East,E12990001,Middle\n");
    study.write("notes.docx", "minutes of a meeting");
    study.write("payroll.csv", "payroll_number,iban\n1,2\n");
    study
}

#[test]
fn a_folder_of_files_becomes_a_study_that_check_accepts() {
    let study = files();
    let outcome = nearhome(study.folder(), &["init", ".", "--authority", "E08990001", "--snapshot", "2026-03-31"]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""));
    insta::assert_snapshot!("init plain, said", outcome.output);
    insta::assert_snapshot!("init plain", text(&study.path("study.toml")));
    let checked = nearhome(study.folder(), &["check", "study.toml"]);
    assert_eq!(checked.status, Some(0), "{}{}", checked.output, checked.errors);
    assert_eq!(study.run(&[]).status, Some(0));
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn what_cannot_be_told_is_asked_for_and_two_for_one_place_are_both_named() {
    let study = files();
    study.write_wards("older", &small_study::WARDS);
    let mut older = std::fs::read(study.path("older.dbf")).unwrap();
    for name in [&b"WD25CD"[..], b"WD25NM", b"LAD25CD"] {
        let at = older.windows(name.len()).position(|window| window == name).unwrap() + name.len() - 4;
        older[at..at + 2].copy_from_slice(b"19");
    }
    study.write("older.dbf", older);
    study.write("children_old.csv", "home_postcode,placement_postcode\nB1 1AA,B1 1AB\n");
    let outcome = nearhome(study.folder(), &["init", "children_old.csv", ".", "--out", "my.toml"]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""));
    insta::assert_snapshot!("init awkward, said", outcome.output);
    insta::assert_snapshot!("init awkward", text(&study.path("my.toml")));
}

#[test]
fn postcodes_without_a_directory_ask_for_one() {
    let study = files();
    study.write("children.csv", "CHILD,HOME_POST,PL_POST\n1,B1 1AA,B1 1AB\n");
    let outcome = nearhome(study.folder(), &["init", "children.csv", "wards.shp", "--authority", "E08990001"]);
    assert!(outcome.output.contains("[postcodes] file: places are postcodes"), "{}", outcome.output);
    assert!(text(&study.path("study.toml")).contains("# [postcodes]\n# file = "));
    assert!(!outcome.output.contains("B1 1AA"));
}

#[test]
fn the_files_of_a_return_are_told_apart_and_give_its_day() {
    let study = files();
    study.write("a.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n1,02/11/2025,S,C2,N1,U4,PR1,,,,,,\n2,31/02/2026,S,C2,N1,U4,PR1,,,,,,\n");
    study.write("b.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2015,WBRI,,,\n");
    study.write("c.csv", "CHILD,SEX,DOB,DUC\n");
    let outcome =
        nearhome(study.folder(), &["init", "a.csv", "b.csv", "c.csv", "wards.shp", "--authority", "E08990001"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let study = text(&study.path("study.toml"));
    assert!(study.contains("snapshot = 2026-03-31 "), "{study}");
    assert!(study.contains("ssda903 = [\"a.csv\", \"b.csv\", \"c.csv\"]"), "{study}");
    for part in ["episodes: columns", "header: columns", "UASC: columns"] {
        assert!(outcome.output.contains(part), "{part}: {}", outcome.output);
    }
}

#[test]
fn what_cannot_be_done_is_said_and_leaves_nothing() {
    let study = SmallStudy::new();
    let before = text(&study.path("study.toml"));
    for (arguments, message) in [
        (&["init", "children.csv"][..], "study.toml is there already"),
        (&["init", "nowhere.csv", "--out", "new.toml"], "nowhere.csv: there is no such file"),
        (&["init", "children.csv", "--authority", "Birmingham"], "not a GSS code"),
        (&["init", "children.csv", "--snapshot", "31/03/2026"], "not a day such as 2026-03-31"),
        (&["init", "children.csv", "--out", "children.csv", "--overwrite"], "children.csv is an input of this command"),
    ] {
        let outcome = nearhome(study.folder(), arguments);
        assert_eq!(outcome.status, Some(2), "{arguments:?}: {}", outcome.errors);
        assert!(outcome.errors.contains(message), "{arguments:?}: {}", outcome.errors);
    }
    assert_eq!(text(&study.path("study.toml")), before);
    assert!(!study.path("new.toml").exists());
    let outcome = nearhome(study.folder(), &["init", ".", "--overwrite"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn the_made_up_council_is_found_whole() {
    let demo = tempfile::tempdir().unwrap();
    assert_eq!(nearhome(demo.path(), &["demo", "--quiet"]).status, Some(0));
    let inputs = demo.path().join("nearhome-demo/inputs");
    let outcome = nearhome(&inputs, &["init", ".", "--out", "found.toml", "--authority", "E08999001"]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let checked = nearhome(&inputs, &["check", "found.toml"]);
    assert_eq!(checked.status, Some(0), "{}", checked.output);
    assert!(checked.output.contains("Points: in a ward 958 of 958 carers"), "{}", checked.output);
}

/// Each real file is what its SOURCE.txt says.
#[test]
fn real_files_are_recognised() {
    let cases = [
        ("wards_wm_2025_shp", "WD25_WestMidlands_BGC.shp: ward boundaries"),
        ("wards_wm_2025_geojson", "E12000005.geojson: ward boundaries"),
        ("ctyua_uk_2019_buc_shp", "utla_uk.shp: authority boundaries"),
        ("lad_wm_2020_bgc_geojson", "LAD20_WestMidlands_and_neighbours_BGC.geojson: district boundaries"),
        ("regions_england_2019_bgc_shp", "Regions_December_2019_Boundaries_EN_BGC.shp: not known"),
        ("lsoa_birmingham_2011_shp", "Birmingham LSOA shape.shp: not known"),
        ("postcodes_wm", "onspd_nov2025_B_WV_WS_DY_CV.csv: postcode directory"),
        ("postcodes_wm", "wm_postcodes_lat_long.csv: postcode directory"),
        ("lookups", "ward_all_codes.csv: lookup"),
        ("lookups", "la_all_codes.csv: lookup"),
        ("imd_oac", "oac21_by_oa_west_midlands.csv: segments of postcodes or output areas"),
        ("population_ward", "ward21_population_by_age_band_2011_2022.csv: "),
    ];
    for (folder, expected) in cases {
        let Some(path) = support::real_data(folder) else { return };
        let out = tempfile::tempdir().unwrap();
        let outcome = nearhome(out.path(), &["init", &path.display().to_string()]);
        assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
        assert!(outcome.output.contains(expected), "{folder}: {expected}\n{}", outcome.output);
    }
}

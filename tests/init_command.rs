//! `nearhome init` as it is typed: a study that `check` accepts, what cannot be told, and two files for one place.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::path::Path;

use serde_json::Value;
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

/// A folder with what a council of the examples has, its study file apart, and the study that init makes of it.
struct Found {
    folder: tempfile::TempDir,
    said: String,
}

impl Found {
    /// Copies the files of these folders and says `nearhome init .` with these arguments.
    fn of(folders: &[&str], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for from in folders {
            let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(from);
            let is_input = |name: &&String| !name.ends_with(".toml") && !name.ends_with(".md");
            for name in support::files_below(&from).iter().filter(is_input) {
                std::fs::copy(from.join(name), folder.path().join(name)).unwrap();
            }
        }
        let outcome = nearhome(folder.path(), &[&["init", ".", "--snapshot", "2026-03-31"], arguments].concat());
        assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""), "{folders:?}");
        let checked = nearhome(folder.path(), &["check", "study.toml"]);
        assert_eq!(checked.status, Some(0), "{folders:?}: {}{}", checked.output, checked.errors);
        Self { folder, said: outcome.output }
    }

    fn study(&self) -> String {
        text(&self.folder.path().join("study.toml"))
    }

    /// The summary of its run, without what no file tells: the title, and the groups.
    fn summary(&self) -> Value {
        summary(&self.folder.path().join("study.toml"))
    }
}

fn summary(study: &Path) -> Value {
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("out").display().to_string();
    let outcome = nearhome(out.path(), &["run", &study.display().to_string(), "--out", &target, "--quiet"]);
    assert_eq!((outcome.status, outcome.errors.as_str()), (Some(0), ""), "{}", study.display());
    let mut summary = support::json(&out.path().join("out/summary.json"));
    for told_by_hand in ["study", "title", "groups"] {
        summary.as_object_mut().unwrap().remove(told_by_hand);
    }
    summary
}

/// The summary of an example's own study.
fn summary_of_example(study: &str) -> Value {
    summary(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(study))
}

const CITY: [&str; 2] = ["--authority", "E08999001"];

#[test]
fn the_made_up_councils_files_make_the_study_that_it_has() {
    let found = Found::of(&["examples/made_up_council", "boundaries"], &CITY);
    assert_eq!(found.summary(), summary_of_example("made_up_council/study.toml"));
    assert!(found.study().contains("codebook = \"segments.csv\""), "{}", found.study());
}

#[test]
fn postcodes_alone_make_the_study_that_they_have() {
    let found = Found::of(&["examples/postcodes", "boundaries"], &CITY);
    assert_eq!(found.summary(), summary_of_example("postcodes/study.toml"));
    for line in
        ["from = \"directory\"", "classification = \"oac_2021\"", "level = \"group\"", "lookup = \"output_areas.csv\""]
    {
        assert!(found.study().contains(line), "{line}: {}", found.study());
    }
    assert!(found.said.contains("made_up_onspd.csv: postcode directory (ONSPD or NSPL of 2026)"), "{}", found.said);
}

#[test]
fn a_return_makes_the_study_that_it_has_and_its_xml_is_not_taken_twice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let directory = folder.join("postcodes/made_up_onspd.csv").display().to_string();
    let found = Found::of(&["examples/ssda903", "boundaries"], &[&CITY[..], &[directory.as_str()]].concat());
    assert_eq!(found.summary(), summary_of_example("ssda903/study.toml"));
    assert!(found.study().contains("ssda903 = [\"episodes.csv\", \"header.csv\", \"uasc.csv\"]"), "{}", found.study());
    assert!(
        found.said.contains("return.xml: SSDA903 return (XML with episodes of children) -> not taken"),
        "{}",
        found.said
    );
    let of_xml = tempfile::tempdir().unwrap();
    let [xml, boundaries] =
        [folder.join("ssda903/return.xml"), folder.join("../boundaries")].map(|path| path.display().to_string());
    let outcome = nearhome(of_xml.path(), &["init", &xml, &boundaries, &directory, CITY[0], CITY[1]]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let study = of_xml.path().join("study.toml");
    assert!(text(&study).contains("snapshot = 2026-03-31 "), "the XML too tells its year: {}", text(&study));
    assert_eq!(summary(&study), summary_of_example("ssda903/study_xml.toml"));
}

#[test]
fn the_files_of_a_hub_need_no_authority_and_their_rows_say_whose_they_are() {
    let found = Found::of(&["examples/hub", "boundaries"], &[]);
    assert_eq!(found.summary(), summary_of_example("hub/study.toml"));
}

#[test]
fn a_county_is_found_with_its_authorities() {
    let found = Found::of(&["examples/two_tier_county", "boundaries"], &["--authority", "E10999001"]);
    assert_eq!(found.summary(), summary_of_example("two_tier_county/study_authorities.toml"));
    assert!(found.study().contains("authorities = \"counties_and_unitaries.geojson\""), "{}", found.study());
}

#[test]
fn a_welsh_authority_is_found() {
    let found = Found::of(&["examples/wales"], &["--authority", "W06999001"]);
    assert_eq!(found.summary(), summary_of_example("wales/study.toml"));
    assert!(found.summary()["welsh_split"].is_object());
}

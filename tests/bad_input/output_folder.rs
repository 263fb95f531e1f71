//! Where the result is to go.

use std::fs;

use super::small_study::{Outcome, SmallStudy};
use super::support::{files_below, text};

#[test]
fn an_output_folder_that_exists_is_refused_and_stays_as_it_is() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    let before = text(&study.path("out/run_report.json"));
    let again = study.run(&[]);
    assert_eq!(again.status, Some(2));
    assert!(
        again.errors.contains("is there already") && again.errors.contains("hint: add --overwrite"),
        "{}",
        again.errors
    );
    assert_eq!(study.run(&["--overwrite"]).status, Some(0));
    assert_eq!(text(&study.path("out/run_report.json")), before);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_folder_of_something_else_is_never_overwritten() {
    let study = SmallStudy::new();
    fs::create_dir(study.path("out")).unwrap();
    study.write("out/letter.txt", "dear council");
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.errors.contains("is not a folder that nearhome wrote"), "{}", outcome.errors);
    assert_eq!(files_below(&study.path("out")), ["letter.txt"]);
}

#[test]
fn an_earlier_output_outlives_a_run_that_fails() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    let before = files_below(&study.path("out"));
    study.write("children.csv", "");
    assert_eq!(study.run(&["--overwrite"]).status, Some(1));
    assert_eq!(files_below(&study.path("out")), before);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_place_where_no_folder_can_be_made() {
    let study = SmallStudy::new();
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    let output =
        command.args(["run", "study.toml", "--out", "no/such/place/out"]).current_dir(study.folder()).output().unwrap();
    let outcome = Outcome::of(&output);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.errors.contains("is not a folder to write in"), "{}", outcome.errors);
}

/// `nearhome run study.toml --overwrite` into a folder of another name.
fn overwrite(study: &SmallStudy, out: &str) -> Outcome {
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    let command = command.args(["run", "study.toml", "--overwrite", "--out", out]).current_dir(study.folder());
    Outcome::of(&command.output().unwrap())
}

#[test]
fn a_file_that_someone_put_into_an_output_is_named_and_kept() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    study.write("out/tables/notes.txt", "seen by the panel");
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
    assert!(outcome.errors.contains("tables/notes.txt, which nearhome did not write"), "{}", outcome.errors);
    assert_eq!(text(&study.path("out/tables/notes.txt")), "seen by the panel");
    fs::remove_file(study.path("out/tables/notes.txt")).unwrap();
    assert_eq!(study.run(&["--overwrite"]).status, Some(0));
}

#[test]
fn the_run_report_of_something_else_does_not_make_a_folder_ours() {
    let study = SmallStudy::new();
    fs::create_dir(study.path("out")).unwrap();
    study.write("out/run_report.json", r#"{"other tool": 1}"#);
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
    assert!(outcome.errors.contains("is not a folder that nearhome wrote"), "{}", outcome.errors);
    assert_eq!(text(&study.path("out/run_report.json")), r#"{"other tool": 1}"#);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_refused_before_the_work() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    std::os::unix::fs::symlink("out", study.path("link")).unwrap();
    study.write("children.csv", ""); // Status 1, were it read.
    for out in ["link", "link/"] {
        let outcome = overwrite(&study, out);
        assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
        assert!(outcome.errors.contains("is a symbolic link"), "{}", outcome.errors);
    }
    assert!(study.path("out/summary.json").is_file());
}

#[test]
fn a_path_that_goes_up_again_is_the_folder_it_leads_to() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    for out in ["out/tables/..", "out/"] {
        let outcome = overwrite(&study, out);
        assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    }
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_file_in_the_way_is_not_to_be_made_a_folder() {
    let study = SmallStudy::new();
    for out in ["carers.csv/out", "carers.csv/no/out"] {
        let outcome = overwrite(&study, out);
        assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
        assert!(outcome.errors.contains("carers.csv is a file, not a folder to write in"), "{}", outcome.errors);
        assert!(!outcome.errors.contains("mkdir"), "{}", outcome.errors);
    }
}

/// In a mount namespace of its own, on a small file system made for the test; says so where that may not be done.
#[cfg(target_os = "linux")]
fn in_a_small_file_system(options: &str, study: &SmallStudy) -> Option<Outcome> {
    fs::create_dir(study.path("disk")).unwrap();
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    let script = format!(
        "mount -t tmpfs -o size=40k tmpfs disk || exit 99; mount -o remount,{options} disk; \
         '{}' run study.toml --out disk/out; status=$?; ls -A disk | sed 's/^/left: /'; exit $status",
        binary.display()
    );
    let mut command = std::process::Command::new("unshare");
    let output = command.args(["--mount", "--map-root-user", "sh", "-c", &script]).current_dir(study.folder()).output();
    match output.ok().map(|output| Outcome::of(&output)) {
        Some(outcome) if outcome.status.is_some_and(|status| status < 99) && !outcome.errors.contains("unshare:") => {
            Some(outcome)
        }
        _ => {
            assert!(std::env::var_os("CI").is_none(), "in CI a small file system can be mounted");
            eprintln!("skipped: no file system can be mounted here");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up() {
    let study = SmallStudy::new();
    let Some(outcome) = in_a_small_file_system("rw", &study) else { return };
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("cannot be written: the disk is full"), "{}", outcome.errors);
    assert!(!outcome.output.contains("left:"), "nothing is left on the disk: {}", outcome.output);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_read_only() {
    let study = SmallStudy::new();
    let Some(outcome) = in_a_small_file_system("ro", &study) else { return };
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("cannot be written: the disk is read-only"), "{}", outcome.errors);
}

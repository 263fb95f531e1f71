//! Faults from outside: the process is killed, the disk is full, a file cannot be read or is saved meanwhile, a folder goes
//! away. The output that was there stays whole, what is left of a run is never taken for one, and the message is right.
#![cfg(unix)]

#[path = "support/small_study.rs"]
mod small_study;
mod support;
#[path = "support/tmpfs.rs"]
mod tmpfs;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use small_study::{Outcome, SmallStudy};
use support::files_below;
use tmpfs::SmallDisk;

const SIGKILL: i32 = 9;
const KILLS: u32 = 100;

/// A run of a study into a folder, replacing what is there.
fn run_to(study: &SmallStudy, file: &str, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nearhome"));
    command.args(["run", file, "--overwrite", "--out"]).arg(out).current_dir(study.folder());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A study with a second file, of another title, so that the two outputs differ.
fn two_studies() -> SmallStudy {
    let study = SmallStudy::new();
    study.write("other.toml", fs::read_to_string(study.path("study.toml")).unwrap().replace("Small", "Other"));
    study
}

/// Every file of an output with its bytes. The same input gives the same bytes, so two of them can be compared.
fn whole(out: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(out).into_iter().map(|name| (name.clone(), fs::read(out.join(name)).unwrap())).collect()
}

fn output_of(study: &SmallStudy, file: &str) -> BTreeMap<String, Vec<u8>> {
    let out = study.path("expected");
    let outcome = Outcome::of(&run_to(study, file, &out).output().unwrap());
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let found = whole(&out);
    fs::remove_dir_all(out).unwrap();
    found
}

fn signal(child: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

#[test]
fn killed_at_a_hundred_moments_of_a_run_the_output_is_whole() {
    let study = two_studies();
    let files = ["study.toml", "other.toml"];
    let expected = files.map(|file| output_of(&study, file));
    let out = study.path("out");
    assert!(run_to(&study, files[0], &out).status().unwrap().success());
    let (mut there, mut kills, mut runs) = (0, 0, 0);
    let mut longest = Duration::from_millis(20);
    while kills < KILLS {
        runs += 1;
        assert!(runs < 10 * KILLS, "only {kills} of {runs} runs could be killed before their end");
        let started = Instant::now();
        let mut child = run_to(&study, files[1 - there], &out).spawn().unwrap();
        std::thread::sleep(longest * kills / KILLS);
        child.kill().unwrap();
        let status = child.wait().unwrap();
        let is_killed = status.signal() == Some(SIGKILL);
        assert!(is_killed || status.success(), "{status}");
        if is_killed {
            kills += 1;
        } else {
            longest = started.elapsed();
        }
        let found = whole(&out);
        let which = expected.iter().position(|each| *each == found).expect("one output or the other, whole");
        assert!(which == 1 - there || is_killed, "what ended well is there");
        there = which;
        // A longer run than was thought is killed late in it too.
        longest = if is_killed && kills % 10 == 0 { longest * 11 / 10 } else { longest };
    }
    assert_rests_are_no_results(&study, &files, &expected);
}

/// What killed runs left is hidden and has another name, and the next run minds it not.
fn assert_rests_are_no_results(study: &SmallStudy, files: &[&str; 2], expected: &[BTreeMap<String, Vec<u8>>; 2]) {
    assert!(study.unfinished() > 0, "some runs were killed while they wrote");
    let outcome = Outcome::of(&run_to(study, files[0], &study.path("out")).output().unwrap());
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert_eq!(whole(&study.path("out")), expected[0]);
    let names = fs::read_dir(study.folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let inputs = |name: &String| name.starts_with("wards.") || name.ends_with(".csv") || name.ends_with(".toml");
    let rest: Vec<String> = names.filter(|name| !inputs(name) && name != "out").collect();
    assert!(rest.iter().all(|name| name.starts_with(".nearhome-unfinished-")), "{rest:?}");
}

#[test]
fn on_a_full_disk_nothing_is_half_written_and_the_earlier_output_stays() {
    let study = two_studies();
    let Some(disk) = SmallDisk::new(64_000) else { return };
    let out = disk.join("out");
    assert!(run_to(&study, "study.toml", &out).status().unwrap().success());
    let before = whole(&out);
    let used = disk.used();
    // Full at the first file, in the middle, and a little before the end.
    for room in [0, used / 4, used / 2, used * 9 / 10] {
        disk.resize(used + room);
        let outcome = Outcome::of(&run_to(&study, "other.toml", &out).output().unwrap());
        assert_eq!(outcome.status, Some(1), "{room} KB: {}", outcome.errors);
        assert!(outcome.errors.contains("cannot be written: the disk is full"), "{room} KB: {}", outcome.errors);
        assert!(outcome.errors.contains("hint: free some space"), "{}", outcome.errors);
        assert_eq!(whole(&out), before, "{room} KB");
        assert_eq!(fs::read_dir(disk.path()).unwrap().count(), 1, "{room} KB: nothing else is left");
    }
    disk.resize(64_000);
    assert!(run_to(&study, "other.toml", &out).status().unwrap().success(), "with room again, all is well");
    assert_ne!(whole(&out), before);
}

#[test]
fn a_file_of_points_on_a_full_disk_is_not_half_written() {
    let study = SmallStudy::new();
    let Some(disk) = SmallDisk::new(64) else { return };
    let rows: String = (0..20_000).map(|at| format!("{at},400500,301500\n")).collect();
    study.write("points.csv", format!("id,easting,northing\n{rows}"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_nearhome"));
    command.args(["locate", "points.csv", "--wards", "wards.shp", "--out"]).arg(disk.join("located.csv"));
    let outcome = Outcome::of(&command.current_dir(study.folder()).output().unwrap());
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("the disk is full"), "{}", outcome.errors);
    assert_eq!(fs::read_dir(disk.path()).unwrap().count(), 0);
}

/// Runs a study as nobody: root may read every file.
fn as_nobody(study: &SmallStudy) -> Option<Outcome> {
    let arguments = ["run", "study.toml", "--out", "out"];
    let binary = env!("CARGO_BIN_EXE_nearhome");
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let mut command = Command::new(if is_root { "setpriv" } else { binary });
    if is_root {
        let owned = Command::new("chown").args(["-R", "65534:65534"]).arg(study.folder()).status().unwrap();
        assert!(owned.success());
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", binary]);
    }
    let output = command.args(arguments).current_dir(study.folder()).output().ok();
    let output = output.filter(|output| output.status.code().is_some_and(|code| code < 126));
    if output.is_none() {
        eprintln!("skipped: the binary cannot be run as another user here (setpriv)");
    }
    output.map(|output| Outcome::of(&output))
}

#[test]
fn files_that_may_not_be_read_are_named() {
    for name in ["study.toml", "wards.shp", "wards.dbf", "wards.prj", "wards.cpg", "children.csv", "carers.csv"] {
        let study = SmallStudy::new();
        fs::set_permissions(study.path(name), fs::Permissions::from_mode(0o000)).unwrap();
        let Some(outcome) = as_nobody(&study) else { return };
        assert_eq!(outcome.status, Some(1), "{name}: {}", outcome.errors);
        assert!(outcome.errors.contains(&format!("{name}: permission to read it is denied")), "{}", outcome.errors);
        assert!(!study.path("out").exists() && study.unfinished() == 0);
    }
}

#[test]
fn a_folder_in_the_place_of_a_file_is_named() {
    for name in ["wards.shp", "wards.dbf", "wards.prj", "children.csv", "carers.csv"] {
        let study = SmallStudy::new();
        fs::remove_file(study.path(name)).unwrap();
        fs::create_dir(study.path(name)).unwrap();
        study.fails(1, &format!("{name}: it is a folder, not a file"));
    }
}

#[test]
fn a_folder_that_may_not_be_written_in_is_named() {
    let study = SmallStudy::new();
    fs::set_permissions(study.folder(), fs::Permissions::from_mode(0o555)).unwrap();
    let outcome = as_nobody(&study);
    fs::set_permissions(study.folder(), fs::Permissions::from_mode(0o755)).unwrap();
    let Some(outcome) = outcome else { return };
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("cannot be written: permission is denied"), "{}", outcome.errors);
}

/// Stops a run while it has a file open, lets somebody save the file, and lets the run go on. `None` when the run was
/// through with the file before it could be stopped.
#[cfg(target_os = "linux")]
fn changed_meanwhile(study: &SmallStudy, name: &str, change: impl Fn(&Path)) -> Option<Outcome> {
    let child = run_to(study, "study.toml", &study.path("out")).spawn().unwrap();
    let path = study.path(name).canonicalize().unwrap();
    let open_files = format!("/proc/{}/fd", child.id());
    let has_it_open = || {
        let mut links = fs::read_dir(&open_files).into_iter().flatten().flatten();
        links.any(|link| fs::read_link(link.path()).is_ok_and(|to| to == path))
    };
    while Path::new(&open_files).exists() && fs::read_dir(&open_files).is_ok_and(|mut links| links.next().is_some()) {
        if has_it_open() {
            signal(&child, "-STOP");
            let is_in_time = has_it_open();
            change(&path);
            signal(&child, "-CONT");
            let outcome = Outcome::of(&child.wait_with_output().unwrap());
            return is_in_time.then_some(outcome);
        }
    }
    child.wait_with_output().unwrap();
    None
}

#[cfg(target_os = "linux")]
#[test]
fn an_input_that_is_saved_while_it_is_read_stops_the_run() {
    use std::io::Write;
    let row = "b{},400500,301500,400500,300500,U4,PR1,9\n";
    let longer = |path: &Path| fs::OpenOptions::new().append(true).open(path).unwrap().write_all(b"\n").unwrap();
    let as_long = |path: &Path| {
        let file = fs::OpenOptions::new().write(true).open(path).unwrap();
        file.set_modified(std::time::SystemTime::now() + Duration::from_secs(60)).unwrap();
    };
    for change in [&longer as &dyn Fn(&Path), &as_long] {
        let outcome = (0..20).find_map(|_| {
            let study = SmallStudy::new();
            let children = fs::read_to_string(study.path("children.csv")).unwrap();
            let many: String = (0..1_000_000).map(|at| row.replace("{}", &at.to_string())).collect();
            study.write("children.csv", children + &many);
            let outcome = changed_meanwhile(&study, "children.csv", change)?;
            assert!(!study.path("out").exists() && study.unfinished() == 0, "no output");
            Some(outcome)
        });
        let outcome = outcome.expect("in one of twenty runs the file is caught open");
        assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
        assert!(outcome.errors.contains("children.csv: it was changed while it was read"), "{}", outcome.errors);
        assert!(outcome.errors.contains("hint: close the program that writes it"), "{}", outcome.errors);
    }
}

/// Starts a run, stops it as soon as its unfinished folder is there, does something to the folder around it, goes on.
fn with_folder_in_the_making(study: &SmallStudy, meddle: impl FnOnce(&Path)) -> Outcome {
    let mut child = run_to(study, "other.toml", &study.path("out")).spawn().unwrap();
    let unfinished = loop {
        let names = fs::read_dir(study.folder()).unwrap().map(|entry| entry.unwrap().path());
        let is_unfinished =
            |path: &std::path::PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(".nearhome-");
        if let Some(path) = names.into_iter().find(is_unfinished) {
            break path;
        }
        assert_eq!(child.try_wait().unwrap(), None, "it is still at work");
    };
    signal(&child, "-STOP");
    meddle(&unfinished);
    signal(&child, "-CONT");
    Outcome::of(&child.wait_with_output().unwrap())
}

#[test]
fn folders_that_go_away_during_a_run_do_no_harm_to_the_earlier_output() {
    let study = two_studies();
    assert!(run_to(&study, "study.toml", &study.path("out")).status().unwrap().success());
    let before = whole(&study.path("out"));
    let outcome = with_folder_in_the_making(&study, |unfinished| fs::remove_dir_all(unfinished).unwrap());
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("cannot be written"), "{}", outcome.errors);
    assert_eq!((whole(&study.path("out")), study.unfinished()), (before, 0));
    // The earlier output itself goes away: the new one takes its place.
    let outcome = with_folder_in_the_making(&study, |_| fs::remove_dir_all(study.path("out")).unwrap());
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert_eq!((whole(&study.path("out")), study.unfinished()), (output_of(&study, "other.toml"), 0));
}

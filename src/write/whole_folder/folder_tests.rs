//! Whole or not there, and nothing of anyone else's is lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::WholeFolder;
use super::target::MARK;
use crate::write::WriteError;

fn say(folder: &mut WholeFolder, name: &str, text: &str) {
    folder.write(name, |out| out.write_all(text.as_bytes())).unwrap();
}

/// Finishes a folder with a run report that lists its files.
fn finish(mut folder: WholeFolder) -> Result<PathBuf, WriteError> {
    let report = serde_json::json!({ "nearhome": "0.1.0", "outputs": folder.files() });
    say(&mut folder, MARK, &report.to_string());
    folder.finish()
}

/// An output of an earlier run at `out`.
fn earlier_output(around: &Path) -> PathBuf {
    let mut folder = WholeFolder::prepare(&around.join("out"), false, &[]).unwrap();
    say(&mut folder, "layers/earlier.txt", "earlier");
    finish(folder).unwrap()
}

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_target_appears_only_when_it_is_finished() {
    let around = tempfile::tempdir().unwrap();
    let target = around.path().join("out");
    let mut folder = WholeFolder::prepare(&target, false, &[]).unwrap();
    say(&mut folder, "layers/a.txt", "a");
    assert!(!target.exists());
    let sha256_of_a = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    assert_eq!(folder.files()[0].sha256, sha256_of_a);
    folder.finish().unwrap();
    assert_eq!(fs::read_to_string(target.join("layers/a.txt")).unwrap(), "a");
    assert_eq!(entries(around.path()), ["out"]);
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_enter_it() {
    use std::os::unix::fs::PermissionsExt;
    let around = tempfile::tempdir().unwrap();
    let target = around.path().join("out");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for overwrite in [false, true] {
        let folder = WholeFolder::prepare(&target, overwrite, &[]).unwrap();
        assert_eq!(mode(folder.unfinished()), 0o700);
        finish(folder).unwrap();
        assert_eq!(mode(&target), 0o700);
        // The next one replaces a folder that was opened to all.
        fs::set_permissions(&target, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn dropped_unfinished_it_leaves_no_trace() {
    let around = tempfile::tempdir().unwrap();
    let mut folder = WholeFolder::prepare(&around.path().join("out"), false, &[]).unwrap();
    say(&mut folder, "a.txt", "a");
    drop(folder);
    assert!(entries(around.path()).is_empty());
}

#[test]
fn a_folder_that_was_removed_is_not_made_again() {
    let around = tempfile::tempdir().unwrap();
    let mut folder = WholeFolder::prepare(&around.path().join("out"), false, &[]).unwrap();
    fs::remove_dir_all(folder.unfinished()).unwrap();
    for name in ["a.txt", "layers/a.txt"] {
        assert!(matches!(folder.write(name, |_| Ok(())), Err(WriteError::Io { .. })), "{name}");
        assert!(entries(around.path()).is_empty());
    }
}

#[test]
fn a_failing_write_is_an_error_and_the_earlier_output_stays() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    let mut second = WholeFolder::prepare(&target, true, &[]).unwrap();
    let full = second.write("b.txt", |_| Err(io::Error::from(io::ErrorKind::StorageFull))).unwrap_err();
    assert!(full.to_string().ends_with("b.txt cannot be written: the disk is full"), "{full}");
    drop(second);
    assert_eq!(fs::read_to_string(target.join("layers/earlier.txt")).unwrap(), "earlier");
    assert_eq!(entries(around.path()), ["out"]);
}

#[test]
fn overwriting_replaces_the_whole_folder() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    let mut folder = WholeFolder::prepare(&target, true, &[]).unwrap();
    say(&mut folder, "second.txt", "second");
    finish(folder).unwrap();
    assert_eq!(entries(&target), [MARK, "second.txt"]);
    assert_eq!(entries(around.path()), ["out"]);
}

#[test]
fn what_is_not_ours_is_never_replaced() {
    let around = tempfile::tempdir().unwrap();
    let target = around.path().join("documents");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("letter.txt"), "x").unwrap();
    assert!(matches!(WholeFolder::prepare(&target, false, &[]), Err(WriteError::Exists(_))));
    let marks = ["", "{}", "[]", r#"{"nearhome": "0.1.0"}"#, r#"{"outputs": []}"#, r#"{"nearhome": 1, "outputs": []}"#];
    for mark in marks {
        fs::write(target.join(MARK), mark).unwrap();
        assert!(matches!(WholeFolder::prepare(&target, true, &[]), Err(WriteError::NotOurs(_))), "{mark}");
    }
    assert_eq!(entries(around.path()), ["documents"]);
    assert_eq!(entries(&target), ["letter.txt", MARK]);
}

#[test]
fn the_first_file_that_nearhome_did_not_write_is_named() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    for name in ["z.txt", "layers/b.txt", "layers/a/a.txt"] {
        fs::create_dir_all(target.join(name).parent().unwrap()).unwrap();
        fs::write(target.join(name), "mine").unwrap();
        let refused = WholeFolder::prepare(&target, true, &[]);
        assert!(matches!(&refused, Err(WriteError::HoldsOther { name: first, .. }) if first == name), "{refused:?}");
    }
    assert_eq!(entries(&target), ["layers", MARK, "z.txt"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_an_output_is_a_file_of_someone_else() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    fs::create_dir(around.path().join("empty")).unwrap();
    std::os::unix::fs::symlink("../empty", target.join("link")).unwrap();
    assert!(
        matches!(WholeFolder::prepare(&target, true, &[]), Err(WriteError::HoldsOther { name, .. }) if name == "link")
    );
}

#[test]
fn an_output_that_holds_an_input_is_never_replaced() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    let input = target.join("layers/earlier.txt");
    let refused = WholeFolder::prepare(&target, true, &[input]);
    assert!(matches!(refused, Err(WriteError::HoldsInput { name, .. }) if name == "earlier.txt"));
}

#[cfg(unix)]
#[test]
fn an_input_that_is_a_link_in_the_target_is_protected_by_any_path_to_it() {
    use std::os::unix::fs::symlink;
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    fs::write(around.path().join("real.csv"), "x").unwrap();
    fs::remove_file(target.join("layers/earlier.txt")).unwrap();
    symlink("../../real.csv", target.join("layers/earlier.txt")).unwrap();
    symlink("out", around.path().join("link")).unwrap();
    for path in ["out/layers/earlier.txt", "link/layers/earlier.txt", "out/layers/../layers/earlier.txt"] {
        let refused = WholeFolder::prepare(&target, true, &[around.path().join(path)]);
        assert!(matches!(refused, Err(WriteError::HoldsInput { .. })), "{path}");
    }
    assert!(WholeFolder::prepare(&target, true, &[around.path().join("real.csv")]).is_ok());
}

#[test]
fn what_appeared_during_the_run_is_kept() {
    type Appear = fn(&Path) -> io::Result<()>;
    let a_folder: Appear = |target| fs::create_dir(target).and_then(|()| fs::write(target.join("mine"), "x"));
    let a_file: Appear = |target| fs::write(target, "x");
    let an_empty_folder: Appear = |target| fs::create_dir(target);
    #[cfg(unix)]
    let a_link: Appear = |target| std::os::unix::fs::symlink("elsewhere", target);
    #[cfg(not(unix))]
    let a_link = a_file;
    for appear in [a_folder, a_file, an_empty_folder, a_link] {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("out");
        let mut folder = WholeFolder::prepare(&target, false, &[]).unwrap();
        say(&mut folder, "a.txt", "a");
        appear(&target).unwrap();
        let kind = fs::symlink_metadata(&target).unwrap().file_type();
        assert!(matches!(folder.finish(), Err(WriteError::Exists(_))));
        assert_eq!(fs::symlink_metadata(&target).unwrap().file_type(), kind);
        assert!(!target.join("a.txt").exists());
        assert_eq!(entries(around.path()), ["out"]);
    }
}

#[test]
fn what_was_added_to_an_output_during_the_run_is_kept() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    let folder = WholeFolder::prepare(&target, true, &[]).unwrap();
    fs::write(target.join("notes.txt"), "mine").unwrap();
    assert!(matches!(finish(folder), Err(WriteError::HoldsOther { name, .. }) if name == "notes.txt"));
    assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine");
    assert_eq!(entries(around.path()), ["out"]);
}

#[test]
fn an_output_that_went_away_during_the_run_is_no_hindrance() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    let folder = WholeFolder::prepare(&target, true, &[]).unwrap();
    fs::remove_dir_all(&target).unwrap();
    finish(folder).unwrap();
    assert_eq!(entries(&target), [MARK]);
}

#[test]
fn an_output_that_was_set_aside_is_not_forgotten() {
    let around = tempfile::tempdir().unwrap();
    let target = earlier_output(around.path());
    fs::rename(&target, around.path().join("out.nearhome-earlier")).unwrap();
    let refused = WholeFolder::prepare(&target, false, &[]).unwrap_err();
    assert!(refused.to_string().contains("out.nearhome-earlier is an earlier output"), "{refused}");
    assert_eq!(entries(around.path()), ["out.nearhome-earlier"]);
}

#[test]
fn a_folder_around_it_that_is_not_there_or_is_a_file() {
    let around = tempfile::tempdir().unwrap();
    fs::write(around.path().join("file"), "x").unwrap();
    let prepare = |out: &str| WholeFolder::prepare(&around.path().join(out), false, &[]);
    assert!(matches!(prepare("no/out"), Err(WriteError::NoParent(_))));
    assert!(matches!(prepare("file/out"), Err(WriteError::NotAFolder(_))));
    assert!(matches!(prepare("file/no/out"), Err(WriteError::NotAFolder(_))));
    let too_long = "x".repeat(5000);
    assert!(matches!(prepare(&too_long), Err(WriteError::Io { .. })), "before the work");
    assert_eq!(entries(around.path()), ["file"]);
}

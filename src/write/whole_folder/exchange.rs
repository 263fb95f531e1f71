//! The last step of a run: the finished folder takes its place, alone or by exchange with an earlier output.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Moves a folder to where nothing is.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] when something is there, even an empty folder; nothing is then changed.
pub(super) fn move_to_free_place(making: &Path, target: &Path) -> io::Result<()> {
    match in_one_step(making, target, OneStep::NoReplace) {
        Some(done) => done,
        None if fs::symlink_metadata(target).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        None => fs::rename(making, target),
    }
}

/// Exchanges two folders: in one step where the file system can, so that no moment passes without a whole one in the
/// target's place; else in three.
///
/// # Errors
/// When the operating system says no; both are then as they were.
pub(super) fn exchange(making: &Path, target: &Path) -> io::Result<()> {
    in_one_step(making, target, OneStep::Exchange).unwrap_or_else(|| exchange_in_three_steps(making, target))
}

/// Where an earlier output is for a moment while it is exchanged in three steps, and where it is found again when the
/// machine stops at that moment.
pub(super) fn set_aside(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".nearhome-earlier");
    target.with_file_name(name)
}

pub(super) fn exchange_in_three_steps(making: &Path, target: &Path) -> io::Result<()> {
    let aside = set_aside(target);
    move_to_free_place(target, &aside)?;
    if let Err(error) = move_to_free_place(making, target) {
        move_to_free_place(&aside, target)?;
        return Err(error);
    }
    fs::rename(&aside, making)
}

#[derive(Clone, Copy)]
enum OneStep {
    NoReplace,
    Exchange,
}

/// `None` where the system or the file system (some on a network) has no such step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn in_one_step(from: &Path, to: &Path, step: OneStep) -> Option<io::Result<()>> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    let flags = match step {
        OneStep::NoReplace => RenameFlags::NOREPLACE,
        OneStep::Exchange => RenameFlags::EXCHANGE,
    };
    match renameat_with(CWD, from, CWD, to, flags) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => None,
        done => Some(done.map_err(io::Error::from)),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn in_one_step(_: &Path, _: &Path, _: OneStep) -> Option<io::Result<()>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_step_exchange_swaps_two_folders() {
        let around = tempfile::tempdir().unwrap();
        let (new, old) = (around.path().join(".new"), around.path().join("old"));
        for (folder, text) in [(&new, "new"), (&old, "old")] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a"), text).unwrap();
        }
        exchange_in_three_steps(&new, &old).unwrap();
        assert_eq!(fs::read_to_string(old.join("a")).unwrap(), "new");
        assert_eq!(fs::read_to_string(new.join("a")).unwrap(), "old");
        assert!(!set_aside(&old).exists());
    }

    #[test]
    fn a_three_step_exchange_that_fails_puts_the_earlier_output_back() {
        let around = tempfile::tempdir().unwrap();
        let old = around.path().join("old");
        fs::create_dir(&old).unwrap();
        exchange_in_three_steps(&around.path().join("gone"), &old).unwrap_err();
        assert!(old.is_dir() && !set_aside(&old).exists());
    }

    #[test]
    fn even_an_empty_folder_or_a_file_is_not_replaced_by_a_move() {
        let around = tempfile::tempdir().unwrap();
        let [making, folder, file] = ["making", "folder", "file"].map(|name| around.path().join(name));
        fs::create_dir(&making).unwrap();
        fs::create_dir(&folder).unwrap();
        fs::write(&file, "x").unwrap();
        for target in [&folder, &file] {
            let error = move_to_free_place(&making, target).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        }
        assert!(making.is_dir() && folder.is_dir() && file.is_file());
    }
}

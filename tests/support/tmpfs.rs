//! A small disk in memory, to be filled.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A tmpfs mounted on a folder; unmounted when dropped.
pub struct SmallDisk {
    folder: tempfile::TempDir,
}

impl SmallDisk {
    /// A disk of so many kilobytes, or `None` with a note that the test is skipped where only root may mount one.
    ///
    /// # Panics
    /// In CI, which is root.
    pub fn new(kilobytes: u64) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        if mount(folder.path(), &format!("size={kilobytes}k")) {
            return Some(Self { folder });
        }
        assert!(std::env::var_os("CI").is_none(), "CI must be able to mount a tmpfs");
        eprintln!("skipped: a small disk cannot be mounted here; it needs root");
        None
    }

    /// Makes it larger or smaller, full as it may be.
    pub fn resize(&self, kilobytes: u64) {
        assert!(mount(self.path(), &format!("remount,size={kilobytes}k")));
    }

    /// Kilobytes in use.
    pub fn used(&self) -> u64 {
        let output = Command::new("df").args(["-k", "--output=used"]).arg(self.path()).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().last().unwrap().trim().parse().unwrap()
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

fn mount(folder: &Path, options: &str) -> bool {
    let mut command = Command::new("mount");
    command.args(["-t", "tmpfs", "-o", options, "nearhome-test"]).arg(folder);
    command.output().is_ok_and(|output| output.status.success())
}

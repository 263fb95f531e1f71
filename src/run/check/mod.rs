//! Reads and checks everything a study names and writes nothing: what `nearhome check` does. It goes on after the first
//! fault, so that all of them are told at once: `parts` reads, `ranges` looks at what was read, `mend` says what to mend.

mod advice;
mod mend;
mod parts;
mod ranges;

pub use mend::{Mend, Severity};
pub use ranges::{Matched, Range};

use serde::Serialize;

use super::files::StudyFiles;
use super::{Places, locate, match_codes, points_placed};
use crate::read::{Account, InputFile, LeftOut, ReadError};
use crate::study::Study;
use crate::write::PointsPlaced;

/// What a check found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CheckReport {
    pub study: String,
    /// Every file that could be read, boundaries first.
    pub inputs: Vec<InputChecked>,
    /// From where to where the coordinates and the ages go.
    pub ranges: Vec<Range>,
    /// How many codes of one file are found in another.
    pub matched: Vec<Matched>,
    /// How the points came to their wards.
    pub points: Vec<PointsPlaced>,
    /// What stops a run first, then the rest, most costly first.
    pub mend: Vec<Mend>,
    /// Every row that was left out and every value that was not used.
    #[serde(skip)]
    pub left_out: Vec<LeftOut>,
}

/// One file and the account of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InputChecked {
    #[serde(flatten)]
    pub input: InputFile,
    /// `None` where the file has no rows of its own (.prj, .cpg).
    pub account: Option<Account>,
}

impl CheckReport {
    /// Would a run go through?
    pub fn is_ready(&self) -> bool {
        self.mend.iter().all(|mend| mend.severity == Severity::Warning)
    }

    /// Is the study file what is wrong, or a file that it names and that is not there?
    pub fn is_settings(&self) -> bool {
        self.mend.iter().any(|mend| mend.severity == Severity::Settings)
    }
}

/// Reads and checks all that a study names.
///
/// A fault of one file does not hide those of the others: each is then read on its own. Codes and points are checked as
/// far as the files could be read.
pub fn check(study: &Study) -> CheckReport {
    let (files, mut faults) = parts::read_what_can_be_read(study);
    let mut report = CheckReport { study: study.title.clone(), ..CheckReport::default() };
    let mut warnings = Vec::new();
    if let Some(files) = &files {
        take(match_codes(study, files), &mut faults, |found| warnings.extend(found));
        let mut places = Places::default();
        take(locate(files, study.settings.snap_metres), &mut faults, |found| places = found);
        warnings.append(&mut places.warnings);
        report.look_at(files, &places);
    }
    report.mend = mend::in_order(&faults, &warnings, &report.left_out);
    report
}

fn take<T>(found: Result<T, ReadError>, faults: &mut Vec<ReadError>, with: impl FnOnce(T)) {
    match found {
        Ok(found) => with(found),
        Err(error) => faults.push(error),
    }
}

impl CheckReport {
    fn look_at(&mut self, files: &StudyFiles, places: &Places) {
        let account = |input: &InputFile| files.accounts.iter().find(|account| account.file == input.name).cloned();
        let inputs = files.inputs.iter().map(|input| InputChecked { input: input.clone(), account: account(input) });
        self.inputs = inputs.collect();
        self.ranges = ranges::ranges(files);
        self.matched = ranges::matched(files);
        if !places.is_empty() {
            self.points = points_placed(files, places);
        }
        self.left_out = files.left_out.clone();
    }
}

#[cfg(test)]
mod tests;

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
use super::prepare::{Prepared, prepare};
use super::{geometry_faults, points_placed};
use crate::geography::GeometryFault;
use crate::read::{Account, InputFile, LeftOut};
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
    /// What is wrong with the outlines of wards and authorities, and between wards; `mend` sums it up.
    pub geometry_faults: Vec<GeometryFault>,
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
    /// None where the file has no rows of its own (.prj, .cpg); several of an XML return, one a kind of element. The files
    /// of one folder have one account together, with the last of them.
    pub accounts: Vec<Account>,
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
/// far as the files could be read, by the steps that a run takes before it writes: what is ready runs.
pub fn check(study: &Study) -> CheckReport {
    let (files, mut faults) = parts::read_what_can_be_read(study);
    let mut report = CheckReport { study: study.title.clone(), ..CheckReport::default() };
    let mut warnings = Vec::new();
    if let Some(files) = files {
        let prepared = prepare(study, files);
        report.look_at(&prepared);
        faults.extend(prepared.faults);
        warnings = prepared.warnings;
    }
    report.mend = mend::in_order(&faults, &warnings, &report.left_out);
    report
}

impl CheckReport {
    fn look_at(&mut self, prepared: &Prepared) {
        let (files, places) = (&prepared.files, &prepared.places);
        self.inputs = inputs(files);
        self.ranges = ranges::ranges(files);
        self.matched = ranges::matched(files);
        self.geometry_faults = geometry_faults(files, places);
        if !places.is_empty() {
            self.points = points_placed(files, places);
        }
        self.left_out = files.left_out.clone();
    }
}

/// Every file with the accounts that are its own.
fn inputs(files: &StudyFiles) -> Vec<InputChecked> {
    let own = |input: InputFile| InputChecked { input, accounts: Vec::new() };
    let mut inputs: Vec<InputChecked> = files.inputs.iter().cloned().map(own).collect();
    let is_within = |name: &str, whole: &str| name.strip_prefix(whole).is_some_and(|rest| rest.starts_with('/'));
    for account in &files.accounts {
        let names = || inputs.iter().map(|each| each.input.name.as_str());
        let of_file = names().position(|name| name == account.file);
        let of_part = || names().position(|name| is_within(&account.file, name));
        let of_folder = || names().rposition(|name| is_within(name, &account.file));
        if let Some(at) = of_file.or_else(of_part).or_else(of_folder) {
            inputs[at].accounts.push(account.clone());
        }
    }
    inputs
}

#[cfg(test)]
mod tests;

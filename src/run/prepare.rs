//! All that a run does between reading its files and making its figures: codes are met and matched, points located and
//! decided, children measured, and what stops a run is found. `run` goes on from here; `check` says what was found.

use super::files::StudyFiles;
use super::{
    Places, decide, ensure_categories_hold, locate, match_codes, measure, meet_codes, other_years, postcode_warnings,
    postcodes_report,
};
use crate::fostering::BrokenRule;
use crate::measure::MeasuredChild;
use crate::read::{ReadError, Warning};
use crate::study::Study;
use crate::write::PostcodesReport;

/// What the figures of a run are made of, and what stops it.
#[derive(Debug)]
pub struct Prepared {
    /// The study, its authorities by the codes of the boundaries.
    pub study: Study,
    /// The files, the children's authorities likewise.
    pub files: StudyFiles,
    pub places: Places,
    /// One answer a child; none when the points could not be located.
    pub children: Vec<MeasuredChild>,
    pub postcodes: Option<PostcodesReport>,
    /// The rules that a return breaks; `None` where the children are no return's.
    pub rules: Option<Vec<BrokenRule>>,
    pub warnings: Vec<Warning>,
    /// What stops a run, the first first.
    pub faults: Vec<ReadError>,
}

/// Goes on after the first fault, so that all of them are known.
pub fn prepare(study: &Study, mut files: StudyFiles) -> Prepared {
    let (study, met) = meet_codes(study, &mut files);
    let mut faults = Vec::new();
    let mut warnings = or_fault(match_codes(&study, &files), &mut faults).unwrap_or_default();
    warnings.extend(met);
    warnings.extend(other_years(&files));
    let locating = study.progress.begin_uncounted("Locating carers and children");
    let located = or_fault(locate(&files, study.settings.snap_metres), &mut faults);
    let places = located.map(|located| decide(&files, &study.settings, located));
    drop(locating);
    let is_located = places.is_some();
    let places = places.unwrap_or_default();
    or_fault(ensure_categories_hold(&study, &files, &places), &mut faults);
    warnings.extend(files.warnings.iter().chain(&places.warnings).cloned());
    let postcodes = postcodes_report(&study, &files);
    warnings.extend(postcodes.iter().flat_map(postcode_warnings));
    let _measuring = study.progress.begin_uncounted("Measuring distances");
    let children = if is_located { measure(&study, &files, &places) } else { Vec::new() };
    let rules = broken_rules(&files, &children);
    warnings.extend(rules.iter().flatten().map(Warning::from));
    Prepared { study, files, places, children, postcodes, rules, warnings, faults }
}

fn or_fault<T>(found: Result<T, ReadError>, faults: &mut Vec<ReadError>) -> Option<T> {
    found.map_err(|error| faults.push(error)).ok()
}

fn broken_rules(files: &StudyFiles, children: &[MeasuredChild]) -> Option<Vec<BrokenRule>> {
    let records = files.children.as_deref().unwrap_or_default();
    files.ssda903.as_ref().map(|checks| checks.all(records, children))
}

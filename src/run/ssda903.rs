//! The SSDA903 return as one of a study's files, and the rules its children are checked by once they are measured.

use crate::fostering::{BrokenRule, Child};
use crate::measure::{MeasuredChild, location_rules};
use crate::read::postcodes::PostcodeDirectory;
use crate::read::ssda903::{Return, ReturnFiles};
use crate::read::{Date, InputFile, ReadError, Records};
use crate::study::Study;

/// The children of a study as their files give them.
pub(super) enum ReadChildren {
    Table(Box<(InputFile, Records<Child>)>),
    Return(Box<Return>),
}

/// What the rules of a return are checked with.
#[derive(Clone, Debug, Default)]
pub struct ReturnChecks {
    /// The name of each child's episodes file, in the order of the children.
    pub episode_files: Vec<String>,
    /// The rules that the files themselves break.
    pub broken_rules: Vec<BrokenRule>,
}

impl ReturnChecks {
    /// Every rule that the return breaks, those that need the map too, in order of file and rule.
    pub fn all(&self, children: &[Child], measured: &[MeasuredChild]) -> Vec<BrokenRule> {
        let mut rules = self.broken_rules.clone();
        rules.extend(location_rules(children, measured, &self.episode_files));
        rules.sort();
        rules
    }
}

/// The children of a return on the study's snapshot day.
///
/// # Errors
/// When the study does not say whose they are, has no snapshot day or names no postcode directory, and as
/// [`ReturnFiles::children`].
pub(super) fn read_return(
    files: ReturnFiles,
    study: &Study,
    directory: Option<&PostcodeDirectory>,
) -> Result<Return, ReadError> {
    const PLACE: &str = "[children] ssda903";
    if study.settings.authority.is_none() {
        let error = ReadError::settings(PLACE, "a return is one authority's, and the study does not say whose");
        return Err(error.with_hint("add authority = \"E0…\" under [study]"));
    }
    let snapshot = snapshot_of(study)?.ok_or_else(|| {
        ReadError::settings(PLACE, "the return needs a day").with_hint("add snapshot = 2026-03-31 under [study]")
    })?;
    let directory = directory.ok_or_else(|| {
        ReadError::settings(PLACE, "a return says where by postcode, and the study names no postcode directory")
            .with_hint("add [postcodes] with file = \"ONSPD….csv\" to the study: ONSPD, NSPL or Code-Point Open")
    })?;
    files.children(snapshot, study.settings.temporary_placements, directory)
}

/// The study's snapshot as a day.
///
/// # Errors
/// When it is none; a study file is checked for that.
pub(super) fn snapshot_of(study: &Study) -> Result<Option<Date>, ReadError> {
    let Some(text) = &study.snapshot else { return Ok(None) };
    match Date::iso(text) {
        Some(date) => Ok(Some(date)),
        None => Err(ReadError::settings("[study] snapshot", "it is not a day from 1900 to 2100 such as 2026-03-31")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::read::input::FileBytes;
    use crate::read::parse_study;

    const STUDY: &str = "[study]\nauthority = \"E08990001\"\nsnapshot = 2026-03-31\n[boundaries]\nwards = \"w.shp\"\n[children]\nssda903 = \"episodes.csv\"\n";

    fn read(study: &str, directory: Option<&PostcodeDirectory>) -> Result<Return, String> {
        let study = parse_study("study.toml", study, Path::new("")).unwrap();
        let rows = "CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\na,01/06/2025,,C2,U4,B1 1AA,B2 2BB\n";
        let files = ReturnFiles::of(vec![FileBytes::new("episodes.csv", rows.as_bytes().to_vec())]).unwrap();
        read_return(files, &study, directory).map_err(|error| error.to_string())
    }

    #[test]
    fn a_return_needs_an_authority_and_a_directory() {
        let directory = PostcodeDirectory::default();
        assert!(read(STUDY, None).unwrap_err().contains("names no postcode directory"));
        let of_no_one = STUDY.replace("authority = \"E08990001\"\n", "");
        assert!(read(&of_no_one, Some(&directory)).unwrap_err().contains("one authority's"));
        assert_eq!(read(STUDY, Some(&directory)).unwrap().children.len(), 1);
    }

    #[test]
    fn the_rules_of_the_files_and_of_the_map_come_in_one_list() {
        let found = read(STUDY, Some(&PostcodeDirectory::default())).unwrap();
        let checks = ReturnChecks { episode_files: found.episode_files, broken_rules: found.broken_rules };
        let rules: Vec<_> = checks.all(&found.children, &[]).into_iter().map(|rule| (rule.rule, rule.rows)).collect();
        assert_eq!(rules, [("392c", vec![2]), ("392c", vec![2])], "neither postcode is in the directory");
    }
}

//! Codes that do not meet across the files of a study: named with their number before any figure is made.

use std::collections::BTreeSet;

use hashbrown::HashSet;

use super::files::StudyFiles;
use crate::geography::{GssCode, code_history};
use crate::read::input::file_name;
use crate::read::{Account, NO_SUCH_WARD, ReadError, Warning};
use crate::study::{ChildrenSource, Source, Study};

/// How many codes a message names.
const MOST_NAMED: usize = 5;

/// Checks the codes of the study and of its files against the boundaries. Returns what does not meet.
///
/// # Errors
/// When the study's own authority has no ward in the boundaries: no figure would be right.
pub fn match_codes(study: &Study, files: &StudyFiles) -> Result<Vec<Warning>, ReadError> {
    let coverage = &files.boundaries.coverage;
    let authorities: BTreeSet<GssCode> = coverage.authorities.iter().map(|authority| authority.code).collect();
    ensure_study_authority_is_there(study, &authorities)?;
    let wards: BTreeSet<GssCode> = coverage.wards.iter().map(|ward| ward.code).collect();
    let mut warnings = files.boundaries.warnings.clone();
    let mut note = |file: &str, what: &str, codes: &BTreeSet<GssCode>| {
        if !codes.is_empty() {
            let what = format!("{what}: {}", named_with_history(codes));
            warnings.push(Warning::of_file(file, what).counted(codes.len() as u64));
        }
    };
    let groups = study.settings.groups.values().flatten().copied();
    note("study, groups", "authorities that are not among the boundaries", &lacking(groups, &authorities));
    let bordering = study.settings.bordering.iter().flatten().copied();
    note("study, bordering", "authorities that are not among the boundaries", &lacking(bordering, &authorities));
    let responsible = files.children.iter().flatten().filter_map(|child| child.responsible_authority);
    let abroad = "responsible authorities that are not among the boundaries: where their children are placed is told, not who borders them";
    note(&children_name(study), abroad, &lacking(responsible, &authorities));
    if let Some(population) = &files.population {
        let without = lacking(wards.iter().copied(), &population.keys().copied().collect());
        note(&name_of(&study.population), "wards without a population, whose rates are not known", &without);
    }
    if let Some(households) = &files.households {
        let without = lacking(wards.iter().copied(), &households.iter().map(|base| base.ward).collect());
        note(&name_of(&study.households), "wards without households, whose rates are not known", &without);
    }
    let other_wards = |account: &Account| Some((account.file.clone(), *account.left_out_by_reason.get(NO_SUCH_WARD)?));
    for (file, rows) in files.accounts.iter().filter_map(other_wards) {
        warnings.push(Warning::of_file(file, format!("rows are left out: {NO_SUCH_WARD}")).counted(rows));
    }
    Ok(warnings)
}

fn ensure_study_authority_is_there(study: &Study, authorities: &BTreeSet<GssCode>) -> Result<(), ReadError> {
    let Some(authority) = study.settings.authority.filter(|code| !authorities.contains(code)) else { return Ok(()) };
    if authorities.is_empty() {
        let what = "no ward of the boundaries has an authority";
        return Err(ReadError::settings("[boundaries]", what).with_hint(
            "name a lookup of the wards' own year, or authorities = \"…\": a file of counties and unitaries",
        ));
    }
    let what = format!("authority {authority} has no ward in the boundaries; they have {}", named(authorities));
    let what = code_history(authority).map_or(what.clone(), |history| format!("{what}; {history}"));
    Err(ReadError::settings("study, authority", what)
        .with_hint("is it the upper tier's code, and of the boundaries' year?"))
}

/// The name of the children's file, or of the first of the return.
pub(super) fn children_name(study: &Study) -> String {
    let paths = study.children.as_ref().map(ChildrenSource::paths).unwrap_or_default();
    paths.first().map_or(String::new(), |path| file_name(path))
}

/// The name of a file of the study, without its folder.
fn name_of(source: &Option<Source>) -> String {
    source.as_ref().map_or(String::new(), |source| file_name(&source.path))
}

fn lacking(codes: impl Iterator<Item = GssCode>, known: &BTreeSet<GssCode>) -> BTreeSet<GssCode> {
    // A million children have some hundred authorities.
    let once: HashSet<GssCode> = codes.collect();
    once.into_iter().filter(|code| !known.contains(code)).collect()
}

/// The first of the codes, and how many more there are.
fn named(codes: &BTreeSet<GssCode>) -> String {
    first_of(codes, GssCode::to_string)
}

/// As [`named`], with what became of codes that have changed: `E08000019 is now E08000039 (2025)`.
pub(super) fn named_with_history(codes: &BTreeSet<GssCode>) -> String {
    first_of(codes, |code| code_history(*code).unwrap_or_else(|| code.to_string()))
}

fn first_of(codes: &BTreeSet<GssCode>, name: impl Fn(&GssCode) -> String) -> String {
    // What begins with another letter is no code of the United Kingdom, and may be somebody's identifier.
    let is_code = |code: &&GssCode| matches!(code.nation_letter(), 'E' | 'W' | 'S' | 'N');
    let first: Vec<String> = codes.iter().filter(is_code).take(MOST_NAMED).map(name).collect();
    match codes.len().saturating_sub(first.len()) {
        0 => first.join(", "),
        all if first.is_empty() => format!("{all} of another kind"),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

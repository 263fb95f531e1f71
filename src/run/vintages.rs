//! Codes and files of different years: what can be matched is, and said; what cannot stops the run before it would
//! change more than a few figures in silence. Stands between `files` and `measure`.

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};

use super::codes::{children_name, named_with_history};
use super::files::StudyFiles;
use super::places::Places;
use crate::geography::{Coverage, GssCode, code_history, related_codes};
use crate::locate::Located;
use crate::measure::PlacedIn;
use crate::read::{ReadError, Warning};
use crate::study::{DecidedBy, Study};

/// A run is refused when more of its points than this would change category in silence, in percent.
const MOST_PERCENT: u64 = 1;

/// Gives the study's and the children's authorities the codes that the boundaries have: a code of another year whose
/// whole area is one authority of theirs, and a district whose authority is known. Returns the study with those codes,
/// and a warning for each place that had others.
pub fn meet_codes(study: &Study, files: &mut StudyFiles) -> (Study, Vec<Warning>) {
    let (mut study, mut warnings) = (study.clone(), Vec::new());
    let mut met = Met::new(&files.boundaries.coverage);
    let settings = &mut study.settings;
    settings.authority = settings.authority.map(|code| met.meet(code));
    warnings.extend(met.warning("study, authority", "the authority goes by its code in the boundaries"));
    settings.bordering = settings.bordering.take().map(|codes| codes.into_iter().map(|code| met.meet(code)).collect());
    warnings.extend(met.warning("study, bordering", "authorities go by their code in the boundaries"));
    for codes in settings.groups.values_mut() {
        *codes = codes.iter().map(|&code| met.meet(code)).collect();
    }
    warnings.extend(met.warning("study, groups", "authorities go by their code in the boundaries"));
    for child in files.children.iter_mut().flatten() {
        child.responsible_authority = child.responsible_authority.map(|code| met.meet(code));
    }
    let what = "children's responsible authorities go by their code in the boundaries";
    warnings.extend(met.warning(&children_name(&study), what));
    (study, warnings)
}

/// Codes as they are met, and those that were exchanged for another.
struct Met<'a> {
    coverage: &'a Coverage,
    /// What each code became: looked up once.
    known: HashMap<GssCode, GssCode>,
    exchanged: BTreeSet<GssCode>,
    count: u64,
}

impl<'a> Met<'a> {
    fn new(coverage: &'a Coverage) -> Self {
        Self { coverage, known: HashMap::new(), exchanged: BTreeSet::new(), count: 0 }
    }

    fn meet(&mut self, code: GssCode) -> GssCode {
        let is_covered = |code: &GssCode| self.coverage.find_authority(*code).is_some();
        let of_boundaries = || self.coverage.authority_for(code).filter(is_covered).unwrap_or(code);
        let met = *self.known.entry(code).or_insert_with(of_boundaries);
        if met != code {
            self.exchanged.insert(code);
            self.count += 1;
        }
        met
    }

    /// What was exchanged since the last warning.
    fn warning(&mut self, place: &str, what: &str) -> Option<Warning> {
        let (exchanged, count) = (std::mem::take(&mut self.exchanged), std::mem::take(&mut self.count));
        let became = |code: &GssCode| match (code_history(*code), self.known.get(code)) {
            (Some(history), _) => history,
            (None, Some(met)) => format!("{code} is in {met}"),
            (None, None) => code.to_string(),
        };
        let each: Vec<String> = exchanged.iter().take(MOST_NAMED).map(became).collect();
        let what = format!("{what}: {}", each.join("; "));
        (count > 0).then(|| Warning::of_file(place, what).counted(count))
    }
}

/// How many changes of code a warning names.
const MOST_NAMED: usize = 5;

/// A warning for each file of people, households or population whose columns are of another year than the wards.
pub fn other_years(files: &StudyFiles) -> Vec<Warning> {
    let wards = files.boundaries.wards_vintage;
    let others = files.inputs.iter().skip(files.boundaries.inputs.len());
    let other = |(file, year, wards): (&str, u16, u16)| {
        let what = format!("its codes are of {year}, the wards are of {wards}: codes may have changed in between");
        Warning::of_file(file, what)
    };
    let years = others.filter_map(|input| Some((input.name.as_str(), input.vintage?, wards?)));
    years.filter(|(_, year, wards)| year != wards).map(other).collect()
}

/// Refuses a run in which codes of different years would change the category of more than 1 % of the points of a kind.
///
/// # Errors
/// When more than 1 % of the children have a responsible authority that the boundaries know by other codes, into which
/// it was divided; when more than 1 % of the points of a kind are in wards without an authority though a lookup is
/// given; when the directory decides and it has codes that the boundaries lack for more than 1 % of the points in a ward.
pub fn ensure_categories_hold(study: &Study, files: &StudyFiles, places: &Places) -> Result<(), ReadError> {
    ensure_responsible_authorities_are_matched(study, files)?;
    if study.boundaries.lookup.is_some() {
        ensure_wards_have_authorities(files, places)?;
    }
    if study.settings.decided_by == DecidedBy::Directory {
        ensure_directory_is_of_the_boundaries(places)?;
    }
    Ok(())
}

/// Are these more than the run may change in silence?
fn are_too_many(count: u64, of: u64) -> bool {
    count * 100 > of * MOST_PERCENT
}

/// The code is not among the boundaries, and they know its area by other codes.
fn is_of_another_year(code: GssCode, coverage: &Coverage) -> bool {
    let is_known =
        |code: GssCode| coverage.find_authority(code).is_some() || coverage.surroundings.borders.contains_key(&code);
    !is_known(code) && related_codes(code).into_iter().any(is_known)
}

fn ensure_responsible_authorities_are_matched(study: &Study, files: &StudyFiles) -> Result<(), ReadError> {
    let coverage = &files.boundaries.coverage;
    let children = || files.children.iter().flatten();
    let codes: HashSet<GssCode> = children().filter_map(|child| child.responsible_authority).collect();
    let strange: BTreeSet<GssCode> = codes.into_iter().filter(|&code| is_of_another_year(code, coverage)).collect();
    if strange.is_empty() {
        return Ok(());
    }
    let is_strange = |code: &GssCode| strange.contains(code);
    let count = children().filter(|child| child.responsible_authority.as_ref().is_some_and(is_strange)).count() as u64;
    let of = children().count() as u64;
    if !are_too_many(count, of) {
        return Ok(());
    }
    let what = format!(
        "{count} of {of} children have a responsible authority whose code is of another year than the boundaries and has \
         no one authority for its area there: {}",
        named_with_history(&strange)
    );
    let hint = "use boundaries of the children's year, or give the children the codes of the boundaries' year";
    Err(ReadError::new(children_name(study), what).with_hint(hint))
}

fn ensure_wards_have_authorities(files: &StudyFiles, places: &Places) -> Result<(), ReadError> {
    let coverage = &files.boundaries.coverage;
    let by_ward = |located: &[Located]| located.iter().map(|&at| PlacedIn::by_ward(at, coverage)).collect::<Vec<_>>();
    let kinds = [
        ("carers", by_ward(&places.carers)),
        ("homes", by_ward(&places.homes)),
        ("placements", places.placed_in.clone()),
    ];
    for (kind, placed_in) in kinds {
        let known = placed_in.iter().filter(|at| **at != PlacedIn::NotKnown).count() as u64;
        let without = placed_in.iter().filter(|at| **at == PlacedIn::AuthorityNotKnown).count() as u64;
        if are_too_many(without, known) {
            let what = format!("{without} of {known} {kind} are in wards that the lookup does not give an authority");
            let hint = "is the lookup of the wards' year? Name one that is, or a file of authorities: [boundaries] authorities";
            return Err(ReadError::new("boundaries, lookup", what).with_hint(hint));
        }
    }
    Ok(())
}

fn ensure_directory_is_of_the_boundaries(places: &Places) -> Result<(), ReadError> {
    for answers in &places.answers.directory {
        let (strange, of) = (answers.code_not_in_boundaries, answers.compared);
        if are_too_many(strange, of) {
            let what = format!(
                "the directory is to decide, and for {strange} of {of} {} its codes are not among the boundaries",
                answers.points
            );
            let hint =
                "use boundaries and a directory of one year, or let the boundaries decide: decides = \"polygon\"";
            return Err(ReadError::new("postcodes", what).with_hint(hint));
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "vintages_tests.rs"]
mod tests;

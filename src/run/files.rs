//! Reads every file of a study: the first stage of a run.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::directory::{ChildrenFile, PeopleFiles, read_study_directory};
use super::segments::{StudySegments, read_classified_carers, read_households_lookup};
use super::ssda903::{ReadChildren, ReturnChecks, read_return, snapshot_of};
use crate::fostering::{Carer, Child, Codebook, HouseholdBase};
use crate::geography::GssCode;
use crate::outline::Twins;
use crate::progress::Progress;
use crate::read::boundaries::{Boundaries, read_boundaries};
use crate::read::columns::GivenNames;
use crate::read::postcodes::{AboutDirectory, Directory, PostcodeDirectory};
use crate::read::{
    Account, CsvFile, HouseholdSources, InputFile, LeftOut, ReadError, Records, Warning, code_year, is_dfe_output,
    read_children, read_dfe_output, read_households, read_population,
};
use crate::study::{Source, Study};

/// The records of every file of a study, and the account of each.
#[derive(Debug, Default)]
pub struct StudyFiles {
    pub boundaries: Boundaries,
    /// What the edges of the wards have on their other side, once somebody has asked.
    pub(super) twins: OnceLock<Twins>,
    pub carers: Option<Vec<Carer>>,
    pub children: Option<Vec<Child>>,
    /// Which postcode directory it was, where there is one. Its places are with the records.
    pub postcodes: Option<AboutDirectory>,
    pub households: Option<Vec<HouseholdBase>>,
    pub population: Option<BTreeMap<GssCode, u64>>,
    /// Names, order and colours of the segments, where they are known.
    pub codebook: Option<Codebook>,
    /// The files as they were read, boundaries first.
    pub inputs: Vec<InputFile>,
    pub accounts: Vec<Account>,
    pub left_out: Vec<LeftOut>,
    /// What was noticed in the files, boundaries apart.
    pub warnings: Vec<Warning>,
    /// Where the children are an SSDA903 return's: what its rules are checked with.
    pub ssda903: Option<ReturnChecks>,
}

/// Reads them all: boundaries, and the postcodes that children and carers name, at the same time.
///
/// # Errors
/// The first file that cannot be used, in the order boundaries, postcodes, children, carers (with codebook and segments),
/// households, population.
pub fn read_files(study: &Study) -> Result<StudyFiles, ReadError> {
    let read_wards = || {
        let boundaries = read_boundaries(&study.boundaries)?;
        // Most of it is on one thread: beside the reading of people no other waits for it.
        let twins = Twins::of_wards(&boundaries.coverage);
        Ok((boundaries, twins))
    };
    let (boundaries, people) = rayon::join(read_wards, || read_people(study));
    let (boundaries, twins) = boundaries?;
    let wards = boundaries.coverage.wards.iter().map(|ward| ward.code).collect();
    let People { children, carers, directory, segments } = people?;
    let lookup = read_households_lookup(study, &boundaries)?;
    let sources = HouseholdSources {
        wards: &wards,
        codes: &segments.codes,
        output_areas: lookup.as_ref().map(|lookup| &lookup.wards),
        segments: segments.lookup.as_ref(),
    };
    let households =
        read_source(&study.households, &study.progress, |file, given| read_households(file, given, &sources))?;
    let population =
        read_source(&study.population, &study.progress, |file, given| read_population(file, given, &wards))?;
    let mut gathered = Gathered::new(&boundaries);
    let postcodes = gathered.take_directory(directory);
    let (children, ssda903) = gathered.take_children(children);
    let carers = gathered.take(carers);
    for file in segments.read.into_iter().chain(lookup.map(|lookup| lookup.read)) {
        gathered.take(Some(file));
    }
    let households = gathered.take(households);
    let population = gathered.take(population).map(|rows| rows.into_iter().collect());
    let Gathered { inputs, accounts, mut left_out, warnings } = gathered;
    left_out.sort();
    let codebook = segments.codes.into_codebook();
    Ok(StudyFiles {
        boundaries,
        twins: twins.into(),
        carers,
        children,
        postcodes,
        households,
        population,
        codebook,
        inputs,
        accounts,
        left_out,
        warnings,
        ssda903,
    })
}

/// One input and its records.
pub(super) type Read<T> = Option<(InputFile, Records<T>)>;

/// The files of people, and the postcode directory that they are looked up in.
pub(super) struct People {
    children: Option<ReadChildren>,
    carers: Read<Carer>,
    directory: Option<Directory>,
    segments: StudySegments,
}

/// Reads the files of people, which need no boundaries.
pub(super) fn read_people(study: &Study) -> Result<People, ReadError> {
    let files = PeopleFiles::open(study)?;
    let found = read_study_directory(study, &files)?;
    let directory = found.as_ref().map(|found| &found.places);
    let (children, carers) = rayon::join(
        || read_people_children(study, files.children, directory),
        || read_classified_carers(study, files.carers, directory),
    );
    let (children, (carers, segments)) = (children?, carers?);
    Ok(People { children, carers, directory: found, segments })
}

fn read_people_children(
    study: &Study,
    file: Option<ChildrenFile<'_>>,
    directory: Option<&PostcodeDirectory>,
) -> Result<Option<ReadChildren>, ReadError> {
    let needs_authority = study.settings.authority.is_none();
    match file {
        None => Ok(None),
        Some(ChildrenFile::Table(file, given)) => {
            let day = snapshot_of(study)?;
            let table = read_opened(Some((file, given)), |file, given| match is_dfe_output(file) {
                true => read_dfe_output(file, day, needs_authority),
                false => read_children(file, given, needs_authority, directory),
            })?;
            Ok(table.map(|table| ReadChildren::Table(Box::new(table))))
        }
        Some(ChildrenFile::Return(files)) => {
            let _stage = study.progress.begin_uncounted("Choosing the episodes of the return");
            let found = read_return(files, study, directory)?;
            Ok(Some(ReadChildren::Return(Box::new(found))))
        }
    }
}

/// Reads the file of a source, where there is one.
pub(super) fn read_source<T>(
    source: &Option<Source>,
    progress: &Progress,
    read: impl FnMut(&CsvFile, &GivenNames) -> Result<Records<T>, ReadError>,
) -> Result<Read<T>, ReadError> {
    read_opened(opened(source.as_ref(), progress)?, read)
}

/// Opens the file of a source, where there is one.
pub(super) fn opened<'s>(
    source: Option<&'s Source>,
    progress: &Progress,
) -> Result<Option<(CsvFile, &'s GivenNames)>, ReadError> {
    let open = |source: &'s Source| Ok((CsvFile::open(&source.path)?.watched_through(progress), &source.columns));
    source.map(open).transpose()
}

/// Reads a file that is open, where there is one.
pub(super) fn read_opened<T>(
    opened: Option<(CsvFile, &GivenNames)>,
    mut read: impl FnMut(&CsvFile, &GivenNames) -> Result<Records<T>, ReadError>,
) -> Result<Read<T>, ReadError> {
    let Some((file, given)) = opened else { return Ok(None) };
    let records = read(&file, given)?;
    ensure_some_row_is_used(&records.account)?;
    let (rows, vintage) = (Some(records.account.rows_read), code_year(file.header()));
    let input = InputFile { rows, vintage, ..file.input };
    Ok(Some((input, records)))
}

/// A file of which every row is left out would give a study of no one: no one means that.
pub(super) fn ensure_some_row_is_used(account: &Account) -> Result<(), ReadError> {
    if account.rows_used > 0 || account.rows_read == 0 {
        return Ok(());
    }
    let most = account.left_out_by_reason.iter().max_by_key(|(_, rows)| **rows);
    let reason = most.map_or("", |(reason, _)| reason);
    let what = format!("none of its {} rows can be used; most often: {reason}", account.rows_read);
    Err(ReadError::new(&account.file, what))
}

struct Gathered {
    inputs: Vec<InputFile>,
    accounts: Vec<Account>,
    left_out: Vec<LeftOut>,
    warnings: Vec<Warning>,
}

impl Gathered {
    fn new(boundaries: &Boundaries) -> Self {
        let (inputs, accounts) = (boundaries.inputs.clone(), boundaries.accounts.clone());
        Self { inputs, accounts, left_out: boundaries.left_out.clone(), warnings: Vec::new() }
    }

    fn take_directory(&mut self, directory: Option<Directory>) -> Option<AboutDirectory> {
        let directory = directory?;
        self.inputs.extend(directory.inputs);
        self.accounts.push(directory.account);
        self.left_out.extend(directory.left_out);
        self.warnings.extend(directory.warnings);
        Some(directory.about)
    }

    fn take_children(&mut self, read: Option<ReadChildren>) -> (Option<Vec<Child>>, Option<ReturnChecks>) {
        match read {
            None => (None, None),
            Some(ReadChildren::Table(table)) => (self.take(Some(*table)), None),
            Some(ReadChildren::Return(found)) => {
                self.inputs.extend(found.inputs);
                self.accounts.extend(found.accounts);
                self.left_out.extend(found.left_out);
                self.warnings.extend(found.warnings);
                let checks = ReturnChecks { episode_files: found.episode_files, broken_rules: found.broken_rules };
                (Some(found.children), Some(checks))
            }
        }
    }

    fn take<T>(&mut self, read: Option<(InputFile, Records<T>)>) -> Option<Vec<T>> {
        let (input, records) = read?;
        self.inputs.push(input);
        self.accounts.push(records.account);
        self.left_out.extend(records.left_out);
        self.warnings.extend(records.warnings);
        Some(records.records)
    }
}

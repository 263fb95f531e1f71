//! Reads every file of a study: the first stage of a run.

use std::collections::BTreeMap;

use crate::fostering::{Carer, Child, HouseholdBase};
use crate::geography::GssCode;
use crate::read::boundaries::{Boundaries, read_boundaries};
use crate::read::columns::GivenNames;
use crate::read::postcodes::PostcodeDirectory;
use crate::read::{
    Account, CsvFile, InputFile, LeftOut, ReadError, Records, read_carers, read_children, read_households,
    read_population,
};
use crate::study::{ChildrenSource, Source, Study};

/// The records of every file of a study, and the account of each.
#[derive(Debug)]
pub struct StudyFiles {
    pub boundaries: Boundaries,
    pub carers: Option<Vec<Carer>>,
    pub children: Option<Vec<Child>>,
    pub households: Option<Vec<HouseholdBase>>,
    pub population: Option<BTreeMap<GssCode, u64>>,
    /// The files as they were read, boundaries first.
    pub inputs: Vec<InputFile>,
    pub accounts: Vec<Account>,
    pub left_out: Vec<LeftOut>,
}

/// Reads them all: boundaries, and the postcodes that children and carers name, at the same time.
///
/// # Errors
/// The first file that cannot be used, in the order boundaries, postcodes, children, carers, households, population.
pub fn read_files(study: &Study) -> Result<StudyFiles, ReadError> {
    let (boundaries, people) = rayon::join(|| read_boundaries(&study.boundaries), || read_people(study));
    let boundaries = boundaries?;
    let wards = boundaries.coverage.wards.iter().map(|ward| ward.code).collect();
    let People { children, carers } = people?;
    let households = read_source(&study.households, |file, given| read_households(file, given, &wards))?;
    let population = read_source(&study.population, |file, given| read_population(file, given, &wards))?;
    let mut gathered = Gathered::new(&boundaries);
    let children = gathered.take(children);
    let carers = gathered.take(carers);
    let households = gathered.take(households);
    let population = gathered.take(population).map(|rows| rows.into_iter().collect());
    let Gathered { inputs, accounts, mut left_out } = gathered;
    left_out.sort();
    Ok(StudyFiles { boundaries, carers, children, households, population, inputs, accounts, left_out })
}

/// One input and its records.
type Read<T> = Option<(InputFile, Records<T>)>;

/// The files of people, and the postcode directory that they are looked up in.
struct People {
    children: Read<Child>,
    carers: Read<Carer>,
}

fn read_people(study: &Study) -> Result<People, ReadError> {
    let directory: Option<PostcodeDirectory> = match &study.postcodes {
        None => None,
        Some(_) => return Err(ReadError::settings("[postcodes]", "postcode directories are not read yet")),
    };
    let directory = directory.as_ref();
    let needs_authority = study.settings.authority.is_none();
    let (children, carers) = rayon::join(
        || match &study.children {
            None => Ok(None),
            Some(ChildrenSource::Table(source)) => {
                read_source(&Some(source.clone()), |file, given| read_children(file, given, needs_authority, directory))
            }
            Some(ChildrenSource::Ssda903(_)) => {
                Err(ReadError::settings("[children] ssda903", "the SSDA903 return is not read yet"))
            }
        },
        || read_source(&study.carers, |file, given| read_carers(file, given, directory)),
    );
    Ok(People { children: children?, carers: carers? })
}

fn read_source<T>(
    source: &Option<Source>,
    read: impl Fn(&CsvFile, &GivenNames) -> Result<Records<T>, ReadError>,
) -> Result<Option<(InputFile, Records<T>)>, ReadError> {
    let Some(source) = source else { return Ok(None) };
    let file = CsvFile::open(&source.path)?;
    let records = read(&file, &source.columns)?;
    ensure_some_row_is_used(&records.account)?;
    let input = InputFile { rows: Some(records.account.rows_read), ..file.input };
    Ok(Some((input, records)))
}

/// A file of which every row is left out would give a study of no one: no one means that.
fn ensure_some_row_is_used(account: &Account) -> Result<(), ReadError> {
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
}

impl Gathered {
    fn new(boundaries: &Boundaries) -> Self {
        let (inputs, accounts) = (boundaries.inputs.clone(), boundaries.accounts.clone());
        Self { inputs, accounts, left_out: boundaries.left_out.clone() }
    }

    fn take<T>(&mut self, read: Option<(InputFile, Records<T>)>) -> Option<Vec<T>> {
        let (input, records) = read?;
        self.inputs.push(input);
        self.accounts.push(records.account);
        self.left_out.extend(records.left_out);
        Some(records.records)
    }
}

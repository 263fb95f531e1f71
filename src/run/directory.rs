//! The postcode directory of a run: the files of people are opened, the postcodes in them gathered, and the directory is
//! read for those alone. Before the records are read.

use rayon::join;

use super::files::opened;
use crate::geography::Postcode;
use crate::read::columns::GivenNames;
use crate::read::postcodes::{Directory, WantedPostcodes, read_directory_watched};
use crate::read::ssda903::ReturnFiles;
use crate::read::{CsvFile, ReadError, carer_postcodes, child_postcodes};
use crate::study::{ChildrenSource, Study};

/// The CSV files of people: opened once, for their postcodes and then for their records.
pub(super) struct PeopleFiles<'s> {
    pub children: Option<ChildrenFile<'s>>,
    pub carers: Option<(CsvFile, &'s GivenNames)>,
}

/// What the children are read from.
pub(super) enum ChildrenFile<'s> {
    /// One child a row.
    Table(CsvFile, &'s GivenNames),
    /// An SSDA903 return.
    Return(ReturnFiles),
}

impl<'s> PeopleFiles<'s> {
    /// Opens them.
    ///
    /// # Errors
    /// The first that is no CSV file, children first.
    pub fn open(study: &'s Study) -> Result<Self, ReadError> {
        let (children, carers) = join(|| children_file(study), || opened(study.carers.as_ref(), &study.progress));
        Ok(Self { children: children?, carers: carers? })
    }

    /// The postcodes in them. A file that lacks the columns of a point has none here, and is refused when its records
    /// are read.
    fn postcodes(&self) -> Vec<Postcode> {
        let mut postcodes = match &self.children {
            None => Vec::new(),
            Some(ChildrenFile::Table(file, given)) => child_postcodes(file, given).unwrap_or_default(),
            Some(ChildrenFile::Return(files)) => files.postcodes(),
        };
        let of_carers = self.carers.as_ref().and_then(|(file, given)| carer_postcodes(file, given).ok());
        postcodes.extend(of_carers.unwrap_or_default());
        postcodes
    }
}

fn children_file(study: &Study) -> Result<Option<ChildrenFile<'_>>, ReadError> {
    match &study.children {
        None => Ok(None),
        Some(ChildrenSource::Table(source)) => {
            let opened = opened(Some(source), &study.progress)?;
            Ok(opened.map(|(file, given)| ChildrenFile::Table(file, given)))
        }
        Some(ChildrenSource::Ssda903(paths)) => {
            let _stage = study.progress.begin_uncounted("Reading the SSDA903 return");
            ReturnFiles::open(paths).map(ChildrenFile::Return).map(Some)
        }
    }
}

/// Reads the study's postcode directory, where it names one, for the postcodes in its files.
///
/// # Errors
/// When it cannot be used.
pub(super) fn read_study_directory(study: &Study, files: &PeopleFiles<'_>) -> Result<Option<Directory>, ReadError> {
    let Some(source) = &study.postcodes else { return Ok(None) };
    let wanted = WantedPostcodes::only(files.postcodes());
    read_directory_watched(&source.path, &source.columns, &wanted, &study.progress).map(Some)
}

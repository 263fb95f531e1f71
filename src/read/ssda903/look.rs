//! A first look at the files of a return, for `nearhome init`: which of them a file is, what it lacks, and the year it is of.

use serde::Serialize;

use super::ReturnFiles;
use super::fields::{EpisodeField, Kind};
use crate::read::{Date, ReadError};

/// Which part of the return a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnPart {
    Episodes,
    Header,
    Uasc,
    /// The XML has all three.
    Whole,
}

/// What a CSV of the return looks like.
#[derive(Debug)]
pub(in crate::read) struct ReturnLook {
    pub part: ReturnPart,
    /// The columns that it has of those that are read, or what its reader would stop at.
    pub columns: Result<Vec<String>, ReadError>,
}

/// Looks at the titles of a CSV file. `None` when it is no file of the return.
///
/// # Errors
/// When it is a file of the return that no figure is made of.
pub(in crate::read) fn look_at_return(file: &str, titles: &[String]) -> Result<Option<ReturnLook>, ReadError> {
    let kind = match Kind::of(file, titles) {
        Ok(kind) => kind,
        Err(error) if error.is_settings() => return Err(error),
        Err(_) => return Ok(None),
    };
    let part = match kind {
        Kind::Episodes => ReturnPart::Episodes,
        Kind::Header => ReturnPart::Header,
        Kind::Uasc => ReturnPart::Uasc,
    };
    let found = kind.find(file, titles);
    let columns = found.map(|found| found.into_iter().flatten().map(|at| titles[at].clone()).collect());
    Ok(Some(ReturnLook { part, columns }))
}

impl ReturnFiles {
    /// The last day on which an episode begins, which tells the year of the return; `None` when none has such a day.
    pub fn last_start(&self) -> Option<Date> {
        let episodes = self.tables.iter().filter(|table| table.kind == Kind::Episodes);
        let rows = episodes.flat_map(|table| table.rows.iter().map(|row| (table.dates, row)));
        rows.filter_map(|(dates, row)| dates.read(row.text(EpisodeField::Start as usize)?)).max()
    }
}

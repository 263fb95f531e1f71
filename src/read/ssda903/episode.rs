//! `Episode`: a row of an episodes file whose child and dates can be read.

use super::codes::TEMPORARY;
use super::fields::EpisodeField;
use super::tables::{RawRow, Table};
use crate::fostering::LegalStatus;
use crate::read::Date;

/// An episode: the child and the dates are read, the rest is text as it stands.
#[derive(Clone, Debug)]
pub(super) struct Episode {
    /// Which of the tables it is in.
    pub table: usize,
    pub row: RawRow,
    /// The identifier in upper case, by which files meet.
    pub child: Box<str>,
    /// DECOM: the day it began.
    pub start: Date,
    /// DEC: the day it ended, not before it began; `None` when it is open.
    pub end: Option<Date>,
    /// One bit a column that its file has.
    pub columns: u16,
}

/// Why a row is no episode: the column to blame and the reason.
pub(super) type Fault = (EpisodeField, &'static str);

impl Episode {
    /// Reads a row of an episodes table.
    ///
    /// # Errors
    /// When its identifier or first day is blank, a date is none, or it ends before it starts.
    pub fn read(table: usize, row: RawRow, of: &Table) -> Result<Self, Fault> {
        let date = |field: EpisodeField| match row.text(field as usize) {
            None => Ok(None),
            Some(text) => of.dates.read(text).map(Some).ok_or((field, of.dates.fault())),
        };
        let child = row.text(EpisodeField::Child as usize).ok_or((EpisodeField::Child, "the identifier is blank"))?;
        let child = child.to_uppercase().into();
        let start = date(EpisodeField::Start)?.ok_or((EpisodeField::Start, "the first day of the episode is blank"))?;
        let end = date(EpisodeField::End)?;
        if end.is_some_and(|end| end < start) {
            return Err((EpisodeField::End, "the episode ends before it starts"));
        }
        Ok(Self { table, row, child, start, end, columns: of.ledger.columns() })
    }

    /// The text of a field; `None` when blank.
    pub fn text(&self, field: EpisodeField) -> Option<&str> {
        self.row.text(field as usize)
    }

    /// Has its file this column?
    pub fn has_column(&self, field: EpisodeField) -> bool {
        self.columns >> field as u16 & 1 == 1
    }

    /// A code, in upper case.
    pub fn code(&self, field: EpisodeField) -> Option<String> {
        self.text(field).map(str::to_ascii_uppercase)
    }

    /// Is the child looked after under it at the end of the day?
    pub fn is_open_on(&self, day: Date) -> bool {
        self.start <= day && self.end.is_none_or(|end| day < end)
    }

    pub fn is_short_break(&self) -> bool {
        self.code(EpisodeField::LegalStatus)
            .as_deref()
            .and_then(LegalStatus::parse)
            .is_some_and(LegalStatus::is_short_break)
    }

    /// Is it a temporary placement (T0 to T4)?
    pub fn is_temporary(&self) -> bool {
        self.code(EpisodeField::Place).is_some_and(|code| TEMPORARY.contains(&&*code))
    }
}

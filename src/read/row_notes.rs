//! Reads the fields of one row and notes each value that cannot be used, with its column and reason.

use super::columns::ColumnFinder;
use super::csv_row::Row;
use super::point_columns::{FoundPoint, PointColumns};
use super::postcodes::PostcodeDirectory;
use super::{Effect, LeftOut};
use crate::fostering::ShortText;

/// What was noted while the rows of one file were read.
pub struct Notes<'a> {
    finder: &'a ColumnFinder<'a>,
    left_out: Vec<LeftOut>,
}

impl<'a> Notes<'a> {
    /// No notes yet.
    pub fn new(finder: &'a ColumnFinder<'a>) -> Self {
        Self { finder, left_out: Vec::new() }
    }

    /// The notes taken.
    pub fn into_left_out(self) -> Vec<LeftOut> {
        self.left_out
    }

    /// Leaves out the whole row because of one column.
    pub fn leave_out(&mut self, row: &Row<'_>, column: usize, reason: &str) {
        self.note(row, column, Effect::RowLeftOut, reason);
    }

    /// Takes the value of one column as not known.
    pub fn do_not_use(&mut self, row: &Row<'_>, column: usize, reason: &str) {
        self.note(row, column, Effect::ValueNotUsed, reason);
    }

    /// The text of a column, where the file has that column and the row fills it.
    pub fn text(&self, row: &Row<'_>, column: Option<usize>) -> Option<ShortText> {
        row.text(column?).map(ShortText::from)
    }

    /// The value of a column as `parse` reads it; a value that it cannot read is not known, and noted with `reason`.
    pub fn parsed<T>(
        &mut self,
        row: &Row<'_>,
        column: Option<usize>,
        reason: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let column = column?;
        let value = parse(row.text(column)?);
        if value.is_none() {
            self.note(row, column, Effect::ValueNotUsed, reason);
        }
        value
    }

    /// The value again when it is as it ought to be; otherwise not known, and noted with `reason`.
    pub fn check<T>(
        &mut self,
        row: &Row<'_>,
        column: Option<usize>,
        value: Option<T>,
        reason: &str,
        is_right: impl FnOnce(&T) -> bool,
    ) -> Option<T> {
        let (column, value) = (column?, value?);
        if is_right(&value) {
            return Some(value);
        }
        self.note(row, column, Effect::ValueNotUsed, reason);
        None
    }

    /// The point of a row, and what the directory says of its postcode; what is wrong with either is noted.
    pub fn point(&mut self, row: &Row<'_>, columns: PointColumns, directory: Option<&PostcodeDirectory>) -> FoundPoint {
        let (found, fault) = columns.point(row, directory);
        if let Some(fault) = fault {
            self.note(row, fault.column, Effect::ValueNotUsed, fault.reason);
        }
        found
    }

    /// The identifier of a row.
    pub fn id(&mut self, row: &Row<'_>, column: Option<usize>) -> Option<ShortText> {
        let column = column?;
        let id = row.text(column).map(ShortText::from);
        if id.is_none() {
            self.note(row, column, Effect::ValueNotUsed, "the identifier is blank");
        }
        id
    }

    fn note(&mut self, row: &Row<'_>, column: usize, effect: Effect, reason: &str) {
        self.left_out.push(self.finder.left_out(row.number, column, effect, reason));
    }
}

/// A count of things: a whole number, `3` or `3.0`, at most 10,000.
pub fn count(text: &str) -> Option<u16> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.parse().ok().filter(|&count| count <= 10_000)
}

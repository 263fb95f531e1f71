//! What is wrong with the rows of a directory: noted by file, row and column, counted, and bounded. Part of `reading`.

use std::collections::BTreeMap;

use super::row::Fault;
use crate::read::input::Warning;
use crate::read::{Account, Effect, LeftOut, ReadError};

/// A directory with more unsound rows than this is not used: what is listed row by row must fit in memory.
pub(in crate::read) const MOST_UNSOUND: usize = 100_000;

/// The rows of a directory that are left out, over all its files.
pub(super) struct Faults {
    /// The name of the whole directory.
    name: String,
    /// The files begun, each with the number of lines before it.
    files: Vec<(u64, FileSoFar)>,
    lines_before: u64,
    left_out: Vec<LeftOut>,
    warnings: Vec<Warning>,
}

struct FileSoFar {
    name: String,
    titles: Vec<String>,
}

impl Faults {
    pub fn new(name: String) -> Self {
        Self { name, files: Vec::new(), lines_before: 0, left_out: Vec::new(), warnings: Vec::new() }
    }

    /// The name of the whole directory.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What follows is of this file, which has these columns.
    pub fn begin(&mut self, name: &str, titles: &[String]) {
        self.files.push((self.lines_before, FileSoFar { name: name.to_owned(), titles: titles.to_vec() }));
    }

    /// The file has so many lines.
    pub fn end(&mut self, lines: u64) {
        self.lines_before += lines;
    }

    /// A line of the file begun last, numbered over all files; the last number there is stands for all beyond it.
    pub fn row_of(&self, line: u64) -> u32 {
        u32::try_from(self.lines_before + line).unwrap_or(u32::MAX)
    }

    /// Notes a row of the file begun last.
    ///
    /// # Errors
    /// When there are too many.
    pub fn note(&mut self, line: u64, fault: &Fault) -> Result<(), ReadError> {
        let Some((_, file)) = self.files.last() else { return Ok(()) };
        let (column, reason) = match fault {
            Fault::Open => (None, "a quotation mark is opened and never closed".to_owned()),
            Fault::Fields(has) => {
                (None, format!("the number of fields is not the header's ({has}, not {})", file.titles.len()))
            }
            Fault::Value { column, reason } => (Some(file.titles[*column].clone()), (*reason).to_owned()),
        };
        let file = file.name.clone();
        self.push(LeftOut { file, row: line, column, effect: Effect::RowLeftOut, reason })
    }

    /// Notes rows whose postcode came before: numbers over all files, and whether the place is another.
    ///
    /// # Errors
    /// When there are too many.
    pub fn repeated(&mut self, repeated: &mut [(u32, bool)]) -> Result<(), ReadError> {
        repeated.sort_unstable();
        for &(row, is_other) in repeated.iter() {
            let at = self.files.partition_point(|(before, _)| *before < u64::from(row)).saturating_sub(1);
            let (before, file) = &self.files[at];
            let reason = match is_other {
                true => "an earlier row has the same postcode, and says otherwise of it",
                false => "an earlier row has the same postcode",
            };
            let (file, row) = (file.name.clone(), u64::from(row) - before);
            self.push(LeftOut { file, row, column: None, effect: Effect::RowLeftOut, reason: reason.to_owned() })?;
        }
        let others = repeated.iter().filter(|(_, is_other)| *is_other).count();
        self.warn(others as u64, "postcodes come more than once, and not with the same place: the first is used");
        Ok(())
    }

    /// Warns of values that are no codes, by column: how many and the line of the first. Of the file begun last.
    pub fn odd_codes(&mut self, odd_codes: &BTreeMap<usize, (u64, u64)>) {
        let Some((_, file)) = self.files.last() else { return };
        for (&column, &(count, line)) in odd_codes {
            let what = "values that are no GSS codes (such as E05011118) are taken as not known";
            let warning = Warning::of_file(&file.name, what).counted(count).at_row(line);
            self.warnings.push(Warning { column: Some(file.titles[column].clone()), ..warning });
        }
    }

    /// Warns of a file begun last whose last line has no line end, which its makers always write.
    pub fn not_ended(&mut self, line: u64) {
        let Some((_, file)) = self.files.last() else { return };
        let what = "its last row has no line end, as it ought to: was the file cut off?";
        self.warnings.push(Warning::of_file(&file.name, what).at_row(line));
    }

    /// Warns of Northern Irish postcodes that are on the National Grid already.
    pub fn on_national_grid(&mut self, count: u64) {
        self.warn(count, "postcodes of Northern Ireland are on the National Grid already, and taken as they are");
    }

    /// The file begun last ends in the middle of a row.
    pub fn cut_off(&self, line: u64) -> ReadError {
        let name = self.files.last().map_or(&self.name, |(_, file)| &file.name);
        ReadError::new(format!("{name}, row {line}"), "the file is cut off: it ends in the middle of this row")
            .with_hint("copy or download it again")
    }

    /// The account of all files, the rows left out and the warnings.
    ///
    /// # Errors
    /// When no row can be used.
    pub fn account(mut self, rows: u64, used: u64) -> Result<(Account, Vec<LeftOut>, Vec<Warning>), ReadError> {
        let mut account = Account { file: self.name.clone(), rows_read: rows, rows_used: used, ..Account::default() };
        for each in &self.left_out {
            account.rows_left_out += 1;
            *account.left_out_by_reason.entry(each.reason.clone()).or_default() += 1;
        }
        assert_eq!(rows, used + account.rows_left_out, "rows read = used + left out");
        if used == 0 {
            let most = account.left_out_by_reason.iter().max_by_key(|(_, rows)| **rows);
            let what = match most {
                None => "it has no rows".to_owned(),
                Some((reason, _)) => format!("none of its {rows} rows can be used; most often: {reason}"),
            };
            return Err(ReadError::new(self.name, what).with_hint("copy or download it again"));
        }
        self.left_out.sort();
        Ok((account, self.left_out, self.warnings))
    }

    fn push(&mut self, left_out: LeftOut) -> Result<(), ReadError> {
        if self.left_out.len() == MOST_UNSOUND {
            let what = format!("more than {MOST_UNSOUND} of its rows cannot be used; the last: {}", left_out.reason);
            let place = format!("{}, row {}", left_out.file, left_out.row);
            return Err(ReadError::new(place, what).with_hint("is it whole, and one directory? Download it again"));
        }
        self.left_out.push(left_out);
        Ok(())
    }

    fn warn(&mut self, count: u64, what: &str) {
        if count > 0 {
            self.warnings.push(Warning::of_file(&self.name, what).counted(count));
        }
    }
}

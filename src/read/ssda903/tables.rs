//! The rows of a return's files as text, whether they came as CSV or as XML, and the ledger of what becomes of them.

use super::fields::Kind;
use crate::read::input::{FileBytes, InputFile};
use crate::read::{Account, CsvFile, Date, Effect, LeftOut, ReadError, Records};

/// One file of the return, or one part of its XML.
#[derive(Debug)]
pub(super) struct Table {
    pub kind: Kind,
    pub rows: Vec<RawRow>,
    pub ledger: Ledger,
    pub dates: DateForm,
}

/// How a file writes its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateForm {
    /// `DD/MM/YYYY`, as the guide has it.
    Csv,
    /// XML has them in that form, or in ISO's.
    Xml,
}

/// One row as it stands: a text a column of its kind, `None` when blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawRow {
    /// Row in the file; the header is row 1. In XML: which element of its name it is, from 1.
    pub number: u64,
    pub fields: Vec<Option<Box<str>>>,
}

/// What becomes of the rows of one table.
#[derive(Debug)]
pub(super) struct Ledger {
    pub file: String,
    /// The titles as the file has them.
    titles: Vec<Option<String>>,
    rows_read: u64,
    left_out: Vec<LeftOut>,
}

impl DateForm {
    pub fn read(self, text: &str) -> Option<Date> {
        match self {
            Self::Csv => Date::day_month_year(text),
            Self::Xml => Date::day_month_year(text).or_else(|| Date::iso(text)),
        }
    }

    /// What is said of a text that is no date.
    pub fn fault(self) -> &'static str {
        match self {
            Self::Csv => "not a date (DD/MM/YYYY)",
            Self::Xml => "not a date (DD/MM/YYYY or YYYY-MM-DD)",
        }
    }
}

impl RawRow {
    /// The text of a field, `None` when blank.
    pub fn text(&self, field: usize) -> Option<&str> {
        self.fields[field].as_deref()
    }
}

impl Table {
    /// Reads a CSV file of the return.
    pub fn of_csv(file: FileBytes) -> Result<(Self, InputFile), ReadError> {
        let csv = CsvFile::of(file)?;
        let kind = Kind::of(csv.name(), csv.header())?;
        let columns = kind.find(csv.name(), csv.header())?;
        let mut rows = Vec::new();
        let (rows_read, left_out) = csv.each_row(|row| {
            let field = |column: &Option<usize>| column.and_then(|at| row.text(at)).map(Box::from);
            rows.push(RawRow { number: row.number, fields: columns.iter().map(field).collect() });
        });
        let titles = columns.iter().map(|column| column.map(|at| csv.header()[at].clone())).collect();
        let ledger = Ledger { file: csv.name().to_owned(), titles, rows_read, left_out };
        let input = InputFile { rows: Some(rows_read), ..csv.input };
        Ok((Self { kind, rows, ledger, dates: DateForm::Csv }, input))
    }

    /// The rows of one kind of element in an XML return, whose columns have these tags.
    pub fn of_xml(kind: Kind, file: String, tags: &[&str], rows: Vec<RawRow>) -> Self {
        let titles = tags.iter().map(|&tag| Some(tag.to_owned())).collect();
        let ledger = Ledger { file, titles, rows_read: rows.len() as u64, left_out: Vec::new() };
        Self { kind, rows, ledger, dates: DateForm::Xml }
    }
}

impl Ledger {
    /// The title of a column as the file has it; the return's own where it has none.
    pub fn title(&self, field: usize) -> Option<String> {
        self.titles[field].clone()
    }

    /// Was any row read?
    pub fn has_rows(&self) -> bool {
        self.rows_read > 0
    }

    /// One bit a column that the file has.
    pub fn columns(&self) -> u16 {
        self.titles.iter().enumerate().filter(|(_, title)| title.is_some()).map(|(at, _)| 1 << at).sum()
    }

    /// The row is in no figure.
    pub fn leave_out(&mut self, row: u64, field: Option<usize>, reason: &str) {
        self.note(row, field, Effect::RowLeftOut, reason);
    }

    /// The value is taken as not known.
    pub fn not_used(&mut self, row: u64, field: usize, reason: &str) {
        self.note(row, Some(field), Effect::ValueNotUsed, reason);
    }

    fn note(&mut self, row: u64, field: Option<usize>, effect: Effect, reason: &str) {
        let column = field.and_then(|field| self.title(field));
        self.left_out.push(LeftOut { file: self.file.clone(), row, column, effect, reason: reason.to_owned() });
    }

    /// The account of the table, where `used` of its rows are used, and what was left out.
    pub fn close(self, used: usize) -> (Account, Vec<LeftOut>) {
        let records = Records::accounted(&self.file, self.rows_read, vec![(); used], self.left_out);
        (records.account, records.left_out)
    }
}

//! One row of a CSV file: its fields, however they were parsed, and what may be wrong with it as a whole.

use memchr::memchr;

use super::separators::separators;

/// The longest field taken as meant; a longer one is a damaged file or a quotation mark never closed.
pub(super) const LONGEST_FIELD: usize = 65_536;

/// One row: where it stands and what it holds.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The line it begins on; the header is row 1.
    pub number: u64,
    fields: Fields<'a>,
}

impl<'a> Row<'a> {
    /// A row whose fields have been parsed.
    pub(super) fn new(number: u64, fields: impl Into<Fields<'a>>) -> Self {
        Self { number, fields: fields.into() }
    }

    /// The field in a column without the blanks around it; `None` when blank.
    pub fn text(&self, column: usize) -> Option<&'a str> {
        self.fields.get(column).map(trimmed).filter(|text| !text.is_empty())
    }
}

/// The fields of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fields<'a> {
    /// As the `csv` crate parsed them.
    Record(&'a csv::StringRecord),
    /// A line without quotation marks, and where each of its fields ends.
    Line { line: &'a str, ends: &'a [usize] },
}

impl<'a> From<&'a csv::StringRecord> for Fields<'a> {
    fn from(record: &'a csv::StringRecord) -> Self {
        Self::Record(record)
    }
}

impl<'a> Fields<'a> {
    /// The fields of a line without quotation marks and line ends; `ends` is to hold where they end.
    pub fn of_line(line: &'a str, separator: u8, ends: &'a mut Vec<usize>) -> Self {
        let mut found = separators(line.as_bytes(), separator, ends);
        if found >= ends.len() {
            ends.resize(found + 1, 0);
            found = separators(line.as_bytes(), separator, ends);
        }
        ends[found] = line.len();
        Self::Line { line, ends: &ends[..=found] }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        match self {
            Self::Record(record) => record.len(),
            Self::Line { ends, .. } => ends.len(),
        }
    }

    fn get(self, at: usize) -> Option<&'a str> {
        match self {
            Self::Record(record) => record.get(at),
            Self::Line { line, ends } => {
                let end = *ends.get(at)?;
                let start = if at == 0 { 0 } else { ends[at - 1] + 1 };
                Some(&line[start..end])
            }
        }
    }

    fn iter(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).filter_map(move |at| self.get(at))
    }

    /// All of them, one after the other.
    fn all(self) -> &'a str {
        match self {
            Self::Record(record) => record.as_slice(),
            Self::Line { line, .. } => line,
        }
    }
}

/// The text without the blanks around it; most have none.
fn trimmed(text: &str) -> &str {
    let is_solid = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_solid(text.as_bytes().first()) && is_solid(text.as_bytes().last()) { text } else { text.trim() }
}

/// Why a row with a field over [`LONGEST_FIELD`] is left out.
fn too_long() -> String {
    format!("a field is longer than {LONGEST_FIELD} bytes")
}

/// Why a row with more or fewer fields than the header is left out.
pub(super) fn wrong_width(has: usize, wanted: usize) -> String {
    format!("the number of fields is not the header's ({has}, not {wanted})")
}

/// What is wrong with a row as a whole, by the number of columns and the separator of its file.
pub(super) fn fault_of(fields: Fields<'_>, wanted: usize, separator: u8) -> Option<String> {
    // All fields together are seldom as long as one may be, and seldom is there a line end within one.
    let all = fields.all();
    if all.len() > LONGEST_FIELD && fields.iter().any(|field| field.len() > LONGEST_FIELD) {
        return Some(too_long());
    }
    if fields.iter().all(|field| trimmed(field).is_empty()) {
        return Some("every field is blank".to_owned());
    }
    let has = fields.len();
    // Some exports end each row, but not the header, with a separator.
    let is_surplus_blank = || fields.iter().skip(wanted).all(|field| field.trim().is_empty());
    if has < wanted || (has > wanted && !is_surplus_blank()) {
        return Some(wrong_width(has, wanted));
    }
    let has_line_end = memchr(b'\n', all.as_bytes()).is_some();
    let holds_rows = has_line_end && fields.iter().any(|field| holds_whole_rows(field, wanted, separator));
    holds_rows.then(|| "a quoted field holds whole rows: is a quotation mark missing?".to_owned())
}

/// Has a line of this field as many separators as the header? Then a quotation mark has swallowed rows.
fn holds_whole_rows(field: &str, columns: usize, separator: u8) -> bool {
    let separators = |line: &str| line.bytes().filter(|&byte| byte == separator).count();
    columns > 2 && field.contains('\n') && field.lines().any(|line| separators(line) + 1 >= columns - 1)
}

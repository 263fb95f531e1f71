//! `Table`: named columns and rows, the same for a CSV, a GeoJSON layer and a workbook sheet.

use std::borrow::Cow;

use super::cell::Cell;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known, or does not apply: an empty cell in CSV, `null` in GeoJSON.
    Null,
    Count(i64),
    /// A figure and the decimals to write it with. Must be finite.
    Number(f64, u8),
    Text(String),
    Flag(bool),
}

/// A column: its name, snake_case with the unit in it, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: Cow<'static, str>,
    /// One sentence for the README, the report and the workbook.
    pub about: Cow<'static, str>,
}

/// A table; its rows are as long as its list of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// File name without its ending: `boundary_split`.
    pub name: Cow<'static, str>,
    /// What question it answers, one sentence.
    pub about: Cow<'static, str>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
}

impl Value {
    /// A count, or null when not known.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Null, |count| Self::Count(count as i64))
    }

    /// A figure with so many decimals; null when not known or not finite.
    pub fn number(figure: Option<f64>, decimals: u8) -> Self {
        match figure {
            Some(figure) if figure.is_finite() => Self::Number(figure, decimals),
            _ => Self::Null,
        }
    }

    /// A text, or null.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }
}

impl Column {
    /// A column with a fixed name and meaning.
    pub const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), about: Cow::Borrowed(about) }
    }
}

impl Value {
    /// The value as a number, `true`, `false` or `null`; a text without quotation marks. The same digits in every format.
    pub(crate) fn write_plain(&self, out: &mut Vec<u8>) {
        Cell::from(self).write_plain(out);
    }
}

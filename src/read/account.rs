//! Accounting: every row read is used or left out, and each left-out row has its reason (design, rule 8).

use std::collections::BTreeMap;

use serde::Serialize;

use super::Warning;

/// What became of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// The whole row is in no figure.
    RowLeftOut,
    /// The row is used; this value of it is taken as not known.
    ValueNotUsed,
}

/// A row, or a value of it, that is in no figure, and why. Never holds the value itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeftOut {
    /// The file's name, without its folder.
    pub file: String,
    /// Row in the file; the header is row 1. For boundaries: the record number, from 1.
    pub row: u64,
    /// The column's name, where one column is to blame.
    pub column: Option<String>,
    pub effect: Effect,
    /// A fixed text: never a postcode, a name or an identifier.
    pub reason: String,
}

/// How many rows of one input were read, used and left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    pub file: String,
    pub rows_read: u64,
    pub rows_used: u64,
    pub rows_left_out: u64,
    /// Rows left out, by reason.
    pub left_out_by_reason: BTreeMap<String, u64>,
    /// Values taken as not known, by column and reason.
    pub values_not_used_by_reason: BTreeMap<String, u64>,
}

/// The records of one input, the rows left out, and the account of both.
#[derive(Clone, Debug)]
pub struct Records<T> {
    pub records: Vec<T>,
    pub left_out: Vec<LeftOut>,
    pub account: Account,
    /// What was noticed that leaves nothing out.
    pub warnings: Vec<Warning>,
}

impl<T> Records<T> {
    /// Puts records and left-out rows together and checks that they add up to the rows read.
    ///
    /// # Panics
    /// When `rows_read` is not the sum of the records and the rows left out: a fault of the reader, never of its input.
    pub fn accounted(file: &str, rows_read: u64, records: Vec<T>, left_out: Vec<LeftOut>) -> Self {
        let mut account =
            Account { file: file.to_owned(), rows_read, rows_used: records.len() as u64, ..Account::default() };
        for each in &left_out {
            account.count(each);
        }
        assert_eq!(rows_read, account.rows_used + account.rows_left_out, "rows read = used + left out");
        Self { records, left_out, account, warnings: Vec::new() }
    }
}

impl Account {
    fn count(&mut self, left_out: &LeftOut) {
        match left_out.effect {
            Effect::RowLeftOut => {
                self.rows_left_out += 1;
                *self.left_out_by_reason.entry(left_out.reason.clone()).or_default() += 1;
            }
            Effect::ValueNotUsed => {
                let column = left_out.column.as_deref().unwrap_or("row");
                *self.values_not_used_by_reason.entry(format!("{column}: {}", left_out.reason)).or_default() += 1;
            }
        }
    }
}

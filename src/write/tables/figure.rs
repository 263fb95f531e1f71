//! `Figure`: a column and how to fill it from a row, so that a name, its meaning and its value stand on one line.

use std::borrow::Cow;

use crate::geography::DistanceMode;
use crate::summarise::Share;
use crate::write::{Column, Table, Value};

/// A column of rows of type `R`.
pub(super) struct Figure<R> {
    column: Column,
    value: fn(&R) -> Value,
}

pub(super) fn figure<R>(name: &'static str, about: impl Into<Cow<'static, str>>, value: fn(&R) -> Value) -> Figure<R> {
    Figure { column: Column { name: Cow::Borrowed(name), about: about.into() }, value }
}

pub(super) fn table<R>(
    name: &'static str,
    about: &'static str,
    figures: Vec<Figure<R>>,
    rows: impl IntoIterator<Item = R>,
) -> Table {
    let cells = |row: R| figures.iter().map(|figure| (figure.value)(&row)).collect();
    let rows = rows.into_iter().map(cells).collect();
    let columns = figures.into_iter().map(|figure| figure.column).collect();
    Table { name: Cow::Borrowed(name), about: Cow::Borrowed(about), columns, rows }
}

/// The table with the study's distance in a last column, for figures that depend on it: each output names its mode.
pub(super) fn naming_the_distance(mut table: Table, mode: DistanceMode) -> Table {
    let about = "The study's distance: ssda903 is the return's, rounded to 0.1 miles; exact is unrounded.";
    table.columns.push(Column::new("distance_mode", about));
    table.rows.iter_mut().for_each(|row| row.push(text(mode.word())));
    table
}

/// A count that is known.
pub(super) fn count(count: u64) -> Value {
    Value::count(Some(count))
}

/// A difference of counts, or null.
pub(super) fn difference(difference: Option<i64>) -> Value {
    difference.map_or(Value::Null, Value::Count)
}

/// Numerator and denominator of a share.
pub(super) fn numerator(share: Option<Share>) -> Value {
    Value::count(share.map(|share| share.numerator))
}

pub(super) fn denominator(share: Option<Share>) -> Value {
    Value::count(share.map(|share| share.denominator))
}

/// A percentage with one decimal; null when the denominator is zero or not known.
pub(super) fn percent(share: Option<Share>) -> Value {
    Value::number(share.and_then(Share::percent), 1)
}

/// Text that is there.
pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

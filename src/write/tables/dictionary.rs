//! The table of columns: what each column of every table and layer means.

use super::super::{Column, Table, Value};

/// One row a column, in the order of the tables and of their columns.
pub fn columns_table<'a>(tables: impl IntoIterator<Item = (&'a str, &'a [Column])>) -> Table {
    let row = |table: &str, column: &Column| {
        [table, &column.name, &column.about].map(|words| Value::Text(words.to_owned())).to_vec()
    };
    let rows = tables.into_iter().flat_map(|(table, columns)| columns.iter().map(move |column| row(table, column)));
    Table {
        name: "columns".into(),
        about: "What does each column mean?".into(),
        columns: vec![
            Column::new("table", "Name of the table or layer."),
            Column::new("column", "Name of the column."),
            Column::new("meaning", "What it tells, in one sentence or two."),
        ],
        rows: rows.collect(),
    }
}

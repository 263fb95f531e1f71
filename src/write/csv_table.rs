//! Tables as CSV: UTF-8, commas, the figures exactly as in the layers.

use std::io::{self, Write};

use super::{Table, Value};
use crate::read::{Effect, LeftOut};

/// Writes a table: a header of column names, then its rows; an unknown is an empty field.
///
/// # Errors
/// When `out` cannot be written to.
pub fn table_csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name.as_bytes()))?;
    let mut cell = Vec::new();
    for row in &table.rows {
        for value in row {
            cell.clear();
            write_cell(value, &mut cell);
            writer.write_field(&cell)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// Writes the rows and values that are in no figure: file, row, column, what became of it, why. Never a value.
///
/// # Errors
/// When `out` cannot be written to.
pub fn left_out_csv(left_out: &[LeftOut], out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["file", "row", "column", "what", "reason"])?;
    for each in left_out {
        let what = match each.effect {
            Effect::RowLeftOut => "row left out",
            Effect::ValueNotUsed => "value not used",
        };
        let (row, column) = (each.row.to_string(), each.column.as_deref().unwrap_or(""));
        writer.write_record([each.file.as_str(), &row, column, what, &each.reason])?;
    }
    writer.flush()
}

fn write_cell(value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Null => {}
        Value::Text(text) => out.extend_from_slice(text.as_bytes()),
        value => value.write_plain(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::Column;

    #[test]
    fn unknown_is_empty_text_is_quoted_where_it_must_and_decimals_are_fixed() {
        let columns = ["a", "b", "c", "d", "e"].map(|name| Column::new(name, "")).to_vec();
        let row = vec![
            Value::Null,
            Value::Text("Stoke, \"Dry\"".into()),
            Value::Number(2.0, 1),
            Value::Number(-0.04, 1),
            Value::Flag(true),
        ];
        let table = Table { name: "t".into(), about: "".into(), columns, rows: vec![row] };
        let mut out = Vec::new();
        table_csv(&table, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a,b,c,d,e\n,\"Stoke, \"\"Dry\"\"\",2.0,0.0,true\n");
    }
}

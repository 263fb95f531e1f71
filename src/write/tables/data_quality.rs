//! The table of a return's data quality: which rules its rows break, and which rows to mend.

use super::figure::{Figure, count, figure, table, text};
use crate::fostering::BrokenRule;
use crate::write::{Table, Value};

/// A row names as many rows of the file as this; their number is in a column of its own.
const MOST_ROWS_NAMED: usize = 50;

/// One row a file, rule and column, in the order given.
pub fn data_quality_table(rules: &[BrokenRule]) -> Table {
    let about = "Which rules does the SSDA903 return break, on which rows? No value is told.";
    table("data_quality", about, figures(), rules)
}

fn figures<'a>() -> Vec<Figure<&'a BrokenRule>> {
    vec![
        figure("file", "The file's name; in an XML return, and the element.", |each: &&BrokenRule| text(&*each.file)),
        figure("rule", "The number of DfE's rule; empty for a check of our own.", |each: &&BrokenRule| {
            Value::text(Some(each.rule).filter(|rule| !rule.is_empty()))
        }),
        figure("what", "What is wrong.", |each: &&BrokenRule| text(each.what)),
        figure("column", "The column to look at.", |each: &&BrokenRule| Value::text(each.column.as_deref())),
        figure("rows", "How many rows break it.", |each: &&BrokenRule| count(each.rows.len() as u64)),
        figure("first_rows", "The first 50 of them; the header is row 1.", |each: &&BrokenRule| {
            let first: Vec<String> = each.rows.iter().take(MOST_ROWS_NAMED).map(u64::to_string).collect();
            text(first.join(" "))
        }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_are_named_and_all_are_counted() {
        let rule = |rule, rows| BrokenRule { file: "episodes.csv".into(), rule, what: "wrong", column: None, rows };
        let table = data_quality_table(&[rule("392d", (1..=60).collect()), rule("", vec![7])]);
        let names: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
        assert_eq!(names, ["file", "rule", "what", "column", "rows", "first_rows"]);
        assert_eq!(table.rows[0][4], Value::Count(60));
        let Value::Text(first) = &table.rows[0][5] else { panic!("a text") };
        assert_eq!((first.split(' ').count(), first.split(' ').next_back()), (50, Some("50")));
        assert_eq!((&table.rows[1][1], &table.rows[1][3]), (&Value::Null, &Value::Null));
    }
}

//! The tables as a workbook for those who live in a spreadsheet: a sheet of contents, then one sheet a table.
//! The figures are the CSV's to the last digit; an unknown is an empty cell.

use std::borrow::Cow;
use std::io;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Note, Url, Workbook, Worksheet, XlsxError,
};

use super::run_report::RunReport;
use super::{Column, Table, Value};

/// The name of the first sheet.
const CONTENTS: &str = "Contents";

/// The most rows a sheet of a spreadsheet can have, the header among them.
const MOST_ROWS: usize = 1_048_576;

/// The most characters a cell can hold.
const LONGEST_TEXT: usize = 32_767;

/// Columns are as wide as their text, between these, in characters.
const NARROWEST: usize = 9;
const WIDEST: usize = 50;

/// Rows that are looked at to find how wide a column is.
const ROWS_MEASURED: usize = 500;

/// The format's number for the size of paper.
const A4: u8 = 9;

/// A landscape page of A4 still shows so many characters across at half size.
const MOST_LETTERS_ACROSS: usize = 260;

/// Light enough for black text at any contrast that is asked for (WCAG 2.2 AA: 4.5 to 1).
const HEADER_FILL: &str = "#DDE7F0";

/// The bytes of a workbook of these tables. The report says what study they are of.
///
/// # Errors
/// When its parts cannot be put together: no room for what is kept aside, or a table that no sheet can hold.
pub fn workbook(tables: &[Table], report: &RunReport) -> io::Result<Vec<u8>> {
    packed(tables, report).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    })
}

fn packed(tables: &[Table], report: &RunReport) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(report)?);
    let formats = Formats::new();
    write_contents(book.add_worksheet(), tables, report, &formats)?;
    for table in tables {
        write_table(book.add_worksheet(), table, &formats)?;
    }
    book.save_to_buffer()
}

/// No clock in a data file: the workbook says that it was made on the first day that its format knows.
fn properties(report: &RunReport) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let made_by = format!("nearhome {}", report.nearhome);
    Ok(DocProperties::new().set_title(&report.study).set_author(made_by).set_creation_datetime(&day))
}

/// The looks of the cells, made once a workbook.
struct Formats {
    title: Format,
    header: Format,
    wrapped: Format,
    count: Format,
    /// By the number of decimals.
    decimals: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let with = |decimals: usize| match decimals {
            0 => Format::new().set_num_format("#,##0"),
            _ => Format::new().set_num_format(format!("#,##0.{}", "0".repeat(decimals))),
        };
        Self {
            title: Format::new().set_bold().set_font_size(16),
            header: Format::new()
                .set_bold()
                .set_background_color(HEADER_FILL)
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::Top),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            count: with(0),
            decimals: (0..=9).map(with).collect(),
        }
    }
}

fn write_contents(
    sheet: &mut Worksheet,
    tables: &[Table],
    report: &RunReport,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(CONTENTS)?;
    sheet.write_string_with_format(0, 0, &report.study, &formats.title)?;
    let about = about(report);
    for (row, line) in (1..).zip(&about) {
        sheet.write_string(row, 0, line)?;
    }
    let top = about.len() as u32 + 2;
    for (column, title) in (0..).zip(["Sheet", "What it answers", "Rows"]) {
        sheet.write_string_with_format(top, column, title, &formats.header)?;
    }
    for (row, table) in (top + 1..).zip(tables) {
        let link = format!("internal:'{}'!A1", table.name);
        sheet.write_url(row, 0, Url::new(link).set_text(&*table.name))?;
        sheet.write_string_with_format(row, 1, &*table.about, &formats.wrapped)?;
        sheet.write_number_with_format(row, 2, table.rows.len() as f64, &formats.count)?;
    }
    for (column, width) in [(0, 28.0), (1, 90.0), (2, 10.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What a reader must know before any figure.
fn about(report: &RunReport) -> Vec<String> {
    let settings = &report.settings;
    let day = report.snapshot.as_ref().map(|day| format!("The figures are for {day}."));
    let lines = [
        "For internal use: exact counts, not for publication.".to_owned(),
        format!(
            "Near is {} miles or less, in a straight line from home to placement; distances are in {} mode.",
            settings.threshold_miles,
            settings.distance.word()
        ),
        "An empty cell is not known, or does not apply; it is never nought.".to_owned(),
        "Rest the pointer on a column's title to read what it means; the sheet \"columns\" lists them all.".to_owned(),
    ];
    day.into_iter().chain(lines).collect()
}

fn write_table(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(&*table.name)?;
    for (at, column) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, &*column.name, &formats.header)?;
        sheet.insert_note(0, at, &note(column))?;
        sheet.set_column_width(at, width(table, usize::from(at)) as f64)?;
    }
    let shown = table.rows.len().min(MOST_ROWS - 2);
    for (row, values) in (1..).zip(&table.rows[..shown]) {
        for (at, value) in (0..).zip(values) {
            write_cell(sheet, row, at, value, formats)?;
        }
    }
    if shown < table.rows.len() {
        let what = format!("A sheet ends here. All {} rows are in tables/{}.csv.", table.rows.len(), table.name);
        sheet.write_string(shown as u32 + 1, 0, what)?;
    }
    let last_column = table.columns.len().saturating_sub(1) as u16;
    sheet.autofilter(0, 0, shown as u32, last_column)?;
    sheet.set_freeze_panes(1, frozen_columns(table))?;
    lay_out_for_print(sheet, table)
}

/// On A4, its titles on each page: on one page's width where that can be read.
fn lay_out_for_print(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    sheet.set_landscape().set_paper_size(A4).set_repeat_rows(0, 0)?;
    let letters: usize = (0..table.columns.len()).map(|column| width(table, column)).sum();
    if letters <= MOST_LETTERS_ACROSS {
        sheet.set_print_fit_to_pages(1, 0);
    } else if let Some(last) = frozen_columns(table).checked_sub(1) {
        sheet.set_repeat_columns(0, last)?;
    }
    Ok(())
}

fn note(column: &Column) -> Note {
    let lines = column.about.len().div_ceil(40) as u32;
    Note::new(&*column.about).set_author("nearhome").add_author_prefix(false).set_width(280).set_height(24 + 18 * lines)
}

/// A place's code and name stay in sight when the sheet is moved sideways.
fn frozen_columns(table: &Table) -> u16 {
    let is_place = |column: &&Column| column.name.ends_with("_code") || column.name.ends_with("_name");
    table.columns.iter().take(2).take_while(is_place).count() as u16
}

fn width(table: &Table, column: usize) -> usize {
    // The title has the filter's arrow beside it.
    let title = table.columns[column].name.chars().count() + 4;
    let widest = table.rows.iter().take(ROWS_MEASURED).map(|row| letters(&row[column])).max().unwrap_or(0);
    title.max(widest + 1).clamp(NARROWEST, WIDEST)
}

fn letters(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Text(text) => text.chars().take(WIDEST).count(),
        value => plain(value).len(),
    }
}

/// As much of a text as a cell can hold.
fn fitting(text: &str) -> Cow<'_, str> {
    // The format counts UTF-16 units; no text has more of them than bytes.
    if text.len() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let fits = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units < LONGEST_TEXT
    });
    Cow::Owned(fits.chain(['\u{2026}']).collect())
}

fn plain(value: &Value) -> String {
    let mut text = Vec::new();
    value.write_plain(&mut text);
    String::from_utf8_lossy(&text).into_owned()
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, value: &Value, formats: &Formats) -> Result<(), XlsxError> {
    match value {
        Value::Null => {}
        Value::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &formats.count)?;
        }
        Value::Number(figure, decimals) => {
            // The figure as every other format has it, rounded.
            let rounded = plain(value).parse().unwrap_or(*figure);
            let format = &formats.decimals[usize::from(*decimals).min(formats.decimals.len() - 1)];
            sheet.write_number_with_format(row, column, rounded, format)?;
        }
        Value::Text(text) => {
            sheet.write_string(row, column, fitting(text))?;
        }
        Value::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "workbook_tests.rs"]
mod tests;

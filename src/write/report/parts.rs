//! The parts that the sections of the page are put together from: tables, bars, swatches, notes.

use maud::{Markup, html};

use crate::write::colours::Colour;
use crate::write::words::shown;
use crate::write::{Table, Value};

/// A section of the page; its title is in the list of contents too.
pub(super) struct Section {
    pub id: &'static str,
    pub title: &'static str,
    pub body: Markup,
}

/// One cell of a table on the page.
pub(super) enum Cell {
    /// What the row is about.
    Head(String),
    /// The same, with the colour it has in the chart.
    Swatch(String, Colour, bool),
    /// The same, with its place among the others where its text does not tell it.
    Ordered(String, usize),
    /// The same, of a row that is not to be relied on.
    Grey(String),
    Text(String),
    Value(Value),
    Markup(Markup),
}

/// A part of a whole in a stacked bar.
pub(super) struct Piece {
    pub label: String,
    /// The same in a word or two, for the bar itself.
    pub short: &'static str,
    pub colour: Colour,
    /// Drawn with lines over its colour: what is outside.
    pub is_hatched: bool,
    pub percent: f64,
}

/// A table of no more rows is not broken over two pages of print.
const MOST_ROWS_KEPT_TOGETHER: usize = 16;

/// A table that a reader can sort by its columns' titles. Every row begins with its head.
pub(super) fn table(caption: &str, columns: &[&str], rows: Vec<Vec<Cell>>) -> Markup {
    table_with_total(caption, columns, rows, None)
}

/// The same with a last row that stays the last.
pub(super) fn table_with_total(
    caption: &str,
    columns: &[&str],
    rows: Vec<Vec<Cell>>,
    total: Option<Vec<Cell>>,
) -> Markup {
    // A column of figures has its title over its figures.
    let is_figure = |at: usize| rows.iter().any(|row| matches!(row[at], Cell::Value(_)));
    let is_drawing = |at: usize| rows.iter().any(|row| matches!(row[at], Cell::Markup(_)));
    let is_grey = |row: &[Cell]| matches!(row.first(), Some(Cell::Grey(_)));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table.sortable .short[rows.len() <= MOST_ROWS_KEPT_TOGETHER] {
                caption { (caption) }
                thead { tr { @for (at, column) in columns.iter().enumerate() {
                    th scope="col" .figure[is_figure(at)] .drawing[is_drawing(at)] { (column) }
                } } }
                tbody { @for row in &rows { tr .grey[is_grey(row)] { @for cell in row { (one(cell)) } } } }
                @if let Some(total) = &total { tfoot { tr { @for cell in total { (one(cell)) } } } }
            }
        }
    }
}

fn one(cell: &Cell) -> Markup {
    match cell {
        Cell::Head(text) | Cell::Grey(text) => html! { th scope="row" { (text) } },
        Cell::Ordered(text, place) => html! { th scope="row" data-sort=(place) { (text) } },
        Cell::Swatch(text, colour, is_hatched) => html! { th scope="row" { (swatch(*colour, *is_hatched)) (text) } },
        Cell::Text(text) => html! { td { (text) } },
        Cell::Value(value) => match shown(value) {
            Some(text) => html! { td.figure { (text) } },
            None => html! { td.figure { (not_known()) } },
        },
        Cell::Markup(markup) => html! { td { (markup) } },
    }
}

/// A dash that is read out as what it means.
pub(super) fn not_known() -> Markup {
    html! { abbr title="not known, or does not apply" { "\u{2013}" } }
}

/// The small square of a legend.
pub(super) fn swatch(colour: Colour, is_hatched: bool) -> Markup {
    html! {
        svg.swatch viewBox="0 0 14 14" aria-hidden="true" {
            rect width="14" height="14" fill=(colour.hex()) stroke="#333" {}
            @if is_hatched { rect width="14" height="14" fill="url(#hatch)" {} }
        }
    }
}

/// A narrower piece has no room for its percentage; one narrower than the second, none for its name.
const NARROWEST_WITH_FIGURE: f64 = 6.5;
const NARROWEST_WITH_NAME: f64 = 19.0;

/// A bar of one whole; its figures stand in the table beside it.
pub(super) fn stacked_bar(title: &str, pieces: &[Piece]) -> Markup {
    let said: Vec<String> = pieces.iter().map(|piece| format!("{} {:.1}%", piece.label, piece.percent)).collect();
    let starts = pieces.iter().scan(0.0, |end, piece| {
        let start = *end;
        *end += piece.percent;
        Some(start)
    });
    let placed: Vec<(&Piece, f64)> = pieces.iter().zip(starts).filter(|(piece, _)| piece.percent > 0.0).collect();
    html! {
        figure.bar {
            figcaption { (title) }
            div.strip {
                svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img"
                    aria-label=(format!("{title}: {}", said.join(", "))) {
                    @for (piece, start) in &placed { (strip(piece, *start)) }
                }
                @for (piece, start) in placed.iter().filter(|(piece, _)| piece.percent >= NARROWEST_WITH_FIGURE) {
                    span aria-hidden="true" style=(format!("left:{:.2}%", start + piece.percent / 2.0)) {
                        @if piece.percent >= NARROWEST_WITH_NAME { (piece.short) " " }
                        (format!("{:.1}%", piece.percent))
                    }
                }
            }
        }
    }
}

fn strip(piece: &Piece, start: f64) -> Markup {
    let (x, width) = (format!("{start:.2}"), format!("{:.2}", piece.percent));
    html! {
        rect x=(x) width=(width) height="8" fill=(piece.colour.hex()) {}
        @if piece.is_hatched { rect x=(x) width=(width) height="8" fill="url(#hatch-wide)" {} }
        @if start > 0.0 { rect x=(x) width="0.15" height="8" fill="#fff" {} }
    }
}

/// Where the table has a column; `None` when it has no such column.
pub(super) fn position(table: &Table, column: &str) -> Option<usize> {
    table.columns.iter().position(|each| each.name == column)
}

/// Is the column there, and known of any row?
pub(super) fn is_known(table: &Table, column: &str) -> bool {
    position(table, column).is_some_and(|at| table.rows.iter().any(|row| row[at] != Value::Null))
}

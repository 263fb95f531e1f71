//! What was left out and why: rows, points and warnings.

use maud::{Markup, html};

use super::parts::{Cell, Section, table};
use crate::read::Account;
use crate::write::{PointsPlaced, RunReport, Value, grouped};

/// The account of the run.
pub(super) fn section(report: &RunReport) -> Section {
    let body = html! {
        p {
            "Every row read is used or left out. " code { "left_out.csv" }
            " names file, row and column of each row left out or value not used, never the value."
        }
        (rows_of_files(&report.accounts))
        (reasons(&report.accounts))
        (points(&report.points))
        (warnings(report))
    };
    Section { id: "left-out", title: "What was left out, and why", body }
}

fn number(figure: u64) -> Cell {
    Cell::Value(Value::count(Some(figure)))
}

fn rows_of_files(accounts: &[Account]) -> Markup {
    let row = |account: &Account| {
        let values: u64 = account.values_not_used_by_reason.values().sum();
        let figures = [account.rows_read, account.rows_used, account.rows_left_out, values].map(number);
        std::iter::once(Cell::Head(account.file.clone())).chain(figures).collect()
    };
    let columns = ["File", "Rows read", "Used", "Left out", "Values not used"];
    table("Rows of each file", &columns, accounts.iter().map(row).collect())
}

fn reasons(accounts: &[Account]) -> Markup {
    let mut rows = Vec::new();
    for account in accounts {
        let of = |what: &str, (reason, count): (&String, &u64)| {
            vec![
                Cell::Head(account.file.clone()),
                Cell::Text(what.to_owned()),
                Cell::Text(reason.clone()),
                number(*count),
            ]
        };
        rows.extend(account.left_out_by_reason.iter().map(|each| of("row left out", each)));
        rows.extend(account.values_not_used_by_reason.iter().map(|each| of("value not used", each)));
    }
    html! {
        @if rows.is_empty() { p { "Nothing was left out of any file." } }
        @else { (table("Reasons", &["File", "What", "Why", "How many"], rows)) }
    }
}

fn points(points: &[PointsPlaced]) -> Markup {
    let row = |placed: &PointsPlaced| {
        let figures = [
            placed.total(),
            placed.in_a_ward(),
            placed.outside,
            placed.not_known,
            placed.on_border,
            placed.overlap,
            placed.snapped,
            placed.by_directory,
        ];
        std::iter::once(Cell::Head(placed.points.to_owned())).chain(figures.map(number)).collect()
    };
    let columns = [
        "Points",
        "All",
        "In a ward",
        "In no ward",
        "Not known",
        "On a border",
        "Where wards overlap",
        "Snapped to the nearest",
        "By the directory",
    ];
    html! { @if !points.is_empty() { (table("How points came to their wards", &columns, points.iter().map(row).collect())) } }
}

fn warnings(report: &RunReport) -> Markup {
    html! { @if !report.warnings.is_empty() {
        h3 { "Warnings" }
        ul { @for warning in &report.warnings {
            li {
                (warning.place()) @if let Some(column) = &warning.column { ", column " (column) }
                ": " (warning.what) " (" (grouped(warning.count)) ")"
            }
        } }
    } }
}

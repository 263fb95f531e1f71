//! How each figure is defined: the rules of the study, and the columns of the tables that the page shows.

use maud::html;

use super::parts::{Section, is_known};
use crate::geography::DistanceMode;
use crate::study::{DecidedBy, Settings};
use crate::write::words::alias;
use crate::write::{LayerInputs, Table};

/// The columns whose meaning the page tells, by table.
const SHOWN: [(&str, &[&str]); 2] = [
    (
        "wards",
        &[
            "carers",
            "approved_places",
            "vacant_places",
            "children_home",
            "children_placed",
            "gap_places",
            "children_home_per_10k",
            "outside_percent",
            "outside_far",
            "median_distance_miles",
            "untapped_carers",
        ],
    ),
    ("segment_profile", &["penetration_index", "is_low_base", "z_score"]),
];

/// The definitions, from the same sentences as `tables/columns.csv`.
pub(super) fn section(inputs: &LayerInputs) -> Section {
    let settings = &inputs.study.settings;
    let body = html! {
        dl {
            @if inputs.children.is_some() { @for (what, means) in rules(settings) { dt { (what) } dd { (means) } } }
            @for (table, columns) in SHOWN {
                @if let Some(table) = inputs.tables.iter().find(|each| each.name == table) {
                    @for (name, about) in meanings(table, columns) { dt { (alias(name)) } dd { (about) } }
                }
            }
        }
        p { "Every column of every table is explained in " code { "tables/columns.csv" } "." }
        h3 { "Sources" }
        @for line in inputs.sources.lines() { p.note { (line) } }
    };
    Section { id: "definitions", title: "How each figure is defined", body }
}

fn meanings<'t>(table: &'t Table, columns: &'t [&str]) -> impl Iterator<Item = (&'t str, &'t str)> {
    let known = columns.iter().filter(|name| is_known(table, name));
    let columns = known.filter_map(|name| table.columns.iter().find(|column| column.name == *name));
    columns.map(|column| (&*column.name, &*column.about))
}

fn rules(settings: &Settings) -> Vec<(&'static str, String)> {
    let miles = settings.threshold_miles;
    let distance = match settings.distance {
        DistanceMode::Ssda903 => {
            "A straight line from home to placement in miles as the SSDA903 return has them: kilometres over 1.6093, rounded to \
             one decimal. \
             Whether a child is near is told by the rounded figure."
        }
        DistanceMode::Exact => "A straight line from home to placement in miles of 1,609.344 metres, not rounded.",
    };
    let decided = match settings.decided_by {
        DecidedBy::Polygon => "the ward or the authority's outline that holds it",
        DecidedBy::Directory => "the postcode directory, where it names an authority",
    };
    vec![
        ("Home", "Where the child lived when taken into care.".to_owned()),
        ("Placement", "Where the child lives now.".to_owned()),
        ("Distance", distance.to_owned()),
        ("Near and far", format!("Near is {miles} miles or less; far is over {miles} miles.")),
        (
            "Inside and outside",
            format!(
                "Whether the placement lies within the boundary of the authority that is responsible for the child; a \
                 placement's authority is told by {decided}."
            ),
        ),
        (
            "Not known",
            "No answer can be given. It is a category of its own, stays in the denominator and is never taken as \
             nought."
                .to_owned(),
        ),
        (
            "Percentages",
            "Each stands beside its numerator and its denominator, or in a table whose total is the denominator."
                .to_owned(),
        ),
    ]
}

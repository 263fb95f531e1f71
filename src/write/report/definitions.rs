//! How each figure is defined: the rules of the study, and the columns of the tables that the page shows.

use maud::html;

use super::areas::Areas;
use super::measures::{FURTHER, MAPPED, known};
use super::parts::Section;
use crate::geography::DistanceMode;
use crate::study::{DecidedBy, Settings};
use crate::write::LayerInputs;

/// The definitions of what the page shows.
pub(super) fn section(inputs: &LayerInputs, areas: &Areas) -> Section {
    let settings = &inputs.study.settings;
    let body = html! {
        dl {
            @if inputs.children.is_some() { @for (what, means) in rules(settings) { dt { (what) } dd { (means) } } }
            @for measure in known(&MAPPED, areas.table).into_iter().chain(known(&FURTHER, areas.table)) {
                dt { (measure.title) } dd { (measure.about) }
            }
            @if inputs.findings.segment_profile.is_some() {
                dt { "Index" }
                dd { "100 times a segment's share of the carers over its share of the households of the same wards." }
                dt { "Low base" }
                dd {
                    "Fewer than " (settings.low_base_carers) " carers, or fewer than " (settings.low_base_expected)
                    " to be expected: too few to rely on."
                }
            }
        }
        p { "Every column of every table is explained in " code { "tables/columns.csv" } "." }
        h3 { "Sources" }
        @for line in inputs.sources.lines() { p.note { (line) } }
    };
    Section { id: "definitions", title: "How each figure is defined", body }
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
            "Each is of the whole that its card, its title or the total of its table names; those of whom the answer is not \
             known stay in it."
                .to_owned(),
        ),
    ]
}

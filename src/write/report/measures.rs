//! What the page tells of each area: the columns of the table of wards with titles and meanings for people.

use super::parts::is_known;
use crate::write::Table;

/// A figure of an area.
pub(super) struct Measure {
    /// Its column in the tables of areas.
    pub column: &'static str,
    pub title: &'static str,
    pub about: &'static str,
}

const fn measure(column: &'static str, title: &'static str, about: &'static str) -> Measure {
    Measure { column, title, about }
}

/// Those that have a map.
pub(super) const MAPPED: [Measure; 5] = [
    measure("carers", "Carers", "Approved fostering households living in the area."),
    measure(
        "children_home",
        "Children by home",
        "Children looked after whose home is in the area, whichever authority is responsible for them.",
    ),
    measure(
        "children_placed",
        "Children placed",
        "Children looked after who are placed in the area, whichever authority is responsible for them.",
    ),
    measure(
        "gap_places",
        "Gap",
        "Fostered children whose home is in the area less the approved places there: above 0, places are short.",
    ),
    measure(
        "children_home_per_10k",
        "Rate",
        "Children looked after whose home is in the area, to every 10,000 under-18s living there.",
    ),
];

/// Those that stand in the table of every area beside them.
pub(super) const FURTHER: [Measure; 7] = [
    measure("population_0_17", "Under-18s", "People under 18 living in the area: what the rate is of."),
    measure("approved_places", "Approved places", "How many children the carers are approved for, as far as they say."),
    measure("vacant_places", "Vacant places", "Approved places that are free now, as far as the carers say."),
    measure(
        "outside_percent",
        "Outside, percent",
        "Children of the area placed outside their authority's boundary, of all of them whose authority it is.",
    ),
    measure(
        "outside_far",
        "Outside and far",
        "Children of the area placed outside their authority's boundary and over the miles that count as near.",
    ),
    measure(
        "median_distance_miles",
        "Half within, miles",
        "Half of the children of the area whose distance is known live this near to home or nearer.",
    ),
    measure(
        "untapped_carers",
        "Carers to be won",
        "Carers to be expected of the area's households by their segments, less the carers who live there.",
    ),
];

/// Those of these that the table knows of any area.
pub(super) fn known<'m>(measures: &'m [Measure], table: &Table) -> Vec<&'m Measure> {
    measures.iter().filter(|measure| is_known(table, measure.column)).collect()
}

/// The title of a column; its own name where the page has none.
pub(super) fn title_of(column: &str) -> &str {
    let found = MAPPED.iter().chain(&FURTHER).find(|measure| measure.column == column);
    found.map_or(column, |measure| measure.title)
}

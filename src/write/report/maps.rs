//! The maps of areas by one figure each, with their legends and a table of the same figures beside each.

use maud::{Markup, html};

use super::areas::Areas;
use super::parts::{Cell, Section, is_known, not_known, swatch, table, titles};
use crate::write::Value;
use crate::write::classes::{Class, classes};
use crate::write::words::shown;

/// The maps that the page has, by column of the table of wards; those of no known figure are left out.
const MAPS: [(&str, &str, &str); 5] = [
    ("carers", "Carers", "Approved fostering households living in the area."),
    ("children_home", "Children by home", "Children looked after whose home is in the area."),
    ("children_placed", "Children placed", "Children looked after who are placed in the area."),
    (
        "gap_places",
        "Gap",
        "Fostered children whose home is in the area less the approved places there: above nought, places are short.",
    ),
    (
        "children_home_per_10k",
        "Rate",
        "Children looked after whose home is in the area, to every 10,000 under-18s living there.",
    ),
];

/// What the table of every area shows beside the maps' own figures.
const MORE_COLUMNS: [&str; 6] =
    ["approved_places", "vacant_places", "outside_percent", "outside_far", "median_distance_miles", "untapped_carers"];

/// The maps.
pub(super) fn section(areas: &Areas) -> Section {
    let maps = MAPS.iter().filter(|(column, ..)| is_known(areas.table, column));
    let body = html! {
        p.screen {
            "Point at an area, or move into a map with the Tab key and through its areas with the arrow keys, to read its \
             figures."
        }
        @for (column, title, about) in maps { (map(areas, column, title, about)) }
    };
    Section { id: "maps", title: "Maps", body }
}

/// Every area with every figure of the maps; the pointer's figures are read from it.
pub(super) fn every_area(areas: &Areas) -> Section {
    let columns: Vec<&str> = MAPS.iter().map(|(column, ..)| *column).chain(MORE_COLUMNS).collect();
    let known: Vec<&str> = columns.into_iter().filter(|column| is_known(areas.table, column)).collect();
    let head = titles(&known);
    let head: Vec<&str> = std::iter::once(areas.kind).chain(head.iter().map(String::as_str)).collect();
    let row = |area: usize| {
        let figures = known.iter().map(|column| Cell::Value(areas.value(area, column)));
        std::iter::once(Cell::Head(areas.name(area))).chain(figures).collect()
    };
    let rows = (0..areas.rows.len()).map(row).collect();
    let body = html! {
        p { "Choose a column's title to sort by it. All figures of all wards are in " code { "tables/wards.csv" } "." }
        div #areas { (table(&format!("Every {}", areas.kind.to_lowercase()), &head, rows)) }
    };
    Section { id: "every-area", title: "Every area on the maps", body }
}

fn map(areas: &Areas, column: &str, title: &str, about: &str) -> Markup {
    let values: Vec<Value> = (0..areas.rows.len()).map(|area| areas.value(area, column)).collect();
    let classes = classes(values.iter());
    let used: Vec<(&Class, Vec<usize>)> = classes
        .iter()
        .map(|class| (class, (0..values.len()).filter(|&at| class.within.holds(&values[at])).collect::<Vec<_>>()))
        .filter(|(_, members)| !members.is_empty())
        .collect();
    html! {
        article.map-card aria-label=(title) {
            h3 { (title) }
            p { (about) }
            div.map-and-table {
                figure.map-figure .tall[areas.is_tall()] {
                    (drawing(areas, title, &values, &used))
                    p.told aria-live="polite" {}
                    (legend(&used))
                }
                (beside(areas, title, &values))
            }
        }
    }
}

fn drawing(areas: &Areas, title: &str, values: &[Value], used: &[(&Class, Vec<usize>)]) -> Markup {
    let said = format!("Map: {title}, {} areas. The table beside it has the figures.", values.len());
    html! {
        svg.map viewBox=(areas.view_box()) role="img" aria-label=(said) {
            @for (class, members) in used {
                @let fill = class.colour.map_or("url(#unknown)".to_owned(), |colour| colour.hex());
                g fill=(fill) {
                    @for &area in members {
                        use href=(format!("#a{area}")) data-n=(area) {
                            title { (areas.name(area)) ": " (shown(&values[area]).unwrap_or_else(|| "not known".to_owned())) }
                        }
                    }
                }
            }
        }
    }
}

fn legend(used: &[(&Class, Vec<usize>)]) -> Markup {
    html! {
        ul.legend { @for (class, members) in used {
            li {
                @match class.colour {
                    Some(colour) => (swatch(colour, false)),
                    None => svg.swatch viewBox="0 0 14 14" aria-hidden="true" {
                        rect width="14" height="14" fill="url(#unknown)" stroke="#333" {}
                    },
                }
                (class.label) " " span.of { "(" (members.len()) ")" }
            }
        } }
    }
}

/// The same figures as text, the highest first.
fn beside(areas: &Areas, title: &str, values: &[Value]) -> Markup {
    let figure = |value: &Value| match *value {
        Value::Count(count) => count as f64,
        Value::Number(figure, _) => figure,
        _ => f64::NEG_INFINITY,
    };
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| figure(&values[b]).total_cmp(&figure(&values[a])));
    let row = |area: usize| {
        let value = match shown(&values[area]) {
            Some(_) => Cell::Value(values[area].clone()),
            None => Cell::Markup(not_known()),
        };
        vec![Cell::Head(areas.name(area)), value]
    };
    let rows = order.into_iter().map(row).collect();
    html! { div.beside { (table(&format!("{title}, highest first"), &[areas.kind, title], rows)) } }
}

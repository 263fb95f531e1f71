//! The maps of areas by one figure each, with their legends and a table of the same figures beside each.

use maud::{Markup, html};

use super::areas::Areas;
use super::measures::{FURTHER, MAPPED, Measure, known};
use super::parts::{Cell, Section, not_known, swatch, table};
use crate::summarise::Findings;
use crate::write::classes::{Class, classes};
use crate::write::words::shown;
use crate::write::{Value, grouped};

/// The maps.
pub(super) fn section(findings: &Findings, areas: &Areas) -> Section {
    let body = html! {
        p.screen {
            "Tap an area or point at it, or move into a map with the Tab key and through its areas with the arrow keys, to read \
             its figures."
        }
        @if areas.kind == "Authority" {
            p { "The study has " (grouped(areas.wards as u64)) " wards, more than a picture can tell apart: these maps are of \
                 authorities. Maps of wards are in " code { "nearhome.qgs" } "." }
        }
        @for measure in known(&MAPPED, areas.table) { (map(findings, areas, measure)) }
    };
    Section { id: "maps", title: "Maps", body }
}

/// Every area with every figure of the maps; the pointer's figures are read from it.
pub(super) fn every_area(areas: &Areas) -> Section {
    let measures = || known(&MAPPED, areas.table).into_iter().chain(known(&FURTHER, areas.table));
    let head: Vec<&str> = std::iter::once(areas.kind).chain(measures().map(|measure| measure.title)).collect();
    let row = |area: usize| {
        let figures = measures().map(|measure| Cell::Value(areas.value(area, measure.column)));
        std::iter::once(Cell::Head(areas.name(area))).chain(figures).collect()
    };
    let rows = (0..areas.rows.len()).map(row).collect();
    let body = html! {
        p { "Choose a column's title to sort by it. All figures of all wards are in " code { "tables/wards.csv" } "." }
        div #areas { (table(&format!("Every {}", areas.kind.to_lowercase()), &head, rows)) }
    };
    Section { id: "every-area", title: "Every area on the maps", body }
}

/// How many of all that were counted are on the map: the rest live elsewhere, or it is not known where.
fn of_all(findings: &Findings, measure: &Measure, values: &[Value]) -> Option<String> {
    let total = findings.totals.iter().find(|total| total.column == measure.column)?.all?;
    let counts = values.iter().map(|value| if let Value::Count(count) = value { *count } else { 0 });
    let here = u64::try_from(counts.sum::<i64>()).ok()?;
    Some(format!("On this map: {} of the {} in the file.", grouped(here), grouped(total)))
}

fn map(findings: &Findings, areas: &Areas, measure: &Measure) -> Markup {
    let title = measure.title;
    let values: Vec<Value> = (0..areas.rows.len()).map(|area| areas.value(area, measure.column)).collect();
    let classes = classes(values.iter());
    let used: Vec<(&Class, Vec<usize>)> = classes
        .iter()
        .map(|class| (class, (0..values.len()).filter(|&at| class.within.holds(&values[at])).collect::<Vec<_>>()))
        .filter(|(_, members)| !members.is_empty())
        .collect();
    html! {
        article.map-card aria-label=(title) {
            h3 { (title) }
            p { (measure.about) @if let Some(of) = of_all(findings, measure, &values) { " " (of) } }
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

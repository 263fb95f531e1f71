//! From where to where: the widest flows between wards on a map and in a table, and those between authorities.

use maud::{Markup, html};

use super::areas::Areas;
use super::boundary::share_cells;
use super::parts::{Cell, Section, table, table_with_total};
use crate::geography::{Coverage, GssCode, WardIx};
use crate::summarise::{AuthorityFlow, Destination, Findings, Origin, Share, WardFlow, WardFlows};
use crate::write::{LayerInputs, Value, grouped};

/// How many flows the map and the tables show.
const MOST_LINES: usize = 60;
const MOST_ROWS: usize = 15;

/// The widest line of the map, in units of its drawing.
const WIDEST: f64 = 14.0;

/// The flows. `None` without children.
pub(super) fn section(inputs: &LayerInputs, areas: &Areas) -> Option<Section> {
    let findings = inputs.findings;
    let (flows, children) = (findings.ward_flows.as_ref()?, findings.summary.children.as_ref()?.children);
    let told: u64 = flows.flows.iter().map(|flow| flow.children_of_study).sum();
    let stay: u64 =
        flows.flows.iter().filter(|flow| flow.home == flow.placement).map(|flow| flow.children_of_study).sum();
    let between = between(flows);
    let widest: Vec<&WardFlow> = between.iter().filter(|flow| flow.children_of_study > 1).copied().collect();
    let body = html! {
        p {
            "Of " (grouped(children)) " children, " (grouped(told)) " have both home and placement in a ward of these boundaries: "
            (grouped(stay)) " live in their home ward, " (grouped(told - stay)) " in another. Pairs of wards with one child are \
            not drawn, for who is first among them would be chance. All are in " code { "tables/ward_flows.csv" } "."
        }
        (map(inputs, areas, &widest))
        (between_wards(areas, &between, &widest))
        (between_authorities(findings))
        (placed_here(findings))
    };
    Some(Section { id: "flows", title: "From where to where", body })
}

/// Flows from one ward to another, the most children first, then in order of code.
fn between(flows: &WardFlows) -> Vec<&WardFlow> {
    let is_between = |flow: &&WardFlow| flow.home != flow.placement && flow.children_of_study > 0;
    let mut between: Vec<_> = flows.flows.iter().filter(is_between).collect();
    between.sort_by_key(|flow| std::cmp::Reverse(flow.children_of_study));
    between
}

fn map(inputs: &LayerInputs, areas: &Areas, widest: &[&WardFlow]) -> Markup {
    let ends = |flow: &&WardFlow| {
        let middle = |ward: WardIx| areas.middle_of_ward(inputs, ward);
        Some((middle(flow.home)?, middle(flow.placement)?, flow.children_of_study))
    };
    let lines: Vec<_> = widest.iter().filter_map(ends).take(MOST_LINES).collect();
    let Some(most) = lines.iter().map(|line| line.2).max() else { return html! {} };
    let said = format!(
        "Map of the {} widest flows from home ward to placement ward; the table below has the first.",
        lines.len()
    );
    html! {
        figure.map-figure.flow-map .tall[areas.is_tall()] {
            figcaption {
                "The " (lines.len()) " widest flows between wards shown here: the wider the line, the more children (up to "
                (most) "); the dot is the placement's end"
            }
            svg.map viewBox=(areas.view_box()) role="img" aria-label=(said) {
                g fill="#f4f4f0" { @for area in 0..areas.rows.len() { use href=(format!("#a{area}")) {} } }
                @for ([x1, y1], [x2, y2], children) in lines.iter().rev() {
                    @let width = (WIDEST * *children as f64 / most as f64).max(1.5);
                    path d=(arc([*x1, *y1], [*x2, *y2])) fill="none" stroke="#0072b2" stroke-opacity="0.6"
                        stroke-width=(format!("{width:.1}")) {}
                    circle cx=(format!("{x2:.0}")) cy=(format!("{y2:.0}"))
                        r=(format!("{:.1}", width / 2.0 + 3.0)) fill="#b34000" {}
                }
            }
        }
    }
}

/// A line that bends to the right of its way, so that the way there and the way back are two.
fn arc([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> String {
    let (across, along) = ((x2 - x1) * 0.15, (y2 - y1) * 0.15);
    let (x, y) = ((x1 + x2) / 2.0 - along, (y1 + y2) / 2.0 + across);
    format!("M{x1:.0} {y1:.0}Q{x:.0} {y:.0} {x2:.0} {y2:.0}")
}

fn between_wards(areas: &Areas, between: &[&WardFlow], widest: &[&WardFlow]) -> Markup {
    let first = &widest[..widest.len().min(MOST_ROWS)];
    let row = |flow: &&WardFlow| {
        let [home, placement] = [flow.home, flow.placement].map(|ward| areas.name_of_ward(ward));
        vec![Cell::Head(home), Cell::Text(placement), number(flow.children_of_study)]
    };
    let others: u64 = between[first.len()..].iter().map(|flow| flow.children_of_study).sum();
    let label = format!("{} other pairs of wards", grouped((between.len() - first.len()) as u64));
    let rest = (others > 0).then(|| vec![Cell::Head(label), Cell::Text(String::new()), number(others)]);
    let columns = ["Home ward", "Placement ward", "Children"];
    html! {
        @if !between.is_empty() {
            (table_with_total("Widest flows between wards", &columns, first.iter().map(row).collect(), rest))
        }
    }
}

fn number(children: u64) -> Cell {
    Cell::Value(Value::count(Some(children)))
}

/// Where the study's children are placed, by authority; every authority's where the study names none.
fn between_authorities(findings: &Findings) -> Markup {
    let Some(flows) = &findings.authority_flows else { return html! {} };
    let own =
        findings.settings.authority.and_then(|code| findings.coverage.find_authority(code)).map(Origin::Authority);
    let mut cells: Vec<_> = flows.cells.iter().filter(|cell| own.is_none_or(|own| cell.responsible == own)).collect();
    let all: u64 = cells.iter().map(|cell| cell.children).sum();
    cells.sort_by_key(|cell| std::cmp::Reverse(cell.children));
    let row = |cell: &&AuthorityFlow| {
        let share = share_cells(Share::of(cell.children, all));
        let to = placed_in(cell, findings.coverage);
        let ends = match own {
            Some(_) => vec![Cell::Head(to)],
            None => vec![Cell::Head(responsible(cell, findings.coverage)), Cell::Text(to)],
        };
        ends.into_iter().chain(share).collect()
    };
    let rows: Vec<_> = cells.iter().take(MOST_ROWS).map(row).collect();
    let others: u64 = cells.iter().skip(MOST_ROWS).map(|cell| cell.children).sum();
    let label = vec![Cell::Head(format!("{} others", grouped(cells.len().saturating_sub(MOST_ROWS) as u64)))];
    let blank = own.is_none().then(|| Cell::Text(String::new()));
    let rest = label.into_iter().chain(blank).chain(share_cells(Share::of(others, all))).collect();
    let columns: &[&str] = match own {
        Some(_) => &["Placed in", "Children", "Percent"],
        None => &["Responsible authority", "Placed in", "Children", "Percent"],
    };
    table_with_total("Where children are placed, by authority", columns, rows, (others > 0).then_some(rest))
}

const NOT_NAMED: &str = "An authority that no file names";

fn placed_in(flow: &AuthorityFlow, coverage: &Coverage) -> String {
    match flow.placement {
        Destination::NoWard => "In no ward of these boundaries".to_owned(),
        Destination::NotKnown => "Not known".to_owned(),
        placement => name(placement.code(coverage), coverage).unwrap_or_else(|| NOT_NAMED.to_owned()),
    }
}

fn responsible(flow: &AuthorityFlow, coverage: &Coverage) -> String {
    let code = flow.responsible.code(coverage);
    let unnamed = if code.is_some() { NOT_NAMED } else { "Not known" };
    name(code, coverage).unwrap_or_else(|| unnamed.to_owned())
}

fn name(code: Option<GssCode>, coverage: &Coverage) -> Option<String> {
    code.and_then(|code| coverage.name_of_authority(code)).map(str::to_owned)
}

/// Whose children are placed in the study's authority.
fn placed_here(findings: &Findings) -> Markup {
    let tables = findings.placed_here.iter().filter(|here| !here.by_authority.is_empty());
    let named = |code| name(Some(code), findings.coverage).unwrap_or_else(|| NOT_NAMED.to_owned());
    html! {
        @for here in tables.take(1).filter(|_| findings.settings.authority.is_some()) {
            @let rows = here.by_authority.iter().take(MOST_ROWS).map(|each| {
                let share = share_cells(Share::of(each.children, here.of_others));
                std::iter::once(Cell::Head(named(each.code))).chain(share).collect()
            }).collect();
            (table(&format!("Whose children are placed in {}", findings.coverage.authority(here.authority).name),
                   &["Responsible authority", "Children", "Percent of others' children"], rows))
        }
    }
}

//! Which segments carers come from: each index with its interval; those of a low base are greyed and say so.

use maud::{Markup, html};

use super::parts::{Cell, Section, not_known, table};
use crate::summarise::{Findings, SegmentProfile, SegmentRow};
use crate::write::{Value, grouped};

/// The width and the height of a bar's drawing.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 22.0;

/// An index farther out is drawn to the edge.
const MOST_INDEX: f64 = 400.0;

/// The segment profile. `None` when the study has no carers by segment or no households to compare them with.
pub(super) fn section(findings: &Findings) -> Option<Section> {
    let profile = findings.segment_profile.as_ref()?;
    let top = highest(profile);
    let rows = profile.segments.iter().map(|row| cells(row, findings, top)).collect();
    let columns = [
        "Segment",
        "Index and its 95% interval; the upright is 100",
        "Index",
        "From",
        "To",
        "Carers",
        "Percent",
        "Households, percent",
        "Note",
    ];
    let body = html! {
        p { "The penetration index is 100 times the segment's share of carers over its share of households: at 100 a household is \
             as likely to foster as the average one, at 200 twice as likely. The thin line is the 95% interval; where it crosses 100, \
             the difference may be chance. Grey, hatched bars have a low base: too few carers to rely on." }
        (table("Penetration index by segment", &columns, rows))
        p.note { "Of " (grouped(profile.carers)) " carers whose segment is known, in the wards that have households; "
            (grouped(profile.carers_without_segment)) " carers there have no segment, "
            (grouped(profile.unmatched_carers.values().sum())) " have one that the households do not have, and "
            (grouped(profile.carers_outside)) " live elsewhere." }
    };
    Some(Section { id: "segments", title: "What kind of household fosters", body })
}

/// The right end of the bars' axis.
fn highest(profile: &SegmentProfile) -> f64 {
    let reliable = profile.segments.iter().filter(|row| !row.is_low_base);
    let ends = reliable.filter_map(|row| row.index_interval.map(|(_, high)| high));
    ends.fold(200.0, f64::max).min(MOST_INDEX)
}

fn cells(row: &SegmentRow, findings: &Findings, top: f64) -> Vec<Cell> {
    let name = findings.segment(&row.segment).and_then(|segment| segment.name.clone());
    let name = name.map_or(row.segment.to_string(), |name| format!("{} {name}", row.segment));
    let (low, high) = row.index_interval.unzip();
    let note = match (row.is_low_base, row.no_index_because) {
        (_, Some(why)) => why,
        (true, None) => "low base",
        (false, None) => "",
    };
    let number = |figure, decimals| Cell::Value(Value::number(figure, decimals));
    vec![
        if row.is_low_base { Cell::Grey(name) } else { Cell::Head(name) },
        Cell::Markup(bar(row, top)),
        number(row.index, 0),
        number(low, 0),
        number(high, 0),
        Cell::Value(Value::count(Some(row.carers.numerator))),
        number(row.carers.percent(), 1),
        number(row.households.percent(), 1),
        Cell::Text(note.to_owned()),
    ]
}

fn bar(row: &SegmentRow, top: f64) -> Markup {
    let Some(index) = row.index else { return not_known() };
    let x = |index: f64| WIDTH * index.min(top) / top;
    let at = |index: f64| format!("{:.1}", x(index));
    let fill = if row.is_low_base { "#c8c8c8" } else { "#0072b2" };
    let middle = HEIGHT / 2.0;
    html! {
        svg.index viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) aria-hidden="true" {
            rect y="4" width=(at(index)) height=(HEIGHT - 8.0) fill=(fill) {}
            @if row.is_low_base { rect y="4" width=(at(index)) height=(HEIGHT - 8.0) fill="url(#hatch)" {} }
            line x1=(at(100.0)) x2=(at(100.0)) y1="0" y2=(HEIGHT) stroke="#222" stroke-width="1.5" {}
            @if let Some((low, high)) = row.index_interval {
                line x1=(at(low)) x2=(at(high)) y1=(middle) y2=(middle) stroke="#fff" stroke-width="4" {}
                line x1=(at(low)) x2=(at(high)) y1=(middle) y2=(middle) stroke="#b34000" stroke-width="2" {}
            }
        }
    }
}

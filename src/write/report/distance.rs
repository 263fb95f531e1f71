//! How far from home: the histogram and the cumulative curve with the threshold's mark, and the same in a table.

use maud::{Markup, html};

use super::curve;
use super::parts::{Cell, Section, table};
use crate::summarise::{Breakdown, DistanceByMile, Findings, GroupDistances, NOT_KNOWN};
use crate::write::words::alias;
use crate::write::{Value, grouped, share_in_words};

/// The distances of the headline's children. `None` without children.
pub(super) fn section(findings: &Findings) -> Option<Section> {
    let children = findings.distance_by_mile.as_ref()?;
    let settings = findings.settings;
    let body = html! {
        p { "In a straight line from home to placement. "
            (grouped(children.known())) " children have a known distance; for " (grouped(children.not_known))
            " it is not known, and they are in no bar." }
        @if children.known() > 0 {
            (curve::chart(children, settings.threshold_miles))
            (bands(children, settings.threshold_miles))
        }
        (by_placement(findings))
    };
    Some(Section { id: "distance", title: "How far from home", body })
}

fn bands(children: &DistanceByMile, threshold_miles: f64) -> Markup {
    let mut edges: Vec<usize> = vec![1, 2, 5, 10, 20, 50, 100];
    if threshold_miles.fract() == 0.0 {
        edges.push(threshold_miles as usize);
    }
    edges.sort_unstable();
    edges.dedup();
    let last = children.by_mile.len();
    edges.retain(|&edge| edge < last);
    edges.push(last);
    let starts = std::iter::once(0).chain(edges.iter().copied());
    let row = |(start, end): (usize, usize)| {
        let miles = if end == 1 { "mile" } else { "miles" };
        let label = if start == 0 { format!("Up to {end} {miles}") } else { format!("Over {start} to {end} miles") };
        let so_far = children.within(end);
        let here = so_far.numerator - children.within(start).numerator;
        vec![Cell::Ordered(label, end), Cell::Value(Value::count(Some(here))), Cell::Text(share_in_words(so_far))]
    };
    let rows = starts.zip(edges.iter().copied()).map(row).collect();
    table("Children by distance", &["Distance", "Children", "This far or nearer"], rows)
}

/// What a group is a group by; nothing where it is of all.
fn kind(breakdown: Breakdown) -> String {
    match breakdown {
        Breakdown::All | Breakdown::Fostered => String::new(),
        Breakdown::Uasc => "UASC".to_owned(),
        other => alias(other.word()),
    }
}

fn by_placement(findings: &Findings) -> Markup {
    let mode = findings.settings.distance;
    // A breakdown that is known of no child says nothing.
    let is_told = |breakdown| {
        let mut groups = findings.distances.iter().filter(|row| row.group.breakdown == breakdown && row.children > 0);
        groups.any(|row| row.group.label != NOT_KNOWN)
    };
    let is_shown =
        |row: &&GroupDistances| row.group.breakdown.is_of_kinds() && row.children > 0 && is_told(row.group.breakdown);
    let shown = findings.distances.iter().filter(is_shown);
    let row = |row: &GroupDistances| {
        let spread = row.in_mode(mode);
        let miles = |miles| Cell::Value(Value::number(miles, 1));
        vec![
            Cell::Head(row.group.label.clone()),
            Cell::Text(kind(row.group.breakdown)),
            Cell::Value(Value::count(Some(row.children))),
            Cell::Value(Value::count(Some(spread.not_known))),
            miles(spread.lower_quartile_miles),
            miles(spread.median_miles),
            miles(spread.upper_quartile_miles),
            miles(spread.ninetieth_percentile_miles),
        ]
    };
    let columns = [
        "Children",
        "By",
        "All",
        "Distance not known",
        "A quarter within, miles",
        "Half within, miles",
        "Three quarters within, miles",
        "Nine in ten within, miles",
    ];
    table("Distance by placement, provider and age", &columns, shown.map(row).collect())
}

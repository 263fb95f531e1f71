//! What `nearhome check` prints: each file, how codes and points meet, and what to mend. For people, and for batch jobs.

use std::path::Path;

use nearhome::read::InputFile;
use nearhome::run::{CheckReport, InputChecked, Mend, Range, Severity};
use serde_json::{Value, json};

use super::summary_lines::{account, place, placed};
use nearhome::write::{grouped, share_in_words};

/// Everything but the verdict.
pub fn lines(report: &CheckReport) -> Vec<String> {
    let mut lines: Vec<String> = report.inputs.iter().flat_map(input).collect();
    lines.extend(report.ranges.chunks(2).map(|pair| format!("Range: {}", ranges(pair))));
    lines.extend(
        report.matched.iter().map(|matched| format!("Codes: {} {}", share_in_words(matched.share), matched.what)),
    );
    lines.extend(report.points.iter().map(|points| format!("Points: in a ward {}", placed(points))));
    lines
}

/// Is it ready, and what to mend.
pub fn verdict(report: &CheckReport, study: &Path) -> Vec<String> {
    let stops: Vec<&Mend> = report.mend.iter().filter(|mend| mend.severity != Severity::Warning).collect();
    let others: Vec<&Mend> = report.mend.iter().filter(|mend| mend.severity == Severity::Warning).collect();
    let mut lines = match stops.len() {
        0 => vec![format!("Ready: nearhome run {}", study.display())],
        1 => vec!["Not ready. This stops a run:".to_owned()],
        many => vec![format!("Not ready. These {many} stop a run:")],
    };
    lines.extend(numbered(&stops));
    if !others.is_empty() {
        lines.push("Worth mending, most costly first (--list shows the rows):".to_owned());
    }
    lines.extend(numbered(&others));
    lines
}

/// One JSON object a file, range, share, fault of an outline, kind of point and thing to mend, and one for the verdict.
pub fn records(report: &CheckReport) -> Vec<Value> {
    let mut records = Vec::new();
    records.extend(report.inputs.iter().map(|input| json!({ "kind": "input", "input": input })));
    records.extend(report.ranges.iter().map(|range| json!({ "kind": "range", "range": range })));
    records.extend(report.matched.iter().map(|matched| json!({ "kind": "codes", "codes": matched })));
    let faults = report.geometry_faults.iter();
    records.extend(faults.map(|fault| json!({ "kind": "geometry_fault", "geometry_fault": fault })));
    records.extend(report.points.iter().map(|points| json!({ "kind": "points", "points": points })));
    records.extend(report.mend.iter().map(|mend| json!({ "kind": "mend", "mend": mend })));
    records.push(json!({ "kind": "verdict", "study": report.study, "ready": report.is_ready() }));
    records
}

fn input(checked: &InputChecked) -> Vec<String> {
    let about = about(&checked.input);
    match checked.accounts.as_slice() {
        [] => vec![format!("{}: read{about}", checked.input.name)],
        accounts => accounts.iter().flat_map(|each| account(each, &about)).collect(),
    }
}

/// `; 2025, EPSG:27700, UTF-8`, as far as they are known.
fn about(input: &InputFile) -> String {
    let year = input.vintage.map(|year| year.to_string());
    let known: Vec<String> = [year, input.crs.clone(), input.encoding.clone()].into_iter().flatten().collect();
    if known.is_empty() { String::new() } else { format!("; {}", known.join(", ")) }
}

/// `homes, easting 400 to 410 km; homes, northing 280 to 300 km`.
fn ranges(ranges: &[Range]) -> String {
    let one = |range: &Range| format!("{} {} to {} {}", range.of, range.lowest, range.highest, range.unit);
    ranges.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn numbered(mend: &[&Mend]) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, mend) in (1..).zip(mend) {
        let place = place(&mend.place, mend.column.as_deref());
        let count = mend.count.map_or(String::new(), |count| format!(" ({})", grouped(count)));
        lines.push(format!("  {number}. {place}: {}{count}", mend.what));
        lines.extend(mend.what_to_do.iter().map(|advice| format!("     to do: {advice}")));
    }
    lines
}

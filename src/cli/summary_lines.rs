//! The end of a run in ten lines at most: what did I get, what is it, what was left out, where is it.

use std::path::Path;

use nearhome::read::{Account, Warning};
use nearhome::run::Done;
use nearhome::summarise::{CarersHeadline, ChildrenHeadline, Summary, WelshShares};
use nearhome::write::{PointsPlaced, RunReport, grouped, share_in_words};

use super::messages::Messages;

/// Prints the warnings of a run and what it found.
pub fn print(done: &Done, target: &Path, messages: &Messages) {
    warn(&done.report.warnings, messages);
    messages.result(&lines(done, target));
}

/// Prints warnings, each with the first row and the column where it has them.
pub(super) fn warn(warnings: &[Warning], messages: &Messages) {
    for warning in warnings {
        let place = place(&warning.place(), warning.column.as_deref());
        messages.warning(format!("{place}: {} ({})", warning.what, grouped(warning.count)));
    }
}

/// `episodes.csv, row 12, column HOME_POST`.
pub(super) fn place(file_and_row: &str, column: Option<&str>) -> String {
    column.map_or(file_and_row.to_owned(), |column| format!("{file_and_row}, column {column}"))
}

/// `children.csv: 16 rows = 14 used + 2 left out` with what there is to say about the file, then the reasons.
pub(super) fn account(account: &Account, about: &str) -> Vec<String> {
    let rows = [account.rows_read, account.rows_used, account.rows_left_out].map(grouped);
    let mut lines =
        vec![format!("{}: {} rows = {} used + {} left out{about}", account.file, rows[0], rows[1], rows[2])];
    let left_out = account.left_out_by_reason.iter();
    lines.extend(left_out.map(|(reason, rows)| format!("  left out: {reason} ({})", grouped(*rows))));
    let values = account.values_not_used_by_reason.iter();
    lines.extend(values.map(|(reason, rows)| format!("  not used: {reason} ({})", grouped(*rows))));
    lines
}

fn lines(done: &Done, target: &Path) -> Vec<String> {
    let (summary, report) = (&done.summary, &done.report);
    let when = report.snapshot.as_ref().map_or(String::new(), |date| format!(" on {date}"));
    let mut lines = vec![format!(
        "{}{when}: {} wards, {} authorities",
        report.study,
        grouped(summary.wards),
        grouped(summary.authorities)
    )];
    if let Some(children) = &summary.children {
        lines.extend(children_lines(children, summary));
    }
    if let Some(here) = &summary.placed_here {
        lines.push(format!(
            "  {} of the children placed here are other authorities'",
            share_in_words(here.of_other_authorities)
        ));
    }
    lines.extend(summary.carers.as_ref().map(carers_line));
    lines.push(accounting(&report.accounts));
    lines.push(format!("In a ward: {}", report.points.iter().map(placed).collect::<Vec<_>>().join("; ")));
    lines.push(format!("Result: {}", target.display()));
    lines.push(what_to_open(report));
    lines
}

/// The files a person opens first, of those that the study asked for.
fn what_to_open(report: &RunReport) -> String {
    let is_there = |name: &str| report.outputs.iter().any(|output| output.name == name);
    let open = [
        ("report.html", "report.html in a browser"),
        ("nearhome.qgs", "nearhome.qgs in QGIS"),
        ("workbook.xlsx", "workbook.xlsx in a spreadsheet"),
    ];
    let open: Vec<_> = open.iter().filter(|(name, _)| is_there(name)).map(|(_, how)| *how).collect();
    let open = if open.is_empty() { String::new() } else { format!("open {}; ", open.join(", ")) };
    format!("  {open}run_report.json accounts for it all")
}

fn children_lines(children: &ChildrenHeadline, summary: &Summary) -> Vec<String> {
    let whose = summary.authority_name.as_ref().map_or(String::new(), |name| format!(" of {name}"));
    let distance = &children.all.distance_ssda903;
    let known = grouped(distance.children_known);
    let median = distance
        .median_miles
        .map_or(String::new(), |median| format!("; median distance {median} miles ({known} known)"));
    let fostered = share_in_words(children.fostered);
    let mut lines = vec![format!("  {} children{whose}, {fostered} fostered{median}", grouped(children.children))];
    match &summary.welsh_split {
        Some(welsh) => lines.extend(welsh_lines(&welsh.all)),
        None => lines.extend(distance_lines(children, summary.threshold_miles)),
    }
    lines
}

fn distance_lines(children: &ChildrenHeadline, miles: f64) -> [String; 2] {
    let split = &children.all.categories;
    let not_known = grouped(children.all.distance_not_known.numerator);
    [
        format!("  {} inside the boundary, {miles} miles or less", share_in_words(split.inside_near)),
        format!(
            "  {} outside the boundary, over {miles} miles; distance not known for {not_known}",
            share_in_words(split.outside_far)
        ),
    ]
}

/// Wales publishes no split by distance, but one by nation.
fn welsh_lines(welsh: &WelshShares) -> [String; 2] {
    [
        format!(
            "  {} inside the authority, {} elsewhere in Wales",
            share_in_words(welsh.inside),
            share_in_words(welsh.elsewhere_in_wales)
        ),
        format!(
            "  {} in England, {} elsewhere; not known for {}",
            share_in_words(welsh.england),
            grouped(welsh.elsewhere.numerator),
            grouped(welsh.not_known.numerator)
        ),
    ]
}

fn carers_line(carers: &CarersHeadline) -> String {
    let places =
        carers.approved_places.map_or(String::new(), |places| format!(", {} approved places", grouped(places)));
    let (all, in_house, ifa) = (carers.carers, carers.in_house.numerator, carers.ifa.numerator);
    let others = match all - in_house - ifa {
        0 => String::new(),
        others => format!(", {} other or not known", grouped(others)),
    };
    format!("  {} carers: {} in-house, {} agency{others}{places}", grouped(all), grouped(in_house), grouped(ifa))
}

fn accounting(accounts: &[Account]) -> String {
    let sum = |figure: fn(&Account) -> u64| accounts.iter().map(figure).sum::<u64>();
    let values = accounts.iter().flat_map(|account| account.values_not_used_by_reason.values()).sum::<u64>();
    let why = if sum(|account| account.rows_left_out) + values > 0 { "; left_out.csv says which and why" } else { "" };
    let rows = if accounts.len() > MOST_FILES { summed_up(accounts) } else { file_by_file(accounts) };
    format!("Rows read = used + left out: {rows}; {} values not used{why}", grouped(values))
}

/// With more files than this their rows are summed up: `run_report.json` has them one by one.
const MOST_FILES: usize = 4;

/// `children.csv 2,912 = 2,910 + 2, carers.csv 958 = 958 + 0`.
fn file_by_file(accounts: &[Account]) -> String {
    let each = |account: &Account| format!("{} {}", account.file, equation([account].into_iter()));
    accounts.iter().map(each).collect::<Vec<_>>().join(", ")
}

/// `7,520 = 7,518 + 2 in 7 files (children.csv 2)`, where files with rows left out are named, those with most first.
fn summed_up(accounts: &[Account]) -> String {
    let mut lacking: Vec<&Account> = accounts.iter().filter(|account| account.rows_left_out > 0).collect();
    lacking.sort_by_key(|account| std::cmp::Reverse(account.rows_left_out));
    let more = lacking.len().saturating_sub(MOST_FILES);
    let named = lacking.iter().take(MOST_FILES);
    let mut named: Vec<_> =
        named.map(|account| format!("{} {}", account.file, grouped(account.rows_left_out))).collect();
    named.extend((more > 0).then(|| format!("{more} more files")));
    let named = if named.is_empty() { String::new() } else { format!(" ({})", named.join(", ")) };
    format!("{} in {} files{named}", equation(accounts.iter()), accounts.len())
}

/// `2,912 = 2,910 + 2`.
fn equation<'a>(accounts: impl Iterator<Item = &'a Account> + Clone) -> String {
    let sum = |figure: fn(&Account) -> u64| grouped(accounts.clone().map(figure).sum());
    let [read, used, left_out] =
        [sum(|each| each.rows_read), sum(|each| each.rows_used), sum(|each| each.rows_left_out)];
    format!("{read} = {used} + {left_out}")
}

/// `2,899 of 2,912 placements (6 not known, 7 in no ward)`.
pub(super) fn placed(points: &PointsPlaced) -> String {
    let others = [
        (points.not_known, "not known"),
        (points.outside, "in no ward"),
        (points.on_border, "on a border"),
        (points.overlap, "where wards overlap"),
        (points.snapped, "snapped"),
        (points.by_directory, "by the directory's ward"),
    ];
    let others = others.iter().filter(|(count, _)| *count > 0).map(|(count, how)| format!("{} {how}", grouped(*count)));
    let others = others.collect::<Vec<_>>().join(", ");
    let others = if others.is_empty() { others } else { format!(" ({others})") };
    format!("{} of {} {}{others}", grouped(points.in_a_ward()), grouped(points.total()), points.points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_many_files_are_summed_up_and_those_with_rows_left_out_named() {
        let accounts = |left_out: &[u64]| -> Vec<Account> {
            let account = |(at, &rows): (usize, &u64)| Account {
                file: format!("{at}.csv"),
                rows_read: 1_000,
                rows_used: 1_000 - rows,
                rows_left_out: rows,
                ..Account::default()
            };
            left_out.iter().enumerate().map(account).collect()
        };
        let few = accounting(&accounts(&[0, 2]));
        assert!(few.contains(": 0.csv 1,000 = 1,000 + 0, 1.csv 1,000 = 998 + 2; 0 values not used; left_out"), "{few}");
        let many = accounting(&accounts(&[0, 2, 0, 9, 0]));
        assert!(many.contains(": 5,000 = 4,989 + 11 in 5 files (3.csv 9, 1.csv 2); 0 values"), "{many}");
        assert!(accounting(&accounts(&[0; 5])).ends_with(": 5,000 = 5,000 + 0 in 5 files; 0 values not used"));
        assert!(
            accounting(&accounts(&[1, 2, 3, 4, 5, 6])).contains("(5.csv 6, 4.csv 5, 3.csv 4, 2.csv 3, 2 more files)")
        );
    }
}

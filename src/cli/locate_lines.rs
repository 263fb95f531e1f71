//! The end of `nearhome locate`, on stderr: how many rows have a ward, and why the others have none.

use nearhome::run::LocatedRows;

use super::messages::Messages;
use super::summary_lines::{grouped, placed};

/// Prints the warnings and the account of the rows.
pub fn print(located: &LocatedRows, messages: &Messages) {
    for warning in &located.warnings {
        messages.warning(format!("{}: {} ({})", warning.file, warning.what, grouped(warning.count)));
    }
    messages.remark(&lines(located));
}

fn lines(located: &LocatedRows) -> Vec<String> {
    let points = &located.points;
    let mut lines = vec![format!("Rows read: {}; in a ward: {}", grouped(points.total()), placed(points))];
    let reasons = located.not_known_by_reason.iter();
    lines.extend(reasons.map(|(reason, rows)| format!("  not known: {reason} ({})", grouped(*rows))));
    if located.miles_not_known > 0 {
        lines.push(format!("  with a point, but without miles: {}", grouped(located.miles_not_known)));
    }
    lines
}

//! The end of `nearhome locate`, on stderr: how many rows have a ward, and why the others have none.

use nearhome::read::Account;
use nearhome::run::LocatedRows;

use super::messages::Messages;
use super::summary_lines::{account, placed, warn};
use nearhome::write::grouped;

/// Prints the warnings, the account of the rows, and that of the postcode directory where there is one.
pub fn print(located: &LocatedRows, directory: Option<&Account>, messages: &Messages) {
    warn(&located.warnings, messages);
    let mut lines = lines(located);
    lines.extend(directory.into_iter().flat_map(|each| account(each, "")));
    messages.remark(&lines);
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

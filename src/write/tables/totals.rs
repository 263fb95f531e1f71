//! The table that shows that the wards' sums come to what was read.

use super::figure::{Figure, figure, table, text};
use crate::summarise::{Findings, Total};
use crate::write::{Table, Value};

/// One row a column of the ward table that adds up.
pub(super) fn totals_table(findings: &Findings) -> Table {
    let figures: Vec<Figure<&Total>> = vec![
        figure("column", "The column of the ward table; children_responsible is of the authority table.", |total| {
            text(total.column)
        }),
        figure("in_these_boundaries", "The sum of the column over all wards (or authorities).", |total| {
            Value::count(total.in_wards)
        }),
        figure("outside_these_boundaries", "Located in no ward; or an authority that is not in these.", |total| {
            Value::count(total.outside)
        }),
        figure("not_known", "Without a point, or without a responsible authority.", |total| {
            Value::count(total.not_known)
        }),
        figure("all", "All records used: the sum of the three.", |total| Value::count(total.all)),
        figure("on_border", "Points exactly on a ward's edge.", |total| {
            Value::count(total.placings.map(|placings| placings.on_border))
        }),
        figure("in_overlap", "Points in more than one ward, where the boundaries overlap.", |total| {
            Value::count(total.placings.map(|placings| placings.overlap))
        }),
        figure("snapped", "Points in no ward that were taken to the nearest one.", |total| {
            Value::count(total.placings.map(|placings| placings.snapped))
        }),
    ];
    table("totals", "Do the wards' sums come to what was read?", figures, &findings.totals)
}

//! The tables of DfE's split and of where children placed outside are: one row a group and category, tidy.

use super::figure::{count, denominator, figure, naming_the_distance, numerator, percent, table, text};
use super::group_figures::{OfGroup, group_figures};
use crate::measure::{Beyond, Category, Nearness};
use crate::summarise::{Findings, Group, GroupSplit, OutsideWhere, Share};
use crate::write::Table;

/// One cell of the split, with the group it is of.
struct SplitCell<'a> {
    group: &'a Group,
    split: &'static str,
    category: String,
    share: Share,
}

/// One cell of where those placed outside are.
struct OutsideCell<'a> {
    row: &'a OutsideWhere,
    beyond: Beyond,
}

impl OfGroup for SplitCell<'_> {
    fn group(&self) -> &Group {
        self.group
    }
}

impl OfGroup for OutsideCell<'_> {
    fn group(&self) -> &Group {
        &self.row.group
    }
}

/// DfE's categories, then inside / outside, then near / far, for each group of each breakdown.
pub(super) fn boundary_split_table(findings: &Findings) -> Table {
    let mut figures = group_figures::<SplitCell>();
    figures.extend([
        figure(
            "split",
            "distance_and_boundary, boundary or distance: each adds up to the group.",
            |cell: &SplitCell| text(cell.split),
        ),
        figure("category", "The category in DfE's words.", |cell: &SplitCell| text(cell.category.as_str())),
        figure("children", "Children in the category: the numerator.", |cell: &SplitCell| numerator(Some(cell.share))),
        figure(
            "group_children",
            "All children of the group, not known included: the denominator.",
            |cell: &SplitCell| denominator(Some(cell.share)),
        ),
        figure("percent", "children of group_children, in percent.", |cell: &SplitCell| percent(Some(cell.share))),
    ]);
    let cells = findings.boundary_split.iter().flat_map(|row| split_cells(row, findings.settings.threshold_miles));
    let about = "How many children are placed inside and outside their authority's boundary, near and far?";
    naming_the_distance(table("boundary_split", about, figures, cells), findings.settings.distance)
}

fn split_cells(row: &GroupSplit, threshold: f64) -> Vec<SplitCell<'_>> {
    let cell = |split, category: String, share| SplitCell { group: &row.group, split, category, share };
    let categories =
        Category::ALL.map(|each| cell("distance_and_boundary", each.label(threshold), row.share(each))).into_iter();
    let boundary = [
        cell("boundary", "Inside boundary".to_owned(), row.inside()),
        cell("boundary", "Outside boundary".to_owned(), row.outside()),
        cell("boundary", Category::BoundaryNotKnown.label(threshold), row.share(Category::BoundaryNotKnown)),
    ];
    let distance = [
        cell("distance", format!("{threshold} miles or less"), row.at_distance(Nearness::Near)),
        cell("distance", format!("Over {threshold} miles"), row.at_distance(Nearness::Far)),
        cell("distance", "Not known or not recorded".to_owned(), row.at_distance(Nearness::NotKnown)),
    ];
    categories.chain(boundary).chain(distance).collect()
}

/// Where children placed outside are, against both denominators, for each group of each breakdown.
pub(super) fn outside_where_table(findings: &Findings) -> Table {
    let mut figures = group_figures::<OutsideCell>();
    figures.extend([
        figure("placed_in", "Where the placement is, as seen from the responsible authority.", |cell: &OutsideCell| {
            text(cell.beyond.label())
        }),
        figure("children", "Children placed there: the numerator of both percentages.", |cell: &OutsideCell| {
            count(cell.row.share_of_all(cell.beyond).numerator)
        }),
        figure("outside_children", "Children of the group placed outside the boundary.", |cell: &OutsideCell| {
            count(cell.row.outside())
        }),
        figure("percent_of_outside", "children of outside_children, in percent.", |cell: &OutsideCell| {
            percent(Some(cell.row.share_of_outside(cell.beyond)))
        }),
        figure("group_children", "All children of the group, wherever placed.", |cell: &OutsideCell| {
            count(cell.row.children)
        }),
        figure("percent_of_group", "children of group_children, in percent.", |cell: &OutsideCell| {
            percent(Some(cell.row.share_of_all(cell.beyond)))
        }),
    ]);
    let cells = findings.outside_where.iter().flat_map(|row| Beyond::ALL.map(|beyond| OutsideCell { row, beyond }));
    let about = "Where are the children who are placed outside their authority's boundary?";
    table("outside_where", about, figures, cells)
}

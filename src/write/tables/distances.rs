//! The table of distances: one row a group.

use super::figure::{Figure, count, figure, naming_the_distance, percent, table};
use super::group_figures::{OfGroup, group_figures};
use crate::geography::DistanceMode;
use crate::summarise::{DistanceByMile, Distribution, Findings, Group, GroupDistances};
use crate::write::{Table, Value};

/// A group's distances and the mode in which the spread is given.
struct DistanceRow<'a> {
    row: &'a GroupDistances,
    mode: DistanceMode,
}

impl OfGroup for DistanceRow<'_> {
    fn group(&self) -> &Group {
        &self.row.group
    }
}

impl DistanceRow<'_> {
    fn spread(&self) -> &Distribution {
        self.row.in_mode(self.mode)
    }
}

/// Mean, quartiles and bands in the study's mode, then mean and median in both.
pub(super) fn distances_table(findings: &Findings) -> Table {
    let figures = [group_figures(), spread_figures(), band_figures(), both_modes()].into_iter().flatten().collect();
    let mode = findings.settings.distance;
    let rows = findings.distances.iter().map(|row| DistanceRow { row, mode });
    let about = "How far from home are children placed, in a straight line?";
    naming_the_distance(table("distances", about, figures, rows), mode)
}

/// One row a mile, up to the farthest child: the histogram and the cumulative curve.
pub(super) fn distance_by_mile_table(children: &DistanceByMile, mode: DistanceMode) -> Table {
    let figures: Vec<Figure<(&DistanceByMile, usize)>> = vec![
        figure("over_miles", "Children over so many miles away; those at 0 are in the first row.", |(_, mile)| {
            count(*mile as u64)
        }),
        figure("to_miles", "And up to so many.", |(_, mile)| count(*mile as u64 + 1)),
        figure("children", "Children that far away.", |(all, mile)| count(all.by_mile[*mile])),
        figure("children_so_far", "Children that far away or nearer.", |(all, mile)| {
            count(all.within(mile + 1).numerator)
        }),
        figure("distance_known", "Children whose distance is known: the denominator.", |(all, _)| count(all.known())),
        figure("percent_so_far", "children_so_far of distance_known, in percent.", |(all, mile)| {
            percent(Some(all.within(mile + 1)))
        }),
    ];
    let rows = (0..children.by_mile.len()).map(|mile| (children, mile));
    naming_the_distance(
        table("distance_by_mile", "How many children live how many miles from home?", figures, rows),
        mode,
    )
}

fn miles(miles: Option<f64>) -> Value {
    Value::number(miles, 2)
}

fn spread_figures<'a>() -> Vec<Figure<DistanceRow<'a>>> {
    vec![
        figure("children", "All children of the group.", |row| count(row.row.children)),
        figure("distance_known", "Children whose distance is known: whom the figures are of.", |row| {
            count(row.spread().known)
        }),
        figure("distance_not_known", "Children whose distance is not known.", |row| count(row.spread().not_known)),
        figure("mean_distance_miles", "Mean, in the study's mode.", |row| miles(row.spread().mean_miles)),
        figure("lower_quartile_distance_miles", "A quarter are this near or nearer (type 7 quantile).", |row| {
            miles(row.spread().lower_quartile_miles)
        }),
        figure("median_distance_miles", "Half are this near or nearer.", |row| miles(row.spread().median_miles)),
        figure("upper_quartile_distance_miles", "Three quarters are this near or nearer.", |row| {
            miles(row.spread().upper_quartile_miles)
        }),
        figure("ninetieth_percentile_distance_miles", "Nine in ten are this near or nearer.", |row| {
            miles(row.spread().ninetieth_percentile_miles)
        }),
        figure("maximum_distance_miles", "The farthest.", |row| miles(row.spread().maximum_miles)),
    ]
}

fn band_figures<'a>() -> Vec<Figure<DistanceRow<'a>>> {
    vec![
        figure("children_0_to_5_miles", "Children placed up to and including 5 miles away.", |row| {
            count(row.spread().bands[0])
        }),
        figure("children_over_5_to_10_miles", "Children placed over 5 and up to 10 miles away.", |row| {
            count(row.spread().bands[1])
        }),
        figure("children_over_10_to_20_miles", "Children placed over 10 and up to 20 miles away.", |row| {
            count(row.spread().bands[2])
        }),
        figure("children_over_20_to_50_miles", "Children placed over 20 and up to 50 miles away.", |row| {
            count(row.spread().bands[3])
        }),
        figure("children_over_50_miles", "Children placed over 50 miles away.", |row| count(row.spread().bands[4])),
    ]
}

fn both_modes<'a>() -> Vec<Figure<DistanceRow<'a>>> {
    vec![
        figure("mean_ssda903_miles", "Mean of the miles as the SSDA903 return states them.", |row| {
            miles(row.row.ssda903.mean_miles)
        }),
        figure("median_ssda903_miles", "Median of the miles as the SSDA903 return states them.", |row| {
            miles(row.row.ssda903.median_miles)
        }),
        figure("mean_exact_miles", "Mean of the unrounded miles of 1,609.344 m.", |row| {
            miles(row.row.exact.mean_miles)
        }),
        figure("median_exact_miles", "Median of the unrounded miles of 1,609.344 m.", |row| {
            miles(row.row.exact.median_miles)
        }),
    ]
}

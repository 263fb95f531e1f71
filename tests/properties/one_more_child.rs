//! One child more changes the cells of its home ward and of its placement ward that it should, by one, and no other.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::made_study::{Form, MadeChild, MadeStudy, made_study};
use crate::slow::{category, miles, ward_of};
use crate::support::csv_rows;

type Row = BTreeMap<String, String>;

fn wards_table(study: &MadeStudy) -> Vec<Row> {
    let folder = tempfile::tempdir().unwrap();
    csv_rows(&study.run(folder.path(), &Form::default(), &["--quiet"]).join("tables/wards.csv"))
}

/// Position of the ward and column, of every cell that is another; ranks apart, which compare wards with one another.
fn changed(before: &[Row], after: &[Row]) -> BTreeSet<(usize, String)> {
    let of_ward = |(at, (before, after)): (usize, (&Row, &Row))| {
        let changed = before.iter().filter(|(column, cell)| after[*column] != **cell);
        let columns = changed.map(|(column, _)| column.clone()).filter(|column| !column.starts_with("rank_"));
        columns.map(move |column| (at, column)).collect::<Vec<_>>()
    };
    before.iter().zip(after).enumerate().flat_map(of_ward).collect()
}

/// The counts that must go up by one.
fn counts_up(study: &MadeStudy, child: &MadeChild) -> BTreeSet<(usize, String)> {
    let mut up = BTreeSet::new();
    if let Some(home) = ward_of(&study.wards, child.home) {
        let distance = if miles(child, "ssda903").is_some() { "distance_known" } else { "distance_not_known" };
        let category = category(study, child, "ssda903");
        let outside = category.starts_with("outside").then_some("outside");
        let columns = ["children_home", "split_children", category, distance].into_iter().chain(outside);
        up.extend(columns.map(|column| (home, column.to_owned())));
    }
    if let Some(placed) = ward_of(&study.wards, child.placement) {
        up.insert((placed, "children_placed".to_owned()));
        if study.wards[placed].authority != child.authority {
            up.insert((placed, "children_placed_from_elsewhere".to_owned()));
        }
    }
    up
}

/// Shares, averages and balances of the same children: they may change in the ward whose counts do.
const FOLLOW_HOME: [&str; 7] = [
    "inside_near_percent",
    "outside_percent",
    "outside_far_percent",
    "mean_distance_miles",
    "median_distance_miles",
    "children_home_per_carer",
    "net_in",
];
const FOLLOW_PLACEMENT: [&str; 1] = ["net_in"];

fn assert_only_its_cells_change(study: &MadeStudy, child: &MadeChild) {
    let mut more = study.clone();
    more.children.push(child.clone());
    let (before, after) = (wards_table(study), wards_table(&more));
    let (changed, up) = (changed(&before, &after), counts_up(&more, child));
    for (ward, column) in &up {
        let count = |rows: &[Row]| rows[*ward][column].parse::<i64>().unwrap();
        assert_eq!(count(&after), count(&before) + 1, "{column}");
    }
    let (home, placed) = (ward_of(&study.wards, child.home), ward_of(&study.wards, child.placement));
    let follows = |ward: usize, column: &str| {
        home == Some(ward) && FOLLOW_HOME.contains(&column)
            || placed == Some(ward) && FOLLOW_PLACEMENT.contains(&column)
    };
    for (ward, column) in changed.difference(&up) {
        assert!(follows(*ward, column), "{column} of ward {ward} is another");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn one_child_more_changes_exactly_the_cells_it_should(mut study in made_study()) {
        // The last is the one that comes; the first two stay, so that the file is never one authority's own.
        prop_assume!(study.children.len() > 2);
        let child = study.children.pop().unwrap();
        // A file that tells no home or no placement at all says nothing of them: there another home changes every ward.
        prop_assume!(study.children.iter().any(|child| child.home.is_some()));
        prop_assume!(study.children.iter().any(|child| child.placement.is_some()));
        assert_only_its_cells_change(&study, &child);
    }
}

//! Random episode histories, against a slow plain reading of the rule: for each child, of the rows that are open at the
//! end of the day and no short break, the last to begin. Every row is accounted for.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::geography::GridPoint;

/// A made-up row: child, first day and length in days (none: open), short break or not, a slip of the pen or none.
type Made = (u8, i32, Option<i32>, bool, u8);

fn made() -> impl Strategy<Value = Vec<Made>> {
    let row =
        (0_u8..6, -40..10_i32, proptest::option::weighted(0.5, 0..40_i32), proptest::bool::weighted(0.2), 0_u8..12);
    proptest::collection::vec(row, 0..40)
}

/// The day so many days after 1 March 2026, within some months of it.
fn day(offset: i32) -> String {
    let (mut year, mut month, mut day) = (2026, 3, 1 + offset);
    let length = |year, month| (28..=31).rev().find(|&day| Date::new(year, month, day).is_some()).map_or(31, i32::from);
    while day < 1 {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
        day += length(year, month);
    }
    while day > length(year, month) {
        day -= length(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    format!("{day:02}/{month:02}/{year}")
}

/// The snapshot day, 15 March 2026, as such an offset.
const SNAPSHOT: i32 = 14;

fn csv(rows: &[Made]) -> String {
    let mut text = "CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\n".to_owned();
    for (at, &(child, start, length, is_short_break, slip)) in rows.iter().enumerate() {
        let first = if slip == 0 { "31/02/2026".to_owned() } else { day(start) };
        let last = length.map(|length| day(if slip == 1 { start - 1 - length } else { start + length }));
        let (status, id) =
            (if is_short_break { "V4" } else { "C2" }, if slip == 2 { String::new() } else { format!("c{child}") });
        // The place is the row, so that no two rows are the same.
        text += &format!("{id},{first},{},{status},U4,row {at},B2 2BB\n", last.unwrap_or_default());
    }
    text
}

/// The rows that count, told the long way.
fn expected(rows: &[Made]) -> BTreeSet<u64> {
    let mut of_child: BTreeMap<u8, (i32, u64)> = BTreeMap::new();
    for (at, &(child, start, length, is_short_break, slip)) in rows.iter().enumerate() {
        let is_right = !matches!((slip, length), (0 | 2, _) | (1, Some(_)));
        let is_open = start <= SNAPSHOT && length.is_none_or(|length| SNAPSHOT < start + length);
        if is_right && is_open && !is_short_break {
            let (begun, row) = of_child.entry(child).or_insert((start, at as u64 + 2));
            if start >= *begun {
                (*begun, *row) = (start, at as u64 + 2);
            }
        }
    }
    of_child.into_values().map(|(_, row)| row).collect()
}

fn read(text: &str) -> Result<Return, ReadError> {
    let file = FileBytes::new("episodes.csv", text.as_bytes().to_vec());
    let directory = PostcodeDirectory::new(vec![(
        "B2 2BB".parse().unwrap(),
        crate::geography::PostcodePlace { point: GridPoint::new(4e5, 3e5), ..Default::default() },
    )]);
    let snapshot = Date::day_month_year(&day(SNAPSHOT)).unwrap();
    ReturnFiles::of(vec![file])?.children(snapshot, TemporaryPlacements::Underlying, &directory)
}

proptest! {
    #[test]
    fn each_child_has_one_row_and_every_row_is_accounted_for(rows in made()) {
        let expected = expected(&rows);
        match read(&csv(&rows)) {
            Ok(found) => {
                let used: BTreeSet<u64> = found.children.iter().map(|child| child.row.into()).collect();
                let ids: BTreeSet<_> = found.children.iter().map(|child| child.id.clone()).collect();
                prop_assert_eq!(&used, &expected);
                prop_assert_eq!(ids.len(), found.children.len(), "one row a child");
                let account = &found.accounts[0];
                prop_assert_eq!(account.rows_read, rows.len() as u64);
                prop_assert_eq!(account.rows_used + account.rows_left_out, account.rows_read);
                prop_assert!(found.children.iter().all(|child| child.placement.is_some()));
            }
            Err(_) => prop_assert!(expected.is_empty() && !rows.is_empty()),
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(CHILD|DECOM|DEC|LS|PLACE|HOME_POST|PL_POST|[,\n\"a1/ ]){0,60}") {
        let _ = read(&format!("CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\n{text}"));
        let _ = read(&text);
    }
}

#[test]
fn made_up_days_are_days() {
    assert_eq!(
        [day(0), day(SNAPSHOT), day(-1), day(31), day(-60)],
        ["01/03/2026", "15/03/2026", "28/02/2026", "01/04/2026", "31/12/2025"]
    );
}

//! Which episode is the one of the snapshot day, case by case. The whole against a slow plain oracle: `oracle_tests`.

use super::super::made_up::{episode, in_table};
use super::*;

const DAY: &str = "2026-03-31";

fn fates(rows: &[(&str, &str)]) -> Vec<Fate> {
    let rows: Vec<Episode> =
        rows.iter().enumerate().map(|(at, (start, end))| episode("a", at, start, end, "U4")).collect();
    choose(&rows, Date::iso(DAY).unwrap()).fates
}

fn in_tables(rows: &[(usize, &str, &str)]) -> Vec<Fate> {
    let mut episodes = Vec::new();
    for (at, &(table, start, end)) in rows.iter().enumerate() {
        episodes.push(in_table(table, episode("a", at, start, end, "U4")));
    }
    choose(&episodes, Date::iso(DAY).unwrap()).fates
}

#[test]
fn the_day_is_taken_at_its_end() {
    let ends_and_begins = [("01/01/2026", "31/03/2026"), ("31/03/2026", "")];
    assert_eq!(fates(&ends_and_begins), [Fate::LeftOut(ENDED), Fate::Used]);
    assert_eq!(fates(&[("01/01/2026", "01/04/2026")]), [Fate::Used]);
    assert_eq!(fates(&[("01/04/2026", "")]), [Fate::LeftOut(BEGAN_AFTER)]);
    assert_eq!(fates(&[("31/03/2026", "31/03/2026")]), [Fate::LeftOut(ENDED)], "it lasted no night");
}

#[test]
fn of_episodes_that_overlap_the_last_to_begin_is_taken() {
    assert_eq!(fates(&[("02/01/2026", ""), ("01/01/2026", "")]), [Fate::Used, Fate::LeftOut(OVERLAPS)]);
    assert_eq!(fates(&[("01/01/2026", "01/05/2026"), ("01/01/2026", "")]), [Fate::LeftOut(OVERLAPS), Fate::Used]);
}

#[test]
fn rows_that_are_the_same_count_once() {
    let same = [("01/01/2026", ""), ("01/01/2026", ""), ("01/01/2020", "01/01/2021"), ("01/01/2020", "01/01/2021")];
    let expected = [Fate::Used, Fate::LeftOut(SAME), Fate::LeftOut(ENDED), Fate::LeftOut(SAME)];
    assert_eq!(fates(&same), expected);
}

#[test]
fn a_later_years_return_replaces_the_earlier_ones_row() {
    let ended_since = [(0, "01/02/2025", ""), (1, "01/02/2025", "01/06/2025"), (1, "01/06/2025", "")];
    assert_eq!(in_tables(&ended_since), [Fate::LeftOut(REPLACED), Fate::LeftOut(ENDED), Fate::Used]);
    let other_way_round = [(1, "01/02/2025", ""), (0, "01/02/2025", "01/06/2025"), (0, "01/06/2025", "")];
    assert_eq!(in_tables(&other_way_round), [Fate::LeftOut(REPLACED), Fate::LeftOut(ENDED), Fate::Used]);
}

#[test]
fn an_open_episode_of_an_earlier_return_that_no_later_one_has_is_not_counted() {
    let episodes = [
        in_table(0, episode("gone", 0, "01/02/2025", "", "U4")),
        in_table(1, episode("here", 0, "01/02/2026", "", "U4")),
    ];
    let fates = |day| choose(&episodes, Date::iso(day).unwrap()).fates;
    assert_eq!(fates(DAY), [Fate::LeftOut(OF_EARLIER_YEAR), Fate::Used]);
    assert_eq!(fates("2025-03-31"), [Fate::Used, Fate::LeftOut(BEGAN_AFTER)], "in its own year it counts");
}

#[test]
fn a_first_day_in_the_far_future_dates_no_return() {
    let slip = [(0, "01/02/2062", ""), (0, "01/02/2025", ""), (1, "01/02/2025", "01/06/2025"), (1, "01/06/2025", "")];
    assert_eq!(in_tables(&slip)[1..], [Fate::LeftOut(REPLACED), Fate::LeftOut(ENDED), Fate::Used]);
}

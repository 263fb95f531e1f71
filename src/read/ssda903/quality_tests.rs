//! Each rule broken once and kept once.

use super::super::codes::{LEGAL_STATUS, PLACE};
use super::super::made_up::{episode, episode_with};
use super::*;

/// The fields of an episode that breaks no rule.
const RIGHT: [(Field, &str); 10] = [
    (Field::Child, "a"),
    (Field::Start, "01/01/2026"),
    (Field::LegalStatus, "C2"),
    (Field::Place, "U4"),
    (Field::HomePostcode, "B1 1AA"),
    (Field::PlacementPostcode, "B2 2BB"),
    (Field::Provider, "PR1"),
    (Field::ReasonNew, "S"),
    (Field::Need, "N1"),
    (Field::Urn, "1234567"),
];

fn with(changes: &[(Field, &str)]) -> Episode {
    let right: Vec<_> =
        RIGHT.into_iter().filter(|(field, _)| changes.iter().all(|(changed, _)| changed != field)).collect();
    episode_with(2, &[&right, changes].concat())
}

fn rules(breaches: Breaches) -> Vec<&'static str> {
    let name = |_, _| ("episodes.csv".to_owned(), None);
    breaches.into_rules(name).iter().map(|rule| if rule.rule.is_empty() { rule.what } else { rule.rule }).collect()
}

fn broken(changes: &[(Field, &str)], asylum: Asylum) -> Vec<&'static str> {
    let mut breaches = Breaches::default();
    breaches.check_used(&with(changes), asylum, 2026);
    rules(breaches)
}

#[test]
fn a_row_that_is_right_breaks_no_rule() {
    assert!(broken(&[], Asylum::Never).is_empty());
    assert!(broken(&[(Field::End, "01/05/2026"), (Field::ReasonCeased, "X1")], Asylum::Never).is_empty());
    assert!(broken(&[(Field::Place, "T1"), (Field::Provider, "")], Asylum::Never).is_empty());
    assert!(broken(&[(Field::Place, "Z11"), (Field::Provider, "")], Asylum::Never).is_empty());
}

#[test]
fn each_rule_is_broken_by_its_own_fault() {
    for (changes, rule) in [
        (&[(Field::HomePostcode, "")][..], "392b"),
        (&[(Field::PlacementPostcode, "")], "392b"),
        (&[(Field::PlacementPostcode, "b11aa ")], "392d"),
        (&[(Field::ReasonNew, "Q")], "143"),
        (&[(Field::Need, "N9")], "145"),
        (&[(Field::End, "01/05/2026"), (Field::ReasonCeased, "E99")], "149"),
        (&[(Field::End, "01/05/2026")], "148"),
        (&[(Field::ReasonCeased, "X1")], "148"),
        (&[(Field::Place, "T2")], "213"),
        (&[(Field::Place, "Z11")], "213"),
        (&[(Field::Provider, "")], "526"),
    ] {
        assert_eq!(broken(changes, Asylum::Never), [rule], "{changes:?}");
    }
    assert_eq!(broken(&[(Field::ReasonPlaceChange, "WHIM")], Asylum::Never), [NOT_A_CODE]);
}

#[test]
fn placed_with_parents_home_and_placement_may_be_one() {
    assert!(
        broken(&[(Field::Place, "P1"), (Field::Provider, "PR0"), (Field::PlacementPostcode, "B1 1AA")], Asylum::Never)
            .is_empty()
    );
}

#[test]
fn a_uasc_needs_no_postcodes_and_must_have_no_home() {
    assert!(broken(&[(Field::HomePostcode, "")], Asylum::Now).is_empty());
    assert!(broken(&[(Field::HomePostcode, "")], Asylum::Formerly).is_empty());
    assert_eq!(broken(&[], Asylum::Now), ["406"]);
    assert_eq!(broken(&[], Asylum::Formerly), ["406"]);
    assert!(broken(&[], Asylum::Never).is_empty());
}

#[test]
fn short_breaks_have_neither_postcodes_nor_a_long_term_placement() {
    let of = |changes: &[(Field, &str)]| {
        let mut breaches = Breaches::default();
        breaches.check_short_break(&with(changes));
        rules(breaches)
    };
    let blank = [(Field::HomePostcode, ""), (Field::PlacementPostcode, ""), (Field::Urn, ""), (Field::Place, "U6")];
    assert!(of(&blank).is_empty());
    assert_eq!(of(&[]), ["214, 398, 420", "214, 398, 420", "214, 398, 420", "384"], "one a column");
}

#[test]
fn a_code_of_another_year_is_used_and_one_of_no_list_is_not() {
    let checked = |place: &str| {
        let mut breaches = Breaches::default();
        (breaches.checked_code(&with(&[(Field::Place, place)]), &PLACE, 2026), rules(breaches))
    };
    assert_eq!(checked("u4"), (Some("U4".to_owned()), vec![]));
    assert_eq!(checked("H5"), (Some("H5".to_owned()), vec!["146"]));
    assert_eq!(checked("Q1"), (None, vec!["146"]));
    let mut breaches = Breaches::default();
    assert_eq!(breaches.checked_code(&with(&[(Field::LegalStatus, "")]), &LEGAL_STATUS, 2026), None);
    assert!(rules(breaches).is_empty(), "blank is no code");
}

#[test]
fn an_episode_that_begins_before_an_earlier_one_has_ended_overlaps() {
    let overlaps = |rows: &[(&str, &str)]| {
        let episodes: Vec<Episode> =
            rows.iter().enumerate().map(|(at, (start, end))| episode("a", at, start, end, "U4")).collect();
        let mut breaches = Breaches::default();
        breaches.check_overlaps(episodes.iter());
        breaches.into_rules(|_, _| (String::new(), None)).into_iter().flat_map(|rule| rule.rows).collect::<Vec<_>>()
    };
    let in_turn = [("01/01/2020", "01/02/2020"), ("01/02/2020", "01/02/2020"), ("01/02/2020", "")];
    assert!(overlaps(&in_turn).is_empty());
    assert_eq!(overlaps(&[("01/01/2020", "05/02/2020"), ("01/02/2020", "")]), [1]);
    let long_one = [("01/01/2020", "01/01/2024"), ("01/02/2020", "01/03/2020"), ("01/06/2021", "")];
    assert_eq!(overlaps(&long_one), [1, 2], "the first lasts beyond both");
    assert_eq!(overlaps(&[("01/01/2020", ""), ("01/02/2020", "")]), [1]);
}

#[test]
fn rows_are_counted_once_a_rule_and_column_and_in_order() {
    let mut breaches = Breaches::default();
    for row in [9, 4, 9] {
        breaches.add(0, TWO_CHILDREN, Some(2), row);
    }
    let name =
        |table: usize, field: Option<usize>| (format!("file {table}"), field.map(|field| format!("column {field}")));
    let [rule] = &breaches.into_rules(name)[..] else { panic!("one rule") };
    assert_eq!((&*rule.file, rule.column.as_deref(), &rule.rows[..]), ("file 0", Some("column 2"), &[4, 9][..]));
}

//! Carers, households and under-18s against the published totals and the plan.

use std::collections::BTreeMap;

use super::files::{CITY, Row, rows, spot, ward_at, wards};

fn number(row: &Row, column: &str) -> u64 {
    row[column].parse().unwrap()
}

#[test]
fn there_are_526_in_house_and_432_agency_households_and_agencies_reach_farther() {
    let (wards, carers) = (wards(), rows("examples/made_up_council/carers.csv"));
    for (provider, count, outside) in [("in_house", 526, 105), ("ifa", 432, 194)] {
        let theirs: Vec<&Row> = carers.iter().filter(|row| row["provider"] == provider).collect();
        assert_eq!(theirs.len(), count);
        let lives = |row: &&&Row| ward_at(&wards, spot(row, "easting", "northing").unwrap()).unwrap().authority != CITY;
        assert_eq!(theirs.iter().filter(lives).count(), outside);
    }
}

#[test]
fn vacant_places_are_some_of_those_approved() {
    let carers = rows("examples/made_up_council/carers.csv");
    let stated: Vec<&Row> = carers.iter().filter(|row| !row["vacant_places"].is_empty()).collect();
    assert!(stated.iter().all(|row| number(row, "vacant_places") <= number(row, "approved_places")));
    let sum = |column: &str| stated.iter().map(|row| number(row, column)).sum::<u64>() as f64;
    let share = sum("vacant_places") / sum("approved_places");
    assert!((0.12..0.28).contains(&share), "{share} of places are vacant");
    assert!(stated.len() < carers.len(), "a few do not state it");
}

#[test]
fn every_ward_has_eight_segments_and_its_under_18s() {
    let wards = wards();
    let (households, population) =
        (rows("examples/made_up_council/households.csv"), rows("examples/made_up_council/population.csv"));
    assert_eq!(households.len(), 8 * wards.len());
    assert!(population.iter().map(|row| &row["ward_code"]).eq(wards.iter().map(|ward| &ward.code)));
    let city = population.iter().zip(&wards).filter(|(_, ward)| ward.authority == CITY);
    assert_eq!(city.map(|(row, _)| number(row, "population_0_17")).sum::<u64>(), 287_800);
}

#[test]
fn some_segments_foster_far_more_than_their_share_and_some_far_less() {
    let share = |counts: BTreeMap<String, u64>| {
        let all: u64 = counts.values().sum();
        counts.into_iter().map(move |(segment, count)| (segment, count as f64 / all as f64)).collect::<BTreeMap<_, _>>()
    };
    let mut base: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows("examples/made_up_council/households.csv") {
        *base.entry(row["segment"].clone()).or_default() += number(&row, "households");
    }
    let mut carers: BTreeMap<String, u64> = BTreeMap::new();
    for row in rows("examples/made_up_council/carers.csv").iter().filter(|row| !row["segment"].is_empty()) {
        *carers.entry(row["segment"].clone()).or_default() += 1;
    }
    let (base, carers) = (share(base), share(carers));
    let index: Vec<f64> = base.iter().map(|(segment, share)| 100.0 * carers[segment] / share).collect();
    assert_eq!(index.len(), 8);
    assert!(index.iter().any(|&index| index > 170.0), "{index:?}");
    assert!(index.iter().any(|&index| index < 40.0), "{index:?}");
}

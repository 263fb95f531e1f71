//! The profile against an example worked by hand, plain counts, and sums that must agree.

use proptest::prelude::*;

use super::*;
use crate::fostering::{Carer, HouseholdBase};
use crate::geography::WardIx;
use crate::locate::Located;
use crate::summarise::LocatedCarers;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, a_carer, code};

/// Ward 0 has 800 households of A and 1,200 of B, ward 1 has 200 of A and 800 of B: 1,000 and 2,000 in all.
/// Carers: 25 of A and 10 of B in ward 0, 5 of A and 10 of B in ward 1: 30 and 20 in all.
fn worked_example() -> MadeUp {
    let mut study = MadeUp::at_random(1, 0, 0);
    study.settings.authority = None;
    let base = |ward: usize, segment: &str, households| HouseholdBase {
        ward: study.coverage.wards[ward].code,
        segment: segment.into(),
        households,
    };
    study.households = vec![base(0, "A", 800), base(0, "B", 1_200), base(1, "A", 200), base(1, "B", 800)];
    study.carers = [(0, "A", 25), (0, "B", 10), (1, "A", 5), (1, "B", 10)].into_iter().flat_map(carers_of).collect();
    study
}

fn carers_of((ward, segment, number): (u32, &str, usize)) -> Vec<(Carer, Located)> {
    let carer = Carer { segment: Some(segment.into()), ..a_carer() };
    vec![(carer, Located::inside(WardIx(ward))); number]
}

fn profile(study: &MadeUp) -> SegmentProfile {
    study.with_inputs(|inputs| segment_profile(&inputs)).unwrap()
}

fn close(ours: Option<f64>, expected: f64) {
    assert!((ours.unwrap() - expected).abs() < 1e-6, "{ours:?} is not {expected}");
}

#[test]
fn the_example_worked_by_hand_comes_out() {
    let profile = profile(&worked_example());
    let [a, b] = &profile.segments[..] else { panic!("two segments") };
    assert_eq!((a.carers, a.households), (Share::of(30, 50), Share::of(1_000, 3_000)));
    close(a.index, 180.0); // 60% of carers, 33.3% of households
    close(b.index, 60.0); // 40% and 66.7%
    close(a.carers_per_1000_households, 30.0);
    close(a.expected_carers, 50.0 / 3.0);
    close(a.z_score, 4.0); // (0.6 - 1/3) / sqrt(1/3 x 2/3 / 50) = 0.266667 / 0.0666667
    close(b.z_score, -4.0);
    // Wilson, 30 of 50: (0.6 + 0.0384146 ± 1.959964 sqrt(0.0048 + 0.000384146)) / 1.0768292 = 0.461814 to 0.723916.
    let (low, high) = a.index_interval.unwrap();
    assert!((low - 300.0 * 0.461_814).abs() < 1e-3 && (high - 300.0 * 0.723_916).abs() < 1e-3, "{low} {high}");
    assert!(!a.is_low_base && !b.is_low_base);
}

#[test]
fn a_ward_has_the_carers_its_households_would_bring_at_the_areas_penetration() {
    let study = worked_example();
    let profile = profile(&study);
    let ward_0_a = &profile.ward_segments(&study.settings)[0];
    close(ward_0_a.expected_carers, 24.0); // 800 households x 30 / 1,000
    close(ward_0_a.index, 100.0 * (25.0 / 800.0) / (30.0 / 1_000.0));
    let [first, second] = &profile.wards[..] else { panic!("two wards") };
    close(Some(first.expected_carers), 24.0 + 12.0);
    close(Some(first.untapped_carers()), 1.0);
    close(Some(second.expected_carers), 6.0 + 8.0);
    close(second.z_score(), -1.0 / 14_f64.sqrt());
}

#[test]
fn a_segment_without_households_has_no_index_and_a_reason() {
    let mut study = worked_example();
    let ward = study.coverage.wards[0].code;
    study.households.push(HouseholdBase { ward, segment: "Z".into(), households: 0 });
    study.carers.extend(carers_of((0, "Z", 3)));
    let profile = profile(&study);
    let z = profile.segments.iter().find(|row| &*row.segment == "Z").unwrap();
    assert_eq!((z.carers, z.index, z.index_interval, z.z_score), (Share::of(3, 53), None, None, None));
    assert_eq!(z.carers_per_1000_households, None);
    assert!(z.no_index_because.is_some() && z.is_low_base);
    assert!(profile.segments[0].no_index_because.is_none());
}

#[test]
fn what_cannot_be_matched_is_in_neither_total() {
    let mut study = worked_example();
    let ward = study.coverage.wards[0].code;
    study.carers.extend(carers_of((0, "U", 4)));
    study.carers.extend(carers_of((1, " ", 2)));
    study.carers.extend(vec![(a_carer(), Located::inside(WardIx(1))); 3]);
    study.carers.extend(carers_of((7, "A", 6))); // a ward without base households
    study.carers.extend(vec![(Carer { segment: Some("A".into()), ..a_carer() }, Located::NOT_KNOWN); 2]);
    study.households.push(HouseholdBase { ward, segment: "".into(), households: 70 });
    study.households.push(HouseholdBase { ward: code("E05999999"), segment: "A".into(), households: 90 });
    let profile = profile(&study);
    assert_eq!((profile.carers, profile.households), (50, 3_000));
    assert_eq!(profile.unmatched_carers.get("U"), Some(&4));
    assert_eq!((profile.carers_without_segment, profile.carers_outside), (5, 8));
    assert_eq!((profile.unclassified_households, profile.households_outside), (70, 90));
    close(profile.segments[0].index, 180.0);
}

#[test]
fn the_base_is_limited_to_the_studys_authority_like_the_carers() {
    let mut study = worked_example();
    let elsewhere = study.coverage.wards[2].code;
    study.households.push(HouseholdBase { ward: elsewhere, segment: "A".into(), households: 5_000 });
    study.carers.extend(carers_of((2, "A", 9)));
    study.settings.authority = Some(code(AUTHORITIES[0]));
    let own = profile(&study);
    assert_eq!((own.carers, own.households, own.carers_outside), (50, 3_000, 9));
    assert_eq!(own.households_outside, 5_000);
    study.settings.authority = None;
    assert_eq!(profile(&study).households, 8_000);
}

#[test]
fn few_carers_observed_or_expected_are_a_low_base() {
    let mut study = worked_example();
    study.settings.low_base_carers = 21;
    assert!(profile(&study).segments[1].is_low_base, "20 observed");
    study.settings.low_base_carers = 20;
    assert!(!profile(&study).segments[1].is_low_base);
    study.settings.low_base_expected = 17.0;
    assert!(profile(&study).segments[0].is_low_base, "16.7 expected");
}

#[test]
fn without_any_carer_nothing_is_undefined_by_division() {
    let mut study = worked_example();
    study.carers.clear();
    let profile = profile(&study);
    let row = &profile.segments[0];
    assert_eq!((row.index, row.index_interval, row.z_score), (None, None, None));
    assert_eq!((row.expected_carers, row.carers_per_1000_households), (Some(0.0), Some(0.0)));
    assert!(row.no_index_because.is_some());
    assert_eq!(profile.wards[0].z_score(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counts_are_the_plain_ones_and_carers_and_expectations_add_up(seed: u64) {
        let study = MadeUp::at_random(seed, 120, 0);
        study.with_inputs(|inputs| {
            let profile = segment_profile(&inputs).unwrap();
            let carers = || inputs.carers.map(LocatedCarers::iter).into_iter().flatten();
            let is_in = |ward: WardIx| {
                let area = inputs.coverage.ward(ward);
                let own = area.authority.map(|ix| inputs.coverage.authority(ix).code);
                let has_base = study.households.iter().any(|base| base.ward == area.code);
                has_base && (study.settings.authority.is_none() || own == study.settings.authority)
            };
            for row in &profile.segments {
                let of_segment = carers().filter(|(carer, _)| carer.segment.as_deref() == Some(&*row.segment));
                let plain = of_segment.filter(|(_, point)| point.ward().is_some_and(is_in)).count() as u64;
                prop_assert_eq!(row.carers, Share::of(plain, profile.carers));
                let is_base = |base: &&HouseholdBase| {
                    *base.segment == *row.segment && inputs.coverage.find_ward(base.ward).is_some_and(is_in)
                };
                let households: u64 = study.households.iter().filter(is_base).map(|base| base.households).sum();
                prop_assert_eq!(row.households, Share::of(households, profile.households));
                prop_assert!(row.index.is_none_or(f64::is_finite));
            }
            let apart = profile.unmatched_carers.values().sum::<u64>() + profile.carers_without_segment;
            prop_assert_eq!(profile.carers + apart + profile.carers_outside, 120);
            let households = profile.households + profile.unclassified_households + profile.households_outside;
            prop_assert_eq!(households, study.households.iter().map(|base| base.households).sum::<u64>());
            let with_base = profile.segments.iter().filter(|row| row.households.numerator > 0);
            let to_expect: u64 = with_base.map(|row| row.carers.numerator).sum();
            let expected: f64 = profile.wards.iter().map(|ward| ward.expected_carers).sum();
            prop_assert!((expected - to_expect as f64).abs() < 1e-6, "{} {}", expected, to_expect);
            prop_assert_eq!(profile.wards.iter().map(|ward| ward.carers).sum::<u64>(), profile.carers);
            Ok(())
        })?;
    }
}

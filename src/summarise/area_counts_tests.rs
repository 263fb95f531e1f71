//! Every figure of every area against a plain count over the raw records, by codes rather than positions.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::fostering::{Carer, Child, Provider};
use crate::geography::{DistanceMode, WardIx};
use crate::locate::Located;
use crate::measure::Category;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, a_carer, a_child, code};
use crate::summarise::ward_counts;

/// An area as the oracle sees it: the wards it has and the authorities whose children are its own.
struct Plain<'a> {
    study: &'a MadeUp,
    wards: BTreeSet<GssCode>,
    authorities: BTreeSet<GssCode>,
    is_ward: bool,
}

impl Plain<'_> {
    fn holds(&self, point: Located) -> bool {
        point.ward().is_some_and(|ward| self.wards.contains(&self.study.coverage.ward(ward).code))
    }

    fn carers(&self, is: impl Fn(&Carer) -> bool) -> u64 {
        self.study.carers.iter().filter(|(carer, point)| self.holds(*point) && is(carer)).count() as u64
    }

    fn places(&self, of: fn(&Carer) -> Option<u16>) -> Option<u64> {
        let here: Vec<_> = self.study.carers.iter().filter(|(_, point)| self.holds(*point)).collect();
        let stated: Vec<u64> = here.iter().filter_map(|(carer, _)| of(carer)).map(u64::from).collect();
        let is_told = self.study.carers.iter().any(|(carer, _)| of(carer).is_some());
        (is_told && (here.is_empty() || !stated.is_empty())).then(|| stated.iter().sum())
    }

    fn responsible(&self, child: &Child) -> Option<GssCode> {
        child.responsible_authority.or(self.study.settings.authority)
    }

    /// The children whom the split and the distances are of.
    fn answered_for(&self) -> Vec<&(Child, Located, Located)> {
        let is_answered_for = |(child, home, _): &&(Child, Located, Located)| match self.is_ward {
            true => self.holds(*home),
            false => self.responsible(child).is_some_and(|code| self.authorities.contains(&code)),
        };
        self.study.children.iter().filter(is_answered_for).collect()
    }

    fn category(&self, child: &Child, placement: Located) -> Category {
        let responsible = self.responsible(child);
        let covered = responsible.is_some_and(|code| self.study.coverage.authorities.iter().any(|a| a.code == code));
        let ward = placement.ward().map(|ward| &self.study.coverage.wards[ward.0 as usize]);
        let placed_in = ward.map(|ward| ward.authority.map(|ix| self.study.coverage.authorities[ix.0 as usize].code));
        let inside = match (responsible, placed_in) {
            _ if !placement.is_known() => None,
            (None, _) | (_, Some(None)) => None,
            (Some(own), Some(Some(there))) => Some(own == there),
            (Some(_), None) => covered.then_some(false),
        };
        let near = self.miles(child).map(|miles| miles <= 20.0);
        match (inside, near) {
            (None, _) => Category::BoundaryNotKnown,
            (Some(true), Some(true)) => Category::InsideNear,
            (Some(true), Some(false)) => Category::InsideFar,
            (Some(true), None) => Category::InsideNotKnown,
            (Some(false), Some(true)) => Category::OutsideNear,
            (Some(false), Some(false)) => Category::OutsideFar,
            (Some(false), None) => Category::OutsideNotKnown,
        }
    }

    /// The SSDA903 guide's formula, written out.
    fn miles(&self, child: &Child) -> Option<f64> {
        let (home, placement) = (child.home?, child.placement?);
        let squares = (home.easting() - placement.easting()).powi(2) + (home.northing() - placement.northing()).powi(2);
        let miles = squares.sqrt() / 1000.0 / 1.6093;
        (child.is_uasc != Some(true)).then(|| (miles * 10.0).round_ties_even() / 10.0)
    }

    fn check(&self, counts: &AreaCounts) {
        self.check_carers(counts);
        let children = counts.children.as_ref().unwrap();
        self.check_children(children);
        self.check_split(children);
        self.check_rates(counts);
    }

    fn check_carers(&self, counts: &AreaCounts) {
        let carers = counts.carers.unwrap();
        let of = |provider| self.carers(|carer| carer.provider == provider);
        assert_eq!(carers.all().carers, self.carers(|_| true));
        assert_eq!(carers.of(Some(Provider::InHouse)).carers, of(Some(Provider::InHouse)));
        assert_eq!(carers.of(Some(Provider::Ifa)).carers, of(Some(Provider::Ifa)));
        let others = [Some(Provider::OtherAuthority), Some(Provider::Parent), Some(Provider::Other), None];
        assert_eq!(carers.other_carers(), others.map(of).iter().sum::<u64>());
        assert_eq!(carers.approved_places(), self.places(|carer| carer.approved_places));
        assert_eq!(carers.vacant_places(), self.places(|carer| carer.vacant_places));
        assert_eq!(carers.filled_places(), self.places(|carer| carer.filled_places));
        assert_eq!(carers.not_available_places(), self.places(|carer| carer.not_available_places));
        let silent = self.carers(|carer| carer.vacant_places.is_none());
        assert_eq!(carers.all().vacant.carers_not_stating, silent);
    }

    fn check_children(&self, counts: &ChildCounts) {
        let at_home = self.study.children.iter().filter(|(_, home, _)| self.holds(*home));
        assert_eq!(counts.children_home, Some(at_home.clone().count() as u64));
        let fostered = at_home.filter(|(child, ..)| child.placement_type.is_some_and(|each| each.group().is_foster()));
        assert_eq!(counts.children_home_fostered, Some(fostered.count() as u64));
        let placed: Vec<_> = self.study.children.iter().filter(|(.., placement)| self.holds(*placement)).collect();
        assert_eq!(counts.children_placed, Some(placed.len() as u64));
        let is_other = |code: GssCode| !self.authorities.contains(&code);
        let others = placed.iter().filter(|(child, ..)| self.responsible(child).is_some_and(is_other)).count() as u64;
        let expected = (!self.is_ward || !self.authorities.is_empty()).then_some(others);
        assert_eq!(counts.children_placed_from_elsewhere, expected);
        let unknown = placed.iter().filter(|(child, ..)| self.responsible(child).is_none()).count() as u64;
        assert_eq!(counts.children_placed_responsible_not_known, unknown);
    }

    fn check_split(&self, counts: &ChildCounts) {
        let own = self.answered_for();
        assert_eq!(counts.children_responsible, (!self.is_ward).then_some(own.len() as u64));
        for category in Category::ALL {
            let plain = own.iter().filter(|(child, _, placement)| self.category(child, *placement) == category).count();
            assert_eq!(counts.in_category(category), plain as u64, "{category:?}");
        }
        let mut miles: Vec<f64> = own.iter().filter_map(|(child, ..)| self.miles(child)).collect();
        miles.sort_by(f64::total_cmp);
        assert_eq!(counts.distance.known, miles.len() as u64);
        assert_eq!(counts.distance.not_known, (own.len() - miles.len()) as u64);
        let middle = miles.len() / 2;
        let median = match miles.len() {
            0 => None,
            even if even % 2 == 0 => Some((miles[middle - 1] + miles[middle]) / 2.0),
            _ => Some(miles[middle]),
        };
        assert_close(counts.distance.median_miles, median);
        assert_close(counts.distance.mean_miles, median.map(|_| miles.iter().sum::<f64>() / miles.len() as f64));
    }

    /// A study of one authority need not hold the children of any other.
    fn file_is_whole_for(&self, place: &Place) -> bool {
        let is_small = matches!(place, Place::Ward(_) | Place::Authority(_));
        self.study.settings.authority.is_none_or(|own| is_small && self.authorities == BTreeSet::from([own]))
    }

    fn check_rates(&self, counts: &AreaCounts) {
        let is_whole = self.authorities.iter().all(|&code| self.study.coverage.find_authority(code).is_some());
        let people: Option<Vec<u64>> = self.wards.iter().map(|code| self.study.population.get(code).copied()).collect();
        let people = people.filter(|people| is_whole && !people.is_empty()).map(|people| people.iter().sum::<u64>());
        assert_eq!(counts.population_0_17, people);
        let home = counts.children.as_ref().unwrap().children_home.unwrap() as f64;
        let expected = people.filter(|&people| people > 0 && self.file_is_whole_for(&counts.place));
        let expected = expected.map(|people| home / people as f64 * 10_000.0);
        assert_close(counts.children_home_per_10k(), expected);
        let of_ward = |code| {
            let rows = self.study.households.iter().filter(|base| base.ward == code).map(|base| base.households);
            rows.clone().next().map(|_| rows.sum::<u64>())
        };
        let households: Option<Vec<u64>> = self.wards.iter().map(|&code| of_ward(code)).collect();
        let households = households.filter(|each| is_whole && !each.is_empty()).map(|each| each.iter().sum::<u64>());
        assert_eq!(counts.households, households);
    }
}

fn assert_close(ours: Option<f64>, plain: Option<f64>) {
    match (ours, plain) {
        (Some(ours), Some(plain)) => assert!((ours - plain).abs() <= 1e-9 * plain.abs().max(1.0), "{ours} {plain}"),
        _ => assert_eq!(ours, plain),
    }
}

/// The area of these authorities.
fn plain<'a>(study: &'a MadeUp, is_in: impl Fn(usize) -> bool, beyond: &[&str]) -> Plain<'a> {
    let ixs: Vec<usize> = (0..AUTHORITIES.len()).filter(|&at| is_in(at)).collect();
    let wards = study.coverage.wards.iter().filter(|w| w.authority.is_some_and(|ix| ixs.contains(&(ix.0 as usize))));
    let authorities = ixs.iter().map(|&at| AUTHORITIES[at]).chain(beyond.iter().copied()).map(code).collect();
    Plain { study, wards: wards.map(|ward| ward.code).collect(), authorities, is_ward: false }
}

fn plain_ward(study: &MadeUp, at: usize) -> Plain<'_> {
    let ward = &study.coverage.wards[at];
    let authorities = ward.authority.map(|ix| study.coverage.authority(ix).code).into_iter().collect();
    Plain { study, wards: BTreeSet::from([ward.code]), authorities, is_ward: true }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_figure_of_every_area_is_the_plain_count(seed: u64) {
        let study = MadeUp::at_random(seed, 60, 150);
        study.with_inputs(|inputs| {
            for (at, counts) in ward_counts(&inputs).iter().enumerate() {
                plain_ward(&study, at).check(counts);
            }
            for (at, counts) in authority_counts(&inputs).iter().enumerate() {
                plain(&study, |each| each == at, &[]).check(counts);
            }
            let regions = region_counts(&inputs);
            plain(&study, |each| each < 3, &[]).check(&regions[0]);
            plain(&study, |each| each == 3, &[]).check(&regions[1]);
            let nations = nation_counts(&inputs);
            plain(&study, |each| each < 4, &[]).check(&nations[0]);
            plain(&study, |each| each >= 4, &[]).check(&nations[1]);
            let groups = group_counts(&inputs);
            plain(&study, |each| each == 0 || each == 3, &["E10000999"]).check(&groups[0]);
            prop_assert_eq!((groups.len(), groups[0].authorities_not_found), (1, 1));
            Ok(())
        })?;
    }
}

/// North's ward 0 with one fostered child at home, placed as told.
fn one_child(responsible: [Option<&str>; 2]) -> MadeUp {
    let mut study = MadeUp::at_random(0, 0, 0);
    study.settings.authority = None;
    let here = Located::inside(WardIx(0));
    let child =
        |code: Option<&str>| Child { responsible_authority: code.and_then(|code| code.parse().ok()), ..a_child() };
    study.children = responsible.map(|code| (child(code), here, here)).to_vec();
    study
}

#[test]
fn an_authoritys_own_return_does_not_tell_who_else_is_placed_there() {
    let [north, south, ..] = AUTHORITIES;
    let from_elsewhere = |study: &MadeUp| {
        study.with_inputs(|inputs| {
            let placed = |counts: AreaCounts| counts.children.unwrap().children_placed_from_elsewhere;
            (placed(ward_counts(&inputs)[0].clone()), placed(authority_counts(&inputs)[0].clone()))
        })
    };
    assert_eq!(from_elsewhere(&one_child([Some(north), Some(north)])), (None, None));
    assert_eq!(from_elsewhere(&one_child([Some(north), Some(south)])), (Some(1), Some(1)));
    assert_eq!(from_elsewhere(&one_child([Some(south), None])), (Some(1), Some(1)));
}

#[test]
fn what_no_file_tells_is_not_known_rather_than_zero() {
    let mut study = one_child([None, None]);
    study.carers = vec![(a_carer(), Located::inside(WardIx(0)))];
    study.population.clear();
    study.with_inputs(|inputs| {
        let counts = &ward_counts(&inputs)[0];
        assert_eq!(counts.children.as_ref().unwrap().children_home_fostered, None, "no placement types");
        assert_eq!((counts.gap_places(), counts.population_0_17, counts.children_home_per_10k()), (None, None, None));
        assert_eq!(counts.carers.unwrap().approved_places(), None);
        let empty = Inputs { carers: None, children: None, ..inputs };
        let counts = &ward_counts(&empty)[0];
        assert_eq!((counts.carers, counts.children.as_ref()), (None, None));
    });
}

#[test]
fn the_mode_of_distance_is_the_studys() {
    let mut study = MadeUp::at_random(3, 0, 80);
    study.settings.distance = DistanceMode::Exact;
    study.with_inputs(|inputs| {
        let counts = authority_counts(&inputs);
        let measured = inputs.children.unwrap();
        let own: Vec<f64> = measured
            .iter()
            .filter(|child| child.responsible == Some(code(AUTHORITIES[1])))
            .filter_map(|child| child.distance.map(|distance| distance.metres() / 1609.344))
            .collect();
        let mean = own.iter().sum::<f64>() / own.len() as f64;
        assert_close(counts[1].children.as_ref().unwrap().distance.mean_miles, Some(mean));
    });
}

#[test]
fn a_study_of_one_authority_claims_no_rate_of_any_other() {
    let mut study = MadeUp::at_random(5, 50, 300);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    study.with_inputs(|inputs| {
        let authorities = authority_counts(&inputs);
        assert!(authorities[0].holds_own_children && authorities[0].gap_places().is_some());
        for other in &authorities[1..] {
            assert_eq!((other.own_children(), other.gap_places(), other.children_home_per_10k()), (None, None, None));
        }
        assert!(region_counts(&inputs).iter().all(|region| !region.holds_own_children));
    });
}

//! Drawn neighbours, and Birmingham's real ones.

use super::super::test_shapes::{TestWard, by_district, rectangle, shape, west_midlands};
use super::*;
use crate::geography::{Authority, GssCode, Ward};

fn code(letter: &str, number: usize) -> GssCode {
    format!("{letter}{number:08}").parse().unwrap()
}

/// One authority a shape.
fn coverage(shapes: &[Shape]) -> Coverage {
    let authority = |at: usize| Authority { code: code("E", at), name: String::new(), region: None, nation: None };
    let ward = |(at, shape): (usize, &Shape)| Ward {
        code: code("W", at),
        name: String::new(),
        name_welsh: None,
        district: None,
        authority: Some(AuthorityIx(at as u32)),
        shape: shape.clone(),
    };
    Coverage {
        wards: shapes.iter().enumerate().map(ward).collect(),
        authorities: (0..shapes.len()).map(authority).collect(),
        ..Coverage::default()
    }
}

fn neighbours(rectangles: &[[f64; 4]]) -> Vec<Vec<u32>> {
    let shapes: Vec<Shape> = rectangles.iter().map(|bounds| shape(&[&rectangle(*bounds)])).collect();
    bordering_authorities(&coverage(&shapes)).iter().map(|set| set.iter().map(|each| each.0).collect()).collect()
}

#[test]
fn a_shared_edge_is_a_border_and_a_shared_corner_is_not() {
    let found = neighbours(&[[0.0, 0.0, 10.0, 10.0], [10.0, 0.0, 20.0, 10.0], [20.0, 10.0, 30.0, 20.0]]);
    assert_eq!(found, [vec![1], vec![0], vec![]]);
}

#[test]
fn part_of_an_edge_is_a_border_too() {
    // The second lies along the middle of the first's edge, no corner in common.
    assert_eq!(neighbours(&[[0.0, 0.0, 10.0, 10.0], [10.0, 3.0, 20.0, 6.0]]), [vec![1], vec![0]]);
    // The third overhangs both.
    let found = neighbours(&[[0.0, 0.0, 10.0, 10.0], [10.0, 0.0, 20.0, 10.0], [5.0, 10.0, 15.0, 20.0]]);
    assert_eq!(found, [vec![1, 2], vec![0, 2], vec![0, 1]]);
}

#[test]
fn a_gap_is_not_a_border() {
    assert_eq!(neighbours(&[[0.0, 0.0, 10.0, 10.0], [10.2, 0.0, 20.0, 10.0]]), [vec![0; 0], vec![]]);
}

#[test]
fn a_ward_without_an_authority_borders_on_nothing() {
    let mut coverage =
        coverage(&[shape(&[&rectangle([0.0, 0.0, 1.0, 1.0])]), shape(&[&rectangle([1.0, 0.0, 2.0, 1.0])])]);
    coverage.wards[1].authority = None;
    assert!(bordering_authorities(&coverage).iter().all(BTreeSet::is_empty));
}

/// The coverage of real districts, each an authority, with their codes.
fn districts(wards: &[TestWard]) -> (Vec<&str>, Coverage) {
    let by_district = by_district(wards);
    let codes: Vec<&str> = by_district.iter().map(|(code, _)| *code).collect();
    let mut coverage = coverage(&vec![Shape::default(); codes.len()]);
    let template = coverage.wards[0].clone();
    coverage.wards = by_district
        .iter()
        .enumerate()
        .flat_map(|(at, (_, shapes))| shapes.iter().map(move |shape| (at, *shape)))
        .map(|(at, shape)| Ward { authority: Some(AuthorityIx(at as u32)), shape: shape.clone(), ..template.clone() })
        .collect();
    (codes, coverage)
}

#[test]
fn birmingham_borders_on_its_seven_neighbours() {
    let Some(wards) = west_midlands() else { return };
    let (codes, coverage) = districts(&wards);
    let borders = bordering_authorities(&coverage);
    let birmingham = codes.iter().position(|code| *code == "E08000025").unwrap();
    let found: Vec<&str> = borders[birmingham].iter().map(|each| codes[each.0 as usize]).collect();
    // Bromsgrove, North Warwickshire, Lichfield, Dudley, Sandwell, Solihull, Walsall.
    let expected = ["E07000194", "E07000218", "E07000234", "E08000027", "E08000028", "E08000029", "E08000030"];
    assert_eq!(found, expected);
}

#[test]
fn every_border_has_two_sides_and_the_region_hangs_together() {
    let Some(wards) = west_midlands() else { return };
    let (_, coverage) = districts(&wards);
    let borders = bordering_authorities(&coverage);
    for (at, others) in borders.iter().enumerate() {
        let here = AuthorityIx(at as u32);
        assert!(!others.is_empty() && !others.contains(&here));
        assert!(others.iter().all(|other| borders[other.0 as usize].contains(&here)));
    }
}

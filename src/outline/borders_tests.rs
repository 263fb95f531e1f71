//! Drawn neighbours, and Birmingham's real ones.

use proptest::prelude::*;

use super::super::dissolve::{dissolve, outer_edges};
use super::super::edges::Edge;
use super::super::matching::is_border;
use super::super::noding::noded;
use super::super::test_coverages::coverage as random_coverage;
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

fn found(coverage: &Coverage) -> Vec<BTreeSet<AuthorityIx>> {
    bordering_authorities(coverage, &Seams::of_wards(coverage))
}

fn neighbours(rectangles: &[[f64; 4]]) -> Vec<Vec<u32>> {
    let shapes: Vec<Shape> = rectangles.iter().map(|bounds| shape(&[&rectangle(*bounds)])).collect();
    found(&coverage(&shapes)).iter().map(|set| set.iter().map(|each| each.0).collect()).collect()
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
fn three_that_have_an_edge_all_border_though_little_overlaps() {
    // The third lies over a hundredth of the second, along the first.
    let found = neighbours(&[[0.0, 0.0, 1e4, 100.0], [1e4, 0.0, 2e4, 100.0], [1e4, 0.0, 10_150.0, 100.0]]);
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
    assert!(found(&coverage).iter().all(BTreeSet::is_empty));
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
    let borders = found(&coverage);
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
    let borders = found(&coverage);
    for (at, others) in borders.iter().enumerate() {
        let here = AuthorityIx(at as u32);
        assert!(!others.is_empty() && !others.contains(&here));
        assert!(others.iter().all(|other| borders[other.0 as usize].contains(&here)));
    }
}

/// The areas' outlines, each worked out on its own, laid one upon the other.
fn by_outlines(areas: &[Vec<&Shape>]) -> Vec<BTreeSet<AuthorityIx>> {
    let of_area =
        |(at, parts): (u32, &Vec<&Shape>)| outer_edges(parts).into_iter().map(move |edge| (edge, at)).collect();
    let outlines: Vec<Vec<(Edge, u32)>> = (0..).zip(areas).map(of_area).collect();
    let mut pieces = noded(outlines.concat());
    pieces.sort_unstable();
    let mut borders = vec![BTreeSet::new(); areas.len()];
    for same in pieces.chunk_by(|one, other| one.0 == other.0).filter(|same| is_border(&same[0].0)) {
        for (_, one) in same {
            let others = same.iter().filter(|(_, other)| other != one);
            borders[*one as usize].extend(others.map(|(_, other)| AuthorityIx(*other)));
        }
    }
    borders
}

proptest! {
    #[test]
    fn borders_of_random_areas_are_those_of_their_outlines(shapes in random_coverage(), of_area in prop::collection::vec(0..4_usize, 30)) {
        let mut areas = vec![Vec::new(); 4];
        shapes.iter().zip(of_area.iter().cycle()).for_each(|(shape, &area)| areas[area].push(shape));
        prop_assert_eq!(bordering_areas(&areas), by_outlines(&areas));
    }
}

#[test]
fn borders_of_real_districts_are_those_of_their_outlines() {
    let Some(wards) = west_midlands() else { return };
    let areas: Vec<Vec<&Shape>> = by_district(&wards).into_iter().map(|(_, shapes)| shapes).collect();
    assert_eq!(bordering_areas(&areas), by_outlines(&areas));
}

proptest! {
    /// Shapes of random squares of a board, every square's corners among their points: any number of them have an edge.
    #[test]
    fn borders_of_shapes_that_lie_over_one_another_are_those_of_their_outlines(
        shapes in prop::collection::vec(prop::collection::btree_set(0..16_u32, 1..9), 2..6),
    ) {
        let square = |at: u32| {
            let [west, south] = [f64::from(at % 4), f64::from(at / 4)].map(|each| each * 100.0);
            shape(&[&rectangle([west, south, west + 100.0, south + 100.0])])
        };
        let of_squares = |squares: &BTreeSet<u32>| {
            let squares: Vec<Shape> = squares.iter().map(|&at| square(at)).collect();
            dissolve(&squares.iter().collect::<Vec<_>>())
        };
        let shapes: Vec<Shape> = shapes.iter().map(of_squares).collect();
        let areas: Vec<Vec<&Shape>> = shapes.iter().map(|shape| vec![shape]).collect();
        prop_assert_eq!(bordering_areas(&areas), by_outlines(&areas));
    }
}

//! Overlaps and gaps of wards drawn by hand.

use super::*;
use crate::geography::{Ring, Shape, Ward};

fn coverage(rings: &[&[[f64; 2]]]) -> Coverage {
    let ring = |corners: &[[f64; 2]]| -> Ring {
        corners.iter().map(|[x, y]| GridPoint::new(400e3 + x, 300e3 + y).unwrap()).collect()
    };
    let ward = |(number, corners): (usize, &&[[f64; 2]])| Ward {
        code: format!("E05{number:06}").parse().unwrap(),
        name: String::new(),
        name_welsh: None,
        district: None,
        authority: None,
        shape: Shape::new(vec![ring(corners)]),
    };
    Coverage { wards: (1..).zip(rings).map(ward).collect(), ..Coverage::default() }
}

fn found(rings: &[&[[f64; 2]]]) -> Vec<GeometryFault> {
    let coverage = coverage(rings);
    border_faults(&coverage, &WardIndex::build(&coverage.wards), &Seams::of_wards(&coverage))
}

const WEST: [[f64; 2]; 6] = [[0.0, 0.0], [50.0, 0.0], [49.0, 5.0], [49.0, 95.0], [50.0, 100.0], [0.0, 100.0]];
const EAST: [[f64; 2]; 6] = [[50.0, 0.0], [90.0, 0.0], [90.0, 100.0], [50.0, 100.0], [50.0, 95.0], [50.0, 5.0]];

#[test]
fn a_gap_is_told_with_its_wards_its_area_and_its_place() {
    let faults = found(&[&WEST, &EAST]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    let gap = &faults[0];
    assert_eq!((gap.fault, gap.count, gap.area_square_metres), (FaultKind::Gap, 1, Some(95.0)));
    assert_eq!(
        (gap.area_code.to_string().as_str(), gap.other_area_code.unwrap().to_string().as_str()),
        ("E05000001", "E05000002")
    );
    assert_eq!(gap.easting, 400_050);
    assert!((300_005..300_095).contains(&gap.northing), "{gap:?}");
    assert_eq!(gap.repair, None);
}

#[test]
fn a_gap_that_a_third_ward_fills_is_none() {
    assert_eq!(
        found(&[&WEST, &EAST, &[[50.0, 0.0], [50.0, 5.0], [50.0, 95.0], [50.0, 100.0], [49.0, 95.0], [49.0, 5.0]]]),
        []
    );
}

#[test]
fn an_overlap_is_told_with_both_wards_though_it_is_open_at_its_ends() {
    let faults = found(&[&[[0.0, 0.0], [51.0, 0.0], [51.0, 100.0], [0.0, 100.0]], &EAST]);
    assert_eq!(faults.len(), 1, "{faults:?}");
    let overlap = &faults[0];
    assert_eq!(overlap.fault, FaultKind::Overlap);
    assert!((400_050..=400_051).contains(&overlap.easting), "{overlap:?}");
    assert_eq!(
        (overlap.area_code.to_string().as_str(), overlap.other_area_code.unwrap().to_string().as_str()),
        ("E05000001", "E05000002")
    );
    assert!(overlap.count >= 1);
    // A metre wide, a hundred long.
    assert_eq!(overlap.area_square_metres, Some(100.0));
}

#[test]
fn land_of_too_many_vertices_is_not_measured_but_told() {
    let coverage = coverage(&[&[[0.0, 0.0], [51.0, 0.0], [51.0, 100.0], [0.0, 100.0]], &EAST]);
    let (index, seams) = (WardIndex::build(&coverage.wards), Seams::of_wards(&coverage));
    // Four corners and six, each ring closed by its first.
    for (most, area) in [(11, None), (12, Some(100.0))] {
        let faults = overlaps(&coverage, &index, &seams, most);
        assert_eq!((faults.len(), faults[0].area_square_metres), (1, area));
    }
}

//! Coverages by hand with gaps and overlaps, and random ones without.

use proptest::prelude::*;

use super::super::test_coverages::coverage;
use super::super::test_shapes::{holds, rectangle, shape, west_midlands};
use super::*;

fn of(shapes: &[Shape]) -> Seams {
    Seams::between(&shapes.iter().collect::<Vec<_>>())
}

fn square(bounds: [f64; 4]) -> Shape {
    shape(&[&rectangle(bounds)])
}

#[test]
fn a_gap_of_a_metre_is_enclosed_and_one_that_is_open_is_not() {
    // Two halves with a slit a metre wide between them, from which both ends are closed off by their corners meeting.
    let west = shape(&[&[[0.0, 0.0], [50.0, 0.0], [49.0, 5.0], [49.0, 95.0], [50.0, 100.0], [0.0, 100.0]]]);
    let east = shape(&[&[[50.0, 0.0], [100.0, 0.0], [100.0, 100.0], [50.0, 100.0], [50.0, 95.0], [50.0, 5.0]]]);
    let found = of(&[west, east]).enclosed(10.0, false);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!((found[0].area_square_metres - 95.0).abs() < 1e-6);
    assert_eq!(found[0].areas, [0, 1]);
    let apart = of(&[square([0.0, 0.0, 49.0, 100.0]), square([50.0, 0.0, 100.0, 100.0])]);
    assert_eq!(apart.enclosed(10.0, true), []);
}

#[test]
fn a_wide_hole_is_no_gap() {
    let lake = shape(&[&rectangle([0.0, 0.0, 100.0, 100.0]), &rectangle([30.0, 30.0, 60.0, 60.0])]);
    assert_eq!(of(std::slice::from_ref(&lake)).enclosed(10.0, false), []);
    assert_eq!(of(&[lake]).enclosed(15.0, false).len(), 1, "a square of 30 m is 15 m wide on average");
}

#[test]
fn borders_that_cross_enclose_gaps_between_the_crossings() {
    // The border of the west bends out and in across the straight one of the east.
    let west = shape(&[&[[0.0, 0.0], [50.0, 0.0], [51.0, 25.0], [49.0, 75.0], [50.0, 100.0], [0.0, 100.0]]]);
    let east = square([50.0, 0.0, 100.0, 100.0]);
    let seams = of(&[west.clone(), east.clone()]);
    let pieces = seams.enclosed(10.0, true);
    let held = |piece: &Enclosed| {
        let at = seams.points_beside().find(|&at| holds(&piece.shape, at)).unwrap();
        usize::from(holds(&west, at)) + usize::from(holds(&east, at))
    };
    let mut by: Vec<(usize, f64)> = pieces.iter().map(|piece| (held(piece), piece.area_square_metres)).collect();
    by.sort_by_key(|one| one.0);
    assert_eq!(by, [(0, 25.0), (2, 25.0)]);
}

#[test]
fn what_is_wrong_in_the_middle_of_real_wards_is_found() {
    let Some(wards) = west_midlands() else { return };
    let shapes: Vec<Shape> = wards.into_iter().map(|ward| ward.shape).collect();
    assert_eq!(of(&shapes).enclosed(10.0, true), []);
}

proptest! {
    #[test]
    fn coverages_whose_borders_meet_have_only_their_outline(shapes in coverage()) {
        let seams = of(&shapes);
        for at in seams.points_beside() {
            prop_assert!(shapes.iter().filter(|shape| holds(shape, at)).count() <= 1);
        }
        prop_assert_eq!(seams.enclosed(10.0, false), seams.enclosed(10.0, true));
    }
}

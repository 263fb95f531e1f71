//! Repaired outlines against `geo`'s notion of a valid polygon, and against even-odd counted point by point.

use geo::Validation;
use proptest::prelude::*;

use super::super::faults::shape_faults;
use super::super::planar::multi_polygon;
use super::super::polygons::area_square_metres;
use super::super::test_shapes::{holds, point, rectangle, shape};
use super::*;

fn assert_repaired(rings: &[&[[f64; 2]]], square_metres: f64) -> Shape {
    let tangled = shape(rings);
    let repaired = repaired(&tangled).unwrap().into_owned();
    assert_eq!(shape_faults(&repaired), Default::default());
    assert!(multi_polygon(&repaired).is_valid());
    assert!((area_square_metres(&repaired) - square_metres).abs() < 1e-6);
    repaired
}

#[test]
fn spikes_are_taken_off_and_the_corners_stay() {
    let square = assert_repaired(&[&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [9.0, 9.0], [4.0, 4.0], [0.0, 4.0]]], 16.0);
    assert!(square.has_same_outline(&shape(&[&rectangle([0.0, 0.0, 4.0, 4.0])])));
    assert_repaired(&[&[[0.0, 0.0], [4.0, 0.0], [4.0, 8.0], [4.0, 4.0], [0.0, 4.0]]], 16.0);
}

#[test]
fn pinches_crossings_and_rings_that_cross_are_cut() {
    assert_repaired(&[&[[0.0, 0.0], [4.0, 0.0], [2.0, 2.0], [4.0, 4.0], [0.0, 4.0], [2.0, 2.0]]], 8.0);
    assert_repaired(&[&[[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [5.0, 5.0], [0.0, 10.0]]], 50.0);
    assert_repaired(&[&rectangle([0.0, 0.0, 4.0, 4.0]), &rectangle([2.0, 2.0, 6.0, 6.0])], 24.0);
}

#[test]
fn a_sound_outline_comes_back_as_it_is() {
    let sound = shape(&[&rectangle([0.0, 0.0, 4.0, 4.0]), &rectangle([1.0, 1.0, 2.0, 2.0])]);
    assert!(matches!(repaired(&sound), Some(Cow::Borrowed(_))));
}

proptest! {
    #[test]
    fn any_ring_is_repaired_or_left_alone_and_holds_what_even_odd_holds(
        corners in prop::collection::vec([0..12_i32, 0..12_i32], 3..12), probes in prop::collection::vec([0..1000_i32, 0..1000_i32], 30),
    ) {
        let corners: Vec<[f64; 2]> = corners.into_iter().map(|corner| corner.map(|at| f64::from(at) * 100.0)).collect();
        let tangled = shape(&[&corners]);
        let Some(repaired) = repaired(&tangled) else { return Ok(()) };
        prop_assert!(shape_faults(&repaired).keys().all(|&kind| kind == crate::geography::FaultKind::Sliver));
        for probe in probes {
            // Off every line between the corners by more than rounding.
            let at = point(probe.map(|at| f64::from(at) * 1.2 + 0.123_456));
            prop_assert_eq!(holds(&repaired, at), holds(&tangled, at));
        }
    }
}

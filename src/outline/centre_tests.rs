//! Labels fall inside, also in crescents, rings and archipelagos.

use super::super::test_shapes::{holds, rectangle, shape, west_midlands};
use super::*;

#[test]
fn the_centre_of_a_square_is_its_middle() {
    let square = shape(&[&rectangle([0.0, 0.0, 10.0, 20.0])]);
    assert_eq!(centre(&square).map(GridPoint::xy), Some([5.0, 10.0]));
}

#[test]
fn where_the_centroid_is_outside_the_centre_is_still_inside() {
    let crescent =
        shape(&[&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 9.0], [9.0, 9.0], [9.0, 1.0], [0.0, 1.0]]]);
    let moat = shape(&[&rectangle([0.0, 0.0, 10.0, 10.0]), &rectangle([1.0, 1.0, 9.0, 9.0])]);
    let islands = shape(&[&rectangle([0.0, 0.0, 1.0, 1.0]), &rectangle([10.0, 0.0, 11.0, 1.0])]);
    for area in [crescent, moat, islands] {
        assert!(holds(&area, centre(&area).unwrap()));
    }
}

#[test]
fn every_real_ward_holds_its_centre() {
    let Some(wards) = west_midlands() else { return };
    assert!(wards.iter().all(|ward| holds(&ward.shape, centre(&ward.shape).unwrap())));
}

#[test]
fn nothing_has_no_centre() {
    assert_eq!(centre(&Shape::default()), None);
    assert_eq!(centre(&shape(&[&[[0.0, 0.0], [1.0, 1.0], [0.0, 0.0], [2.0, 2.0]]])), None);
}

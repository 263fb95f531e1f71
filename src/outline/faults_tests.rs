//! Each kind of fault drawn by hand, with the place it must be found at, and the real wards, which have none.

use super::super::test_shapes::{point, rectangle, shape, west_midlands};
use super::*;

fn raw(ring: &[[f64; 2]]) -> Ring {
    ring.iter().map(|&corner| point(corner)).collect()
}

fn faults(rings: &[&[[f64; 2]]]) -> Vec<(FaultKind, Vec<[f64; 2]>)> {
    let places = |places: Vec<GridPoint>| places.into_iter().map(GridPoint::xy).collect();
    shape_faults(&shape(rings)).into_iter().map(|(kind, at)| (kind, places(at))).collect()
}

#[test]
fn what_a_ring_of_a_file_has_wrong_is_found_before_it_is_made_good() {
    let rings = [
        raw(&[[0.0, 0.0], [4.0, 0.0], [4.0, 0.0], [4.0, 4.0], [4.0, 4.0], [4.0, 4.0], [0.0, 0.0]]),
        raw(&[[9.0, 9.0], [12.0, 9.0], [12.0, 12.0]]),
        raw(&[[1.0, 1.0], [2.0, 2.0], [1.0, 1.0]]),
        raw(&[]),
    ];
    let found = ring_faults(&rings);
    assert_eq!(found[&FaultKind::RepeatedPoint], [[4.0, 0.0], [4.0, 4.0], [4.0, 4.0]].map(point));
    assert_eq!(found[&FaultKind::RingNotClosed], [point([12.0, 12.0])]);
    assert_eq!(found[&FaultKind::EmptyRing], [point([1.0, 1.0])]);
    assert_eq!(found.len(), 3);
}

#[test]
fn a_sound_outline_has_no_fault() {
    let touching = [rectangle([0.0, 0.0, 4.0, 4.0]), rectangle([4.0, 1.0, 6.0, 3.0]), rectangle([1.0, 1.0, 2.0, 4.0])];
    assert_eq!(faults(&[&touching[0], &touching[1], &touching[2]]), []);
    assert_eq!(faults(&[]), []);
}

#[test]
fn a_spike_is_a_spike_and_not_a_crossing() {
    let there_and_back = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [9.0, 9.0], [4.0, 4.0], [0.0, 4.0]];
    assert_eq!(faults(&[&there_and_back]), [(FaultKind::Spike, vec![[9.0, 9.0]])]);
    let half_way_back = [[0.0, 0.0], [4.0, 0.0], [4.0, 8.0], [4.0, 4.0], [0.0, 4.0]];
    assert_eq!(faults(&[&half_way_back]), [(FaultKind::Spike, vec![[4.0, 8.0]])]);
    let further_back = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [6.0, 4.0], [-1.0, 4.0]];
    assert_eq!(faults(&[&further_back]), [(FaultKind::Spike, vec![[6.0, 4.0]])]);
}

#[test]
fn crossings_are_counted_and_placed_where_the_edges_cross() {
    // A zigzag that crosses the level line at 2, 4 and 6.
    let saw = [[0.0, 0.0], [9.0, 0.0], [9.0, 1.0], [7.0, 1.0], [5.0, -1.0], [3.0, 1.0], [1.0, -1.0], [-1.0, 0.5]];
    let crossings: Vec<[f64; 2]> = faults(&[&saw]).remove(0).1;
    assert_eq!(crossings, [[2.0, 0.0], [4.0, 0.0], [6.0, 0.0]]);
    let apart = faults(&[&rectangle([0.0, 0.0, 4.0, 4.0]), &rectangle([2.0, 2.0, 6.0, 6.0])]);
    assert_eq!(apart, [(FaultKind::SelfCrossing, vec![[2.0, 4.0], [4.0, 2.0]])]);
    let on_an_edge = faults(&[&[[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [5.0, 5.0], [0.0, 10.0]]]);
    assert_eq!(on_an_edge, [(FaultKind::SelfCrossing, vec![[5.0, 5.0]])]);
}

#[test]
fn a_pinch_touches_itself() {
    let pinched = [[0.0, 0.0], [4.0, 0.0], [2.0, 2.0], [4.0, 4.0], [0.0, 4.0], [2.0, 2.0]];
    assert_eq!(faults(&[&pinched]), [(FaultKind::SelfTouching, vec![[2.0, 2.0]])]);
}

#[test]
fn a_part_half_a_metre_wide_is_a_sliver_and_one_a_metre_wide_is_not() {
    let sliver = rectangle([10.0, 0.0, 10.5, 100.0]);
    assert_eq!(faults(&[&rectangle([0.0, 0.0, 4.0, 4.0]), &sliver]), [(FaultKind::Sliver, vec![[10.0, 0.0]])]);
    assert_eq!(faults(&[&rectangle([10.0, 0.0, 11.0, 100.0])]), []);
}

#[test]
fn no_real_ward_has_a_fault() {
    let Some(wards) = west_midlands() else { return };
    assert!(
        wards.iter().all(|ward| shape_faults(&ward.shape).is_empty() && ring_faults(ward.shape.rings()).is_empty())
    );
}

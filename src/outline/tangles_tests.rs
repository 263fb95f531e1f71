//! Bow-ties, pinches and spikes drawn by hand, rings at random, and the real wards, which have none of it.

use geo::Validation;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::crossings::repaired;
use super::super::dissolve::dissolve;
use super::super::faults::shape_faults;
use super::super::planar::multi_polygon;
use super::super::polygons::{area_square_metres, polygons};
use super::super::test_shapes::{holds, point, rectangle, shape as drawn, west_midlands};
use super::*;
use crate::geography::FaultKind;

fn assert_area(tangled: &Shape, square_metres: f64) {
    let area = area_square_metres(tangled);
    assert!((area - square_metres).abs() < 1e-3, "{area}, not {square_metres}");
    assert!(multi_polygon(tangled).is_valid());
}

#[test]
fn a_bow_tie_of_equal_lobes_is_two_triangles() {
    let bow_tie = drawn(&[&[[400e3, 301e3], [401e3, 302e3], [401e3, 301e3], [400e3, 302e3]]]);
    assert!(crosses_itself(&bow_tie));
    assert_area(&bow_tie, 500_000.0);
    assert_eq!(polygons(&bow_tie).len(), 2);
    let crossing_at_a_corner = drawn(&[&[
        [400e3, 301e3],
        [400_500.0, 301_500.0],
        [401e3, 302e3],
        [401e3, 301e3],
        [400_500.0, 301_500.0],
        [400e3, 302e3],
    ]]);
    assert!(!crosses_itself(&crossing_at_a_corner));
    assert_area(&crossing_at_a_corner, 500_000.0);
    let crossing_on_an_edge = drawn(&[&[[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [5.0, 5.0], [0.0, 10.0]]]);
    assert!(crosses_itself(&crossing_on_an_edge));
    assert_area(&crossing_on_an_edge, 50.0);
}

/// The fuzzer's find: without what the two rings share, one ring is left that went along itself, and `geo` united it to nothing.
#[test]
fn rings_that_run_along_one_another_leave_none_that_runs_along_itself() {
    let first = [[0.0, 0.0], [80.0, 30.0], [30.0, 30.0]];
    let second = [
        [0.0, 0.0],
        [80.0, 30.0],
        [40.0, 30.0],
        [0.0, 0.0],
        [60.0, 90.0],
        [0.0, 0.0],
        [70.0, 70.0],
        [70.0, 60.0],
        [90.0, 80.0],
        [80.0, 30.0],
        [40.0, 30.0],
    ];
    let both = drawn(&[&first, &second]);
    assert_area(&both, 1_350.0);
    assert!((area_square_metres(&dissolve(&[&both])) - 1_350.0).abs() < 1e-3);
    let mended = repaired(&both).expect("it has a spike");
    assert!(!crosses_itself(&mended));
    assert_area(&mended, 1_350.0);
}

/// A comb with teeth to the north, or with its teeth leaning so that the boxes around them all meet.
fn comb(teeth: usize, lean: f64) -> Shape {
    let tooth = |at: usize| {
        let (east, is_top) = (400e3 + at as f64, (at % 2) as f64);
        [east + is_top * lean, 301e3 + is_top * 5_000.0]
    };
    let mut ring = vec![[400e3, 300e3]];
    ring.extend((0..2 * teeth).map(tooth));
    ring.push([400e3 + 2.0 * teeth as f64, 300e3]);
    drawn(&[&ring])
}

#[test]
fn edges_that_all_lie_beside_one_another_do_not_take_for_ever() {
    assert!(!crosses_itself(&comb(4_000, 0.0)), "from west to east");
    assert!(crosses_itself(&comb(4_000, 5_000.0)), "given up");
    assert!(!crosses_itself(&comb(200, 300.0)), "from south to north");
}

#[test]
fn lobes_that_are_not_equal_add_up() {
    // The lines cross 90 / 19 from the left: a triangle on a side of 9, and one on a side of 10.
    let lobes = (9.0 * 90.0 / 19.0 + 10.0 * 100.0 / 19.0) / 2.0;
    assert_area(&drawn(&[&[[0.0, 0.0], [10.0, 10.0], [10.0, 0.0], [0.0, 9.0]]]), lobes);
}

#[test]
fn a_ring_that_goes_twice_around_is_hollow_where_it_does() {
    let twice = [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0], [0.0, 1.0], [3.0, 1.0], [3.0, 3.0], [-1.0, 3.0]];
    let twice = drawn(&[&twice]);
    assert!(crosses_itself(&twice));
    for at in [[1.5, 2.0], [-0.1, 2.0], [5.0, 5.0], [2.0, 0.5], [1.0, 5.0]] {
        let area = multi_polygon(&twice);
        assert_eq!(geo::Contains::contains(&area, &super::super::planar::coord(point(at))), holds(&twice, point(at)));
    }
}

#[test]
fn a_pinch_keeps_its_points_and_becomes_two_rings() {
    let pinched = drawn(&[&[[0.0, 0.0], [4.0, 0.0], [2.0, 2.0], [4.0, 4.0], [0.0, 4.0], [2.0, 2.0]]]);
    assert!(!crosses_itself(&pinched));
    assert_area(&pinched, 8.0);
    let rings: Vec<_> = polygons(&pinched).into_iter().map(|part| part.exterior).collect();
    assert!(rings.iter().flatten().all(|at| pinched.rings()[0].contains(at)));
    assert_eq!(rings.len(), 2);
}

#[test]
fn spikes_go_and_flat_rings_are_nothing() {
    let there_and_back = drawn(&[&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [9.0, 9.0], [4.0, 4.0], [0.0, 4.0]]]);
    assert_area(&there_and_back, 16.0);
    let half_way_back = drawn(&[&[[0.0, 0.0], [4.0, 0.0], [4.0, 8.0], [4.0, 4.0], [0.0, 4.0]]]);
    assert_area(&half_way_back, 16.0);
    let flat = drawn(&[&[[0.0, 0.0], [4.0, 4.0], [9.0, 9.0], [4.0, 4.0]]]);
    assert!(polygons(&flat).is_empty());
}

#[test]
fn rings_that_cross_are_even_odd_and_rings_that_touch_are_left_alone() {
    let crossing = drawn(&[&rectangle([0.0, 0.0, 4.0, 4.0]), &rectangle([2.0, 2.0, 6.0, 6.0])]);
    assert!(crosses_itself(&crossing));
    assert_area(&crossing, 24.0);
    let touching = drawn(&[&rectangle([0.0, 0.0, 4.0, 4.0]), &rectangle([4.0, 1.0, 6.0, 3.0])]);
    assert!(matches!(untangled(&touching), Cow::Borrowed(_)));
}

#[test]
fn any_ring_becomes_valid_polygons_that_hold_what_even_odd_holds() {
    let mut random = ChaCha8Rng::seed_from_u64(20);
    for corners in 4..24 {
        let mut at = || [random.random_range(400e3..410e3), random.random_range(300e3..310e3)];
        let ring: Vec<[f64; 2]> = (0..corners).map(|_| at()).collect();
        let tangled = drawn(&[&ring]);
        let area = multi_polygon(&tangled);
        assert!(area.is_valid(), "{corners} corners");
        for probe in (0..50).map(|_| point(at())) {
            let contains = geo::Contains::contains(&area, &super::super::planar::coord(probe));
            assert_eq!(contains, holds(&tangled, probe), "{corners} corners");
        }
    }
}

/// What readers go by when they say that an outline is simple, so that no one looks again.
#[test]
fn an_outline_has_no_contact_when_it_has_no_fault_of_meeting_itself() {
    let mut random = ChaCha8Rng::seed_from_u64(21);
    let mut seen = [0; 2];
    for corners in (3..8).cycle().take(4_000) {
        let mut ring = || -> Vec<[f64; 2]> {
            (0..corners).map(|_| [0, 1].map(|_| f64::from(random.random_range(0..6)))).collect()
        };
        let (ring, other) = (ring(), ring());
        let outline = if corners == 3 { drawn(&[&ring, &other]) } else { drawn(&[&ring]) };
        let meets_itself = [FaultKind::SelfCrossing, FaultKind::SelfTouching, FaultKind::Spike];
        let faults = shape_faults(&outline);
        let has_fault = meets_itself.iter().any(|kind| faults.contains_key(kind));
        assert_eq!(worst_contact(&outline).is_ok_and(|worst| worst.is_some()), has_fault, "{ring:?}");
        seen[usize::from(has_fault)] += 1;
    }
    assert!(seen.iter().all(|&count| count > 300), "{seen:?}");
}

#[test]
fn no_real_ward_crosses_itself_and_all_keep_their_points() {
    let Some(wards) = west_midlands() else { return };
    assert!(wards.iter().all(|ward| matches!(untangled(&ward.shape), Cow::Borrowed(_))));
}

#[test]
fn a_ring_that_is_there_over_and_over_is_there_once() {
    let square = |x: f64| [[x, 0.0], [x + 10.0, 0.0], [x + 10.0, 10.0], [x, 10.0]];
    let (one, other) = (square(0.0), square(2.0));
    for (times, area) in [(41, 40.0), (40, 100.0)] {
        let mut rings: Vec<&[[f64; 2]]> = vec![&one; times];
        rings.push(&other);
        let tangled = drawn(&rings);
        assert!(by_even_odd(&tangled).is_none(), "they meet too often to be laid over one another");
        assert_area(&tangled, area);
    }
}

//! Drawn cases, random coverages against what must hold of any, and the real wards.

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::dissolve::dissolve;
use super::super::edges::odd_edges;
use super::super::polygons::area_square_metres;
use super::super::test_coverages::{coverage, crossings, edges};
use super::super::test_shapes::{by_district, holds, point, rectangle, shape, west_midlands};
use super::super::thinning::square_distance;
use super::*;
use crate::geography::GridPoint;

const NO_LIMIT: usize = usize::MAX;

fn simplified(shapes: &[Shape], metres: f64, most_points: usize) -> Vec<Shape> {
    simplify(&shapes.iter().collect::<Vec<_>>(), metres, most_points)
}

/// Closing points not counted.
fn points(shapes: &[Shape]) -> usize {
    shapes.iter().flat_map(|shape| shape.rings()).map(|ring| ring.len() - 1).sum()
}

fn outline(shapes: &[Shape]) -> Shape {
    dissolve(&shapes.iter().collect::<Vec<_>>())
}

/// What must hold of the simplified version of a coverage without overlaps.
fn assert_still_a_coverage(before: &[Shape], after: &[Shape]) {
    assert_eq!(before.len(), after.len());
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before.rings().len(), after.rings().len());
        assert!(after.rings().iter().all(|ring| area_square_metres(&Shape::new(vec![ring.clone()])) > 0.0));
        assert!(after.rings().iter().flatten().all(|at| before.rings().iter().flatten().any(|old| old == at)));
    }
    // A sliver would be an edge that no longer cancels, a ring more in the outline, a difference in area.
    let (before, after_outline) = (outline(before), outline(after));
    assert_eq!(odd_edges(after), odd_edges([&after_outline]));
    assert_eq!(before.rings().len(), after_outline.rings().len());
    let sum: f64 = after.iter().map(area_square_metres).sum();
    assert!((sum - area_square_metres(&after_outline)).abs() <= 1e-9 * sum);
}

fn metres_to_nearest_line(shapes: &[Shape], at: GridPoint) -> f64 {
    let distances = edges(shapes).into_iter().map(|edge| square_distance(at.xy(), edge.from.0.xy(), edge.to.0.xy()));
    distances.fold(f64::INFINITY, f64::min).sqrt()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_simplified_coverage_is_a_coverage(shapes in coverage(), metres in 0.0..2_000.0) {
        prop_assert_eq!(crossings(&edges(&shapes)), 0);
        let simple = simplified(&shapes, metres, NO_LIMIT);
        prop_assert_eq!(crossings(&edges(&simple)), 0);
        assert_still_a_coverage(&shapes, &simple);
    }

    #[test]
    fn points_farther_than_that_from_a_line_stay_where_they_were(shapes in coverage(), metres in 0.0..300.0, seed in any::<u64>()) {
        let simple = simplified(&shapes, metres, NO_LIMIT);
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut at = || point([random.random_range(-500.0..4_500.0), random.random_range(-500.0..4_500.0)]);
        for at in (0..200).map(|_| at()).filter(|at| metres_to_nearest_line(&shapes, *at) > metres) {
            prop_assert!(shapes.iter().zip(&simple).all(|(before, after)| holds(before, at) == holds(after, at)));
        }
    }

    #[test]
    fn no_more_points_are_left_than_wanted_or_than_can_go(shapes in coverage(), most in 0..500_usize) {
        let (some, fewest) = (simplified(&shapes, 0.0, most), simplified(&shapes, 0.0, 0));
        prop_assert!(points(&some) <= most || some == fewest);
        // A vertex is a point of four shapes at most.
        prop_assert!(points(&some) + 4 > most.min(points(&shapes)));
        assert_still_a_coverage(&shapes, &some);
        prop_assert_eq!(crossings(&edges(&fewest)), 0);
    }

    #[test]
    fn wards_that_overlap_keep_their_rings_and_cross_no_more_than_they_did(
        some in coverage(), others in coverage(), metres in 0.0..2_000.0,
    ) {
        let all = [some, others].concat();
        let simple = simplified(&all, metres, NO_LIMIT);
        prop_assert!(crossings(&edges(&simple)) <= crossings(&edges(&all)));
        prop_assert!(all.iter().zip(&simple).all(|(before, after)| before.rings().len() == after.rings().len()));
    }
}

#[test]
fn small_islands_holes_and_enclaves_stay_as_triangles() {
    let islet = rectangle([20.0, 0.0, 21.0, 1.0]);
    let enclave = rectangle([3.0, 3.0, 4.0, 4.0]);
    let around = shape(&[&rectangle([0.0, 0.0, 9.0, 9.0]), &enclave, &islet]);
    let simple = simplified(&[around.clone(), shape(&[&enclave])], 1e9, 0);
    assert_eq!(simple[0].rings().iter().map(Vec::len).collect::<Vec<_>>(), [4, 4, 4]);
    assert_still_a_coverage(&[around, shape(&[&enclave])], &simple);
}

#[test]
fn two_borders_between_the_same_points_do_not_become_one() {
    // A lens between two halves: its sides run from the same point to the same point.
    let lens = shape(&[&[[0.0, 0.0], [5.0, 0.0], [10.0, 0.0], [5.0, 1.0]]]);
    let north = shape(&[&[[0.0, 0.0], [5.0, 1.0], [10.0, 0.0], [10.0, 9.0], [0.0, 9.0]]]);
    let south = shape(&[&[[0.0, 0.0], [0.0, -9.0], [10.0, -9.0], [10.0, 0.0], [5.0, 0.0]]]);
    let all = [lens, north, south];
    let simple = simplified(&all, 1e9, 0);
    assert_eq!(simple[0].rings()[0].len(), 4);
    assert_still_a_coverage(&all, &simple);
}

#[test]
fn a_line_does_not_jump_over_an_island_nor_touch_a_corner() {
    for island in [[4.0, 1.0, 5.0, 2.0], [4.0, 0.0, 5.0, 1.0]] {
        let bay = shape(&[&[[0.0, 0.0], [5.0, 4.0], [10.0, 0.0], [10.0, 90.0], [0.0, 90.0]]]);
        let simple = simplified(&[bay.clone(), shape(&[&rectangle(island)])], 5.0, NO_LIMIT);
        assert!(simple[0].has_same_outline(&bay), "{island:?}");
    }
}

#[test]
fn a_bend_that_a_point_was_in_the_way_of_goes_once_that_point_has_gone() {
    // The small tooth of the south stands in the larger one of the north: it goes first and then no longer hinders.
    let north = shape(&[&[[0.0, 1.0], [5.0, 4.0], [10.0, 1.0], [10.0, 90.0], [0.0, 90.0]]]);
    let south = shape(&[&[[0.0, 0.0], [5.0, 3.5], [10.0, 0.0], [10.0, -90.0], [0.0, -90.0]]]);
    let simple = simplified(&[north, south], 4.0, NO_LIMIT);
    assert_eq!(simple.iter().map(|shape| shape.rings()[0].len()).collect::<Vec<_>>(), [5, 5]);
}

#[test]
fn a_corner_on_the_neighbours_long_edge_stays_on_it() {
    let west = shape(&[&rectangle([0.0, 0.0, 100.0, 100.0])]);
    let east = [[100.0, 50.0, 200.0, 100.0], [100.0, 0.0, 200.0, 50.0]].map(|bounds| shape(&[&rectangle(bounds)]));
    let all = [vec![west], east.to_vec()].concat();
    let simple = simplified(&all, 1.0, NO_LIMIT);
    assert!(all.iter().zip(&simple).all(|(before, after)| before.has_same_outline(after)));
}

#[test]
fn nothing_rings_there_twice_and_flat_rings_pass() {
    assert!(simplified(&[], 10.0, 0).is_empty());
    let ring = rectangle([0.0, 0.0, 1.0, 1.0]);
    let flat = shape(&[&[[20.0, 0.0], [24.0, 4.0], [29.0, 9.0], [24.0, 4.0]]]);
    let odd = [shape(&[&ring, &ring]), Shape::default(), flat];
    let simple = simplified(&odd, 1e9, 0);
    assert_eq!(simple.iter().map(|shape| shape.rings().len()).collect::<Vec<_>>(), [2, 0, 0]);
    assert_eq!(simple[0].rings()[0], simple[0].rings()[1]);
    for no_distance in [f64::NAN, -9.0, 0.0] {
        assert_eq!(simplified(&odd, no_distance, NO_LIMIT)[..2], odd[..2]);
    }
}

#[test]
fn a_long_straight_line_becomes_its_ends() {
    let line = (0..=20_000).map(|at| [f64::from(at), 0.0]);
    let ring: Vec<[f64; 2]> = line.chain([[10_000.0, 9.0]]).collect();
    assert_eq!(simplified(&[shape(&[&ring])], 0.0, NO_LIMIT)[0].rings()[0].len(), 4);
}

#[test]
fn the_real_wards_of_every_district_stay_coverages() {
    let Some(wards) = west_midlands() else { return };
    for (_, district) in by_district(&wards) {
        let before: Vec<Shape> = district.into_iter().cloned().collect();
        for metres in [20.0, 50.0, 300.0] {
            let after = simplified(&before, metres, NO_LIMIT);
            assert_still_a_coverage(&before, &after);
            assert_eq!(crossings(&edges(&after)), 0);
            assert!(points(&after) < points(&before));
        }
    }
}

#[test]
fn the_real_region_fits_a_picture_the_same_on_any_number_of_threads() {
    let Some(wards) = west_midlands() else { return };
    let before: Vec<Shape> = wards.into_iter().map(|ward| ward.shape).collect();
    let after = simplified(&before, 0.0, 25_000);
    assert!((24_000..=25_000).contains(&points(&after)));
    assert_still_a_coverage(&before, &after);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| simplified(&before, 0.0, 25_000)) == after);
    }
}

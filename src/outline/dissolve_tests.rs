//! Drawn cases, the real wards of every district of the West Midlands, and `geo`'s own union.

use geo::Area;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::polygons::polygons;
use super::super::test_shapes::{by_district, holds, point, rectangle, shape as drawn, west_midlands};
use super::*;
use crate::geography::GridPoint;
use crate::outline::area_square_metres;

fn square(bounds: [f64; 4]) -> Shape {
    drawn(&[&rectangle(bounds)])
}

fn random_points(within: &Shape, count: usize) -> Vec<GridPoint> {
    let [west, south, east, north] = within.bounds().unwrap();
    let mut random = ChaCha8Rng::seed_from_u64(25);
    (0..count).map(|_| point([random.random_range(west..east), random.random_range(south..north)])).collect()
}

#[test]
fn a_ward_around_another_fills_its_hole() {
    let hole = rectangle([3.0, 3.0, 6.0, 6.0]);
    let around = drawn(&[&rectangle([0.0, 0.0, 9.0, 9.0]), &hole]);
    let both = dissolve(&[&around, &drawn(&[&hole])]);
    assert_eq!((both.rings().len(), area_square_metres(&both)), (1, 81.0));
}

#[test]
fn wards_around_a_lake_leave_it_out() {
    let parts = [[0.0, 0.0, 3.0, 1.0], [0.0, 2.0, 3.0, 3.0], [0.0, 1.0, 1.0, 2.0], [2.0, 1.0, 3.0, 2.0]];
    // Each side drawn with the corners of its neighbours, as boundary files do.
    let parts = parts.map(square);
    let outline = dissolve(&parts.iter().collect::<Vec<_>>());
    assert_eq!(area_square_metres(&outline), 8.0);
    assert_eq!(polygons(&outline).iter().map(|part| part.holes.len()).collect::<Vec<_>>(), [1]);
}

#[test]
fn wards_that_meet_in_a_point_keep_rings_that_do_not_cross() {
    let outline =
        dissolve(&[&square([0.0, 0.0, 1.0, 1.0]), &square([1.0, 1.0, 2.0, 2.0]), &square([-1.0, 1.0, 0.0, 2.0])]);
    assert_eq!(outline.rings().len(), 3);
    assert!(outline.rings().iter().all(|ring| ring.len() == 5));
}

#[test]
fn two_lakes_that_touch_are_two_holes() {
    let land = drawn(&[
        &rectangle([0.0, 0.0, 9.0, 9.0]),
        &[[2.0, 2.0], [4.0, 4.0], [2.0, 4.0]],
        &[[4.0, 4.0], [6.0, 4.0], [6.0, 6.0]],
    ]);
    let outline = dissolve(&[&land]);
    assert_eq!(polygons(&outline)[0].holes.len(), 2);
    assert_eq!(area_square_metres(&outline), 77.0);
}

#[test]
fn a_corner_along_the_neighbours_edge_leaves_no_sliver() {
    // The west has one long edge, the east two wards that meet half-way; then the same 3 cm off the line.
    for off in [0.0, 0.03] {
        let north_east = drawn(&[&[[100.0 + off, 50.0], [200.0, 50.0], [200.0, 100.0], [100.0, 100.0]]]);
        let south_east = drawn(&[&[[100.0, 0.0], [200.0, 0.0], [200.0, 50.0], [100.0 + off, 50.0]]]);
        let outline = dissolve(&[&square([0.0, 0.0, 100.0, 100.0]), &north_east, &south_east]);
        assert_eq!(outline.rings().len(), 1, "{off}");
        assert_eq!(area_square_metres(&outline), 20_000.0, "{off}");
    }
}

#[test]
fn a_gap_that_is_in_the_file_stays() {
    let outline = dissolve(&[&square([0.0, 0.0, 100.0, 100.0]), &square([101.0, 0.0, 200.0, 100.0])]);
    assert_eq!(outline.rings().len(), 2);
}

#[test]
fn overlapping_areas_are_united() {
    let outline = dissolve(&[&square([0.0, 0.0, 100.0, 100.0]), &square([50.0, 50.0, 150.0, 150.0])]);
    assert_eq!(outline.rings().len(), 1);
    assert!((area_square_metres(&outline) - 17_500.0).abs() < 0.1);
}

#[test]
fn the_same_area_twice_is_that_area() {
    let once = square([0.0, 0.0, 100.0, 100.0]);
    assert!((area_square_metres(&dissolve(&[&once, &once])) - 10_000.0).abs() < 0.1);
}

#[test]
fn nothing_dissolves_to_nothing() {
    assert!(dissolve(&[]).is_empty());
    assert!(dissolve(&[&Shape::default()]).is_empty());
}

#[test]
fn order_and_direction_of_the_wards_do_not_matter() {
    let Some(wards) = west_midlands() else { return };
    let shapes: Vec<&Shape> = wards.iter().take(60).map(|ward| &ward.shape).collect();
    let reversed: Vec<Shape> = shapes.iter().rev().map(|shape| turned_round(shape)).collect();
    assert_eq!(dissolve(&shapes), dissolve(&reversed.iter().collect::<Vec<_>>()));
}

fn turned_round(shape: &Shape) -> Shape {
    Shape::new(shape.rings().iter().rev().map(|ring| ring.iter().rev().copied().collect()).collect())
}

#[test]
fn each_real_district_has_the_area_of_its_wards_and_holds_the_points_they_hold() {
    let Some(wards) = west_midlands() else { return };
    for (district, shapes) in by_district(&wards) {
        let outline = dissolve(&shapes);
        let sum: f64 = shapes.iter().map(|shape| area_square_metres(shape)).sum();
        assert!((area_square_metres(&outline) / sum - 1.0).abs() < 1e-6, "{district}");
        for at in random_points(&outline, 300) {
            assert_eq!(holds(&outline, at), shapes.iter().any(|shape| holds(shape, at)), "{district}");
        }
    }
}

#[test]
fn the_whole_region_has_one_outline() {
    let Some(wards) = west_midlands() else { return };
    let outline = dissolve(&wards.iter().map(|ward| &ward.shape).collect::<Vec<_>>());
    let [parts, rings] = [polygons(&outline).len(), outline.rings().len()];
    assert_eq!((parts, rings), (1, 1));
}

#[test]
fn geos_own_union_covers_the_same_ground() {
    let Some(wards) = west_midlands() else { return };
    for code in ["E08000025", "E06000019", "E07000222"] {
        let (_, shapes) = by_district(&wards).into_iter().find(|(district, _)| *district == code).unwrap();
        let [ours, geos] = [dissolve(&shapes), united(&shapes).unwrap()].map(|shape| multi_polygon(&shape));
        let differs = geo::BooleanOps::xor(&ours, &geos).unsigned_area();
        assert!(differs < 1.0, "{code}: {differs} m2");
    }
}

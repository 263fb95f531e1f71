//! Nesting drawn by hand, in every order and direction, and the areas of real wards.

use proptest::prelude::*;

use super::super::planar::multi_polygon;
use super::super::test_shapes::{holds, point, rectangle, shape, west_midlands};
use super::*;

/// A ward with a lake, an island in the lake, a pond on the island, and an outlying part.
fn nested() -> Vec<Vec<[f64; 2]>> {
    [[0.0, 0.0, 9.0, 9.0], [1.0, 1.0, 8.0, 8.0], [2.0, 2.0, 7.0, 7.0], [3.0, 3.0, 4.0, 4.0], [20.0, 0.0, 21.0, 1.0]]
        .map(rectangle)
        .to_vec()
}

fn polygons_of(rings: &[Vec<[f64; 2]>]) -> Vec<Polygon> {
    polygons(&shape(&rings.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

fn signed(ring: &Ring) -> f64 {
    signed_area(line_string(ring))
}

#[test]
fn an_island_in_a_lake_is_a_polygon_of_its_own() {
    let areas: Vec<(f64, usize)> =
        polygons_of(&nested()).iter().map(|part| (part.area_square_metres(), part.holes.len())).collect();
    assert_eq!(areas, [(81.0 - 49.0, 1), (25.0 - 1.0, 1), (1.0, 0)]);
}

proptest! {
    #[test]
    fn order_and_direction_of_the_rings_do_not_matter(
        order in Just((0..5).collect::<Vec<usize>>()).prop_shuffle(),
        turned in proptest::collection::vec(any::<bool>(), 5),
    ) {
        let mut rings: Vec<Vec<[f64; 2]>> = order.iter().map(|at| nested()[*at].clone()).collect();
        rings.iter_mut().zip(turned).filter(|(_, turned)| *turned).for_each(|(ring, _)| ring.reverse());
        let parts = polygons_of(&rings);
        prop_assert!(parts.iter().all(|part| signed(&part.exterior) > 0.0 && part.holes.iter().all(|hole| signed(hole) < 0.0)));
        let mut areas: Vec<f64> = parts.iter().map(Polygon::area_square_metres).collect();
        areas.sort_by(f64::total_cmp);
        prop_assert_eq!(areas, vec![1.0, 24.0, 32.0]);
    }
}

#[test]
fn a_hole_that_touches_its_exterior_at_one_corner_stays_a_hole() {
    let parts = polygons_of(&[rectangle([0.0, 0.0, 4.0, 4.0]), vec![[0.0, 0.0], [2.0, 1.0], [1.0, 2.0]]]);
    assert_eq!((parts.len(), parts[0].holes.len()), (1, 1));
}

#[test]
fn two_parts_that_touch_at_a_corner_or_along_an_edge_are_two_parts() {
    for west in [[4.0, 4.0, 6.0, 6.0], [4.0, 0.0, 8.0, 4.0], [4.0, 1.0, 8.0, 3.0]] {
        let parts = polygons_of(&[rectangle([0.0, 0.0, 4.0, 4.0]), rectangle(west)]);
        assert_eq!(parts.iter().map(|part| part.holes.len()).collect::<Vec<_>>(), [0, 0], "{west:?}");
    }
}

#[test]
fn a_ring_with_all_its_corners_on_another_is_told_by_its_inside() {
    // A diamond in a square: a hole. A triangle in the notch of an arrowhead: a part.
    let diamond = polygons_of(&[rectangle([0.0, 0.0, 4.0, 4.0]), vec![[2.0, 0.0], [4.0, 2.0], [2.0, 4.0], [0.0, 2.0]]]);
    assert_eq!(diamond[0].holes.len(), 1);
    let notch =
        polygons_of(&[vec![[0.0, 0.0], [3.0, 3.0], [6.0, 0.0], [3.0, 9.0]], vec![[0.0, 0.0], [6.0, 0.0], [3.0, 3.0]]]);
    assert_eq!(notch.iter().map(|part| part.holes.len()).collect::<Vec<_>>(), [0, 0]);
}

#[test]
fn a_ring_twice_is_nothing_as_even_odd_has_it() {
    let square = rectangle([0.0, 0.0, 4.0, 4.0]);
    let backwards: Vec<[f64; 2]> = square.iter().rev().copied().collect();
    assert_eq!(polygons_of(&[square, backwards])[0].area_square_metres(), 0.0);
}

#[test]
fn rings_without_area_are_dropped() {
    let spike = vec![[500_000.1, 300_000.1], [500_010.3, 300_010.3], [500_000.1, 300_000.1], [500_005.7, 300_005.7]];
    assert!(polygons_of(&[spike]).is_empty());
    assert!(polygons(&Shape::default()).is_empty());
}

#[test]
fn the_polygons_of_every_real_ward_hold_the_points_that_its_rings_hold() {
    let Some(wards) = west_midlands() else { return };
    for ward in &wards {
        let area = multi_polygon(&ward.shape);
        let [west, south, east, north] = ward.shape.bounds().unwrap();
        for step in 0..20 {
            let share = f64::from(step) * 0.618_034 % 1.0;
            let at = point([west + (east - west) * share, south + (north - south) * f64::from(step) / 20.0]);
            assert_eq!(geo::Contains::contains(&area, &super::super::planar::coord(at)), holds(&ward.shape, at));
        }
    }
}

#[test]
fn the_real_wards_have_the_area_of_the_west_midlands() {
    let Some(wards) = west_midlands() else { return };
    let square_kilometres: f64 = wards.iter().map(|ward| area_square_metres(&ward.shape)).sum::<f64>() / 1e6;
    // ONS, Standard Area Measurements: 12,998 km2 of land.
    assert!((square_kilometres - 12_998.0).abs() < 15.0, "{square_kilometres} km2");
}

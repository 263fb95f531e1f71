//! Points a little nearer and a little farther than the distance, measured to every edge of the outline.

use super::super::dissolve::dissolve;
use super::super::polygons::area_square_metres;
use super::super::test_shapes::{by_district, holds, point, rectangle, shape as drawn, west_midlands};
use super::*;
use crate::geography::GridPoint;

/// Metres from a point to the outline, edge by edge.
fn metres_to(outline: &Shape, at: GridPoint) -> f64 {
    outline.edges().map(|(from, to)| metres_to_edge(at.xy(), from.xy(), to.xy())).fold(f64::INFINITY, f64::min)
}

fn metres_to_edge([x, y]: [f64; 2], [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> f64 {
    let (run, rise) = (x2 - x1, y2 - y1);
    let along = (((x - x1) * run + (y - y1) * rise) / (run * run + rise * rise)).clamp(0.0, 1.0);
    (x1 + along * run - x).hypot(y1 + along * rise - y)
}

/// On rays out of the middle, the points at so many metres from the outline, found by halving.
fn points_at(outline: &Shape, metres: f64) -> Vec<GridPoint> {
    let [west, south, east, north] = outline.bounds().unwrap();
    let [x, y] = [(west + east) / 2.0, (south + north) / 2.0];
    let far = east - west + north - south + 2.0 * metres;
    let point_on_ray = |degrees: f64| {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let at = |length: f64| point([x + length * cosine, y + length * sine]);
        let is_beyond = |length: f64| !holds(outline, at(length)) && metres_to(outline, at(length)) > metres;
        let (mut near, mut far) = (0.0, far);
        for _ in 0..50 {
            let middle = (near + far) / 2.0;
            if is_beyond(middle) { far = middle } else { near = middle }
        }
        at(far)
    };
    (0..72).map(|step| point_on_ray(f64::from(step) * 5.0 + 0.7)).collect()
}

fn assert_reach(outline: &Shape, miles: f64) {
    let ring = reach(outline, miles).unwrap();
    let metres = miles * METRES_PER_MILE;
    for at in points_at(outline, metres * 0.999) {
        assert!(holds(&ring, at), "{miles} miles: {at:?} is nearer");
    }
    for at in points_at(outline, metres * 1.001) {
        assert!(!holds(&ring, at), "{miles} miles: {at:?} is farther");
    }
}

#[test]
fn a_thousandth_nearer_is_in_and_a_thousandth_farther_is_out() {
    let Some(wards) = west_midlands() else { return };
    for (code, shapes) in by_district(&wards) {
        if ["E08000025", "E06000019"].contains(&code) {
            assert_reach(&dissolve(&shapes), 20.0);
        }
    }
}

#[test]
fn a_square_grows_by_its_sides_and_a_circle() {
    let square = drawn(&[&rectangle([400e3, 300e3, 410e3, 310e3])]);
    let grown = area_square_metres(&reach(&square, 20.0).unwrap());
    let r = 20.0 * METRES_PER_MILE;
    let exact = 1e8 + 4.0 * 1e4 * r + std::f64::consts::PI * r * r;
    assert!(grown < exact && grown > exact - RING_METRES * std::f64::consts::TAU * r, "{grown} of {exact}");
}

#[test]
fn a_small_hole_is_filled_and_a_large_one_shrinks() {
    let outer = rectangle([300e3, 300e3, 500e3, 500e3]);
    let small = drawn(&[&outer, &rectangle([390e3, 390e3, 410e3, 410e3])]);
    assert_eq!(reach(&small, 20.0).unwrap().rings().len(), 1);
    let large = drawn(&[&outer, &rectangle([350e3, 350e3, 450e3, 450e3])]);
    let ring = reach(&large, 20.0).unwrap();
    assert_eq!(ring.rings().len(), 2);
    assert!(!holds(&ring, point([400e3, 400e3])) && holds(&ring, point([375e3, 400e3])));
}

#[test]
fn parts_within_reach_of_each_other_become_one() {
    let parts = drawn(&[&rectangle([300e3, 300e3, 310e3, 310e3]), &rectangle([350e3, 300e3, 360e3, 310e3])]);
    assert_eq!(reach(&parts, 20.0).unwrap().rings().len(), 1);
    assert_eq!(reach(&parts, 1.0).unwrap().rings().len(), 2);
}

#[test]
fn no_miles_change_nothing() {
    let square = drawn(&[&rectangle([400e3, 300e3, 410e3, 310e3])]);
    for miles in [0.0, -1.0] {
        assert_eq!(reach(&square, miles).as_ref(), Some(&square));
    }
    assert!(reach(&Shape::default(), 20.0).unwrap().is_empty());
}

#[test]
fn a_ring_that_would_leave_the_grid_is_not_drawn() {
    let square = drawn(&[&rectangle([400e3, 300e3, 410e3, 310e3])]);
    let widest = reach(&square, MAX_REACH_MILES).unwrap();
    assert!(holds(&widest, point([405e3, 305e3 + 299.0 * METRES_PER_MILE])));
    for miles in [300.1, 1_000.0, 1e6, 1e300, f64::NAN, f64::INFINITY] {
        assert_eq!(reach(&square, miles), None);
    }
    let at_the_edge = drawn(&[&rectangle([-490e3, 300e3, -480e3, 310e3])]);
    assert!(reach(&at_the_edge, 1.0).is_some());
    assert_eq!(reach(&at_the_edge, 299.0), None);
}

#[test]
fn the_ring_is_the_same_on_any_number_of_threads() {
    let Some(wards) = west_midlands() else { return };
    let outline = dissolve(&wards.iter().map(|ward| &ward.shape).collect::<Vec<_>>());
    let rings = [1, 4].map(|threads| {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| reach(&outline, 20.0).unwrap())
    });
    assert!(rings[0] == rings[1]);
}

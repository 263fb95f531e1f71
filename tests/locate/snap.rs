//! Snapping: a point outside goes to the nearest ward within the tolerance, and only there.

use nearhome::geography::GridPoint;
use nearhome::locate::{Placing, WardIndex};

use crate::check::{grid_points, random_points, shapes};
use crate::made_wards::{MadeWards, Rings, Xy};

fn square([west, south]: Xy, size: f64) -> Rings {
    let [east, north] = [west + size, south + size];
    vec![vec![[west, south], [east, south], [east, north], [west, north], [west, south]]]
}

fn at(x: f64, y: f64) -> GridPoint {
    GridPoint::new(x, y).expect("on the grid")
}

#[test]
fn a_point_snaps_within_the_tolerance_and_not_beyond_it() {
    let index = WardIndex::from_shapes(&shapes(&[square([400_000.0, 300_000.0], 100.0)]));
    let three_east_four_north = at(400_103.0, 300_104.0);
    assert_eq!(index.locate_with_snap(three_east_four_north, 5.0).placing(), Placing::Snapped);
    assert_eq!(index.locate_with_snap(three_east_four_north, 5.0f64.next_down()).placing(), Placing::Outside);
    for no_snap in [0.0, -1.0, f64::NAN] {
        assert_eq!(index.locate_with_snap(three_east_four_north, no_snap).placing(), Placing::Outside);
    }
    assert_eq!(index.locate_with_snap(at(700_000.0, 900_000.0), f64::INFINITY).placing(), Placing::Snapped);
    assert_eq!(index.locate_with_snap(at(400_050.0, 300_050.0), 5.0).placing(), Placing::Inside);
    assert_eq!(index.locate_with_snap(at(400_100.0, 300_050.0), 5.0).placing(), Placing::OnBorder);
}

#[test]
fn of_two_wards_equally_near_the_lowest_is_taken() {
    let (south, north) = (square([400_000.0, 300_000.0], 100.0), square([400_000.0, 300_100.0], 100.0));
    let beside_their_corner = at(400_103.0, 300_100.0);
    for wards in [[south.clone(), north.clone()], [north, south]] {
        let index = WardIndex::from_shapes(&shapes(&wards));
        assert_eq!(index.locate_with_snap(beside_their_corner, 10.0).ward().map(|ward| ward.0), Some(0));
    }
}

/// Squared distance from an edge, by the closest of its ends and the foot of the perpendicular.
fn distance([a, b]: [Xy; 2], p: Xy) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let t = (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}

#[test]
fn the_nearest_ward_is_that_of_a_scan_of_every_edge() {
    let made = MadeWards { columns: 6, rows: 5, count: 28, width: 1500.0, points_per_side: 12, unit: 0.001, seed: 5 };
    // Every third ward is left out, so that there is an outside to be in.
    let wards: Vec<Rings> = (0..).zip(made.make()).filter(|(i, _)| i % 3 != 1).map(|(_, ward)| ward).collect();
    let points = random_points(&wards, 3_000, 6);
    let index = WardIndex::from_shapes(&shapes(&wards));
    let (plain, snapped) =
        (index.locate_all(&grid_points(&points)), index.locate_all_with_snap(&grid_points(&points), 300.0));
    let mut tally = [0; 3];
    for ((p, plain), snapped) in points.iter().zip(plain).zip(snapped) {
        if plain.placing() != Placing::Outside {
            assert_eq!(snapped, plain);
            continue;
        }
        let to_ward = |ward: &Rings| ward[0].windows(2).map(|e| distance([e[0], e[1]], *p)).fold(f64::MAX, f64::min);
        let distances: Vec<f64> = wards.iter().map(to_ward).collect();
        let nearest = distances.iter().copied().fold(f64::MAX, f64::min);
        match snapped.ward() {
            None => assert!(nearest > 300.0 - 1e-6 && snapped.placing() == Placing::Outside),
            Some(ward) => {
                assert!(distances[ward.0 as usize] <= (nearest + 1e-6).min(300.0 + 1e-6));
                assert!(distances[..ward.0 as usize].iter().all(|&lower| lower > nearest - 1e-6));
            }
        }
        tally[usize::from(snapped.ward().is_some())] += 1;
    }
    assert!(tally[0] > 100 && tally[1] > 100, "both cases were met: {tally:?}");
}

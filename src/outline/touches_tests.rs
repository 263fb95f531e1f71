//! Rings that touch, drawn by hand: as they may, and crossing where they do; and rings at random against another way to reckon their area.

use proptest::prelude::*;

use super::super::contacts::crossing;
use super::super::polygons::area_square_metres;
use super::super::tangles::crosses_itself;
use super::super::test_shapes::{rectangle, shape as drawn};

/// The fuzzer's find: the second and the third ring lie over one another, and meet in corners and along a line only.
#[test]
fn rings_that_cross_by_way_of_corners_cross() {
    let whole = [[0.0, 0.0], [1.0, 12.0], [14.0, 14.0], [14.0, 0.0], [7.0, 0.0]];
    let east = [[0.0, 0.0], [14.0, 14.0], [14.0, 0.0], [7.0, 0.0]];
    let west = [[0.0, 0.0], [1.0, 12.0], [14.0, 14.0], [1.0, 0.0]];
    assert!(crosses_itself(&drawn(&[&east, &west])));
    // What the two have in common, a triangle one metre wide: 7 m2, in all three.
    let all = drawn(&[&whole, &east, &west]);
    assert!((area_square_metres(&all) - 7.0).abs() < 1e-3, "{}", area_square_metres(&all));
}

#[test]
fn rings_that_share_a_border_or_two_corners_do_not_cross() {
    let square = rectangle([0.0, 0.0, 4.0, 4.0]);
    let beside = rectangle([4.0, 1.0, 8.0, 3.0]);
    let lake = [[0.0, 0.0], [2.0, 1.0], [4.0, 4.0], [1.0, 2.0]];
    let horns = [[4.0, 0.0], [6.0, 2.0], [4.0, 4.0], [8.0, 2.0]];
    for other in [&beside[..], &lake, &horns, &square] {
        assert!(!crosses_itself(&drawn(&[&square, other])), "{other:?}");
        assert!(!crosses_itself(&drawn(&[other, &square])), "{other:?}");
    }
}

#[test]
fn a_fan_of_many_rings_is_said_to_cross_and_keeps_its_area() {
    let blade = |at: u32| {
        let [low, high] = [0.0, 0.4].map(|off| (f64::from(at) + off) / 200.0 * std::f64::consts::TAU);
        vec![[0.0, 0.0], [1e4 * low.cos(), 1e4 * low.sin()], [1e4 * high.cos(), 1e4 * high.sin()]]
    };
    let blades: Vec<_> = (0..200).map(blade).collect();
    let fan = drawn(&blades.iter().map(Vec::as_slice).collect::<Vec<_>>());
    assert!(crosses_itself(&fan));
    let each = 0.5 * 1e8 * (0.4 / 200.0 * std::f64::consts::TAU).sin();
    assert!((area_square_metres(&fan) / (200.0 * each) - 1.0).abs() < 1e-6);
}

type Edge = [[f64; 2]; 2];

/// Where an edge is at a northing that it passes.
fn easting_at([[x, y], [u, v]]: Edge, level: f64) -> Option<f64> {
    (y.min(v) < level && level < y.max(v)).then(|| x + (level - y) * (u - x) / (v - y))
}

/// The area by even-odd, level by level: between levels at which an edge ends or two cross, its width changes evenly.
fn area_by_levels(edges: &[Edge]) -> f64 {
    let pairs = edges.iter().flat_map(|one| edges.iter().filter_map(|other| crossing(*one, *other)));
    let mut levels: Vec<f64> = edges.iter().flatten().copied().chain(pairs).map(|[_, y]| y).collect();
    levels.sort_by(f64::total_cmp);
    let width = |level: f64| -> f64 {
        let mut at: Vec<f64> = edges.iter().filter_map(|edge| easting_at(*edge, level)).collect();
        at.sort_by(f64::total_cmp);
        at.chunks_exact(2).map(|pair| pair[1] - pair[0]).sum()
    };
    levels.windows(2).map(|pair| (pair[1] - pair[0]) * width(pair[0].midpoint(pair[1]))).sum()
}

fn corner() -> impl Strategy<Value = [f64; 2]> {
    (0..5_i32, 0..5_i32).prop_map(|(x, y)| [f64::from(x), f64::from(y)])
}

proptest! {
    /// On a lattice as small as this, rings touch at corners and along edges more often than not.
    #[test]
    fn triangles_on_a_lattice_have_their_area(
        triangles in proptest::collection::vec([corner(), corner(), corner()], 1..5),
    ) {
        let edges: Vec<Edge> = triangles.iter().flat_map(|&[a, b, c]| [[a, b], [b, c], [c, a]]).collect();
        let shape = drawn(&triangles.iter().map(<[_; 3]>::as_slice).collect::<Vec<_>>());
        let (area, expected) = (area_square_metres(&shape), area_by_levels(&edges));
        prop_assert!((area - expected).abs() < 1e-3, "{area} m2, not {expected}");
    }
}

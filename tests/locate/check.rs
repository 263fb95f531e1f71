//! Checks an index on a coverage: one by one, in bulk and against the oracle; and makes the points that are hard.

use std::collections::BTreeMap;

use nearhome::geography::{GridPoint, Shape};
use nearhome::locate::{Located, Placing, WardIndex};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use crate::made_wards::{Rings, Xy};
use crate::oracle::Oracle;

pub fn grid_points(of: &[Xy]) -> Vec<GridPoint> {
    of.iter().map(|&[x, y]| GridPoint::new(x, y).expect("on the grid")).collect()
}

pub fn shapes(wards: &[Rings]) -> Vec<Shape> {
    wards.iter().map(|rings| Shape::new(rings.iter().map(|ring| grid_points(ring)).collect())).collect()
}

/// Asserts that both paths give the oracle's answer for each point, and returns how many had each answer.
/// In a coverage without overlaps each point is in one ward by the half-open rule, or in none.
pub fn assert_all_agree(wards: &[Rings], points: &[Xy]) -> BTreeMap<Placing, usize> {
    let (shapes, oracle) = (shapes(wards), Oracle::new(wards));
    let (plain, bulk) = (WardIndex::from_shapes(&shapes), WardIndex::from_shapes(&shapes));
    bulk.prepare_for_many_points();
    let points = grid_points(points);
    let in_bulk = bulk.locate_all(&points);
    assert_eq!(in_bulk.len(), points.len());
    points.par_iter().zip(&in_bulk).for_each(|(&point, &in_bulk)| {
        let expected = oracle.answer(point.xy());
        assert_eq!(seen(plain.locate(point)), (expected.ward, expected.placing), "one by one, at {point:?}");
        assert_eq!(seen(in_bulk), (expected.ward, expected.placing), "in bulk, at {point:?}");
        if expected.placing != Placing::Inside {
            let holding: Vec<u32> = plain.wards_holding(point).iter().map(|ward| ward.0).collect();
            assert_eq!(holding, expected.holding, "at {point:?}");
        }
    });
    assert_sums_agree(wards.len(), &in_bulk);
    let mut tally = BTreeMap::new();
    in_bulk.iter().for_each(|located| *tally.entry(located.placing()).or_insert(0) += 1);
    tally
}

/// Sum over wards + outside = points.
fn assert_sums_agree(wards: usize, located: &[Located]) {
    let mut by_ward = vec![0; wards];
    located.iter().filter_map(|each| each.ward()).for_each(|ward| by_ward[ward.0 as usize] += 1);
    let outside = located.iter().filter(|each| each.placing() == Placing::Outside).count();
    assert_eq!(by_ward.iter().sum::<usize>() + outside, located.len());
}

fn seen(located: Located) -> (Option<u32>, Placing) {
    (located.ward().map(|ward| ward.0), located.placing())
}

/// Every vertex and every edge's middle; each vertex one step of a double to the four sides; and, for each
/// vertex, points that share its easting or its northing with another's.
pub fn awkward_points(wards: &[Rings], seed: u64) -> Vec<Xy> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let rings = || wards.iter().flatten();
    let vertices: Vec<Xy> = rings().flatten().copied().collect();
    let middles = rings().flat_map(|ring| ring.windows(2)).map(|ends| middle(ends[0], ends[1]));
    let mut points: Vec<Xy> = vertices.iter().copied().chain(middles).collect();
    for &[x, y] in &vertices {
        let other = vertices[rng.random_range(0..vertices.len())];
        points.extend([[x.next_up(), y], [x.next_down(), y], [x, y.next_up()], [x, y.next_down()]]);
        points.extend([[x, other[1]], [other[0], y]]);
    }
    points
}

fn middle(a: Xy, b: Xy) -> Xy {
    [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
}

/// Points all over the wards' envelope and a little beyond.
pub fn random_points(wards: &[Rings], count: usize, seed: u64) -> Vec<Xy> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let along = |i: usize| wards.iter().flatten().flatten().map(move |p| p[i]);
    let range = [0, 1].map(|i| {
        let (low, high) = (along(i).fold(f64::MAX, f64::min), along(i).fold(f64::MIN, f64::max));
        let beyond = 0.02 * (high - low);
        low - beyond..high + beyond
    });
    (0..count).map(|_| [0, 1].map(|i| rng.random_range(range[i].clone()))).collect()
}

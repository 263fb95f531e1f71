//! Made-up coverages: wiggly wards at whole metres and at millimetres; enclaves, holes, parts, needles, overlaps.

use nearhome::geography::GridPoint;
use nearhome::locate::{Located, Placing, WardIndex};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rayon::prelude::*;

use crate::check::{assert_all_agree, awkward_points, grid_points, random_points, shapes};
use crate::made_wards::{MadeWards, Rings, Xy};

pub const METRES: MadeWards =
    MadeWards { columns: 12, rows: 10, count: 115, width: 1500.0, points_per_side: 40, unit: 1.0, seed: 1 };
pub const MILLIMETRES: MadeWards = MadeWards { unit: 0.001, seed: 2, ..METRES };

/// Pieces dealt out to a third as many wards: parts apart, parts side by side (their common sides cancel), wards round
/// other wards, wards that meet at a point.
pub fn dealt_out(made: MadeWards) -> Vec<Rings> {
    let mut rng = ChaCha8Rng::seed_from_u64(made.seed);
    let mut wards = vec![Rings::new(); made.count / 3];
    for (i, piece) in made.make().into_iter().enumerate() {
        let ward = if i < wards.len() { i } else { rng.random_range(0..wards.len()) };
        wards[ward].extend(piece);
    }
    wards
}

/// A ring in the middle of a ward, cut out of it and made a ward of its own.
pub fn with_enclaves(mut wards: Vec<Rings>, ring: impl Fn(Xy) -> Vec<Xy>) -> Vec<Rings> {
    for ward in 0..wards.len() {
        let Some(outer) = wards[ward].first() else { continue };
        let sum = outer.iter().fold([0.0, 0.0], |sum, p| [sum[0] + p[0], sum[1] + p[1]]);
        let middle = sum.map(|each| (each / outer.len() as f64).round());
        wards[ward].push(ring(middle));
        wards.push(vec![ring(middle)]);
    }
    wards
}

pub fn diamond([x, y]: Xy) -> Vec<Xy> {
    vec![[x - 60.0, y], [x, y - 30.0], [x + 60.0, y], [x, y + 30.0], [x - 60.0, y]]
}

/// 200 m long, 2 mm wide at its foot.
pub fn needle([x, y]: Xy) -> Vec<Xy> {
    vec![[x, y], [x + 0.002, y], [x + 100.0, y + 173.0], [x, y]]
}

fn check(wards: &[Rings], random: usize) -> std::collections::BTreeMap<Placing, usize> {
    let mut points = random_points(wards, random, 7);
    points.extend(awkward_points(wards, 8));
    let tally = assert_all_agree(wards, &points);
    println!("{} wards: {tally:?}", wards.len());
    assert!(tally[&Placing::Inside] > random / 2 && tally[&Placing::Outside] > 0);
    assert!(tally[&Placing::OnBorder] >= wards.iter().flatten().flatten().count(), "every vertex is on a border");
    tally
}

#[test]
fn a_million_points_are_each_in_one_ward_or_none_at_whole_metres() {
    let tally = check(&METRES.make(), 1_000_000);
    assert_eq!(tally.get(&Placing::Overlap), None);
}

#[test]
fn a_million_points_are_each_in_one_ward_or_none_at_millimetres() {
    let tally = check(&MILLIMETRES.make(), 1_000_000);
    assert_eq!(tally.get(&Placing::Overlap), None);
}

/// One by one through the R-tree, in bulk through the grid. What the grid leaves to the plain way (points on edges) is the same
/// way twice; there it is the leaving that is tested, and `assert_all_agree` asks the oracle.
#[test]
fn ten_million_points_have_one_answer_one_by_one_and_in_bulk() {
    let made = MadeWards::nation();
    let wards = made.make();
    let shapes = shapes(&wards);
    let (plain, bulk) = (WardIndex::from_shapes(&shapes), WardIndex::from_shapes(&shapes));
    bulk.prepare_for_many_points();
    let vertices: Vec<Xy> = wards.iter().flatten().flatten().copied().collect();
    let middle = |pair: &[Xy]| [(pair[0][0] + pair[1][0]) / 2.0, (pair[0][1] + pair[1][1]) / 2.0];
    let middles = wards.iter().flatten().flat_map(|ring| ring.windows(2).map(middle)).collect();
    let parts = [vertices, middles, made.clustered_points(3_800_000, 11), made.uniform_points(3_800_000, 12)];
    let mut asked = 0;
    for part in parts {
        let points = grid_points(&part);
        let in_bulk = bulk.locate_all(&points);
        points.par_iter().zip(&in_bulk).for_each(|(&point, &in_bulk)| {
            assert_eq!(plain.locate(point), in_bulk, "at {point:?}");
        });
        asked += points.len();
    }
    assert!(asked >= 10_000_000, "{asked}");
}

#[test]
fn wards_of_many_parts_are_located_in() {
    for made in [METRES, MILLIMETRES] {
        assert_eq!(check(&dealt_out(made), 30_000).get(&Placing::Overlap), None);
    }
}

#[test]
fn enclaves_belong_to_the_ward_within_and_not_to_the_ward_around() {
    let wards = with_enclaves(METRES.make(), diamond);
    assert_eq!(check(&wards, 200_000).get(&Placing::Overlap), None);
    let outer = METRES.count;
    let index = WardIndex::from_shapes(&shapes(&wards));
    let middle = wards[outer][0].iter().take(4).fold([0.0, 0.0], |sum, p| [sum[0] + p[0] / 4.0, sum[1] + p[1] / 4.0]);
    assert_eq!(index.locate(grid_points(&[middle])[0]).ward().map(|ward| ward.0), Some(outer as u32));
}

#[test]
pub fn needles_two_millimetres_wide_are_located_in() {
    let wards = with_enclaves(MILLIMETRES.make(), needle);
    let inside = |rings: &Rings| rings[0][0][1] + 0.1;
    let within: Vec<Xy> =
        wards[MILLIMETRES.count..].iter().map(|rings| [rings[0][0][0] + 0.0588, inside(rings)]).collect();
    let tally = assert_all_agree(&wards, &within);
    assert_eq!(tally.get(&Placing::Inside), Some(&MILLIMETRES.count));
    assert_eq!(check(&wards, 200_000).get(&Placing::Overlap), None);
}

#[test]
fn where_wards_overlap_the_lowest_is_taken_and_said_so() {
    let shifted = |by: f64| METRES.make().into_iter().map(move |rings| moved(rings, by));
    let wards: Vec<Rings> = shifted(0.0).chain(shifted(333.0)).chain(shifted(500.0)).collect();
    let tally = check_overlapping(&wards);
    assert!(tally[&Placing::Overlap] > 100_000);
    // The same ward three times: an odd number of equal tokens must not pass for one ward.
    let wards: Vec<Rings> = METRES.make().into_iter().flat_map(|rings| [rings.clone(), rings.clone(), rings]).collect();
    assert!(check_overlapping(&wards)[&Placing::Overlap] > 100_000);
}

fn check_overlapping(wards: &[Rings]) -> std::collections::BTreeMap<Placing, usize> {
    let mut points = random_points(wards, 200_000, 7);
    points.extend(awkward_points(wards, 8));
    assert_all_agree(wards, &points)
}

fn moved(rings: Rings, by: f64) -> Rings {
    rings.into_iter().map(|ring| ring.into_iter().map(|[x, y]| [x + by, y + by]).collect()).collect()
}

#[test]
fn points_far_off_are_outside() {
    let wards = METRES.make();
    let corners = [[-500e3, -500e3], [1_200e3, -500e3], [1_200e3, 1_800e3], [-500e3, 1_800e3], [200_000.0, 1_800e3]];
    assert_eq!(assert_all_agree(&wards, &corners).get(&Placing::Outside), Some(&5));
}

#[test]
fn no_wards_and_wards_without_rings_hold_nothing() {
    let empty: [Vec<Rings>; 2] = [vec![], vec![vec![], vec![]]];
    for wards in empty {
        assert_eq!(assert_all_agree(&wards, &[[400_000.0, 300_000.0]]).get(&Placing::Outside), Some(&1));
    }
}

#[test]
fn a_point_not_known_stays_not_known_and_in_its_place() {
    let made = MadeWards { columns: 4, rows: 4, count: 16, ..METRES };
    let shapes = shapes(&made.make());
    let (plain, bulk) = (WardIndex::from_shapes(&shapes), WardIndex::from_shapes(&shapes));
    bulk.prepare_for_many_points();
    let points = grid_points(&made.uniform_points(1_000, 3));
    let sparse: Vec<Option<GridPoint>> = (0..).zip(&points).map(|(i, &p)| (i % 3 != 1).then_some(p)).collect();
    let expected: Vec<Located> =
        sparse.iter().map(|p| p.map_or(Located::NOT_KNOWN, |point| plain.locate(point))).collect();
    assert_eq!(plain.locate_all(&sparse), expected);
    assert_eq!(bulk.locate_all(&sparse), expected);
    assert_eq!(expected.iter().filter(|each| !each.is_known()).count(), 333);
}

#[test]
fn the_answers_are_the_same_on_one_thread_and_on_four() {
    let made = MadeWards::region();
    let shapes = shapes(&made.make());
    let points = grid_points(&made.clustered_points(200_000, 4));
    let located = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| WardIndex::from_shapes(&shapes).locate_all_with_snap(&points, 500.0))
    };
    let one = located(1);
    assert!(one.iter().any(|each| each.placing() == Placing::Snapped));
    assert_eq!(one, located(4));
}

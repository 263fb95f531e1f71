//! What meets is told from a plain count of edges.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::geography::GridPoint;

/// Rings over a lattice: on a small one edges are there many times, forth and back, of one shape and of several.
fn shapes(corners: u8) -> impl Strategy<Value = Vec<Shape>> {
    let ring = prop::collection::vec((0..corners, 0..corners), 3..9);
    let point = |(x, y): (u8, u8)| GridPoint::new(f64::from(x), f64::from(y)).unwrap();
    let shape = move |rings: Vec<Vec<(u8, u8)>>| {
        Shape::new(rings.into_iter().map(|ring| ring.into_iter().map(point).collect()).collect())
    };
    prop::collection::vec(prop::collection::vec(ring, 1..3).prop_map(shape), 0..8)
}

/// A row of wards whose borders have many corners, every second one drawn the other way round.
fn row_of_wards(count: usize, corners: usize) -> Vec<Shape> {
    let border = |at: usize| (0..corners).map(move |up| [at as f64 * 10.0 + (up * up % 7) as f64, up as f64]);
    let ward = |at: usize| {
        let mut ring: Vec<_> = border(at).chain(border(at + 1).rev()).collect();
        if at % 2 == 1 {
            ring.reverse();
        }
        Shape::new(vec![ring.into_iter().map(|[x, y]| GridPoint::new(x, y).unwrap()).collect()])
    };
    (0..count).map(ward).collect()
}

/// Each edge with the shapes that have it, as often as they do.
fn owners(shapes: &[Shape]) -> BTreeMap<Edge, Vec<u32>> {
    let mut owners = BTreeMap::<Edge, Vec<u32>>::new();
    for (at, shape) in (0..).zip(shapes) {
        shape.edges().for_each(|(from, to)| owners.entry(Edge::between(from, to)).or_default().push(at));
    }
    owners
}

fn assert_is_what_a_count_says(shapes: &[Shape]) {
    let all: Vec<&Shape> = shapes.iter().collect();
    let (left, borders) = matched(&all, &Twins::of_shapes(&all));
    let owners = owners(shapes);
    let odd = owners.iter().filter(|(_, of)| of.len() % 2 == 1).map(|(edge, _)| edge);
    assert!(left.iter().map(|(edge, _)| edge).eq(odd), "each once, in order");
    assert!(left.iter().all(|(edge, shape)| owners[edge].contains(shape)));
    let pairs =
        |of: &Vec<u32>| of.iter().flat_map(|&one| of.iter().map(move |&other| [one, other])).collect::<Vec<_>>();
    let of_two = owners.values().filter(|of| of.len() == 2).flat_map(pairs).filter(|[one, other]| one < other);
    assert!(of_two.into_iter().all(|pair| borders.contains(&pair)));
    let of_all: BTreeSet<[u32; 2]> = owners.values().flat_map(pairs).collect();
    assert!(borders.iter().all(|pair| pair[0] < pair[1] && of_all.contains(pair)));
}

#[test]
fn what_has_no_edges_has_no_twins() {
    for shapes in [vec![], vec![Shape::default(); 3]] {
        let all: Vec<&Shape> = shapes.iter().collect();
        let twins = Twins::of_shapes(&all);
        assert_eq!(twins.runs(0..0).count(), 0);
        assert_eq!(matched(&all, &twins), (vec![], BTreeSet::new()));
    }
}

#[test]
fn the_runs_of_a_ring_are_its_edges() {
    let wards = row_of_wards(3, 10);
    let all: Vec<&Shape> = wards.iter().collect();
    let (twins, rings) = (Twins::of_shapes(&all), NumberedRings::of(&wards));
    for ring in rings.all() {
        let mut at = 0;
        for (edges, side) in twins.runs(ring.edges()) {
            for edge in edges.clone() {
                at = twins.position_from(at, edge);
                assert_eq!(twins.side_at(at), side);
            }
        }
        assert!(twins.runs(ring.edges()).flat_map(|(edges, _)| edges).eq(ring.edges()));
    }
    let sides = |at: usize| twins.runs(rings.all()[at].edges()).map(|(_, side)| side).collect::<Vec<_>>();
    assert!(
        sides(0).contains(&OtherSide::Shape(1))
            && sides(1).contains(&OtherSide::Told)
            && sides(2).contains(&OtherSide::Told)
    );
}

proptest! {
    #[test]
    fn what_is_left_is_what_an_odd_number_have(few in shapes(3), many in shapes(9)) {
        assert_is_what_a_count_says(&few);
        assert_is_what_a_count_says(&many);
    }
}

#[test]
fn long_borders_meet_whichever_way_they_are_drawn() {
    // Of many wards keys are worked out in several waves.
    for (count, corners) in [(30, 2), (1100, 3), (30, 10), (30, 1000)] {
        let wards = row_of_wards(count, corners);
        assert_is_what_a_count_says(&wards);
        // The second one is there twice, and the fourth thrice.
        let again = [1, 3, 3].map(|at: usize| wards[at].clone());
        assert_is_what_a_count_says(&[wards, again.to_vec()].concat());
    }
}

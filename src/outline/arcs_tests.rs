//! Networks drawn by hand, and random ones in which each edge has to be on one arc.

use proptest::prelude::*;

use super::super::edges::Edge;
use super::super::test_coverages::coverage;
use super::super::test_shapes::{point, rectangle, shape};
use super::*;

/// The corners along each arc, in whole metres.
fn arcs(shapes: &[Shape]) -> Vec<Vec<[i64; 2]>> {
    let network = Network::new(&shapes.iter().collect::<Vec<_>>());
    let metres = |vertex: &usize| network.vertices[*vertex].0.xy().map(|metres| metres as i64);
    network.arcs.iter().map(|arc| arc.iter().map(metres).collect()).collect()
}

#[test]
fn two_squares_side_by_side_have_three_arcs() {
    let squares = [[0.0, 0.0, 1.0, 1.0], [1.0, 0.0, 2.0, 1.0]].map(|bounds| shape(&[&rectangle(bounds)]));
    let expected = [vec![[1, 0], [0, 0], [0, 1], [1, 1]], vec![[1, 0], [1, 1]], vec![[1, 0], [2, 0], [2, 1], [1, 1]]];
    assert_eq!(arcs(&squares), expected);
}

#[test]
fn a_ring_on_its_own_is_one_arc_wherever_it_begins() {
    let corners = rectangle([0.0, 0.0, 1.0, 1.0]);
    for first in 0..4 {
        let ring: Vec<[f64; 2]> = (0..4).map(|at| corners[(first + at) % 4]).collect();
        assert_eq!(arcs(&[shape(&[&ring])]), [[[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]]);
    }
}

#[test]
fn an_enclave_is_one_arc_for_both_shapes() {
    let enclave = rectangle([3.0, 3.0, 6.0, 6.0]);
    let around = shape(&[&rectangle([0.0, 0.0, 9.0, 9.0]), &enclave]);
    assert_eq!(arcs(&[around, shape(&[&enclave])]).iter().map(Vec::len).collect::<Vec<_>>(), [5, 5]);
}

#[test]
fn an_arc_ends_where_shapes_touch_and_where_the_shapes_change() {
    // The second touches the first in a point; the third takes two of the first's corners on.
    let first = rectangle([0.0, 0.0, 1.0, 1.0]);
    let touching = shape(&[&rectangle([1.0, 1.0, 2.0, 2.0])]);
    assert!(arcs(&[shape(&[&first]), touching]).iter().all(|arc| arc[0] == [1, 1] && arc[4] == [1, 1]));
    let half = shape(&[&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]]);
    let lengths: Vec<usize> = arcs(&[shape(&[&first]), half]).iter().map(Vec::len).collect();
    assert_eq!(lengths, [3, 3, 2]);
}

#[test]
fn a_spike_and_a_ring_there_twice_are_walked_once() {
    let spike = shape(&[&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [9.0, 9.0], [4.0, 4.0], [0.0, 4.0]]]);
    let lengths: Vec<usize> = arcs(&[spike]).iter().map(Vec::len).collect();
    assert_eq!(lengths, [5, 2]);
    let ring = rectangle([0.0, 0.0, 1.0, 1.0]);
    assert_eq!(arcs(&[shape(&[&ring, &ring]), shape(&[&ring])]).len(), 1);
    assert!(arcs(&[]).is_empty() && arcs(&[Shape::default()]).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn every_edge_is_on_one_arc(shapes in coverage()) {
        let network = Network::new(&shapes.iter().collect::<Vec<_>>());
        let vertex = |at: usize| network.vertices[at].0;
        let on_arc = |arc: &Vec<usize>| arc.windows(2).map(|pair| Edge::between(vertex(pair[0]), vertex(pair[1]))).collect::<Vec<_>>();
        let mut on_arcs: Vec<Edge> = network.arcs.iter().flat_map(on_arc).collect();
        on_arcs.sort_unstable();
        let mut edges: Vec<Edge> = shapes.iter().flat_map(Shape::edges).map(|(from, to)| Edge::between(from, to)).collect();
        edges.sort_unstable();
        edges.dedup();
        prop_assert_eq!(on_arcs, edges);
        let points: Vec<_> = shapes.iter().flat_map(|shape| shape.rings()).flatten().collect();
        prop_assert!(points.iter().zip(&network.corners).all(|(at, corner)| **at == point(vertex(*corner).xy())));
    }
}

//! The plain version: of all vertices that may go, the one that moves a line least, each looked at anew every time.

use proptest::prelude::*;

use super::super::test_coverages::coverage;
use super::*;
use crate::geography::Shape;

/// An arc, and which of its places are still there.
type Plain = Vec<(Vec<usize>, Vec<bool>)>;

fn neighbours(kept: &[bool], place: usize) -> (usize, usize) {
    let before = (0..place).rev().find(|at| kept[*at]).unwrap();
    (before, (place + 1..kept.len()).find(|at| kept[*at]).unwrap())
}

/// Would the line between the neighbours be there already, or pass or touch another vertex?
fn may_go(arcs: &Plain, at: &[[f64; 2]], arc: usize, place: usize) -> bool {
    let (line, kept) = &arcs[arc];
    let (before, after) = neighbours(kept, place);
    let own = [line[before], line[place], line[after]];
    let there = |(line, kept): &(Vec<usize>, Vec<bool>)| {
        line.iter().zip(kept).filter(|(_, kept)| **kept).map(|(vertex, _)| *vertex).collect::<Vec<_>>()
    };
    let lines: Vec<Vec<usize>> = arcs.iter().map(there).collect();
    let is_there_already =
        lines.iter().flat_map(|line| line.windows(2)).any(|pair| pair == [own[0], own[2]] || pair == [own[2], own[0]]);
    let [a, b, c] = own.map(|vertex| at[vertex]);
    let turn = |p: [f64; 2], q: [f64; 2], r: [f64; 2]| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    let is_inside = |p: [f64; 2]| {
        let turns = [turn(a, b, p), turn(b, c, p), turn(c, a, p)];
        turns.iter().all(|turn| *turn >= 0.0) || turns.iter().all(|turn| *turn <= 0.0)
    };
    !is_there_already && !lines.iter().flatten().any(|vertex| !own.contains(vertex) && is_inside(at[*vertex]))
}

fn cost((line, kept): &(Vec<usize>, Vec<bool>), at: &[[f64; 2]], place: usize) -> f64 {
    let (before, after) = neighbours(kept, place);
    let [from, to] = [before, after].map(|end| at[line[end]]);
    (before + 1..after).map(|between| square_distance(at[line[between]], from, to)).fold(0.0, f64::max)
}

fn plainly_thinned(network: &Network, uses: &[usize], metres: f64, most_points: usize) -> Vec<bool> {
    let at: Vec<[f64; 2]> = network.vertices.iter().map(|vertex| vertex.0.xy()).collect();
    let mut arcs: Plain = network.arcs.iter().map(|arc| (arc.clone(), vec![true; arc.len()])).collect();
    let mut is_kept = vec![true; at.len()];
    let mut points: usize = uses.iter().sum();
    loop {
        let inner =
            arcs.iter().enumerate().flat_map(|(arc, (line, _))| (1..line.len() - 1).map(move |place| (arc, place)));
        let there = inner.filter(|(arc, place)| arcs[*arc].1[*place]);
        let mut ranked: Vec<_> = there.map(|(arc, place)| (cost(&arcs[arc], &at, place), arc, place)).collect();
        ranked.sort_by(|one, other| one.0.total_cmp(&other.0));
        let least = ranked.into_iter().find(|(_, arc, place)| may_go(&arcs, &at, *arc, *place));
        let Some((cost, arc, place)) = least else { return is_kept };
        if points <= most_points && cost > metres * metres {
            return is_kept;
        }
        arcs[arc].1[place] = false;
        let vertex = arcs[arc].0[place];
        is_kept[vertex] = false;
        points -= uses[vertex];
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_queue_takes_the_same_vertices_as_looking_at_each_anew(
        shapes in coverage(), metres in 0.0..200.0, most_points in 0..400_usize,
    ) {
        let network = Network::new(&shapes.iter().collect::<Vec<&Shape>>());
        // Any numbers do here.
        let uses: Vec<usize> = (0..network.vertices.len()).map(|vertex| 1 + vertex % 3).collect();
        let expected = plainly_thinned(&network, &uses, metres, most_points);
        prop_assert_eq!(thinned(&network, &uses, metres, most_points), expected);
    }
}

#[test]
fn the_distance_to_a_line_ends_with_the_line() {
    let line = |at: [f64; 2]| square_distance(at, [0.0, 0.0], [10.0, 0.0]);
    assert_eq!([[5.0, 3.0], [-3.0, 4.0], [13.0, -4.0], [10.0, 0.0]].map(line), [9.0, 25.0, 25.0, 0.0]);
    assert_eq!(square_distance([3.0, 4.0], [0.0, 0.0], [0.0, 0.0]), 25.0);
}

#[test]
fn a_triangle_has_its_corners_and_edges_and_a_flat_one_its_line() {
    let triangle = [[0.0, 0.0], [4.0, 0.0], [0.0, 4.0]];
    assert!([[1.0, 1.0], [2.0, 2.0], [0.0, 3.0], [4.0, 0.0]].iter().all(|at| is_in(triangle, *at)));
    assert!([[3.0, 2.0], [4.0, 4.0]].iter().all(|at| !is_in(triangle, *at)));
    let flat = [[0.0, 0.0], [2.0, 2.0], [4.0, 4.0]];
    assert!(is_in(flat, [3.0, 3.0]) && !is_in(flat, [3.0, 2.0]));
}

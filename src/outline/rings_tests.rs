//! Chequered areas, in which rings touch at many corners, against counting the squares.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::dissolve::dissolve;
use super::super::polygons::polygons;
use super::super::test_shapes::{rectangle, shape};
use crate::geography::Shape;

/// Squares on a side of the board.
const SIDE: usize = 7;

fn board() -> impl Strategy<Value = Vec<bool>> {
    proptest::collection::vec(any::<bool>(), SIDE * SIDE)
}

fn squares(board: &[bool]) -> Vec<Shape> {
    let square = |at: usize| {
        let [x, y] = [(at % SIDE) as f64, (at / SIDE) as f64];
        shape(&[&rectangle([x, y, x + 1.0, y + 1.0])])
    };
    (0..board.len()).filter(|at| board[*at]).map(square).collect()
}

/// The groups that the squares of one colour form, edge to edge, each as a board of its own with a rim around it.
fn groups(board: &[bool], colour: bool) -> Vec<Vec<bool>> {
    let width = (board.len() as f64).sqrt() as usize;
    let mut left: Vec<bool> = board.iter().map(|square| *square == colour).collect();
    let mut groups = Vec::new();
    while let Some(start) = left.iter().position(|is_left| *is_left) {
        let mut group = vec![false; board.len()];
        let mut waiting = vec![start];
        while let Some(at) = waiting.pop() {
            if std::mem::take(&mut left[at]) {
                group[at] = true;
                waiting.extend((at % width > 0).then(|| at - 1));
                waiting.extend((at % width + 1 < width).then_some(at + 1));
                waiting.extend(at.checked_sub(width));
                waiting.extend((at + width < board.len()).then_some(at + width));
            }
        }
        groups.push(group);
    }
    groups
}

/// The board with a rim of empty squares.
fn rimmed(board: &[bool]) -> Vec<bool> {
    let square =
        |x: usize, y: usize| (1..=SIDE).contains(&x) && (1..=SIDE).contains(&y) && board[(y - 1) * SIDE + x - 1];
    (0..SIDE + 2).flat_map(|y| (0..SIDE + 2).map(move |x| (x, y))).map(|(x, y)| square(x, y)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn each_group_of_squares_is_a_polygon_and_each_group_of_gaps_in_it_a_hole(board in board()) {
        let squares = squares(&board);
        let outline = dissolve(&squares.iter().collect::<Vec<_>>());
        let parts = polygons(&outline);
        let expected = groups(&rimmed(&board), true);
        let gaps: usize = expected.iter().map(|group| groups(group, false).len() - 1).sum();
        prop_assert_eq!(parts.len(), expected.len());
        prop_assert_eq!(parts.iter().map(|part| part.holes.len()).sum::<usize>(), gaps);
        prop_assert_eq!(parts.iter().map(|part| part.area_square_metres()).sum::<f64>(), squares.len() as f64);
    }

    #[test]
    fn no_ring_passes_a_vertex_twice(board in board()) {
        let outline = dissolve(&squares(&board).iter().collect::<Vec<_>>());
        for ring in outline.rings() {
            let vertices: BTreeSet<[i64; 2]> = ring.iter().map(|at| at.xy().map(|metres| metres as i64)).collect();
            prop_assert_eq!(vertices.len(), ring.len() - 1);
        }
    }
}

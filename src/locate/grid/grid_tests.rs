//! The grid against the plain scan where it is weakest: on the lines of its own cells.

use super::frame::Frame;
use super::lookup::BATCH;
use super::*;
use crate::geography::{GridPoint, Shape};
use crate::locate::outlines::Outlines;
use crate::locate::side::Xy;
use crate::locate::{Located, WardIndex};
use crate::outline::Twins;

#[path = "../../../tests/support/made_wards.rs"]
mod made_wards;

use made_wards::MadeWards;

const MADE: MadeWards =
    MadeWards { columns: 9, rows: 7, count: 60, width: 1000.0, points_per_side: 25, unit: 0.5, seed: 11 };

fn shapes(made: MadeWards) -> Vec<Shape> {
    let point = |[x, y]: Xy| GridPoint::new(x, y).expect("on the grid");
    let shape =
        |rings: Vec<Vec<Xy>>| Shape::new(rings.into_iter().map(|r| r.into_iter().map(point).collect()).collect());
    made.make().into_iter().map(shape).collect()
}

/// Where a cell of this frame begins, its middle, and the doubles beside them, along one axis.
fn lines(frame: &Frame, axis: usize) -> Vec<f64> {
    let cells = [frame.columns, frame.rows][axis];
    let size = frame.centre_at(1, 1)[axis] - frame.centre_at(0, 0)[axis];
    let middles = (0..cells).step_by(3).map(|at| frame.centre_at(at, at)[axis]);
    let beside = |x: f64| [x.next_down(), x, x.next_up()];
    middles.flat_map(|middle| [middle, middle - size / 2.0]).flat_map(beside).collect()
}

#[test]
fn the_grid_and_the_plain_scan_agree_on_the_lines_of_the_cells() {
    let shapes = shapes(MADE);
    let outlines = Outlines::of(&shapes);
    let twins = Twins::of(&outlines.numbered_rings());
    let (copied, named) = (Grid::of(&outlines, &twins), Grid::with(&outlines, &twins, 0));
    assert!(matches!((&copied.edges, &named.edges), (Edges::Copied(_), Edges::Named { .. })));
    let index = WardIndex::from_shapes(&shapes);
    [copied, named].iter().for_each(|grid| agrees(&index, grid, &outlines));
}

fn agrees(index: &WardIndex, grid: &Grid, outlines: &Outlines) {
    let (xs, ys) = (lines(&grid.frame, 0), lines(&grid.frame, 1));
    let points: Vec<Xy> = xs.iter().flat_map(|&x| ys.iter().map(move |&y| [x, y])).collect();
    let locate = |[x, y]: Xy| index.locate(GridPoint::new(x, y).expect("on the grid"));
    assert!(points.len() > 10_000);
    let (mut answers, mut handed_back) = ([Located::OUTSIDE; BATCH], std::cell::Cell::new(0));
    for batch in points.chunks_exact(BATCH) {
        let plain = |p| {
            handed_back.set(handed_back.get() + 1);
            locate(p)
        };
        grid.locate_batch(outlines, batch.try_into().expect("a batch"), &mut answers, plain);
        let expected: Vec<Located> = batch.iter().map(|&p| locate(p)).collect();
        assert_eq!(answers.as_slice(), expected);
    }
    assert!(*handed_back.get_mut() < points.len() / 50, "the grid answers nearly all by itself");
}

#[test]
fn the_grid_is_the_same_on_one_thread_and_on_four() {
    let outlines = Outlines::of(&shapes(MADE));
    let built = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        format!("{:?}", pool.install(|| Grid::of(&outlines, &Twins::of(&outlines.numbered_rings()))))
    };
    assert_eq!(built(1), built(4));
}

#[test]
fn each_edge_is_in_the_cell_of_every_point_on_it() {
    let outlines = Outlines::of(&shapes(MADE));
    let twins = Twins::of(&outlines.numbered_rings());
    let grid = Grid::with(&outlines, &twins, 0);
    for [a, b] in (0..outlines.ward_count() as u32).flat_map(|ward| outlines.edges(ward)) {
        for step in 0..=20 {
            let t = f64::from(step) / 20.0;
            let on = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
            let border = grid.borders[grid.cells[grid.frame.cell(on)].border().expect("a border cell")];
            let Edges::Named { edges, rings } = &grid.edges else { panic!("named when none may be copied") };
            let named = &edges[border.first_edge as usize..][..border.edge_count as usize];
            let mut edges = named.iter().map(|edge| edge.found(rings, &outlines));
            assert!(edges.any(|e| (e.from, e.to) == (a, b) || (e.from, e.to) == (b, a)));
        }
    }
}

#[test]
fn thin_and_long_coverages_have_no_more_cells_than_their_edges_bear() {
    for (width, height, edges) in [(1e6, 0.0, 4), (0.0, 1e6, 4), (0.0, 0.0, 3), (1e6, 1e6, 3), (1e6, 0.001, 1_000_000)]
    {
        let corners = [[0.0, 0.0], [width, height]];
        let frame = Frame::new(corners, edges, edges as f64 * (width + height));
        let cells = f64::from(frame.columns) * f64::from(frame.rows);
        assert!(cells <= 40.0 * edges as f64 + 2048.0, "{width} x {height}: {cells}");
        assert!([[0.0, 0.0], [width, height]].iter().all(|&p| frame.cell(p) < cells as usize));
    }
}

#[test]
fn a_cell_tells_what_it_holds() {
    assert_eq!((Cell::OUTSIDE.ward(), Cell::OUTSIDE.border()), (None, None));
    assert_eq!((Cell::of_ward(0).ward(), Cell::of_ward(0).border()), (Some(0), None));
    assert_eq!(Cell::of_border(0).border(), Some(0));
}

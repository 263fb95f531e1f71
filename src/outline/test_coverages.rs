//! Random coverages: a board of fields with winding borders, shared out among wards, so that wards come with several
//! parts, holes, enclaves, islands, and corners in which they only touch.

use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use robust::{Coord, orient2d};

use super::dissolve::dissolve;
use super::edges::Edge;
use super::test_shapes::shape;
use crate::geography::Shape;

/// Fields on a side of the board.
const SIDE: usize = 4;
/// A field is about as wide, in metres.
const FIELD: f64 = 1000.0;
/// Points between two corners of a field.
const BENDS: usize = 7;

/// Some wards, each of at least one field. Fields that are no ward's are sea or lakes.
pub(super) fn coverage() -> impl Strategy<Value = Vec<Shape>> {
    (any::<u64>(), prop::collection::vec(0..5_usize, SIDE * SIDE)).prop_map(|(seed, owners)| {
        let fields = fields(seed);
        let of = |ward: usize| (0..SIDE * SIDE).filter(|at| owners[*at] == ward).map(|at| &fields[at]).collect();
        let wards: [Vec<&Shape>; 4] = [1, 2, 3, 4].map(of);
        wards.iter().filter(|fields| !fields.is_empty()).map(|fields| dissolve(fields)).collect()
    })
}

fn fields(seed: u64) -> Vec<Shape> {
    let corners = scattered(seed, SIDE * SIDE * 2);
    let corner = |x: usize, y: usize| {
        let [east, north] = corners[y * (SIDE + 1) + x];
        [(x as f64 + 0.4 * (east - 0.5)) * FIELD, (y as f64 + 0.4 * (north - 0.5)) * FIELD]
    };
    // From the first corner to the second, the same points both ways.
    let side = |from: [usize; 2], to: [usize; 2]| {
        let (low, high) = (from.min(to), from.max(to));
        let place = (low[1] * (SIDE + 1) + low[0]) * 2 + usize::from(low[0] == high[0]);
        let mut points = winding(corner(low[0], low[1]), corner(high[0], high[1]), seed ^ (place as u64 + 1));
        if from != low {
            points.reverse();
        }
        points.pop();
        points
    };
    let field = |at: usize| {
        let (x, y) = (at % SIDE, at / SIDE);
        let around = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]];
        shape(&[&around.windows(2).flat_map(|ends| side(ends[0], ends[1])).collect::<Vec<_>>()])
    };
    (0..SIDE * SIDE).map(field).collect()
}

/// A line with bends, wider in its middle, so that the lines from a corner do not meet again.
fn winding(from: [f64; 2], to: [f64; 2], seed: u64) -> Vec<[f64; 2]> {
    let (run, rise) = (to[0] - from[0], to[1] - from[1]);
    let bends = scattered(seed, BENDS).into_iter().enumerate().map(|(at, [along, aside])| {
        let along = (at as f64 + 0.6 + 0.8 * (along - 0.5)) / (BENDS as f64 + 0.2);
        let aside = (aside - 0.5) * along.min(1.0 - along);
        [from[0] + along * run - aside * rise, from[1] + along * rise + aside * run]
    });
    [from].into_iter().chain(bends).chain([to]).collect()
}

/// Pairs of numbers from 0 to 1.
fn scattered(seed: u64, count: usize) -> Vec<[f64; 2]> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    (0..count).map(|_| [random.random(), random.random()]).collect()
}

/// The different edges of the shapes.
pub(super) fn edges(shapes: &[Shape]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = shapes.iter().flat_map(Shape::edges).map(|(from, to)| Edge::between(from, to)).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// How many pairs of these edges, given in order, meet other than end to end. Exact; looks at all that reach as far east
/// as the other begins.
pub(super) fn crossings(edges: &[Edge]) -> usize {
    let ends = |edge: &Edge| [edge.from.0.xy(), edge.to.0.xy()];
    let met_by = |(at, one): (usize, &Edge)| {
        let others = edges[at + 1..].iter().take_while(|other| other.from.0.easting() <= one.to.0.easting());
        others.filter(|other| do_meet(ends(one), ends(other))).count()
    };
    edges.iter().enumerate().map(met_by).sum()
}

fn do_meet(one: [[f64; 2]; 2], other: [[f64; 2]; 2]) -> bool {
    let coord = |[x, y]: [f64; 2]| Coord { x, y };
    let side = |line: [[f64; 2]; 2], at: [f64; 2]| orient2d(coord(line[0]), coord(line[1]), coord(at));
    let is_within = |line: [[f64; 2]; 2], at: [f64; 2]| {
        let [low, high] = [f64::min, f64::max].map(|pick| [0, 1].map(|axis| pick(line[0][axis], line[1][axis])));
        !line.contains(&at)
            && side(line, at) == 0.0
            && (0..2).all(|axis| low[axis] <= at[axis] && at[axis] <= high[axis])
    };
    let parts = |line: [[f64; 2]; 2], by: [[f64; 2]; 2]| side(line, by[0]) * side(line, by[1]) < 0.0;
    other.iter().any(|at| is_within(one, *at))
        || one.iter().any(|at| is_within(other, *at))
        || parts(one, other) && parts(other, one)
}

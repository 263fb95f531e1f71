//! Made-up wards and points for tests and benches, from a seed: a grid of jittered nodes, its sides wiggly lines
//! that both neighbours share to the last bit. No type of the library here, so that its own unit tests can use it too.
#![allow(dead_code)] // Each test and bench that includes this file uses a part of it.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

pub type Xy = [f64; 2];
pub type Line = Vec<Xy>;
/// One ward: its rings, closed.
pub type Rings = Vec<Line>;

/// Sides keep within this share of the distance to their nearer end, so that no two can cross: at a node the
/// directions of two sides are at least 60° apart and each keeps within 17° of its own.
const WIGGLE: f64 = 0.3;
const JITTER: f64 = 0.1;

/// What wards to make.
#[derive(Clone, Copy, Debug)]
pub struct MadeWards {
    pub columns: usize,
    pub rows: usize,
    /// Only so many are kept, from the south-west.
    pub count: usize,
    /// The distance between nodes, metres.
    pub width: f64,
    /// A ward has four sides of so many points.
    pub points_per_side: usize,
    /// Coordinates are multiples of this: 1.0 or 0.001 m.
    pub unit: f64,
    pub seed: u64,
}

impl MadeWards {
    /// Where the grid begins.
    pub const SOUTH_WEST: Xy = [200_000.0, 150_000.0];

    /// About as many wards and vertices as the city of Birmingham at full detail.
    pub fn city() -> Self {
        Self { columns: 9, rows: 8, count: 69, width: 2_000.0, points_per_side: 268, unit: 0.001, seed: 69 }
    }

    /// About as many wards and vertices as the West Midlands region, generalised.
    pub fn region() -> Self {
        Self { columns: 29, rows: 26, count: 754, width: 4_000.0, points_per_side: 50, unit: 0.001, seed: 754 }
    }

    /// About as many wards and vertices as Great Britain, generalised.
    pub fn nation() -> Self {
        Self { columns: 84, rows: 100, count: 8_400, width: 4_000.0, points_per_side: 38, unit: 0.001, seed: 8_400 }
    }

    /// As many wards, in full detail: 10.5 million vertices.
    pub fn nation_in_full() -> Self {
        Self { points_per_side: 312, ..Self::nation() }
    }

    /// The wards, row by row from the south-west.
    pub fn make(&self) -> Vec<Rings> {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        let nodes = self.nodes(&mut rng);
        let at = |column: usize, row: usize| nodes[row * (self.columns + 1) + column];
        let mut side = |from: Xy, to: Xy| self.side(from, to, &mut rng);
        let (columns, rows) = (self.columns, self.rows);
        let level: Vec<Line> = grid(columns, rows + 1).map(|(c, r)| side(at(c, r), at(c + 1, r))).collect();
        let upright: Vec<Line> = grid(columns + 1, rows).map(|(c, r)| side(at(c, r), at(c, r + 1))).collect();
        let ward = |(c, r): (usize, usize)| {
            let (south, north) = (&level[r * columns + c], &level[(r + 1) * columns + c]);
            let (west, east) = (&upright[r * (columns + 1) + c], &upright[r * (columns + 1) + c + 1]);
            vec![ring(south, east, north, west)]
        };
        grid(columns, rows).map(ward).take(self.count).collect()
    }

    fn nodes(&self, rng: &mut ChaCha8Rng) -> Vec<Xy> {
        let mut near = |at: usize| (at as f64 + rng.random_range(-JITTER..JITTER)) * self.width;
        let [west, south] = Self::SOUTH_WEST;
        grid(self.columns + 1, self.rows + 1).map(|(c, r)| self.rounded([west + near(c), south + near(r)])).collect()
    }

    /// A line between two nodes: a random walk about the straight one.
    fn side(&self, from: Xy, to: Xy, rng: &mut ChaCha8Rng) -> Line {
        let along = [to[0] - from[0], to[1] - from[1]];
        let (mut drift, step) = (0.0f64, 4.0 / self.points_per_side as f64);
        let mut line = vec![from];
        for i in 1..self.points_per_side {
            let t = i as f64 / self.points_per_side as f64;
            drift = (drift + rng.random_range(-step..step)).clamp(-1.0, 1.0);
            let off = drift * WIGGLE * t.min(1.0 - t);
            line.push(self.rounded([from[0] + t * along[0] - off * along[1], from[1] + t * along[1] + off * along[0]]));
        }
        line.push(to);
        line
    }

    fn rounded(&self, p: Xy) -> Xy {
        p.map(|v| (v / self.unit).round() * self.unit)
    }

    /// Points all over the grid and a little beyond.
    pub fn uniform_points(&self, count: usize, seed: u64) -> Vec<Xy> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let [west, south] = Self::SOUTH_WEST;
        let mut within = |from: f64, cells: usize| from + rng.random_range(-0.2..cells as f64 + 0.2) * self.width;
        (0..count).map(|_| [within(west, self.columns), within(south, self.rows)]).collect()
    }

    /// Points in forty towns, thickest in the middle of each, in no order.
    pub fn clustered_points(&self, count: usize, seed: u64) -> Vec<Xy> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let towns = self.uniform_points(40, seed + 1);
        let spread = 0.1 * self.width * self.columns.min(self.rows) as f64;
        let point = |_| {
            let town = towns[rng.random_range(0..towns.len())];
            let far = spread * rng.random_range(0.0f64..1.0).powi(2);
            let (sin, cos) = rng.random_range(0.0..std::f64::consts::TAU).sin_cos();
            [town[0] + far * cos, town[1] + far * sin]
        };
        (0..count).map(point).collect()
    }
}

fn grid(columns: usize, rows: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..rows).flat_map(move |row| (0..columns).map(move |column| (column, row)))
}

/// Four sides to one ring; south and east are walked as they are, north and west backwards.
fn ring(south: &[Xy], east: &[Xy], north: &[Xy], west: &[Xy]) -> Line {
    let backwards = |line: &[Xy]| line.iter().rev().copied().collect::<Line>();
    let mut ring: Line = [south.to_vec(), east.to_vec(), backwards(north), backwards(west)].concat();
    ring.dedup();
    ring
}

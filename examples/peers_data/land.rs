//! The made-up wards with what real ones have: islands in lakes, parts inside a neighbour, codes that are not in file order.

use nearhome::geography::{GridPoint, Shape, WardIx};
use nearhome::locate::WardIndex;
use rand::Rng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::made_wards::{Line, MadeWards, Rings, Xy};
use crate::size::Size;

/// Names as real ones are: apostrophes, commas, ampersands, letters beyond ASCII.
const NAMES: [&str; 8] = [
    "St John's",
    "Tarrow, Mill & Heath",
    "Ynys Môn",
    "Castle",
    "King's Lench",
    "Bell and Anchor",
    "Upper, Lower",
    "Pencraig-y-Tŷ",
];

pub struct Ward {
    pub code: String,
    pub name: String,
    pub authority: usize,
    /// Outer rings clockwise, as a shapefile has them.
    pub outer: Rings,
    /// Holes, anticlockwise.
    pub holes: Rings,
}

pub struct Land {
    pub wards: Vec<Ward>,
    pub of: MadeWards,
    pub index: WardIndex,
}

impl Land {
    pub fn new(size: &Size) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(24);
        let mut numbers: Vec<usize> = (0..size.wards.count).collect();
        numbers.shuffle(&mut rng);
        let made = size.wards.make().into_iter().zip(&numbers).enumerate();
        let mut wards: Vec<Ward> = made.map(|(at, (rings, &number))| ward(at, rings, number, size)).collect();
        let hosts: Vec<usize> = (0..size.enclaves).map(|at| at * (wards.len() - 3) / size.enclaves).collect();
        for island in 0..size.islands {
            let owner = 3 + island * (wards.len() - 3) / size.islands;
            // In the middle of a host is a part of its neighbour: a lake there would lie over it.
            let owner = owner + usize::from(hosts.contains(&owner));
            let (centre, width) = (middle(&wards[owner].outer[0]), size.wards.width);
            let points = rng.random_range(9..40);
            wards[owner].holes.push(anticlockwise(circle(centre, 0.12 * width, points)));
            wards[owner].outer.push(circle(centre, 0.05 * width, points));
        }
        for host in hosts {
            let part = circle(middle(&wards[host].outer[0]), 0.1 * size.wards.width, 24);
            wards[host].holes.push(anticlockwise(part.clone()));
            wards[host + 1].outer.push(part);
        }
        wards.shuffle(&mut rng);
        let shapes: Vec<Shape> = wards.iter().map(shape).collect();
        Self { wards, of: size.wards, index: WardIndex::from_shapes(&shapes) }
    }

    /// The codes of the authorities whose wards hold the points.
    pub fn authorities_at(&self, points: &[Option<Xy>]) -> Vec<Option<String>> {
        let points: Vec<_> = points.iter().map(|point| point.and_then(|[x, y]| GridPoint::new(x, y))).collect();
        let code = |ward: WardIx| authority_code(self.wards[ward.0 as usize].authority);
        self.index.locate_all(&points).into_iter().map(|located| located.ward().map(code)).collect()
    }
}

/// GSS code of a unitary authority.
pub fn authority_code(authority: usize) -> String {
    format!("E06{:06}", 990_000 + authority)
}

fn ward(at: usize, rings: Rings, number: usize, size: &Size) -> Ward {
    let (column, row) = (at % size.wards.columns, at / size.wards.columns);
    let [across, up] = size.blocks;
    let authority = row * up / size.wards.rows * across + column * across / size.wards.columns;
    let clockwise = |ring: Line| ring.into_iter().rev().collect::<Line>();
    Ward {
        code: format!("E05{number:06}"),
        name: format!("{} {number}", NAMES[number % NAMES.len()]),
        authority,
        outer: rings.into_iter().map(clockwise).collect(),
        holes: Vec::new(),
    }
}

fn anticlockwise(clockwise: Line) -> Line {
    clockwise.into_iter().rev().collect()
}

fn middle(ring: &[Xy]) -> Xy {
    let sum = |axis: usize| ring.iter().map(|point| point[axis]).sum::<f64>() / ring.len() as f64;
    [sum(0).round(), sum(1).round()]
}

/// A clockwise ring, in millimetres.
fn circle([x, y]: Xy, radius: f64, points: usize) -> Line {
    let millimetre = |figure: f64| (figure * 1e3).round() / 1e3;
    let corner = |at: usize| {
        let (sin, cos) = (-std::f64::consts::TAU * (at % points) as f64 / points as f64).sin_cos();
        [millimetre(x + radius * cos), millimetre(y + radius * sin)]
    };
    (0..=points).map(corner).collect()
}

fn shape(ward: &Ward) -> Shape {
    let point = |&[x, y]: &Xy| GridPoint::new(x, y).expect("made-up wards are on the grid");
    let rings = ward.outer.iter().chain(&ward.holes);
    Shape::new(rings.map(|ring| ring.iter().map(point).collect()).collect())
}

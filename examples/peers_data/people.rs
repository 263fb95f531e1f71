//! Carers and children: clustered as people are, a few at sea, a few exactly on a border, a few cells blank.

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use crate::land::Land;
use crate::made_wards::{MadeWards, Xy};
use crate::size::Size;

/// Points outside every ward.
const AT_SEA: f64 = 0.03;
/// Points exactly on a vertex or on the middle of an edge.
const ON_BORDER: f64 = 0.001;
/// Placements at home: flows without length.
const AT_HOME: f64 = 0.01;
/// Placements anywhere in the land; the others are some miles from home.
const ANYWHERE: f64 = 0.1;
/// Cells left blank; identifiers less often.
const BLANK: f64 = 0.01;
const BLANK_ID: f64 = 0.001;
const TOWNS: usize = 150;

pub struct People<'a> {
    rng: ChaCha8Rng,
    land: &'a Land,
    towns: Vec<Xy>,
    size: Size,
}

pub struct Child {
    pub home: Option<Xy>,
    pub placement: Option<Xy>,
    pub responsible: Option<String>,
}

impl<'a> People<'a> {
    pub fn new(size: &Size, land: &'a Land) -> Self {
        let towns = land.of.uniform_points(TOWNS, 7);
        Self { rng: ChaCha8Rng::seed_from_u64(31), land, towns, size: *size }
    }

    /// Where somebody lives; `None` when the file does not say.
    pub fn point(&mut self) -> Option<Xy> {
        if self.chance(BLANK) {
            return None;
        }
        let kind = self.rng.random_range(0.0..1.0);
        Some(match kind {
            kind if kind < AT_SEA => self.at_sea(),
            kind if kind < AT_SEA + ON_BORDER => self.on_border(),
            _ => self.on_land(Self::in_town),
        })
    }

    /// So many children. "Responsible" is the authority of the home's ward, so that "inside" is the same question for
    /// every tool.
    pub fn children(&mut self, count: usize) -> Vec<Child> {
        let ends: Vec<_> = (0..count).map(|_| self.ends()).collect();
        let homes: Vec<_> = ends.iter().map(|(home, _)| *home).collect();
        let responsible = self.land.authorities_at(&homes);
        let child = |((home, placement), responsible)| Child { home, placement, responsible };
        ends.into_iter().zip(responsible).map(child).collect()
    }

    /// Home and placement.
    fn ends(&mut self) -> (Option<Xy>, Option<Xy>) {
        let home = self.point();
        let placement = match home {
            _ if self.chance(self.size.placed_away) => Some(self.at_sea()),
            Some(home) if !self.chance(AT_SEA + ANYWHERE) => Some(self.near(home)),
            _ => self.point(),
        };
        (home, placement)
    }

    /// One of these, or a blank.
    pub fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        if self.chance(BLANK) { "" } else { texts[self.rng.random_range(0..texts.len())] }
    }

    pub fn number(&mut self, from: u32, to: u32) -> String {
        if self.chance(BLANK) { String::new() } else { self.rng.random_range(from..=to).to_string() }
    }

    pub fn id(&mut self, letter: char, at: usize) -> String {
        if self.chance(BLANK_ID) { String::new() } else { format!("{letter}{:07}", at + 1) }
    }

    fn chance(&mut self, share: f64) -> bool {
        self.rng.random_range(0.0..1.0) < share
    }

    fn near(&mut self, [x, y]: Xy) -> Xy {
        if self.chance(AT_HOME) {
            return [x, y];
        }
        self.on_land(|people| people.some_way_from([x, y]))
    }

    /// The first that is well within the land.
    fn on_land(&mut self, mut point: impl FnMut(&mut Self) -> Xy) -> Xy {
        let [west, south] = MadeWards::SOUTH_WEST;
        let MadeWards { columns, rows, width, .. } = self.land.of;
        // The last row may not be full.
        let (east, north) = (west + (columns as f64 - 0.3) * width, south + (rows as f64 - 1.3) * width);
        let margin = 0.3 * width;
        loop {
            let [x, y] = point(self);
            if (west + margin..east).contains(&x) && (south + margin..north).contains(&y) {
                return [x, y];
            }
        }
    }

    fn some_way_from(&mut self, [x, y]: Xy) -> Xy {
        let far = -self.size.mean_distance * self.rng.random_range(1e-9f64..1.0).ln();
        let (sin, cos) = self.rng.random_range(0.0..std::f64::consts::TAU).sin_cos();
        centimetres([x + far * cos, y + far * sin])
    }

    /// Thickest in the middle of a town.
    fn in_town(&mut self) -> Xy {
        let town = self.towns[self.rng.random_range(0..self.towns.len())];
        let spread = 0.1 * self.land.of.width * self.land.of.columns.min(self.land.of.rows) as f64;
        let far = spread * self.rng.random_range(0.0f64..1.0).powi(2);
        let (sin, cos) = self.rng.random_range(0.0..std::f64::consts::TAU).sin_cos();
        centimetres([town[0] + far * cos, town[1] + far * sin])
    }

    /// East of the wards, and of anything that a town or a journey reaches but seldom.
    fn at_sea(&mut self) -> Xy {
        let [west, south] = MadeWards::SOUTH_WEST;
        let (width, height) = (self.land.of.columns as f64, self.land.of.rows as f64);
        let east = west + (width + 1.0) * self.land.of.width;
        let north = self.rng.random_range(0.0..height) * self.land.of.width;
        centimetres([east + self.rng.random_range(0.0..30_000.0), south + north])
    }

    fn on_border(&mut self) -> Xy {
        let ward = self.rng.random_range(0..self.land.wards.len());
        let ring = &self.land.wards[ward].outer[0];
        let at = self.rng.random_range(0..ring.len() - 1);
        let (from, to) = (ring[at], ring[at + 1]);
        if self.chance(0.5) { from } else { [(from[0] + to[0]) / 2.0, (from[1] + to[1]) / 2.0] }
    }
}

fn centimetres(point: Xy) -> Xy {
    point.map(|figure| (figure * 1e2).round() / 1e2)
}

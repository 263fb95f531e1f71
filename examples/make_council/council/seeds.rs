//! Where the middle of each ward is: points of a district in proportion to how built-up it is there, gathered
//! into as many heaps as it has wards (k-means), so that wards are small in towns and large in the country.

use super::dice::Dice;
use super::noise::Noise;
use super::plan::{BOX, CITY_CENTRE, CITY_RADIUS, District};

/// Which district each spot of the plane is in, and where the sea is.
pub struct Terrain {
    noise: Noise,
    towns: Vec<([f64; 2], f64)>,
}

/// How far apart seeds at sea are, metres: the smaller, the rougher the coast.
const SEA_SPACING: f64 = 3.2e3;
const POINTS_PER_WARD: usize = 150;
const ROUNDS: usize = 25;

impl Terrain {
    pub fn new(districts: &[District], seed: u64) -> Self {
        Self { noise: Noise(seed), towns: districts.iter().map(|each| (each.town, each.reach)).collect() }
    }

    /// The district of this spot; `None` at sea. The first district, the city, is a disc with a bent edge.
    pub fn district(&self, at: [f64; 2]) -> Option<usize> {
        if self.height(at) < 0.0 {
            return None;
        }
        let stretch = 1.0 + 0.3 * Noise(self.noise.0 + 1).at(at, 7e3);
        if metres(at, CITY_CENTRE) < CITY_RADIUS * stretch {
            return Some(0);
        }
        let nearness = |&(town, reach): &([f64; 2], f64)| metres(at, town) - reach;
        let rest = self.towns.iter().enumerate().skip(1);
        rest.min_by(|a, b| nearness(a.1).total_cmp(&nearness(b.1))).map(|(at, _)| at)
    }

    /// Above 0 on land: an oval with a ragged coast and a firth in the south-east that nearly reaches the city.
    fn height(&self, at: [f64; 2]) -> f64 {
        let (east, north) = ((at[0] - 600e3) / 49e3, (at[1] - 460e3) / 60e3);
        let along = ((at[0] - 650e3) * -0.9 + (at[1] - 432e3) * 0.44) / 30e3;
        let across = ((at[0] - 650e3) * 0.44 + (at[1] - 432e3) * 0.9) / 4.5e3;
        let firth = if along < 0.0 { 1.0 } else { 1.0 - along * along } - across * across;
        1.0 - east * east - north * north + 0.55 * self.noise.rough(at, 24e3) - firth.max(0.0) * 1.5
    }
}

/// One seed for each ward of each district, in the districts' order: the district and the spot.
pub fn ward_seeds(terrain: &Terrain, districts: &[District], seed: u64) -> Vec<(usize, [f64; 2])> {
    let mut seeds = Vec::new();
    for (at, district) in districts.iter().enumerate() {
        let mut dice = Dice::new(seed, 100 + at as u64);
        let points = built_up_points(terrain, at, district, &mut dice);
        seeds.extend(heaps(&points, district.wards).into_iter().map(|middle| (at, middle)));
    }
    seeds
}

/// Seeds at sea: a shaken lattice near and around the land, and a far ring that closes every cell in.
pub fn sea_seeds(terrain: &Terrain, land: &[(usize, [f64; 2])], seed: u64) -> Vec<[f64; 2]> {
    let mut dice = Dice::new(seed, 200);
    let mut seeds = Vec::new();
    let steps = |low: f64, high: f64| ((high - low) / SEA_SPACING) as usize + 12;
    for row in 0..steps(BOX[1], BOX[3]) {
        for column in 0..steps(BOX[0], BOX[2]) {
            let shaken = |step: usize, low: f64, by: f64| low + (step as f64 - 6.0 + 0.5 + by) * SEA_SPACING;
            let at =
                [shaken(column, BOX[0], dice.between(-0.35, 0.35)), shaken(row, BOX[1], dice.between(-0.35, 0.35))];
            let is_clear = land.iter().all(|&(_, ward)| metres(ward, at) > 0.8 * SEA_SPACING);
            if terrain.district(at).is_none() && is_clear {
                seeds.push(at);
            }
        }
    }
    seeds
}

fn built_up_points(terrain: &Terrain, at: usize, district: &District, dice: &mut Dice) -> Vec<[f64; 2]> {
    let (spread, floor) = if at == 0 { (6e3, 0.35) } else { (4e3, 0.12) };
    let mut points = Vec::new();
    while points.len() < district.wards * POINTS_PER_WARD {
        let spot = [dice.between(BOX[0], BOX[2]), dice.between(BOX[1], BOX[3])];
        let from_town = metres(spot, district.town) / spread;
        let density = floor + (1.0 - floor) / (1.0 + from_town * from_town);
        if terrain.district(spot) == Some(at) && dice.chance(density) {
            points.push(spot);
        }
    }
    points
}

/// The middles of `count` heaps of the points (Lloyd's rounds, from evenly chosen first points).
fn heaps(points: &[[f64; 2]], count: usize) -> Vec<[f64; 2]> {
    let mut middles: Vec<[f64; 2]> = points.iter().step_by(points.len() / count).take(count).copied().collect();
    for _ in 0..ROUNDS {
        let mut sums = vec![[0.0; 3]; count];
        for &point in points {
            let nearest = |a: &usize, b: &usize| metres(middles[*a], point).total_cmp(&metres(middles[*b], point));
            let heap = (0..count).min_by(nearest).expect("a district has wards");
            sums[heap] = [sums[heap][0] + point[0], sums[heap][1] + point[1], sums[heap][2] + 1.0];
        }
        for (middle, [x, y, n]) in middles.iter_mut().zip(sums) {
            if n > 0.0 {
                *middle = [x / n, y / n];
            }
        }
    }
    middles
}

/// Straight-line distance.
pub fn metres(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (east, north) = (b[0] - a[0], b[1] - a[1]);
    (east * east + north * north).sqrt()
}

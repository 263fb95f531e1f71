//! The made-up land: wards with their rings, names and codes, from the plan and a seed. Borders are made once and
//! used by both neighbours; an enclave and islands are added last.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::sides;
use super::dice::Dice;
use super::names::{self, Name};
use super::noise::Noise;
use super::plan::{CITY, District, districts};
use super::seeds::{Terrain, metres, sea_seeds, ward_seeds};
use super::wiggle::{bend, blob, wiggly};

pub type Point = [f64; 2];

/// A ward. The last point of each ring is the first again.
pub struct Ward {
    pub code: String,
    pub name: Name,
    /// Position in [`Land::districts`].
    pub district: usize,
    pub outer: Vec<Vec<Point>>,
    pub holes: Vec<Vec<Point>>,
    /// A spot inside it.
    pub middle: Point,
}

/// Where a ward is, seen from the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    City,
    /// In an authority that shares a border with the city.
    Bordering,
    Elsewhere,
}

/// The whole of it.
pub struct Land {
    pub districts: Vec<District>,
    /// In order of code.
    pub wards: Vec<Ward>,
    bordering: BTreeSet<&'static str>,
}

/// Shortest pieces of a border, metres: in the city, on the coast, in the country.
const SHORTEST: [f64; 3] = [55.0, 110.0, 170.0];
/// The district with the enclave, and the one with the islands.
const ENCLAVE_IN: &str = "E07999002";
const ISLANDS_OF: &str = "W06999001";

impl Land {
    /// The land of this seed.
    pub fn make(seed: u64) -> Self {
        let districts = districts();
        let terrain = Terrain::new(&districts, seed);
        let land = ward_seeds(&terrain, &districts, seed);
        let sea = sea_seeds(&terrain, &land, seed);
        let spots: Vec<Point> = land.iter().map(|&(_, at)| at).chain(sea).collect();
        let net = Net::make(&spots, &land, Noise(seed + 50), seed);
        let bordering = net.bordering(&land, &districts);
        let mut wards = net.wards(&land);
        add_enclave(&mut wards, &districts, seed);
        add_islands(&mut wards, &districts, &spots[land.len()..], seed);
        name_and_number(&mut wards, &districts, seed);
        Self { districts, wards, bordering }
    }

    /// The district of a ward.
    pub fn district(&self, ward: usize) -> &District {
        &self.districts[self.wards[ward].district]
    }

    /// Code of the authority of a ward.
    pub fn authority(&self, ward: usize) -> &'static str {
        self.district(ward).authority().0
    }

    /// Where a ward is, seen from the city.
    pub fn place(&self, ward: usize) -> Place {
        match self.authority(ward) {
            CITY => Place::City,
            code if self.bordering.contains(code) => Place::Bordering,
            _ => Place::Elsewhere,
        }
    }
}

impl Ward {
    /// Is the spot inside an odd number of its rings?
    pub fn holds(&self, at: Point) -> bool {
        let rings = self.outer.iter().chain(&self.holes);
        rings.flat_map(|ring| ring.windows(2)).filter(|edge| is_crossed(edge[0], edge[1], at)).count() % 2 == 1
    }

    /// West, south, east, north.
    pub fn bounds(&self) -> [f64; 4] {
        let far = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let grow = |[w, s, e, n]: [f64; 4], &[x, y]: &Point| [w.min(x), s.min(y), e.max(x), n.max(y)];
        self.outer.iter().flatten().fold(far, grow)
    }

    /// Square kilometres.
    pub fn area_km2(&self) -> f64 {
        let area = |rings: &[Vec<Point>]| rings.iter().map(|ring| area_km2(ring)).sum::<f64>();
        area(&self.outer) - area(&self.holes)
    }
}

/// The borders of the cells of land, each made once: between two seeds, in the direction that the lower one goes round.
struct Net {
    bend: Noise,
    borders: BTreeMap<(usize, usize), Vec<Point>>,
    rounds: Vec<Vec<usize>>,
}

impl Net {
    fn make(spots: &[Point], land: &[(usize, Point)], noise: Noise, seed: u64) -> Self {
        let mut net = Self { bend: noise, borders: BTreeMap::new(), rounds: Vec::new() };
        for cell in 0..land.len() {
            let sides = sides(spots, cell);
            for side in sides.iter().filter(|side| side.other > cell) {
                let mut dice = Dice::new(seed, 1_000_000 + (cell * spots.len() + side.other) as u64);
                let kind = |at: usize| land.get(at).map_or(1, |&(district, _)| if district == 0 { 0 } else { 2 });
                let shortest = SHORTEST[kind(cell).min(kind(side.other))];
                let line = wiggly(side.ends, spots[cell], shortest, &mut dice);
                let line = line.into_iter().map(|at| bend(at, noise)).collect();
                net.borders.insert((cell, side.other), line);
            }
            net.rounds.push(sides.iter().map(|side| side.other).collect());
        }
        net
    }

    fn wards(&self, land: &[(usize, Point)]) -> Vec<Ward> {
        let ward = |(cell, &(district, seed)): (usize, &(usize, Point))| Ward {
            code: String::new(),
            name: Name::default(),
            district,
            outer: vec![self.ring(cell)],
            holes: Vec::new(),
            middle: bend(seed, self.bend),
        };
        land.iter().enumerate().map(ward).collect()
    }

    fn ring(&self, cell: usize) -> Vec<Point> {
        let mut ring = Vec::new();
        for &other in &self.rounds[cell] {
            let mut line = self.borders[&(cell.min(other), cell.max(other))].clone();
            if other < cell {
                line.reverse();
            }
            ring.pop();
            ring.append(&mut line);
        }
        ring.dedup();
        ring
    }

    /// Codes of the authorities that share a border with the city.
    fn bordering(&self, land: &[(usize, Point)], districts: &[District]) -> BTreeSet<&'static str> {
        let authority = |cell: usize| land.get(cell).map(|&(district, _)| districts[district].authority().0);
        let pairs = self.borders.keys().map(|&(a, b)| (authority(a), authority(b)));
        pairs.filter(|pair| pair.0 == Some(CITY)).filter_map(|pair| pair.1).filter(|&code| code != CITY).collect()
    }
}

/// A small town in the middle of the roomiest country ward, as a ward of its own.
fn add_enclave(wards: &mut Vec<Ward>, districts: &[District], seed: u64) {
    let room = |ward: &Ward| ward.outer[0].iter().map(|&at| metres(ward.middle, at)).fold(f64::INFINITY, f64::min);
    let of_district = (0..wards.len()).filter(|&at| districts[wards[at].district].code == ENCLAVE_IN);
    let host = of_district.max_by(|&a, &b| room(&wards[a]).total_cmp(&room(&wards[b]))).expect("the plan has it");
    let (middle, district) = (wards[host].middle, wards[host].district);
    let ring = rounded(&blob(middle, 0.45 * room(&wards[host]), SHORTEST[0], &mut Dice::new(seed, 300)));
    wards[host].holes.push(ring.clone());
    wards.push(Ward {
        code: String::new(),
        name: Name::fixed(names::ENCLAVE),
        district,
        outer: vec![ring],
        holes: Vec::new(),
        middle,
    });
}

/// Three islands: one belongs to a ward on the mainland, two are a ward of their own.
fn add_islands(wards: &mut Vec<Ward>, districts: &[District], sea: &[Point], seed: u64) {
    const RADII: [f64; 3] = [900.0, 1_500.0, 1_000.0];
    let district = districts.iter().position(|each| each.code == ISLANDS_OF).expect("the plan has it");
    let mut dice = Dice::new(seed, 301);
    let mut islands: Vec<Point> = Vec::new();
    for radius in RADII {
        let clear = |at: Point, gap: f64| {
            let shore = wards.iter().flat_map(|ward| &ward.outer[0]);
            shore.copied().all(|point| metres(point, at) > gap)
                && islands.iter().all(|&other| metres(other, at) > 4.0 * gap / 3.0)
        };
        let near = |at: &Point| metres(*at, districts[district].town);
        let free = sea.iter().copied().filter(|&at| clear(at, 1.5 * radius + 700.0));
        islands.push(free.min_by(|a, b| near(a).total_cmp(&near(b))).expect("there is sea about the land"));
    }
    let mut rings = islands.iter().zip(RADII).map(|(&at, radius)| rounded(&blob(at, radius, SHORTEST[1], &mut dice)));
    let nearest = |ward: &&mut Ward| metres(ward.middle, islands[0]);
    let own = wards.iter_mut().filter(|ward| ward.district == district);
    let mainland = own.min_by(|a, b| nearest(a).total_cmp(&nearest(b))).expect("the district has wards");
    mainland.outer.extend(rings.next());
    let outer = rings.collect();
    let name = Name::bilingual(names::ISLANDS);
    wards.push(Ward { code: String::new(), name, district, outer, holes: Vec::new(), middle: islands[1] });
}

/// Names the wards, then numbers them as ONS does: by district, then by name.
fn name_and_number(wards: &mut [Ward], districts: &[District], seed: u64) {
    let mut namer = names::Namer::new(seed);
    for ward in wards.iter_mut().filter(|ward| ward.name.english.is_empty()) {
        ward.name = namer.next(&districts[ward.district]);
    }
    wards.sort_by(|a, b| (a.district, &a.name.english).cmp(&(b.district, &b.name.english)));
    let (mut english, mut welsh) = (0, 0);
    for ward in wards.iter_mut() {
        let (letter, count) =
            if districts[ward.district].is_bilingual() { ('W', &mut welsh) } else { ('E', &mut english) };
        *count += 1;
        ward.code = format!("{letter}05999{count:03}");
    }
    wards.sort_by(|a, b| a.code.cmp(&b.code));
}

fn rounded(ring: &[Point]) -> Vec<Point> {
    ring.iter().map(|at| at.map(|metres| (metres * 10.0).round() / 10.0)).collect()
}

fn is_crossed([ax, ay]: Point, [bx, by]: Point, [x, y]: Point) -> bool {
    (ay <= y) != (by <= y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
}

fn area_km2(ring: &[Point]) -> f64 {
    let [x, y] = ring[0];
    let twice = |edge: &[Point]| (edge[0][0] - x) * (edge[1][1] - y) - (edge[1][0] - x) * (edge[0][1] - y);
    (ring.windows(2).map(twice).sum::<f64>() / 2e6).abs()
}

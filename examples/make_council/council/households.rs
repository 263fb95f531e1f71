//! Who lives in each ward: children under 18, households by segment, and how poor it is. The segments are
//! a made-up classification; real ones (Mosaic, Acorn) are licensed, OAC is open.

use super::dice::Dice;
use super::land::{Land, Place, Point, Ward};
use super::noise::Noise;
use super::seeds::metres;

/// How many segments there are.
pub const SEGMENTS: usize = 8;
/// Code and name, in order.
pub const SEGMENT_NAMES: [(&str, &str); SEGMENTS] = [
    ("A", "Orchard Lanes"),
    ("B", "Crescent Families"),
    ("C", "Settled Semis"),
    ("D", "Doorstep Terraces"),
    ("E", "High Street Flats"),
    ("F", "Quayside Tenants"),
    ("G", "Later Years Gardens"),
    ("H", "Campus Corner"),
];
/// Their colours, which people with any eyesight can tell apart (Okabe and Ito, Color Universal Design, 2008).
pub const SEGMENT_COLOURS: [&str; SEGMENTS] =
    ["#009e73", "#e69f00", "#0072b2", "#d55e00", "#56b4e9", "#cc79a7", "#f0e442", "#999999"];
/// Under-18s in the city: 1,928 children looked after at 67 per 10,000.
const CITY_UNDER_18: f64 = 287_800.0;
/// Households for each person under 18, about as in English cities.
const HOUSEHOLDS_PER_CHILD: f64 = 1.5;

/// One entry for each ward, in the land's order.
pub struct Households {
    pub under_18: Vec<u64>,
    pub by_segment: Vec<[u64; SEGMENTS]>,
    /// From 0, well off, to 1, poor.
    pub poverty: Vec<f64>,
}

impl Households {
    /// The people of this land.
    pub fn make(land: &Land, seed: u64) -> Self {
        let mut dice = Dice::new(seed, 500);
        let noise = Noise(seed + 500);
        let poverty: Vec<f64> = (0..land.wards.len()).map(|at| poverty(land, at, noise)).collect();
        let under_18 = under_18(land, &poverty, &mut dice);
        let by_segment = |at: usize| {
            let shares = shares(land, at, poverty[at], noise, &mut dice);
            let households = under_18[at] as f64 * HOUSEHOLDS_PER_CHILD * (1.25 - 0.4 * poverty[at]);
            shares.map(|share| (share * households).round() as u64)
        };
        let by_segment = (0..land.wards.len()).map(by_segment).collect();
        Self { under_18, by_segment, poverty }
    }
}

/// Poor in the middle of towns, and in patches.
fn poverty(land: &Land, at: usize, noise: Noise) -> f64 {
    let (from_town, patch) = (from_town(land, at), |size| noise.rough(land.wards[at].middle, size));
    let poverty = match land.place(at) {
        Place::City => 0.95 - 0.75 * from_town + 0.5 * patch(5e3),
        _ => 0.6 - 0.3 * from_town + 0.45 * patch(8e3),
    };
    poverty.clamp(0.02, 1.0)
}

/// Under-18s of each ward; the city's add up to the published rate's denominator.
fn under_18(land: &Land, poverty: &[f64], dice: &mut Dice) -> Vec<u64> {
    let rough = |at: usize| {
        let base = if land.place(at) == Place::City { 4_000.0 } else { 1_700.0 / (1.0 + from_town(land, at)) + 350.0 };
        base * dice.between(0.75, 1.25) * (0.8 + 0.5 * poverty[at])
    };
    let mut people: Vec<f64> = (0..land.wards.len()).map(rough).collect();
    let city: Vec<usize> = (0..people.len()).filter(|&at| land.place(at) == Place::City).collect();
    let scale = CITY_UNDER_18 / city.iter().map(|&at| people[at]).sum::<f64>();
    city.iter().for_each(|&at| people[at] *= scale);
    let mut people: Vec<u64> = people.into_iter().map(|each| each.round() as u64).collect();
    let rest: u64 = city[1..].iter().map(|&at| people[at]).sum();
    people[city[0]] = CITY_UNDER_18 as u64 - rest;
    people
}

/// What part of a ward's households is in each segment.
fn shares(land: &Land, at: usize, poor: f64, noise: Noise, dice: &mut Dice) -> [f64; SEGMENTS] {
    let Ward { middle, .. } = land.wards[at];
    let rural = ((land.wards[at].area_km2() - 6.0) / 20.0).clamp(0.0, 1.0);
    let central = 1.0 - from_town(land, at).min(1.0);
    let campus = (Noise(noise.0 + 7).at(middle, 4e3) - 0.25).max(0.0);
    let weights = [
        0.04 + 2.2 * rural * (1.0 - poor),
        (0.1 + 1.2 * (1.0 - poor)) * (1.0 - 0.6 * rural),
        0.1 + (1.0 - 1.8 * (poor - 0.4).abs()).max(0.0),
        0.15 + 1.2 * poor * (1.0 - rural),
        0.08 + 1.5 * central * central,
        0.04 + 1.6 * poor * poor * (1.0 - rural),
        0.3 + 0.4 * rural + 0.25 * noise.at(middle, 6e3),
        0.03 + 2.5 * campus * (1.0 - rural) * central,
    ]
    .map(|weight| weight * dice.between(0.7, 1.3));
    let all: f64 = weights.iter().sum();
    weights.map(|weight| weight / all)
}

/// How far from its town a ward is: 1 is at the town's edge.
fn from_town(land: &Land, at: usize) -> f64 {
    let district = land.district(at);
    let edge = if land.place(at) == Place::City { 9e3 } else { 6e3 };
    let middle: Point = land.wards[at].middle;
    metres(middle, district.town) / edge
}

//! The city's carers: 526 in-house and 432 agency households. They live where the segments that foster live: suburbs
//! rather than the homes of the children, and the agencies' often outside the city.

use super::dice::Dice;
use super::households::{Households, SEGMENTS};
use super::land::{Land, Place, Point};
use super::placing::{Wards, spot_in};
use super::plan::CITY_CENTRE;
use super::seeds::metres;

/// An approved household.
pub struct Carer {
    pub at: Point,
    pub ward: usize,
    pub is_in_house: bool,
    pub approved_places: usize,
    /// Places that children live in, filled in as children are placed.
    pub filled: usize,
    /// Places held back, for a match or a rest.
    pub held_back: usize,
    /// Position in the segments; `None` when the address did not match one.
    pub segment: Option<usize>,
    pub carer_type: &'static str,
    /// The return did not state the vacancies.
    pub vacancies_not_stated: bool,
}

impl Carer {
    /// Places that a child could be put in.
    pub fn free(&self) -> usize {
        self.approved_places - self.held_back - self.filled
    }
}

/// The published numbers of households.
const IN_HOUSE: usize = 526;
const AGENCY: usize = 432;
/// How many of them live outside the city.
const IN_HOUSE_OUTSIDE: usize = 105;
const AGENCY_OUTSIDE: usize = 194;
/// How readily each segment fosters: 100 is as its share of households.
pub const INDEX: [f64; SEGMENTS] = [75.0, 215.0, 150.0, 80.0, 36.0, 50.0, 90.0, 24.0];

/// Every carer, in no order that means anything.
pub fn make_carers(land: &Land, people: &Households, seed: u64) -> Vec<Carer> {
    let mut dice = Dice::new(seed, 700);
    let mut carers = Vec::new();
    for (is_in_house, count, outside) in [(true, IN_HOUSE, IN_HOUSE_OUTSIDE), (false, AGENCY, AGENCY_OUTSIDE)] {
        for number in 0..count {
            let place = match number < outside {
                false => Place::City,
                true if dice.chance(if is_in_house { 0.06 } else { 0.16 }) => Place::Elsewhere,
                true => Place::Bordering,
            };
            carers.push(carer(land, people, is_in_house, place, &mut dice));
        }
    }
    dice.shuffle(&mut carers);
    carers
}

fn carer(land: &Land, people: &Households, is_in_house: bool, place: Place, dice: &mut Dice) -> Carer {
    let households = |segment: usize| {
        let in_place = (0..land.wards.len()).filter(|&at| land.place(at) == place);
        in_place.map(|at| people.by_segment[at][segment] as f64 * nearness(land, at)).sum::<f64>()
    };
    let readiness: Vec<f64> = (0..SEGMENTS).map(|segment| INDEX[segment] * households(segment)).collect();
    let segment = dice.weighted(&readiness);
    let ward = Wards::of(land, place, |at| people.by_segment[at][segment] as f64 * nearness(land, at)).pick(dice);
    let approved_places = dice.pick(&[(1, 0.3), (2, 0.42), (3, 0.23), (4, 0.05)]);
    Carer {
        at: spot_in(&land.wards[ward], dice),
        ward,
        is_in_house,
        approved_places,
        filled: 0,
        held_back: if dice.chance(0.4) { 1 } else { 0 },
        segment: (!dice.chance(0.012)).then_some(segment),
        carer_type: dice.pick(&TYPES),
        vacancies_not_stated: dice.chance(0.02),
    }
}

/// Kinds of approval and their shares.
pub const TYPES: [(&str, f64); 5] = [
    ("mainstream", 0.82),
    ("family_and_friends", 0.08),
    ("short_break", 0.04),
    ("parent_and_child", 0.04),
    ("remand", 0.02),
];

/// The farther from the city, the fewer of its carers.
fn nearness(land: &Land, ward: usize) -> f64 {
    let beyond = (metres(land.wards[ward].middle, CITY_CENTRE) - 9e3).max(0.0) / 12e3;
    1.0 / (1.0 + beyond * beyond)
}

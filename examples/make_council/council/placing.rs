//! Finding spots: in a ward, in a kind of place, near or far from home. What is near is decided by
//! the library's own SSDA903 miles.

use nearhome::geography::{Distance, GridPoint};

use super::dice::Dice;
use super::land::{Land, Place, Point, Ward};

/// Some wards and what each of them weighs.
pub struct Wards {
    wards: Vec<usize>,
    weights: Vec<f64>,
}

impl Wards {
    /// The wards of a kind of place.
    pub fn of(land: &Land, place: Place, weight: impl Fn(usize) -> f64) -> Self {
        Self::all(land, |at| if land.place(at) == place { weight(at) } else { 0.0 })
    }

    /// The wards that weigh anything.
    pub fn all(land: &Land, weight: impl Fn(usize) -> f64) -> Self {
        let wards: Vec<usize> = (0..land.wards.len()).filter(|&at| weight(at) > 0.0).collect();
        let weights = wards.iter().map(|&at| weight(at)).collect();
        Self { wards, weights }
    }

    /// One of them.
    pub fn pick(&self, dice: &mut Dice) -> usize {
        self.wards[dice.weighted(&self.weights)]
    }
}

/// A spot in a ward, whole metres. Two throws in three are drawn towards its middle, as houses are.
pub fn spot_in(ward: &Ward, dice: &mut Dice) -> Point {
    let [west, south, east, north] = ward.bounds();
    loop {
        let spot = [dice.between(west, east), dice.between(south, north)];
        let pull = if dice.chance(0.67) { dice.between(0.2, 1.0) } else { 1.0 };
        let spot = [0, 1].map(|axis| (ward.middle[axis] + pull * (spot[axis] - ward.middle[axis])).round());
        if ward.holds(spot) {
            return spot;
        }
    }
}

/// Miles as the SSDA903 return states them.
pub fn ssda903_miles(from: Point, to: Point) -> f64 {
    let point = |[easting, northing]: Point| GridPoint::new(easting, northing).expect("all of it is on the grid");
    Distance::between(point(from), point(to)).ssda903_miles()
}

/// Twenty miles or less?
pub fn is_near(from: Point, to: Point) -> bool {
    ssda903_miles(from, to) <= 20.0
}

/// How much less likely a placement is the farther from home it is: half at `half_miles`.
pub fn pull_of_home(miles: f64, half_miles: f64) -> f64 {
    1.0 / (1.0 + (miles / half_miles) * (miles / half_miles))
}

//! Fostering households of a study, with all four figures of places: approved = filled + vacant + not available.

use super::super::dice::Dice;
use super::super::fostering::TYPES;
use super::super::households::Households;
use super::super::land::Land;
use super::super::placing::Wards;
use super::Spot;
use super::child::Spots;

/// An approved household.
pub struct Carer {
    pub spot: Spot,
    pub is_in_house: bool,
    pub approved: usize,
    pub filled: usize,
    pub not_available: usize,
    pub carer_type: &'static str,
}

impl Carer {
    /// `in_house` or `ifa`.
    pub fn provider(&self) -> &'static str {
        if self.is_in_house { "in_house" } else { "ifa" }
    }

    /// Places that a child could be put in.
    pub fn vacant(&self) -> usize {
        self.approved - self.filled - self.not_available
    }
}

/// So many households in the wards of these authorities; of three spots the readiest to foster is the likeliest.
pub fn make(
    (land, people): (&Land, &Households),
    spots: &dyn Spots,
    is_theirs: impl Fn(usize) -> bool,
    readiness: impl Fn(&Spot) -> f64,
    count: usize,
    dice: &mut Dice,
) -> Vec<Carer> {
    let wards = Wards::all(land, |at| if is_theirs(at) { people.under_18[at] as f64 } else { 0.0 });
    let carer = |_| {
        let choices = [(); 3].map(|()| spots.in_ward(wards.pick(dice), dice));
        let spot = choices[dice.weighted(&choices.map(|spot| readiness(&spot)))];
        let approved = dice.pick(&[(1, 0.3), (2, 0.42), (3, 0.23), (4, 0.05)]);
        let not_available = usize::from(dice.chance(0.2));
        let filled = dice.below(approved - not_available + 1);
        Carer { spot, is_in_house: dice.chance(0.55), approved, filled, not_available, carer_type: dice.pick(&TYPES) }
    };
    (0..count).map(carer).collect()
}

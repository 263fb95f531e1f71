//! Where children's homes, supported accommodation and schools stand: several children live at one address.

use super::dice::Dice;
use super::households::Households;
use super::land::{Land, Place, Point};
use super::placing::{Wards, spot_in};

/// An address and the ward it is in.
#[derive(Clone, Copy)]
pub struct Site {
    pub at: Point,
    pub ward: usize,
}

/// Addresses by what they are.
pub struct Sites {
    pub homes: Vec<Site>,
    pub supported: Vec<Site>,
    /// Secure homes, schools, hospitals, mother-and-baby units: few.
    pub special: Vec<Site>,
}

impl Sites {
    /// So many in the city, in the authorities about it, and elsewhere.
    pub fn make(land: &Land, people: &Households, seed: u64) -> Self {
        let mut dice = Dice::new(seed, 600);
        let weight = |at: usize| people.under_18[at] as f64;
        let wards = [Place::City, Place::Bordering, Place::Elsewhere].map(|place| Wards::of(land, place, weight));
        let mut make = |counts: [usize; 3]| {
            let mut sites = Vec::new();
            for (wards, count) in wards.iter().zip(counts) {
                for _ in 0..count {
                    let ward = wards.pick(&mut dice);
                    sites.push(Site { at: spot_in(&land.wards[ward], &mut dice), ward });
                }
            }
            sites
        };
        Self { homes: make([62, 70, 60]), supported: make([55, 40, 30]), special: make([10, 14, 16]) }
    }
}

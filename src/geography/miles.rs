//! Distances in miles, as the SSDA903 return rounds them and unrounded.

use serde::{Deserialize, Serialize};

use super::GridPoint;
use super::finite::Finite;

/// Kilometres in a mile in the SSDA903 guide's formula: 1.6093, not 1.609344.
pub const KM_PER_MILE_SSDA903: f64 = 1.6093;

/// Metres in an international mile.
pub const METRES_PER_MILE: f64 = 1609.344;

/// What the return has for a distance that is not known.
const NOT_KNOWN_MILES: f64 = 999.9;

/// Which of the two figures decides what is near and what is far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistanceMode {
    /// As in the return: metres / 1000 / 1.6093, rounded half-even to one decimal.
    #[default]
    Ssda903,
    /// Metres / 1609.344, unrounded.
    Exact,
}

impl DistanceMode {
    /// The word in studies and columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ssda903 => "ssda903",
            Self::Exact => "exact",
        }
    }
}

/// A straight-line distance on the National Grid.
///
/// ```
/// use nearhome::geography::{Distance, GridPoint};
/// // ZE1 0AA to ZE3 9JX, the published test pair of the SSDA903 validator: 20.1 miles.
/// let home = GridPoint::new(447_759.0, 1_141_280.0).unwrap();
/// let placement = GridPoint::new(438_872.0, 1_110_219.0).unwrap();
/// assert_eq!(Distance::between(home, placement).ssda903_miles(), 20.1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    metres: Finite,
}

impl Distance {
    /// The distance between two points.
    pub fn between(from: GridPoint, to: GridPoint) -> Self {
        let metres = Finite::new(from.metres_to(to));
        Self { metres: metres.expect("points on or near the National Grid are no infinite way apart") }
    }

    /// A distance as a return or DfE's own file states it, in miles of the return's formula. `None` is not known:
    /// 999.9, which stands for that, and what no distance can be (below 0, above 999.9, not a number).
    ///
    /// [`ssda903_miles`](Self::ssda903_miles) gives it back; the metres are as near as one decimal of a mile tells.
    ///
    /// ```
    /// use nearhome::geography::Distance;
    /// assert_eq!(Distance::stated(20.1).map(Distance::ssda903_miles), Some(20.1));
    /// assert_eq!(Distance::stated(999.9), None);
    /// ```
    pub fn stated(miles: f64) -> Option<Self> {
        let is_known = (0.0..NOT_KNOWN_MILES).contains(&miles);
        let metres = Finite::new(miles * KM_PER_MILE_SSDA903 * 1000.0);
        metres.filter(|_| is_known).map(|metres| Self { metres })
    }

    /// Metres, unrounded.
    pub fn metres(self) -> f64 {
        self.metres.get()
    }

    /// Miles as the SSDA903 return states them: one decimal, half to even.
    pub fn ssda903_miles(self) -> f64 {
        rounded_half_even(self.metres() / 1000.0 / KM_PER_MILE_SSDA903 * 10.0) / 10.0
    }

    /// Miles of 1,609.344 m, unrounded.
    pub fn exact_miles(self) -> f64 {
        self.metres() / METRES_PER_MILE
    }

    /// Miles in the given mode.
    pub fn miles(self, mode: DistanceMode) -> f64 {
        match mode {
            DistanceMode::Ssda903 => self.ssda903_miles(),
            DistanceMode::Exact => self.exact_miles(),
        }
    }
}

/// A figure from 0 to 2⁵¹ as a whole number, halves to even. Doubles beside 1.5 · 2⁵² are the whole numbers, and a sum is the nearest of them;
/// `round_ties_even` is a call where the processor is not known to have it, and every child asks many times.
#[inline]
fn rounded_half_even(figure: f64) -> f64 {
    const WHOLE_NUMBERS: f64 = 1.5 * (1_u64 << 52) as f64;
    (figure + WHOLE_NUMBERS) - WHOLE_NUMBERS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The value of a float as a fraction of whole numbers: `numerator / 2^shift`.
    fn as_fraction(value: f64) -> (u128, u32) {
        let bits = value.to_bits();
        let (exponent, fraction) = ((bits >> 52 & 0x7ff) as i32, u128::from(bits & ((1 << 52) - 1)));
        assert!(exponent > 0, "made-up figures are normal numbers");
        let (numerator, shift) = (fraction | 1 << 52, 1075 - exponent);
        if shift >= 0 { (numerator, shift as u32) } else { (numerator << -shift, 0) }
    }

    /// Rounds to whole numbers, halves to even, in whole-number arithmetic: what numpy's `rint` does.
    fn rounded_by_whole_numbers(value: f64) -> u128 {
        if value == 0.0 {
            return 0;
        }
        let (numerator, shift) = as_fraction(value);
        let (whole, rest) = (numerator.checked_shr(shift).unwrap_or(0), numerator & ((1_u128 << shift.min(127)) - 1));
        let half = 1_u128 << shift.clamp(1, 127) >> 1;
        match rest.cmp(&half) {
            _ if shift == 0 => whole,
            std::cmp::Ordering::Less => whole,
            std::cmp::Ordering::Greater => whole + 1,
            std::cmp::Ordering::Equal => whole + whole % 2,
        }
    }

    #[test]
    fn the_oracle_rounds_halves_to_even() {
        let figures = [0.5, 1.5, 2.5, 200.5, 201.5, 2.4999999999999996, 2.5000000000000004, 7.0, 1e15];
        assert_eq!(figures.map(rounded_by_whole_numbers), [0, 2, 2, 200, 202, 2, 3, 7, 1_000_000_000_000_000]);
    }

    #[test]
    fn the_published_pair_is_20_1_miles() {
        // ZE1 0AA to ZE3 9JX, the validator's own test, by the ONSPD of November 2025.
        let (home, placement) = (GridPoint::new(447_759.0, 1_141_280.0), GridPoint::new(438_872.0, 1_110_219.0));
        assert_eq!(Distance::between(home.unwrap(), placement.unwrap()).ssda903_miles(), 20.1);
    }

    #[test]
    fn what_is_stated_as_not_known_is_not_known() {
        for miles in [999.9, 1000.0, -0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(Distance::stated(miles), None, "{miles}");
        }
        assert_eq!(Distance::stated(0.0).map(Distance::metres), Some(0.0));
    }

    #[test]
    fn every_distance_of_a_return_comes_back_as_it_was_stated() {
        for tenths in 0..9_999_u32 {
            let miles = f64::from(tenths) / 10.0;
            assert_eq!(Distance::stated(miles).map(Distance::ssda903_miles), Some(miles));
        }
    }

    proptest! {
        /// numpy's `round(1)` multiplies by ten, rounds halves to even and divides by ten.
        #[test]
        fn any_pair_is_rounded_as_the_return_rounds(
            from in (0_u32..700_000, 0_u32..1_300_000), to in (0_u32..700_000, 0_u32..1_300_000)
        ) {
            let point = |(x, y): (u32, u32)| GridPoint::new(x.into(), y.into()).unwrap();
            let (dx, dy) = (f64::from(from.0) - f64::from(to.0), f64::from(from.1) - f64::from(to.1));
            let tenths = rounded_by_whole_numbers((dx * dx + dy * dy).sqrt() / 1000.0 / 1.6093 * 10.0);
            let ours = Distance::between(point(from), point(to)).ssda903_miles();
            prop_assert_eq!(ours, tenths as f64 / 10.0);
        }
    }
}

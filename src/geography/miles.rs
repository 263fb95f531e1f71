//! Distances in miles, as the SSDA903 return rounds them and unrounded.

use serde::{Deserialize, Serialize};

use super::GridPoint;

/// Kilometres in a mile in the SSDA903 guide's formula: 1.6093, not 1.609344.
pub const KM_PER_MILE_SSDA903: f64 = 1.6093;

/// Metres in an international mile.
pub const METRES_PER_MILE: f64 = 1609.344;

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
    metres: f64,
}

impl Distance {
    /// The distance between two points.
    pub fn between(from: GridPoint, to: GridPoint) -> Self {
        Self { metres: from.metres_to(to) }
    }

    /// Metres, unrounded.
    pub fn metres(self) -> f64 {
        self.metres
    }

    /// Miles as the SSDA903 return states them: one decimal, half to even.
    pub fn ssda903_miles(self) -> f64 {
        (self.metres / 1000.0 / KM_PER_MILE_SSDA903 * 10.0).round_ties_even() / 10.0
    }

    /// Miles of 1,609.344 m, unrounded.
    pub fn exact_miles(self) -> f64 {
        self.metres / METRES_PER_MILE
    }

    /// Miles in the given mode.
    pub fn miles(self, mode: DistanceMode) -> f64 {
        match mode {
            DistanceMode::Ssda903 => self.ssda903_miles(),
            DistanceMode::Exact => self.exact_miles(),
        }
    }
}

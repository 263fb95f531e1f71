//! Is a placement near home or far? (Design, rule 4.)

use crate::geography::Distance;
use crate::study::Settings;

/// The answer; not known is its own category and stays in denominators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// The threshold or less: exactly 20.0 is near, as in DfE's "20 miles or less".
    Near,
    Far,
    NotKnown,
}

impl Nearness {
    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Far => "far",
            Self::NotKnown => "not_known",
        }
    }
}

/// Near when the distance, in the study's mode, is the study's threshold or less.
///
/// In `ssda903` mode the test is on miles rounded to one decimal, so the split equals the return's.
///
/// ```
/// use nearhome::geography::{Distance, DistanceMode, GridPoint};
/// use nearhome::measure::{Nearness, nearness};
/// use nearhome::study::Settings;
/// let home = GridPoint::new(400_000.0, 300_000.0).unwrap();
/// let placement = GridPoint::new(432_200.0, 300_000.0).unwrap(); // 32.2 km: 20.008 miles, stated as 20.0
/// let distance = Some(Distance::between(home, placement));
/// assert_eq!(nearness(distance, &Settings::default()), Nearness::Near);
/// let exact = Settings { distance: DistanceMode::Exact, ..Settings::default() };
/// assert_eq!(nearness(distance, &exact), Nearness::Far);
/// ```
pub fn nearness(distance: Option<Distance>, settings: &Settings) -> Nearness {
    match distance.map(|distance| distance.miles(settings.distance)) {
        None => Nearness::NotKnown,
        Some(miles) if miles <= settings.threshold_miles => Nearness::Near,
        Some(_) => Nearness::Far,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::{DistanceMode, GridPoint};

    fn apart(metres: f64) -> Option<Distance> {
        let from = GridPoint::new(0.0, 0.0)?;
        Some(Distance::between(from, GridPoint::new(metres, 0.0)?))
    }

    #[test]
    fn exactly_the_threshold_is_near() {
        let exact = Settings { distance: DistanceMode::Exact, ..Settings::default() };
        assert_eq!(nearness(apart(32_186.88), &exact), Nearness::Near);
        assert_eq!(nearness(apart(32_186.89), &exact), Nearness::Far);
    }

    #[test]
    fn the_return_rounds_to_one_decimal_before_the_test() {
        // 20.05 x 1,609.3 m = 32,266.465 m is where the rounded figure leaves 20.0.
        assert_eq!(nearness(apart(32_266.0), &Settings::default()), Nearness::Near);
        assert_eq!(nearness(apart(32_267.0), &Settings::default()), Nearness::Far);
    }

    #[test]
    fn no_distance_is_not_known_whatever_the_threshold() {
        let anywhere = Settings { threshold_miles: f64::INFINITY, ..Settings::default() };
        assert_eq!(nearness(None, &anywhere), Nearness::NotKnown);
    }
}

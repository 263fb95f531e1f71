//! How many children live how far from home, mile by mile: the histogram and the cumulative curve.

use super::Share;
use super::inputs::in_scope;
use crate::measure::MeasuredChild;
use crate::study::Settings;

/// The most miles that are told apart; the island of Great Britain is some 600 miles long.
const MOST_MILES: usize = 1_000;

/// Children by whole mile between home and placement, of the children that the headline is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DistanceByMile {
    /// Children over `at` and up to `at + 1` miles away, by position; the first has those at nought too.
    /// The last is the farthest that there is.
    pub by_mile: Vec<u64>,
    /// Children whose distance is not known.
    pub not_known: u64,
}

impl DistanceByMile {
    /// Children whose distance is known.
    pub fn known(&self) -> u64 {
        self.by_mile.iter().sum()
    }

    /// Children so many whole miles away or nearer, of those whose distance is known.
    ///
    /// ```
    /// use nearhome::summarise::{DistanceByMile, Share};
    /// let children = DistanceByMile { by_mile: vec![5, 0, 3], not_known: 2 };
    /// assert_eq!(children.within(2), Share::of(5, 8));
    /// assert_eq!(children.within(9), Share::of(8, 8));
    /// ```
    pub fn within(&self, miles: usize) -> Share {
        Share::of(self.by_mile.iter().take(miles).sum(), self.known())
    }
}

/// The children by whole mile, in the study's mode of distance.
pub fn distance_by_mile(children: &[MeasuredChild], settings: &Settings) -> DistanceByMile {
    let mut found = DistanceByMile::default();
    for child in in_scope(children, settings) {
        let Some(distance) = child.distance else {
            found.not_known += 1;
            continue;
        };
        let mile = (distance.miles(settings.distance).ceil() as usize).clamp(1, MOST_MILES) - 1;
        if found.by_mile.len() <= mile {
            found.by_mile.resize(mile + 1, 0);
        }
        found.by_mile[mile] += 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::DistanceMode;
    use crate::summarise::distances;
    use crate::summarise::made_up::MadeUp;

    /// The bands of the distances' table are made another way: by sorting and cutting.
    #[test]
    fn miles_add_up_to_the_bands_of_the_table_of_distances() {
        for mode in [DistanceMode::Ssda903, DistanceMode::Exact] {
            let mut study = MadeUp::at_random(11, 0, 500);
            study.settings.distance = mode;
            let children = study.measured();
            let found = distance_by_mile(&children, &study.settings);
            let all = &distances(&children, &study.coverage, &study.settings)[0];
            let bands = all.in_mode(mode);
            assert_eq!((found.known(), found.not_known), (bands.known, bands.not_known));
            assert!(found.known() > 100);
            let mut within = 0;
            for (miles, band) in [5, 10, 20, 50].into_iter().zip(bands.bands) {
                within += band;
                assert_eq!(found.within(miles), Share::of(within, bands.known), "{miles} miles");
            }
        }
    }
}

//! How a set of distances spreads: mean, quartiles, bands.

use crate::geography::{Distance, DistanceMode};

/// Upper edges of the bands in miles; a distance on an edge is in the band below it (20.0 is near).
/// The last band is beyond the last edge.
pub const BAND_EDGES_MILES: [f64; 4] = [5.0, 10.0, 20.0, 50.0];

/// The spread of a set of distances, in miles. Every figure but the counts is `None` when no distance is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// Children whose distance is known: what the other figures are of.
    pub known: u64,
    pub not_known: u64,
    pub mean_miles: Option<f64>,
    pub lower_quartile_miles: Option<f64>,
    pub median_miles: Option<f64>,
    pub upper_quartile_miles: Option<f64>,
    /// Nine in ten are this near or nearer.
    pub ninetieth_percentile_miles: Option<f64>,
    pub maximum_miles: Option<f64>,
    /// Children 0-5, over 5-10, over 10-20, over 20-50 and over 50 miles away.
    pub bands: [u64; 5],
}

/// Distances being gathered.
#[derive(Clone, Debug, Default)]
pub(super) struct DistanceTally {
    known: Vec<Distance>,
    not_known: u64,
}

impl DistanceTally {
    pub(super) fn add_distance(&mut self, distance: Option<Distance>) {
        match distance {
            Some(distance) => self.known.push(distance),
            None => self.not_known += 1,
        }
    }

    /// In ascending order, so that the order of rows changes no figure.
    pub(super) fn sorted(mut self) -> SortedDistances {
        self.known.sort_unstable_by(|a, b| a.metres().total_cmp(&b.metres()));
        SortedDistances(self)
    }
}

/// All that was gathered, in order.
pub(super) struct SortedDistances(DistanceTally);

impl SortedDistances {
    /// Their spread, in miles of the given mode.
    pub(super) fn distribution(&self, mode: DistanceMode) -> Distribution {
        let Self(DistanceTally { known, not_known }) = self;
        let miles = |at: usize| known[at].miles(mode);
        let quantile = |share| quantile_of(known.len(), miles, share);
        let sum: f64 = known.iter().map(|distance| distance.miles(mode)).sum();
        Distribution {
            known: known.len() as u64,
            not_known: *not_known,
            mean_miles: (!known.is_empty()).then(|| sum / known.len() as f64),
            lower_quartile_miles: quantile(0.25),
            median_miles: quantile(0.5),
            upper_quartile_miles: quantile(0.75),
            ninetieth_percentile_miles: quantile(0.9),
            maximum_miles: quantile(1.0),
            bands: bands(known, mode),
        }
    }
}

/// The quantile of values in ascending order by linear interpolation between the closest ranks: type 7 of
/// Hyndman and Fan (1996), the default of R, NumPy and Excel's QUARTILE.INC. `None` of nothing.
///
/// ```
/// use nearhome::summarise::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), Some(1.75));
/// ```
pub fn quantile(ascending: &[f64], share: f64) -> Option<f64> {
    quantile_of(ascending.len(), |at| ascending[at], share)
}

/// [`quantile`] of so many values, which ascend with their position.
fn quantile_of(count: usize, value: impl Fn(usize) -> f64, share: f64) -> Option<f64> {
    let last = count.checked_sub(1)?;
    let rank = share.clamp(0.0, 1.0) * last as f64;
    let below = rank.floor() as usize;
    let (low, high) = (value(below), value((below + 1).min(last)));
    Some(low + (rank - below as f64) * (high - low))
}

fn bands(ascending: &[Distance], mode: DistanceMode) -> [u64; 5] {
    let mut bands = [0; 5];
    let mut start = 0;
    for (band, edge) in BAND_EDGES_MILES.into_iter().enumerate() {
        let end = ascending.partition_point(|distance| distance.miles(mode) <= edge);
        bands[band] = (end - start) as u64;
        start = end;
    }
    bands[4] = (ascending.len() - start) as u64;
    bands
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geography::GridPoint;

    /// The spread of whole tenths of a mile, as a return states them.
    fn of_miles(miles: &[f64], not_known: u64) -> Distribution {
        let known = miles.iter().map(|&miles| Distance::stated(miles).unwrap()).collect();
        DistanceTally { known, not_known }.sorted().distribution(DistanceMode::Ssda903)
    }

    #[test]
    fn quartiles_are_those_of_hyndman_and_fans_type_seven() {
        // R: quantile(c(2, 4, 4, 5, 7, 9, 11, 12, 30), c(.25, .5, .75, .9)) is 4, 7, 11, 15.6.
        let spread = of_miles(&[7.0, 2.0, 4.0, 12.0, 4.0, 5.0, 9.0, 30.0, 11.0], 3);
        assert_eq!(spread.lower_quartile_miles, Some(4.0));
        assert_eq!(spread.median_miles, Some(7.0));
        assert_eq!(spread.upper_quartile_miles, Some(11.0));
        assert!((spread.ninetieth_percentile_miles.unwrap() - 15.6).abs() < 1e-12);
        assert_eq!((spread.known, spread.not_known, spread.maximum_miles), (9, 3, Some(30.0)));
        assert_eq!(spread.mean_miles, Some(84.0 / 9.0));
    }

    #[test]
    fn a_distance_on_an_edge_is_in_the_band_below_it() {
        let on_and_over = [0.0, 5.0, 5.1, 10.0, 10.1, 20.0, 20.1, 50.0, 50.1, 300.0];
        assert_eq!(of_miles(&on_and_over, 0).bands, [2, 2, 2, 2, 2]);
    }

    #[test]
    fn of_nothing_nothing_is_known() {
        let mut none = DistanceTally::default();
        none.add_distance(None);
        let spread = none.sorted().distribution(DistanceMode::Exact);
        assert_eq!(spread, Distribution { not_known: 1, ..Distribution::default() });
    }

    proptest! {
        #[test]
        fn the_order_of_rows_changes_no_figure_and_bands_add_up(
            metres in prop::collection::vec(0.0..200e3, 0..60), exact: bool,
        ) {
            let mode = if exact { DistanceMode::Exact } else { DistanceMode::Ssda903 };
            let tally = |metres: &mut dyn Iterator<Item = &f64>| {
                let origin = GridPoint::new(0.0, 0.0).unwrap();
                let mut tally = DistanceTally::default();
                metres.for_each(|&metres| tally.add_distance(GridPoint::new(metres, 0.0).map(|to| Distance::between(origin, to))));
                tally.sorted().distribution(mode)
            };
            let forward = tally(&mut metres.iter());
            prop_assert_eq!(&forward, &tally(&mut metres.iter().rev()));
            prop_assert_eq!(forward.bands.iter().sum::<u64>(), metres.len() as u64);
            if let (Some(low), Some(median), Some(high)) =
                (forward.lower_quartile_miles, forward.median_miles, forward.upper_quartile_miles)
            {
                prop_assert!(low <= median && median <= high && high <= forward.maximum_miles.unwrap());
            }
        }
    }
}

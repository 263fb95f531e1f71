//! The columns that the record layers have only where a postcode directory is used: how good a position is, and whether
//! its postcode is still in use. Never the postcode.

use super::Cell;
use crate::geography::{PositionalQuality, PostcodePlace};

pub(super) const QUALITY: &str = "How well the directory knows where the postcode is: building, building_by_eye, within_50_metres, \
    postcode_mean, imputed, sector_mean, before_gridlink or none; null when not known.";
pub(super) const TERMINATED: &str = "Is the postcode out of use? null when not known.";

/// The word for how good a position is.
pub(super) fn quality(place: Option<&PostcodePlace>) -> Cell<'static> {
    Cell::text(place.and_then(|place| place.quality).map(PositionalQuality::word))
}

/// Whether a postcode is out of use.
pub(super) fn terminated(place: Option<&PostcodePlace>) -> Cell<'static> {
    Cell::flag(place.and_then(|place| place.is_terminated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_directory_does_not_say_is_null() {
        let both = |place: Option<&PostcodePlace>| [quality(place), terminated(place)];
        assert_eq!(both(None), [Cell::Null, Cell::Null]);
        let silent = PostcodePlace::default();
        assert_eq!(both(Some(&silent)), [Cell::Null, Cell::Null]);
        let place = PostcodePlace {
            quality: Some(PositionalQuality::SectorMean),
            is_terminated: Some(true),
            ..PostcodePlace::default()
        };
        assert_eq!(both(Some(&place)), [Cell::Text("sector_mean"), Cell::Flag(true)]);
    }
}

//! The `postcodes` section of `run_report.json`: how each kind of point came by its place, how good the directory's word
//! on it is, and why others have none. Counts only.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::geography::{GridPoint, PositionalQuality, PostcodePlace};
use crate::read::postcodes::{AboutDirectory, reasons};

/// The directory, and what it gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostcodesReport {
    pub directory: AboutDirectory,
    pub points: Vec<PointsByPostcode>,
}

/// How the points of one kind came by their places. `by_coordinates`, `by_postcode` and `not_known` add up to the
/// records used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PointsByPostcode {
    /// `carers`, `homes` or `placements`.
    pub points: &'static str,
    /// At coordinates of their own.
    pub by_coordinates: u64,
    /// At the position of their postcode.
    pub by_postcode: u64,
    /// At neither.
    pub not_known: u64,
    /// Of `by_postcode`: postcodes that are out of use.
    pub terminated: u64,
    /// Of `by_postcode`: by the directory's word on its position; `imputed` and `sector_mean` are not where the
    /// addresses are.
    pub by_positional_quality: BTreeMap<&'static str, u64>,
    /// Postcodes that the directory has, and has no position for.
    pub without_position: u64,
    /// Postcodes that the directory does not have.
    pub not_in_directory: u64,
    /// Of those: with 0 for O or 1 for I, or the reverse, it would have them.
    pub not_in_directory_o_0_i_1: u64,
    /// Texts that are no postcodes.
    pub not_a_postcode: u64,
    /// Of those: with 0 for O or 1 for I, or the reverse, they would be.
    pub not_a_postcode_o_0_i_1: u64,
}

impl PointsByPostcode {
    /// Counts the points of one kind: of each record its point and what the directory says of its postcode; and the
    /// reasons noted against its column of postcodes.
    pub fn of<'a>(
        points: &'static str,
        records: impl Iterator<Item = (Option<GridPoint>, Option<&'a PostcodePlace>)>,
        noted: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut counted = Self { points, ..Self::default() };
        records.for_each(|(point, place)| counted.count(point, place));
        noted.for_each(|reason| counted.count_reason(reason));
        counted
    }

    fn count(&mut self, point: Option<GridPoint>, place: Option<&PostcodePlace>) {
        self.without_position += u64::from(place.is_some_and(|place| place.point.is_none()));
        match (point, place) {
            (None, _) => self.not_known += 1,
            (Some(_), Some(place)) if place.point == point => {
                self.by_postcode += 1;
                self.terminated += u64::from(place.is_terminated == Some(true));
                let quality = place.quality.map_or("not_stated", PositionalQuality::word);
                *self.by_positional_quality.entry(quality).or_default() += 1;
            }
            (Some(_), _) => self.by_coordinates += 1,
        }
    }

    fn count_reason(&mut self, reason: &str) {
        let confused = |is_confused| u64::from(is_confused);
        match reason {
            reasons::NOT_IN_DIRECTORY | reasons::CONFUSED => {
                self.not_in_directory += 1;
                self.not_in_directory_o_0_i_1 += confused(reason == reasons::CONFUSED);
            }
            reasons::NOT_A_POSTCODE | reasons::LETTER_FOR_DIGIT => {
                self.not_a_postcode += 1;
                self.not_a_postcode_o_0_i_1 += confused(reason == reasons::LETTER_FOR_DIGIT);
            }
            _ => {}
        }
    }

    /// Of `by_postcode`: at a place where no address need be.
    pub fn approximate(&self) -> u64 {
        let of = |quality: PositionalQuality| self.by_positional_quality.get(quality.word()).copied().unwrap_or(0);
        of(PositionalQuality::Imputed) + of(PositionalQuality::SectorMean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_is_counted_once_by_where_its_point_is_from() {
        let point = |east| GridPoint::new(east, 300_000.0);
        let place =
            |point, is_terminated, quality| PostcodePlace { point, is_terminated, quality, ..Default::default() };
        let sector = place(point(1.0), Some(true), Some(PositionalQuality::SectorMean));
        let imputed = place(point(2.0), Some(false), Some(PositionalQuality::Imputed));
        let nowhere = place(None, Some(true), None);
        let records = [
            (point(1.0), Some(&sector)),
            (point(2.0), Some(&imputed)),
            (point(9.0), Some(&sector)),
            (point(9.0), None),
            (None, Some(&nowhere)),
            (None, None),
        ];
        let noted = [reasons::CONFUSED, reasons::NOT_IN_DIRECTORY, reasons::LETTER_FOR_DIGIT, "another reason"];
        let counted = PointsByPostcode::of("homes", records.into_iter(), noted.into_iter());
        assert_eq!((counted.by_coordinates, counted.by_postcode, counted.not_known), (2, 2, 2));
        assert_eq!((counted.terminated, counted.approximate(), counted.without_position), (1, 2, 1));
        assert_eq!((counted.not_in_directory, counted.not_in_directory_o_0_i_1), (2, 1));
        assert_eq!((counted.not_a_postcode, counted.not_a_postcode_o_0_i_1), (1, 1));
    }
}

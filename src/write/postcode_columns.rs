//! The columns that the record layers have only where a postcode directory is used: how good a position is, and whether
//! its postcode is still in use. Never the postcode.

use super::{Cell, Column};
use crate::geography::{PositionalQuality, PostcodePlace};

const QUALITY: &str = "How well the directory knows where the postcode is: building, building_by_eye, within_50_metres, \
    postcode_mean, imputed, sector_mean, before_gridlink or none; null when not known.";
const TERMINATED: &str = "Is the postcode out of use? null when not known.";

/// These columns and, where there is a directory, two more for each kind of point: `home_` and `placement_` before their
/// names, or nothing.
pub(super) fn with_postcode_columns(columns: &[Column], points: &[&str], has_directory: bool) -> Vec<Column> {
    let column = |name: String, about: &'static str| Column { name: name.into(), about: about.into() };
    let of_point = |point: &&str| {
        let quality = column(format!("{point}positional_quality"), QUALITY);
        [quality, column(format!("{point}postcode_terminated"), TERMINATED)]
    };
    let points = if has_directory { points } else { &[] };
    columns.iter().cloned().chain(points.iter().flat_map(of_point)).collect()
}

/// The values of the two columns of one point.
pub(super) fn postcode_values(place: Option<&PostcodePlace>) -> [Cell<'static>; 2] {
    let quality = place.and_then(|place| place.quality).map(PositionalQuality::word);
    [Cell::text(quality), Cell::flag(place.and_then(|place| place.is_terminated))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_columns_a_point_and_only_with_a_directory() {
        let base = [Column::new("row", "Row.")];
        assert_eq!(with_postcode_columns(&base, &["home_", "placement_"], false), base);
        let columns = with_postcode_columns(&base, &["home_", "placement_"], true);
        let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
        let of_home = ["row", "home_positional_quality", "home_postcode_terminated"];
        assert_eq!(names[..3], of_home);
        assert_eq!(names.len(), 1 + 2 * postcode_values(None).len());
    }

    #[test]
    fn what_the_directory_does_not_say_is_null() {
        assert_eq!(postcode_values(None), [Cell::Null, Cell::Null]);
        let place = PostcodePlace {
            quality: Some(PositionalQuality::SectorMean),
            is_terminated: Some(true),
            ..PostcodePlace::default()
        };
        assert_eq!(postcode_values(Some(&place)), [Cell::Text("sector_mean"), Cell::Flag(true)]);
    }
}

//! Where a row of a directory says that its postcode is. Northern Ireland's coordinates are on the Irish Grid, the
//! Channel Islands and Man have none. Part of `row`; `reading` takes the Irish Grid to the National Grid in one go.

use super::layout::PositionColumns;
use super::row::Fault;
use crate::geography::{GridPoint, PositionalQuality, Postcode, PostcodePlace};
use crate::read::point_columns::{HALF, degrees_point, grid_point};

/// Where a postcode is, as its row has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Position {
    /// It has no grid reference.
    Nowhere,
    Point(GridPoint),
    /// In Northern Ireland, metres on the Irish Grid (EPSG:29903).
    Irish([f64; 2]),
    /// In Northern Ireland, on the National Grid already: no directory of ONS's.
    NorthernIrelandOnNationalGrid(GridPoint),
}

/// The position of a row, from the fields of its two columns.
///
/// # Errors
/// When the fields hold no position in the United Kingdom.
pub(super) fn position(
    columns: PositionColumns,
    (x, y): (&[u8], &[u8]),
    postcode: Postcode,
    place: &PostcodePlace,
) -> Result<Position, Fault> {
    let (first, second) = columns.pair();
    let number = |field, column| number(field).map_err(|reason| Fault::Value { column, reason });
    let fault = |reason| Fault::Value { column: first, reason };
    let (x, y) = match (number(x, first)?, number(y, second)?) {
        (Some(x), Some(y)) => (x, y),
        (None, None) => return Ok(Position::Nowhere),
        _ => return Err(fault(HALF)),
    };
    let has_none = place.quality == Some(PositionalQuality::None) || (x == 0.0 && y == 0.0);
    if has_none || is_on_an_island_without_grid(postcode, place) {
        return Ok(Position::Nowhere);
    }
    match columns {
        // ONS's filler where there is no position.
        PositionColumns::Degrees { .. } if y > 99.9 && x == 0.0 => Ok(Position::Nowhere),
        PositionColumns::Degrees { .. } => degrees_point(x, y).map(Position::Point).map_err(fault),
        PositionColumns::Grid { .. } if is_northern_irish(postcode, place) => northern_irish(x, y).map_err(fault),
        PositionColumns::Grid { .. } => grid_point(x, y).map(Position::Point).map_err(fault),
    }
}

/// A number; `None` when blank. Directories write metres as digits, which are read at once.
fn number(field: &[u8]) -> Result<Option<f64>, &'static str> {
    const MOST_DIGITS: usize = 9;
    if field.is_empty() {
        return Ok(None);
    }
    if field.len() <= MOST_DIGITS
        && let Some(whole) = whole(field)
    {
        return Ok(Some(f64::from(whole)));
    }
    let parsed = std::str::from_utf8(field).ok().and_then(|text| text.parse::<f64>().ok());
    parsed.filter(|figure| figure.is_finite()).map(Some).ok_or("the coordinate is not a number")
}

/// The number that digits write; `None` where there is anything else. For so many as fit.
fn whole(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |whole, digit| digit.is_ascii_digit().then(|| whole * 10 + u32::from(digit - b'0')))
}

/// Jersey, Guernsey and Man: their coordinates, should there be any, are on no grid of Great Britain's.
fn is_on_an_island_without_grid(postcode: Postcode, place: &PostcodePlace) -> bool {
    matches!(
        postcode.as_bytes(),
        [b'J', b'E', b'0'..=b'9', ..] | [b'G', b'Y', b'0'..=b'9', ..] | [b'I', b'M', b'0'..=b'9', ..]
    ) || letters(place).any(|letter| letter == 'L' || letter == 'M')
}

fn is_northern_irish(postcode: Postcode, place: &PostcodePlace) -> bool {
    matches!(postcode.as_bytes(), [b'B', b'T', b'0'..=b'9', ..]) || letters(place).any(|letter| letter == 'N')
}

/// The letters of the nations that its codes are of.
fn letters(place: &PostcodePlace) -> impl Iterator<Item = char> {
    [place.nation, place.district].into_iter().flatten().map(|code| code.nation_letter())
}

/// Northern Ireland lies at 188 to 366 km east and 309 to 454 km north on the Irish Grid, and at 460 to 620 km north on
/// the National Grid: the northing tells which grid it is.
fn northern_irish(x: f64, y: f64) -> Result<Position, &'static str> {
    let is_within = |[west, south, east, north]: [f64; 4]| (west..east).contains(&x) && (south..north).contains(&y);
    let on_national_grid = GridPoint::new(x, y).filter(|_| is_within([-20e3, 460e3, 200e3, 625e3]));
    match on_national_grid {
        _ if is_within([180e3, 300e3, 375e3, 460e3]) => Ok(Position::Irish([x, y])),
        Some(point) => Ok(Position::NorthernIrelandOnNationalGrid(point)),
        None => Err("the point is not in Northern Ireland"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GRID: PositionColumns = PositionColumns::Grid { easting: 1, northing: 2 };
    const DEGREES: PositionColumns = PositionColumns::Degrees { longitude: 1, latitude: 2 };

    fn found(columns: PositionColumns, postcode: &str, x: &str, y: &str, nation: &str) -> Result<Position, Fault> {
        let place = PostcodePlace { nation: nation.parse().ok(), ..PostcodePlace::default() };
        position(columns, (x.as_bytes(), y.as_bytes()), postcode.parse().unwrap(), &place)
    }

    #[test]
    fn zero_padded_metres_and_fractions_are_read() {
        let point = |east, north| Ok(Position::Point(GridPoint::new(east, north).unwrap()));
        assert_eq!(found(GRID, "B1 1AA", "406649", "0286530", ""), point(406_649.0, 286_530.0));
        assert_eq!(found(GRID, "B1 1AA", "406649.25", "2.8653e5", ""), point(406_649.25, 286_530.0));
        assert_eq!(found(GRID, "ZE1 0AA", "447759", "1141280", "S92000003"), point(447_759.0, 1_141_280.0));
    }

    #[test]
    fn what_has_no_grid_reference_is_nowhere() {
        for (postcode, x, y, nation) in [
            ("B1 1AA", "", "", ""),
            ("B1 1AA", "0", "0", ""),
            ("JE2 3AB", "400000", "300000", ""),
            ("GY1 1AA", "400000", "300000", ""),
            ("IM1 1AA", "238000", "475000", ""),
            ("QD1 1AA", "238000", "475000", "M83000003"),
        ] {
            assert_eq!(found(GRID, postcode, x, y, nation), Ok(Position::Nowhere), "{postcode}");
        }
        assert_eq!(found(DEGREES, "B1 1AA", "0.000000", "99.999999", ""), Ok(Position::Nowhere));
        // A quality of 9 is none, whatever the coordinates are.
        let place = PostcodePlace { quality: Some(PositionalQuality::None), ..PostcodePlace::default() };
        assert_eq!(position(GRID, (b"406649", b"286530"), "B1 1AA".parse().unwrap(), &place), Ok(Position::Nowhere));
    }

    #[test]
    fn northern_ireland_is_known_by_its_area_or_its_codes() {
        let irish = Ok(Position::Irish([333_000.0, 374_000.0]));
        assert_eq!(found(GRID, "BT1 1AA", "333000", "374000", ""), irish);
        assert_eq!(found(GRID, "QD1 1AA", "333000", "374000", "N92000002"), irish);
        assert!(matches!(found(GRID, "B1 1AA", "333000", "374000", ""), Ok(Position::Point(_))));
        let converted = found(GRID, "BT1 1AA", "146800", "529600", "");
        assert!(matches!(converted, Ok(Position::NorthernIrelandOnNationalGrid(_))));
        assert!(found(GRID, "BT1 1AA", "406649", "286530", "").is_err());
        assert!(matches!(found(DEGREES, "BT1 1AA", "-5.926", "54.603", ""), Ok(Position::Point(_))));
    }

    #[test]
    fn coordinates_that_cannot_be_are_refused() {
        let reason = |x, y| match found(GRID, "B1 1AA", x, y, "") {
            Err(Fault::Value { column, reason }) => (column, reason),
            other => panic!("{other:?}"),
        };
        assert_eq!(reason("406649", ""), (1, HALF));
        assert_eq!(reason("406649", "north"), (2, "the coordinate is not a number"));
        assert_eq!(reason("NaN", "286530"), (1, "the coordinate is not a number"));
        assert_eq!(reason("4066490", "286530"), (1, "the point is not in Great Britain"));
        assert_eq!(reason("-1.9", "52.4"), (1, "degrees in the columns of eastings and northings"));
    }
}

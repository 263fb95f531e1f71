//! The columns of a point: easting and northing, or longitude and latitude, never both guessed; or a postcode.

use super::ReadError;
use super::columns::{ColumnFinder, Wanted};
use super::csv_row::Row;
use super::postcodes::{PostcodeDirectory, reasons};
use crate::geography::{GridPoint, LonLat, Postcode, PostcodePlace};
use crate::reproject;

/// The names of the columns a point may have.
#[derive(Clone, Copy, Debug)]
pub struct PointNames {
    pub easting: Wanted,
    pub northing: Wanted,
    pub longitude: Wanted,
    pub latitude: Wanted,
    pub postcode: Wanted,
}

/// The columns that hold a point in one file: coordinates, a postcode, or both. Never none.
#[derive(Clone, Copy, Debug)]
pub struct PointColumns {
    coordinates: Option<Coordinates>,
    /// Only where the study names a postcode directory.
    postcode: Option<usize>,
}

/// The two columns of a pair of coordinates.
#[derive(Clone, Copy, Debug)]
enum Coordinates {
    /// Metres on the National Grid.
    Grid { easting: usize, northing: usize },
    /// Degrees.
    Degrees { longitude: usize, latitude: usize },
}

/// Where a row says that something is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FoundPoint {
    /// The coordinates of the row where it has them, else its postcode's; `None` when neither is known.
    pub point: Option<GridPoint>,
    /// What the directory says of the row's postcode.
    pub place: Option<PostcodePlace>,
}

/// Why a row has no point: the column to blame and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointFault {
    pub column: usize,
    pub reason: &'static str,
}

impl PointColumns {
    /// Finds the columns. A postcode column is taken only where the study names a directory.
    ///
    /// # Errors
    /// When the file has neither coordinates nor a postcode to go by, half a pair, or two pairs of coordinates and the
    /// study does not name one of them.
    pub fn find(finder: &ColumnFinder<'_>, names: &PointNames, has_directory: bool) -> Result<Self, ReadError> {
        let postcode = finder.find(names.postcode)?;
        let coordinates = Coordinates::find(finder, names)?;
        match (coordinates, postcode) {
            (None, None) => Err(no_pair(finder, names)),
            (None, Some(_)) if !has_directory => Err(no_directory(finder, names)),
            _ => Ok(Self { coordinates, postcode: postcode.filter(|_| has_directory) }),
        }
    }

    /// The column of a postcode alone, whatever else the file has.
    pub fn of_postcode(column: usize) -> Self {
        Self { coordinates: None, postcode: Some(column) }
    }

    /// The postcode of a row, for the directory to be asked.
    pub fn postcode(self, row: &Row<'_>) -> Option<Postcode> {
        row.text(self.postcode?)?.parse().ok()
    }

    /// The point of a row: that of its coordinates, and where they are blank that of its postcode.
    ///
    /// # Errors
    /// What is wrong with the coordinates or the postcode; what could be found out all the same stands beside it.
    pub fn point(self, row: &Row<'_>, directory: Option<&PostcodeDirectory>) -> (FoundPoint, Option<PointFault>) {
        let by_coordinates = self.coordinates.map_or(Ok(None), |columns| columns.point(row));
        let by_postcode = match (self.postcode, directory) {
            (Some(column), Some(directory)) => place(row, column, directory),
            _ => Ok(None),
        };
        let place = by_postcode.ok().flatten();
        let (point, fault) = match (by_coordinates, by_postcode) {
            (Err(fault), _) => (None, Some(fault)),
            (Ok(Some(point)), by_postcode) => (Some(point), by_postcode.err()),
            (Ok(None), Ok(place)) => (place.and_then(|place| place.point), self.without_position(place)),
            (Ok(None), Err(fault)) => (None, Some(fault)),
        };
        (FoundPoint { point, place }, fault)
    }

    /// A postcode that the directory has, and has no position for.
    fn without_position(self, place: Option<PostcodePlace>) -> Option<PointFault> {
        let (column, place) = (self.postcode?, place?);
        place.point.is_none().then_some(PointFault { column, reason: reasons::NO_GRID_REFERENCE })
    }
}

/// What the directory says of the postcode of a row; `Ok(None)` when the field is blank.
fn place(row: &Row<'_>, column: usize, directory: &PostcodeDirectory) -> Result<Option<PostcodePlace>, PointFault> {
    let Some(text) = row.text(column) else { return Ok(None) };
    postcode_place(text, directory).map(Some).map_err(|reason| PointFault { column, reason })
}

/// What the directory says of a postcode as somebody wrote it.
///
/// # Errors
/// Why it says nothing: it is no postcode, or not in the directory.
pub fn postcode_place(text: &str, directory: &PostcodeDirectory) -> Result<PostcodePlace, &'static str> {
    let postcode: Postcode = text.parse().map_err(reasons::not_a_postcode)?;
    if let Some(place) = directory.find(postcode) {
        return Ok(place);
    }
    let is_confused = postcode.confusable().into_iter().any(|other| directory.find(other).is_some());
    Err(if is_confused { reasons::CONFUSED } else { reasons::NOT_IN_DIRECTORY })
}

impl Coordinates {
    fn find(finder: &ColumnFinder<'_>, names: &PointNames) -> Result<Option<Self>, ReadError> {
        let grid = pair(finder, names.easting, names.northing)?;
        let degrees = pair(finder, names.longitude, names.latitude)?;
        let given = |first, second| finder.is_given(first) || finder.is_given(second);
        match (grid, degrees) {
            (None, None) => Ok(None),
            (Some((easting, northing)), None) => Ok(Some(Self::Grid { easting, northing })),
            (None, Some((longitude, latitude))) => Ok(Some(Self::Degrees { longitude, latitude })),
            (Some((easting, northing)), Some((longitude, latitude))) => {
                match (given(names.easting, names.northing), given(names.longitude, names.latitude)) {
                    (true, false) => Ok(Some(Self::Grid { easting, northing })),
                    (false, true) => Ok(Some(Self::Degrees { longitude, latitude })),
                    _ => Err(two_pairs(finder, names)),
                }
            }
        }
    }

    /// The point of a row: `Ok(None)` when both fields are blank.
    fn point(self, row: &Row<'_>) -> Result<Option<GridPoint>, PointFault> {
        let (first, second) = match self {
            Self::Grid { easting, northing } => (easting, northing),
            Self::Degrees { longitude, latitude } => (longitude, latitude),
        };
        let (x, y) = match (number(row, first)?, number(row, second)?) {
            (None, None) => return Ok(None),
            (Some(x), Some(y)) => (x, y),
            (None, Some(_)) => return Err(PointFault { column: first, reason: HALF }),
            (Some(_), None) => return Err(PointFault { column: second, reason: HALF }),
        };
        let fault = |reason| PointFault { column: first, reason };
        match self {
            Self::Grid { .. } => grid_point(x, y).map(Some).map_err(fault),
            Self::Degrees { .. } => degrees_point(x, y).map(Some).map_err(fault),
        }
    }
}

pub(super) const HALF: &str = "only one of the two coordinates is given";

fn number(row: &Row<'_>, column: usize) -> Result<Option<f64>, PointFault> {
    let Some(text) = row.text(column) else { return Ok(None) };
    if let Some(figure) = plain_number(text) {
        return Ok(Some(figure));
    }
    match text.parse::<f64>() {
        Ok(figure) if figure.is_finite() => Ok(Some(figure)),
        _ => Err(PointFault { column, reason: "the coordinate is not a number" }),
    }
}

/// A number of at most 15 digits, with or without a point in it: what nearly every coordinate is. Such a number and the
/// power of ten that it is divided by are exact in binary, so the quotient is the nearest number to the text, as
/// `str::parse` has it.
fn plain_number(text: &str) -> Option<f64> {
    const TENS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let bytes = text.as_bytes();
    if bytes.len() >= TENS.len() || !bytes.first()?.is_ascii_digit() || !bytes.last()?.is_ascii_digit() {
        return None;
    }
    let (mut number, mut point) = (0, None);
    for (at, byte) in bytes.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        match digit {
            0..10 => number = number * 10 + u64::from(digit),
            _ if *byte == b'.' && point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    Some(number as f64 / TENS[point.map_or(0, |point| bytes.len() - 1 - point)])
}

pub(super) fn grid_point(easting: f64, northing: f64) -> Result<GridPoint, &'static str> {
    let is_in_britain = |x, y| GridPoint::new(x, y).filter(|point| point.is_in_britain());
    if easting == 0.0 && northing == 0.0 {
        return Err("the coordinates are 0, 0: no grid reference");
    }
    if easting.abs() <= 180.0 && northing.abs() <= 180.0 {
        return Err("degrees in the columns of eastings and northings");
    }
    match (is_in_britain(easting, northing), is_in_britain(northing, easting)) {
        (Some(point), _) => Ok(point),
        (None, Some(_)) => Err("easting and northing are swapped"),
        (None, None) => Err("the point is not in Great Britain"),
    }
}

pub(super) fn degrees_point(lon: f64, lat: f64) -> Result<GridPoint, &'static str> {
    if lon == 0.0 && lat == 0.0 {
        return Err("the coordinates are 0, 0: no position");
    }
    if (LonLat { lon, lat }).is_in_britain() {
        return reproject::to_grid(LonLat { lon, lat }).ok_or("the point is not in Great Britain");
    }
    if (LonLat { lon: lat, lat: lon }).is_in_britain() {
        return Err("longitude and latitude are swapped");
    }
    if lon.abs() > 180.0 || lat.abs() > 90.0 {
        return Err("no degrees in the columns of longitudes and latitudes");
    }
    Err("the point is not in Great Britain")
}

fn pair(finder: &ColumnFinder<'_>, first: Wanted, second: Wanted) -> Result<Option<(usize, usize)>, ReadError> {
    match (finder.find(first)?, finder.find(second)?) {
        (Some(x), Some(y)) => Ok(Some((x, y))),
        (None, None) => Ok(None),
        (Some(x), None) => Err(half_pair(finder, finder.name(x), second.key)),
        (None, Some(y)) => Err(half_pair(finder, finder.name(y), first.key)),
    }
}

fn half_pair(finder: &ColumnFinder<'_>, has: &str, lacks: &str) -> ReadError {
    ReadError::new(finder.file(), format!("column \"{has}\" stands alone: there is none for {lacks}"))
        .with_hint(format!("name it in the study: columns = {{ {lacks} = \"…\" }}"))
}

fn no_pair(finder: &ColumnFinder<'_>, names: &PointNames) -> ReadError {
    let (easting, northing) = (names.easting.key, names.northing.key);
    let (longitude, latitude) = (names.longitude.key, names.latitude.key);
    ReadError::new(
        finder.file(),
        format!(
            "no columns for {easting} and {northing}, nor for {longitude} and {latitude}, nor for {}",
            names.postcode.key
        ),
    )
    .with_hint(format!("name them in the study: columns = {{ {easting} = \"…\", {northing} = \"…\" }}"))
}

fn no_directory(finder: &ColumnFinder<'_>, names: &PointNames) -> ReadError {
    let what = format!("it has a column for {}, and the study names no postcode directory", names.postcode.key);
    ReadError::new(finder.file(), what)
        .with_hint("add [postcodes] with file = \"ONSPD….csv\" to the study: ONSPD, NSPL or Code-Point Open")
}

fn two_pairs(finder: &ColumnFinder<'_>, names: &PointNames) -> ReadError {
    let (easting, northing) = (names.easting.key, names.northing.key);
    ReadError::new(finder.file(), "it has eastings and northings, and longitudes and latitudes too")
        .with_hint(format!("name the pair to use in the study: columns = {{ {easting} = \"…\", {northing} = \"…\" }}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_plain_number_is_the_one_that_the_standard_library_reads(text in "[0-9]{0,9}[.]?[0-9]{0,9}") {
            if let Some(number) = plain_number(&text) {
                prop_assert_eq!(Ok(number), text.parse::<f64>());
            }
        }

        #[test]
        fn coordinates_are_plain_numbers(metres in 0..1_300_000_u32, millimetres in 0..1000_u32) {
            let text = format!("{metres}.{millimetres:03}");
            prop_assert!(plain_number(&text).is_some() && plain_number(&metres.to_string()).is_some());
        }
    }

    #[test]
    fn what_is_no_plain_number_is_left_to_the_standard_library() {
        for text in ["", ".", "1.", ".5", "-1", "1e3", "1.2.3", "4O6649", "1234567890.123456"] {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }

    #[test]
    fn grid_coordinates_are_checked() {
        assert!(grid_point(406_649.0, 286_530.0).is_ok());
        assert_eq!(grid_point(0.0, 0.0), Err("the coordinates are 0, 0: no grid reference"));
        assert_eq!(grid_point(-1.9, 52.4), Err("degrees in the columns of eastings and northings"));
        assert_eq!(grid_point(1_141_280.0, 447_759.0), Err("easting and northing are swapped"));
        assert_eq!(grid_point(4_066_490.0, 286_530.0), Err("the point is not in Great Britain"));
    }

    #[test]
    fn degrees_are_checked() {
        assert!(degrees_point(-1.9035, 52.4767).is_ok());
        assert_eq!(degrees_point(52.4767, -1.9035), Err("longitude and latitude are swapped"));
        assert_eq!(degrees_point(406_649.0, 286_530.0), Err("no degrees in the columns of longitudes and latitudes"));
        assert_eq!(degrees_point(2.35, 48.86), Err("the point is not in Great Britain"));
    }
}

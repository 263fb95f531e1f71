//! The columns of a point: easting and northing, or longitude and latitude, never both guessed.

use super::ReadError;
use super::columns::{ColumnFinder, Wanted};
use super::csv_file::Row;
use crate::geography::{GridPoint, LonLat};
use crate::reproject;

/// The names of the four columns a point may have.
#[derive(Clone, Copy, Debug)]
pub struct PointNames {
    pub easting: Wanted,
    pub northing: Wanted,
    pub longitude: Wanted,
    pub latitude: Wanted,
}

/// The two columns that hold a point in one file.
#[derive(Clone, Copy, Debug)]
pub enum PointColumns {
    /// Metres on the National Grid.
    Grid { easting: usize, northing: usize },
    /// Degrees.
    Degrees { longitude: usize, latitude: usize },
}

/// Why a row has no point: the column to blame and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointFault {
    pub column: usize,
    pub reason: &'static str,
}

impl PointColumns {
    /// Finds the two columns.
    ///
    /// # Errors
    /// When the file has neither pair, half a pair, or both pairs and the study does not name one of them.
    pub fn find(finder: &ColumnFinder<'_>, names: &PointNames) -> Result<Self, ReadError> {
        let grid = pair(finder, names.easting, names.northing)?;
        let degrees = pair(finder, names.longitude, names.latitude)?;
        let given = |first, second| finder.is_given(first) || finder.is_given(second);
        match (grid, degrees) {
            (Some((easting, northing)), None) => Ok(Self::Grid { easting, northing }),
            (None, Some((longitude, latitude))) => Ok(Self::Degrees { longitude, latitude }),
            (None, None) => Err(no_pair(finder, names)),
            (Some((easting, northing)), Some((longitude, latitude))) => {
                match (given(names.easting, names.northing), given(names.longitude, names.latitude)) {
                    (true, false) => Ok(Self::Grid { easting, northing }),
                    (false, true) => Ok(Self::Degrees { longitude, latitude }),
                    _ => Err(two_pairs(finder, names)),
                }
            }
        }
    }

    /// The point of a row: `Ok(None)` when both fields are blank.
    ///
    /// # Errors
    /// When the fields are no point in Great Britain: the column and the reason.
    pub fn point(self, row: &Row<'_>) -> Result<Option<GridPoint>, PointFault> {
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

const HALF: &str = "only one of the two coordinates is given";

fn number(row: &Row<'_>, column: usize) -> Result<Option<f64>, PointFault> {
    let Some(text) = row.text(column) else { return Ok(None) };
    match text.parse::<f64>() {
        Ok(figure) if figure.is_finite() => Ok(Some(figure)),
        _ => Err(PointFault { column, reason: "the coordinate is not a number" }),
    }
}

fn grid_point(easting: f64, northing: f64) -> Result<GridPoint, &'static str> {
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

fn degrees_point(lon: f64, lat: f64) -> Result<GridPoint, &'static str> {
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
        format!("no columns for {easting} and {northing}, nor for {longitude} and {latitude}"),
    )
    .with_hint(format!("name them in the study: columns = {{ {easting} = \"…\", {northing} = \"…\" }}"))
}

fn two_pairs(finder: &ColumnFinder<'_>, names: &PointNames) -> ReadError {
    let (easting, northing) = (names.easting.key, names.northing.key);
    ReadError::new(finder.file(), "it has eastings and northings, and longitudes and latitudes too")
        .with_hint(format!("name the pair to use in the study: columns = {{ {easting} = \"…\", {northing} = \"…\" }}"))
}

#[cfg(test)]
mod tests {
    use super::*;

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

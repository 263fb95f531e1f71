//! Degrees to National Grid metres and back: the Transverse Mercator by PROJ, the OSTN15 shift by `ostn15`.
//! Every point of every map passes here, so there is a version for slices that uses every core.

use proj::Proj;
use rayon::prelude::*;

use super::ostn15::{ROUNDING_METRES, Square, shift};
use super::patches::unprojected_by_patch;
use crate::geography::{GridPoint, LonLat};

/// The National Grid's projection on the ETRS89 ellipsoid: what OSTN15's shifts are measured from (Ordnance Survey,
/// "A guide to coordinate systems in Great Britain", annexes A and C). Written out in full, algorithm included, so that
/// PROJ takes nothing from a database, a grid or a settings file, and nothing lying about on a machine can change a result
/// (PROJ looks at its database all the same, and may remark on stderr on one of another version; it does not use it here).
const TRANSVERSE_MERCATOR: &str = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad \
    +step +proj=tmerc +algo=poder_engsager +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=GRS80";

/// About the shift in England and Wales, in metres: a point less this is mostly in the square of the table that its shift is from.
const USUAL_SHIFT: [f64; 2] = [97.0, -74.0];
/// The square settles in two rounds; beyond the table, where the shift is that of its edge, the place itself has to settle.
const MOST_ROUNDS: usize = 6;

/// Enough points for one core to be worth the splitting.
const POINTS_A_CORE: usize = 4096;

/// Squares fetched before the first of them is looked at.
const SQUARES_AT_ONCE: usize = 32;

thread_local! {
    /// PROJ's objects may not be shared between threads, and cost milliseconds to make.
    static PROJECTION: Proj = Proj::new(TRANSVERSE_MERCATOR).expect("the definition is constant, and PROJ knows each of its words");
}

/// The National Grid point of a longitude and latitude; `None` when it is not finite or too far from Britain
/// to have one (see [`GridPoint::new`]).
///
/// Exact to the millimetre of Ordnance Survey's published values within OSTN15's 700 x 1,250 km. Outside of it the shift at
/// the table's nearest edge is used: good for drawing, no longer a survey.
///
/// ```
/// use nearhome::{geography::LonLat, reproject::to_grid};
/// // Ordnance Survey's test point TP08, Brislington.
/// let point = to_grid(LonLat { lon: -2.54407618349, lat: 51.42754743020 }).unwrap();
/// assert!((point.easting() - 362_269.991).abs() < 0.002);
/// assert!((point.northing() - 169_978.690).abs() < 0.002);
/// ```
pub fn to_grid(point: LonLat) -> Option<GridPoint> {
    if !is_near_britain(point) {
        return None;
    }
    let [east, north] = projected(point)?;
    let [shift_east, shift_north] = shift([east, north]);
    GridPoint::new(east + shift_east, north + shift_north)
}

/// The longitude and latitude of a National Grid point. [`to_grid`] leads back to it within 0.1 mm.
///
/// Total: outside OSTN15's 700 x 1,250 km the shift at the table's nearest edge is used.
///
/// ```
/// use nearhome::{geography::GridPoint, reproject::to_lonlat};
/// let degrees = to_lonlat(GridPoint::new(362_269.991, 169_978.690).unwrap());
/// assert!((degrees.lon - -2.54407618349).abs() < 2e-8);
/// assert!((degrees.lat - 51.42754743020).abs() < 2e-8);
/// ```
pub fn to_lonlat(point: GridPoint) -> LonLat {
    to_lonlat_near(&mut square_of(point), point)
}

/// The square that the shift of a point is probably from.
fn square_of(point: GridPoint) -> Square {
    Square::around(usual_place(point.xy()))
}

/// About where a point is before its shift.
fn usual_place([easting, northing]: [f64; 2]) -> [f64; 2] {
    [easting - USUAL_SHIFT[0], northing - USUAL_SHIFT[1]]
}

/// The longitude and latitude of a point whose shift is probably from this square. It becomes the square that it is from.
fn to_lonlat_near(square: &mut Square, point: GridPoint) -> LonLat {
    unprojected_by_patch(place_near(square, point.xy()))
}

/// Where a point is before its shift, which is probably from this square.
fn place_near(square: &mut Square, point: [f64; 2]) -> [f64; 2] {
    // Near a border the answer would hang on the square that was there before, by its last bits.
    square.unshifted(point, ROUNDING_METRES).unwrap_or_else(|| unshifted(point, square))
}

/// [`to_grid`] for many points, on every core. In the order given.
pub fn to_grid_all(points: &[LonLat]) -> Vec<Option<GridPoint>> {
    points.par_iter().with_min_len(POINTS_A_CORE).map(|point| to_grid(*point)).collect()
}

/// [`to_lonlat`] for many points, on every core. In the order given.
pub fn to_lonlat_all(points: &[GridPoint]) -> Vec<LonLat> {
    let mut degrees = vec![LonLat { lon: 0.0, lat: 0.0 }; points.len()];
    let chunks = points.par_chunks(POINTS_A_CORE).zip(degrees.par_chunks_mut(POINTS_A_CORE));
    chunks.for_each(|(points, degrees)| {
        // Points of an outline are mostly in the square of the one before.
        let mut square = square_of(points[0]);
        for (degrees, point) in degrees.iter_mut().zip(points) {
            *degrees = to_lonlat_near(&mut square, *point);
        }
    });
    degrees
}

/// [`to_lonlat`] for points that lie anywhere, in the order given, on this thread: what is told of their squares is fetched for
/// several at once, so that the waits for it overlap.
///
/// ```
/// use nearhome::{geography::GridPoint, reproject::{to_lonlat, to_lonlat_each}};
/// let point = GridPoint::new(362_269.991, 169_978.690).unwrap();
/// assert_eq!(to_lonlat_each(&[None, Some(point)]), [None, Some(to_lonlat(point))]);
/// ```
pub fn to_lonlat_each(points: &[Option<GridPoint>]) -> Vec<Option<LonLat>> {
    let mut degrees = Vec::with_capacity(points.len());
    let mut squares = [None; SQUARES_AT_ONCE];
    for points in points.chunks(SQUARES_AT_ONCE) {
        for (square, point) in squares.iter_mut().zip(points) {
            *square = point.map(square_of);
        }
        let known = squares.iter_mut().zip(points);
        degrees.extend(known.map(|(square, point)| Some(to_lonlat_near(square.as_mut()?, (*point)?))));
    }
    degrees
}

/// A generous box around all that a [`GridPoint`] can be; PROJ is not asked about the rest of the world.
fn is_near_britain(point: LonLat) -> bool {
    (-25.0..=20.0).contains(&point.lon) && (44.0..=68.0).contains(&point.lat)
}

fn projected(point: LonLat) -> Option<[f64; 2]> {
    PROJECTION.with(|projection| projection.convert((point.lon, point.lat))).ok().map(|(east, north)| [east, north])
}

pub(super) fn unprojected([east, north]: [f64; 2]) -> LonLat {
    let (lon, lat) = PROJECTION
        .with(|projection| projection.project((east, north), true))
        .expect("a Transverse Mercator has an inverse wherever a GridPoint can be; a test walks along the rim");
    LonLat { lon, lat }
}

/// Takes the shift off a point. `square` becomes the one that the shift is from.
#[cold]
fn unshifted(point: [f64; 2], square: &mut Square) -> [f64; 2] {
    let mut place = usual_place(point);
    for _ in 0..MOST_ROUNDS {
        *square = Square::around(place);
        if let Some(place) = square.unshifted(point, -ROUNDING_METRES) {
            return place;
        }
        let [east, north] = square.shift(place);
        place = [point[0] - east, point[1] - north];
    }
    place
}

#[cfg(test)]
#[path = "national_grid_tests.rs"]
mod tests;

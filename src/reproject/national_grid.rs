//! Degrees to National Grid metres and back: the Transverse Mercator by PROJ, the OSTN15 shift by `ostn15`.
//! Every point of every map passes here, so there is a version for slices that uses every core.

use proj::Proj;
use rayon::prelude::*;

use super::ostn15::{Square, shift};
use super::patches::unprojected_by_patch;
use crate::geography::{GridPoint, LonLat};

/// The National Grid's projection on the ETRS89 ellipsoid: what OSTN15's shifts are measured from (Ordnance Survey,
/// "A guide to coordinate systems in Great Britain", annexes A and C). Written out in full, algorithm included, so that
/// PROJ takes nothing from a database, a grid or a settings file, and nothing lying about on a machine can change a result
/// (PROJ looks at its database all the same, and may remark on stderr on one of another version; it does not use it here).
const TRANSVERSE_MERCATOR: &str = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad \
    +step +proj=tmerc +algo=poder_engsager +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=GRS80";

/// Where to look for the shift settles by a factor of some 10,000 a round; 1e-5 m is then far below 1e-8 m in the next.
const SETTLED_METRES: f64 = 1e-5;
/// Four rounds are the most that were ever needed; the bound is against endless rounds, not for accuracy.
const MOST_ROUNDS: usize = 10;

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
    to_lonlat_in(Square::around(point.xy()), point.xy())
}

/// The longitude and latitude of a point whose square is known.
fn to_lonlat_in(square: Square, point: [f64; 2]) -> LonLat {
    unprojected_by_patch(unshifted(point, square))
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
        let mut square = Square::around(points[0].xy());
        for (degrees, point) in degrees.iter_mut().zip(points.iter().map(|point| point.xy())) {
            if !square.is_around(point) {
                square = Square::around(point);
            }
            *degrees = to_lonlat_in(square, point);
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
            *square = point.map(|point| (Square::around(point.xy()), point.xy()));
        }
        let known = squares.iter().take(points.len()).copied();
        degrees.extend(known.map(|known| known.map(|(square, point)| to_lonlat_in(square, point))));
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

/// Takes the shift off. The table is indexed by the place before the shift, so look it up there, and again.
/// `square` is the one around the point.
fn unshifted([easting, northing]: [f64; 2], mut square: Square) -> [f64; 2] {
    // A corner's shift is mostly within 5 cm of the point's own, and nowhere farther off than 30 cm: a round less.
    let [east, north] = square.corner_shift();
    let mut place = [easting - east, northing - north];
    for _ in 0..MOST_ROUNDS {
        let [shift_east, shift_north] = square.shift(place);
        let next = [easting - shift_east, northing - shift_north];
        let moved = (next[0] - place[0]).abs().max((next[1] - place[1]).abs());
        place = next;
        if moved < SETTLED_METRES {
            break;
        }
    }
    place
}

#[cfg(test)]
#[path = "national_grid_tests.rs"]
mod tests;

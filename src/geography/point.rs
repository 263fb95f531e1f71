//! Points: metres on the National Grid to measure with, degrees to show.

use super::finite::Finite;

/// A point in British National Grid (EPSG:27700), metres. Measure with this one.
///
/// A value that exists is finite and within 500 km of the grid's own 700 x 1,300 km, so
/// that wards at sea are kept and degrees or Web Mercator metres are not mistaken for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridPoint {
    easting: Finite,
    northing: f64,
}

/// A point in longitude and latitude (WGS 84, EPSG:4326), degrees. Show this one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east of Greenwich; negative in most of Britain.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

impl GridPoint {
    /// A point, or `None` when a coordinate is not finite or far off the National Grid.
    ///
    /// ```
    /// use nearhome::geography::GridPoint;
    /// assert!(GridPoint::new(406_649.0, 286_530.0).is_some());
    /// assert!(GridPoint::new(f64::NAN, 286_530.0).is_none());
    /// ```
    pub fn new(easting: f64, northing: f64) -> Option<Self> {
        let on_grid = (-500e3..=1_200e3).contains(&easting) && (-500e3..=1_800e3).contains(&northing);
        Finite::new(easting).filter(|_| on_grid).map(|easting| Self { easting, northing })
    }

    /// Metres east of the grid's origin.
    #[inline]
    pub fn easting(self) -> f64 {
        self.easting.get()
    }

    /// Metres north of the grid's origin.
    #[inline]
    pub fn northing(self) -> f64 {
        self.northing
    }

    /// Easting and northing as a pair.
    #[inline]
    pub fn xy(self) -> [f64; 2] {
        [self.easting(), self.northing]
    }

    /// Is it within the National Grid's squares that hold Great Britain (0-700 km east, 0-1,250 km north)?
    /// A carer's or a child's point outside of them is a mistake.
    #[inline]
    pub fn is_in_britain(self) -> bool {
        (0.0..=700e3).contains(&self.easting()) && (0.0..=1_250e3).contains(&self.northing)
    }

    /// Straight-line distance in metres: `sqrt(dE² + dN²)` (design, rule 4).
    pub fn metres_to(self, other: Self) -> f64 {
        let (east, north) = (other.easting() - self.easting(), other.northing - self.northing);
        (east * east + north * north).sqrt()
    }
}

impl LonLat {
    /// Is it within the box that holds Great Britain (9° W to 2.1° E, 49.7° to 61° N)?
    #[inline]
    pub fn is_in_britain(self) -> bool {
        (-9.0..=2.1).contains(&self.lon) && (49.7..=61.0).contains(&self.lat)
    }
}

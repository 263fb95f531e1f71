//! Our shapes as `geo`'s and back: the one place where the two meet.

use geo::{Coord, LineString, MultiPolygon};

use super::polygons::{Polygon, polygons};
use crate::geography::{GridPoint, Ring, Shape};

pub(super) fn coord(point: GridPoint) -> Coord {
    Coord { x: point.easting(), y: point.northing() }
}

pub(super) fn line_string(ring: &Ring) -> LineString {
    ring.iter().map(|point| coord(*point)).collect()
}

fn geo_polygon(polygon: &Polygon) -> geo::Polygon {
    geo::Polygon::new(line_string(&polygon.exterior), polygon.holes.iter().map(line_string).collect())
}

pub(super) fn multi_polygon(shape: &Shape) -> MultiPolygon {
    polygons(shape).iter().map(geo_polygon).collect()
}

/// Points too far off the National Grid to be a [`GridPoint`] are left out.
pub(super) fn shape(multi_polygon: &MultiPolygon) -> Shape {
    let rings = multi_polygon.iter().flat_map(|polygon| [polygon.exterior()].into_iter().chain(polygon.interiors()));
    Shape::new(rings.map(|ring| ring.coords().filter_map(|at| GridPoint::new(at.x, at.y)).collect()).collect())
}

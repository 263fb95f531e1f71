//! The outlines of a layer on the National Grid, or why they cannot be there. Part of `wards` and `authorities`.

use rayon::prelude::*;

use super::layer::{Layer, Outline};
use crate::geography::{GridPoint, Ring};
use crate::read::ReadError;

/// Points that are taken to the National Grid at once: enough for every core, few enough that no file is in memory twice.
const POINTS_AT_ONCE: usize = 1 << 17;

/// What `make` makes, on every core, of the position of each of these rows and its rings on the National Grid, point by point as
/// the file has them. Each point is converted by itself, so that borders that two wards share stay the same numbers.
///
/// # Errors
/// When a coordinate cannot be converted, or none of them is in Britain.
pub(super) fn map_rings<T: Send>(
    layer: &Layer,
    rows: &[usize],
    make: impl Fn(usize, Vec<Ring>) -> T + Sync,
) -> Result<Vec<T>, ReadError> {
    let (mut made, mut are_any, mut are_in_britain) = (Vec::with_capacity(rows.len()), false, false);
    while made.len() < rows.len() {
        let (first, mut count) = (made.len(), 0);
        let is_room = |row: &&usize| {
            let was = count;
            count += points(layer, **row).len();
            was < POINTS_AT_ONCE
        };
        let rings = rings(layer, &rows[first..][..rows[first..].iter().take_while(is_room).count()])?;
        are_any |= rings.iter().flatten().any(|ring| !ring.is_empty());
        are_in_britain |= rings.iter().flatten().flatten().any(is_on_land_that_may_be_british);
        made.par_extend(rings.into_par_iter().enumerate().map(|(at, rings)| make(first + at, rings)));
    }
    if are_any && !are_in_britain { Err(not_in_britain(layer)) } else { Ok(made) }
}

fn rings(layer: &Layer, rows: &[usize]) -> Result<Vec<Vec<Ring>>, ReadError> {
    let points: Vec<[f64; 2]> = rows.iter().flat_map(|&row| points(layer, row)).copied().collect();
    let grid = layer.crs.to_grid_all(&points).map_err(|_| off_the_grid(layer, rows))?;
    let mut rest = grid.as_slice();
    let mut take = |count: usize| {
        let (ring, after) = rest.split_at(count);
        rest = after;
        ring.to_vec()
    };
    let mut of_row = |row: usize| match &layer.geometry.outlines[row] {
        Outline::Rings(rings) => rings.iter().map(|ring| take(ring.len())).collect(),
        Outline::Missing(_) => Vec::new(),
    };
    Ok(rows.iter().map(|&row| of_row(row)).collect())
}

/// All points of a row's rings, which lie one after the other.
fn points(layer: &Layer, row: usize) -> &[[f64; 2]] {
    match &layer.geometry.outlines[row] {
        Outline::Rings(rings) => match (rings.first(), rings.last()) {
            (Some(first), Some(last)) => &layer.geometry.points[first.start..last.end],
            _ => &[],
        },
        Outline::Missing(_) => &[],
    }
}

/// Names the first row with a coordinate that cannot be converted.
fn off_the_grid(layer: &Layer, rows: &[usize]) -> ReadError {
    // Conversions may be dear to set up: halve the rows, do not try them one by one.
    let converts = |rows: &[usize]| {
        let points: Vec<[f64; 2]> = rows.iter().flat_map(|&row| points(layer, row)).copied().collect();
        layer.crs.to_grid_all(&points).is_ok()
    };
    let (mut from, mut to) = (0, rows.len());
    while to - from > 1 {
        let middle = from.midpoint(to);
        if converts(&rows[from..middle]) { from = middle } else { to = middle }
    }
    let place = rows.get(from).map_or(layer.name.clone(), |row| format!("{}, record {}", layer.name, row + 1));
    let what = format!("a coordinate is not a place in Britain in {}", layer.crs.name());
    ReadError::new(place, what).with_hint("check which coordinate system the file is in, and export it again")
}

/// Degrees taken for metres lie within 200 m of the grid's origin, south-west of Scilly, where there is no land.
fn is_on_land_that_may_be_british(point: &GridPoint) -> bool {
    point.is_in_britain() && (point.easting() > 200.0 || point.northing() > 200.0)
}

/// A wrong .prj, or x and y exchanged, puts a whole file in the sea or abroad.
fn not_in_britain(layer: &Layer) -> ReadError {
    let what = format!("none of its coordinates is in Britain when read as {}", layer.crs.name());
    ReadError::new(&layer.name, what).with_hint("check which coordinate system the file is in, and export it again")
}

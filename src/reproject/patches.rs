//! The inverse of the Transverse Mercator, patch by patch: within 25 km of easting and northing it is a surface of the fourth degree
//! to far below a millimetre, so PROJ is asked 25 times a patch instead of once a point. Every point of every map passes here.

use std::sync::{LazyLock, OnceLock};

use geo::Coord;

use super::national_grid::unprojected;
use crate::geography::LonLat;

/// The sides of a patch in metres. All patches together are 340 kB: points all over the country find them in the cache.
const SIDE: f64 = 25_000.0;
/// Patches from west to east and from south to north: OSTN15's 700 by 1,250 km.
const COLUMNS: usize = 28;
const ROWS: usize = 50;

/// Where PROJ is asked across a patch (-1 to 1): the zeros of the fifth Chebyshev polynomial, which keep the error of the quartic
/// through them smallest. With the terms left out it is at most 2e-11 of a degree (every 500 m over the table), in the far north.
const NODES: [f64; 5] =
    [-0.951_056_516_295_153_5, -0.587_785_252_292_473_1, 0.0, 0.587_785_252_292_473_1, 0.951_056_516_295_153_5];

/// Longitude (x) and latitude (y): both at once, as processors reckon two numbers as fast as one.
type Degrees = Coord<f64>;

/// The coefficients of a quartic, from the lowest.
type Quartic = [Degrees; 5];

/// A patch as a polynomial in how far across and how far up a point is: for the powers of up from the lowest, the coefficients of the
/// powers of across, as far as both together are four or less. What the others add is below the error of these.
type Patch = [Degrees; 15];

/// Each made when a point first falls in it.
static PATCHES: LazyLock<Vec<OnceLock<Patch>>> = LazyLock::new(|| vec![OnceLock::new(); COLUMNS * ROWS]);

/// The longitude and latitude of a point of the Transverse Mercator, metres: PROJ's, to 5e-11 of a degree.
pub(super) fn unprojected_by_patch([east, north]: [f64; 2]) -> LonLat {
    let (Some((column, across)), Some((row, up))) = (part(east, COLUMNS), part(north, ROWS)) else {
        return unprojected([east, north]);
    };
    let degrees = surface(PATCHES[row * COLUMNS + column].get_or_init(|| patch(column, row)), across, up);
    LonLat { lon: degrees.x, lat: degrees.y }
}

#[inline]
fn surface(patch: &Patch, across: f64, up: f64) -> Degrees {
    let [a0, a1, a2, a3, a4, b0, b1, b2, b3, c0, c1, c2, d0, d1, e0] = *patch;
    let zeroth = a0 + (a1 + (a2 + (a3 + a4 * across) * across) * across) * across;
    let first = b0 + (b1 + (b2 + b3 * across) * across) * across;
    let second = c0 + (c1 + c2 * across) * across;
    let third = d0 + d1 * across;
    zeroth + (first + (second + (third + e0 * up) * up) * up) * up
}

/// Which patch a coordinate is in, and how far across it (-1 to 1); `None` outside of them all.
fn part(metres: f64, parts: usize) -> Option<(usize, f64)> {
    let at = metres * (1.0 / SIDE);
    let is_inside = at >= 0.0 && at < parts as f64;
    // By way of an integer: `floor` is a call where the processor is not known to have it.
    is_inside.then(|| {
        let part = at as u32;
        (part as usize, (at - f64::from(part)) * 2.0 - 1.0)
    })
}

fn patch(column: usize, row: usize) -> Patch {
    let metres = |part: usize, node: f64| (part as f64 + (node + 1.0) / 2.0) * SIDE;
    let rows = NODES.map(|up| {
        chebyshev(NODES.map(|across| {
            let LonLat { lon: x, lat: y } = unprojected([metres(column, across), metres(row, up)]);
            Coord { x, y }
        }))
    });
    // The coefficients across are themselves quartics of how far up. Left out as Chebyshev polynomials, the higher terms are some
    // ten times smaller than as powers.
    let by_across: [Quartic; 5] = std::array::from_fn(|across| {
        let mut up = chebyshev(rows.map(|row| row[across]));
        up[5 - across..].fill(Coord::zero());
        powers(up)
    });
    let by_up: [Quartic; 5] = std::array::from_fn(|up| powers(by_across.map(|across| across[up])));
    let mut kept = (0..5).flat_map(|up| by_up[up][..5 - up].iter().copied());
    std::array::from_fn(|_| kept.next().unwrap_or_default())
}

/// The coefficients of the Chebyshev polynomials of the quartic through its values at the nodes, which the values give as sums.
fn chebyshev(values: [Degrees; 5]) -> Quartic {
    let sum = |weight: fn(f64) -> f64| {
        values.iter().zip(NODES).fold(Coord::zero(), |sum, (value, at)| sum + *value * (0.4 * weight(at)))
    };
    [
        sum(|_| 0.5),
        sum(|at| at),
        sum(|at| 2.0 * at * at - 1.0),
        sum(|at| (4.0 * at * at - 3.0) * at),
        sum(|at| 8.0 * at * at * (at * at - 1.0) + 1.0),
    ]
}

/// The coefficients of the powers, from those of the Chebyshev polynomials.
fn powers([zeroth, first, second, third, fourth]: Quartic) -> Quartic {
    [zeroth - second + fourth, first - third * 3.0, second * 2.0 - fourth * 8.0, third * 4.0, fourth * 8.0]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn differ([east, north]: [f64; 2]) -> f64 {
        let (by_patch, by_proj) = (unprojected_by_patch([east, north]), unprojected([east, north]));
        (by_patch.lon - by_proj.lon).abs().max((by_patch.lat - by_proj.lat).abs())
    }

    proptest! {
        #[test]
        fn a_patch_says_what_proj_says(east in -50e3..750e3, north in -50e3..1_300e3) {
            prop_assert!(differ([east, north]) < 5e-11, "{}", differ([east, north]));
        }
    }

    #[test]
    fn where_patches_meet_too() {
        for east in (0..=COLUMNS as u32).map(|part| f64::from(part) * SIDE) {
            for north in (0..=ROWS as u32).map(|part| f64::from(part) * SIDE) {
                let beside = [[east, north], [east.next_down(), north], [east, north.next_down()]];
                assert!(beside.into_iter().all(|place| differ(place) < 5e-11), "{east}, {north}");
            }
        }
    }
}

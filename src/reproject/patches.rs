//! The inverse of the Transverse Mercator, patch by patch: within 12.5 km of easting and northing it is a cubic surface to
//! far below a millimetre, so PROJ is asked 16 times a patch instead of once a point. Every point of every map passes here.

use std::sync::{LazyLock, OnceLock};

use super::national_grid::unprojected;
use crate::geography::LonLat;

/// The sides of a patch in metres.
const SIDE: f64 = 12_500.0;
/// Patches from west to east and from south to north: OSTN15's 700 by 1,250 km.
const COLUMNS: usize = 56;
const ROWS: usize = 100;

/// Where PROJ is asked across a patch (-1 to 1): the zeros of the fourth Chebyshev polynomial, which keep the error of the cubic
/// through them smallest. It is at most 2.3e-11 of a degree, in the far north.
const NODES: [f64; 4] =
    [-0.923_879_532_511_286_7, -0.382_683_432_365_089_8, 0.382_683_432_365_089_8, 0.923_879_532_511_286_7];

/// Longitude and latitude of a patch as a polynomial in how far across and how far up a point is: for each power of the latter
/// the coefficients of the powers of the former.
type Patch = [[[f64; 2]; 4]; 4];

/// Each made when a point first falls in it.
static PATCHES: LazyLock<Vec<OnceLock<Patch>>> = LazyLock::new(|| vec![OnceLock::new(); COLUMNS * ROWS]);

/// The longitude and latitude of a point of the Transverse Mercator, metres: PROJ's, to 5e-11 of a degree.
pub(super) fn unprojected_by_patch([east, north]: [f64; 2]) -> LonLat {
    let (Some((column, across)), Some((row, up))) = (part(east, COLUMNS), part(north, ROWS)) else {
        return unprojected([east, north]);
    };
    let patch = PATCHES[row * COLUMNS + column].get_or_init(|| patch(column, row));
    let [lon, lat] = cubic(&patch.map(|coefficients| cubic(&coefficients, across)), up);
    LonLat { lon, lat }
}

/// Which patch a coordinate is in, and how far across it (-1 to 1); `None` outside of them all.
fn part(metres: f64, parts: usize) -> Option<(usize, f64)> {
    let at = metres / SIDE;
    let is_inside = at >= 0.0 && at < parts as f64;
    is_inside.then(|| (at as usize, (at - at.floor()) * 2.0 - 1.0))
}

/// The value of two cubics at once, their coefficients from the lowest power.
fn cubic([one, first, second, third]: &[[f64; 2]; 4], at: f64) -> [f64; 2] {
    [0, 1].map(|axis| one[axis] + at * (first[axis] + at * (second[axis] + at * third[axis])))
}

fn patch(column: usize, row: usize) -> Patch {
    let metres = |part: usize, node: f64| (part as f64 + (node + 1.0) / 2.0) * SIDE;
    let rows = NODES.map(|up| {
        coefficients(NODES.map(|across| {
            let degrees = unprojected([metres(column, across), metres(row, up)]);
            [degrees.lon, degrees.lat]
        }))
    });
    // The coefficients across are themselves cubics of how far up.
    let up: [[[f64; 2]; 4]; 4] = std::array::from_fn(|power| coefficients(rows.map(|row| row[power])));
    std::array::from_fn(|up_power| std::array::from_fn(|power| up[power][up_power]))
}

/// The coefficients, from the lowest power, of the two cubics through their values at the nodes: those of the Chebyshev polynomials
/// first, which the values give as sums.
fn coefficients(values: [[f64; 2]; 4]) -> [[f64; 2]; 4] {
    let sum = |weight: fn(f64) -> f64| {
        [0, 1].map(|axis| values.iter().zip(NODES).map(|(value, node)| value[axis] * weight(node)).sum::<f64>() / 2.0)
    };
    let zeroth = sum(|_| 0.5);
    let (first, second) = (sum(|node| node), sum(|node| 2.0 * node * node - 1.0));
    let third = sum(|node| (4.0 * node * node - 3.0) * node);
    let each = |combine: fn(f64, f64, f64, f64) -> f64| {
        [0, 1].map(|axis| combine(zeroth[axis], first[axis], second[axis], third[axis]))
    };
    [
        each(|zeroth, _, second, _| zeroth - second),
        each(|_, first, _, third| first - 3.0 * third),
        each(|_, _, second, _| 2.0 * second),
        each(|_, _, _, third| 4.0 * third),
    ]
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
        for east in (0..=56).map(|part| f64::from(part) * SIDE) {
            for north in (0..=100).map(|part| f64::from(part) * SIDE) {
                let beside = [[east, north], [east.next_down(), north], [east, north.next_down()]];
                assert!(beside.into_iter().all(|place| differ(place) < 5e-11), "{east}, {north}");
            }
        }
    }
}

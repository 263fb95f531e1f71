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

/// The degrees at the nodes, row by row from the south.
type Patch = [[LonLat; 4]; 4];

/// Each made when a point first falls in it.
static PATCHES: LazyLock<Vec<OnceLock<Patch>>> = LazyLock::new(|| vec![OnceLock::new(); COLUMNS * ROWS]);

/// The longitude and latitude of a point of the Transverse Mercator, metres: PROJ's, to 5e-11 of a degree.
pub(super) fn unprojected_by_patch([east, north]: [f64; 2]) -> LonLat {
    let (Some((column, across)), Some((row, up))) = (part(east, COLUMNS), part(north, ROWS)) else {
        return unprojected([east, north]);
    };
    let patch = PATCHES[row * COLUMNS + column].get_or_init(|| patch(column, row));
    let (across, up) = (weights(across), weights(up));
    let mut found = LonLat { lon: 0.0, lat: 0.0 };
    for (row, up) in patch.iter().zip(up) {
        let sum = |figure: fn(&LonLat) -> f64| {
            row.iter().zip(across).map(|(node, across)| figure(node) * across).sum::<f64>()
        };
        found.lon += up * sum(|node| node.lon);
        found.lat += up * sum(|node| node.lat);
    }
    found
}

/// Which patch a coordinate is in, and how far across it (-1 to 1); `None` outside of them all.
fn part(metres: f64, parts: usize) -> Option<(usize, f64)> {
    let at = metres / SIDE;
    let is_inside = at >= 0.0 && at < parts as f64;
    is_inside.then(|| (at as usize, (at - at.floor()) * 2.0 - 1.0))
}

fn patch(column: usize, row: usize) -> Patch {
    let metres = |part: usize, node: f64| (part as f64 + (node + 1.0) / 2.0) * SIDE;
    NODES.map(|up| NODES.map(|across| unprojected([metres(column, across), metres(row, up)])))
}

/// What each node counts for in the cubic through them (Lagrange).
fn weights(at: f64) -> [f64; 4] {
    std::array::from_fn(|node| {
        let others = NODES.iter().enumerate().filter(|(other, _)| *other != node);
        others.map(|(_, other)| (at - other) / (NODES[node] - other)).product()
    })
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

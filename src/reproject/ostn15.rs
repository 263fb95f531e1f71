//! OSTN15: how far the National Grid is shifted from the ETRS89 Transverse Mercator, kilometre by kilometre.
//! The table is part of the program; `national_grid` adds and takes off its shifts.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use geo::Coord;

/// Nodes from west to east, one each kilometre from easting 0 to 700 km.
const COLUMNS: usize = 701;
/// Nodes from south to north, one each kilometre from northing 0 to 1,250 km.
const ROWS: usize = 1251;
/// Metres between two nodes.
const SPACING: f64 = 1000.0;

/// Within a square kilometre the shift differs by 30 cm at most: three rounds leave 1e-11 m.
const ROUNDS: usize = 3;
/// Above all rounding of places, and far below what changes a shift.
pub(super) const ROUNDING_METRES: f64 = 1e-6;

/// The table of Ordnance Survey (release 2016), packed without loss by `examples/pack_ostn15.rs`. Licence: `OSTN15_LICENSE.txt`.
const PACKED: &[u8] = include_bytes!("ostn15.bin");

/// A shift in whole millimetres (east, north), less [`LEAST`]: small, for nearly every point asks another part of the table.
type Node = [u16; 2];

/// Below the smallest shift to the east and to the north, in millimetres.
const LEAST: [i32; 2] = [82_140, -84_180];

/// Row by row from the south; 3.5 MB, unpacked at first use (some 10 ms).
static NODES: LazyLock<Vec<Node>> = LazyLock::new(unpack);

/// Unpacks the table now, on this thread: for whoever has a core to spare before the first point is asked for.
///
/// ```
/// rayon::spawn(nearhome::reproject::unpack_shifts);
/// ```
pub fn unpack_shifts() {
    LazyLock::force(&NODES);
}

/// The shift in metres (east, north) to add to ETRS89 eastings and northings to get National Grid ones.
///
/// Bilinear between the four nodes around the point, as Ordnance Survey defines it. Outside of the table
/// the shift at the nearest point of its edge is taken, so that the answer has no jump anywhere.
pub(super) fn shift(point: [f64; 2]) -> [f64; 2] {
    Square::around(point).shift(point)
}

/// A square kilometre of the table, in metres: its south-west corner, the shift there, and what is added to it by a metre east, by a
/// metre north, and by both.
#[derive(Clone, Copy)]
pub(super) struct Square {
    corner: Coord,
    shift: Coord,
    by_east: Coord,
    by_north: Coord,
    by_both: Coord,
}

impl Square {
    /// The square that a point is in; of a point outside of the table the nearest one.
    pub(super) fn around([easting, northing]: [f64; 2]) -> Self {
        // By way of an integer, which is never below 0: `floor` is a call where the processor is not known to have it.
        let node = |metres: f64, nodes: usize| ((metres / SPACING) as u32).min(nodes as u32 - 2);
        let (column, row) = (node(easting, COLUMNS), node(northing, ROWS));
        let at = row as usize * COLUMNS + column as usize;
        let [south, north] = [at, at + COLUMNS].map(|at| &NODES[at..at + 2]);
        let corner = Coord { x: f64::from(column), y: f64::from(row) } * SPACING;
        Self::between(corner, [south[0], south[1], north[0], north[1]])
    }

    /// From the nodes in the order south-west, south-east, north-west, north-east.
    fn between(corner: Coord, nodes: [Node; 4]) -> Self {
        let [south_west, south_east, north_west, north_east] = nodes.map(millimetres);
        let across = south_east - south_west;
        Self {
            corner,
            shift: south_west * 1e-3,
            by_east: across * (1e-3 / SPACING),
            by_north: (north_west - south_west) * (1e-3 / SPACING),
            by_both: (north_east - north_west - across) * (1e-3 / SPACING / SPACING),
        }
    }

    /// The shift at a point of the square; of a point outside of it, at the nearest point of its edge.
    pub(super) fn shift(&self, [easting, northing]: [f64; 2]) -> [f64; 2] {
        let within = |metres: f64, corner: f64| (metres - corner).clamp(0.0, SPACING);
        let place = Coord { x: within(easting, self.corner.x), y: within(northing, self.corner.y) };
        (self.shift + self.added_at(place)).into()
    }

    /// Where a point was before its shift, when that is in this square and not so many metres from its border; in the square or so
    /// many beyond it, when they are below 0.
    #[inline]
    pub(super) fn unshifted(&self, point: [f64; 2], from_border: f64) -> Option<[f64; 2]> {
        let from_corner = Coord::from(point) - self.corner - self.shift;
        // The shift is that of the place before it, so look there, and again: each time it is thousands of times as near.
        let place = (0..ROUNDS).fold(from_corner, |place, _| from_corner - self.added_at(place));
        let is_here = |metres: f64| (from_border..=SPACING - from_border).contains(&metres);
        (is_here(place.x) && is_here(place.y)).then(|| (self.corner + place).into())
    }

    /// What is added to the shift at the corner, so many metres from it.
    #[inline]
    fn added_at(&self, place: Coord) -> Coord {
        self.by_east * place.x + (self.by_north + self.by_both * place.x) * place.y
    }
}

#[inline]
fn millimetres([east, north]: Node) -> Coord {
    Coord { x: f64::from(i32::from(east) + LEAST[0]), y: f64::from(i32::from(north) + LEAST[1]) }
}

/// All eastward shifts, then all northward ones. What is stored is what the plane through the neighbours to the
/// west, south and south-west leaves unexplained: mostly 0 or 1 mm, hence the small file. 0 stands for neighbours beyond the edge.
fn unpack() -> Vec<Node> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(PACKED).read_to_end(&mut bytes).expect("the table is compiled in, and a test unpacks it");
    let mut surprises = Surprises { bytes: &bytes };
    let mut nodes = vec![[0; 2]; COLUMNS * ROWS];
    for axis in [0, 1] {
        let mut south_row = [0; COLUMNS];
        for row in nodes.chunks_exact_mut(COLUMNS) {
            let (mut west, mut south_west) = (0, 0);
            for (node, south) in row.iter_mut().zip(&mut south_row) {
                let shift = west + *south - south_west + surprises.next();
                node[axis] = u16::try_from(shift - LEAST[axis]).expect("a test unpacks the table that is compiled in");
                (west, south_west) = (shift, std::mem::replace(south, shift));
            }
        }
    }
    nodes
}

/// Signed numbers written as zigzag (0, -1, 1, -2, ... become 0, 1, 2, 3, ...) in groups of seven bits, the lowest first.
struct Surprises<'a> {
    bytes: &'a [u8],
}

impl Surprises<'_> {
    /// 0 when there are no more.
    fn next(&mut self) -> i32 {
        let (mut zigzag, mut bits) = (0_u32, 0);
        while let Some((byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            zigzag |= u32::from(byte & 0x7f) << bits;
            if byte & 0x80 == 0 {
                break;
            }
            bits += 7;
        }
        (zigzag >> 1) as i32 ^ -((zigzag & 1) as i32)
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// Of the shifts as little-endian 32-bit millimetres, east and north by turns. Made from Ordnance Survey's
    /// OSTN15_OSGM15_DataFile.txt itself by two commands that share no code with this file.
    const SHA256_OF_THE_SHIFTS: &str = "e0968206727fa49eb22c32c11e0d907e14f27fe707f562e39e6edb4cbbfae8c8";

    #[test]
    fn the_table_holds_what_ordnance_survey_published() {
        let shifts = NODES.iter().flat_map(|node| [0, 1].map(|axis| i32::from(node[axis]) + LEAST[axis]));
        let bytes: Vec<u8> = shifts.flat_map(i32::to_le_bytes).collect();
        assert_eq!(bytes.len(), 876_951 * 8);
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(sum, SHA256_OF_THE_SHIFTS);
    }

    #[test]
    fn the_table_equals_an_independent_copy_at_every_node() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/ostn15_grid");
        let axes = [("ostn_east_shift_82140", 82_140), ("ostn_north_shift_-84180", -84_180)];
        for (axis, (name, base)) in axes.into_iter().enumerate() {
            let Ok(bytes) = std::fs::read(format!("{folder}/{name}")) else {
                assert!(std::env::var_os("CI").is_none(), "the shared data are missing");
                return eprintln!("skipped: no shared data");
            };
            let copy = bytes.chunks_exact(2).map(|pair| i32::from(u16::from_le_bytes([pair[0], pair[1]])) + base);
            // The copy cut millimetres off where it should have rounded: -65.523 * 1000 is -65522.999... there.
            // That makes 6,960 of its northward shifts 1 mm short of what Ordnance Survey published.
            let cut_off =
                NODES.iter().map(|node| (f64::from(i32::from(node[axis]) + LEAST[axis]) / 1000.0 * 1000.0) as i32);
            assert_eq!(copy.len(), NODES.len());
            assert!(copy.eq(cut_off), "{name} differs");
        }
    }

    #[test]
    fn on_a_node_the_shift_is_the_node_itself() {
        // First and last row of the published file.
        for (node, published) in [([0.0, 0.0], [90.750, -82.020]), ([700_000.0, 1_250_000.0], [109.209, -53.064])] {
            let found = shift(node);
            assert!((0..2).all(|axis| (found[axis] - published[axis]).abs() < 1e-12), "{found:?}");
        }
    }

    #[test]
    fn outside_of_the_table_the_edge_goes_on() {
        assert_eq!(shift([-5_000.0, 250_300.0]), shift([0.0, 250_300.0]));
        assert_eq!(shift([800_000.0, 1_400_000.0]), shift([700_000.0, 1_250_000.0]));
    }
}

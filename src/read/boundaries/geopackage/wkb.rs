//! Well-known binary polygons (OGC 06-103r4, clause 8; ISO 13249-3) to rings, coordinates bit for bit. Part of `geopackage`.
//!
//! Not the `wkb` crate's reader, which was tried. Version 0.9.3 is safe (three million damaged records: no panic, no large
//! allocation) and gives the same rings, but it also takes a record whose numbers do not fill its length, has no word for
//! what else a shape is, and brings nine crates for the one kind of shape that has an inside.

use crate::read::boundaries::layer::{Geometry, NOT_A_POLYGON, NULL_SHAPE, Outline};
use std::ops::Range;

const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;
const CURVE_POLYGON: u32 = 10;
const MULTI_SURFACE: u32 = 12;

/// The flags of PostGIS's dialect (EWKB).
const HAS_Z: u32 = 0x8000_0000;
const HAS_M: u32 = 0x4000_0000;
const HAS_SRID: u32 = 0x2000_0000;

/// What a curved outline is left out with.
const CURVED: &str = "its outline is curved, which is not read";

/// Adds the rings of an outline to the points of its file; `None` when the numbers in the bytes do not fit their length.
/// Heights and measures are not read.
pub(super) fn outline(bytes: &[u8], geometry: &mut Geometry) -> Option<Outline> {
    let mut bytes = Bytes { rest: bytes, is_little_endian: true };
    let mut rings = Vec::new();
    let head = bytes.head()?;
    match head.kind {
        POLYGON => bytes.polygon(head, geometry, &mut rings)?,
        MULTI_POLYGON | MULTI_SURFACE => {
            for _ in 0..bytes.u32()? {
                let member = bytes.head()?;
                match member.kind {
                    POLYGON => bytes.polygon(member, geometry, &mut rings)?,
                    CURVE_POLYGON if head.kind == MULTI_SURFACE => return Some(Outline::Missing(CURVED)),
                    _ => return None,
                }
            }
        }
        CURVE_POLYGON => return Some(Outline::Missing(CURVED)),
        _ => return Some(Outline::Missing(NOT_A_POLYGON)),
    }
    bytes.rest.is_empty().then_some(if rings.is_empty() { Outline::Missing(NULL_SHAPE) } else { Outline::Rings(rings) })
}

/// What a geometry is, and how many numbers each of its points has.
#[derive(Clone, Copy)]
struct Head {
    kind: u32,
    numbers: usize,
}

/// What is left of the bytes, and in which order their numbers are.
pub(super) struct Bytes<'a> {
    pub rest: &'a [u8],
    pub is_little_endian: bool,
}

impl<'a> Bytes<'a> {
    /// The next bytes; `None` when there are not so many.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// The next number.
    pub fn u32(&mut self) -> Option<u32> {
        let bytes = *self.take(4)?.first_chunk()?;
        Some(if self.is_little_endian { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    /// Byte order, kind and dimensions: ISO adds 1000 for heights, 2000 for measures, 3000 for both.
    fn head(&mut self) -> Option<Head> {
        self.is_little_endian = match self.take(1)? {
            [0] => false,
            [1] => true,
            _ => return None,
        };
        let code = self.u32()?;
        let iso = code & !(HAS_Z | HAS_M | HAS_SRID);
        let (has_z, has_m) = match iso / 1000 {
            0 => (code & HAS_Z != 0, code & HAS_M != 0),
            _ if code & (HAS_Z | HAS_M) != 0 => return None,
            1 => (true, false),
            2 => (false, true),
            3 => (true, true),
            _ => return None,
        };
        if code & HAS_SRID != 0 {
            self.take(4)?;
        }
        Some(Head { kind: iso % 1000, numbers: 2 + usize::from(has_z) + usize::from(has_m) })
    }

    /// The rings of a polygon whose head has been read. Each count is held against the bytes that are there before any
    /// room is made for what it counts.
    fn polygon(&mut self, head: Head, geometry: &mut Geometry, rings: &mut Vec<Range<usize>>) -> Option<()> {
        for _ in 0..self.u32()? {
            let points = self.u32()? as usize;
            let points = self.take(points.checked_mul(8 * head.numbers)?)?.chunks_exact(8 * head.numbers);
            let is_little_endian = self.is_little_endian;
            rings.push(geometry.push_ring(points.map(|point| xy(point, is_little_endian))));
        }
        Some(())
    }
}

/// The first two numbers of a point, which has as many at least.
fn xy(point: &[u8], is_little_endian: bool) -> [f64; 2] {
    let (numbers, _) = point.as_chunks::<8>();
    [numbers[0], numbers[1]].map(|bytes| match is_little_endian {
        true => f64::from_le_bytes(bytes),
        false => f64::from_be_bytes(bytes),
    })
}

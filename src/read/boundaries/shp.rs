//! The .shp format: outlines from bytes, rings raw and coordinates bit for bit. Part of `shapefile`.
//!
//! Not the `shapefile` crate's reader: that trusts a .shx to be in file order, so it silently drops shapes an editor
//! moved to the end of the file, and yields its first error for ever. This one knows the bytes it has.

use std::ops::Range;

use rayon::prelude::*;

use super::layer::{Geometry, NULL_SHAPE, Outline};
use crate::read::ReadError;
use crate::read::input::FileBytes;

// ESRI Shapefile Technical Description, July 1998, pages 3-9.
const FILE_CODE: i32 = 9994;
const HEADER: usize = 100;
const RECORD_HEADER: usize = 8;
/// Shape type, box, number of parts, number of points.
const POLYGON_HEADER: usize = 44;
const POLYGONS: [i32; 3] = [5, 15, 25]; // Polygon, PolygonZ, PolygonM
const NULL: i32 = 0;

/// The outlines of a .shp in record order, and how many bytes follow the end that its header names.
///
/// With a .shx, records are where it says; without, one after the other. Either way the number that each record bears
/// must be its row, counted from 1 or from 0: a .shx in another order would give wards one another's outlines.
///
/// # Errors
/// When it is no shapefile, holds no polygons, is cut short, or a record makes no sense.
pub(super) fn outlines(shp: &FileBytes, shx: Option<&FileBytes>) -> Result<(Geometry, u64), ReadError> {
    let end = end_by_header(shp)?;
    ensure_polygons(shp)?;
    let file = Shp { name: &shp.name, bytes: &shp.bytes[..end] };
    let places = match shx {
        Some(shx) => file.places_by_index(shx)?,
        None => file.places_in_order()?,
    };
    let records = (1..).zip(places).map(|(row, place)| file.rings(row, place));
    let records = records.collect::<Result<Vec<Option<Rings>>, ReadError>>()?;
    Ok((geometry(&records), (shp.bytes.len() - end) as u64))
}

/// The outlines of records, their points read on every core.
fn geometry(records: &[Option<Rings<'_>>]) -> Geometry {
    let mut count = 0;
    let outline = |record: &Option<Rings<'_>>| {
        let Some(rings) = record else { return Outline::Missing(NULL_SHAPE) };
        let first = count;
        count += rings.points.len();
        Outline::Rings(rings.ranges().map(|ring| first + ring.start..first + ring.end).collect())
    };
    let outlines = records.iter().map(outline).collect();
    let mut points = vec![[0.0; 2]; count];
    let mut rest = points.as_mut_slice();
    let mut of_records = Vec::with_capacity(records.len());
    for rings in records.iter().flatten() {
        let (of_record, after) = rest.split_at_mut(rings.points.len());
        of_records.push((of_record, rings.points));
        rest = after;
    }
    of_records.into_par_iter().for_each(|(points, bytes)| {
        points.iter_mut().zip(bytes).for_each(|(to, from)| *to = point(from));
    });
    Geometry { points, outlines }
}

/// The length that the header names, in bytes; a .shp and a .shx begin alike.
fn end_by_header(file: &FileBytes) -> Result<usize, ReadError> {
    let bytes = &file.bytes;
    if bytes.len() < HEADER || big_endian(bytes, 0) != FILE_CODE {
        let error = ReadError::new(&file.name, "it is not a shapefile (it does not begin as one)");
        return Err(error.with_hint("download or export it again"));
    }
    match usize::try_from(big_endian(bytes, 24)).map(|words| words * 2) {
        Ok(end) if (HEADER..=bytes.len()).contains(&end) => Ok(end),
        Ok(end) if end > bytes.len() => {
            let what = format!("it is cut short: its header says {end} bytes, it has {}", bytes.len());
            Err(ReadError::new(&file.name, what).with_hint("copy or download it again"))
        }
        _ => Err(ReadError::new(&file.name, "its header is damaged").with_hint("export it again")),
    }
}

fn ensure_polygons(shp: &FileBytes) -> Result<(), ReadError> {
    let holds = match little_endian(&shp.bytes, 32) {
        kind if kind == NULL || POLYGONS.contains(&kind) => return Ok(()),
        1 | 8 | 11 | 18 | 21 | 28 => "points",
        3 | 13 | 23 => "lines",
        31 => "multipatches",
        _ => "shapes of an unknown kind",
    };
    Err(ReadError::new(&shp.name, format!("it holds {holds}, not polygons")).with_hint("name a file of ward outlines"))
}

/// The bytes of a record, its header left off.
type Place = Range<usize>;

struct Shp<'a> {
    name: &'a str,
    bytes: &'a [u8],
}

impl<'a> Shp<'a> {
    fn places_in_order(&self) -> Result<Vec<Place>, ReadError> {
        let (mut places, mut at, mut first_number) = (Vec::new(), HEADER, 1);
        while at < self.bytes.len() {
            let row = places.len() as u64 + 1;
            let place = self.place(at).ok_or_else(|| self.damaged(row, "it runs over the end of the file"))?;
            if places.is_empty() {
                first_number = self.first_number(&place);
            }
            if self.number(&place) != places.len() as i64 + first_number {
                let error = self.damaged(row, "the records are not in order");
                return Err(error.with_hint("put the .shx beside it, or export it again"));
            }
            at = place.end;
            places.push(place);
        }
        Ok(places)
    }

    fn places_by_index(&self, shx: &FileBytes) -> Result<Vec<Place>, ReadError> {
        let end = end_by_header(shx)?;
        let (mut places, mut first_number, mut left) = (Vec::new(), 1, self.bytes.len() - HEADER);
        for entry in shx.bytes[HEADER..end].chunks_exact(8) {
            let row = places.len();
            let place = self.indexed(entry).filter(|place| {
                if row == 0 {
                    first_number = self.first_number(place);
                }
                self.number(place) == row as i64 + first_number
            });
            // Records that lie in one another would multiply a small file into a large one.
            let rest = place.as_ref().and_then(|place| left.checked_sub(RECORD_HEADER + place.len()));
            let (Some(place), Some(rest)) = (place, rest) else { return Err(does_not_fit(shx, row + 1)) };
            left = rest;
            places.push(place);
        }
        Ok(places)
    }

    /// The record that an entry of the .shx points to, when there is one of the length it says.
    fn indexed(&self, entry: &[u8]) -> Option<Place> {
        let [at, length] = [0, 4].map(|from| usize::try_from(big_endian(entry, from)).ok().map(|words| words * 2));
        self.place(at?).filter(|place| Some(place.len()) == length)
    }

    /// The number that a record bears in its header.
    fn number(&self, place: &Place) -> i64 {
        i64::from(big_endian(self.bytes, place.start - RECORD_HEADER))
    }

    /// The number that row 1 should bear: some writers count from 0.
    fn first_number(&self, first: &Place) -> i64 {
        self.number(first).clamp(0, 1)
    }

    /// The record whose header is at `at`, when it lies within the file.
    fn place(&self, at: usize) -> Option<Place> {
        let start = at.checked_add(RECORD_HEADER)?;
        if at < HEADER || start > self.bytes.len() {
            return None;
        }
        let length = usize::try_from(big_endian(self.bytes, at + 4)).ok()? * 2;
        let end = start.checked_add(length)?;
        (length >= 4 && end <= self.bytes.len()).then_some(start..end)
    }

    /// The rings of one record; `None` when it has none. Z and M values, which follow the points, are not read.
    fn rings(&self, row: u64, place: Place) -> Result<Option<Rings<'a>>, ReadError> {
        let record = &self.bytes[place];
        match little_endian(record, 0) {
            NULL => return Ok(None),
            kind if POLYGONS.contains(&kind) && record.len() >= POLYGON_HEADER => {}
            _ => return Err(self.damaged(row, "it is not a polygon")),
        }
        let rings = Rings::of(record).ok_or_else(|| self.damaged(row, "its parts and points do not fit its length"))?;
        Ok(Some(rings).filter(|rings| !rings.starts.is_empty()))
    }

    fn damaged(&self, row: u64, what: &str) -> ReadError {
        let error = ReadError::new(format!("{}, record {row}", self.name), format!("the record is damaged: {what}"));
        error.with_hint("download or export the file again")
    }
}

fn does_not_fit(shx: &FileBytes, row: usize) -> ReadError {
    let error = ReadError::new(format!("{}, record {row}", shx.name), "it does not fit the .shp beside it");
    error.with_hint("take the .shx away (it is not needed), or download both again")
}

/// The rings of a polygon record: where each begins among its points, and the bytes of each point.
struct Rings<'a> {
    starts: Vec<usize>,
    points: &'a [[u8; 16]],
}

impl<'a> Rings<'a> {
    /// `None` when the numbers in the record contradict its length or each other.
    fn of(record: &'a [u8]) -> Option<Self> {
        let parts = usize::try_from(little_endian(record, 36)).ok()?;
        let count = usize::try_from(little_endian(record, 40)).ok()?;
        let rest = &record[POLYGON_HEADER..];
        let (starts, rest) = rest.split_at_checked(parts.checked_mul(4)?)?;
        let points = rest.as_chunks().0.get(..count)?;
        let starts: Option<Vec<usize>> =
            starts.chunks_exact(4).map(|start| usize::try_from(little_endian(start, 0)).ok()).collect();
        let starts = starts?;
        let in_order = starts.is_sorted() && starts.last().is_none_or(|&last| last <= count);
        (in_order && starts.first().is_none_or(|&first| first == 0)).then_some(Self { starts, points })
    }

    /// Where each begins and ends among the points.
    fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.starts.iter().skip(1).copied().chain([self.points.len()]);
        self.starts.iter().zip(ends).map(|(&start, end)| start..end)
    }
}

fn point(bytes: &[u8; 16]) -> [f64; 2] {
    let (pair, _) = bytes.as_chunks::<8>();
    [f64::from_le_bytes(pair[0]), f64::from_le_bytes(pair[1])]
}

/// The number at `at`; callers have checked that four bytes are there.
fn big_endian(bytes: &[u8], at: usize) -> i32 {
    i32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// The number at `at`; callers have checked that four bytes are there.
fn little_endian(bytes: &[u8], at: usize) -> i32 {
    i32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[cfg(test)]
#[path = "shp_tests.rs"]
mod tests;

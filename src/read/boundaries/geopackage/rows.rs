//! The rows of the table with the wards: cells as text, outlines as rings.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::blob::Blob;
use super::catalogue::Features;
use super::database::{quoted, unreadable};
use super::wkb;
use crate::read::ReadError;
use crate::read::boundaries::layer::{Geometry, NULL_SHAPE, Outline};
use crate::read::input::FileBytes;
use crate::read::text::decode;

/// What a geometry in an extension of GeoPackage is left out with.
const EXTENDED: &str = "its outline is in an extension of GeoPackage, which is not read";

/// The rows of a table.
pub(super) struct Rows {
    /// As many cells a row as the table has columns.
    pub rows: Vec<Vec<String>>,
    pub geometry: Geometry,
    /// `UTF-8`, as the standard has it, or what some text turned out to be in.
    pub encoding: &'static str,
    /// Outlines that name another coordinate system than their table's.
    pub of_another_system: u64,
}

/// Reads all rows, in the order in which the table has them.
pub(super) fn read(file: &FileBytes, database: &Connection, features: &Features) -> Result<Rows, ReadError> {
    let names = features.columns.iter().chain([&features.geometry_column]);
    let columns: Vec<String> = names.map(|column| quoted(column)).collect();
    let sql = format!("SELECT {} FROM {}", columns.join(", "), quoted(&features.table));
    let failed = |error: &rusqlite::Error| unreadable(&file.name, error);
    let mut query = database.prepare(&sql).map_err(|error| failed(&error))?;
    let mut found = query.query([]).map_err(|error| failed(&error))?;
    let mut reader = Reader {
        file,
        features,
        // No page of a sound file is read twice, so no file holds more than its length. A text may grow a half when it
        // is stored as UTF-16, and a column that was added later stands in no row.
        left: 2 * file.bytes.len() + SMALL,
        rows: Rows { rows: Vec::new(), geometry: Geometry::default(), encoding: "UTF-8", of_another_system: 0 },
    };
    while let Some(row) = found.next().map_err(|error| failed(&error))? {
        let cells = (0..features.columns.len()).map(|at| row.get_ref(at).map_err(|error| failed(&error)));
        let geometry = row.get_ref(features.columns.len()).map_err(|error| failed(&error))?;
        reader.add(cells.collect::<Result<_, _>>()?, geometry)?;
    }
    Ok(reader.rows)
}

/// So much a file may always hold.
const SMALL: usize = 1_000_000;

struct Reader<'a> {
    file: &'a FileBytes,
    features: &'a Features,
    /// How many more cells and bytes the file can hold: a damaged one may lead round in circles.
    left: usize,
    rows: Rows,
}

impl Reader<'_> {
    fn add(&mut self, cells: Vec<ValueRef<'_>>, geometry: ValueRef<'_>) -> Result<(), ReadError> {
        let bytes: usize = cells.iter().chain([&geometry]).map(|cell| 1 + length(*cell)).sum();
        self.left = self.left.checked_sub(bytes).ok_or_else(|| self.damaged("its rows hold more than the file"))?;
        let cells = cells.into_iter().map(|cell| self.cell(cell)).collect::<Result<_, _>>()?;
        let outline = self.outline(geometry)?;
        self.rows.rows.push(cells);
        self.rows.geometry.outlines.push(outline);
        Ok(())
    }

    fn cell(&mut self, cell: ValueRef<'_>) -> Result<String, ReadError> {
        Ok(match cell {
            ValueRef::Text(bytes) => {
                let (text, encoding) = decode(&self.file.name, bytes, Some("UTF-8"))?;
                if encoding != "UTF-8" {
                    self.rows.encoding = encoding;
                }
                text.trim().to_owned()
            }
            ValueRef::Integer(number) => number.to_string(),
            ValueRef::Real(number) => number.to_string(),
            ValueRef::Null | ValueRef::Blob(_) => String::new(),
        })
    }

    fn outline(&mut self, geometry: ValueRef<'_>) -> Result<Outline, ReadError> {
        let bytes = match geometry {
            ValueRef::Null => return Ok(Outline::Missing(NULL_SHAPE)),
            ValueRef::Blob(bytes) => bytes,
            _ => return Err(self.damaged("its outline is a number or a text")),
        };
        let blob = Blob::of(bytes).ok_or_else(|| self.damaged("its outline does not begin as GeoPackage's do"))?;
        self.rows.of_another_system += u64::from(self.features.srs_id.is_some_and(|id| id != i64::from(blob.srs_id)));
        if blob.is_extended {
            return Ok(Outline::Missing(EXTENDED));
        }
        if blob.is_empty {
            return Ok(Outline::Missing(NULL_SHAPE));
        }
        let outline = wkb::outline(blob.wkb, &mut self.rows.geometry);
        outline.ok_or_else(|| self.damaged("the numbers of its outline do not fit its length"))
    }

    /// Names the row that comes next.
    fn damaged(&self, what: &str) -> ReadError {
        let place = format!("{}, record {}", self.file.name, self.rows.rows.len() + 1);
        ReadError::new(place, format!("the record is damaged: {what}")).with_hint("download or export the file again")
    }
}

fn length(cell: ValueRef<'_>) -> usize {
    match cell {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => 0,
    }
}

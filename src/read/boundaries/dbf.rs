//! The .dbf format: the text of every record, by position. Part of `shapefile`.
//!
//! Not the `dbase` crate: it skips records marked deleted, which would pair every later one with another ward's shape,
//! decodes before the encoding can be chosen from the text of all records, and gives no raw bytes.

use encoding_rs::Encoding;

use crate::read::ReadError;
use crate::read::input::FileBytes;
use crate::read::text::{choose, decode_in};

// dBASE III+ file layout: a header of 32 bytes, 32 bytes a field, a return character, then the records.
const HEADER: usize = 32;
const FIELD: usize = 32;
const END_OF_FIELDS: u8 = b'\r';
const DELETED: u8 = b'*';

/// A .dbf whose numbers have been checked: every record and field lies within the file.
pub(super) struct Table<'a> {
    fields: Vec<Field>,
    records: Vec<&'a [u8]>,
    /// The language byte of the header (LDID).
    language: u8,
}

struct Field {
    name: String,
    is_text: bool,
    place: std::ops::Range<usize>,
}

impl<'a> Table<'a> {
    /// Finds fields and records.
    ///
    /// # Errors
    /// When it is no .dbf, is cut short, or its fields do not fit its records.
    pub fn parse(file: &'a FileBytes) -> Result<Self, ReadError> {
        let damaged = |what: &str| {
            let error = ReadError::new(&file.name, format!("it is not a sound .dbf: {what}"));
            error.with_hint("download or export the shapefile again")
        };
        let bytes = &file.bytes;
        if bytes.len() < HEADER {
            return Err(damaged("it is shorter than its header"));
        }
        let claimed = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]) as usize;
        let start = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        let length = usize::from(u16::from_le_bytes([bytes[10], bytes[11]]));
        let fields = fields(bytes, start, length).ok_or_else(|| damaged("its fields do not fit its records"))?;
        let records: Vec<&[u8]> = bytes[start..].chunks_exact(length).take(claimed).collect();
        if records.len() < claimed {
            return Err(damaged(&format!("its header says {claimed} records, it has {}", records.len())));
        }
        Ok(Self { fields, records, language: bytes[29] })
    }

    /// How many records it has, those marked deleted included.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Is the record at this position marked deleted?
    pub fn is_deleted(&self, at: usize) -> bool {
        self.records[at][0] == DELETED
    }

    /// The field names, in file order.
    pub fn columns(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.name.clone()).collect()
    }

    /// The encoding that the language byte declares. 0 and 0x57 ("ANSI", of whichever machine) declare none.
    pub fn declared_encoding(&self) -> Option<&'static str> {
        // Esri's and Visual FoxPro's list of language drivers; only those that can be read.
        match self.language {
            0x03 => Some("windows-1252"),
            0x26 | 0x65 => Some("ibm866"),
            0xC8 => Some("windows-1250"),
            0xC9 => Some("windows-1251"),
            _ => None,
        }
    }

    /// The one encoding all its text is in.
    pub fn encoding(&self, declared: Option<&str>) -> &'static Encoding {
        choose(self.texts(), declared)
    }

    /// Is all its text plain ASCII, so that the encoding does not matter?
    pub fn is_ascii(&self) -> bool {
        self.texts().all(<[u8]>::is_ascii)
    }

    /// Every record's cells as text without the blanks around it.
    pub fn rows(&self, encoding: &'static Encoding) -> Vec<Vec<String>> {
        let cell = |record: &[u8], field: &Field| match field.is_text {
            true => decode_in(whole_characters(&record[field.place.clone()]), encoding).trim().to_owned(),
            false => String::new(),
        };
        self.records.iter().map(|record| self.fields.iter().map(|field| cell(record, field)).collect()).collect()
    }

    /// The bytes of all cells that hold text, of records not deleted.
    fn texts(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let live = self.records.iter().filter(|record| record[0] != DELETED);
        live.flat_map(|record| {
            let text = self.fields.iter().filter(|field| field.is_text);
            text.map(|field| whole_characters(&record[field.place.clone()]))
        })
    }
}

/// `None` when the field list does not end before the records begin, or a field ends beyond its record.
fn fields(bytes: &[u8], start: usize, length: usize) -> Option<Vec<Field>> {
    let mut fields = Vec::new();
    let mut at = 1; // after the deletion mark
    for field in bytes.get(HEADER..start)?.chunks_exact(FIELD).take_while(|field| field[0] != END_OF_FIELDS) {
        let end = at + usize::from(field[16]);
        let name = field[..11].split(|&byte| byte == 0).next().unwrap_or_default();
        let name = decode_in(name, choose([name].into_iter(), None)).trim().to_owned();
        // Character, number, float, date and logical are written as text; the rest is binary or a reference.
        fields.push(Field { name, is_text: b"CNFDL".contains(&field[11]), place: at..end });
        at = end;
    }
    (at <= length && !fields.is_empty()).then_some(fields)
}

/// Drops NULs that some writers pad with, and the piece of a UTF-8 character that the width of the field cut off.
fn whole_characters(cell: &[u8]) -> &[u8] {
    let cell = cell.split(|&byte| byte == 0).next().unwrap_or_default();
    match std::str::from_utf8(cell) {
        // Text before the cut proves it UTF-8: without any, a last byte such as é of Windows-1252 stays.
        Err(error) if error.error_len().is_none() && !cell[..error.valid_up_to()].is_ascii() => {
            &cell[..error.valid_up_to()]
        }
        _ => cell,
    }
}

#[cfg(test)]
#[path = "dbf_tests.rs"]
mod tests;

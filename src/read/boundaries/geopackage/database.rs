//! The bytes of a GeoPackage as an SQLite database in memory, read-only. Nothing is written beside the file.
//!
//! A file may come from anywhere, so its schema is not trusted: no extensions, `trusted_schema` off, defensive on, and only
//! plain tables are read (never views or virtual tables, whose reading can run what their maker wrote).

use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OptionalExtension};

use crate::read::ReadError;
use crate::read::input::{FileBytes, file_name};

/// How an SQLite 3 database begins (sqlite.org/fileformat2.html, section 1.3).
const MAGIC: &[u8] = b"SQLite format 3\0";
const HEADER: usize = 100;
/// Where the header says how the file is to be written and read: 1 is with a rollback journal, 2 with a write-ahead log.
const VERSIONS: std::ops::Range<usize> = 18..20;
const ROLLBACK: [u8; 2] = [1, 1];

/// What SQLite keeps beside a database that is open, or was not closed.
const BESIDE: [&str; 2] = ["-wal", "-journal"];

/// Refuses a database with changes that have not come to its file: they would be missed without a word.
pub(in crate::read::boundaries) fn ensure_no_changes_beside(path: &Path) -> Result<(), ReadError> {
    for ending in BESIDE {
        let beside = PathBuf::from(format!("{}{ending}", path.display()));
        if std::fs::metadata(&beside).is_ok_and(|file| file.len() > 0) {
            let what = format!("changes to it are still in {} and would be missed", file_name(&beside));
            return Err(ReadError::new(file_name(path), what)
                .with_hint("close the program that has it open (QGIS?), or export the layer to a new file"));
        }
    }
    Ok(())
}

/// Opens the database.
///
/// # Errors
/// When the bytes are no SQLite database, or not all of one.
pub(super) fn open(file: &FileBytes) -> Result<Connection, ReadError> {
    let bytes = &file.bytes;
    if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
        let error = ReadError::new(&file.name, "it is no GeoPackage: it does not begin as one, or it is encrypted");
        return Err(error.with_hint("download it again, or export it as a GeoPackage without a password"));
    }
    ensure_whole(file)?;
    // A database in memory has no write-ahead log; with an empty log, or none, the file is whole without it.
    let as_rollback = bytes[..VERSIONS.start].chain(&ROLLBACK[..]).chain(&bytes[VERSIONS.end..]);
    let opened = Connection::open_in_memory().and_then(|mut connection| {
        connection.deserialize_read_exact(MAIN_DB, as_rollback, bytes.len(), true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.execute_batch(
            "PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;",
        )?;
        Ok(connection)
    });
    opened.map_err(|error| unreadable(&file.name, &error))
}

/// SQLite reads a file that is cut short as far as it goes. The length in the header counts where the program that wrote it
/// last kept it: the numbers at 24 and 92 are then the same.
fn ensure_whole(file: &FileBytes) -> Result<(), ReadError> {
    let bytes = &file.bytes;
    let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let page = match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    let (length, has) = (page * u64::from(number(28)), bytes.len() as u64);
    if number(24) != number(92) || length <= has {
        return Ok(());
    }
    let what = format!("it is cut short: its header says {length} bytes, it has {has}");
    Err(ReadError::new(&file.name, what).with_hint("copy or download it again"))
}

/// What there is of a name in the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Table,
    /// A view or a virtual table.
    Other,
    Nothing,
}

/// Is there a plain table of this name?
pub(super) fn kind_of(name: &str, database: &Connection, table: &str) -> Result<Kind, ReadError> {
    const SQL: &str = "SELECT type = 'table' AND rootpage > 0 FROM sqlite_schema \
                       WHERE name = ?1 COLLATE NOCASE AND type IN ('table', 'view') LIMIT 1";
    let is_table = database.query_row(SQL, [table], |row| row.get::<_, bool>(0)).optional();
    Ok(match is_table.map_err(|error| unreadable(name, &error))? {
        Some(true) => Kind::Table,
        Some(false) => Kind::Other,
        None => Kind::Nothing,
    })
}

/// A name of the file's own, as SQL takes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// SQLite's own messages may quote the data; what kind of fault it is may not.
pub(super) fn unreadable(place: &str, error: &rusqlite::Error) -> ReadError {
    let (what, hint) = match error.sqlite_error_code() {
        Some(ErrorCode::OutOfMemory) => ("it is too large for the memory", "export only the wards of the study"),
        Some(ErrorCode::Unknown) => {
            ("it is not as the GeoPackage standard has it", "export it again as a GeoPackage, or as a shapefile")
        }
        _ => ("it is damaged", "download or export it again"),
    };
    ReadError::new(place, what).with_hint(hint)
}

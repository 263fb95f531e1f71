//! What a GeoPackage says that it holds: its tables of features, and the coordinate system of the one with the wards.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Params, Row};

use super::database::{Kind, kind_of, unreadable};
use crate::read::ReadError;
use crate::read::boundaries::place_crs::Declared;
use crate::read::ons_columns::{Level, LevelColumns};

/// The tables of the standard that are read (OGC 12-128r18, clauses 1.1.2, 1.1.3 and 2.1.5).
const CONTENTS: &str = "gpkg_contents";
const GEOMETRY_COLUMNS: &str = "gpkg_geometry_columns";
const SYSTEMS: &str = "gpkg_spatial_ref_sys";

/// The most tables that are looked at; ONS's files have one, OS's a few dozen.
const MOST_TABLES: usize = 1_000;
/// The most columns that are read, as of GeoJSON.
const MOST_COLUMNS: usize = 1_000;

/// The table with the wards.
#[derive(Debug)]
pub(super) struct Features {
    pub table: String,
    /// Its columns but the geometry; those that SQLite would have to compute are not among them.
    pub columns: Vec<String>,
    pub geometry_column: String,
    /// The number of its coordinate system in the file; `None` when the file does not say.
    pub srs_id: Option<i64>,
}

impl Features {
    /// The only table of features, or the only one of them with ONS's column of ward codes.
    pub fn find(name: &str, database: &Connection) -> Result<Self, ReadError> {
        ensure_is_geopackage(name, database)?;
        let mut tables = tables(name, database)?;
        if tables.len() > 1 {
            let all: Vec<String> = tables.iter().map(|features| features.table.clone()).collect();
            tables.retain(|features| LevelColumns::find(&features.columns, Level::Ward, None).is_some());
            if tables.len() != 1 {
                return Err(several(name, &all));
            }
        }
        tables.pop().ok_or_else(|| no_features(name, database))
    }

    /// What the file declares of the table's coordinate system: an EPSG number where there is one, else its definition.
    pub fn coordinate_system(&self, name: &str, database: &Connection) -> Result<Declared, ReadError> {
        const SQL: &str = "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?1 LIMIT 1";
        if kind_of(name, database, SYSTEMS)? != Kind::Table {
            return Ok(Declared::Undefined);
        }
        let system = |row: &Row<'_>| Ok((text(row, 0)?, row.get::<_, Option<i64>>(1).unwrap_or(None), text(row, 2)?));
        let found = database.query_row(SQL, [self.srs_id], system).optional();
        let Some((organization, number, definition)) = found.map_err(|error| unreadable(name, &error))? else {
            return Ok(Declared::Undefined);
        };
        Ok(match number.filter(|&number| number > 0 && organization.eq_ignore_ascii_case("EPSG")) {
            Some(number) => Declared::Name(format!("EPSG:{number}")),
            // -1 and 0 are the standard's "undefined", whose definition is the word.
            None if definition.is_empty() || definition.eq_ignore_ascii_case("undefined") => Declared::Undefined,
            None => Declared::Wkt { file: name.to_owned(), text: definition },
        })
    }
}

fn ensure_is_geopackage(name: &str, database: &Connection) -> Result<(), ReadError> {
    if kind_of(name, database, CONTENTS)? == Kind::Table {
        return Ok(());
    }
    let error = ReadError::new(name, "it is an SQLite database, but no GeoPackage: it has no table gpkg_contents");
    Err(error.with_hint("export the wards as a GeoPackage, a shapefile or GeoJSON"))
}

fn no_features(name: &str, database: &Connection) -> ReadError {
    let kinds = list(name, database, "SELECT lower(data_type) FROM gpkg_contents LIMIT ?1", |row| text(row, 0));
    let holds_tiles =
        kinds.is_ok_and(|kinds| kinds.iter().any(|kind| kind.contains("tiles") || kind.contains("cover")));
    let what = match holds_tiles {
        true => "it holds pictures (tiles), not ward outlines",
        false => "it holds no table of features",
    };
    ReadError::new(name, what).with_hint("name a file of ward outlines")
}

fn several(name: &str, tables: &[String]) -> ReadError {
    const NAMED: usize = 5;
    let more = if tables.len() > NAMED { ", …" } else { "" };
    let named = tables[..tables.len().min(NAMED)].join(", ");
    let what = format!(
        "it holds {} tables of features, and not one of them alone has ward codes: {named}{more}",
        tables.len()
    );
    ReadError::new(name, what).with_hint("export the one with the wards to a file of its own")
}

/// The tables of features in order of name.
fn tables(name: &str, database: &Connection) -> Result<Vec<Features>, ReadError> {
    if kind_of(name, database, GEOMETRY_COLUMNS)? != Kind::Table {
        return Ok(Vec::new());
    }
    const CONTENTS_SQL: &str = "SELECT table_name FROM gpkg_contents WHERE lower(data_type) = 'features' LIMIT ?1";
    const COLUMNS_SQL: &str = "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns LIMIT ?1";
    let geometry = |row: &Row<'_>| Ok((text(row, 0)?.to_lowercase(), (text(row, 1)?, row.get(2).unwrap_or(None))));
    let geometry: BTreeMap<String, (String, Option<i64>)> =
        list(name, database, COLUMNS_SQL, geometry)?.into_iter().collect();
    let mut names = list(name, database, CONTENTS_SQL, |row| text(row, 0))?;
    names.sort_unstable();
    let mut tables = Vec::new();
    for table in names {
        let Some((geometry_column, srs_id)) = geometry.get(&table.to_lowercase()) else { continue };
        let columns = columns(name, database, &table, geometry_column)?;
        tables.push(Features { table, columns, geometry_column: geometry_column.clone(), srs_id: *srs_id });
    }
    Ok(tables)
}

/// The columns of a table but the geometry.
fn columns(name: &str, database: &Connection, table: &str, geometry: &str) -> Result<Vec<String>, ReadError> {
    let wrong =
        |what: String| ReadError::new(name, what).with_hint("export it again as a GeoPackage, or as a shapefile");
    match kind_of(name, database, table)? {
        Kind::Table => {}
        Kind::Other => {
            return Err(wrong(format!("its features \"{table}\" are a view or a virtual table, which is not read")));
        }
        Kind::Nothing => return Err(wrong(format!("it says that it has a table \"{table}\", which is not there"))),
    }
    // Generated columns are not among them.
    let all = list_with(name, database, "SELECT name FROM pragma_table_info(?1)", [table], |row| text(row, 0))?;
    if all.len() > MOST_COLUMNS {
        return Err(wrong(format!("its table \"{table}\" has more than {MOST_COLUMNS} columns")));
    }
    let (of_geometry, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|each| each.eq_ignore_ascii_case(geometry));
    match of_geometry.is_empty() {
        true => {
            Err(wrong(format!("its table \"{table}\" has no column \"{geometry}\", which should hold the outlines")))
        }
        false => Ok(others),
    }
}

fn list<T>(
    name: &str,
    database: &Connection,
    sql: &str,
    take: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, ReadError> {
    list_with(name, database, sql, [MOST_TABLES], take)
}

fn list_with<T>(
    name: &str,
    database: &Connection,
    sql: &str,
    parameters: impl Params,
    take: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, ReadError> {
    let found = database.prepare(sql).and_then(|mut query| query.query_map(parameters, take)?.collect());
    found.map_err(|error| unreadable(name, &error))
}

/// A text; blank where the cell holds none.
fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    Ok(row.get_ref(at)?.as_str().unwrap_or_default().trim().to_owned())
}

//! GeoPackages made for the tests, table by table and byte by byte.

use rusqlite::{Connection, params};

use crate::read::boundaries::fixtures::BNG_PRJ;

/// A GeoPackage under way: the three tables of the standard, with the systems 27700, 4326, -1, and 99 (a definition alone).
pub(super) fn empty() -> Connection {
    let database = Connection::open_in_memory().unwrap();
    let sql = "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, \
               organization_coordsys_id INTEGER, definition TEXT, description TEXT);
               CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
               CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, \
               srs_id INTEGER, z TINYINT, m TINYINT);";
    database.execute_batch(sql).unwrap();
    let systems = [
        (27700, "EPSG", 27700, BNG_PRJ),
        (4326, "epsg", 4326, "x"),
        (-1, "NONE", -1, "undefined"),
        (99, "x", 0, BNG_PRJ),
    ];
    for (id, organization, number, definition) in systems {
        let sql = "INSERT INTO gpkg_spatial_ref_sys VALUES ('', ?1, ?2, ?3, ?4, '')";
        database.execute(sql, params![id, organization, number, definition]).unwrap();
    }
    database
}

/// Enters a table of features in the two lists of the standard.
pub(super) fn list(database: &Connection, table: &str, geometry: &str, srs_id: i32) {
    database.execute("INSERT INTO gpkg_contents VALUES (?1, 'features', ?1, ?2)", params![table, srs_id]).unwrap();
    let sql = "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, 'MULTIPOLYGON', ?3, 0, 0)";
    database.execute(sql, params![table, geometry, srs_id]).unwrap();
}

/// The columns of the table `wards`.
pub(super) const WARDS: &str = "fid INTEGER PRIMARY KEY, geom BLOB, WD25CD TEXT, WD25NM TEXT";

/// A file with a table `wards` of these codes, names and outlines.
pub(super) fn wards(srs_id: i32, rows: &[(&str, &str, Option<Vec<u8>>)]) -> Vec<u8> {
    let database = empty();
    add_wards(&database, srs_id, rows);
    bytes(&database)
}

/// A file of one square ward, as ONS ships them.
pub(in crate::read) fn one_ward() -> Vec<u8> {
    let square = PLAIN.polygon(&[vec![[0.0, 0.0], [0.0, 9.0], [9.0, 9.0], [9.0, 0.0], [0.0, 0.0]]]);
    wards(27700, &[("E05011118", "Bartley Green", Some(blob(0, 27700, &square)))])
}

/// Adds the table `wards`.
pub(super) fn add_wards(database: &Connection, srs_id: i32, rows: &[(&str, &str, Option<Vec<u8>>)]) {
    database.execute_batch(&format!("CREATE TABLE wards ({WARDS})")).unwrap();
    list(database, "wards", "geom", srs_id);
    for (code, name, outline) in rows {
        let sql = "INSERT INTO wards (geom, WD25CD, WD25NM) VALUES (?1, ?2, ?3)";
        database.execute(sql, params![outline, code, name]).unwrap();
    }
}

/// The file that the database would be.
pub(super) fn bytes(database: &Connection) -> Vec<u8> {
    database.serialize("main").unwrap().to_vec()
}

/// GeoPackage's header, little-endian and without an envelope, before these bytes.
pub(super) fn blob(flags: u8, srs_id: i32, wkb: &[u8]) -> Vec<u8> {
    [&b"GP\0"[..], &[flags | 1], &srs_id.to_le_bytes(), wkb].concat()
}

/// How a polygon is written: byte order, the number that says its dimensions, and how many numbers a point has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dialect {
    pub is_little_endian: bool,
    pub dimensions: u32,
    pub numbers: usize,
    pub has_srid: bool,
}

/// Plain little-endian polygons.
pub(super) const PLAIN: Dialect = Dialect { is_little_endian: true, dimensions: 0, numbers: 2, has_srid: false };

impl Dialect {
    fn u32(self, number: usize) -> [u8; 4] {
        let number = number as u32;
        if self.is_little_endian { number.to_le_bytes() } else { number.to_be_bytes() }
    }

    pub fn head(self, kind: u32, count: usize) -> Vec<u8> {
        let srid = if self.has_srid { self.u32(27700).to_vec() } else { Vec::new() };
        let flag = if self.has_srid { 0x2000_0000 } else { 0 };
        let code = self.u32((kind + self.dimensions + flag) as usize);
        [&[u8::from(self.is_little_endian)][..], &code, &srid, &self.u32(count)].concat()
    }

    pub fn polygon(self, rings: &[Vec<[f64; 2]>]) -> Vec<u8> {
        let mut bytes = self.head(3, rings.len());
        for ring in rings {
            bytes.extend(self.u32(ring.len()));
            for point in ring {
                let numbers = point.iter().copied().chain([7.0, 8.0]).take(self.numbers);
                let bytes_of =
                    |number: f64| if self.is_little_endian { number.to_le_bytes() } else { number.to_be_bytes() };
                bytes.extend(numbers.flat_map(bytes_of));
            }
        }
        bytes
    }

    pub fn multi_polygon(self, polygons: &[Vec<u8>]) -> Vec<u8> {
        [self.head(6, polygons.len()), polygons.concat()].concat()
    }
}

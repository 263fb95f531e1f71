//! GeoPackages that are read: every way of writing an outline, the coordinate systems, the choice of the table, zips; and the
//! real wards against the shapefile they come from.

use std::path::PathBuf;
use std::slice::from_ref;

use super::fixtures::{Dialect, PLAIN, add_wards, blob, bytes, empty, list, wards};
use super::*;
use crate::read::boundaries::fixtures::{Folder, shared, square, two_wards, zip_of};
use crate::read::boundaries::open::open;
use crate::read::boundaries::{Boundaries, BoundarySources, read_boundaries};
use crate::read::input::FileBytes;

fn read_path(path: PathBuf) -> Result<Boundaries, ReadError> {
    read_boundaries(&BoundarySources { wards: vec![path], ..BoundarySources::default() })
}

fn read(bytes: Vec<u8>) -> Boundaries {
    let folder = Folder::new();
    read_path(folder.file("wards.gpkg", bytes)).unwrap()
}

fn layer_of(bytes: Vec<u8>) -> Layer {
    layer(&FileBytes::new("wards.gpkg", bytes), None).unwrap()
}

fn outline(x: f64) -> Option<Vec<u8>> {
    Some(blob(0, 27700, &PLAIN.polygon(&[square(x, 280_000.0)])))
}

#[test]
fn a_geopackage_is_the_same_coverage_as_its_shapefile() {
    let folder = Folder::new();
    for (ending, bytes) in two_wards() {
        folder.file(&format!("wards.{ending}"), bytes);
    }
    let database = empty();
    database.execute_batch("CREATE TABLE w (geom BLOB, WD25CD TEXT, WD25NM, WD25NMW, LAD25CD, LAD25NM)").unwrap();
    list(&database, "w", "GEOM", 27700);
    let rows = [
        (400_000.0, "E05011118", "Acocks Green", "", "E08000025", "Birmingham"),
        (400_100.0, "E05007859", "Alvechurch", " ", "E07000234", "Bromsgrove"),
    ];
    for (x, code, name, welsh, district, district_name) in rows {
        let row = rusqlite::params![outline(x), code, name, welsh, district, district_name];
        database.execute("INSERT INTO w VALUES (?1, ?2, ?3, ?4, ?5, ?6)", row).unwrap();
    }
    let from_shp = read_path(folder.path("wards.shp")).unwrap();
    let from_gpkg = read(bytes(&database));
    assert_eq!(from_gpkg.coverage.wards, from_shp.coverage.wards);
    assert_eq!(from_gpkg.warnings[0].what, from_shp.warnings[0].what);
    let input = &from_gpkg.inputs[0];
    assert_eq!((input.rows, input.vintage, input.encoding.as_deref()), (Some(2), Some(2025), Some("UTF-8")));
    assert_eq!(input.crs.as_deref(), Some("British National Grid (EPSG:27700)"));
}

#[test]
fn every_way_to_write_an_outline_gives_the_same_rings() {
    let (outer, hole) = (square(0.0, 0.0), square(0.25, 0.25));
    let mut seen = 0;
    for is_little_endian in [true, false] {
        // ISO's thousands and PostGIS's flags: heights, measures, both.
        for (dimensions, numbers) in
            [(0, 2), (1000, 3), (2000, 3), (3000, 4), (0x8000_0000, 3), (0x4000_0000, 3), (0xC000_0000, 4)]
        {
            for has_srid in [false, true] {
                let dialect = Dialect { is_little_endian, dimensions, numbers, has_srid };
                let polygon = dialect.polygon(&[outer.clone(), hole.clone()]);
                let multi = dialect.multi_polygon(&[dialect.polygon(from_ref(&outer)), PLAIN.polygon(from_ref(&hole))]);
                for wkb in [polygon, multi] {
                    let mut geometry = Geometry::default();
                    let found = super::wkb::outline(&wkb, &mut geometry);
                    assert_eq!(found, Some(Outline::Rings(vec![0..5, 5..10])), "{dialect:?}");
                    assert_eq!(geometry.points, [&outer[..], &hole].concat(), "{dialect:?}");
                    for end in 0..wkb.len() {
                        assert_eq!(super::wkb::outline(&wkb[..end], &mut Geometry::default()), None, "cut short");
                    }
                    let longer = [&wkb[..], &[0]].concat();
                    assert_eq!(super::wkb::outline(&longer, &mut Geometry::default()), None, "a byte too many");
                    seen += 1;
                }
            }
        }
    }
    assert_eq!(seen, 56);
}

#[test]
fn rows_without_an_outline_that_can_be_read_are_left_out_by_reason() {
    let curved = [PLAIN.head(12, 1), PLAIN.head(10, 1)].concat();
    let rows = [
        ("E05000001", "A", outline(400_000.0)),
        ("E05000002", "B", None),
        ("E05000003", "C", Some(blob(1 << 4, 27700, &PLAIN.polygon(&[])))),
        ("E05000004", "D", Some(blob(0, 27700, &PLAIN.multi_polygon(&[])))),
        ("E05000005", "E", Some(blob(1 << 5, 27700, b"ours"))),
        ("E05000006", "F", Some(blob(0, 27700, &[&PLAIN.head(1, 0)[..5], &[0; 16]].concat()))),
        ("E05000007", "G", Some(blob(0, 27700, &curved))),
        ("", "H", outline(400_200.0)),
    ];
    let read = read(wards(27700, &rows));
    let found: Vec<_> = read.left_out.iter().map(|each| (each.row, each.reason.as_str())).collect();
    let expected = [
        (2, "it has no outline (null shape)"),
        (3, "it has no outline (null shape)"),
        (4, "it has no outline (null shape)"),
        (5, "its outline is in an extension of GeoPackage, which is not read"),
        (6, "its shape is not a polygon"),
        (7, "its outline is curved, which is not read"),
        (8, "the ward code is blank"),
    ];
    assert_eq!(found, expected);
    assert_eq!((read.accounts[0].rows_read, read.accounts[0].rows_used), (8, 1));
}

#[test]
fn the_coordinate_system_is_the_tables() {
    let system = |srs_id| {
        let layer = layer_of(wards(
            srs_id,
            &[("E05000001", "A", Some(blob(0, srs_id, &PLAIN.polygon(&[square(400_000.0, 280_000.0)]))))],
        ));
        (layer.crs.name(), layer.warnings.into_iter().map(|warning| warning.what).collect::<Vec<_>>())
    };
    assert_eq!(system(27700), ("British National Grid (EPSG:27700)".to_owned(), vec![]));
    assert_eq!(system(99), ("British National Grid (EPSG:27700)".to_owned(), vec![]), "by its definition");
    for undefined in [-1, 12345] {
        let (name, warnings) = system(undefined);
        assert_eq!(name, "British National Grid (EPSG:27700)");
        assert!(
            warnings[0].starts_with("it does not say what its coordinate system is; by their range"),
            "{warnings:?}"
        );
    }
    let degrees = vec![[-1.9, 52.4], [-1.9, 52.5], [-1.8, 52.5], [-1.9, 52.4]];
    let read = read(wards(4326, &[("E05000001", "A", Some(blob(0, 4326, &PLAIN.polygon(&[degrees]))))]));
    let [west, ..] = read.coverage.wards[0].shape.bounds().unwrap();
    assert!((400_000.0..410_000.0).contains(&west), "{west}");
}

#[test]
fn an_outline_of_another_system_than_its_tables_is_warned_of() {
    let layer = layer_of(wards(
        27700,
        &[("E05000001", "A", Some(blob(0, 4326, &PLAIN.polygon(&[square(400_000.0, 280_000.0)]))))],
    ));
    assert_eq!(layer.warnings[0].count, 1);
    assert!(layer.warnings[0].what.contains("another coordinate system than their table's"));
}

#[test]
fn of_several_tables_the_one_with_ward_codes_is_taken() {
    let database = empty();
    database.execute_batch("CREATE TABLE a (geom BLOB, LAD25CD TEXT); CREATE TABLE z (geom BLOB, CODE TEXT)").unwrap();
    list(&database, "a", "geom", 27700);
    list(&database, "z", "geom", 27700);
    let two = FileBytes::new("wards.gpkg", bytes(&database));
    let error = layer(&two, None).unwrap_err();
    let what = "wards.gpkg: it holds 2 tables of features, and not one of them alone has ward codes: a, z";
    assert_eq!(error.to_string(), what);
    add_wards(&database, 27700, &[("E05000001", "A", outline(400_000.0))]);
    assert_eq!(layer_of(bytes(&database)).columns, ["fid", "WD25CD", "WD25NM"]);
}

#[test]
fn names_with_quotation_marks_are_names_and_not_sql() {
    let database = empty();
    let sql = "CREATE TABLE \"wa\"\"rds; DROP TABLE gpkg_contents\" (\"ge\"\"om\" BLOB, WD25CD TEXT, \"a'b\" REAL, \"select\" INTEGER)";
    database.execute_batch(sql).unwrap();
    list(&database, "wa\"rds; DROP TABLE gpkg_contents", "ge\"om", 27700);
    let sql = "INSERT INTO \"wa\"\"rds; DROP TABLE gpkg_contents\" VALUES (?1, 'E05000001', 1.5, 7)";
    database.execute(sql, [outline(400_000.0)]).unwrap();
    let layer = layer_of(bytes(&database));
    assert_eq!(layer.columns, ["WD25CD", "a'b", "select"]);
    assert_eq!(layer.rows, [["E05000001", "1.5", "7"]]);
}

#[test]
fn columns_that_sqlite_would_have_to_compute_are_not_read() {
    let database = empty();
    let sql = "CREATE TABLE wards (geom BLOB, WD25CD TEXT, x AS (hex(zeroblob(400000000))), y AS (1) STORED)";
    database.execute_batch(sql).unwrap();
    list(&database, "wards", "geom", 27700);
    database.execute("INSERT INTO wards (geom, WD25CD) VALUES (?1, 'E05000001')", [outline(400_000.0)]).unwrap();
    assert_eq!(layer_of(bytes(&database)).columns, ["WD25CD"]);
}

#[test]
fn welsh_letters_are_kept_in_a_database_of_utf_16_too() {
    for encoding in ["UTF-8", "UTF-16le", "UTF-16be"] {
        let database = rusqlite::Connection::open_in_memory().unwrap();
        database.execute_batch(&format!("PRAGMA encoding = '{encoding}'")).unwrap();
        let made = empty();
        for table in ["gpkg_spatial_ref_sys", "gpkg_contents", "gpkg_geometry_columns"] {
            let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
            let sql: String = made.query_row(sql, [table], |row| row.get(0)).unwrap();
            database.execute_batch(&sql).unwrap();
        }
        add_wards(&database, 27700, &[("W05000001", "Ynys Môn, Tŷ Ŵyr", outline(240_000.0))]);
        assert_eq!(layer_of(bytes(&database)).rows[0][2], "Ynys Môn, Tŷ Ŵyr", "{encoding}");
    }
}

#[test]
fn a_zipped_geopackage_is_read_and_named() {
    let gpkg = wards(27700, &[("E05000001", "A", outline(400_000.0))]);
    let (folder, log) = (Folder::new(), "Wards/WD_2025.gpkg-wal");
    let read = read_path(folder.file("wards.zip", zip_of(&[("Wards/WD_2025.gpkg", &gpkg[..]), (log, b"")]))).unwrap();
    let names: Vec<_> = read.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["wards.zip", "wards.zip/WD_2025.gpkg"]);
    assert_eq!(read.inputs[1].vintage, Some(2025));
    let with_changes = folder.file("open.zip", zip_of(&[("Wards/WD_2025.gpkg", &gpkg[..]), (log, b"changes")]));
    let error = read_path(with_changes).unwrap_err();
    assert_eq!(error.to_string(), "open.zip: changes to WD_2025.gpkg are still in Wards/WD_2025.gpkg-wal");
}

#[test]
fn the_real_wards_are_the_shapefiles_bit_for_bit() {
    let Some(path) = shared("wards_wm_2025_shp/WD25_WestMidlands_BGC.shp") else { return };
    let from_shp = open(&path).unwrap();
    let database = empty();
    let columns: Vec<String> = from_shp.columns.iter().map(|column| format!("\"{column}\" TEXT")).collect();
    database.execute_batch(&format!("BEGIN; CREATE TABLE wards ({}, geom BLOB)", columns.join(", "))).unwrap();
    list(&database, "wards", "geom", 27700);
    let marks = vec!["?"; columns.len() + 1].join(", ");
    for (cells, outline) in from_shp.rows.iter().zip(&from_shp.geometry.outlines) {
        let Outline::Rings(rings) = outline else { panic!("a ward without an outline") };
        let rings: Vec<_> = rings.iter().map(|ring| from_shp.geometry.points[ring.clone()].to_vec()).collect();
        let outline = blob(0, 27700, &PLAIN.multi_polygon(&[PLAIN.polygon(&rings)]));
        let cells = cells.iter().map(|cell| rusqlite::types::Value::Text(cell.clone()));
        let row = rusqlite::params_from_iter(cells.chain([rusqlite::types::Value::Blob(outline)]));
        database.execute(&format!("INSERT INTO wards VALUES ({marks})"), row).unwrap();
    }
    database.execute_batch("COMMIT").unwrap();
    let from_gpkg = layer_of(bytes(&database));
    assert_eq!(from_gpkg.rows.len(), 754);
    assert_eq!((from_gpkg.columns, from_gpkg.rows), (from_shp.columns, from_shp.rows));
    assert_eq!(from_gpkg.geometry.outlines, from_shp.geometry.outlines);
    let bits = |geometry: &Geometry| geometry.points.iter().map(|point| point.map(f64::to_bits)).collect::<Vec<_>>();
    assert!(bits(&from_gpkg.geometry) == bits(&from_shp.geometry), "every coordinate");
}

//! Wards as a shapefile set as ONS ships them, with the date in the .dbf fixed.

use std::io::Cursor;

use shapefile::dbase::{FieldName, FieldValue, Record, TableWriterBuilder, encoding::Unicode};
use shapefile::{Point as ShapePoint, Polygon, PolygonRing, ShapeWriter};

use super::land::{Land, Point, Ward};
use super::plan::{District, Named};

/// Esri's words for the British National Grid, as in every file of the ONS Open Geography portal.
const PRJ: &str = "PROJCS[\"British_National_Grid\",GEOGCS[\"GCS_OSGB_1936\",DATUM[\"D_OSGB_1936\",\
    SPHEROID[\"Airy_1830\",6377563.396,299.3249646]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],\
    PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",400000.0],PARAMETER[\"False_Northing\",-100000.0],\
    PARAMETER[\"Central_Meridian\",-2.0],PARAMETER[\"Scale_Factor\",0.9996012717],\
    PARAMETER[\"Latitude_Of_Origin\",49.0],UNIT[\"Meter\",1.0]]";
/// The .dbf's date of last change, as years since 1900, month and day: the snapshot, not today.
const DBF_DATE: [u8; 3] = [126, 3, 31];
/// Fields and their widths in bytes.
const FIELDS: [(&str, u8); 5] = [("WD26CD", 9), ("WD26NM", 64), ("WD26NMW", 64), ("LAD26CD", 9), ("LAD26NM", 64)];

/// A ward as a boundary file has it: its outline and what is written about it.
pub struct WardRecord<'a> {
    pub ward: &'a Ward,
    pub code: String,
    pub english: &'a str,
    pub welsh: &'a str,
    /// Code and name of its district.
    pub district: Named,
}

/// Every ward of the land, under its own codes and names.
pub fn records(land: &Land) -> Vec<WardRecord<'_>> {
    let record = |ward| {
        let Ward { code, name, district, .. }: &Ward = ward;
        let District { code: district, name: of_district, .. } = land.districts[*district];
        let district = (district, of_district);
        WardRecord { ward, code: code.clone(), english: &name.english, welsh: &name.welsh, district }
    };
    land.wards.iter().map(record).collect()
}

/// The five files of a set, in the order of the records.
pub fn files(stem: &str, records: &[WardRecord<'_>]) -> Vec<(String, Vec<u8>)> {
    let (shp, shx) = shapes(records);
    vec![
        (format!("{stem}.shp"), shp),
        (format!("{stem}.shx"), shx),
        (format!("{stem}.dbf"), attributes(records)),
        (format!("{stem}.prj"), PRJ.as_bytes().to_vec()),
        (format!("{stem}.cpg"), b"UTF-8".to_vec()),
    ]
}

fn shapes(records: &[WardRecord<'_>]) -> (Vec<u8>, Vec<u8>) {
    let (mut shp, mut shx) = (Vec::new(), Vec::new());
    let polygons: Vec<Polygon> = records.iter().map(|record| polygon(record.ward)).collect();
    let writer = ShapeWriter::with_shx(Cursor::new(&mut shp), Cursor::new(&mut shx));
    writer.write_shapes(&polygons).expect("memory takes every byte");
    (shp, shx)
}

fn polygon(ward: &Ward) -> Polygon {
    let points = |ring: &Vec<Point>| ring.iter().map(|&[x, y]| ShapePoint::new(x, y)).collect();
    let outer = ward.outer.iter().map(|ring| PolygonRing::Outer(points(ring)));
    let holes = ward.holes.iter().map(|ring| PolygonRing::Inner(points(ring)));
    Polygon::with_rings(outer.chain(holes).collect())
}

fn attributes(records: &[WardRecord<'_>]) -> Vec<u8> {
    let mut dbf = Vec::new();
    let mut table = TableWriterBuilder::with_encoding(Unicode);
    for (name, width) in FIELDS {
        table = table.add_character_field(FieldName::try_from(name).expect("under eleven letters"), width);
    }
    let records: Vec<Record> = records.iter().map(fields).collect();
    let writer = table.build_with_dest(Cursor::new(&mut dbf));
    writer.write_records(&records).expect("memory takes every byte");
    dbf[1..4].copy_from_slice(&DBF_DATE);
    // Byte 29 is the code page in dBASE's own numbering, which has none for UTF-8: 0, and the .cpg file tells.
    dbf[29] = 0;
    dbf
}

fn fields(ward: &WardRecord<'_>) -> Record {
    let values = [&ward.code, ward.english, ward.welsh, ward.district.0, ward.district.1];
    let mut record = Record::default();
    for ((name, _), value) in FIELDS.iter().zip(values) {
        record.insert((*name).to_owned(), FieldValue::Character(Some(value.to_owned())));
    }
    record
}

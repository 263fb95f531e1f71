//! The committed files, read plainly.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use geo::{Coord, Intersects, LineString, MultiPolygon, Point, Polygon};
use shapefile::PolygonRing;

pub const CITY: &str = "E08999001";

/// A row of a CSV file, by column.
pub type Row = BTreeMap<String, String>;

/// A ward with what the lookup says of it.
pub struct Ward {
    pub code: String,
    pub shape: MultiPolygon,
    pub authority: String,
    pub region: String,
    bounds: geo::Rect,
}

pub fn in_package(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub fn rows(name: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(in_package(name)).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// Every ward; holes belong to the outer ring before them, as the generator writes them.
pub fn wards() -> Vec<Ward> {
    let lookup: BTreeMap<String, Row> =
        rows("boundaries/ward_lookup.csv").into_iter().map(|row| (row["WD26CD"].clone(), row)).collect();
    let mut reader = shapefile::Reader::from_path(in_package("boundaries/wards.shp")).unwrap();
    let records = reader.iter_shapes_and_records_as::<shapefile::Polygon, shapefile::dbase::Record>();
    let ward = |record: Result<(shapefile::Polygon, shapefile::dbase::Record), shapefile::Error>| {
        let (polygon, fields) = record.unwrap();
        let text = |name: &str| match fields.get(name) {
            Some(shapefile::dbase::FieldValue::Character(text)) => text.clone().unwrap_or_default(),
            _ => panic!("{name} is text"),
        };
        let row = &lookup[&text("WD26CD")];
        assert_eq!(
            [&text("WD26NM"), &text("LAD26CD"), &text("LAD26NM")],
            [&row["WD26NM"], &row["LAD26CD"], &row["LAD26NM"]]
        );
        let upper = if row["CTY26CD"].is_empty() { &row["LAD26CD"] } else { &row["CTY26CD"] };
        let shape = shape(&polygon);
        let bounds = geo::BoundingRect::bounding_rect(&shape).unwrap();
        Ward { code: text("WD26CD"), shape, authority: upper.clone(), region: row["RGN26CD"].clone(), bounds }
    };
    records.map(ward).collect()
}

/// The one ward that a spot is in, `None` where there is no ward. A spot in two wards, or on a border, is a fault of the files.
pub fn ward_at(wards: &[Ward], at: Point) -> Option<&Ward> {
    let near = wards.iter().filter(|ward| ward.bounds.intersects(&at));
    let holding: Vec<&Ward> = near.filter(|ward| ward.shape.intersects(&at)).collect();
    assert!(holding.len() <= 1, "a spot is in {} wards", holding.len());
    holding.first().copied()
}

/// The spot in two columns; `None` when they are blank.
pub fn spot(row: &Row, easting: &str, northing: &str) -> Option<Point> {
    assert_eq!(row[easting].is_empty(), row[northing].is_empty());
    let metres = |column: &str| row[column].parse::<i64>().unwrap() as f64;
    (!row[easting].is_empty()).then(|| Point::new(metres(easting), metres(northing)))
}

fn shape(polygon: &shapefile::Polygon) -> MultiPolygon {
    let mut polygons: Vec<Polygon> = Vec::new();
    for ring in polygon.rings() {
        let line: LineString = ring.points().iter().map(|point| Coord { x: point.x, y: point.y }).collect();
        match ring {
            PolygonRing::Outer(_) => polygons.push(Polygon::new(line, Vec::new())),
            PolygonRing::Inner(_) => polygons.last_mut().unwrap().interiors_push(line),
        }
    }
    MultiPolygon(polygons)
}

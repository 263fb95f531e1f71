//! GeoJSON to a `Layer`: a FeatureCollection of Polygons and MultiPolygons, with its old-style `crs` member honoured.

use std::collections::BTreeSet;

use geojson::{FeatureCollection, Geometry as Shape, GeometryValue, JsonObject, JsonValue, Position};

use super::layer::{Geometry, Layer, NOT_A_POLYGON, NULL_SHAPE, Outline};
use super::open::ensure_few_cells;
use super::place_crs::{Declared, crs};
use crate::read::ReadError;
use crate::read::input::{FileBytes, InputFile};
use crate::read::text::decode;

/// The most different properties that are read: a shapefile has 255 at most, and ONS's files have some ten. Features
/// with properties of their own would make the table of cells the square of the file.
const MAX_PROPERTIES: usize = 1_000;

/// Makes a layer of a GeoJSON file.
///
/// # Errors
/// When it is not JSON, not a FeatureCollection, holds no polygons, its coordinate system is not known, or its features
/// have more than 1,000 different properties.
pub(super) fn layer(file: &FileBytes) -> Result<Layer, ReadError> {
    let (text, encoding) = decode(&file.name, &file.bytes, None)?;
    let collection = parse(&file.name, &text)?;
    ensure_polygons(&file.name, &collection)?;
    let geometry = geometry(&file.name, &collection)?;
    let (crs, warning) = crs(&file.name, declared_crs(collection.foreign_members.as_ref()), geometry.bounds())?;
    let (columns, rows) = attributes(&file.name, &collection)?;
    let input = InputFile {
        rows: Some(rows.len() as u64),
        crs: Some(crs.name()),
        encoding: Some(encoding.to_owned()),
        ..file.input()
    };
    let warnings = warning.into_iter().collect();
    Ok(Layer { name: file.name.clone(), columns, rows, geometry, crs, inputs: vec![input], warnings })
}

fn parse(file: &str, text: &str) -> Result<FeatureCollection, ReadError> {
    serde_json::from_str(text).map_err(|error| match serde_json::from_str::<AnyObject>(text) {
        _ if is_too_deep(&error) => {
            ReadError::new(file, "it is nested more deeply than GeoJSON can be").with_hint("export it again")
        }
        Ok(object) => not_a_collection(file, object.r#type.as_deref()),
        Err(error) if error.is_data() => not_a_collection(file, None),
        Err(error) => {
            // The parser's own message may quote the data; where it stopped may not.
            let what = if error.is_eof() { "it is cut short" } else { "it is not JSON" };
            let place = format!("{file}, line {}, column {}", error.line(), error.column());
            ReadError::new(place, what).with_hint("download or export it again")
        }
    })
}

/// serde_json stops at 128 levels, so that no file uses up the stack, and says so in words only.
fn is_too_deep(error: &serde_json::Error) -> bool {
    error.to_string().contains("recursion limit exceeded")
}

/// Any JSON object, to see what it is instead of a FeatureCollection.
#[derive(serde::Deserialize)]
struct AnyObject {
    r#type: Option<String>,
}

fn not_a_collection(file: &str, found: Option<&str>) -> ReadError {
    const OTHERS: [&str; 9] = [
        "Feature",
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
        "Topology",
    ];
    let what = match found {
        Some("FeatureCollection") => "a feature in it does not follow the GeoJSON standard".to_owned(),
        Some(other) if OTHERS.contains(&other) => format!("it is not a GeoJSON FeatureCollection but a {other}"),
        _ => "it is not a GeoJSON FeatureCollection".to_owned(),
    };
    ReadError::new(file, what).with_hint("export the wards as a GeoJSON FeatureCollection of polygons")
}

fn ensure_polygons(file: &str, collection: &FeatureCollection) -> Result<(), ReadError> {
    let mut shapes = collection.features.iter().filter_map(|feature| feature.geometry.as_ref()).peekable();
    let Some(first) = shapes.peek() else { return Ok(()) };
    let kind = first.value.type_name();
    if shapes.any(|shape| polygons(shape).is_some()) {
        return Ok(());
    }
    Err(ReadError::new(file, format!("it holds {kind}s, not polygons")).with_hint("name a file of ward outlines"))
}

fn geometry(file: &str, collection: &FeatureCollection) -> Result<Geometry, ReadError> {
    let mut geometry = Geometry::default();
    for (row, feature) in (1..).zip(&collection.features) {
        let outline = match feature.geometry.as_ref().map(polygons) {
            None => Outline::Missing(NULL_SHAPE),
            Some(None) => Outline::Missing(NOT_A_POLYGON),
            Some(Some(polygons)) => rings(polygons, &mut geometry).ok_or_else(|| one_number(file, row))?,
        };
        geometry.outlines.push(outline);
    }
    Ok(geometry)
}

fn one_number(file: &str, row: u64) -> ReadError {
    let error = ReadError::new(format!("{file}, record {row}"), "a point of its outline has fewer than two numbers");
    error.with_hint("export the file again")
}

/// The polygons of a shape; `None` for points, lines and collections.
fn polygons(shape: &Shape) -> Option<&[Vec<Vec<Position>>]> {
    match &shape.value {
        GeometryValue::Polygon { coordinates } => Some(std::slice::from_ref(coordinates)),
        GeometryValue::MultiPolygon { coordinates } => Some(coordinates),
        _ => None,
    }
}

/// Outer rings and holes alike: a shape is read by the even-odd rule. `None` when a point has fewer than two numbers;
/// a third, the height, is not read.
fn rings(polygons: &[Vec<Vec<Position>>], geometry: &mut Geometry) -> Option<Outline> {
    let mut rings = Vec::new();
    for ring in polygons.iter().flatten() {
        let points: Option<Vec<[f64; 2]>> = ring.iter().map(|point| point.as_slice().first_chunk().copied()).collect();
        rings.push(geometry.push_ring(points?.into_iter()));
    }
    Some(if rings.is_empty() { Outline::Missing(NULL_SHAPE) } else { Outline::Rings(rings) })
}

/// The `crs` member of GeoJSON 2008, which RFC 7946 dropped and GDAL still writes.
fn declared_crs(members: Option<&JsonObject>) -> Declared {
    match members.and_then(|members| members.get("crs")) {
        None | Some(JsonValue::Null) => Declared::GeoJsonDefault,
        Some(crs) => {
            let name = crs.pointer("/properties/name").and_then(JsonValue::as_str);
            Declared::Name(name.unwrap_or_default().to_owned())
        }
    }
}

type Attributes = (Vec<String>, Vec<Vec<String>>);

/// Every property that any feature has is a column.
fn attributes(file: &str, collection: &FeatureCollection) -> Result<Attributes, ReadError> {
    let properties = collection.features.iter().filter_map(|feature| feature.properties.as_ref());
    let columns: BTreeSet<&String> = properties.flat_map(JsonObject::keys).collect();
    if columns.len() > MAX_PROPERTIES {
        let what = format!("its features have more than {MAX_PROPERTIES} different properties");
        return Err(ReadError::new(file, what).with_hint("export it with the ward's code and name only"));
    }
    ensure_few_cells(file, collection.features.len(), columns.len())?;
    let cell = |feature: &geojson::Feature, column: &str| match feature.property(column) {
        Some(JsonValue::String(text)) => text.trim().to_owned(),
        Some(JsonValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let rows = collection.features.iter().map(|feature| columns.iter().map(|column| cell(feature, column)).collect());
    Ok((columns.iter().map(|&column| column.clone()).collect(), rows.collect()))
}

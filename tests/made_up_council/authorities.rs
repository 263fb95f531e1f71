//! The boundary file of authorities against the wards that it was dissolved from.

use std::collections::BTreeMap;

use geo::{Area, Contains, Coord, InteriorPoint, LineString, MultiPolygon, Polygon};
use serde_json::Value;

use super::files::{in_package, wards};

/// Code and outline of each authority, as the file has them.
fn authorities() -> BTreeMap<String, MultiPolygon> {
    let bytes = std::fs::read(in_package("examples/two_tier_county/counties_and_unitaries.geojson")).unwrap();
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(file["crs"]["properties"]["name"], "urn:ogc:def:crs:EPSG::27700");
    let features = file["features"].as_array().unwrap().iter();
    let one = |feature: &Value| {
        let polygons = feature["geometry"]["coordinates"].as_array().unwrap().iter().map(polygon).collect();
        (feature["properties"]["CTYUA26CD"].as_str().unwrap().to_owned(), MultiPolygon(polygons))
    };
    features.map(one).collect()
}

fn polygon(rings: &Value) -> Polygon {
    let [outer] = &rings.as_array().unwrap()[..] else { panic!("no authority has a hole") };
    let at = |spot: &Value| Coord { x: spot[0].as_f64().unwrap(), y: spot[1].as_f64().unwrap() };
    let line: LineString = outer.as_array().unwrap().iter().map(at).collect();
    assert!(line.is_closed());
    Polygon::new(line, Vec::new())
}

#[test]
fn an_authority_is_as_large_as_its_wards_and_holds_each_of_them() {
    let (wards, authorities) = (wards(), authorities());
    assert_eq!(authorities.len(), 14);
    for (code, outline) in &authorities {
        let own = wards.iter().filter(|ward| ward.authority == *code);
        let km2: f64 = own.map(|ward| ward.shape.unsigned_area()).sum::<f64>() / 1e6;
        let outline_km2 = outline.signed_area() / 1e6;
        assert!((outline_km2 - km2).abs() < 1e-6, "{code}: {outline_km2} km², its wards {km2} km², anticlockwise");
    }
    for ward in &wards {
        let inside = ward.shape.interior_point().unwrap();
        let holding = authorities.iter().filter(|(_, outline)| outline.contains(&inside)).map(|(code, _)| code);
        assert_eq!(holding.collect::<Vec<_>>(), [&ward.authority], "{}", ward.code);
    }
}

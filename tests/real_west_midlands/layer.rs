//! Where the vertices of the layer lie.

use std::collections::BTreeMap;
use std::path::Path;

use super::plain::Point;
use super::study::real;
use super::support::{real_data, text};

/// Positions of every ring of every ward, by ward code.
fn positions(layer: &Path, code_field: &str) -> BTreeMap<String, Vec<Point>> {
    let layer: geojson::FeatureCollection = text(layer).parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
    let mut wards = BTreeMap::new();
    for feature in layer.features {
        let code = feature.property(code_field).unwrap().as_str().unwrap().to_owned();
        let rings: Vec<Vec<Point>> = match feature.geometry.unwrap().value {
            geojson::GeometryValue::Polygon { coordinates } => {
                coordinates.iter().map(|ring| ring.iter().map(|at| [at[0], at[1]]).collect()).collect()
            }
            geojson::GeometryValue::MultiPolygon { coordinates } => {
                coordinates.iter().flatten().map(|ring| ring.iter().map(|at| [at[0], at[1]]).collect()).collect()
            }
            other => panic!("{other:?}"),
        };
        wards.insert(code, rings.concat());
    }
    wards
}

/// The farthest that a point of `these` lies from its nearest in `those`, in the units of both.
fn farthest(these: &[Point], those: &[Point]) -> f64 {
    let mut sorted = those.to_vec();
    sorted.sort_by(|one, other| one[0].total_cmp(&other[0]));
    let nearest = |point: &Point| {
        let from = sorted.partition_point(|other| other[0] < point[0] - 0.5);
        let near = sorted[from..].iter().take_while(|other| other[0] < point[0] + 0.5);
        near.map(|other| (point[0] - other[0]).hypot(point[1] - other[1])).fold(f64::INFINITY, f64::min)
    };
    these.iter().map(nearest).fold(0.0, f64::max)
}

fn to_grid(points: &[Point]) -> Vec<Point> {
    let grid = |point: &Point| {
        let lonlat = nearhome::geography::LonLat { lon: point[0], lat: point[1] };
        nearhome::reproject::to_grid(lonlat).unwrap().xy()
    };
    points.iter().map(grid).collect()
}

#[test]
fn the_layer_lies_on_its_source_and_on_the_wards_as_ons_publishes_them() {
    let Some(real) = real() else { return };
    let Some(published) = real_data("wards_wm_2025_geojson") else { return };
    let out = real.run();
    let written = positions(&out.join("layers/wards.geojson"), "ward_code");
    let published = positions(&published.join("E12000005.geojson"), "WD25CD");
    let (mut from_source, mut from_published) = (0.0_f64, 0.0_f64);
    for ward in &real.wards {
        let (source, ours) = (ward.rings.concat(), to_grid(&written[&ward.code]));
        assert_eq!(source.len(), ours.len(), "no vertex of ward {} is lost", ward.code);
        from_source = from_source.max(farthest(&source, &ours)).max(farthest(&ours, &source));
        // ONS's degrees and ours, both in metres on the same local plane: a degree of latitude is 111.3 km here, of longitude 67.6 km.
        let metres =
            |points: &[Point]| points.iter().map(|[lon, lat]| [lon * 67_600.0, lat * 111_300.0]).collect::<Vec<_>>();
        let (ours, theirs) = (metres(&written[&ward.code]), metres(&published[&ward.code]));
        from_published = from_published.max(farthest(&theirs, &ours)).max(farthest(&ours, &theirs));
    }
    println!("farthest from the source {from_source:.4} m, from the published degrees {from_published:.4} m");
    assert!(from_source < 0.02, "{from_source}");
    assert!(from_published < 0.1, "{from_published}");
}

//! The 754 wards of the West Midlands (ONS 2025, generalised): a million points, every vertex and every edge's middle.
//! Source: Office for National Statistics licensed under the Open Government Licence v.3.0.
//! Contains OS data © Crown copyright and database right 2025.

use std::path::Path;

use nearhome::locate::Placing;
use shapefile::{Shape, ShapeReader};

use crate::check::{assert_all_agree, awkward_points, random_points};
use crate::made_wards::Rings;

const WARDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/wards_wm_2025_shp/WD25_WestMidlands_BGC.shp");

/// The wards' rings as they are in the file; `None`, and said so, where the file is not.
fn west_midlands() -> Option<Vec<Rings>> {
    if !Path::new(WARDS).exists() {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "the real data must be there in CI");
        println!("skipped: the West Midlands wards are not there");
        return None;
    }
    let mut reader = ShapeReader::from_path(WARDS).expect("a shapefile");
    let rings = |shape: Result<Shape, shapefile::Error>| match shape.expect("a shape") {
        Shape::Polygon(polygon) => {
            polygon.rings().iter().map(|ring| ring.points().iter().map(|p| [p.x, p.y]).collect()).collect()
        }
        _ => panic!("a polygon was expected"),
    };
    Some(reader.iter_shapes().map(rings).collect())
}

#[test]
fn every_point_of_the_west_midlands_is_in_one_ward_or_none() {
    let Some(wards) = west_midlands() else { return };
    assert_eq!(wards.len(), 754);
    let vertices = wards.iter().flatten().flatten().count();
    let mut points = random_points(&wards, 1_000_000, 25);
    points.extend(awkward_points(&wards, 26));
    let tally = assert_all_agree(&wards, &points);
    println!("{} wards, {vertices} vertices, {} points: {tally:?}", wards.len(), points.len());
    assert!(tally[&Placing::OnBorder] >= vertices, "every vertex is on a border");
}

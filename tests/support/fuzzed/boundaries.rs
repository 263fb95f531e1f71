//! Boundary files in every format, their coordinate systems, and the lookup beside them.

use std::path::PathBuf;

use nearhome::geography::Coverage;
use nearhome::locate::WardIndex;
use nearhome::read::boundaries::{BoundarySources, look_at_boundaries, read_boundaries};
use nearhome::read::columns::GivenNames;
use nearhome::read::postcodes::{WantedPostcodes, read_directory};
use nearhome::reproject::Crs;

use super::scratch::{choice, file, parts};
use super::{assert_accounted, or_sound_error};

const NATIONAL_GRID: &str = include_str!("../../../boundaries/wards.prj");
const DEGREES: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]"#;

/// A choice of what is there, then .shp, .dbf, .shx and .cpg.
pub fn shapefile(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    let [shp, dbf, shx, cpg] = parts(bytes);
    let prj = [None, Some(NATIONAL_GRID), Some(DEGREES), Some("")][usize::from(choice & 3)];
    file("wards.prj", prj.map(str::as_bytes));
    file("wards.dbf", Some(dbf));
    file("wards.shx", (choice & 4 != 0).then_some(shx));
    file("wards.cpg", (choice & 8 != 0).then_some(cpg));
    read(vec![file("wards.shp", Some(shp))], None);
}

/// The text of a .prj, and two points to take to the National Grid.
pub fn prj(bytes: &[u8]) {
    let Ok(crs) = Crs::from_wkt(&String::from_utf8_lossy(bytes)) else { return };
    assert!(!format!("{crs:?}").is_empty());
    let points = [[406_649.0, 286_530.0], [-2.0, 52.5]];
    if let Ok(points) = crs.to_grid_all(&points) {
        assert_eq!(points.len(), 2);
    }
}

pub fn geojson(bytes: &[u8]) {
    read(vec![file("wards.geojson", Some(bytes))], None);
}

/// A zip with boundaries in it, or a postcode directory.
pub fn zip(bytes: &[u8]) {
    let path = file("some.zip", Some(bytes));
    read(vec![path.clone()], None);
    if let Some(read) = or_sound_error(read_directory(&path, &GivenNames::new(), &WantedPostcodes::All)) {
        assert_accounted(&read.account, &read.left_out);
    }
}

pub fn geopackage(bytes: &[u8]) {
    read(vec![file("wards.gpkg", Some(bytes))], None);
}

/// A lookup beside three wards of two authorities.
pub fn lookup(bytes: &[u8]) {
    const WARDS: &str = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"WD25CD":"E05000001","LAD25CD":"E07000234"},"geometry":{"type":"Polygon","coordinates":[[[-2,52],[-1.9,52],[-1.9,52.1],[-2,52]]]}},
        {"type":"Feature","properties":{"WD25CD":"E05000002","LAD25CD":""},"geometry":{"type":"Polygon","coordinates":[[[-1.9,52],[-1.8,52],[-1.8,52.1],[-1.9,52]]]}},
        {"type":"Feature","properties":{"WD25CD":"W05000003","LAD25CD":"W06000015"},"geometry":{"type":"Polygon","coordinates":[[[-3,52],[-2.9,52],[-2.9,52.1],[-3,52]]]}}]}"#;
    let wards = file("wards.geojson", Some(WARDS.as_bytes()));
    read(vec![wards], Some(file("lookup.csv", Some(bytes))));
}

fn read(wards: Vec<PathBuf>, lookup: Option<PathBuf>) {
    if lookup.is_none() {
        or_sound_error(look_at_boundaries(&wards[0]));
    }
    let sources = BoundarySources { wards, lookup, ..BoundarySources::default() };
    let Some(read) = or_sound_error(read_boundaries(&sources)) else { return };
    read.accounts.iter().for_each(|account| assert_accounted(account, &read.left_out));
    assert_coverage(&read.coverage);
}

/// Lists in order, each code once, every position in its list; and the index takes whatever outlines came.
fn assert_coverage(coverage: &Coverage) {
    assert!(!coverage.wards.is_empty(), "no ward at all is an error");
    assert!(coverage.wards.is_sorted_by(|one, next| one.code < next.code));
    assert!(coverage.authorities.is_sorted_by(|one, next| one.code < next.code));
    assert!(
        coverage
            .ward_ixs()
            .filter_map(|ward| coverage.region_of(ward))
            .all(|at| (at.0 as usize) < coverage.regions.len())
    );
    let index = WardIndex::build(&coverage.wards);
    let corners = coverage.wards.iter().filter_map(|ward| ward.shape.rings().first()?.first());
    corners.for_each(|corner| assert!(index.locate(*corner).ward().is_some(), "a corner is on a border"));
}

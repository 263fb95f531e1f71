//! Shapes for the tests of this folder: drawn by hand, and the real wards of the West Midlands.

use crate::geography::{GridPoint, Ring, Shape};

pub(super) fn point([x, y]: [f64; 2]) -> GridPoint {
    GridPoint::new(x, y).unwrap()
}

/// A shape of rings given by their corners.
pub(super) fn shape(rings: &[&[[f64; 2]]]) -> Shape {
    Shape::new(rings.iter().map(|ring| ring.iter().map(|corner| point(*corner)).collect()).collect())
}

/// The corners of an upright rectangle, counter-clockwise.
pub(super) fn rectangle([west, south, east, north]: [f64; 4]) -> Vec<[f64; 2]> {
    vec![[west, south], [east, south], [east, north], [west, north]]
}

/// Even-odd by counting the edges to the east of the point: the plain version that answers are checked against.
pub(super) fn holds(shape: &Shape, at: GridPoint) -> bool {
    let [x, y] = at.xy();
    let crosses = |(from, to): &(GridPoint, GridPoint)| {
        let ([x1, y1], [x2, y2]) = (from.xy(), to.xy());
        (y1 > y) != (y2 > y) && x < x1 + (y - y1) / (y2 - y1) * (x2 - x1)
    };
    shape.edges().filter(crosses).count() % 2 == 1
}

/// A real ward: the code of its district and its outline.
pub(super) struct TestWard {
    pub district: String,
    pub shape: Shape,
}

/// The 754 wards of the West Midlands in 2025 (ONS, generalised to 20 m; OGL v3). `None`, and a word about it, where
/// the shared data are not there.
pub(super) fn west_midlands() -> Option<Vec<TestWard>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/wards_wm_2025_shp/WD25_WestMidlands_BGC.shp");
    let Ok(mut reader) = shapefile::Reader::from_path(file) else {
        assert!(std::env::var_os("CI").is_none(), "the shared data are missing");
        eprintln!("skipped: no shared data");
        return None;
    };
    let wards = reader.iter_shapes_and_records().map(|ward| {
        let (shape, record) = ward.unwrap();
        let shapefile::Shape::Polygon(polygon) = shape else { panic!("not a polygon") };
        let Some(shapefile::dbase::FieldValue::Character(Some(district))) = record.get("LAD25CD") else {
            panic!("no district")
        };
        TestWard { district: district.trim().to_owned(), shape: Shape::new(polygon.rings().iter().map(ring).collect()) }
    });
    Some(wards.collect())
}

fn ring(ring: &shapefile::PolygonRing<shapefile::Point>) -> Ring {
    ring.points().iter().map(|at| point([at.x, at.y])).collect()
}

/// The wards of each district, in order of code.
pub(super) fn by_district(wards: &[TestWard]) -> Vec<(&str, Vec<&Shape>)> {
    let mut codes: Vec<&str> = wards.iter().map(|ward| ward.district.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let of = |code: &str| wards.iter().filter(|ward| ward.district == code).map(|ward| &ward.shape).collect();
    codes.into_iter().map(|code| (code, of(code))).collect()
}

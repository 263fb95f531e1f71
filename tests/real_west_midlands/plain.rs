//! Wards, distances and counts the slow, plain way.

use std::collections::BTreeMap;
use std::path::Path;

use super::study::{PlainChild, Real};

pub type Point = [f64; 2];

/// A ward as this test reads it: raw rings.
pub struct PlainWard {
    pub code: String,
    pub district: String,
    pub rings: Vec<Vec<Point>>,
    pub bounds: [f64; 4],
}

pub fn plain_wards(folder: &Path) -> Vec<PlainWard> {
    let mut reader = shapefile::Reader::from_path(folder.join("WD25_WestMidlands_BGC.shp")).unwrap();
    let mut wards: Vec<PlainWard> = reader.iter_shapes_and_records().map(|pair| plain_ward(pair.unwrap())).collect();
    wards.sort_by(|one, other| one.code.cmp(&other.code));
    wards
}

pub fn plain_ward((shape, record): (shapefile::Shape, shapefile::dbase::Record)) -> PlainWard {
    let field = |name: &str| match record.get(name) {
        Some(shapefile::dbase::FieldValue::Character(Some(text))) => text.trim().to_owned(),
        other => panic!("{name}: {other:?}"),
    };
    let shapefile::Shape::Polygon(polygon) = shape else { panic!("a polygon") };
    let rings: Vec<Vec<Point>> =
        polygon.rings().iter().map(|ring| ring.points().iter().map(|point| [point.x, point.y]).collect()).collect();
    let all = || rings.iter().flatten();
    let (low, high) = (f64::INFINITY, f64::NEG_INFINITY);
    let bounds =
        all().fold([low, low, high, high], |[w, s, e, n], [x, y]| [w.min(*x), s.min(*y), e.max(*x), n.max(*y)]);
    PlainWard { code: field("WD25CD"), district: field("LAD25CD"), rings, bounds }
}

/// Even-odd by a ray to the east, half-open in northing.
pub fn holds(ward: &PlainWard, [x, y]: Point) -> bool {
    let [west, south, east, north] = ward.bounds;
    if x < west || x > east || y < south || y > north {
        return false;
    }
    let crosses =
        |a: Point, b: Point| (a[1] <= y) != (b[1] <= y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    ward.rings.iter().flat_map(|ring| ring.windows(2)).filter(|edge| crosses(edge[0], edge[1])).count() % 2 == 1
}

pub fn plain_locate(wards: &[PlainWard], point: Option<Point>) -> Option<usize> {
    let found: Vec<usize> = (0..wards.len()).filter(|&at| holds(&wards[at], point.unwrap_or([0.0, 0.0]))).collect();
    assert!(found.len() <= 1, "the coverage is clean");
    found.first().copied()
}

/// The return's own formula: miles with one decimal, half to even.
pub fn plain_miles(child: &PlainChild) -> Option<f64> {
    let ([x, y], [u, v]) = child.home.zip(child.placement).filter(|_| !child.is_uasc)?;
    let miles = ((u - x).powi(2) + (v - y).powi(2)).sqrt() / 1000.0 / 1.6093;
    let (tenths, rest) = ((miles * 10.0).floor(), (miles * 10.0).fract());
    let rounds_up = rest > 0.5 || (rest == 0.5 && tenths % 2.0 == 1.0);
    Some((tenths + f64::from(u8::from(rounds_up))) / 10.0)
}

pub type Counts = BTreeMap<String, BTreeMap<&'static str, i64>>;

pub fn add(counts: &mut Counts, area: &str, what: &'static str, number: i64) {
    *counts.entry(area.to_owned()).or_default().entry(what).or_default() += number;
}

/// Every count of the ward layer, ward by ward, the slow way.
pub fn plain_ward_counts(real: &Real) -> Counts {
    let mut counts = Counts::new();
    for (point, provider, places) in &real.carers {
        let Some(ward) = plain_locate(&real.wards, Some(*point)) else { continue };
        let code = &real.wards[ward].code;
        let kind = match *provider {
            "in_house" => "carers_in_house",
            "PR4" => "carers_ifa",
            _ => "carers_other",
        };
        add(&mut counts, code, "carers", 1);
        add(&mut counts, code, kind, 1);
        if let Some(places) = places {
            add(&mut counts, code, "approved_places", (*places).into());
        }
    }
    for child in &real.children {
        let placement = plain_locate(&real.wards, child.placement);
        if let Some(ward) = placement {
            add(&mut counts, &real.wards[ward].code, "children_placed", 1);
            let elsewhere = i64::from(real.responsible(child) != real.authority(ward));
            add(&mut counts, &real.wards[ward].code, "children_placed_from_elsewhere", elsewhere);
        }
        if let Some(ward) = plain_locate(&real.wards, child.home) {
            add(&mut counts, &real.wards[ward].code, "children_home", 1);
            add(&mut counts, &real.wards[ward].code, real.category(child, placement), 1);
        }
    }
    counts
}

pub const COUNTED: [&str; 14] = [
    "approved_places",
    "carers",
    "carers_in_house",
    "carers_ifa",
    "carers_other",
    "children_home",
    "children_placed",
    "children_placed_from_elsewhere",
    "inside_near",
    "inside_far",
    "inside_not_known",
    "outside_near",
    "outside_far",
    "outside_not_known",
];

//! The whole job on the 754 real wards of the West Midlands (ONS 2025) with real postcodes' coordinates (ONSPD November
//! 2025) as homes, placements and carers. Who lives where is made up; every total is checked against the slow, plain
//! computation below, which shares no code with nearhome.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use support::{csv_rows, json, real_data, text};

const BIRMINGHAM: &str = "E08000025";
const CHILDREN: usize = 6_000;
const CARERS: usize = 2_500;

type Point = [f64; 2];

/// A ward as this test reads it: raw rings.
struct PlainWard {
    code: String,
    district: String,
    rings: Vec<Vec<Point>>,
    bounds: [f64; 4],
}

fn plain_wards(folder: &Path) -> Vec<PlainWard> {
    let mut reader = shapefile::Reader::from_path(folder.join("WD25_WestMidlands_BGC.shp")).unwrap();
    let mut wards: Vec<PlainWard> = reader.iter_shapes_and_records().map(|pair| plain_ward(pair.unwrap())).collect();
    wards.sort_by(|one, other| one.code.cmp(&other.code));
    wards
}

fn plain_ward((shape, record): (shapefile::Shape, shapefile::dbase::Record)) -> PlainWard {
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
fn holds(ward: &PlainWard, [x, y]: Point) -> bool {
    let [west, south, east, north] = ward.bounds;
    if x < west || x > east || y < south || y > north {
        return false;
    }
    let crosses =
        |a: Point, b: Point| (a[1] <= y) != (b[1] <= y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
    ward.rings.iter().flat_map(|ring| ring.windows(2)).filter(|edge| crosses(edge[0], edge[1])).count() % 2 == 1
}

fn plain_locate(wards: &[PlainWard], point: Option<Point>) -> Option<usize> {
    let found: Vec<usize> = (0..wards.len()).filter(|&at| holds(&wards[at], point.unwrap_or([0.0, 0.0]))).collect();
    assert!(found.len() <= 1, "the coverage is clean");
    found.first().copied()
}

/// Numbers that look random and are the same every time (Knuth's multiplicative hash).
fn scatter(at: usize, salt: usize, below: usize) -> usize {
    let mixed =
        (at as u64 + 1).wrapping_mul(6_364_136_223_846_793_005).wrapping_add(salt as u64 * 1_442_695_040_888_963_407);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) as usize % below
}

struct PlainChild {
    home: Option<Point>,
    placement: Option<Point>,
    responsible: String,
    is_uasc: bool,
    is_foster: bool,
}

struct Real {
    folder: tempfile::TempDir,
    children: Vec<PlainChild>,
    carers: Vec<(Point, &'static str, Option<u32>)>,
    wards: Vec<PlainWard>,
    upper_tier: BTreeMap<String, String>,
}

/// The study's files, and what this test knows of them.
fn real() -> Option<Real> {
    let (postcodes, boundaries) = (real_data("postcodes_wm")?, real_data("wards_wm_2025_shp")?);
    let lookups = real_data("lookups")?;
    let points: Vec<Option<Point>> = csv_rows(&postcodes.join("onspd_nov2025_B_WV_WS_DY_CV.csv"))
        .iter()
        .map(|row| Some([row["oseast1m"].parse().ok()?, row["osnrth1m"].parse().ok()?]))
        .collect();
    let birmingham: Vec<Point> = csv_rows(&postcodes.join("onspd_nov2025_B_WV_WS_DY_CV.csv"))
        .iter()
        .filter(|row| row["laua"] == BIRMINGHAM)
        .filter_map(|row| Some([row["oseast1m"].parse().ok()?, row["osnrth1m"].parse().ok()?]))
        .collect();
    let rows = csv_rows(&lookups.join("ward_all_codes.csv"));
    let upper_tier = rows.iter().map(|row| (row["LADCD"].clone(), row["UTLACD"].clone())).collect();
    let responsible = [BIRMINGHAM, BIRMINGHAM, BIRMINGHAM, "E08000028", "E10000028", "E08000003", ""];
    let children = (0..CHILDREN).map(|at| PlainChild {
        home: if at % 40 == 7 { None } else { Some(birmingham[scatter(at, 1, birmingham.len())]) },
        placement: if at % 90 == 3 { None } else { points[scatter(at, 2, points.len())] },
        responsible: responsible[scatter(at, 3, responsible.len())].to_owned(),
        is_uasc: at % 31 == 5,
        is_foster: at % 4 != 0,
    });
    let carers = (0..CARERS).filter_map(|at| {
        let provider = ["in_house", "PR4", "other_authority", ""][scatter(at, 4, 4)];
        Some((points[scatter(at, 5, points.len())]?, provider, (at % 5 != 0).then_some(1 + (at % 4) as u32)))
    });
    let real = Real {
        folder: tempfile::tempdir().unwrap(),
        children: children.collect(),
        carers: carers.collect(),
        wards: plain_wards(&boundaries),
        upper_tier,
    };
    real.write(&boundaries, &lookups);
    Some(real)
}

impl Real {
    fn write(&self, boundaries: &Path, lookups: &Path) {
        let [x, y] = [
            |point: &Option<Point>| point.map_or(String::new(), |[x, _]| x.to_string()),
            |point: &Option<Point>| point.map_or(String::new(), |[_, y]| y.to_string()),
        ];
        let mut children = "child_id;home_easting;home_northing;placement_easting;placement_northing;placement_type;responsible_authority;uasc\n".to_owned();
        for (at, child) in self.children.iter().enumerate() {
            let kind = if child.is_foster { "U4" } else { "K2" };
            let (home, placement) = (&child.home, &child.placement);
            children += &format!(
                "{at};{};{};{};{};{kind};{};{}\n",
                x(home),
                y(home),
                x(placement),
                y(placement),
                child.responsible,
                u8::from(child.is_uasc)
            );
        }
        let mut carers = "carer_id,easting,northing,provider,approved_places\n".to_owned();
        for (at, (point, provider, places)) in self.carers.iter().enumerate() {
            let places = places.map_or(String::new(), |places| places.to_string());
            carers += &format!("{at},{},{},{provider},{places}\n", point[0], point[1]);
        }
        let study = format!(
            "[study]\ntitle = \"West Midlands\"\nauthority = \"{BIRMINGHAM}\"\n[boundaries]\nwards = '{}'\nlookup = '{}'\n\
             [children]\nfile = \"children.csv\"\n[carers]\nfile = \"carers.csv\"\n[groups]\nhub = [\"{BIRMINGHAM}\", \"E08000028\"]\n",
            boundaries.join("WD25_WestMidlands_BGC.shp").display(),
            lookups.join("ward_all_codes.csv").display()
        );
        for (name, text) in [("children.csv", children), ("carers.csv", carers), ("study.toml", study)] {
            std::fs::write(self.folder.path().join(name), text).unwrap();
        }
    }

    fn run(&self) -> PathBuf {
        let out = self.folder.path().join("out");
        let status = assert_cmd::Command::cargo_bin("nearhome")
            .unwrap()
            .args(["run", "study.toml", "--out", "out", "--overwrite"])
            .current_dir(self.folder.path())
            .assert();
        status.success();
        out
    }

    fn authority(&self, ward: usize) -> &str {
        &self.upper_tier[&self.wards[ward].district]
    }

    /// The row says who is responsible, else the study does.
    fn responsible<'a>(&self, child: &'a PlainChild) -> &'a str {
        if child.responsible.is_empty() { BIRMINGHAM } else { &child.responsible }
    }

    fn category(&self, child: &PlainChild, placement_ward: Option<usize>) -> &'static str {
        if child.placement.is_none() || (self.responsible(child) == "E08000003" && placement_ward.is_none()) {
            return "boundary_not_known";
        }
        let is_inside = placement_ward.is_some_and(|ward| self.authority(ward) == self.responsible(child));
        match (is_inside, plain_miles(child)) {
            (true, Some(miles)) if miles <= 20.0 => "inside_near",
            (true, Some(_)) => "inside_far",
            (true, None) => "inside_not_known",
            (false, Some(miles)) if miles <= 20.0 => "outside_near",
            (false, Some(_)) => "outside_far",
            (false, None) => "outside_not_known",
        }
    }
}

/// The return's own formula: miles with one decimal, half to even.
fn plain_miles(child: &PlainChild) -> Option<f64> {
    let ([x, y], [u, v]) = child.home.zip(child.placement).filter(|_| !child.is_uasc)?;
    let miles = ((u - x).powi(2) + (v - y).powi(2)).sqrt() / 1000.0 / 1.6093;
    let (tenths, rest) = ((miles * 10.0).floor(), (miles * 10.0).fract());
    let rounds_up = rest > 0.5 || (rest == 0.5 && tenths % 2.0 == 1.0);
    Some((tenths + f64::from(u8::from(rounds_up))) / 10.0)
}

type Counts = BTreeMap<String, BTreeMap<&'static str, i64>>;

fn add(counts: &mut Counts, area: &str, what: &'static str, number: i64) {
    *counts.entry(area.to_owned()).or_default().entry(what).or_default() += number;
}

/// Every count of the ward layer, ward by ward, the slow way.
fn plain_ward_counts(real: &Real) -> Counts {
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

const COUNTED: [&str; 14] = [
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

#[test]
fn every_total_equals_the_slow_plain_computation() {
    let Some(real) = real() else { return };
    let out = real.run();
    let expected = plain_ward_counts(&real);
    let rows = csv_rows(&out.join("tables/wards.csv"));
    assert_eq!(rows.len(), 754);
    for row in &rows {
        for what in COUNTED.into_iter().chain(["boundary_not_known"]) {
            let plain = expected.get(&row["ward_code"]).and_then(|ward| ward.get(what)).copied();
            // Where there are carers and none states how many places, the number is not known.
            let is_not_known = what == "approved_places" && plain.is_none() && row["carers"] != "0";
            let plain = if is_not_known { String::new() } else { plain.unwrap_or(0).to_string() };
            assert_eq!(row[what], plain, "{what} of ward {}", row["ward_code"]);
        }
    }
    layers_hold_the_tables_figures(&out, &rows);
    the_overall_split_is_right(&real, &out);
    the_distances_are_right(&real, &rows);
    everything_is_accounted_for(&real, &out);
}

fn layers_hold_the_tables_figures(out: &Path, rows: &[BTreeMap<String, String>]) {
    let layer = json(&out.join("layers/wards.geojson"));
    let features = layer["features"].as_array().unwrap();
    assert_eq!(features.len(), rows.len());
    for (feature, row) in features.iter().zip(rows) {
        for (name, field) in row {
            let value = &feature["properties"][name];
            let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let same = written == *field
                || (value.is_null() && field.is_empty())
                || written.parse::<f64>() == field.parse::<f64>();
            assert!(same, "{name}: {written} in the layer, {field} in the table");
        }
    }
}

/// Birmingham's own children, whatever is known of their homes.
fn the_overall_split_is_right(real: &Real, out: &Path) {
    let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
    for child in real.children.iter().filter(|child| real.responsible(child) == BIRMINGHAM) {
        *expected.entry(real.category(child, plain_locate(&real.wards, child.placement))).or_default() += 1;
    }
    let rows = csv_rows(&out.join("tables/authorities.csv"));
    let birmingham = rows.iter().find(|row| row["authority_code"] == BIRMINGHAM).unwrap();
    for what in COUNTED[8..].iter().chain(&["boundary_not_known"]) {
        assert_eq!(birmingham[*what].parse(), Ok(expected.get(what).copied().unwrap_or(0)), "{what}");
    }
    assert_eq!(birmingham["children_responsible"].parse(), Ok(expected.values().sum::<u64>()));
}

fn the_distances_are_right(real: &Real, rows: &[BTreeMap<String, String>]) {
    let mut by_ward: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for child in &real.children {
        if let (Some(ward), Some(miles)) = (plain_locate(&real.wards, child.home), plain_miles(child)) {
            by_ward.entry(&real.wards[ward].code).or_default().push(miles);
        }
    }
    let mut compared = 0;
    for row in rows {
        let Some(miles) = by_ward.get_mut(row["ward_code"].as_str()) else {
            assert_eq!(row["mean_distance_miles"], "");
            continue;
        };
        miles.sort_by(f64::total_cmp);
        let (n, mean) = (miles.len(), miles.iter().sum::<f64>() / miles.len() as f64);
        let median = (miles[(n - 1) / 2] + miles[n / 2]) / 2.0;
        assert!((row["mean_distance_miles"].parse::<f64>().unwrap() - mean).abs() < 0.005_001);
        assert!((row["median_distance_miles"].parse::<f64>().unwrap() - median).abs() < 0.005_001);
        compared += 1;
    }
    assert_eq!(compared, 69, "every ward of Birmingham has homes in it");
}

fn everything_is_accounted_for(real: &Real, out: &Path) {
    let report = json(&out.join("run_report.json"));
    for account in report["accounts"].as_array().unwrap() {
        let number = |name: &str| account[name].as_u64().unwrap();
        assert_eq!(number("rows_read"), number("rows_used") + number("rows_left_out"), "{}", account["file"]);
    }
    for (points, total) in [("carers", real.carers.len()), ("homes", CHILDREN), ("placements", CHILDREN)] {
        let placed = report["points"].as_array().unwrap().iter().find(|placed| placed["points"] == points).unwrap();
        let sum: u64 = placed.as_object().unwrap().values().filter_map(serde_json::Value::as_u64).sum();
        assert_eq!(sum, total as u64, "{points}");
    }
    let outside = real.carers.iter().filter(|(point, ..)| plain_locate(&real.wards, Some(*point)).is_none()).count();
    assert_eq!(report["points"][0]["outside"].as_u64(), Some(outside as u64));
    // One code comes twice in the real lookup, with two answers.
    let left_out: Vec<_> = csv_rows(&out.join("left_out.csv")).iter().map(|row| row["file"].clone()).collect();
    assert_eq!(left_out, ["ward_all_codes.csv"]);
}

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

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let Some(real) = real() else { return };
    let sums = |threads: &str| {
        let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
        command.args(["run", "study.toml", "--out", "threads", "--overwrite", "--threads", threads]);
        command.current_dir(real.folder.path()).assert().success();
        text(&real.folder.path().join("threads/run_report.json"))
    };
    let one = sums("1");
    assert!(one.contains("layers/home_to_placement.geojson"));
    assert_eq!(one, sums("2"));
    assert_eq!(one, sums("7"));
}

#[test]
fn birmingham_borders_the_authorities_it_borders() {
    let Some(real) = real() else { return };
    let out = real.run();
    let rows = csv_rows(&out.join("tables/bordering_authorities.csv"));
    let of_birmingham: BTreeSet<&str> =
        rows.iter().filter(|row| row["authority_code"] == BIRMINGHAM).map(|row| &*row["bordering_code"]).collect();
    // Dudley, Sandwell, Solihull, Walsall, Staffordshire, Warwickshire, Worcestershire.
    let known = ["E08000027", "E08000028", "E08000029", "E08000030", "E10000028", "E10000031", "E10000034"];
    assert_eq!(of_birmingham, BTreeSet::from(known));
}

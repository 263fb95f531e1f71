//! The children's totals against Birmingham Children's Trust, Sufficiency Strategy 2021-23.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use geo::Point;

use super::files::{CITY, Row, Ward, rows, spot, ward_at, wards};

fn children() -> Vec<Row> {
    rows("examples/made_up_council/children.csv")
}

fn is_own(row: &Row) -> bool {
    row["responsible_authority"] == CITY
}

fn placement(row: &Row) -> Option<Point> {
    spot(row, "placement_easting", "placement_northing")
}

/// The SSDA903 guide's miles, written out again; `None` when not known.
fn miles(row: &Row) -> Option<f64> {
    let (home, placement) = (spot(row, "home_easting", "home_northing")?, placement(row)?);
    let metres = (home.x() - placement.x()).hypot(home.y() - placement.y());
    (row["uasc"] == "false").then(|| (metres / 1000.0 / 1.6093 * 10.0).round_ties_even() / 10.0)
}

/// `inside` or `outside`, and near, far or not known.
fn cell(wards: &[Ward], row: &Row) -> (&'static str, &'static str) {
    let Some(at) = placement(row) else { return ("boundary not known", "not known") };
    let boundary = match ward_at(wards, at) {
        Some(ward) if ward.authority == row["responsible_authority"] => "inside",
        _ => "outside",
    };
    let distance = match miles(row) {
        None => "not known",
        Some(miles) if miles <= 20.0 => "near",
        Some(_) => "far",
    };
    (boundary, distance)
}

fn is_foster(row: &Row) -> bool {
    row["placement_type"].starts_with('U')
}

fn is_residential(row: &Row) -> bool {
    row["placement_type"].starts_with('K')
}

fn count(rows: &[Row], keep: impl Fn(&Row) -> bool) -> usize {
    rows.iter().filter(|row| keep(row)).count()
}

#[test]
fn placements_by_type_are_the_published_ones() {
    let rows: Vec<Row> = children().into_iter().filter(is_own).collect();
    let starting = |start: &str| count(&rows, |row| row["placement_type"].starts_with(start));
    assert_eq!(rows.len(), 1_928);
    assert_eq!([starting("U"), starting("K"), starting("A"), starting("P1")], [1_411, 254, 65, 130]);
    assert_eq!([starting("P3"), starting("R"), starting("S1"), starting("Z")], [20, 29, 3, 16]);
}

#[test]
fn fifty_eight_per_cent_are_inside_and_near_and_twelve_outside_and_far() {
    let wards = wards();
    let mut cells: BTreeMap<_, usize> = BTreeMap::new();
    for row in children().iter().filter(|row| is_own(row)) {
        *cells.entry(cell(&wards, row)).or_default() += 1;
    }
    let expected = [
        (("boundary not known", "not known"), 6),
        (("inside", "near"), 1_118),
        (("inside", "not known"), 51),
        (("outside", "far"), 231),
        (("outside", "near"), 466),
        (("outside", "not known"), 56),
    ];
    assert_eq!(cells, BTreeMap::from(expected));
    assert_eq!((1_118.0_f64 / 19.28).round(), 58.0);
    assert_eq!((231.0_f64 / 19.28).round(), 12.0);
}

#[test]
fn those_outside_are_in_bordering_authorities_as_published() {
    let (wards, rows) = (wards(), children());
    let bordering = ["E08999002", "E08999003", "E08999004", "E08999005", "E08999006", "E10999001"];
    let authority = |row: &Row| placement(row).map(|at| ward_at(&wards, at).map_or("", |ward| ward.authority.as_str()));
    let outside = |row: &Row| is_own(row) && authority(row).is_some_and(|code| code != CITY);
    let next_door = |row: &Row| is_own(row) && authority(row).is_some_and(|code| bordering.contains(&code));
    let percent = |part: usize| (part as f64 / 19.28).round();
    assert_eq!(percent(count(&rows, |row| is_foster(row) && outside(row))), 27.0);
    assert_eq!(percent(count(&rows, |row| is_foster(row) && next_door(row))), 24.0);
    assert_eq!(percent(count(&rows, |row| is_residential(row) && outside(row))), 8.0);
    assert_eq!(percent(count(&rows, |row| is_residential(row) && next_door(row))), 5.0);
    let beyond = |row: &Row| is_own(row) && authority(row) == Some("");
    assert_eq!(count(&rows, beyond), 7, "placed beyond the made-up wards");
}

#[test]
fn the_children_of_other_authorities_are_placed_in_the_city_and_73_per_cent_are_of_its_region() {
    let wards = wards();
    let regions: BTreeMap<&str, &str> =
        wards.iter().map(|ward| (ward.authority.as_str(), ward.region.as_str())).collect();
    let others: Vec<Row> = children().into_iter().filter(|row| !is_own(row)).collect();
    assert_eq!(others.len(), 984);
    for row in &others {
        let at = placement(row).expect("the city knows where they are placed");
        assert_eq!(ward_at(&wards, at).map(|ward| ward.authority.as_str()), Some(CITY));
    }
    let own_region = count(&others, |row| regions[row["responsible_authority"].as_str()] == regions[CITY]);
    assert_eq!((own_region as f64 / 9.84).round(), 73.0);
}

#[test]
fn homes_are_in_the_responsible_authority() {
    let wards = wards();
    for row in &children() {
        if let Some(at) = spot(row, "home_easting", "home_northing") {
            let ward = ward_at(&wards, at).expect("homes are in a ward");
            assert_eq!(ward.authority, row["responsible_authority"]);
        }
    }
}

#[test]
fn medians_are_near_those_published_by_type() {
    // DfE's medians for 2015 in miles, and how far from them a made-up council may be.
    let (rows, published) =
        (children(), [("U", 5.5, 1.5), ("A", 16.5, 3.0), ("P1", 0.6, 0.4), ("K2", 17.8, 3.0), ("K3", 4.0, 1.5)]);
    for (start, expected, within) in published {
        let of_type = rows.iter().filter(|row| is_own(row) && row["placement_type"].starts_with(start));
        let mut miles: Vec<f64> = of_type.filter_map(miles).collect();
        miles.sort_by(f64::total_cmp);
        let median = miles[miles.len() / 2];
        assert!((median - expected).abs() <= within, "{start}: {median} miles");
    }
}

#[test]
fn details_keep_the_rules_of_the_return() {
    let rows = children();
    let ids: BTreeSet<&String> = rows.iter().map(|row| &row["child_id"]).collect();
    assert_eq!(ids.len(), rows.len());
    for row in &rows {
        let (kind, provider) = (row["placement_type"].as_str(), row["placement_provider"].as_str());
        assert!(nearhome::fostering::PlacementType::parse(kind).is_some());
        assert!(!matches!(kind, "H5" | "P2" | "Z1"), "not in use in 2026");
        assert_eq!(provider.is_empty(), kind.starts_with('Z'));
        assert_eq!(provider == "PR0", kind == "P1");
        assert!(row["age"].parse::<u8>().unwrap() < 18);
        assert!(!matches!(row["legal_status"].as_str(), "V3" | "V4"));
        assert!(row["uasc"] == "false" || row["legal_status"] == "V2");
        let same = row["home_easting"] == row["placement_easting"] && row["home_northing"] == row["placement_northing"];
        assert!(!same || row["home_easting"].is_empty() || kind == "P1", "only with parents is one placed at home");
    }
    let asylum = count(&rows, |row| is_own(row) && row["uasc"] == "true");
    assert_eq!(asylum, 74);
    assert_eq!(count(&rows, |row| is_own(row) && row["uasc"] == "false" && row["home_easting"].is_empty()), 33);
}

//! Tests of locating a CSV file: what is added, and that nothing else is changed.

use proptest::prelude::*;

use super::*;
use crate::geography::{Area, Authority, AuthorityIx, NationIx, RegionIx, Shape, Ward};
use crate::read::points_csv::PointsAsked;

/// Two wards of 1 km side by side, the first in an authority, a region and a nation, with a comma in its name.
fn coverage() -> Coverage {
    let square = |west: f64| {
        let corner = |x, y| GridPoint::new(west + x, 300_000.0 + y).unwrap();
        Shape::new(vec![vec![corner(0.0, 0.0), corner(1000.0, 0.0), corner(1000.0, 1000.0), corner(0.0, 1000.0)]])
    };
    let ward = |code: &str, name: &str, authority, west| Ward {
        code: code.parse().unwrap(),
        name: name.to_owned(),
        name_welsh: None,
        district: None,
        authority,
        shape: square(west),
    };
    let area = |code: &str, name: &str| Area { code: code.parse().unwrap(), name: name.to_owned() };
    let (region, nation) = (Some(RegionIx(0)), Some(NationIx(0)));
    let authority = Authority { code: "E08990001".parse().unwrap(), name: "Môn".to_owned(), region, nation };
    Coverage {
        wards: vec![
            ward("E05990001", "Stoke, Dry", Some(AuthorityIx(0)), 400_000.0),
            ward("E05990002", "Ty-ŷ", None, 401_000.0),
        ],
        authorities: vec![authority],
        regions: vec![area("E12990001", "Middle")],
        nations: vec![area("E92000001", "England")],
        ..Coverage::default()
    }
}

fn located(bytes: &[u8], asked: LocateAsked) -> (Vec<u8>, LocatedRows) {
    let columns = [("easting", "to_easting"), ("northing", "to_northing")];
    let columns = columns.map(|(key, title)| (key.to_owned(), title.to_owned())).into();
    let second = asked.miles.filter(|(to, _)| *to == Destination::SecondPoint).map(|_| columns);
    let points =
        PointsCsv::begin("points.csv", bytes, &PointsAsked { second, ..PointsAsked::default() }, false).unwrap();
    let mut out = Vec::new();
    let located = locate_csv(points, &coverage(), None, &asked, &mut out, Path::new("out.csv")).unwrap();
    (out, located)
}

fn text(bytes: &[u8], asked: LocateAsked) -> String {
    String::from_utf8(located(bytes, asked).0).unwrap()
}

const POINT: &str = "easting,northing";

#[test]
fn each_row_gets_its_areas_or_the_reason_why_not() {
    let rows = format!(
        "{POINT}\r\n400500,300500\r\n401000,300500\r\n401500,300500\r\n\r\n402500,300500\r\n,\r\nx,1\r\n1\n402100,300500"
    );
    let (out, located) = located(rows.as_bytes(), LocateAsked { snap_metres: 200.0, ..LocateAsked::default() });
    let expected = "easting,northing,ward_code,ward_name,authority_code,authority_name,region_code,nation_code,placing\r\n\
        400500,300500,E05990001,\"Stoke, Dry\",E08990001,Môn,E12990001,E92000001,inside\r\n\
        401000,300500,E05990002,Ty-ŷ,,,,,on_border\r\n\
        401500,300500,E05990002,Ty-ŷ,,,,,inside\r\n\r\n\
        402500,300500,,,,,,,outside\r\n\
        ,,,,,,,,not_known: every field is blank\r\n\
        x,1,,,,,,,not_known: the coordinate is not a number\r\n\
        1,,,,,,,,\"not_known: the number of fields is not the header's (1, not 2)\"\n\
        402100,300500,E05990002,Ty-ŷ,,,,,snapped";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
    assert_eq!((located.points.total(), located.points.in_a_ward(), located.points.not_known), (8, 4, 3));
    assert_eq!(located.not_known_by_reason.values().sum::<u64>(), 3);
}

#[test]
fn the_files_own_separator_encoding_byte_order_mark_and_names_are_kept() {
    let rows = b"\xEF\xBB\xBFeasting;northing;Ward_Code;n\n400500;300500;\"a;b\";M\xC3\xB4n\n";
    let expected = "\u{FEFF}easting;northing;Ward_Code;n;ward_code_2;ward_name;authority_code;authority_name;region_code;nation_code;placing\n\
        400500;300500;\"a;b\";Môn;E05990001;Stoke, Dry;E08990001;Môn;E12990001;E92000001;inside\n";
    assert_eq!(text(rows, LocateAsked::default()), expected);
    let (out, located) = located(b"easting,northing,n\n401500,300500,M\xF4n\n", LocateAsked::default());
    assert!(out.ends_with(b"401500,300500,M\xF4n,E05990002,Ty-y,,,,,inside\n"));
    assert_eq!(located.warnings.len(), 1, "the circumflex is said to be lost");
}

#[test]
fn miles_are_those_of_the_return_or_exact_to_a_point_or_to_a_second_column() {
    // ZE1 0AA to ZE3 9JX, the published test pair of the SSDA903 validator: 20.1 miles.
    let to = Destination::Point(GridPoint::new(438_872.0, 1_110_219.0).unwrap());
    let asked = |to, mode| LocateAsked { miles: Some((to, mode)), ..LocateAsked::default() };
    let rows = b"easting,northing\n447759,1141280\n,\n";
    let out = text(rows, asked(to, DistanceMode::Ssda903));
    assert!(out.contains(",placing,miles_ssda903\n447759,1141280,,,,,,,outside,20.1\n"), "{out}");
    assert!(out.ends_with("not_known: every field is blank,\n"), "{out}");
    assert!(text(rows, asked(to, DistanceMode::Exact)).contains(",outside,20.0749\n"));
    let rows = b"easting,northing,to_easting,to_northing\n447759,1141280,438872,1110219\n447759,1141280,,\n";
    let (out, located) = located(rows, asked(Destination::SecondPoint, DistanceMode::Ssda903));
    assert!(String::from_utf8(out).unwrap().contains(",outside,20.1\n447759,1141280,,,,,,,,,outside,\n"));
    assert_eq!(located.miles_not_known, 1);
}

#[test]
fn a_row_that_ends_with_one_separator_too_many_has_its_columns_in_their_places() {
    let out = text(b"easting,northing\n400500,300500,\n", LocateAsked::default());
    assert!(
        out.ends_with("\n400500,300500,E05990001,\"Stoke, Dry\",E08990001,Môn,E12990001,E92000001,inside\n"),
        "{out}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Taking off what was added gives the file back, byte for byte.
    #[test]
    fn nothing_but_the_columns_is_added(rest in crate::read::csv_like()) {
        let bytes = [b"easting,northing\n400500,300500\n", rest.as_slice()].concat();
        let begin = || PointsCsv::begin("points.csv", bytes.as_slice(), &PointsAsked::default(), false).unwrap();
        let mut out = Vec::new();
        let asked = LocateAsked::default();
        if locate_csv(begin(), &coverage(), None, &asked, &mut out, Path::new("out.csv")).is_ok() {
            ensure_only_added(&mut begin(), &out)?;
        }
    }
}

/// Walks the file and what was made of it side by side: each row, something that holds no line feed, its line feed.
fn ensure_only_added(points: &mut PointsCsv<&[u8]>, out: &[u8]) -> Result<(), TestCaseError> {
    let first = out.split(|&byte| byte == b'\n').next().unwrap();
    prop_assert!(first.starts_with(b"easting,northing,ward_code,") && first.ends_with(b",placing"));
    let mut rest = &out[first.len() + 1..];
    let block = points.next_block(None).unwrap();
    for row in block.rows {
        let (content, ending) = (&block.bytes[row.content.clone()], &block.bytes[row.content.end..row.end]);
        prop_assert!(rest.starts_with(content));
        rest = &rest[content.len()..];
        let added = rest.iter().position(|&byte| byte == b'\n' || byte == b'\r').unwrap_or(rest.len());
        prop_assert_eq!(added == 0, content.is_empty(), "an empty line is no row and stays one");
        rest = &rest[added..];
        prop_assert!(rest.starts_with(ending));
        rest = &rest[ending.len()..];
    }
    prop_assert!(rest.is_empty());
    Ok(())
}

//! Tests of the points of a CSV file: the fields are those of `CsvFile`, and faults are named.

use proptest::prelude::*;

use super::*;
use crate::geography::{Postcode, PostcodePlace};
use crate::read::CsvFile;
use crate::read::csv_like;
use crate::read::input::FileBytes;

fn asked(columns: &[(&str, &str)]) -> PointsAsked {
    let columns = columns.iter().map(|&(key, title)| (key.to_owned(), title.to_owned())).collect();
    PointsAsked { columns, second: None }
}

fn begin<'a>(bytes: &'a [u8], asked: &PointsAsked, directory: bool) -> Result<PointsCsv<&'a [u8]>, ReadError> {
    PointsCsv::begin("points.csv", bytes, asked, directory)
}

/// Easting, fault and joints of each row that is one.
fn rows(bytes: &[u8]) -> Vec<(Option<f64>, String, usize)> {
    let mut points = begin(bytes, &PointsAsked::default(), false).unwrap();
    let block = points.next_block(None).unwrap();
    assert!(block.is_last);
    let rows = block.rows.iter().filter(|row| !row.content.is_empty());
    rows.map(|row| (row.point.map(GridPoint::easting), row.fault.as_deref().unwrap_or("").to_owned(), row.joints))
        .collect()
}

#[test]
fn each_row_has_its_point_or_the_reason_why_not() {
    let text =
        b"name,easting,northing\nA,400500,300500\nB,,\nC,x,300500\nD,400500\nE,400500,300500,\nF,400500,300500,,\n";
    let expected = [
        (Some(400_500.0), "", 1),
        (None, "", 1),
        (None, "the coordinate is not a number", 1),
        (None, "the number of fields is not the header's (2, not 3)", 2),
        (Some(400_500.0), "", 0),
        (None, "the number of fields is not the header's (5, not 3)", 1),
    ];
    assert_eq!(rows(text), expected.map(|(east, fault, joints)| (east, fault.to_owned(), joints)));
}

#[test]
fn a_postcode_named_alone_is_gone_by_alone() {
    let postcode: Postcode = "B1 1AA".parse().unwrap();
    let point = GridPoint::new(400_000.0, 300_000.0);
    let place = PostcodePlace { point, ..PostcodePlace::default() };
    let directory = PostcodeDirectory::new(vec![(postcode, place)]);
    let text = b"easting,northing,where\n500000,200000,b11aa\n500000,200000,ZZ1 1ZZ\n";
    let mut points = begin(text, &asked(&[("postcode", "Where")]), true).unwrap();
    let block = points.next_block(Some(&directory)).unwrap();
    assert_eq!(block.rows.iter().map(|row| row.point).collect::<Vec<_>>(), [point, None]);
    assert_eq!(block.rows[1].fault.as_deref(), Some("not in the postcode directory"));
}

#[test]
fn columns_that_are_not_there_are_an_error_that_speaks_of_the_command() {
    let error = |text: &str, columns: &[(&str, &str)]| {
        let error = begin(text.as_bytes(), &asked(columns), false).err().unwrap();
        (error.to_string(), error.hint().unwrap_or_default().to_owned())
    };
    let (what, hint) = error("a,b\n1,2\n", &[]);
    assert!(what.starts_with("points.csv: no columns for easting and northing"), "{what}");
    assert!(hint.starts_with("name the columns: --columns easting="), "{hint}");
    assert_eq!(error("x,y\n1,2\n", &[("easting", "xx"), ("northing", "y")]).1, "did you mean \"x\"?");
    assert!(error("postcode\nB1 1AA\n", &[]).1.contains("--postcodes"));
}

#[test]
fn the_encoding_is_told_by_a_byte_order_mark_or_by_the_bytes() {
    let encoding = |text: &[u8]| begin(text, &PointsAsked::default(), false).unwrap().encoding().name();
    assert_eq!(encoding("easting,northing,n\n1,2,Môn\n".as_bytes()), "UTF-8");
    assert_eq!(encoding(b"easting,northing,n\n1,2,M\xF4n\n"), "windows-1252");
    assert_eq!(encoding(b"\xEF\xBB\xBFeasting,northing,n\n1,2,M\xF4n\n"), "UTF-8");
}

#[test]
fn two_points_of_a_row_are_two_points() {
    let second = [("easting", "e2"), ("northing", "n2")].map(|(key, title)| (key.to_owned(), title.to_owned()));
    let asked = PointsAsked { columns: GivenNames::new(), second: Some(second.into()) };
    let mut points =
        begin(b"easting,northing,e2,n2\n400000,300000,400000,301000\n400000,300000,,\n", &asked, false).unwrap();
    let block = points.next_block(None).unwrap();
    let seconds: Vec<_> = block.rows.iter().map(|row| row.second.map(GridPoint::northing)).collect();
    assert_eq!(seconds, [Some(301_000.0), None]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn rows_are_those_of_csv_file_with_the_same_fields(rest in csv_like()) {
        let bytes = [b"easting,northing,note\n", rest.as_slice()].concat();
        let of_csv_file = CsvFile::of(FileBytes::new("points.csv", bytes.clone()));
        let ours = begin(&bytes, &PointsAsked::default(), false);
        let (Ok(file), Ok(mut points)) = (of_csv_file, ours) else {
            let refused = begin(&bytes, &PointsAsked::default(), false).and_then(|mut ours| ours.next_block(None).map(|_| ()));
            prop_assert!(refused.is_err());
            return Ok(());
        };
        prop_assert!(points.next_block(None).is_ok(), "CsvFile reads it");
        let mut expected = Vec::new();
        let (count, left_out) = file.each_row(|row| expected.push((0..3).map(|at| row.text(at).unwrap_or("").to_owned()).collect::<Vec<_>>()));
        let is_row = |row: &&PointRow| !row.content.is_empty();
        let encoding = if std::str::from_utf8(&bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
        let fields_of = |row: &PointRow| fields(&decode_in(&points.raw.block()[row.content.clone()], encoding));
        // Blank fields beyond the header's are nothing to read, but what is appended behind them would stand beyond its column.
        let is_shifted = |row: &PointRow| {
            let fields = fields_of(row);
            row.joints > 0 && fields.len() > 3 && fields[3..].iter().all(String::is_empty)
        };
        prop_assume!(!points.points.iter().filter(is_row).any(is_shifted));
        prop_assert_eq!(points.points.iter().filter(is_row).count() as u64, count);
        let found = points.points.iter().filter(is_row).filter(|row| row.fault.as_deref().is_none_or(|fault| !is_of_the_row(fault)));
        let found: Vec<Vec<String>> = found.map(|row| fields_of(row).into_iter().take(3).collect()).collect();
        prop_assert_eq!(found.len() as u64 + left_out.len() as u64, count);
        prop_assert_eq!(found, expected);
    }
}

fn is_of_the_row(fault: &str) -> bool {
    ["the number of fields", "every field is blank", "a quoted field holds"]
        .iter()
        .any(|start| fault.starts_with(start))
}

/// The fields of one row, read by hand.
fn fields(row: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = row.chars().peekable();
    let (mut is_quoted, mut is_start) = (false, true);
    while let Some(letter) = letters.next() {
        let last = fields.last_mut().unwrap();
        match letter {
            '"' if is_start => is_quoted = true,
            '"' if is_quoted && letters.peek() == Some(&'"') => last.extend(letters.next()),
            '"' if is_quoted => is_quoted = false,
            ',' if !is_quoted => fields.push(String::new()),
            other => last.push(other),
        }
        is_start = letter == ',' && !is_quoted;
    }
    fields.into_iter().map(|field| field.trim().to_owned()).collect()
}

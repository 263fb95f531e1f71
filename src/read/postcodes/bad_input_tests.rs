//! Directories with something wrong: one clear error or left-out rows with file, row and column, and never a postcode.

use super::fixtures::{Folder, HEADER, find, only, onspd, read_all, row};
use super::read_directory;
use crate::read::columns::GivenNames;

fn message(text: impl AsRef<[u8]>) -> String {
    Folder::new().read(text).unwrap_err().to_string()
}

#[test]
fn wrong_columns_say_what_is_looked_for() {
    let wards = message("WD25CD,WD25NM\nE05011118,Acocks Green\n");
    assert!(wards.starts_with("directory.csv: it is no postcode directory: no column of postcodes (pcd7"), "{wards}");
    let folder = Folder::new();
    let error = folder.read("pcd,laua\nB1  1AA,E08000025\n").unwrap_err();
    assert!(error.to_string().contains("no column of eastings and northings (east1m, oseast1m, easting)"), "{error}");
    assert!(error.hint().unwrap().contains("ONSPD, NSPL or Code-Point Open"));
}

#[test]
fn a_file_cut_off_in_the_middle_is_an_error_with_its_row() {
    let text = onspd();
    for missing in [20, 60] {
        let expected = "directory.csv, row 5: the file is cut off: it ends in the middle of this row";
        assert_eq!(message(&text[..text.len() - missing]), expected, "{missing}");
    }
}

#[test]
fn a_file_of_onss_that_ends_without_a_line_end_is_warned_of() {
    let text = onspd();
    let warned = |text: &str| Folder::new().read(text).unwrap().warnings;
    assert_eq!(warned(&text), []);
    // Cut off within the last field of a row, where nothing else gives it away.
    let last_row = text.trim_end().rfind('\n').unwrap();
    let warnings = warned(&text[..last_row - 1]);
    assert_eq!((warnings.len(), warnings[0].row), (1, Some(4)));
    assert!(warnings[0].what.contains("was the file cut off?"));
}

#[test]
fn a_coordinate_that_may_be_cut_off_is_not_used() {
    let text = "postcode,easting,northing\nB1 1AA,406649,286530\nB2 2BB,406649,28";
    let found = Folder::new().read(text).unwrap();
    assert_eq!((found.account.rows_used, found.left_out.len(), found.left_out[0].row), (1, 1, 3));
    assert!(found.left_out[0].reason.contains("may be cut off"));
    assert_eq!(found.warnings.len(), 1);
    let whole = Folder::new().read(format!("{text}6530\n")).unwrap();
    assert_eq!((whole.account.rows_used, whole.warnings.len()), (2, 0));
}

#[test]
fn a_packed_file_cut_off_or_damaged_is_an_error() {
    let folder = Folder::new();
    let text = onspd() + &row(["B2 2BB", "", "406649", "286530", "1", "E08000025"]).repeat(2_000);
    let gzip = folder.gzip("a.csv.gz", &text);
    let packed = std::fs::read(&gzip).unwrap();
    let cut = folder.file("cut.csv.gz", &packed[..packed.len() - 20]);
    let expected = "cut.csv.gz: it is damaged or cut off, and cannot be unpacked";
    assert_eq!(read_all(cut).unwrap_err().to_string(), expected);
    let zip = folder.zip("a.zip", &[("a.csv", &text)]);
    let mut packed = std::fs::read(&zip).unwrap();
    let cut = folder.file("cut.zip", &packed[..packed.len() - 30]);
    assert!(read_all(cut).unwrap_err().to_string().contains("cut.zip: it is damaged or cut off"));
    let middle = packed.len() / 2;
    packed[middle] ^= 0xff;
    let spoilt = folder.file("spoilt.zip", &packed);
    let error = read_all(spoilt).unwrap_err().to_string();
    assert!(error.contains("spoilt.zip") && !error.contains("B2"), "{error}");
}

#[test]
fn what_is_no_text_or_not_there_is_an_error() {
    assert!(message(b"\xFF\xFEp\0c\0d\0\n\0").contains("UTF-16"));
    assert!(message(b"").contains("it is no postcode directory"));
    assert!(message(vec![b'x'; 1 << 20]).contains("it is no postcode directory"));
    let mut endless = format!("{HEADER}\n").into_bytes();
    endless.extend(vec![b'x'; 1 << 20]);
    assert!(message(endless).contains("directory.csv, row 2: a row is longer than 65536 bytes"));
    let missing = read_all("no/such/ONSPD.csv".into()).unwrap_err();
    assert!(missing.to_string().ends_with("there is no such file") && missing.is_settings());
}

#[test]
fn a_directory_of_no_sound_row_is_an_error() {
    assert_eq!(message(HEADER), "directory.csv: it has no rows");
    let all_bad = message("postcode,easting,northing\nx,1,2\ny,1,2\n");
    assert_eq!(all_bad, "directory.csv: none of its 2 rows can be used; most often: not a postcode");
    let many = format!("postcode,easting,northing\n{}", "x,1,2\n".repeat(100_001));
    assert!(message(many).contains("row 100002: more than 100000 of its rows cannot be used"));
}

#[test]
fn unsound_rows_are_left_out_by_row_column_and_reason_and_never_by_value() {
    let sound = onspd();
    let ragged = "\"B3  3CC\",\"B3   3CC\"\n";
    let off = row(["B4 4DD", "", "9999999", "286530", "1", "E08000025"]);
    let letters = row(["B5 5EE", "", "east", "286530", "1", "E08000025"]);
    let confused = sound.lines().nth(1).unwrap().replace("B1  1AA", "B1  IAA") + "\n";
    let directory = Folder::new().read([&sound, ragged, &off, &letters, &confused].concat()).unwrap();
    let left_out: Vec<_> =
        directory.left_out.iter().map(|each| (each.row, each.column.as_deref(), each.reason.as_str())).collect();
    let expected = [
        (6, None, "the number of fields is not the header's (2, not 19)"),
        (7, Some("east1m"), "the point is not in Great Britain"),
        (8, Some("east1m"), "the coordinate is not a number"),
        (9, Some("pcd7"), "not a postcode: a letter O for a zero, an I for a one, or the reverse"),
    ];
    assert_eq!(left_out, expected);
    assert_eq!((directory.account.rows_read, directory.account.rows_used, directory.account.rows_left_out), (8, 4, 4));
    let said = format!("{:?}", directory.left_out);
    assert!(!said.contains("3CC") && !said.contains("1AA") && !said.contains("9999999"), "{said}");
}

#[test]
fn rows_that_nobody_asked_for_are_checked_for_their_postcode_and_their_fields() {
    let folder = Folder::new();
    let text = onspd() + "\"B3  3CC\",\"B3   3CC\"\n" + &onspd().lines().nth(1).unwrap().replace("B1  1AA", "?") + "\n";
    let path = folder.file("directory.csv", text);
    let directory = read_directory(&path, &GivenNames::new(), &only(&["B1 1AB"])).unwrap();
    assert_eq!((directory.account.rows_read, directory.account.rows_left_out), (6, 2));
    assert_eq!(directory.places.len(), 1);
}

#[test]
fn of_a_postcode_that_comes_twice_the_first_is_used_and_the_other_named() {
    let folder = Folder::new();
    let other = row(["B1 1AA", "", "400000", "280000", "1", "E08000025"]);
    folder.file("multi/ONSPD_A.csv", onspd());
    let again = row(["B1 1AB", "199606", "406700", "0286500", "6", "E08000025"]);
    folder.file("multi/ONSPD_B.csv", format!("{HEADER}\n{again}{other}"));
    let directory = read_all(folder.file("multi/x.txt", "").parent().unwrap().to_owned()).unwrap();
    assert_eq!(find(&directory, "B1 1AA").unwrap().point.unwrap().easting(), 406_649.0);
    let left_out: Vec<_> =
        directory.left_out.iter().map(|each| (each.file.as_str(), each.row, each.reason.as_str())).collect();
    let expected = [
        ("multi/ONSPD_B.csv", 2, "an earlier row has the same postcode"),
        ("multi/ONSPD_B.csv", 3, "an earlier row has the same postcode, and says otherwise of it"),
    ];
    assert_eq!(left_out, expected);
    assert_eq!((directory.account.rows_read, directory.account.rows_used), (6, 4));
    assert_eq!((directory.warnings.len(), directory.warnings[0].count), (1, 1));
}

#[test]
fn names_in_a_column_of_codes_are_warned_of_once() {
    let text = "postcode,easting,northing,ward\nB1 1AA,406649,286530,Ladywood\nB1 1AB,406649,286530,Nechells\n";
    let directory = Folder::new().read(text).unwrap();
    let warning = &directory.warnings[0];
    assert_eq!((warning.count, warning.row, warning.column.as_deref()), (2, Some(2), Some("ward")));
    assert!(!warning.what.contains("Ladywood"));
}

#[test]
fn columns_that_the_study_names_are_taken() {
    let text = "a,b,c,d\nB1 1AA,406649,286530,E08000025\n";
    let folder = Folder::new();
    let path = folder.file("directory.csv", text);
    let given = |pairs: &[(&str, &str)]| -> GivenNames {
        pairs.iter().map(|(key, title)| ((*key).to_owned(), (*title).to_owned())).collect()
    };
    let named = given(&[("postcode", "a"), ("easting", "b"), ("northing", "c"), ("district_code", "d")]);
    let directory = read_directory(&path, &named, &only(&["B1 1AA"])).unwrap();
    assert_eq!(find(&directory, "B1 1AA").unwrap().district.unwrap().to_string().as_str(), "E08000025");
    let misnamed = given(&[("postcode", "zz")]);
    let error = read_directory(&path, &misnamed, &only(&["B1 1AA"])).unwrap_err();
    assert!(error.to_string().contains("no column \"zz\", which the study names for postcode"), "{error}");
}

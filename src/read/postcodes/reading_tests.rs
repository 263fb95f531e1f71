//! Every form a directory comes in, made up small; what it says, and its account.

use proptest::prelude::*;

use super::super::fixtures::{Folder, HEADER, find, only, onspd, read_all, row};
use super::*;
use crate::geography::{Distance, DistanceMode, LonLat, PositionalQuality, Postcode};
use crate::reproject::{to_grid, to_lonlat};

/// What every form of the four rows must say.
fn assert_says_what_onspd_says(directory: &Directory) {
    assert_eq!((directory.account.rows_read, directory.account.rows_used), (4, 4));
    assert_eq!(directory.about.product, Product::OnspdOrNspl);
    let one = find(directory, "b11aa").unwrap();
    assert_eq!(one.point.unwrap().xy(), [406_649.0, 286_530.0]);
    assert_eq!((one.quality, one.is_terminated), (Some(PositionalQuality::Building), Some(false)));
    assert_eq!(one.ward.unwrap().to_string().as_str(), "E05011118");
    let ended = find(directory, "B1 1AB").unwrap();
    assert_eq!((ended.quality, ended.is_terminated), (Some(PositionalQuality::SectorMean), Some(true)));
    let jersey = find(directory, "JE2 3AB").unwrap();
    assert_eq!((jersey.point, jersey.quality), (None, Some(PositionalQuality::None)));
    assert_eq!(find(directory, "B1 1AC"), None);
}

#[test]
fn a_csv_a_gz_a_zip_and_a_folder_say_the_same() {
    let folder = Folder::new();
    let text = onspd();
    let whole = folder.file("ONSPD_NOV_2025_UK.csv", &text);
    let rows: Vec<&str> = text.split_inclusive('\n').collect();
    let (b, je) = ([rows[0], rows[1], rows[2], rows[3]].concat(), [rows[0], rows[4]].concat());
    folder.file("multi/ONSPD_NOV_2025_UK_B.csv", &b);
    folder.file("multi/ONSPD_NOV_2025_UK_JE.csv", &je);
    let as_shipped = [
        ("Documents/LA_UA names and codes UK as at 04_25.csv", "LAD25CD,LAD25NM\nE08000025,Birmingham\n"),
        ("Data/multi_csv/ONSPD_NOV_2025_UK_B.csv", b.as_str()),
        ("Data/multi_csv/ONSPD_NOV_2025_UK_JE.csv", je.as_str()),
        ("Data/ONSPD_NOV_2025_UK.csv", text.as_str()),
        ("User Guide/ONSPD User Guide Nov 2025.pdf", "%PDF"),
    ];
    let zip = folder.zip("ONSPD_NOV_2025.zip", &as_shipped);
    let gzip = folder.gzip("onspd.csv.gz", &text);
    let parts = whole.parent().unwrap().join("multi");
    for (path, inputs, vintage) in
        [(whole, 1, "2025-11"), (zip, 1, "2025-11"), (gzip, 1, "2025"), (parts, 2, "2025-11")]
    {
        let directory = read_all(path.clone()).unwrap();
        assert_says_what_onspd_says(&directory);
        assert_eq!(directory.inputs.len(), inputs, "{}", path.display());
        assert_eq!(directory.inputs.iter().map(|input| input.rows.unwrap()).sum::<u64>(), 4);
        assert!(directory.inputs.iter().all(|input| input.vintage == Some(2025)));
        assert_eq!(directory.about.vintage.unwrap().to_string(), vintage, "{}", path.display());
        let recognised = recognise_directory(&path, &GivenNames::new()).unwrap();
        assert_eq!((recognised.product, recognised.vintage), (directory.about.product, directory.about.vintage));
    }
}

#[test]
fn the_fingerprint_is_of_the_file_as_it_is() {
    use crate::read::input::read_bytes;
    let folder = Folder::new();
    for path in [
        folder.file("a.csv", onspd()),
        folder.gzip("a.csv.gz", &onspd()),
        folder.zip("a.zip", &[("a.csv", onspd().as_str())]),
    ] {
        let (read, bytes) = (read_all(path.clone()).unwrap(), read_bytes(&path).unwrap().input());
        assert_eq!((&read.inputs[0].sha256, read.inputs[0].bytes), (&bytes.sha256, bytes.bytes), "{}", path.display());
    }
}

#[test]
fn byte_order_marks_carriage_returns_bare_fields_and_other_separators_change_nothing() {
    let folder = Folder::new();
    for text in [
        format!("\u{feff}{}", onspd()),
        onspd().replace('\n', "\r\n"),
        onspd().replace('"', ""),
        onspd().replace(',', ";"),
        onspd().replace('\n', "\n\n"),
        onspd().trim_end().to_owned(),
    ] {
        assert_says_what_onspd_says(&folder.read(text).unwrap());
    }
}

#[test]
fn code_point_open_is_read_from_its_folder_and_from_its_zip() {
    let b = "\"B1  1AA\",10,406649,286530,\"E92000001\",\"E19000002\",\"E18000005\",\"\",\"E08000025\",\"E05011118\"\n\
             \"B1  1AB\",90,0,0,\"E92000001\",\"\",\"\",\"\",\"E08000025\",\"\"\n";
    let wv = "\"WV1 1AA\",60,391500,298700,\"E92000001\",\"\",\"\",\"\",\"E08000031\",\"E05001321\"\n";
    let heads = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code\n";
    let files = [("Doc/Code-Point_Open_Column_Headers.csv", heads), ("Data/CSV/b.csv", b), ("Data/CSV/wv.csv", wv)];
    let folder = Folder::new();
    let zip = folder.zip("codepo_gb.zip", &files);
    for (name, text) in files {
        folder.file(&format!("codepo_gb/{name}"), text);
    }
    let unpacked = zip.with_file_name("codepo_gb");
    for path in [zip, unpacked.join("Data/CSV"), unpacked] {
        let directory = read_all(path).unwrap();
        assert_eq!((directory.account.rows_read, directory.account.rows_used), (3, 3));
        assert_eq!(directory.about.product, Product::CodePointOpen);
        let one = find(&directory, "B1 1AA").unwrap();
        assert_eq!((one.quality, one.is_terminated), (Some(PositionalQuality::Building), Some(false)));
        assert_eq!(one.district.unwrap().to_string().as_str(), "E08000025");
        assert_eq!(find(&directory, "B1 1AB").unwrap().point, None);
        assert_eq!(find(&directory, "WV1 1AA").unwrap().quality, Some(PositionalQuality::SectorMean));
    }
}

#[test]
fn only_the_postcodes_asked_for_are_kept_and_every_row_is_accounted() {
    let folder = Folder::new();
    let path = folder.file("directory.csv", onspd());
    let directory = read_directory(&path, &GivenNames::new(), &only(&["B1 1AA", "B99 9ZZ", "BI0 9ZZ"])).unwrap();
    assert_eq!((directory.account.rows_read, directory.account.rows_used), (4, 4));
    assert_eq!((directory.about.postcodes_asked, directory.about.postcodes_found), (Some(3), Some(1)));
    // B10 9ZZ is kept to be able to say that it may have been meant.
    assert!(find(&directory, "B10 9ZZ").is_some() && find(&directory, "B1 1AB").is_none());
}

#[test]
fn the_published_distance_comes_out_by_way_of_a_directory() {
    // Validator's own test: ZE1 0AA to ZE3 9JX is 20.1 miles (domain facts, 1.3).
    let rows = [
        row(["ZE1 0AA", "", "447759", "1141280", "1", "S12000027"]),
        row(["ZE3 9JX", "", "438872", "1110219", "1", "S12000027"]),
    ];
    let directory = Folder::new().read(format!("{HEADER}\n{}", rows.concat())).unwrap();
    let point = |postcode| find(&directory, postcode).unwrap().point.unwrap();
    let distance = Distance::between(point("ZE1 0AA"), point("ZE3 9JX"));
    assert_eq!(distance.ssda903_miles(), 20.1);
    assert_eq!(distance.miles(DistanceMode::Ssda903), 20.1);
}

#[test]
fn belfast_is_221_miles_from_birmingham_and_not_71() {
    // Domain facts, 1.4: read as National Grid, BT1 1AA lies at -2.986, 53.265, and 70.9 miles off; truly it is 221.3.
    let misread = to_grid(LonLat { lon: -2.986, lat: 53.265 }).unwrap();
    let (east, north) = (format!("{:.0}", misread.easting()), format!("{:.0}", misread.northing()));
    let rows = [
        row(["B1 1AA", "", "406649", "286530", "1", "E08000025"]),
        row(["BT1 1AA", "", &east, &north, "1", "N09000003"]),
    ];
    let directory = Folder::new().read(format!("{HEADER}\n{}", rows.concat())).unwrap();
    let birmingham = find(&directory, "B1 1AA").unwrap().point.unwrap();
    let belfast = find(&directory, "BT1 1AA").unwrap();
    let miles = |to| Distance::between(birmingham, to).exact_miles();
    assert!((miles(misread) - 70.9).abs() < 0.1, "{}", miles(misread));
    let belfast_point = belfast.point.unwrap();
    assert!((miles(belfast_point) - 221.3).abs() < 0.1, "{}", miles(belfast_point));
    // Royal Avenue, Belfast.
    let degrees = to_lonlat(belfast_point);
    assert!((degrees.lon - -5.93).abs() < 0.01 && (degrees.lat - 54.60).abs() < 0.01, "{degrees:?}");
    assert_eq!(belfast.nation.unwrap().to_string().as_str(), "N92000002");
}

#[test]
fn northern_ireland_on_the_national_grid_is_taken_as_it_is_and_said() {
    let directory =
        Folder::new().read("postcode,easting,northing\nBT1 1AA,146800,529600\nB1 1AA,406649,286530\n").unwrap();
    assert_eq!(find(&directory, "BT1 1AA").unwrap().point.unwrap().xy(), [146_800.0, 529_600.0]);
    assert!(directory.warnings[0].what.contains("Northern Ireland are on the National Grid already"));
}

#[test]
fn degrees_are_taken_to_the_national_grid() {
    // Ordnance Survey's test point TP08, and ONS's filler for no position.
    let text = "Postcode,LAT,LONG\nBS4 5AA,51.42754743020,-2.54407618349\nBS4 5AB,99.999999,0.000000\n";
    let directory = Folder::new().read(text).unwrap();
    let point = find(&directory, "BS4 5AA").unwrap().point.unwrap();
    assert!((point.easting() - 362_269.991).abs() < 0.002 && (point.northing() - 169_978.690).abs() < 0.002);
    assert_eq!(find(&directory, "BS4 5AB").unwrap().point, None);
}

#[test]
fn a_quoted_field_may_hold_separators_and_line_ends() {
    let text = "postcode,note,easting,northing\nB1 1AA,\"a, b\",406649,286530\nB1 1AB,\"two\nlines\",406650,286531\n";
    let directory = Folder::new().read(text).unwrap();
    assert_eq!((directory.account.rows_read, directory.account.rows_used), (2, 2));
    assert_eq!(find(&directory, "B1 1AB").unwrap().point.unwrap().xy(), [406_650.0, 286_531.0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_row_is_used_or_left_out_and_what_is_kept_is_the_first(
        rows in prop::collection::vec((0..12_u8, 0..4_u8), 1..40), at_end: bool
    ) {
        let line = |(at, (letter, kind)): (usize, &(u8, u8))| {
            let postcode = format!("B{} 1AA", letter + 1);
            match kind {
                0 => format!("{postcode},x,286530\n"),
                1 => format!("{postcode},406649\n"),
                _ => format!("{postcode},{},286530\n", 400_000 + at),
            }
        };
        let text: String = rows.iter().enumerate().map(line).collect();
        // An oracle of its own: a map of first comers.
        let mut first = std::collections::BTreeMap::new();
        let mut repeated = 0;
        for (at, (letter, _)) in rows.iter().enumerate().filter(|(_, (_, kind))| *kind > 1) {
            repeated += u64::from(first.contains_key(letter));
            first.entry(*letter).or_insert(400_000.0 + at as f64);
        }
        let header = "postcode,easting,northing\n";
        let text = if at_end { format!("{header}{text}") } else { format!("{header}\n{text}\n") };
        let read = Folder::new().read(text);
        prop_assume!(!first.is_empty());
        let directory = read.unwrap();
        prop_assert_eq!(directory.account.rows_read, rows.len() as u64);
        prop_assert_eq!(directory.account.rows_used, first.len() as u64);
        prop_assert_eq!(directory.account.rows_left_out, directory.left_out.len() as u64);
        let unsound = rows.iter().filter(|(_, kind)| *kind < 2).count() as u64;
        prop_assert_eq!(directory.account.rows_left_out, unsound + repeated);
        for (letter, easting) in first {
            let postcode: Postcode = format!("B{} 1AA", letter + 1).parse().unwrap();
            prop_assert_eq!(directory.places.find(postcode).unwrap().point.unwrap().easting(), easting);
        }
    }
}

//! The real open data of `../shared/data/postcodes_wm` (ONS and Birmingham and Solihull ICS; SOURCE.txt says whose it is).
//! Every figure is counted again by a plain reading of the file that shares no code with ours but the csv crate.

use std::collections::BTreeMap;
use std::path::Path;

use super::fixtures::{find, read_all};
use super::{Product, WantedPostcodes, read_directory};
use crate::geography::Postcode;
use crate::read::boundaries::fixtures::shared;
use crate::read::columns::GivenNames;
use crate::reproject::to_lonlat;

const ONSPD: &str = "postcodes_wm/onspd_nov2025_B_WV_WS_DY_CV.csv";

/// The fields of each row, the header apart.
fn plain_rows(path: &Path) -> Vec<csv::StringRecord> {
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

#[test]
fn onspds_136525_postcodes_are_read_each_with_its_own_place() {
    let Some(path) = shared(ONSPD) else { return };
    let rows = plain_rows(&path);
    let directory = read_all(path).unwrap();
    // SOURCE.txt: 136,525 postcodes, 309 without a grid reference, 35,068 in Birmingham.
    assert_eq!((rows.len(), directory.places.len()), (136_525, 136_525));
    assert_eq!((directory.account.rows_read, directory.account.rows_used), (136_525, 136_525));
    let without = directory.places.iter().filter(|(_, place)| place.point.is_none()).count();
    assert_eq!(without, 309);
    let mut districts: BTreeMap<String, usize> = BTreeMap::new();
    for row in &rows {
        let place = find(&directory, &row[0]).unwrap();
        let point = place.point.map(|point| format!("{},{}", point.easting(), point.northing()));
        assert_eq!(point.unwrap_or_else(|| ",".to_owned()), format!("{},{}", &row[2], &row[3]));
        let district = place.district.map_or(String::new(), |code| code.to_string());
        assert_eq!(district, row[1]);
        *districts.entry(district).or_default() += 1;
    }
    assert_eq!(districts["E08000025"], 35_068);
    assert_eq!(directory.about.product, Product::Plain);
}

#[test]
fn a_part_of_onspd_asked_for_is_the_same_as_of_the_whole() {
    let Some(path) = shared(ONSPD) else { return };
    let asked: Vec<Postcode> = plain_rows(&path).iter().step_by(40).map(|row| row[0].parse().unwrap()).collect();
    let wanted = WantedPostcodes::only(asked.iter().copied());
    let part = read_directory(&path, &GivenNames::new(), &wanted).unwrap();
    let whole = read_all(path).unwrap();
    assert_eq!(part.about.postcodes_found, Some(asked.len() as u64));
    assert!(asked.iter().all(|&postcode| part.places.find(postcode) == whole.places.find(postcode)));
    assert_eq!(part.account, whole.account);
}

#[test]
fn a_table_of_degrees_agrees_with_onspds_metres() {
    let (Some(metres), Some(degrees)) = (shared(ONSPD), shared("postcodes_wm/wm_postcodes_lat_long.csv")) else {
        return;
    };
    let rows = plain_rows(&degrees);
    let (metres, degrees) = (read_all(metres).unwrap(), read_all(degrees).unwrap());
    assert_eq!((degrees.account.rows_read, degrees.account.rows_used), (rows.len() as u64, 88_482));
    let apart = |(postcode, place): (Postcode, crate::geography::PostcodePlace)| {
        Some(place.point?.metres_to(metres.places.find(postcode)?.point?))
    };
    let mut apart: Vec<f64> = degrees.places.iter().filter_map(apart).collect();
    apart.sort_by(f64::total_cmp);
    // Both are of the postcode's mean address, of different years; the degrees have five decimals, a metre or so, and
    // came about without OSTN15, which is two metres more.
    assert!(apart.len() > 80_000, "{}", apart.len());
    assert!(apart[apart.len() / 2] < 3.0, "{}", apart[apart.len() / 2]);
    let row = &rows[0];
    let place = to_lonlat(find(&degrees, &row[0]).unwrap().point.unwrap());
    assert!((place.lat - row[1].parse::<f64>().unwrap()).abs() < 1e-6);
}

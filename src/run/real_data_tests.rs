//! The shire counties of the West Midlands (real open data, ONS and OS, OGL): inside / outside is tested at the county.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::*;
use crate::fostering::Carer;
use crate::geography::{GridPoint, PostcodePlace};
use crate::locate::Located;
use crate::locate::interior_point;
use crate::measure::Boundary;
use crate::read::boundaries::fixtures::shared;
use crate::read::parse_study;
use crate::write::tables::answer_tables;

const COUNTIES: [&str; 3] = ["E10000028", "E10000031", "E10000034"]; // Staffordshire, Warwickshire, Worcestershire

/// Column of a CSV of the real data, by another.
fn column(path: &Path, key: &str, value: &str) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let title = |title: &str| title.trim_start_matches('\u{feff}').to_owned();
    let header: Vec<String> = reader.headers().unwrap().iter().map(title).collect();
    let at = |name: &str| header.iter().position(|each| each == name).unwrap();
    let (key, value) = (at(key), at(value));
    reader.records().map(Result::unwrap).map(|row| (row[key].to_owned(), row[value].to_owned())).collect()
}

fn toml_path(path: &Path) -> String {
    format!("'{}'", path.display())
}

#[test]
fn in_shire_counties_inside_is_tested_at_the_county() {
    let (Some(wards), Some(codes)) =
        (shared("wards_wm_2025_shp/WD25_WestMidlands_BGC.shp"), shared("lookups/ward_all_codes.csv"))
    else {
        return;
    };
    // A lookup of ward -> district -> county as ONS ships them, and the oracle: the county of each ward.
    let counties = column(&codes, "WDCD", "UTLACD");
    let districts = column(&codes, "WDCD", "LADCD");
    let folder = tempfile::tempdir().unwrap();
    let mut lookup = "WD25CD,LAD25CD,CTYUA25CD\n".to_owned();
    for (ward, county) in &counties {
        writeln!(lookup, "{ward},{},{county}", districts[ward]).unwrap();
    }
    std::fs::write(folder.path().join("lookup.csv"), lookup).unwrap();
    let text = format!(
        "[study]\n[boundaries]\nwards = {}\nlookup = \"lookup.csv\"\n[children]\nfile = \"children.csv\"\n",
        toml_path(&wards)
    );
    let study = parse_study("study.toml", &text, folder.path()).unwrap();
    // A child of each county in the middle of each ward.
    let coverage = crate::read::boundaries::read_boundaries(&study.boundaries).unwrap().coverage;
    let mut children =
        "responsible_authority,home_easting,home_northing,placement_easting,placement_northing\n".to_owned();
    let mut expected = Vec::new();
    for ward in &coverage.wards {
        let middle = interior_point(&ward.shape).unwrap();
        for county in COUNTIES {
            writeln!(children, "{county},,,{},{}", middle.easting(), middle.northing()).unwrap();
            expected.push(if counties[ward.code.to_string().as_str()] == county {
                Boundary::Inside
            } else {
                Boundary::Outside
            });
        }
    }
    std::fs::write(folder.path().join("children.csv"), children).unwrap();
    let files = read_files(&study).unwrap();
    let places = decide(&files, &study.settings, locate(&files, 0.0).unwrap());
    let measured = measure(&study, &files, &places);
    let found: Vec<Boundary> = measured.iter().map(|child| child.boundary).collect();
    assert_eq!(found, expected);
    // 151 wards in Staffordshire, 108 in Warwickshire, 112 in Worcestershire.
    let inside = |county: usize| (0..754).filter(|ward| found[ward * 3 + county] == Boundary::Inside).count();
    assert_eq!([inside(0), inside(1), inside(2)], [151, 108, 112]);
}

#[test]
fn real_postcodes_are_in_the_same_authority_by_polygon_and_by_directory_but_near_borders() {
    let (Some(wards), Some(codes), Some(postcodes)) = (
        shared("wards_wm_2025_shp/WD25_WestMidlands_BGC.shp"),
        shared("lookups/la_all_codes.csv"),
        shared("postcodes_wm/onspd_nov2025_B_WV_WS_DY_CV.csv"),
    ) else {
        return;
    };
    let text = format!(
        "[study]\n[boundaries]\nwards = {}\nlookup = {}\n[carers]\nfile = \"none.csv\"\n",
        toml_path(&wards),
        toml_path(&codes)
    );
    let study = parse_study("study.toml", &text, Path::new("")).unwrap();
    let boundaries = crate::read::boundaries::read_boundaries(&study.boundaries).unwrap();
    let mut reader = csv::Reader::from_path(postcodes).unwrap();
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(Result::unwrap).collect();
    let carers: Vec<Carer> = rows.iter().filter_map(carer_at).collect();
    let files = StudyFiles { boundaries, carers: Some(carers), ..StudyFiles::default() };
    let places = decide(&files, &study.settings, locate(&files, 0.0).unwrap());
    let answers = &places.answers.directory[0];
    println!("{answers:?}");
    assert_eq!((answers.compared, answers.ward_differs), (136_216, None)); // 136,525 rows, 309 without a grid reference
    // The plain count, by the list's own upper tier: the authority of the ward, and that of the directory's district.
    let (upper_tier, coverage) = (column(&codes, "LADCD", "UTLACD"), &files.boundaries.coverage);
    let by_ward = |at: Located| Some(coverage.authority(coverage.authority_of(at.ward()?)?).code.to_string());
    let is_other = |&(carer, &at): &(&Carer, &Located)| {
        let told = &upper_tier[&carer.place.as_ref().and_then(|place| place.district).unwrap().to_string()];
        let is_here = coverage.find_authority(told.parse().unwrap()).is_some();
        by_ward(at).map_or(is_here, |own| own != *told)
    };
    let other = files.carers.iter().flatten().zip(&places.carers).filter(is_other).count() as u64;
    assert_eq!(answers.authority_differs, other);
    // Wards are generalised to 20 m and postcodes lie along streets, which are where borders run.
    assert!((1..answers.compared / 200).contains(&other), "{answers:?}");
    let listed: u64 = places.answers.directory_differences.iter().map(|each| each.count).sum();
    assert_eq!(listed, other);
    assert_eq!(&*answer_tables(&places.answers, coverage)[0].name, "directory_differences");
}

/// A carer at each postcode: its point, and its district as the directory has it.
fn carer_at(row: &BTreeMap<String, String>) -> Option<Carer> {
    let [easting, northing] = [row["oseast1m"].parse().ok()?, row["osnrth1m"].parse().ok()?];
    let place = PostcodePlace { district: row["laua"].parse().ok(), ..PostcodePlace::default() };
    let point = GridPoint::new(easting, northing);
    Some(Carer { point, place: Some(Box::new(place)), ..crate::summarise::made_up::a_carer() })
}

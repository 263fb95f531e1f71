//! From small made-up files to a coverage: merging, names, and who is whose authority.

use super::fixtures::{BNG_PRJ, Folder, dbf, polygon, shp, square, two_wards};
use super::*;

type Fields<'a> = [(&'a str, u8)];

/// A shapefile of squares in a row, the first at this easting.
fn shapefile(folder: &Folder, name: &str, east: f64, fields: &Fields<'_>, rows: &[&[&str]]) -> PathBuf {
    let records: Vec<_> =
        (0..rows.len()).map(|at| polygon(5, &[square(east + 100.0 * at as f64, 280_000.0)])).collect();
    folder.file(&format!("{name}.dbf"), dbf(0, fields, rows));
    folder.file(&format!("{name}.prj"), BNG_PRJ);
    folder.file(&format!("{name}.shp"), shp(5, &records))
}

fn read(wards: &[PathBuf], lookup: Option<PathBuf>) -> Result<Boundaries, ReadError> {
    read_boundaries(&BoundarySources { wards: wards.to_vec(), lookup, ..BoundarySources::default() })
}

fn authority<'a>(read: &'a Boundaries, ward: &str) -> Option<&'a crate::geography::Authority> {
    let coverage = &read.coverage;
    let ward = coverage.find_ward(ward.parse().unwrap()).unwrap();
    coverage.authority_of(ward).map(|at| coverage.authority(at))
}

fn warning<'a>(read: &'a Boundaries, begins: &str) -> Option<&'a Warning> {
    read.warnings.iter().find(|warning| warning.what.starts_with(begins))
}

fn write_two(folder: &Folder) -> PathBuf {
    for (ending, bytes) in two_wards() {
        folder.file(&format!("two.{ending}"), bytes);
    }
    folder.path("two.shp")
}

#[test]
fn a_file_with_districts_alone_warns_of_the_shires() {
    let folder = Folder::new();
    let read = read(&[write_two(&folder)], None).unwrap();
    assert_eq!(authority(&read, "E05011118").unwrap().name, "Birmingham");
    assert_eq!(authority(&read, "E05007859").unwrap().code.to_string().as_str(), "E07000234");
    let shires = warning(&read, "wards are in shire districts").unwrap();
    assert_eq!(shires.count, 1);
    let england = read.coverage.nation_of(read.coverage.find_ward("E05011118".parse().unwrap()).unwrap()).unwrap();
    assert_eq!(read.coverage.nations[england.0 as usize].name, "England");
    let ward = &read.coverage.wards[0];
    assert_eq!(
        (ward.code.to_string().as_str(), ward.name.as_str(), ward.name_welsh.as_deref()),
        ("E05007859", "Alvechurch", None)
    );
    assert_eq!(ward.district.as_ref().unwrap().name, "Bromsgrove");
}

#[test]
fn the_inputs_name_every_member_with_its_fingerprint() {
    let folder = Folder::new();
    let read = read(&[write_two(&folder)], None).unwrap();
    let names: Vec<_> = read.inputs.iter().map(|input| (input.name.as_str(), input.rows, input.vintage)).collect();
    let expected = [
        ("two.shp", Some(2), Some(2025)),
        ("two.dbf", Some(2), Some(2025)),
        ("two.shx", None, None),
        ("two.prj", None, None),
    ];
    assert_eq!(names, expected);
    assert!(read.inputs[0].crs.as_ref().unwrap().starts_with("British National Grid"));
    assert_eq!(read.inputs[1].encoding.as_deref(), Some("UTF-8"));
    let prj = crate::read::input::FileBytes::new("two.prj", BNG_PRJ.into());
    assert_eq!(read.inputs[3], prj.input());
}

#[test]
fn the_lookup_gives_county_region_and_nation_above_the_files_district() {
    let folder = Folder::new();
    let wards = write_two(&folder);
    let by_ward = "WD25CD,LAD25CD,CTY25CD,CTY25NM,RGN25CD,RGN25NM,CTRY25CD\n\
        E05011118,E08000025,,,E12000005,West Midlands,E92000001\n\
        E05007859,E07000234,E10000034,Worcestershire,E12000005,West Midlands,E92000001\n";
    let by_district = "LAD25CD,UTLA25CD,UTLA25NM,RGN25CD,RGN25NM\n\
        E08000025,E08000025,Birmingham,E12000005,West Midlands\n\
        E07000234,E10000034,Worcestershire,E12000005,West Midlands\n";
    for lookup in [by_ward, by_district] {
        let read = read(std::slice::from_ref(&wards), Some(folder.file("lookup.csv", lookup))).unwrap();
        let county = authority(&read, "E05007859").unwrap();
        assert_eq!((county.code.to_string().as_str(), county.name.as_str()), ("E10000034", "Worcestershire"));
        // The lookup has no name for the first; the file has.
        assert_eq!(authority(&read, "E05011118").unwrap().name, "Birmingham");
        assert_eq!(read.coverage.regions.len(), 1);
        assert_eq!(county.region.map(|at| read.coverage.regions[at.0 as usize].name.as_str()), Some("West Midlands"));
        assert_eq!(read.coverage.wards[0].district.as_ref().unwrap().code.to_string().as_str(), "E07000234");
        assert!(read.warnings.is_empty(), "{:?}", read.warnings);
        assert_eq!(read.accounts.len(), 2);
        assert_eq!(read.inputs.last().unwrap().name, "lookup.csv");
    }
}

#[test]
fn wards_that_the_lookup_lacks_and_wards_it_puts_elsewhere_are_counted() {
    let folder = Folder::new();
    let wards = write_two(&folder);
    let elsewhere = "WD24CD,LAD24CD,LAD24NM\nE05011118,E08000029,Solihull\n";
    let read_one = read(std::slice::from_ref(&wards), Some(folder.file("elsewhere.csv", elsewhere))).unwrap();
    assert_eq!(authority(&read_one, "E05011118").unwrap().name, "Solihull");
    assert_eq!(authority(&read_one, "E05007859").unwrap().name, "Bromsgrove");
    assert_eq!(warning(&read_one, "wards are not in the lookup").unwrap().count, 1);
    assert_eq!(warning(&read_one, "wards are in another authority by the lookup").unwrap().count, 1);
    assert!(warning(&read_one, "the lookup is of 2024, the wards are of 2025").is_some());
    // A ward that the lookup lacks, in a district that it has: its county is known all the same.
    let sibling = "WD25CD,LAD25CD,CTY25CD\nE05000001,E07000234,E10000034\n";
    let read_two = read(&[wards], Some(folder.file("sibling.csv", sibling))).unwrap();
    assert_eq!(authority(&read_two, "E05007859").unwrap().code.to_string().as_str(), "E10000034");
    assert!(warning(&read_two, "wards are in shire districts").is_none());
}

#[test]
fn columns_of_the_upper_tier_in_the_file_itself_are_used() {
    let folder = Folder::new();
    let fields = [("WD25CD", 9), ("WD25NM", 9), ("LAD25CD", 9), ("UTLACD", 9), ("RGNCD", 9)];
    let rows: [&[&str]; 2] = [
        &["E05007859", "Alvechurch", "E07000234", "E10000034", "E12000005"],
        &["W05000001", "Aethwy", "W06000001", "W06000001", "W99999999"],
    ];
    let read = read(&[shapefile(&folder, "wards", 400_000.0, &fields, &rows)], None).unwrap();
    let county = authority(&read, "E05007859").unwrap();
    assert_eq!((county.code.to_string().as_str(), county.name.as_str()), ("E10000034", "E10000034"));
    assert_eq!(read.coverage.regions[0].code.to_string().as_str(), "E12000005");
    let anglesey = authority(&read, "W05000001").unwrap();
    assert_eq!(anglesey.region, None);
    assert_eq!(anglesey.nation.map(|at| read.coverage.nations[at.0 as usize].name.as_str()), Some("Wales"));
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}

#[test]
fn an_authority_in_two_regions_is_put_into_the_first_and_warned_of() {
    let folder = Folder::new();
    let fields = [("WD25CD", 9), ("LAD25CD", 9), ("RGN25CD", 9)];
    let rows: [&[&str]; 4] = [
        &["E05000001", "E06000001", ""],
        &["E05000002", "E06000001", "E12000002"],
        &["E05000003", "E06000001", "E12000001"],
        &["S13000001", "S12000033", ""],
    ];
    let read = read(&[shapefile(&folder, "wards", 400_000.0, &fields, &rows)], None).unwrap();
    let regions: Vec<_> = read.coverage.regions.iter().map(|region| region.code.to_string()).collect();
    assert_eq!(regions, ["E12000002"]);
    let other = warning(&read, "wards are in another region").unwrap();
    assert_eq!((other.count, other.file.as_str()), (1, "wards.shp"));
    let nations: Vec<_> = read.coverage.nations.iter().map(|nation| nation.name.as_str()).collect();
    assert_eq!(nations, ["England", "Scotland"]);
    assert_eq!(authority(&read, "S13000001").unwrap().region, None);
}

#[test]
fn a_file_without_authorities_says_how_many_wards_have_none() {
    let folder = Folder::new();
    let fields = [("wd16cd", 9), ("wd16nm", 9), ("wd16nmw", 9), ("lad16cd", 9)];
    let rows: [&[&str]; 2] = [&["E05000001", "Abbey", "", "Barking"], &["W05000001", "Holyhead", "Caergybi", ""]];
    let read = read(&[shapefile(&folder, "wards", 400_000.0, &fields, &rows)], None).unwrap();
    assert!(read.coverage.authorities.is_empty());
    assert_eq!(warning(&read, "wards have no authority").unwrap().count, 2);
    assert_eq!(read.coverage.wards[1].name_welsh.as_deref(), Some("Caergybi"));
    assert_eq!(read.accounts[0].values_not_used_by_reason["lad16cd: not a GSS code"], 1);
    assert_eq!((read.accounts[0].rows_read, read.accounts[0].rows_used), (2, 2));
}

#[test]
fn a_ward_that_comes_again_is_merged_when_its_outline_is_the_same() {
    let folder = Folder::new();
    let fields = [("WD25CD", 9), ("WD25NM", 9)];
    let first = shapefile(&folder, "first", 400_000.0, &fields, &[&["E05000002", "B"], &["E05000001", "A"]]);
    let second = shapefile(&folder, "second", 400_100.0, &fields, &[&["E05000001", "A"], &["E05000003", "C"]]);
    let read_both = read(&[first.clone(), second], None).unwrap();
    let codes: Vec<_> = read_both.coverage.wards.iter().map(|ward| ward.code.to_string()).collect();
    assert_eq!(codes, ["E05000001", "E05000002", "E05000003"]);
    let used: Vec<_> = read_both.accounts.iter().map(|account| (account.rows_read, account.rows_used)).collect();
    assert_eq!(used, [(2, 2), (2, 1)]);
    let [repeat] = read_both.left_out.as_slice() else { panic!("{:?}", read_both.left_out) };
    assert_eq!(
        (repeat.file.as_str(), repeat.row, repeat.reason.as_str()),
        ("second.shp", 1, "same ward as an earlier record")
    );
    let moved = shapefile(&folder, "moved", 400_101.0, &fields, &[&["E05000001", "A"]]);
    let error = read(&[first, moved], None).unwrap_err();
    let expected = "moved.shp, record 1: the ward code of first.shp, record 2, comes again with another outline";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn files_of_two_years_make_one_coverage_with_a_warning() {
    let folder = Folder::new();
    let old = shapefile(&folder, "old", 400_000.0, &[("WD23CD", 9)], &[&["E05000001"]]);
    let new = shapefile(&folder, "new", 400_100.0, &[("WD25CD", 9)], &[&["E05000002"]]);
    let read = read(&[old, new], None).unwrap();
    assert!(warning(&read, "boundary files of different years, 2023 to 2025").is_some());
}

#[test]
fn os_boundary_line_is_read_without_fillers_and_name_endings() {
    let folder = Folder::new();
    let fields = [("NAME", 20), ("AREA_CODE", 3), ("CODE", 9)];
    let rows: [&[&str]; 5] = [
        &["Acocks Green Ward", "MTW", "E05011118"],
        &["Alcester ED", "UTE", "E05012345"],
        &["Wardend", "MTW", "E05012346"],
        &["FILLER AREA", "FIL", "999999"],
        &["Filler area", "FIL", ""],
    ];
    let read =
        read(&[shapefile(&folder, "district_borough_unitary_ward_region", 400_000.0, &fields, &rows)], None).unwrap();
    let names: Vec<_> = read.coverage.wards.iter().map(|ward| ward.name.as_str()).collect();
    assert_eq!(names, ["Acocks Green", "Alcester", "Wardend"]);
    assert_eq!(read.accounts[0].left_out_by_reason["a filler area of OS Boundary-Line, no ward"], 2);
}

#[test]
fn columns_named_in_the_study_come_before_patterns() {
    let folder = Folder::new();
    let fields = [("WD25CD", 9), ("GEOID", 9), ("LABEL", 9), ("AUTH", 9), ("AUTHNAME", 14), ("UTLACD", 9)];
    let rows: [&[&str]; 1] = [&["E05000001", "E05000002", "Named", "E10000034", "Worcestershire", "E06000001"]];
    let wards = vec![shapefile(&folder, "wards", 400_000.0, &fields, &rows)];
    let name = |name: &str| Some(name.to_owned());
    let fields = FieldNames {
        ward_code: name("geoid"),
        ward_name: name("Label"),
        authority_code: name("auth"),
        authority_name: name("AuthName"),
    };
    let read = read_boundaries(&BoundarySources { wards, fields, ..BoundarySources::default() }).unwrap();
    assert_eq!(read.coverage.wards[0].name, "Named");
    assert_eq!(read.coverage.wards[0].district, None, "a county is no district");
    let county = authority(&read, "E05000002").unwrap();
    assert_eq!((county.code.to_string().as_str(), county.name.as_str()), ("E10000034", "Worcestershire"));
}

#[test]
fn holes_and_rings_in_any_order_are_kept_and_open_rings_closed() {
    let folder = Folder::new();
    let (outer, hole) =
        (square(400_000.0, 280_000.0), vec![[400_010.0, 280_010.0], [400_020.0, 280_010.0], [400_020.0, 280_020.0]]);
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05000001"], &["E05000002"]]));
    folder.file("wards.prj", BNG_PRJ);
    let records = [polygon(15, &[hole.clone(), outer.clone()]), polygon(15, &[hole])];
    let read = read(&[folder.file("wards.shp", shp(15, &records))], None).unwrap();
    let shape = &read.coverage.wards[0].shape;
    assert_eq!((shape.rings().len(), shape.rings()[0].len(), shape.rings()[1].len()), (2, 4, 5));
    assert_eq!(shape.rings()[0][0].xy(), [400_010.0, 280_010.0]);
}

#[test]
fn a_ward_that_crosses_itself_is_kept_and_warned_of() {
    let folder = Folder::new();
    let bow_tie = vec![[400e3, 280e3], [401e3, 281e3], [401e3, 280e3], [400e3, 281e3], [400e3, 280e3]];
    let records = [polygon(5, &[square(402e3, 280e3)]), polygon(5, &[bow_tie])];
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9), ("WD25NM", 9)], &[&["E05000001", "A"], &["E05000002", "B"]]));
    folder.file("wards.prj", BNG_PRJ);
    let read = read(&[folder.file("wards.shp", shp(5, &records))], None).unwrap();
    let warning = read.warnings.iter().find(|warning| warning.what.contains("crosses itself")).unwrap();
    let place = "such as E05000002 at 400500, 280500 (1 place)";
    assert!(warning.what.contains(place) && warning.what.contains("an odd number of times"), "{}", warning.what);
    assert_eq!((warning.count, read.accounts[0].rows_used), (1, 2));
    let area = crate::outline::area_square_metres(&read.coverage.wards[1].shape);
    assert!((area - 500_000.0).abs() < 1.0, "{area}");
}

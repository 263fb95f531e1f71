//! The real open data of `../shared/data` (ONS, Open Government Licence; each folder's SOURCE.txt says whose it is).

use std::path::Path;

use super::fixtures::{Folder, shared, zip_of};
use super::*;
use crate::geography::Coverage;

const WARDS_2025: &str = "wards_wm_2025_shp/WD25_WestMidlands_BGC.shp";

fn read(wards: Vec<PathBuf>, lookup: Option<PathBuf>) -> Boundaries {
    read_boundaries(&BoundarySources { wards, lookup, ..BoundarySources::default() }).unwrap()
}

fn with_code(wards: PathBuf, code: &str) -> Boundaries {
    let fields = FieldNames { ward_code: Some(code.to_owned()), ..FieldNames::default() };
    read_boundaries(&BoundarySources { wards: vec![wards], fields, ..BoundarySources::default() }).unwrap()
}

fn zipped(shp: &Path) -> Vec<u8> {
    let part = |ending| {
        let path = shp.with_extension(ending);
        let name = path.file_name().unwrap().to_str().unwrap();
        (format!("WD_2025_BGC/{name}"), std::fs::read(&path).unwrap())
    };
    zip_of(&["cpg", "dbf", "prj", "shp", "shx"].map(part))
}

fn wards_of(coverage: &Coverage, authority: &str) -> usize {
    let authority = coverage.find_authority(authority.parse().unwrap());
    coverage.ward_ixs().filter(|&ward| authority.is_some() && coverage.authority_of(ward) == authority).count()
}

#[test]
fn the_754_wards_of_the_west_midlands_are_read() {
    let Some(path) = shared(WARDS_2025) else { return };
    let read = read(vec![path], None);
    let coverage = &read.coverage;
    // SOURCE.txt: 754 wards, 69 of them Birmingham's; the counts by district were made with another program.
    assert_eq!(coverage.wards.len(), 754);
    assert_eq!(read.accounts[0].rows_used, 754);
    let first = &coverage.wards[0];
    assert_eq!((first.code.to_string().as_str(), first.name.as_str()), ("E05001218", "Bablake"));
    assert_eq!(first.district.as_ref().unwrap().name, "Coventry");
    assert_eq!((wards_of(coverage, "E08000025"), wards_of(coverage, "E06000051")), (69, 72));
    assert_eq!(coverage.authorities.len(), 30);
    let shires = read.warnings.iter().find(|warning| warning.what.starts_with("wards are in shire")).unwrap();
    assert_eq!(shires.count, 371); // 151 in Staffordshire, 112 in Warwickshire, 108 in Worcestershire
    assert_eq!(read.inputs[0].vintage, Some(2025));
}

#[test]
fn the_zipped_copy_is_the_same_coverage() {
    let Some(path) = shared(WARDS_2025) else { return };
    let folder = Folder::new();
    let from_zip = read(vec![folder.file("WD_2025_BGC.zip", zipped(&path))], None);
    let from_folder = read(vec![path], None);
    assert_eq!(from_zip.coverage.wards, from_folder.coverage.wards);
    let names: Vec<_> = from_zip.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names[..2], ["WD_2025_BGC.zip", "WD_2025_BGC.zip/WD25_WestMidlands_BGC.shp"]);
    assert_eq!(from_zip.inputs[1].sha256, from_folder.inputs[0].sha256);
}

#[test]
fn the_geojson_of_the_same_wards_is_the_same_coverage() {
    let (Some(shp), Some(json)) = (shared(WARDS_2025), shared("wards_wm_2025_geojson/E12000005.geojson")) else {
        return;
    };
    let (from_shp, from_json) = (read(vec![shp], None), read(vec![json], None));
    // The GeoJSON has the upper tier and the region in columns of its own.
    assert_eq!(from_json.coverage.authorities.len(), 14);
    assert_eq!(wards_of(&from_json.coverage, "E10000028"), 151);
    assert!(from_json.warnings.is_empty(), "{:?}", from_json.warnings);
    for (one, other) in from_shp.coverage.wards.iter().zip(&from_json.coverage.wards) {
        assert_eq!(
            (one.code, &one.name, &one.name_welsh, &one.district),
            (other.code, &other.name, &other.name_welsh, &other.district)
        );
        assert_eq!(one.shape.vertex_count(), other.shape.vertex_count());
        let ends = one.shape.edges().zip(other.shape.edges());
        let apart = ends.map(|((a, _), (b, _))| a.metres_to(b)).fold(0.0, f64::max);
        assert!(apart < 5.0, "{apart} m apart");
    }
}

#[test]
fn borders_that_two_wards_share_stay_shared_from_either_format() {
    for name in [WARDS_2025, "wards_wm_2025_geojson/E12000005.geojson"] {
        let Some(path) = shared(name) else { return };
        let mut edges = std::collections::HashMap::new();
        for ward in &read(vec![path], None).coverage.wards {
            for (a, b) in ward.shape.edges() {
                let [a, b] = [a, b].map(|point| point.xy().map(f64::to_bits));
                *edges.entry((a.min(b), a.max(b))).or_insert(0) += 1;
            }
        }
        let shared = edges.values().filter(|&&wards| wards == 2).count();
        assert!(edges.values().all(|&wards| wards <= 2));
        // Counted in the GeoJSON's own text with another program.
        assert_eq!((edges.len(), shared), (42_560, 37_066), "{name}");
    }
}

#[test]
fn a_lookup_puts_the_shire_wards_into_their_counties() {
    let (Some(path), Some(by_ward), Some(by_district)) =
        (shared(WARDS_2025), shared("lookups/ward_all_codes.csv"), shared("lookups/la_all_codes.csv"))
    else {
        return;
    };
    for lookup in [by_ward, by_district] {
        let read = read(vec![path.clone()], Some(lookup));
        let coverage = &read.coverage;
        // The same as UTLACD in the GeoJSON of these wards.
        let counties = ["E10000028", "E10000031", "E10000034"].map(|county| wards_of(coverage, county));
        assert_eq!(counties, [151, 108, 112]);
        assert_eq!((coverage.authorities.len(), coverage.regions.len(), coverage.nations.len()), (14, 1, 1));
        assert_eq!(coverage.regions[0].name, "West Midlands");
        assert!(coverage.authorities.iter().all(|each| each.region.is_some() && each.nation.is_some()));
        assert!(read.warnings.iter().all(|warning| !warning.what.contains("shire")), "{:?}", read.warnings);
    }
}

#[test]
fn thirty_files_of_2013_make_one_coverage() {
    let Some(folder) = shared("wards_wm_2013_geojson") else { return };
    let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    assert_eq!(files.len(), 30);
    let read = read(files, shared("lookups/ward_all_codes.csv"));
    assert_eq!(read.coverage.wards.len(), 732);
    assert_eq!(wards_of(&read.coverage, "E08000025"), 40);
    // 513 of the 732 codes are in the lookup, counted with another program; these files have no district.
    let count = |begins: &str| {
        read.warnings.iter().find(|warning| warning.what.starts_with(begins)).map(|warning| warning.count)
    };
    assert_eq!((count("wards are not in the lookup"), count("wards have no authority")), (Some(219), Some(219)));
    assert_eq!(read.accounts.len(), 31);
}

#[test]
fn other_areas_are_read_by_the_columns_that_the_study_names() {
    let cases = [
        ("lad_uk_2023_buc/LAD_MAY_2023_GB_BUC.shp", "LAD23CD", 350, Some(2023), "Hartlepool"),
        ("lad_uk_2023_buc/LAD_MAY_2023_UK_BUC.geojson", "LAD23CD", 361, Some(2023), "Hartlepool"),
        ("ctyua_uk_2019_buc_shp/utla_uk.shp", "CTYUA19CD", 216, Some(2019), "Hartlepool"),
        ("lsoa_birmingham_2011_shp/Birmingham LSOA shape.shp", "lsoa11cd", 639, Some(2011), "Birmingham 067A"),
        (
            "regions_england_2019_bgc_shp/Regions_December_2019_Boundaries_EN_BGC.shp",
            "rgn19cd",
            9,
            Some(2019),
            "North East",
        ),
        ("lad_wm_2020_bgc_geojson/LAD20_WestMidlands_and_neighbours_BGC.geojson", "LAD20CD", 42, Some(2020), "Derby"),
    ];
    for (name, code, areas, vintage, first) in cases {
        let Some(path) = shared(name) else { return };
        let read = with_code(path, code);
        assert_eq!((read.coverage.wards.len(), read.inputs[0].vintage), (areas, vintage), "{name}");
        assert_eq!(read.coverage.wards[0].name, first, "{name}");
    }
}

#[test]
fn welsh_names_keep_their_letters() {
    let Some(path) = shared("lad_uk_2023_buc/LAD_MAY_2023_GB_BUC.shp") else { return };
    let read = with_code(path, "LAD23CD");
    let anglesey = read.coverage.find_ward("W06000001".parse().unwrap()).unwrap();
    let anglesey = read.coverage.ward(anglesey);
    assert_eq!((anglesey.name.as_str(), anglesey.name_welsh.as_deref()), ("Isle of Anglesey", Some("Ynys Môn")));
}

//! Households by ward and by output area, against plain counts; the real classification of the West Midlands too.

use std::collections::BTreeMap;

use super::*;
use crate::geography::{OacLevel, OacYear};
use crate::read::input::FileBytes;
use crate::read::read_output_area_wards;

fn csv(name: &str, text: &str) -> CsvFile {
    CsvFile::of(FileBytes::new(name, text.into())).unwrap()
}

fn code(text: &str) -> GssCode {
    text.parse().unwrap()
}

/// Two wards, with one output area in the first and two in the second.
fn wards() -> BTreeSet<GssCode> {
    ["E05000001", "E05000002"].map(code).into()
}

fn output_areas() -> OutputAreaWards {
    let lookup = "OA21CD,WD25CD\nE00000001,E05000001\nE00000002,E05000002\nE00000003,E05000002\nE00000009,E05999999\n";
    read_output_area_wards(&csv("lookup.csv", lookup), Some(2025)).unwrap().0
}

/// Ward, segment and households of each record.
fn rows(records: &Records<HouseholdBase>) -> Vec<(&str, &str, u64)> {
    records.records.iter().map(|row| (&*row.ward.to_string().leak(), &*row.segment, row.households)).collect()
}

/// Row, column and reason of all that was noted.
fn noted(records: &Records<HouseholdBase>) -> Vec<(u64, &str, &str)> {
    records.left_out.iter().map(|each| (each.row, each.column.as_deref().unwrap_or(""), each.reason.as_str())).collect()
}

#[test]
fn households_by_output_area_come_to_their_wards_through_the_lookup() {
    let file = csv(
        "households.csv",
        "OA21CD,segment,households\nE00000001,a,10\nE00000002,b,20\nE00000003,B,3\nE00000009,a,1\nE00000004,a,1\nx,a,1\n",
    );
    let (wards, areas, codes) = (wards(), output_areas(), SegmentCodes::default());
    let sources = HouseholdSources { wards: &wards, codes: &codes, output_areas: Some(&areas), segments: None };
    let records = read_households(&file, &GivenNames::new(), &sources).unwrap();
    assert_eq!(rows(&records), [("E05000001", "A", 10), ("E05000002", "B", 20), ("E05000002", "B", 3)]);
    let expected = [
        (5, "OA21CD", NO_SUCH_WARD),
        (6, "OA21CD", "the output area is not in the lookup"),
        (7, "OA21CD", "not a GSS code of an output area"),
    ];
    assert_eq!(noted(&records), expected);
    assert_eq!((records.account.rows_read, records.account.rows_left_out), (6, 3));
}

#[test]
fn the_segments_file_tells_the_segment_where_the_households_do_not() {
    let file = csv("households.csv", "oa,ward_code,households\nE00000001,E05000001,10\nE00000002,E05000002,20\n");
    let (wards, codes) = (wards(), SegmentCodes::default());
    let segments = SegmentLookup::OutputAreas([(code("E00000001"), Some("K".into()))].into());
    let sources = HouseholdSources { wards: &wards, codes: &codes, output_areas: None, segments: Some(&segments) };
    let records = read_households(&file, &GivenNames::new(), &sources).unwrap();
    assert_eq!(rows(&records), [("E05000001", "K", 10), ("E05000002", "", 20)]);
    assert_eq!(noted(&records), [(3, "oa", "the output area is not in the segments file")]);

    let by_postcode = SegmentLookup::Postcodes(HashMap::new());
    let sources = HouseholdSources { segments: Some(&by_postcode), ..sources };
    let error = read_households(&file, &GivenNames::new(), &sources).unwrap_err();
    assert!(error.to_string().starts_with("households.csv: no column for segment"), "{error}");
}

#[test]
fn output_areas_without_a_way_to_a_ward_are_an_error() {
    let (wards, codes) = (wards(), SegmentCodes::default());
    let sources = HouseholdSources { wards: &wards, codes: &codes, output_areas: None, segments: None };
    let file = csv("households.csv", "oa21cd,segment,households\nE00000001,A,10\n");
    let error = read_households(&file, &GivenNames::new(), &sources).unwrap_err();
    assert_eq!(error.to_string(), "households.csv: it is by output area, and nothing tells their wards");
    assert!(error.hint().unwrap().contains("lookup = "));
}

#[test]
fn a_segment_that_the_codebook_does_not_have_is_unclassified_and_noted() {
    let (wards, codebook) = (wards(), crate::fostering::Codebook::of_oac(OacYear::Oac2011, OacLevel::Supergroup));
    let codes = SegmentCodes::new(None, Some(codebook));
    let sources = HouseholdSources { wards: &wards, codes: &codes, output_areas: None, segments: None };
    let file = csv("households.csv", "ward_code,segment,households\nE05000001,8,10\nE05000001,9,5\nE05000002,,3\n");
    let records = read_households(&file, &GivenNames::new(), &sources).unwrap();
    assert_eq!(rows(&records), [("E05000001", "8", 10), ("E05000001", "", 5), ("E05000002", "", 3)]);
    assert_eq!(noted(&records), [(3, "segment", "the segment is not in the codebook")]);
}

/// One household an output area: the classification of `imd_oac` with a column more.
fn one_household_each(text: &str) -> String {
    let mut lines = text.lines();
    let header = format!("{},households\n", lines.next().unwrap());
    header + &lines.map(|line| format!("{line},1\n")).collect::<String>()
}

#[test]
fn the_real_output_areas_come_to_the_plain_count_by_ward_and_group() {
    let Some(path) = crate::read::boundaries::fixtures::shared("imd_oac/oac21_by_oa_west_midlands.csv") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    // Counted line by line: columns OA21CD, supergroup, group, subgroup, LSOA21CD, WD25CD.
    let mut plain: BTreeMap<(String, String), u64> = BTreeMap::new();
    for fields in text.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>()) {
        *plain.entry((fields[5].to_owned(), fields[2].to_ascii_uppercase())).or_default() += 1;
    }
    let wards: BTreeSet<GssCode> = plain.keys().map(|(ward, _)| code(ward)).collect();
    let codes = SegmentCodes::new(Some((OacYear::Oac2021, OacLevel::Group)), None);
    let file = csv("oac.csv", &one_household_each(&text));
    let (areas, lookup) = read_output_area_wards(&csv("lookup.csv", &text), Some(2025)).unwrap();
    assert_eq!((areas.len(), lookup.account.rows_used), (18_584, 18_584));
    // By the file's own ward column, and through a lookup, the base is the same.
    for output_areas in [None, Some(&areas)] {
        let sources = HouseholdSources { wards: &wards, codes: &codes, output_areas, segments: None };
        let records = read_households(&file, &GivenNames::new(), &sources).unwrap();
        let mut ours: BTreeMap<(String, String), u64> = BTreeMap::new();
        for row in &records.records {
            *ours.entry((row.ward.to_string(), row.segment.to_string())).or_default() += row.households;
        }
        assert_eq!(ours, plain);
        assert_eq!(records.account.rows_used, 18_584);
    }
    let groups: BTreeSet<&String> = plain.keys().map(|(_, group)| group).collect();
    let codebook = codes.into_codebook().unwrap();
    assert!(groups.iter().all(|group| codebook.find(group).is_some()), "every group has ONS's name: {groups:?}");
}

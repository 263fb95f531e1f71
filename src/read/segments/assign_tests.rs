//! Segments of carers from each of the sources: the column, the directory, a file by postcode and one by output area.

use super::*;
use crate::fostering::Carer;
use crate::geography::{GridPoint, OacLevel, OacYear, Postcode, PostcodePlace};
use crate::read::columns::GivenNames;
use crate::read::input::FileBytes;
use crate::read::postcodes::PostcodeDirectory;
use crate::read::{CsvFile, ReadError, Records, read_carers};

const CARERS: &str = "carer_id,easting,northing,postcode,provider,segment\n\
                      c1,400500,301500,B1 1AA,in_house,x\nc2,400500,301500,b301aa,ifa,\n\
                      c3,400500,301500,,ifa,X\nc4,400500,301500,B9 9ZZ,ifa,y\nc5,400500,301500,B1,ifa,z\n";

/// A directory with classes of 2011 only; B30 1AA has none, and no output area.
fn directory() -> PostcodeDirectory {
    let place = |oac_2011: Option<&str>, area: Option<&str>| PostcodePlace {
        point: GridPoint::new(400_500.0, 301_500.0),
        oac_2011: oac_2011.map(|text| text.parse().unwrap()),
        output_area: area.map(|text| text.parse().unwrap()),
        ..PostcodePlace::default()
    };
    let postcode = |text: &str| text.parse::<Postcode>().unwrap();
    PostcodeDirectory::new(vec![
        (postcode("B1 1AA"), place(Some("1c3"), Some("E00000001"))),
        (postcode("B30 1AA"), place(None, None)),
    ])
}

fn assign(
    text: &str,
    answers: SegmentAnswers<'_>,
    directory: Option<&PostcodeDirectory>,
    codes: &SegmentCodes,
) -> Result<Records<Carer>, ReadError> {
    let (file, given) = (CsvFile::of(FileBytes::new("carers.csv", text.into()))?, GivenNames::new());
    let carers = read_carers(&file, &given, directory)?;
    assign_segments(carers, &file, &given, answers, codes)
}

fn segments(carers: &Records<Carer>) -> Vec<&str> {
    carers.records.iter().map(|carer| carer.segment.as_deref().unwrap_or("-")).collect()
}

/// Row, column and reason of all that was noted, in order of row.
fn noted(carers: &Records<Carer>) -> Vec<(u64, &str, &str)> {
    let each = carers.left_out.iter();
    let mut noted: Vec<_> =
        each.map(|each| (each.row, each.column.as_deref().unwrap_or(""), each.reason.as_str())).collect();
    noted.sort_unstable();
    noted
}

fn classes(year: OacYear, level: OacLevel) -> SegmentCodes {
    SegmentCodes::new(Some((year, level)), None)
}

#[test]
fn the_column_is_the_segment_and_what_the_codebook_lacks_is_noted() {
    let carers = assign(CARERS, SegmentAnswers::Column, None, &SegmentCodes::default()).unwrap();
    assert_eq!(segments(&carers), ["X", "-", "X", "Y", "Z"]);
    let segment = |code: &str| crate::fostering::Segment { code: code.into(), name: None, colour: None };
    let codes = SegmentCodes::new(None, Some(crate::fostering::Codebook::new(vec![segment("X"), segment("Z")])));
    let carers = assign(CARERS, SegmentAnswers::Column, None, &codes).unwrap();
    assert_eq!(segments(&carers), ["X", "-", "X", "-", "Z"]);
    assert_eq!(noted(&carers), [(5, "segment", "the segment is not in the codebook")]);
    assert_eq!(carers.account.values_not_used_by_reason["segment: the segment is not in the codebook"], 1);
}

#[test]
fn the_directory_gives_the_class_at_the_studys_level() {
    let directory = directory();
    for (level, class) in [(OacLevel::Supergroup, "1"), (OacLevel::Group, "1C"), (OacLevel::Subgroup, "1C3")] {
        let (answers, codes) = (SegmentAnswers::Directory(OacYear::Oac2011), classes(OacYear::Oac2011, level));
        let carers = assign(CARERS, answers, Some(&directory), &codes).unwrap();
        assert_eq!(segments(&carers), [class, "-", "-", "-", "-"], "and not the file's own column");
        let expected = [
            (3, "postcode", "the postcode directory gives its postcode no class"),
            (5, "postcode", "not in the postcode directory"),
            (6, "postcode", "not a postcode"),
        ];
        assert_eq!(noted(&carers), expected, "each once");
    }
}

#[test]
fn a_directory_of_the_other_edition_is_an_error_that_names_it() {
    let codes = classes(OacYear::Oac2021, OacLevel::Group);
    let answers = SegmentAnswers::Directory(OacYear::Oac2021);
    let error = assign(CARERS, answers, Some(&directory()), &codes).unwrap_err();
    assert!(error.is_settings());
    assert_eq!(error.hint(), Some("it has the classes of 2011: classification = \"oac_2011\""));
}

#[test]
fn a_file_by_postcode_is_asked_for_each_carer() {
    let postcode = |text: &str| text.parse::<Postcode>().unwrap();
    let segments_file =
        SegmentLookup::Postcodes([(postcode("B1 1AA"), Some("K".into())), (postcode("B30 1AA"), None)].into());
    for directory in [None, Some(&directory())] {
        let carers = assign(CARERS, SegmentAnswers::File(&segments_file), directory, &SegmentCodes::default()).unwrap();
        assert_eq!(segments(&carers), ["K", "-", "-", "-", "-"]);
        let of_fourth: Vec<_> = noted(&carers).into_iter().filter(|(row, ..)| *row == 5).collect();
        assert_eq!(of_fourth.len(), 1, "{of_fourth:?}");
        if directory.is_none() {
            assert_eq!(of_fourth, [(5, "postcode", "the postcode is not in the segments file")]);
            assert!(noted(&carers).contains(&(6, "postcode", "not a postcode")), "nobody else looked at it");
        }
    }
}

#[test]
fn a_file_by_output_area_is_asked_by_way_of_the_directory() {
    let area = |text: &str| text.parse().unwrap();
    let segments_file = SegmentLookup::OutputAreas([(area("E00000001"), Some("K".into()))].into());
    let codes = SegmentCodes::default();
    let carers = assign(CARERS, SegmentAnswers::File(&segments_file), Some(&directory()), &codes).unwrap();
    assert_eq!(segments(&carers), ["K", "-", "-", "-", "-"]);
    let elsewhere = SegmentLookup::OutputAreas([(area("E00000002"), Some("K".into()))].into());
    let carers = assign(CARERS, SegmentAnswers::File(&elsewhere), Some(&directory()), &codes).unwrap();
    assert!(noted(&carers).contains(&(2, "postcode", "its output area is not in the segments file")));
    let error = assign(CARERS, SegmentAnswers::File(&segments_file), None, &codes).unwrap_err();
    assert!(error.hint().unwrap().contains("[postcodes]"), "{error}");
}

#[test]
fn carers_without_a_column_of_postcodes_are_an_error() {
    let text = "easting,northing,provider\n400500,301500,ifa\n";
    let lookup = SegmentLookup::Postcodes(Default::default());
    let error = assign(text, SegmentAnswers::File(&lookup), None, &SegmentCodes::default()).unwrap_err();
    assert_eq!(error.to_string(), "carers.csv: no column for postcode, and the study's segments come by postcode");
}

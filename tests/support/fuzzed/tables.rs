//! The study file, the CSV files of every kind, and the return.

use std::path::Path;

use nearhome::geography::{GssCode, OacLevel, OacYear};
use nearhome::read::columns::GivenNames;
use nearhome::read::input::FileBytes;
use nearhome::read::points_csv::{PointsAsked, PointsCsv};
use nearhome::read::segments::{SegmentCodes, read_codebook, read_segment_file};
use nearhome::read::ssda903::ReturnFiles;
use nearhome::read::{
    CsvFile, Date, HouseholdSources, child_postcodes, is_dfe_output, parse_study, read_carers, read_children,
    read_dfe_output, read_households, read_output_area_wards, read_population,
};
use nearhome::study::{Source, TemporaryPlacements};

use super::places::small_directory;
use super::scratch::{choice, file, parts};
use super::{assert_accounted, assert_records, or_sound_error};

pub fn study(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Some(study) = or_sound_error(parse_study("study.toml", text, Path::new("here"))) else { return };
    assert!(study.settings.threshold_miles >= 0.0 && study.settings.snap_metres >= 0.0);
    assert!(study.boundaries.wards.iter().all(|path| path.is_absolute() || path.starts_with("here")));
}

/// The first byte chooses what the file is taken for.
pub fn csv(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    if choice % 9 == 8 {
        return segment_file(bytes);
    }
    let Some(file) = or_sound_error(CsvFile::of(FileBytes::new("some.csv", bytes.to_vec()))) else { return };
    let given = GivenNames::new();
    let directory = (choice & 64 != 0).then(small_directory);
    let wards = ["E05000001", "E05000002"].iter().map(|code| code.parse::<GssCode>().expect("a code")).collect();
    match choice % 9 {
        0 => drop(assert_records(read_carers(&file, &given, directory.as_ref()))),
        1 => {
            or_sound_error(child_postcodes(&file, &given));
            assert_records(read_children(&file, &given, choice & 32 != 0, directory.as_ref()));
        }
        2 => households(&file, &given, &wards),
        3 => drop(assert_records(read_population(&file, &given, &wards))),
        4 => {
            if let Some((_, read)) = or_sound_error(read_codebook(&file)) {
                assert_accounted(&read.account, &read.left_out);
            }
        }
        5 => {
            is_dfe_output(&file);
            assert_records(read_dfe_output(&file, Date::iso("2026-03-31"), choice & 32 != 0));
        }
        6 => {
            if let Some((_, read)) = or_sound_error(read_output_area_wards(&file, Some(2025))) {
                assert_accounted(&read.account, &read.left_out);
            }
        }
        _ => {
            let (rows, left_out) = file.each_row(|row| assert!(row.text(0).is_none_or(|text| !text.is_empty())));
            assert!(left_out.len() as u64 <= rows);
        }
    }
}

fn households(file: &CsvFile, given: &GivenNames, wards: &std::collections::BTreeSet<GssCode>) {
    let codes = SegmentCodes::new(Some((OacYear::Oac2021, OacLevel::Group)), None);
    let sources = HouseholdSources { wards, codes: &codes, output_areas: None, segments: None };
    assert_records(read_households(file, given, &sources));
}

fn segment_file(bytes: &[u8]) {
    let source = Source { path: file("segments.csv", Some(bytes)), columns: GivenNames::new() };
    let wanted = ["B1 1AA", "SW1A 1AA"].map(|text| text.parse().expect("a postcode"));
    let codes = SegmentCodes::new(None, None);
    if let Some(read) = or_sound_error(read_segment_file(&source, &wanted, &codes)) {
        assert_accounted(&read.records.account, &read.records.left_out);
    }
}

/// Any CSV of points: the bytes that are given out, one block after another, are those that came in.
pub fn points(bytes: &[u8]) {
    let directory = small_directory();
    let Some(mut points) = or_sound_error(PointsCsv::begin("some.csv", bytes, &PointsAsked::default(), true)) else {
        return;
    };
    let header = points.header();
    let mut read = [header.before, header.content, header.ending].concat();
    loop {
        let Some(block) = or_sound_error(points.next_block(Some(&directory))) else { return };
        if block.rows.is_empty() {
            break;
        }
        let end = block.rows.last().map_or(0, |row| row.end);
        assert!(block.rows.iter().all(|row| row.content.end <= row.end && row.end <= end));
        read.extend(&block.bytes[..end]);
    }
    assert_eq!(read, bytes, "every byte of the file is in one row");
}

/// A choice, then up to three files of a return; an XML is told by its first character.
pub fn ssda903(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    let files: Vec<FileBytes> = match choice & 1 {
        0 => vec![FileBytes::new("return.xml", bytes.to_vec())],
        _ => {
            let named = ["episodes.csv", "header.csv", "uasc.csv"].into_iter().zip(parts::<3>(bytes));
            named
                .filter(|(_, bytes)| !bytes.is_empty())
                .map(|(name, bytes)| FileBytes::new(name, bytes.to_vec()))
                .collect()
        }
    };
    let Some(files) = or_sound_error(ReturnFiles::of(files)) else { return };
    let postcodes = files.postcodes();
    assert!(postcodes.is_sorted_by(|one, next| one < next));
    let temporary = if choice & 2 == 0 { TemporaryPlacements::Underlying } else { TemporaryPlacements::AsRecorded };
    let snapshot = Date::iso("2026-03-31").expect("a day");
    let Some(read) = or_sound_error(files.children(snapshot, temporary, &small_directory())) else { return };
    assert_eq!(read.children.len(), read.episode_files.len());
    read.accounts.iter().for_each(|account| assert_eq!(account.rows_read, account.rows_used + account.rows_left_out));
}

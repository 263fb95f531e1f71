//! The segments of a study, read between the carers, whose postcodes they are asked for, and the households; and the
//! lookup of the households. Part of `files`.

use super::files::{Read, ensure_some_row_is_used, read_opened};
use crate::fostering::Carer;
use crate::geography::Postcode;
use crate::read::boundaries::Boundaries;
use crate::read::columns::GivenNames;
use crate::read::input::file_name;
use crate::read::postcodes::PostcodeDirectory;
use crate::read::segments::{
    SegmentAnswers, SegmentCodes, SegmentLookup, assign_segments, read_codebook, read_segment_file,
};
use crate::read::{
    CsvFile, InputFile, OutputAreaWards, ReadError, Records, carer_postcodes, read_carers, read_output_area_wards,
};
use crate::study::{SegmentSource, Study};

/// What tells the segments of carers and households.
#[derive(Debug)]
pub(super) struct StudySegments {
    pub codes: SegmentCodes,
    /// The segments file, where the study names one.
    pub lookup: Option<SegmentLookup>,
    /// The codebook and the segments file, as they were read.
    pub read: Vec<(InputFile, Records<()>)>,
}

/// Reads the carers, and gives each the segment that the study's source has for it.
///
/// # Errors
/// The first file that cannot be used: the codebook, the carers, the segments file.
pub(super) fn read_classified_carers(
    study: &Study,
    file: Option<(CsvFile, &GivenNames)>,
    directory: Option<&PostcodeDirectory>,
) -> Result<(Read<Carer>, StudySegments), ReadError> {
    let mut segments = StudySegments::begin(study)?;
    let carers = read_opened(file, |file, given| {
        let carers = read_carers(file, given, directory)?;
        segments.assign(study, carers, file, given)
    })?;
    if study.carers.is_none() {
        segments.read_file(study, || Ok(Vec::new()))?; // for the households
    }
    Ok((carers, segments))
}

/// The lookup of output areas to wards, as it was read, and what it says.
pub(super) struct HouseholdsLookup {
    pub read: (InputFile, Records<()>),
    pub wards: OutputAreaWards,
}

/// Reads the lookup of the households, where the study names one. Of several years it takes the boundaries'.
///
/// # Errors
/// When it cannot be used, or none of its rows can.
pub(super) fn read_households_lookup(
    study: &Study,
    boundaries: &Boundaries,
) -> Result<Option<HouseholdsLookup>, ReadError> {
    let Some(path) = &study.households_lookup else { return Ok(None) };
    let wards_year = boundaries.wards_vintage;
    let file = CsvFile::open(path)?.watched_through(&study.progress);
    let (wards, records) = read_output_area_wards(&file, wards_year)?;
    ensure_some_row_is_used(&records.account)?;
    let input = InputFile { rows: Some(records.account.rows_read), ..file.input };
    Ok(Some(HouseholdsLookup { read: (input, records), wards }))
}

impl StudySegments {
    fn begin(study: &Study) -> Result<Self, ReadError> {
        let mut read = Vec::new();
        let mut codebook = None;
        if let Some(source) = &study.segments.codebook {
            let file = CsvFile::open(&source.path)?;
            let (book, records) = read_codebook(&file)?;
            codebook = Some(book);
            read.push((InputFile { rows: Some(records.account.rows_read), ..file.input }, records));
        }
        Ok(Self { codes: SegmentCodes::new(study.segments.oac(), codebook), lookup: None, read })
    }

    fn assign(
        &mut self,
        study: &Study,
        carers: Records<Carer>,
        file: &CsvFile,
        given: &GivenNames,
    ) -> Result<Records<Carer>, ReadError> {
        self.read_file(study, || carer_postcodes(file, given))?;
        let answers = match (&study.segments.from, &self.lookup) {
            (SegmentSource::Directory { classification, .. }, _) => SegmentAnswers::Directory(*classification),
            (SegmentSource::Column | SegmentSource::File(_), None) => SegmentAnswers::Column,
            (SegmentSource::Column | SegmentSource::File(_), Some(lookup)) => SegmentAnswers::File(lookup),
        };
        assign_segments(carers, file, given, answers, &self.codes)
    }

    /// Reads the segments file, where the study names one.
    fn read_file(
        &mut self,
        study: &Study,
        wanted: impl FnOnce() -> Result<Vec<Postcode>, ReadError>,
    ) -> Result<(), ReadError> {
        let SegmentSource::File(source) = &study.segments.from else { return Ok(()) };
        let _stage = study.progress.begin_uncounted(format!("Reading {}", file_name(&source.path)));
        let segments = read_segment_file(source, &wanted()?, &self.codes)?;
        self.lookup = Some(segments.lookup);
        self.read.push((segments.input, segments.records));
        Ok(())
    }
}

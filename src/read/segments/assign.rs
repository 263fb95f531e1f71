//! The segment of each carer: the last step of `read::segments`, after the carers have been read.

use std::collections::{BTreeSet, HashMap};

use super::{SegmentCodes, SegmentLookup};
use crate::fostering::{Carer, ShortText};
use crate::geography::{GssCode, NotAPostcode, OacCode, OacYear, Postcode, PostcodePlace};
use crate::read::columns::{ColumnFinder, GivenNames, Wanted};
use crate::read::{CsvFile, Effect, LeftOut, ReadError, Records, carers};

/// Who is asked for the segments of carers.
#[derive(Clone, Copy, Debug)]
pub enum SegmentAnswers<'a> {
    /// A column of the carers file.
    Column,
    /// The postcode directory, for the class of each carer's postcode in this edition.
    Directory(OacYear),
    /// A segments file.
    File(&'a SegmentLookup),
}

/// Gives each carer the segment that is answered for it; `None` where there is none, with a note why. What the carers file
/// itself has in its segment column is kept only where that is asked.
///
/// # Errors
/// When there can be no answer for any carer: the carers have no postcodes, or the directory has no such classes.
pub fn assign_segments(
    carers: Records<Carer>,
    file: &CsvFile,
    given: &GivenNames,
    answers: SegmentAnswers<'_>,
    codes: &SegmentCodes,
) -> Result<Records<Carer>, ReadError> {
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let is_by_postcode = !matches!(answers, SegmentAnswers::Column);
    let column = finder.find(wanted(if is_by_postcode { "postcode" } else { "segment" }))?;
    let asked = match answers {
        _ if is_by_postcode && column.is_none() => return Err(no_postcodes(&finder)),
        SegmentAnswers::Column => Asked::Column,
        SegmentAnswers::Directory(year) => {
            ensure_directory_has(year, &carers.records)?;
            Asked::Directory(year)
        }
        SegmentAnswers::File(SegmentLookup::Postcodes(segments)) => Asked::Postcodes(segments, postcodes(file, column)),
        SegmentAnswers::File(SegmentLookup::OutputAreas(segments)) => {
            ensure_output_areas_are_known(&finder, &carers.records)?;
            Asked::OutputAreas(segments)
        }
    };
    Ok(Assigner { asked, codes, column: column.map(|at| finder.name(at).to_owned()) }.assign(carers))
}

/// A column of the carers file.
fn wanted(key: &str) -> Wanted {
    carers::COLUMNS.into_iter().find(|column| column.key == key).expect("a key of carers::COLUMNS")
}

/// [`SegmentAnswers`], with what it takes to ask them.
enum Asked<'a> {
    Column,
    Directory(OacYear),
    /// With the postcodes of the carers file, by row: carers do not keep theirs.
    Postcodes(&'a HashMap<Postcode, Option<ShortText>>, HashMap<u64, Result<Postcode, NotAPostcode>>),
    OutputAreas(&'a HashMap<GssCode, Option<ShortText>>),
}

/// A segment, none with nothing to say about it, or none with the reason.
type Answer = Result<Option<ShortText>, &'static str>;

struct Assigner<'a> {
    asked: Asked<'a>,
    codes: &'a SegmentCodes,
    /// The column to blame for what is not known.
    column: Option<String>,
}

impl Assigner<'_> {
    fn assign(&self, carers: Records<Carer>) -> Records<Carer> {
        let Records { mut records, mut left_out, account, warnings } = carers;
        // A postcode that is wrong was noted when the carers were read: once is enough.
        let noted: BTreeSet<(u64, Option<String>)> =
            left_out.iter().map(|each| (each.row, each.column.clone())).collect();
        for carer in &mut records {
            let answer = self.segment(carer);
            if let Err(reason) = answer
                && !noted.contains(&(carer.row.into(), self.column.clone()))
            {
                let (file, column, effect) = (account.file.clone(), self.column.clone(), Effect::ValueNotUsed);
                left_out.push(LeftOut { file, row: carer.row.into(), column, effect, reason: reason.to_owned() });
            }
            carer.segment = answer.ok().flatten();
        }
        Records { warnings, ..Records::accounted(&account.file, account.rows_read, records, left_out) }
    }

    fn segment(&self, carer: &Carer) -> Answer {
        match &self.asked {
            Asked::Column => carer.segment.as_deref().map(|text| self.codes.code(text)).transpose(),
            Asked::Directory(year) => {
                let Some(place) = &carer.place else { return Ok(None) };
                let class = class_of(place, *year).ok_or("the postcode directory gives its postcode no class")?;
                self.codes.code(class.as_str()).map(Some)
            }
            Asked::Postcodes(segments, postcodes) => {
                let Some(postcode) = postcodes.get(&carer.row.into()) else { return Ok(None) };
                let postcode = postcode.as_ref().map_err(|_| "not a postcode")?;
                segments.get(postcode).cloned().ok_or("the postcode is not in the segments file")
            }
            Asked::OutputAreas(segments) => {
                let Some(place) = &carer.place else { return Ok(None) };
                let area = place.output_area.ok_or("the postcode directory gives its postcode no output area")?;
                segments.get(&area).cloned().ok_or("its output area is not in the segments file")
            }
        }
    }
}

fn class_of(place: &PostcodePlace, year: OacYear) -> Option<OacCode> {
    match year {
        OacYear::Oac2011 => place.oac_2011,
        OacYear::Oac2021 => place.oac_2021,
    }
}

/// The postcode of each row that is not blank there.
fn postcodes(file: &CsvFile, column: Option<usize>) -> HashMap<u64, Result<Postcode, NotAPostcode>> {
    let mut postcodes = HashMap::new();
    file.each_row(|row| {
        let text = column.and_then(|at| row.text(at));
        postcodes.extend(text.map(|text| (row.number, text.parse())));
    });
    postcodes
}

fn no_postcodes(finder: &ColumnFinder<'_>) -> ReadError {
    let what = "no column for postcode, and the study's segments come by postcode";
    ReadError::new(finder.file(), what)
        .with_hint("name it in the study: under [carers], columns = { postcode = \"…\" }")
}

/// A directory of another edition has none of the classes asked for: that would be a study without segments.
fn ensure_directory_has(year: OacYear, carers: &[Carer]) -> Result<(), ReadError> {
    let places = || carers.iter().filter_map(|carer| carer.place.as_deref());
    let has = |year| places().any(|place| class_of(place, year).is_some());
    if has(year) || places().next().is_none() {
        return Ok(());
    }
    let (asked, other) = match year {
        OacYear::Oac2011 => ("oac_2011", OacYear::Oac2021),
        OacYear::Oac2021 => ("oac_2021", OacYear::Oac2011),
    };
    let error = ReadError::settings(
        "[segments] classification",
        format!("the postcode directory has no class of {asked} for any carer"),
    );
    Err(match (has(other), other) {
        (true, OacYear::Oac2011) => error.with_hint("it has the classes of 2011: classification = \"oac_2011\""),
        (true, OacYear::Oac2021) => error.with_hint("it has the classes of 2021: classification = \"oac_2021\""),
        (false, _) => error.with_hint("name an ONSPD or NSPL with its column oac11, oac11ind or oac21ind"),
    })
}

fn ensure_output_areas_are_known(finder: &ColumnFinder<'_>, carers: &[Carer]) -> Result<(), ReadError> {
    let mut places = carers.iter().filter_map(|carer| carer.place.as_deref()).peekable();
    if places.peek().is_some() && places.all(|place| place.output_area.is_none()) {
        let what = "the segments file is by output area, and the postcode directory gives none";
        return Err(
            ReadError::settings("[segments] file", what).with_hint("name an ONSPD or NSPL with its column oa21")
        );
    }
    let has_places = carers.iter().any(|carer| carer.place.is_some());
    if !has_places && !carers.is_empty() {
        let what = format!("the segments file is by output area, and no postcode of {} leads to one", finder.file());
        let error = ReadError::settings("[segments] file", what);
        return Err(error.with_hint("add [postcodes] with file = \"ONSPD….csv\", which has the output areas"));
    }
    Ok(())
}

//! DfE's output file `distance_and_Placement_Extended.csv`: children with the distance and the authority of placement
//! already worked out, and no points. Enough for the split and the distances; wards stay unknown.

use std::collections::BTreeSet;

use super::children::{OLDEST, authority, no_authority, sex, yes_or_no};
use super::columns::{ColumnFinder, GivenNames, Wanted};
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::row_notes::Notes;
use super::{Date, ReadError, Records, Warning};
use crate::fostering::{Child, ChildTold, StatedPlacement};
use crate::geography::Distance;

/// The columns that tell the file from any other.
pub(super) const AUTHORITY: Wanted = Wanted { key: "child_la_code", also: &[] };
const DISTANCE: Wanted = Wanted { key: "pl_distance", also: &[] };
const PLACED_IN: Wanted = Wanted { key: "la_placement", also: &[] };
/// The others.
const SEX: Wanted = Wanted { key: "sex", also: &[] };
const ETHNICITY: Wanted = Wanted { key: "ethnic_code", also: &[] };
const UASC: Wanted = Wanted { key: "uasc_status", also: &[] };
const BIRTH: Wanted = Wanted { key: "dob", also: &[] };
const BEGAN: Wanted = Wanted { key: "d_last_poc", also: &[] };
const ENDED: Wanted = Wanted { key: "d_dec", also: &[] };

/// `LA_PLACEMENT` in another nation: Wales, Scotland, Northern Ireland (validator rule 218 of 2025/26).
const OTHER_NATIONS: [&str; 3] = ["WAL", "SCO", "NIR"];
/// `LA_PLACEMENT` that does not tell: confidential, and not in the United Kingdom.
const NOT_TOLD: [&str; 2] = ["CON", "NUK"];

const NOT_A_DATE: &str = "not a date (DD/MM/YYYY)";

struct Columns {
    authority: Option<usize>,
    distance: Option<usize>,
    placed_in: Option<usize>,
    sex: Option<usize>,
    ethnicity: Option<usize>,
    uasc: Option<usize>,
    birth: Option<usize>,
    began: Option<usize>,
    ended: Option<usize>,
}

impl Columns {
    fn find(finder: &ColumnFinder<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            authority: Some(finder.require(AUTHORITY)?),
            distance: Some(finder.require(DISTANCE)?),
            placed_in: Some(finder.require(PLACED_IN)?),
            sex: finder.find(SEX)?,
            ethnicity: finder.find(ETHNICITY)?,
            uasc: finder.find(UASC)?,
            birth: finder.find(BIRTH)?,
            began: finder.find(BEGAN)?,
            ended: finder.find(ENDED)?,
        })
    }
}

/// Is this DfE's output file? By its columns CHILD_LA_CODE, PL_DISTANCE and LA_PLACEMENT.
pub fn is_dfe_output(file: &CsvFile) -> bool {
    has_dfe_columns(&ColumnFinder::new(file.name(), file.header(), &GivenNames::new()))
}

/// Has the file the columns of DfE's output?
pub(super) fn has_dfe_columns(finder: &ColumnFinder<'_>) -> bool {
    [AUTHORITY, DISTANCE, PLACED_IN].iter().all(|&wanted| matches!(finder.find(wanted), Ok(Some(_))))
}

/// Reads DfE's output file: a child a row, with what it states of distance (miles; blank and 999.9 are not known) and
/// of boundary (inside when the authority of placement is the child's). With a snapshot, the children whose period of
/// care had begun and not ended by the end of that day; without one, those for whom no end is given.
///
/// The child's authority is the row's where that is a GSS code, else the study's: DfE's own three digits tell only
/// whether two are the same.
///
/// # Errors
/// When a column comes twice, or when neither the rows nor the study (`needs_authority`) say whose the children are.
pub fn read_dfe_output(
    file: &CsvFile,
    snapshot: Option<Date>,
    needs_authority: bool,
) -> Result<Records<Child>, ReadError> {
    let given = GivenNames::new();
    let finder = ColumnFinder::new(file.name(), file.header(), &given);
    let columns = Columns::find(&finder)?;
    let mut notes = Notes::new(&finder);
    let (mut children, mut codes) = (Vec::new(), BTreeSet::new());
    let (rows, mut left_out) = file.each_row(|row| {
        let Some(child) = child(&row, &columns, snapshot, &mut notes) else { return };
        codes.extend(columns.authority.and_then(|at| code(&row, at)).filter(|_| child.responsible_authority.is_none()));
        children.push(child);
    });
    left_out.extend(notes.into_left_out());
    if needs_authority && !children.is_empty() && children.iter().all(|child| child.responsible_authority.is_none()) {
        return Err(no_authority(file));
    }
    let mut records = Records::accounted(file.name(), rows, children, left_out);
    if codes.len() > 1 {
        let what = "authorities are told by other codes than GSS: all their children are counted as the study's";
        records.warnings.push(Warning::of_file(file.name(), what).counted(codes.len() as u64));
    }
    Ok(records)
}

fn child(row: &Row<'_>, columns: &Columns, snapshot: Option<Date>, notes: &mut Notes<'_>) -> Option<Child> {
    ensure_is_looked_after(row, columns, snapshot, notes)?;
    let is_inside = is_inside(row, columns, notes);
    Some(Child {
        row: row.number as u32,
        id: None,
        home: None,
        placement: None,
        told: ChildTold::stated(StatedPlacement {
            distance_miles: notes
                .parsed(row, columns.distance, "not a distance in miles, 0.0 to 999.9", miles)
                .filter(|&miles| Distance::stated(miles).is_some()),
            is_inside,
        }),
        placement_type: None,
        provider: None,
        responsible_authority: row.text(columns.authority?).and_then(authority),
        has_unreadable_authority: false,
        age: snapshot.and_then(|day| {
            notes.parsed(row, columns.birth, "not a child's date of birth (DD/MM/YYYY)", |text| age(text, day))
        }),
        sex: notes.parsed(row, columns.sex, "not in the code list", sex).flatten(),
        ethnicity: notes.text(row, columns.ethnicity),
        legal_status: None,
        is_uasc: notes.parsed(row, columns.uasc, "neither yes nor no", yes_or_no),
        was_uasc: false,
    })
}

/// Leaves out the row of a child who is not looked after at the end of the snapshot day.
fn ensure_is_looked_after(
    row: &Row<'_>,
    columns: &Columns,
    snapshot: Option<Date>,
    notes: &mut Notes<'_>,
) -> Option<()> {
    for (column, is_end) in [(columns.began, false), (columns.ended, true)] {
        let Some(text) = column.and_then(|column| row.text(column)) else { continue };
        let reason = match (date(text), snapshot) {
            (None, _) => NOT_A_DATE,
            (Some(day), Some(snapshot)) if is_end && day <= snapshot => {
                "the period of care ended by the end of the snapshot day"
            }
            (Some(day), Some(snapshot)) if !is_end && day > snapshot => {
                "the period of care began after the snapshot day"
            }
            (Some(_), None) if is_end => "the period of care has ended, and the study names no snapshot day",
            _ => continue,
        };
        notes.leave_out(row, column?, reason);
        return None;
    }
    Some(())
}

/// Is the authority of placement the child's own? Not known where it is blank or not told, and where the two codes are
/// of two kinds (DfE's three digits and GSS), which cannot be compared.
fn is_inside(row: &Row<'_>, columns: &Columns, notes: &mut Notes<'_>) -> Option<bool> {
    let placed_in = code(row, columns.placed_in?)?;
    if OTHER_NATIONS.contains(&&*placed_in) {
        return Some(false);
    }
    let is_told = !NOT_TOLD.contains(&&*placed_in);
    let own = code(row, columns.authority?).filter(|_| is_told)?;
    let answer = (is_gss(&own) == is_gss(&placed_in)).then_some(own == placed_in);
    notes.check(row, columns.placed_in, Some(()), "a code of another kind than CHILD_LA_CODE", |()| answer.is_some());
    answer
}

/// The code of an authority as it is compared: `330` and `330.0` are one.
fn code(row: &Row<'_>, column: usize) -> Option<String> {
    let text = row.text(column)?;
    Some(text.strip_suffix(".0").unwrap_or(text).to_ascii_uppercase())
}

fn is_gss(code: &str) -> bool {
    code.starts_with(|letter: char| letter.is_ascii_alphabetic())
}

/// 999.9 is read here, and taken as not known by [`Distance::stated`].
fn miles(text: &str) -> Option<f64> {
    text.parse().ok().filter(|miles| (0.0..=999.9).contains(miles))
}

/// A day as DfE's system and a database write it; a time after it is dropped.
fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    Date::day_month_year(day).or_else(|| Date::iso(day))
}

fn age(text: &str, snapshot: Date) -> Option<u8> {
    u8::try_from(snapshot.years_since(date(text)?)?).ok().filter(|&years| years <= OLDEST)
}

#[cfg(test)]
#[path = "dfe_output_tests.rs"]
mod tests;

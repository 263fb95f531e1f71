//! Children and their placements from a CSV file: one child a row.

use super::columns::{ColumnFinder, GivenNames, Wanted};
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::dfe_output::is_dfe_output;
use super::identified::read_identified;
use super::point_columns::{PointColumns, PointNames};
use super::postcodes::PostcodeDirectory;
use super::row_notes::Notes;
use super::{ReadError, Records};
use crate::fostering::{Child, ChildTold, LegalStatus, PlacementType, Provider, Sex};
use crate::geography::{GssCode, Postcode};

/// The columns of a children file, each with its key in the study and the other names it is found by.
pub const COLUMNS: [Wanted; 19] = [
    Wanted { key: "child_id", also: &["id", "child", "person_id", "child_ref", "child_reference"] },
    Wanted { key: "home_easting", also: &["home_eastings", "home_e", "home_x", "easting_home"] },
    Wanted { key: "home_northing", also: &["home_northings", "home_n", "home_y", "northing_home"] },
    Wanted { key: "home_longitude", also: &["home_lon", "home_long", "home_lng", "longitude_home"] },
    Wanted { key: "home_latitude", also: &["home_lat", "latitude_home"] },
    Wanted { key: "placement_easting", also: &["placement_eastings", "placement_e", "placement_x", "pl_easting"] },
    Wanted { key: "placement_northing", also: &["placement_northings", "placement_n", "placement_y", "pl_northing"] },
    Wanted { key: "placement_longitude", also: &["placement_lon", "placement_long", "placement_lng", "pl_longitude"] },
    Wanted { key: "placement_latitude", also: &["placement_lat", "pl_latitude"] },
    Wanted { key: "placement_type", also: &["place", "type_of_placement", "placement_code"] },
    Wanted { key: "placement_provider", also: &["place_provider", "provider", "provider_type"] },
    Wanted {
        key: "responsible_authority",
        also: &["responsible_la", "responsible_local_authority", "authority", "la_code"],
    },
    Wanted { key: "age", also: &["age_years", "age_at_snapshot", "age_in_years"] },
    Wanted { key: "sex", also: &["gender"] },
    Wanted { key: "ethnicity", also: &["ethnic", "ethnic_code", "ethnic_origin"] },
    Wanted { key: "legal_status", also: &["ls"] },
    Wanted { key: "uasc", also: &["is_uasc", "uasc_status", "asylum_seeking"] },
    Wanted { key: "home_postcode", also: &["home_post", "home_post_code", "postcode_home"] },
    Wanted {
        key: "placement_postcode",
        also: &["pl_post", "placement_post", "placement_post_code", "postcode_placement"],
    },
];

/// The column of the home's postcode.
pub const HOME_POSTCODE: Wanted = COLUMNS[17];
/// The column of the placement's postcode.
pub const PLACEMENT_POSTCODE: Wanted = COLUMNS[18];

/// The columns of the home's point.
pub(super) const HOME: PointNames = PointNames {
    easting: COLUMNS[1],
    northing: COLUMNS[2],
    longitude: COLUMNS[3],
    latitude: COLUMNS[4],
    postcode: HOME_POSTCODE,
};
/// The columns of the placement's point.
pub(super) const PLACEMENT: PointNames = PointNames {
    easting: COLUMNS[5],
    northing: COLUMNS[6],
    longitude: COLUMNS[7],
    latitude: COLUMNS[8],
    postcode: PLACEMENT_POSTCODE,
};

/// Why the row of one is left out.
pub(super) const SHORT_BREAK: &str = "a series of short-term breaks (V3, V4)";

/// Who is older, in completed years, is not looked after: care leavers are to 25.
pub(super) const OLDEST: u8 = 25;

struct ChildColumns {
    id: Option<usize>,
    home: PointColumns,
    placement: PointColumns,
    placement_type: Option<usize>,
    provider: Option<usize>,
    responsible_authority: Option<usize>,
    age: Option<usize>,
    sex: Option<usize>,
    ethnicity: Option<usize>,
    legal_status: Option<usize>,
    uasc: Option<usize>,
}

impl ChildColumns {
    fn find(finder: &ColumnFinder<'_>, has_directory: bool) -> Result<Self, ReadError> {
        Ok(Self {
            id: finder.find(COLUMNS[0])?,
            home: PointColumns::find(finder, &HOME, has_directory)?,
            placement: PointColumns::find(finder, &PLACEMENT, has_directory)?,
            placement_type: finder.find(COLUMNS[9])?,
            provider: finder.find(COLUMNS[10])?,
            responsible_authority: finder.find(COLUMNS[11])?,
            age: finder.find(COLUMNS[12])?,
            sex: finder.find(COLUMNS[13])?,
            ethnicity: finder.find(COLUMNS[14])?,
            legal_status: finder.find(COLUMNS[15])?,
            uasc: finder.find(COLUMNS[16])?,
        })
    }
}

/// The postcodes of a children file, for the directory to be asked. DfE's output file has none.
///
/// # Errors
/// As [`read_children`].
pub fn child_postcodes(file: &CsvFile, given: &GivenNames) -> Result<Vec<Postcode>, ReadError> {
    if is_dfe_output(file) {
        return Ok(Vec::new());
    }
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let points = [PointColumns::find(&finder, &HOME, true)?, PointColumns::find(&finder, &PLACEMENT, true)?];
    let mut postcodes = Vec::new();
    file.each_row(|row| postcodes.extend(points.iter().filter_map(|point| point.postcode(&row))));
    Ok(postcodes)
}

/// Reads the children of a file: one a row. Blank is unknown; a value outside its code list or a point outside
/// Great Britain is taken as unknown and listed, and the child stays in the denominators; a repeated identifier
/// and a short-term break (legal status V3, V4) leave their row out.
///
/// # Errors
/// When the file has no columns for the home or the placement point, or one that the study names is not there;
/// when it has no column for the responsible authority and the study names none (`needs_authority`).
pub fn read_children(
    file: &CsvFile,
    given: &GivenNames,
    needs_authority: bool,
    directory: Option<&PostcodeDirectory>,
) -> Result<Records<Child>, ReadError> {
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let columns = ChildColumns::find(&finder, directory.is_some())?;
    if needs_authority && columns.responsible_authority.is_none() {
        return Err(no_authority(file));
    }
    let read = |row: &Row<'_>, notes: &mut Notes<'_>| child(row, &columns, directory, notes);
    Ok(read_identified(file, &finder, columns.id, |child| (child.row, child.id.as_deref()), read))
}

pub(super) fn no_authority(file: &CsvFile) -> ReadError {
    let what = "no column for responsible_authority, and the study does not say whose children they are";
    ReadError::settings(file.name(), what).with_hint("add authority = \"E0…\" under [study], or name the column")
}

fn child(
    row: &Row<'_>,
    columns: &ChildColumns,
    directory: Option<&PostcodeDirectory>,
    notes: &mut Notes<'_>,
) -> Option<Child> {
    const NOT_A_CODE: &str = "not in the code list";
    let legal_status = notes.parsed(row, columns.legal_status, NOT_A_CODE, LegalStatus::parse);
    if let (Some(column), Some(status)) = (columns.legal_status, legal_status)
        && status.is_short_break()
    {
        notes.leave_out(row, column, SHORT_BREAK);
        return None;
    }
    let id = notes.id(row, columns.id);
    let responsible_authority =
        notes.parsed(row, columns.responsible_authority, "not an authority's GSS code", authority);
    let states_one = columns.responsible_authority.is_some_and(|column| row.text(column).is_some());
    let (home, placement) = (notes.point(row, columns.home, directory), notes.point(row, columns.placement, directory));
    Some(Child {
        row: row.number as u32,
        id,
        home: home.point,
        placement: placement.point,
        told: ChildTold::of_postcodes(home.place, placement.place),
        placement_type: notes.parsed(row, columns.placement_type, NOT_A_CODE, PlacementType::parse),
        provider: notes.parsed(row, columns.provider, NOT_A_CODE, Provider::parse),
        responsible_authority,
        has_unreadable_authority: states_one && responsible_authority.is_none(),
        age: notes.parsed(row, columns.age, "not an age in whole years, 0 to 25", age),
        sex: notes.parsed(row, columns.sex, NOT_A_CODE, sex).flatten(),
        ethnicity: notes.text(row, columns.ethnicity),
        legal_status,
        is_uasc: notes.parsed(row, columns.uasc, "neither yes nor no", yes_or_no),
        was_uasc: false,
    })
}

/// The code of an authority or a district of the United Kingdom: E06-E10, W06, S12, N09. Anything else of nine
/// characters may be somebody's identifier.
pub(super) fn authority(text: &str) -> Option<GssCode> {
    const KINDS: [&str; 8] = ["E06", "E07", "E08", "E09", "E10", "W06", "S12", "N09"];
    let code = GssCode::from_bytes(text.as_bytes()).ok()?;
    KINDS.iter().any(|kind| code.is_kind(kind)).then_some(code)
}

fn age(text: &str) -> Option<u8> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.parse().ok().filter(|&years| years <= OLDEST)
}

/// `Some(None)` is the return's own code for a sex that is not known.
pub(super) fn sex(text: &str) -> Option<Option<Sex>> {
    match text.to_ascii_lowercase().as_str() {
        "m" | "male" | "1" => Some(Some(Sex::Male)),
        "f" | "female" | "2" => Some(Some(Sex::Female)),
        "u" | "unknown" => Some(None),
        _ => None,
    }
}

pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "1" | "y" | "yes" | "true" => Some(true),
        "0" | "n" | "no" | "false" => Some(false),
        _ => None,
    }
}

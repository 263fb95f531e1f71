//! Carers from a CSV file.

use super::columns::{ColumnFinder, GivenNames, Wanted};
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::identified::read_identified;
use super::point_columns::{PointColumns, PointNames};
use super::postcodes::PostcodeDirectory;
use super::row_notes::{Notes, count};
use super::segments::upper_case;
use super::{ReadError, Records, Warning};
use crate::fostering::{Carer, Provider};
use crate::geography::Postcode;

/// The columns of a carers file, each with its key in the study and the other names it is found by.
pub const COLUMNS: [Wanted; 13] = [
    Wanted { key: "carer_id", also: &["id", "carer", "household_id", "carer_ref", "carer_reference", "person_id"] },
    Wanted { key: "easting", also: &["eastings", "oseast1m", "east1m", "carer_easting"] },
    Wanted { key: "northing", also: &["northings", "osnrth1m", "north1m", "carer_northing"] },
    Wanted { key: "longitude", also: &["lon", "long", "lng", "carer_longitude"] },
    Wanted { key: "latitude", also: &["lat", "carer_latitude"] },
    Wanted { key: "provider", also: &["carer_provider", "provider_type", "place_provider"] },
    Wanted {
        key: "approved_places",
        also: &[
            "places",
            "approved",
            "approved_for",
            "number_of_places",
            "number_of_approved_places",
            "places_approved",
        ],
    },
    Wanted {
        key: "vacant_places",
        also: &["vacancies", "vacant", "places_vacant", "number_of_vacant_places", "unfilled_places"],
    },
    Wanted { key: "segment", also: &["segment_code", "mosaic_group", "acorn_group", "oac", "oac_group"] },
    Wanted { key: "carer_type", also: &["type", "approval_type", "type_of_approval", "care_type"] },
    Wanted {
        key: "postcode",
        also: &[
            "post_code",
            "carer_postcode",
            "home_postcode",
            "pcd",
            "pcds",
            "setting_postcode",
            "setting_address_postcode",
        ],
    },
    Wanted { key: "filled_places", also: &["filled", "places_filled", "number_of_filled_places"] },
    Wanted {
        key: "not_available_places",
        also: &[
            "not_available",
            "unavailable",
            "places_not_available",
            "unavailable_places",
            "number_of_places_not_available",
        ],
    },
];

/// The column of a carer's postcode.
pub const CARER_POSTCODE: Wanted = COLUMNS[10];

/// The columns of a carer's point: the usual names of a point.
pub(super) const POINT: PointNames = PointNames {
    easting: COLUMNS[1],
    northing: COLUMNS[2],
    longitude: COLUMNS[3],
    latitude: COLUMNS[4],
    postcode: CARER_POSTCODE,
};

struct CarerColumns {
    id: Option<usize>,
    point: PointColumns,
    provider: Option<usize>,
    approved_places: Option<usize>,
    vacant_places: Option<usize>,
    segment: Option<usize>,
    carer_type: Option<usize>,
    filled_places: Option<usize>,
    not_available_places: Option<usize>,
}

impl CarerColumns {
    fn find(finder: &ColumnFinder<'_>, has_directory: bool) -> Result<Self, ReadError> {
        Ok(Self {
            id: finder.find(COLUMNS[0])?,
            point: PointColumns::find(finder, &POINT, has_directory)?,
            provider: Some(finder.require(COLUMNS[5])?),
            approved_places: finder.find(COLUMNS[6])?,
            vacant_places: finder.find(COLUMNS[7])?,
            segment: finder.find(COLUMNS[8])?,
            carer_type: finder.find(COLUMNS[9])?,
            filled_places: finder.find(COLUMNS[11])?,
            not_available_places: finder.find(COLUMNS[12])?,
        })
    }

    fn has_all_places(&self) -> bool {
        let columns = [self.approved_places, self.filled_places, self.vacant_places, self.not_available_places];
        columns.iter().all(Option::is_some)
    }
}

/// The postcodes of a carers file, for the directory to be asked.
///
/// # Errors
/// As [`read_carers`].
pub fn carer_postcodes(file: &CsvFile, given: &GivenNames) -> Result<Vec<Postcode>, ReadError> {
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let point = PointColumns::find(&finder, &POINT, true)?;
    let mut postcodes = Vec::new();
    file.each_row(|row| postcodes.extend(point.postcode(&row)));
    Ok(postcodes)
}

/// Reads the carers of a file: one a row. Blank is unknown; a value that is no provider, no number of
/// places or no point in Great Britain is taken as unknown and listed; a repeated identifier leaves its row out.
/// A row may be a household or, in a list like Ofsted's, an agency with its places; each row is one carer in counts.
/// Where all four are there, approved places are those filled, vacant and not available together; rows where they
/// are not are a warning, and their figures stand.
///
/// # Errors
/// When the file has no columns for the point or the provider, or one that the study names is not there.
pub fn read_carers(
    file: &CsvFile,
    given: &GivenNames,
    directory: Option<&PostcodeDirectory>,
) -> Result<Records<Carer>, ReadError> {
    let finder = ColumnFinder::new(file.name(), file.header(), given);
    let columns = CarerColumns::find(&finder, directory.is_some())?;
    let read = |row: &Row<'_>, notes: &mut Notes<'_>| Some(carer(row, &columns, directory, notes));
    let mut records = read_identified(file, &finder, columns.id, |carer| (carer.row, carer.id.as_deref()), read);
    if columns.has_all_places() {
        records.warnings.extend(places_that_do_not_add_up(file.name(), &records.records));
    }
    Ok(records)
}

/// Ofsted's "Fostering in England": approved places = filled + vacant + not available.
fn places_that_do_not_add_up(file: &str, carers: &[Carer]) -> Option<Warning> {
    let is_wrong = |carer: &&Carer| {
        let parts = [carer.filled_places, carer.vacant_places, carer.not_available_places];
        let sum = parts.into_iter().map(|part| part.map(u32::from)).sum::<Option<u32>>();
        carer.approved_places.zip(sum).is_some_and(|(approved, sum)| u32::from(approved) != sum)
    };
    let mut wrong = carers.iter().filter(is_wrong);
    let first = wrong.next()?;
    let what = "approved places are not the sum of those filled, vacant and not available";
    Some(Warning::of_file(file, what).at_row(first.row.into()).counted(1 + wrong.count() as u64))
}

fn carer(row: &Row<'_>, columns: &CarerColumns, directory: Option<&PostcodeDirectory>, notes: &mut Notes<'_>) -> Carer {
    const PLACES: &str = "not a whole number of places";
    let id = notes.id(row, columns.id);
    let found = notes.point(row, columns.point, directory);
    let approved_places = notes.parsed(row, columns.approved_places, PLACES, count);
    let vacant_places = notes.parsed(row, columns.vacant_places, PLACES, count);
    let few_enough = |vacant: &u16| approved_places.is_none_or(|approved| *vacant <= approved);
    Carer {
        row: row.number as u32,
        id,
        point: found.point,
        place: found.place.map(Box::new),
        provider: notes.parsed(row, columns.provider, "not a provider of the code list", Provider::parse),
        approved_places,
        vacant_places: notes.check(
            row,
            columns.vacant_places,
            vacant_places,
            "more places vacant than approved",
            few_enough,
        ),
        filled_places: notes.parsed(row, columns.filled_places, PLACES, count),
        not_available_places: notes.parsed(row, columns.not_available_places, PLACES, count),
        segment: columns.segment.and_then(|at| row.text(at)).map(upper_case),
        carer_type: notes.text(row, columns.carer_type),
    }
}

#[cfg(test)]
mod tests {
    use super::super::input::FileBytes;
    use super::*;

    /// Made up, in the shape of an Ofsted list: one agency a row.
    fn read(rows: &str) -> Records<Carer> {
        let header = "Agency,Easting,Northing,Sector,Number of approved places,Number of filled places,Number of vacant places,Places not available";
        let file = CsvFile::of(FileBytes::new("agencies.csv", format!("{header}\n{rows}").into_bytes())).unwrap();
        let given = GivenNames::from([("provider".to_owned(), "Sector".to_owned())]);
        read_carers(&file, &given, None).unwrap()
    }

    #[test]
    fn an_agencys_places_are_read() {
        let records = read("A,400500,300500,Private,120,80,25,15\n");
        let carer = &records.records[0];
        let places = [carer.approved_places, carer.filled_places, carer.vacant_places, carer.not_available_places]
            .map(Option::unwrap);
        assert_eq!((places, carer.provider), ([120, 80, 25, 15], Some(Provider::Ifa)));
        assert!(records.warnings.is_empty());
    }

    #[test]
    fn places_that_do_not_add_up_are_warned_of_and_stand() {
        let rows = "A,,,Private,4,1,1,1\nB,,,Private,3,1,1,1\nC,,,Private,4,1,1,\nD,,,Voluntary,0,1,0,0\n";
        let records = read(rows);
        let [warning] = &records.warnings[..] else { panic!("one warning") };
        assert_eq!((warning.row, warning.count), (Some(2), 2), "C does not say how many are not available");
        assert_eq!(records.records[0].approved_places, Some(4));
    }
}

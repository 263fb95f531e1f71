//! What a CSV file is, by its columns: each reader's own list is tried, the most telling first.

use std::path::Path;

use super::dates::last_day;
use super::{Kind, Recognised};
use crate::read::columns::{ColumnFinder, GivenNames, Wanted, plain};
use crate::read::input::{file_name, open_file};
use crate::read::point_columns::{PointColumns, PointNames};
use crate::read::points_csv::titles_of;
use crate::read::{CsvFile, ReadError, carers, children, lookup, postcodes, segments, ward_figures};

/// The files of the SSDA903 return, each by columns that only it has, and of DfE's extract with the distances.
const RETURN: [(&str, &[&str]); 3] = [
    ("episodes", &["CHILD", "DECOM", "PLACE", "HOME_POST", "PL_POST"]),
    ("header", &["CHILD", "SEX", "DOB", "ETHNIC"]),
    ("UASC", &["CHILD", "DUC"]),
];
const EXTRACT: [&str; 2] = ["PL_DISTANCE", "LA_PLACEMENT"];
/// A file of the return that is neither of the three has one of these beside CHILD; none of them is read.
const START_OF_EPISODE: &str = "DECOM";

/// Says what a CSV file is.
///
/// # Errors
/// When it cannot be read or is empty.
pub(super) fn recognise(path: &Path) -> Result<Recognised, ReadError> {
    let name = file_name(path);
    let titles = titles_of(&name, open_file(path)?)?;
    let given = GivenNames::new();
    let table = Table { path, titles: &titles, finder: ColumnFinder::new(&name, &titles, &given) };
    let known = table.of_return().or_else(|| table.of_people()).or_else(|| table.of_areas());
    let mut found = known.unwrap_or_else(|| table.not_known());
    if found.kind == Kind::Ssda903
        && let Some(column) = titles.iter().position(|title| plain(title) == plain(START_OF_EPISODE))
    {
        found.last_start = last_day(&CsvFile::open(path)?, column);
    }
    Ok(found)
}

struct Table<'a> {
    path: &'a Path,
    titles: &'a [String],
    finder: ColumnFinder<'a>,
}

impl Table<'_> {
    fn of_return(&self) -> Option<Recognised> {
        let has = |title: &&str| self.titles.iter().any(|each| plain(each) == plain(title));
        if EXTRACT.iter().all(&has) {
            let why = format!("DfE's file with the distance worked out: columns {}", EXTRACT.join(", "));
            return Some(Recognised { states_authority: true, ..self.is(Kind::Children, why, &[]) });
        }
        let (part, columns) = RETURN.iter().find(|(_, columns)| columns.iter().all(has))?;
        Some(self.is(Kind::Ssda903, format!("{part}: columns {}", columns.join(", ")), &[]))
    }

    fn of_people(&self) -> Option<Recognised> {
        let points = [children::HOME, children::PLACEMENT];
        if points.iter().all(|names| self.has_point(names)) {
            let found = self.with_columns(Kind::Children, &children::COLUMNS);
            let states_authority = found.columns.iter().any(|(key, _)| key == "responsible_authority");
            return Some(Recognised { states_authority, ..self.with_points(found, &points) });
        }
        if self.has_point(&carers::POINT) && self.has(&carers::COLUMNS, "provider") {
            return Some(self.with_points(self.with_columns(Kind::Carers, &carers::COLUMNS), &[carers::POINT]));
        }
        None
    }

    fn of_areas(&self) -> Option<Recognised> {
        let has = |columns: &[Wanted], keys: &[&str]| keys.iter().all(|key| self.has(columns, key));
        let households = &ward_figures::HOUSEHOLDS_COLUMNS[..];
        let population = &ward_figures::POPULATION_COLUMNS[..];
        let with_points = |pair: [&str; 2]| has(&postcodes::COLUMNS, &pair) && has(&postcodes::COLUMNS, &["postcode"]);
        let is_coded = |key| has(&segments::COLUMNS, &[key, "segment"]);
        let (kind, columns) = if has(households, &["segment", "households"]) {
            (Kind::Households, households)
        } else if has(population, &["ward_code", "population_0_17"]) {
            (Kind::Population, population)
        } else if with_points(["easting", "northing"]) || self.has_degrees_of_postcodes() {
            (Kind::Postcodes, &postcodes::COLUMNS[..])
        } else if is_coded("output_area") || is_coded("postcode") {
            (Kind::Segments, &segments::COLUMNS[..])
        } else if has(&segments::CODEBOOK_COLUMNS, &["code", "name"]) {
            (Kind::Codebook, &segments::CODEBOOK_COLUMNS[..])
        } else if has(&segments::COLUMNS, &["output_area"]) && has(population, &["ward_code"]) {
            (Kind::OutputAreaLookup, &segments::COLUMNS[1..2])
        } else {
            return self.of_lookup();
        };
        Some(self.with_columns(kind, columns))
    }

    /// A plain file of postcodes may have degrees instead of metres.
    fn has_degrees_of_postcodes(&self) -> bool {
        let has = |key| self.has(&carers::COLUMNS, key);
        self.has(&postcodes::COLUMNS, "postcode") && has("longitude") && has("latitude")
    }

    fn of_lookup(&self) -> Option<Recognised> {
        let look = lookup::look(self.finder.file(), self.titles)?;
        let titles: Vec<&str> = look.columns.iter().map(|&(_, at)| self.titles[at].as_str()).collect();
        let columns = look.columns.iter().map(|&(key, at)| (key.to_owned(), self.titles[at].clone()));
        let found = Recognised::new(self.path, Kind::Lookup, format!("columns {}", titles.join(", ")));
        Some(Recognised { year: look.year, columns: columns.collect(), ..found })
    }

    fn not_known(&self) -> Recognised {
        // Its titles are not told: the first line of a text that is no table may hold anything.
        let why = match self.has_point(&carers::POINT) {
            true => "it has places, but neither providers (carers) nor a home and a placement (children)".to_owned(),
            false => format!("no kind of file of a study has its {} columns", self.titles.len()),
        };
        Recognised::new(self.path, Kind::NotKnown, why)
    }

    fn is(&self, kind: Kind, why: String, columns: &[(String, String)]) -> Recognised {
        Recognised { columns: columns.to_vec(), ..Recognised::new(self.path, kind, why) }
    }

    /// A file of this kind, with those of its columns that are there.
    fn with_columns(&self, kind: Kind, wanted: &[Wanted]) -> Recognised {
        let mut to_settle = Vec::new();
        let mut columns = Vec::new();
        for &each in wanted {
            match self.finder.find(each) {
                Ok(Some(at)) => columns.push((each.key.to_owned(), self.titles[at].clone())),
                Ok(None) => {}
                // A directory has its postcodes in several columns of the same meaning; its reader takes one.
                Err(_) if kind == Kind::Postcodes => {}
                Err(error) => to_settle.push(error.what().to_owned()),
            }
        }
        let titles: Vec<&str> = columns.iter().map(|(_, title)| title.as_str()).collect();
        let why = format!("columns {}", titles.join(", "));
        Recognised { to_settle, ..self.is(kind, why, &columns) }
    }

    /// Adds what its points need: a directory, or a choice between two pairs of columns.
    fn with_points(&self, found: Recognised, points: &[PointNames]) -> Recognised {
        let mut to_settle = found.to_settle;
        let faults = points.iter().filter_map(|names| PointColumns::find(&self.finder, names, true).err());
        to_settle.extend(faults.map(|error| error.what().to_owned()));
        to_settle.dedup();
        let is_by_postcode = |names: &PointNames| {
            !(self.is_there(names.easting) || self.is_there(names.longitude)) && self.is_there(names.postcode)
        };
        Recognised { to_settle, needs_directory: points.iter().any(is_by_postcode), ..found }
    }

    fn has_point(&self, names: &PointNames) -> bool {
        self.is_there(names.easting) && self.is_there(names.northing)
            || self.is_there(names.longitude) && self.is_there(names.latitude)
            || self.is_there(names.postcode)
    }

    fn has(&self, columns: &[Wanted], key: &str) -> bool {
        columns.iter().any(|wanted| wanted.key == key && self.is_there(*wanted))
    }

    /// Is there such a column? Two that could be it count as one.
    fn is_there(&self, wanted: Wanted) -> bool {
        self.finder.find(wanted).map_or(true, |found| found.is_some())
    }
}

//! What a CSV file is, by its columns: each reader's own list is tried, the most telling first.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Kind, Recognised, directory};
use crate::geography::{GssCode, OacCode, OacLevel};
use crate::read::columns::{ColumnFinder, GivenNames, Wanted, plain};
use crate::read::input::{file_name, open_file};
use crate::read::point_columns::{PointColumns, PointNames};
use crate::read::points_csv::titles_of;
use crate::read::ssda903::{ReturnFiles, ReturnLook, ReturnPart, look_at_return};
use crate::read::{CsvFile, ReadError, carers, children, dfe_output, lookup, segments, ward_figures};

/// The two points of a child.
const POINTS: [PointNames; 2] = [children::HOME, children::PLACEMENT];

/// Says what a CSV file is.
///
/// # Errors
/// When it cannot be read or is empty.
pub(super) fn recognise(path: &Path) -> Result<Recognised, ReadError> {
    let name = file_name(path);
    let titles = titles_of(&name, open_file(path)?)?;
    let given = GivenNames::new();
    let table = Table { path, titles: &titles, finder: ColumnFinder::new(&name, &titles, &given) };
    let known = table.of_dfe()?;
    let known = known.or_else(|| table.of_return()).or_else(|| table.of_people());
    let mut found = known.or_else(|| table.of_areas()).unwrap_or_else(|| table.not_known());
    match found.kind {
        Kind::Ssda903 => table.look_at_episodes(&mut found),
        Kind::Households => found.oac_level = table.oac_level()?,
        _ => {}
    }
    Ok(found)
}

struct Table<'a> {
    path: &'a Path,
    titles: &'a [String],
    finder: ColumnFinder<'a>,
}

impl Table<'_> {
    /// DfE's file with the distances; whose children they are it says when it has ONS's codes.
    fn of_dfe(&self) -> Result<Option<Recognised>, ReadError> {
        if !dfe_output::has_dfe_columns(&self.finder) {
            return Ok(None);
        }
        let why = "DfE's file with the distance worked out: columns CHILD_LA_CODE, PL_DISTANCE, LA_PLACEMENT";
        let is_code = |text: &str| text.parse::<GssCode>().is_ok();
        let states_authority = self.values(dfe_output::AUTHORITY)?.iter().any(|text| is_code(text));
        Ok(Some(Recognised { states_authority, ..Recognised::new(self.path, Kind::Children, why) }))
    }

    /// A file of the return; not a table of children that has some of its columns.
    fn of_return(&self) -> Option<Recognised> {
        if !self.titles.iter().any(|title| plain(title) == "child") {
            return None;
        }
        let look = match look_at_return(self.finder.file(), self.titles) {
            Ok(look) => look?,
            Err(error) => return Some(Recognised::new(self.path, Kind::NotKnown, error.what())),
        };
        let is_table = POINTS.iter().all(|names| self.has_point(names));
        let is_of_return = look.part == ReturnPart::Episodes && look.columns.is_ok() || !is_table;
        is_of_return.then(|| self.part_of_return(look))
    }

    fn part_of_return(&self, look: ReturnLook) -> Recognised {
        let word = match look.part {
            ReturnPart::Episodes => "episodes",
            ReturnPart::Header => "header",
            ReturnPart::Uasc => "UASC",
            ReturnPart::Whole => "all of it",
        };
        let (why, to_settle) = match look.columns {
            Ok(columns) => (format!("{word}: columns {}", columns.join(", ")), Vec::new()),
            Err(error) => (word.to_owned(), vec![error.what().to_owned()]),
        };
        Recognised { part: Some(look.part), to_settle, ..Recognised::new(self.path, Kind::Ssda903, why) }
    }

    /// The last day on which an episode begins, by the return's own reader.
    fn look_at_episodes(&self, found: &mut Recognised) {
        if found.part == Some(ReturnPart::Episodes) && found.to_settle.is_empty() {
            match ReturnFiles::open(&[self.path.to_owned()]) {
                Ok(files) => found.last_start = files.last_start(),
                Err(error) => found.to_settle.push(error.what().to_owned()),
            }
        }
    }

    /// The level that all the segments have, when all can be classes of the Output Area Classification.
    fn oac_level(&self) -> Result<Option<OacLevel>, ReadError> {
        let segments = self.values(ward_figures::HOUSEHOLDS_COLUMNS[1])?;
        let levels: Option<BTreeSet<OacLevel>> =
            segments.iter().map(|text| Some(text.parse::<OacCode>().ok()?.level())).collect();
        let levels = levels.unwrap_or_default();
        Ok(levels.first().copied().filter(|_| levels.len() == 1))
    }

    /// The different values of a column.
    fn values(&self, wanted: Wanted) -> Result<BTreeSet<String>, ReadError> {
        let mut values = BTreeSet::new();
        if let Ok(Some(column)) = self.finder.find(wanted) {
            CsvFile::open(self.path)?.each_row(|row| values.extend(row.text(column).map(str::to_owned)));
        }
        Ok(values)
    }

    fn of_people(&self) -> Option<Recognised> {
        if POINTS.iter().all(|names| self.has_point(names)) {
            let found = self.with_columns(Kind::Children, &children::COLUMNS);
            let states_authority = found.columns.iter().any(|(key, _)| key == "responsible_authority");
            return Some(Recognised { states_authority, ..self.with_points(found, &POINTS) });
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
        let is_coded = |key| has(&segments::COLUMNS, &[key, "segment"]);
        let (kind, columns) = if has(households, &["segment", "households"]) {
            (Kind::Households, households)
        } else if has(population, &["ward_code", "population_0_17"]) {
            (Kind::Population, population)
        } else if let Ok(directory) = directory::recognise(self.path) {
            return Some(directory);
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

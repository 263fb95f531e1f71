//! Lookup CSVs: ward -> authority -> region -> nation, or keyed one tier higher, with ONS's column names of any year.
//! Read beside the boundaries; `boundaries` asks it for the areas above each ward.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use super::columns::titles;
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::hierarchy::{CodeCell, Hierarchy, HierarchyColumns, code};
use super::input::{InputFile, Warning};
use super::ons_columns::{Level, LevelColumns};
use super::{Account, Effect, LeftOut, ReadError, Records};
use crate::geography::GssCode;

/// A lookup and the account of its rows.
#[derive(Debug)]
pub(super) struct LookupFile {
    pub lookup: Lookup,
    pub input: InputFile,
    pub account: Account,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<Warning>,
}

/// The areas above wards, and above districts and authorities.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    wards: BTreeMap<GssCode, Hierarchy>,
    /// Of districts and upper-tier authorities; `None` where the rows of a ward lookup do not agree.
    areas: BTreeMap<GssCode, Option<Hierarchy>>,
    is_of_wards: bool,
}

impl Lookup {
    /// Is it keyed by ward?
    pub fn is_of_wards(&self) -> bool {
        self.is_of_wards
    }

    /// The areas above a ward, where it has a row of its own.
    pub fn of_ward(&self, code: GssCode) -> Option<&Hierarchy> {
        self.wards.get(&code)
    }

    /// The areas above a district, or above an upper-tier authority. From a ward lookup: what its wards agree on.
    pub fn of_area(&self, code: GssCode) -> Option<&Hierarchy> {
        self.areas.get(&code)?.as_ref()
    }

    /// Every district and upper-tier authority that it tells of, in order of code.
    pub fn areas(&self) -> impl Iterator<Item = (GssCode, &Hierarchy)> {
        self.areas.iter().filter_map(|(&code, above)| Some((code, above.as_ref()?)))
    }

    fn add_areas(&mut self, row: &Hierarchy) {
        let above = Hierarchy { district: None, upper_tier: row.authority().cloned(), ..row.clone() };
        let codes = [&row.district, &above.upper_tier].map(|place| place.as_ref().map(|place| place.code));
        for code in codes.into_iter().flatten() {
            self.add_area(code, above.clone());
        }
    }

    fn add_area(&mut self, code: GssCode, row: Hierarchy) {
        match self.areas.entry(code) {
            Entry::Vacant(place) => {
                place.insert(Some(row));
            }
            Entry::Occupied(mut place) => {
                if place.get().as_ref().is_some_and(|first| !first.same_codes(&row)) {
                    place.insert(None);
                }
            }
        }
    }
}

/// Reads a lookup CSV.
///
/// It is keyed by its ward column, else its district column, else its upper-tier column. When a level comes in several
/// years, the wards' own year is taken. A code that comes twice with the same answer is used twice; with another
/// answer, the first row of the file wins, the later one is left out and a warning says so. Separators, quotation marks
/// and rows that are damaged are treated as in every other CSV file (see [`CsvFile`]); rows are numbered as lines.
///
/// # Errors
/// When the file cannot be read, is no CSV with ONS's column names, or has no row with a code.
pub(super) fn read_lookup(path: &Path, ward_year: Option<u16>) -> Result<LookupFile, ReadError> {
    parse(&CsvFile::open(path)?, ward_year)
}

fn parse(file: &CsvFile, ward_year: Option<u16>) -> Result<LookupFile, ReadError> {
    let columns = LookupColumns::find(file.name(), file.header(), ward_year)?;
    let mut rows = LookupRows::new(file, columns);
    let (read, unreadable) = file.each_row(|row| rows.add(row));
    rows.left_out.extend(unreadable);
    rows.finish(read)
}

/// A first look at a lookup, for `nearhome init`.
pub(super) struct LookupLook {
    pub year: Option<u16>,
    /// Its key and the codes above it: what they are of, and where they stand.
    pub columns: Vec<(&'static str, usize)>,
}

/// Looks at the columns of a lookup; `None` when they are not a lookup's.
pub(super) fn look(file: &str, headers: &[String]) -> Option<LookupLook> {
    let columns = LookupColumns::find(file, headers, None).ok()?;
    let (areas, key_year) = (&columns.areas, columns.year);
    let above = [
        ("district", areas.district),
        ("upper_tier", areas.upper_tier),
        ("region", areas.region),
        ("nation", areas.nation),
    ];
    let above = above.into_iter().filter_map(|(level, place)| Some((level, place?.code)));
    let is_other = |(_, at): &(&str, usize)| *at != columns.key;
    let columns = std::iter::once(("key", columns.key)).chain(above.filter(is_other));
    Some(LookupLook { year: key_year, columns: columns.collect() })
}

/// The column that the lookup is keyed by, and the columns of its answers.
struct LookupColumns {
    key: usize,
    key_level: Level,
    year: Option<u16>,
    areas: HierarchyColumns,
}

impl LookupColumns {
    fn find(file: &str, headers: &[String], ward_year: Option<u16>) -> Result<Self, ReadError> {
        let key = [Level::Ward, Level::District, Level::UpperTier]
            .into_iter()
            .find_map(|level| Some((level, LevelColumns::find(headers, level, ward_year)?.code)));
        let Some((key_level, key)) = key else {
            let what = format!("no column of ward or authority codes; {}", titles(headers));
            let hint = "a lookup has ONS's column names, such as WD25CD, LAD25CD, CTY25CD, RGN25CD, CTRY25CD";
            return Err(ReadError::new(file, what).with_hint(hint));
        };
        let areas = HierarchyColumns::find(headers, key.year);
        if areas.is_empty() {
            let error = ReadError::new(file, "it says nothing of authorities, regions or nations");
            return Err(error.with_hint("a lookup has a column such as LAD25CD beside its ward codes"));
        }
        Ok(Self { key: key.at, key_level, year: key.year, areas })
    }
}

/// The lookup while its rows are read.
struct LookupRows<'a> {
    file: &'a CsvFile,
    columns: LookupColumns,
    rows: BTreeMap<GssCode, Hierarchy>,
    left_out: Vec<LeftOut>,
    /// The lines of the rows that give another answer than an earlier row.
    conflicts: Vec<u64>,
    lookup: Lookup,
}

impl<'a> LookupRows<'a> {
    fn new(file: &'a CsvFile, columns: LookupColumns) -> Self {
        let lookup = Lookup { is_of_wards: columns.key_level == Level::Ward, ..Lookup::default() };
        let (rows, left_out, conflicts) = Default::default();
        Self { file, columns, rows, left_out, conflicts, lookup }
    }

    fn add(&mut self, row: Row<'_>) {
        let key_column = self.columns.key;
        let key = match code(row.text(key_column).unwrap_or("")) {
            CodeCell::Gss(key) => key,
            CodeCell::None => return self.note(row, key_column, Effect::RowLeftOut, "the code is blank"),
            CodeCell::NotACode => return self.note(row, key_column, Effect::RowLeftOut, "not a GSS code"),
        };
        let (areas, not_codes) = self.columns.areas.read(|at| row.text(at).unwrap_or(""));
        for column in not_codes {
            self.note(row, column, Effect::ValueNotUsed, "not a GSS code");
        }
        match self.rows.entry(key) {
            Entry::Vacant(place) => {
                self.lookup.add_areas(&areas);
                place.insert(areas);
            }
            Entry::Occupied(first) if first.get().same_codes(&areas) => {}
            Entry::Occupied(_) => {
                self.conflicts.push(row.number);
                let reason = "the code comes again with another answer; the first row is used";
                self.note(row, key_column, Effect::RowLeftOut, reason);
            }
        }
    }

    fn note(&mut self, row: Row<'_>, column: usize, effect: Effect, reason: &str) {
        let (file, column) = (self.file.name().to_owned(), self.file.header().get(column).cloned());
        self.left_out.push(LeftOut { file, row: row.number, column, effect, reason: reason.to_owned() });
    }

    fn finish(mut self, read: u64) -> Result<LookupFile, ReadError> {
        let file = self.file.name();
        if self.rows.is_empty() {
            return Err(ReadError::new(file, "it has no row with a code"));
        }
        let warnings = self.conflict_warning().into_iter().collect();
        if self.lookup.is_of_wards {
            self.lookup.wards = self.rows;
        }
        self.left_out.sort();
        let rows_left_out = self.left_out.iter().filter(|each| each.effect == Effect::RowLeftOut).count() as u64;
        // Rows that agree with an earlier one are used, so the records to count are rows, not codes.
        let used = vec![(); (read - rows_left_out) as usize];
        let records = Records::accounted(file, read, used, self.left_out);
        let input = InputFile { rows: Some(read), vintage: self.columns.year, ..self.file.input.clone() };
        Ok(LookupFile { lookup: self.lookup, input, account: records.account, left_out: records.left_out, warnings })
    }

    fn conflict_warning(&self) -> Option<Warning> {
        let first = *self.conflicts.first()?;
        let what = "rows give a code again with another answer; the first row of each code is used";
        let mut warning = Warning::of_file(self.file.name(), what).counted(self.conflicts.len() as u64).at_row(first);
        warning.column = self.file.header().get(self.columns.key).cloned();
        Some(warning)
    }
}

#[cfg(test)]
#[path = "lookup_tests.rs"]
mod tests;

//! Made-up episodes for the tests of this folder.

use super::episode::Episode;
use super::fields::{EpisodeField as Field, Kind};
use super::tables::{DateForm, RawRow, Table};

/// A row as wide as an episodes file, its fields by position.
pub fn row(number: u64, fields: &[(Field, &str)]) -> RawRow {
    let mut row = RawRow { number, fields: vec![None; Kind::Episodes.columns().len()] };
    for (field, text) in fields.iter().filter(|(_, text)| !text.is_empty()) {
        row.fields[*field as usize] = Some((*text).into());
    }
    row
}

/// A table of these rows, which has every column.
pub fn table(kind: Kind, rows: Vec<RawRow>) -> Table {
    let titles: Vec<&str> = kind.columns().iter().map(|column| column.title).collect();
    let mut table = Table::of_xml(kind, "made_up.csv".to_owned(), &titles, rows);
    table.dates = DateForm::Csv;
    table
}

/// An episode of one table in row `number`; an end that is blank is open.
pub fn episode(child: &str, number: usize, start: &str, end: &str, place: &str) -> Episode {
    episode_with(number, &[(Field::Child, child), (Field::Start, start), (Field::End, end), (Field::Place, place)])
}

/// An episode of one table in row `number`, with these fields.
pub fn episode_with(number: usize, fields: &[(Field, &str)]) -> Episode {
    let row = row(number as u64, fields);
    Episode::read(0, row, &table(Kind::Episodes, Vec::new())).expect("a made-up episode is one")
}

/// The same episode in another table.
pub fn in_table(table: usize, episode: Episode) -> Episode {
    Episode { table, ..episode }
}

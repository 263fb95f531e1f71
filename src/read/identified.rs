//! Carers and children alike: rows with an identifier, read on every core. Of rows with one identifier the first counts.

use super::account::{Effect, LeftOut, Records};
use super::columns::ColumnFinder;
use super::csv_file::CsvFile;
use super::csv_row::Row;
use super::row_notes::Notes;
use super::seen_ids::SeenIds;

/// The row of a record, and its identifier if it has one.
type Identity<T> = fn(&T) -> (u32, Option<&str>);

/// Reads a record a row; `read` gives none for a row that it has left out. A repeated identifier leaves its row out.
pub(super) fn read_identified<T: Send>(
    file: &CsvFile,
    finder: &ColumnFinder<'_>,
    id_column: Option<usize>,
    identity: Identity<T>,
    read: impl Fn(&Row<'_>, &mut Notes<'_>) -> Option<T> + Sync,
) -> Records<T> {
    let (mut records, mut noted, mut ids) = (Vec::new(), Vec::new(), SeenIds::default());
    let begin = |rows| (Vec::with_capacity(rows), Vec::new());
    let take = |part: &mut (Vec<T>, Vec<LeftOut>), row: Row<'_>| {
        let mut notes = Notes::new(finder);
        part.0.extend(read(&row, &mut notes));
        part.1.append(&mut notes.into_left_out());
    };
    let (rows, mut left_out) = file.each_part(begin, take, |(part, mut notes)| {
        let first = records.len();
        join(&mut records, part);
        let repeated = take_repeated(&mut records, first, identity, &mut ids);
        if let Some(column) = id_column.filter(|_| !repeated.is_empty()) {
            // What else was noted of a row does not matter once it is left out.
            notes.retain(|note| repeated.binary_search(&note.row).is_err());
            let reason = "an earlier row has the same identifier";
            notes.extend(repeated.iter().map(|&row| finder.left_out(row, column, Effect::RowLeftOut, reason)));
            notes.sort_by_key(|note| note.row);
        }
        join(&mut noted, notes);
    });
    join(&mut left_out, noted);
    Records::accounted(file.name(), rows, records, left_out)
}

/// Takes the records out, from a position on, whose identifier an earlier one has; their rows, in order.
fn take_repeated<T>(records: &mut Vec<T>, first: usize, identity: Identity<T>, ids: &mut SeenIds) -> Vec<u64> {
    let (mut repeated, mut kept) = (Vec::new(), first);
    for at in first..records.len() {
        let (row, id) = identity(&records[at]);
        if id.is_none_or(|id| ids.insert(id, kept, |before| identity(&records[before]).1)) {
            records.swap(kept, at);
            kept += 1;
        } else {
            repeated.push(row.into());
        }
    }
    records.truncate(kept);
    repeated
}

/// Puts a part behind the parts before it; the first one is not copied.
fn join<T>(all: &mut Vec<T>, mut part: Vec<T>) {
    if all.is_empty() {
        *all = part;
    } else {
        all.append(&mut part);
    }
}

//! What the header and the UASC files say of each child.

use std::collections::HashMap;

use super::fields::{HeaderField, Kind, UASC_CEASED};
use super::quality::{Breaches, TWO_CHILDREN};
use super::tables::{DateForm, Ledger, RawRow, Table};
use crate::fostering::{Sex, ShortText};
use crate::read::Date;
use crate::read::children::{OLDEST, sex};

/// Is the child an unaccompanied asylum-seeking child on the snapshot day?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asylum {
    Now,
    /// No longer, and in this collection year or one of the two before it: "formerly UASC" of rules 164 and 406.
    Formerly,
    Never,
    /// There is no UASC file, or its date cannot be read.
    NotKnown,
}

/// Where a row stands: its table and its position there.
type At = (usize, usize);

/// The rows of the header and of the UASC files, by child.
pub(super) struct People {
    headers: HashMap<Box<str>, At>,
    uasc: HashMap<Box<str>, Vec<At>>,
    has_uasc_file: bool,
}

/// What the header says of one child.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct HeaderFacts {
    pub age: Option<u8>,
    pub sex: Option<Sex>,
    pub ethnicity: Option<ShortText>,
}

const REPEATED: &str = "an earlier row has the same identifier";
const NOT_THERE: &str = "the child has no episode that is open on the snapshot day";

impl People {
    /// Takes the rows of the children who have an episode on the snapshot day; leaves out the others, and of a child
    /// that comes twice in the headers all rows but the first.
    pub fn of(tables: &mut [Table], is_wanted: impl Fn(&str) -> bool, breaches: &mut Breaches) -> Self {
        let has_uasc_file = tables.iter().any(|table| table.kind == Kind::Uasc);
        let mut people = Self { headers: HashMap::new(), uasc: HashMap::new(), has_uasc_file };
        for table in 0..tables.len() {
            for row in 0..tables[table].rows.len() {
                people.take(tables, (table, row), &is_wanted, breaches);
            }
        }
        people
    }

    fn take(&mut self, tables: &mut [Table], at: At, is_wanted: &impl Fn(&str) -> bool, breaches: &mut Breaches) {
        let (kind, row) = (tables[at.0].kind, &tables[at.0].rows[at.1]);
        // The first column of every kind is the child.
        let (number, child) = (row.number, row.text(HeaderField::Child as usize).map(str::to_uppercase));
        let reason = match (kind, child) {
            (Kind::Episodes, _) => return,
            (_, None) => "the identifier is blank",
            (_, Some(child)) if !is_wanted(&child) => NOT_THERE,
            (Kind::Uasc, Some(child)) => {
                self.uasc.entry(child.into()).or_default().push(at);
                return;
            }
            (Kind::Header, Some(child)) => match self.headers.get(&*child) {
                None => {
                    self.headers.insert(child.into(), at);
                    return;
                }
                Some(&(table, first)) => {
                    if are_two_children(row, tables[at.0].dates, &tables[table].rows[first], tables[table].dates) {
                        breaches.add(at.0, TWO_CHILDREN, Some(HeaderField::Birth as usize), number);
                    }
                    REPEATED
                }
            },
        };
        tables[at.0].ledger.leave_out(number, Some(HeaderField::Child as usize), reason);
    }

    /// Is the child in a header file?
    pub fn has_header(&self, child: &str) -> bool {
        self.headers.contains_key(child)
    }

    /// How many rows of a table are used.
    pub fn rows_used(&self, table: usize) -> usize {
        let uasc = self.uasc.values().flatten().filter(|at| at.0 == table).count();
        self.headers.values().filter(|at| at.0 == table).count() + uasc
    }

    /// What the header says of a child; what cannot be read is noted there.
    pub fn header(&self, child: &str, snapshot: Date, tables: &mut [Table]) -> HeaderFacts {
        let Some(&(table, row)) = self.headers.get(child) else { return HeaderFacts::default() };
        let Table { rows, ledger, dates, .. } = &mut tables[table];
        let row = &rows[row];
        let field = |field: HeaderField| row.text(field as usize);
        HeaderFacts {
            age: field(HeaderField::Birth).and_then(|text| age(text, snapshot, *dates, row.number, ledger)),
            sex: field(HeaderField::Sex).and_then(|text| {
                let sex = sex(text);
                if sex.is_none() {
                    ledger.not_used(row.number, HeaderField::Sex as usize, "not in the code list");
                }
                sex.flatten()
            }),
            ethnicity: field(HeaderField::Ethnic).map(ShortText::from),
        }
    }

    /// Is the child a UASC on the day? It is while the date it ceased (DUC) is blank or to come. Where the files of
    /// several years have the child, the earliest date counts: a blank only means that it was to come.
    pub fn asylum(&self, child: &str, snapshot: Date, tables: &mut [Table]) -> Asylum {
        let Some(rows) = self.uasc.get(child) else {
            return if self.has_uasc_file { Asylum::Never } else { Asylum::NotKnown };
        };
        let (mut ceased, mut is_readable) = (None, true);
        for &(table, row) in rows {
            let Table { rows, ledger, dates, .. } = &mut tables[table];
            let Some(text) = rows[row].text(UASC_CEASED) else { continue };
            let date = dates.read(text);
            if date.is_none() {
                is_readable = false;
                ledger.not_used(rows[row].number, UASC_CEASED, dates.fault());
            }
            ceased = ceased.into_iter().chain(date).min();
        }
        match ceased {
            Some(date) if date <= snapshot => match snapshot.collection_year() - date.collection_year() {
                0..=2 => Asylum::Formerly,
                _ => Asylum::Never,
            },
            None if !is_readable => Asylum::NotKnown,
            _ => Asylum::Now,
        }
    }
}

fn age(text: &str, snapshot: Date, dates: DateForm, row: u64, ledger: &mut Ledger) -> Option<u8> {
    let years = dates.read(text).map(|birth| snapshot.years_since(birth));
    let reason = match years {
        Some(Some(years)) if years <= OLDEST.into() => return u8::try_from(years).ok(),
        Some(Some(_)) => "born more than 25 years before the snapshot day",
        Some(None) => "born after the snapshot day",
        None => dates.fault(),
    };
    ledger.not_used(row, HeaderField::Birth as usize, reason);
    None
}

/// Do two rows differ in date of birth or in sex, where both can be read? The codes of sex changed in 2025.
fn are_two_children(one: &RawRow, of_one: DateForm, other: &RawRow, of_other: DateForm) -> bool {
    let birth = |row: &RawRow, dates: DateForm| row.text(HeaderField::Birth as usize).and_then(|text| dates.read(text));
    let sex = |row: &RawRow| row.text(HeaderField::Sex as usize).and_then(sex).flatten();
    let births = birth(one, of_one).zip(birth(other, of_other));
    births.is_some_and(|(one, other)| one != other) || sex(one).zip(sex(other)).is_some_and(|(one, other)| one != other)
}

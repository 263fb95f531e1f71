//! Days, as far as `nearhome init` needs them: the last day on which an episode begins tells the year of a return.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::read::CsvFile;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// `DD/MM/YYYY`, as the return has it; `None` for what is no day.
    pub fn of_return(text: &str) -> Option<Self> {
        Self::of_parts(text.trim().split('/'))
    }

    /// `YYYY-MM-DD`.
    pub fn of_iso(text: &str) -> Option<Self> {
        Self::of_parts(text.trim().rsplit('-'))
    }

    /// Day, month and year.
    fn of_parts<'t>(mut parts: impl Iterator<Item = &'t str>) -> Option<Self> {
        let (day, month, year) =
            (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let is_leap = |year: u16| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if is_leap(year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return None,
        };
        let is_day = parts.next().is_none() && (1..=days).contains(&day) && (1990..2100).contains(&year);
        is_day.then_some(Self { year, month, day })
    }

    /// The 31 March that ends the collection year of this day: on it or after it.
    #[must_use]
    pub fn end_of_collection_year(self) -> Self {
        let year = if self.month > 3 { self.year + 1 } else { self.year };
        Self { year, month: 3, day: 31 }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The last day in a column of days.
pub(super) fn last_day(file: &CsvFile, column: usize) -> Option<Day> {
    let mut last = None;
    file.each_row(|row| last = last.max(row.text(column).and_then(Day::of_return)));
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_ends_its_collection_year() {
        let end = |text| Day::of_return(text).map(|day| day.end_of_collection_year().to_string());
        assert_eq!(end("31/03/2026").as_deref(), Some("2026-03-31"));
        assert_eq!(end("01/04/2025").as_deref(), Some("2026-03-31"));
        assert_eq!(end("29/02/2024").as_deref(), Some("2024-03-31"));
        for text in ["31/02/2026", "29/02/2025", "2026-03-31", "1/1/26", "", "0/1/2026", "1/1/2026/1"] {
            assert_eq!(end(text), None, "{text}");
        }
    }
}

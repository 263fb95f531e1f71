//! A day of the calendar, counted from 1 March 0000, so that days can be added and written as the return writes them.

use std::fmt;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(i64);

impl Day {
    /// The day of this year, month and day of the month.
    pub fn new(year: i64, month: i64, day: i64) -> Self {
        // The year begins with March, so that the leap day is its last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        Self(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1)
    }

    /// So many days later.
    pub fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// Year, month and day of the month.
    pub fn parts(self) -> [i64; 3] {
        let guess = (10_000 * self.0 + 14_780) / 3_652_425;
        let first = |year: i64| 365 * year + year / 4 - year / 100 + year / 400;
        let year = if first(guess) > self.0 { guess - 1 } else { guess };
        let left = self.0 - first(year);
        let month = (100 * left + 52) / 3_060;
        let day = left - (month * 306 + 5) / 10 + 1;
        if month < 10 { [year, month + 3, day] } else { [year + 1, month - 9, day] }
    }

    /// The same day so many years earlier; 28 February for the leap day.
    pub fn years_before(self, years: i64) -> Self {
        let [year, month, day] = self.parts();
        Self::new(year - years, month, if month == 2 { day.min(28) } else { day })
    }
}

/// `31/03/2026`.
impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, day] = self.parts();
        write!(out, "{day:02}/{month:02}/{year}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_written() {
        let snapshot = Day::new(2026, 3, 31);
        assert_eq!(snapshot.to_string(), "31/03/2026");
        assert_eq!(snapshot.plus(1).to_string(), "01/04/2026");
        assert_eq!(snapshot.plus(-31).to_string(), "28/02/2026");
        assert_eq!(Day::new(2024, 3, 1).plus(-1).to_string(), "29/02/2024");
        assert_eq!(Day::new(2024, 2, 29).years_before(3).to_string(), "28/02/2021");
    }

    #[test]
    fn a_day_comes_back_from_its_parts() {
        let first = Day::new(1999, 1, 1);
        for days in 0..12_000 {
            let [year, month, day] = first.plus(days).parts();
            assert_eq!(Day::new(year, month, day), first.plus(days));
            assert!((1..=12).contains(&month) && (1..=31).contains(&day));
        }
    }
}

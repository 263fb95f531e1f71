//! `Date`: a day of the calendar, read strictly. The return and DfE's files date by it; the snapshot is one.

use std::fmt;

use serde::{Serialize, Serializer};

/// A day that exists, from 1900 to 2100.
///
/// ```
/// use nearhome::read::Date;
/// let snapshot = Date::iso("2026-03-31").unwrap();
/// assert_eq!(Date::day_month_year("31/03/2026"), Some(snapshot));
/// assert_eq!(Date::day_month_year("31/02/2026"), None);
/// assert_eq!(snapshot.collection_year(), 2026);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The last day of a collection year: 31 March.
const YEAR_END: (u8, u8) = (3, 31);

impl Date {
    /// The day, where there is such a day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_a_day = (1900..=2100).contains(&year) && (1..=days_in(year, month)).contains(&day);
        is_a_day.then_some(Self { year, month, day })
    }

    /// Reads `DD/MM/YYYY`, and no other form.
    pub fn day_month_year(text: &str) -> Option<Self> {
        let [day, month, year] = parts(text, '/', [2, 2, 4])?;
        Self::new(year, month.try_into().ok()?, day.try_into().ok()?)
    }

    /// Reads `YYYY-MM-DD`, and no other form.
    pub fn iso(text: &str) -> Option<Self> {
        let [year, month, day] = parts(text, '-', [4, 2, 2])?;
        Self::new(year, month.try_into().ok()?, day.try_into().ok()?)
    }

    /// The collection year of the return that the day belongs to: 1 April 2025 to 31 March 2026 is 2026.
    pub fn collection_year(self) -> u16 {
        self.year + u16::from((self.month, self.day) > YEAR_END)
    }

    /// The end of a collection year that is nearest: from 1 October the next 31 March, until 30 September the last.
    pub fn nearest_year_end(self) -> Option<Self> {
        let (month, day) = YEAR_END;
        Self::new(self.year + u16::from(self.month >= 10), month, day)
    }

    /// Completed years from a birth to this day; `None` when the birth is later. Who is born on 29 February is a
    /// year older on 1 March of a common year.
    pub fn years_since(self, birth: Self) -> Option<u16> {
        let is_before_birthday = (self.month, self.day) < (birth.month, birth.day);
        (birth <= self).then(|| self.year - birth.year - u16::from(is_before_birthday))
    }
}

/// `2026-03-31`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let is_leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(is_leap),
        _ => 0,
    }
}

/// Three numbers of so many digits each.
fn parts(text: &str, separator: char, digits: [usize; 3]) -> Option<[u16; 3]> {
    let mut numbers = [0; 3];
    let mut found = text.split(separator);
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part =
            found.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        *number = part.parse().ok()?;
    }
    found.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        Date::day_month_year(text).unwrap_or_else(|| panic!("{text} is a day"))
    }

    #[test]
    fn only_days_that_exist_in_the_one_form_are_read() {
        for text in ["01/01/1900", "29/02/2024", "29/02/2000", "31/12/2100"] {
            assert!(Date::day_month_year(text).is_some(), "{text}");
        }
        for text in [
            "",
            "31/02/2026",
            "29/02/2023",
            "29/02/1900",
            "31/04/2025",
            "00/01/2025",
            "01/13/2025",
            "1/1/2025",
            "01/01/25",
            "01-01-2025",
            "2025-01-01",
            "01/01/2025 ",
            "01/01/2025 00:00",
            "+1/01/2025",
            "01/01/2025/",
            "01/01/0025",
        ] {
            assert_eq!(Date::day_month_year(text), None, "{text}");
        }
        assert_eq!(Date::iso("2025-01-01"), Some(day("01/01/2025")));
        assert_eq!(Date::iso("01/01/2025"), None);
    }

    #[test]
    fn a_collection_year_ends_on_31_march() {
        assert_eq!(day("31/03/2026").collection_year(), 2026);
        assert_eq!(day("01/04/2026").collection_year(), 2027);
        assert_eq!(day("31/12/2025").collection_year(), 2026);
    }

    #[test]
    fn the_nearest_end_of_a_collection_year_is_before_or_after() {
        let end = |text| day(text).nearest_year_end().map(|end| end.to_string());
        for text in ["01/10/2025", "31/12/2025", "31/03/2026", "01/04/2026", "30/09/2026"] {
            assert_eq!(end(text).as_deref(), Some("2026-03-31"), "{text}");
        }
        assert_eq!(end("31/12/2100"), None);
    }

    #[test]
    fn an_age_is_in_completed_years() {
        let birth = day("01/04/2010");
        assert_eq!(day("31/03/2026").years_since(birth), Some(15));
        assert_eq!(day("01/04/2026").years_since(birth), Some(16));
        assert_eq!(birth.years_since(birth), Some(0));
        assert_eq!(day("31/03/2010").years_since(birth), None);
        let leap = day("29/02/2024");
        assert_eq!((day("28/02/2025").years_since(leap), day("01/03/2025").years_since(leap)), (Some(0), Some(1)));
    }

    proptest! {
        /// Oracle: the days of a year counted one by one from the rule "365, and 366 in a leap year".
        #[test]
        fn a_year_has_365_or_366_days(year in 1900_u16..=2100) {
            let days = (0..=13).flat_map(|month| (0..=40).filter_map(move |day| Date::new(year, month, day))).count();
            let leap_years_until = |year: usize| year / 4 - year / 100 + year / 400;
            let is_leap = leap_years_until(year.into()) - leap_years_until(usize::from(year) - 1);
            prop_assert_eq!(days, 365 + is_leap);
        }
    }
}

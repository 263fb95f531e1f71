//! Which directory it is, and of when: for the run report, and for `nearhome init`.

use std::fmt;

use serde::{Serialize, Serializer};

/// The kinds of postcode directory that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// ONS's Postcode Directory or National Statistics Postcode Lookup: since 2025 their columns are the same.
    OnspdOrNspl,
    /// Ordnance Survey's Code-Point Open: postcodes in use in Great Britain.
    CodePointOpen,
    /// A table of postcodes and their coordinates.
    Plain,
}

impl Product {
    /// What to call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::OnspdOrNspl => "ONSPD or NSPL",
            Self::CodePointOpen => "Code-Point Open",
            Self::Plain => "a table of postcodes and coordinates",
        }
    }
}

/// When a directory is of: `2025-11`, or `2025` where only its column names tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vintage {
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
}

impl Vintage {
    /// The month and year in a file's name as ONS gives it: `ONSPD_NOV_2025_UK.csv`.
    pub(super) fn in_name(name: &str) -> Option<Self> {
        const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let lower = name.to_ascii_lowercase();
        let words: Vec<&str> = lower.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
        let month = |word: &str| MONTHS.iter().position(|month| word.len() >= 3 && word.starts_with(month));
        let year = |word: &str| word.parse().ok().filter(|year| (2000..2100).contains(year));
        words.windows(2).find_map(|pair| Some(Self { year: year(pair[1])?, month: Some(month(pair[0])? as u8 + 1) }))
    }
}

impl fmt::Display for Vintage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(out, "{}-{month:02}", self.year),
            None => write!(out, "{}", self.year),
        }
    }
}

impl Serialize for Vintage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_and_the_year_are_read_from_the_names_that_ons_gives() {
        let found = |name| Vintage::in_name(name).map(|vintage| vintage.to_string());
        assert_eq!(found("ONSPD_NOV_2025_UK.csv").as_deref(), Some("2025-11"));
        assert_eq!(found("NSPL21_FEB_2024_UK_B.csv").as_deref(), Some("2024-02"));
        assert_eq!(found("ONS_Postcode_Directory_(August_2026).zip").as_deref(), Some("2026-08"));
        assert_eq!(found("codepo_gb.zip"), None);
        assert_eq!(found("postcodes_2025.csv"), None);
    }
}

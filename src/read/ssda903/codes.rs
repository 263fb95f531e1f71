//! The code lists of the return by collection year, 2015 to 2026. A code of another year's list is told apart from
//! one that is in none.

use super::fields::EpisodeField;
use crate::fostering::LegalStatus;

/// Collection years whose lists are here; another year is taken as the nearest of them.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 2015..=2026;

/// How a code stands to the list of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Validity {
    InTheList,
    /// Not in that year's list, but in another's: its meaning is known.
    AnotherYears,
    NotACode,
}

/// The list of one column.
pub(super) struct CodeList {
    /// The number of the validator's rule on it; empty where none is known.
    pub rule: &'static str,
    pub field: EpisodeField,
    always: &'static [&'static str],
    /// Codes with the first and the last collection year that has them.
    for_years: &'static [(&'static str, u16, u16)],
}

impl CodeList {
    /// How a code, in upper case, stands to the list of a collection year.
    pub fn check(&self, code: &str, year: u16) -> Validity {
        let year = year.clamp(*YEARS.start(), *YEARS.end());
        if self.always.contains(&code) {
            return Validity::InTheList;
        }
        match self.for_years.iter().find(|(each, ..)| *each == code) {
            Some((_, first, last)) if (*first..=*last).contains(&year) => Validity::InTheList,
            Some(_) => Validity::AnotherYears,
            None => Validity::NotACode,
        }
    }
}

/// Placement types. Validator rule 146 of 2022/23, 2024/25 and 2025/26.
pub(super) const PLACE: CodeList = CodeList {
    rule: "146",
    field: EpisodeField::Place,
    always: &[
        "U1", "U2", "U3", "U4", "U5", "U6", "A3", "A4", "A5", "A6", "K1", "K2", "P1", "P3", "R1", "R2", "R3", "R5",
        "S1", "T0", "T1", "T2", "T3", "T4",
    ],
    for_years: &[
        ("H5", 2015, 2024),
        ("P2", 2015, 2024),
        ("K3", 2025, 2026),
        ("Z1", 2015, 2025),
        ("Z11", 2026, 2026),
        ("Z12", 2026, 2026),
        ("Z13", 2026, 2026),
        ("Z14", 2026, 2026),
    ],
};

/// Legal statuses. Validator rule 144.
pub(super) const LEGAL_STATUS: CodeList =
    CodeList { rule: "144", field: EpisodeField::LegalStatus, always: &LegalStatus::CODES, for_years: &[] };

/// Providers of placements. Validator rule 178.
pub(super) const PROVIDER: CodeList = CodeList {
    rule: "178",
    field: EpisodeField::Provider,
    always: &["PR0", "PR1", "PR2", "PR3", "PR4", "PR5"],
    for_years: &[],
};

/// The lists of columns that no figure is made of: reasons for a new episode, categories of need, reasons for an
/// episode's end, reasons for a change of placement. Validator rules 143, 145 and 149.
pub(super) const OF_NO_FIGURE: [CodeList; 4] = [
    CodeList { rule: "143", field: EpisodeField::ReasonNew, always: &["S", "L", "P", "T", "B", "U"], for_years: &[] },
    CodeList {
        rule: "145",
        field: EpisodeField::Need,
        always: &["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"],
        for_years: &[],
    },
    CodeList {
        rule: "149",
        field: EpisodeField::ReasonCeased,
        always: &[
            "X1", "E11", "E12", "E2", "E3", "E4A", "E4B", "E13", "E14", "E15", "E16", "E17", "E41", "E45", "E46",
            "E47", "E48", "E5", "E6", "E7", "E8", "E9",
        ],
        for_years: &[],
    },
    CodeList {
        rule: "",
        field: EpisodeField::ReasonPlaceChange,
        always: &[
            "CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE", "CUSTOD", "OTHER",
        ],
        for_years: &[],
    },
];

/// All temporary moves, hospital, holiday, while carers are on holiday, seven days or less.
pub(super) const TEMPORARY: [&str; 5] = ["T0", "T1", "T2", "T3", "T4"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fostering::{PlacementType, Provider};

    #[test]
    fn a_code_is_valid_in_its_years_and_known_in_others() {
        use Validity::{AnotherYears, InTheList, NotACode};
        let expected = [
            ("H5", [InTheList, AnotherYears, AnotherYears]),
            ("P2", [InTheList, AnotherYears, AnotherYears]),
            ("K3", [AnotherYears, InTheList, InTheList]),
            ("Z1", [InTheList, InTheList, AnotherYears]),
            ("Z12", [AnotherYears, AnotherYears, InTheList]),
            ("U4", [InTheList; 3]),
            ("A2", [NotACode; 3]),
            ("Q1", [NotACode; 3]),
        ];
        for (code, by_year) in expected {
            assert_eq!([2024, 2025, 2026].map(|year| PLACE.check(code, year)), by_year, "{code}");
        }
    }

    #[test]
    fn a_year_beyond_the_lists_is_taken_as_the_nearest() {
        assert_eq!(PLACE.check("H5", 2009), Validity::InTheList);
        assert_eq!(PLACE.check("Z14", 2031), Validity::InTheList);
    }

    #[test]
    fn the_list_of_2026_is_that_of_the_validator() {
        // Rule 146 of 2025/26.
        let listed = "A3 A4 A5 A6 K1 K2 K3 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z11 Z12 Z13 Z14";
        let of_years = PLACE.for_years.iter().map(|(code, ..)| *code);
        let all = PLACE.always.iter().copied().chain(of_years);
        let mut valid: Vec<&str> = all.filter(|code| PLACE.check(code, 2026) == Validity::InTheList).collect();
        valid.sort_unstable();
        assert_eq!(valid.join(" "), listed);
    }

    #[test]
    fn every_placement_and_provider_of_the_lists_has_a_meaning() {
        let of_years = PLACE.for_years.iter().map(|(code, ..)| code);
        assert!(PLACE.always.iter().chain(of_years).all(|code| PlacementType::parse(code).is_some()));
        assert!(PROVIDER.always.iter().all(|code| Provider::parse(code).is_some()));
    }
}

//! The rows of the return: a child, and its episodes.

use super::super::child::Child;
use super::day::Day;

/// A row of the episodes file. Blank is blank there.
#[derive(Clone)]
pub struct Episode {
    pub begun: Day,
    pub reason_begun: &'static str,
    pub legal_status: &'static str,
    pub need: &'static str,
    pub place: &'static str,
    pub provider: &'static str,
    pub ended: Option<Day>,
    pub reason_ended: &'static str,
    pub reason_of_move: &'static str,
    pub home: String,
    pub placement: String,
    pub urn: String,
}

impl Episode {
    pub fn is_short_break(&self) -> bool {
        matches!(self.legal_status, "V3" | "V4")
    }
}

/// A child of the return.
pub struct LookedAfter {
    pub id: String,
    pub sex: &'static str,
    pub born: Day,
    pub ethnicity: &'static str,
    /// Asylum-seeking, and the day on which that ends, where it is set.
    pub uasc: Option<Option<Day>>,
    pub episodes: Vec<Episode>,
    /// The child as the snapshot must show it; `None` when not looked after then.
    pub now: Option<Child>,
}

/// A made-up reference number; blank where none is expected (validator rule 222).
pub fn urn(place: &str, provider: &str) -> String {
    let has_none =
        place.starts_with('T') || place.starts_with('Z') || matches!(place, "P1" | "P3" | "R1" | "R2" | "R5");
    match provider {
        _ if has_none => String::new(),
        "PR1" => "SC999001".to_owned(),
        "PR4" => "SC999104".to_owned(),
        _ => "SC999205".to_owned(),
    }
}

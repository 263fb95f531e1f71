//! The list of what to mend: what stops a run, then rows and values by reason and warnings, most costly first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::advice::{NOTHING, advice};
use crate::read::{Effect, LeftOut, ReadError, Warning};

/// What it means for a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The study file is wrong, or names a file that is not there: nothing runs.
    Settings,
    /// A file cannot be used: nothing runs.
    Data,
    /// A run goes through, with less known than could be.
    Warning,
}

/// One thing to mend: where, what, how much it costs, what to do. Never holds a value of the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mend {
    pub severity: Severity,
    /// The file, with the row where it is known.
    pub place: String,
    pub column: Option<String>,
    pub what: String,
    /// Rows, values or points it affects; `None` is all of the file.
    pub count: Option<u64>,
    pub what_to_do: Option<String>,
}

impl Mend {
    /// Is it told only so that every row is accounted for, such as an episode of the past?
    fn needs_nothing(&self) -> bool {
        self.what_to_do.as_deref().is_some_and(|advice| advice.starts_with(NOTHING))
    }
}

/// The list, in order: what stops a run, what can be mended, what needs nothing; each the most costly first. What has the same cost is in order of place, column and words.
pub(super) fn in_order(faults: &[ReadError], warnings: &[Warning], left_out: &[LeftOut]) -> Vec<Mend> {
    let mut mend: Vec<Mend> = faults.iter().map(of_fault).collect();
    mend.extend(by_reason(left_out));
    // The rows that a warning counts are told by reason already.
    let is_told = |warning: &&Warning| !warning.what.starts_with("rows are left out");
    mend.extend(warnings.iter().filter(is_told).map(of_warning));
    mend.sort_by_key(|mend| {
        let cost = Reverse(mend.count.unwrap_or(u64::MAX));
        let rank = (mend.severity == Severity::Warning, mend.needs_nothing());
        (rank, cost, mend.place.clone(), mend.column.clone(), mend.what.clone())
    });
    mend
}

fn of_fault(error: &ReadError) -> Mend {
    let severity = if error.is_settings() { Severity::Settings } else { Severity::Data };
    let (place, what) = (error.place().to_owned(), error.what().to_owned());
    Mend { severity, place, column: None, what, count: None, what_to_do: error.hint().map(str::to_owned) }
}

fn of_warning(warning: &Warning) -> Mend {
    Mend {
        severity: Severity::Warning,
        place: warning.place(),
        column: warning.column.clone(),
        what: warning.what.clone(),
        count: Some(warning.count),
        what_to_do: None,
    }
}

/// Rows left out and values not used, one entry a file, column and reason.
fn by_reason(left_out: &[LeftOut]) -> Vec<Mend> {
    let mut counts: BTreeMap<(&str, Option<&str>, Effect, &str), u64> = BTreeMap::new();
    for each in left_out {
        *counts.entry((&each.file, each.column.as_deref(), each.effect, &each.reason)).or_default() += 1;
    }
    let mend = |((file, column, effect, reason), count): ((&str, Option<&str>, Effect, &str), u64)| {
        let effect = match effect {
            Effect::RowLeftOut => "rows left out",
            Effect::ValueNotUsed => "values not used",
        };
        Mend {
            severity: Severity::Warning,
            place: file.to_owned(),
            column: column.map(str::to_owned),
            what: format!("{effect}: {reason}"),
            count: Some(count),
            what_to_do: Some(advice(reason).to_owned()),
        }
    };
    counts.into_iter().map(mend).collect()
}

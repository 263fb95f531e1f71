//! Authorities and districts that changed their code: what an old code is now, and what a new code was. A small table
//! with its sources. `run` uses it where codes of two years meet; nothing else is mended by it.

use std::collections::BTreeSet;

use super::GssCode;

/// One order of Parliament (or decision) and the codes that ended by it on 1 April of its year.
struct Reorganisation {
    year: u16,
    source: &'static str,
    /// Old and new code of wholly the same area, but for small moves of the border.
    recoded: &'static [(&'static str, &'static str)],
    /// New code, and the old ones that are wholly in it.
    merged: &'static [(&'static str, &'static [&'static str])],
    /// Old code, and the new ones that it was divided among.
    split: &'static [(&'static str, &'static [&'static str])],
}

/// From the orders named and ONS's Code History Database. Every district of it is checked against a list of all codes
/// by the tests.
const REORGANISATIONS: [Reorganisation; 12] = [
    Reorganisation {
        year: 2012,
        source: "St Albans and Welwyn Hatfield (Boundary Change) Order 2012; ONS Code History Database",
        recoded: &[("E07000100", "E07000240"), ("E07000104", "E07000241")],
        merged: &[],
        split: &[],
    },
    Reorganisation {
        year: 2013,
        source: "East Hertfordshire and Stevenage (Boundary Change) Order 2013, Gateshead and Northumberland (Boundary \
                 Change) Order 2013; ONS Code History Database",
        recoded: &[
            ("E07000097", "E07000242"),
            ("E07000101", "E07000243"),
            ("E08000020", "E08000037"),
            ("E06000048", "E06000057"),
        ],
        merged: &[],
        split: &[],
    },
    Reorganisation {
        year: 2018,
        source: "boundary between Fife and Perth and Kinross, 2018; ONS Code History Database",
        recoded: &[("S12000015", "S12000047"), ("S12000024", "S12000048")],
        merged: &[],
        split: &[],
    },
    Reorganisation {
        year: 2019,
        source: "boundary between Glasgow and North Lanarkshire, 2019; ONS Code History Database",
        recoded: &[("S12000046", "S12000049"), ("S12000044", "S12000050")],
        merged: &[],
        split: &[],
    },
    Reorganisation {
        year: 2019,
        source: "Bournemouth, Dorset and Poole (Structural Changes) Order 2018",
        recoded: &[],
        merged: &[
            ("E06000058", &["E06000028", "E06000029", "E07000048"]),
            ("E06000059", &["E07000049", "E07000050", "E07000051", "E07000052", "E07000053"]),
        ],
        split: &[("E10000009", &["E06000058", "E06000059"])],
    },
    Reorganisation {
        year: 2019,
        source: "East Suffolk, West Suffolk, and Somerset West and Taunton (Local Government Changes) Orders 2018",
        recoded: &[],
        merged: &[
            ("E07000244", &["E07000205", "E07000206"]),
            ("E07000245", &["E07000201", "E07000204"]),
            ("E07000246", &["E07000190", "E07000191"]),
        ],
        split: &[],
    },
    Reorganisation {
        year: 2020,
        source: "Buckinghamshire (Structural Changes) Order 2019",
        recoded: &[("E10000002", "E06000060")],
        merged: &[("E06000060", &["E07000004", "E07000005", "E07000006", "E07000007"])],
        split: &[],
    },
    Reorganisation {
        year: 2021,
        source: "Northamptonshire (Structural Changes) Order 2020",
        recoded: &[],
        merged: &[
            ("E06000061", &["E07000150", "E07000152", "E07000153", "E07000156"]),
            ("E06000062", &["E07000151", "E07000154", "E07000155"]),
        ],
        split: &[("E10000021", &["E06000061", "E06000062"])],
    },
    Reorganisation {
        year: 2023,
        source: "Cumbria (Structural Changes) Order 2022",
        recoded: &[],
        merged: &[
            ("E06000063", &["E07000026", "E07000028", "E07000029"]),
            ("E06000064", &["E07000027", "E07000030", "E07000031"]),
        ],
        split: &[("E10000006", &["E06000063", "E06000064"])],
    },
    Reorganisation {
        year: 2023,
        source: "North Yorkshire (Structural Changes) Order 2022",
        recoded: &[("E10000023", "E06000065")],
        merged: &[(
            "E06000065",
            &["E07000163", "E07000164", "E07000165", "E07000166", "E07000167", "E07000168", "E07000169"],
        )],
        split: &[],
    },
    Reorganisation {
        year: 2023,
        source: "Somerset (Structural Changes) Order 2022",
        recoded: &[("E10000027", "E06000066")],
        merged: &[("E06000066", &["E07000187", "E07000188", "E07000189", "E07000246"])],
        split: &[],
    },
    Reorganisation {
        year: 2025,
        source: "Barnsley and Sheffield (Boundary Change) Order 2024 (SI 2024/1328)",
        recoded: &[("E08000016", "E08000038"), ("E08000019", "E08000039")],
        merged: &[],
        split: &[],
    },
];

/// A change of one code, as a row of the table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeChange {
    pub old: GssCode,
    pub new: GssCode,
    /// Of 1 April of this year.
    pub year: u16,
    /// Is the new area wholly the old one, but for small moves of the border?
    pub is_same_area: bool,
    /// The order of Parliament, or where ONS says so.
    pub source: &'static str,
}

/// Every change of the table: an old code that was divided has a row for each of its parts.
pub fn code_changes() -> impl Iterator<Item = CodeChange> {
    REORGANISATIONS.iter().flat_map(|order| {
        let recoded = order.recoded.iter().map(|&(old, new)| (old, new, true));
        let merged = order.merged.iter().flat_map(|&(new, olds)| olds.iter().map(move |&old| (old, new, false)));
        let split = order.split.iter().flat_map(|&(old, news)| news.iter().map(move |&new| (old, new, false)));
        let (year, source) = (order.year, order.source);
        recoded.chain(merged).chain(split).filter_map(move |(old, new, is_same_area)| {
            Some(CodeChange { old: old.parse().ok()?, new: new.parse().ok()?, year, is_same_area, source })
        })
    })
}

/// The codes that an old code's area is in today, in order; none when the code is in use or not in the table.
///
/// ```
/// use nearhome::geography::successors;
/// assert_eq!(successors("E08000019".parse()?), ["E08000039".parse()?]); // Sheffield
/// assert_eq!(successors("E10000006".parse()?).len(), 2); // Cumbria: Cumberland, Westmorland and Furness
/// assert!(successors("E08000025".parse()?).is_empty()); // Birmingham
/// # Ok::<(), nearhome::geography::NotAGssCode>(())
/// ```
pub fn successors(code: GssCode) -> Vec<GssCode> {
    reached(code, later).into_iter().filter(|&each| later(each).is_empty()).collect()
}

/// Every older and newer code that shares area with this one, in order.
pub fn related_codes(code: GssCode) -> BTreeSet<GssCode> {
    let mut related = reached(code, later);
    related.extend(reached(code, earlier));
    related
}

/// The known code that stands for this one: the code that its whole area went to, or the older code of the same area.
/// `None` when there is none, or the area was divided.
///
/// ```
/// use nearhome::geography::{GssCode, counterpart};
/// let (old, new): (GssCode, GssCode) = ("E08000019".parse()?, "E08000039".parse()?);
/// assert_eq!(counterpart(old, |code| code == new), Some(new));
/// assert_eq!(counterpart(new, |code| code == old), Some(old));
/// assert_eq!(counterpart("E10000006".parse()?, |_| true), None); // Cumbria was divided
/// # Ok::<(), nearhome::geography::NotAGssCode>(())
/// ```
pub fn counterpart(code: GssCode, is_known: impl Fn(GssCode) -> bool) -> Option<GssCode> {
    let mut at = code;
    while let [next] = later(at)[..] {
        if is_known(next) {
            return Some(next);
        }
        at = next;
    }
    let same = |change: &CodeChange| change.new == code && change.is_same_area && is_known(change.old);
    code_changes().find(same).map(|change| change.old)
}

/// What became of an old code, or what a new code was: `E08000019 is now E08000039 (2025)`.
/// `None` when the code is not in the table.
pub fn code_history(code: GssCode) -> Option<String> {
    let list = |codes: Vec<GssCode>| codes.iter().map(GssCode::to_string).collect::<Vec<_>>().join(", ");
    let now = successors(code);
    if let Some(change) = code_changes().filter(|change| now.contains(&change.new)).map(|change| change.year).max() {
        return Some(format!("{code} is now {} ({change})", list(now)));
    }
    let change = code_changes().find(|change| change.new == code)?;
    Some(format!("{code} was {} before {}", list(earlier(code)), change.year))
}

/// The codes one change on.
fn later(code: GssCode) -> Vec<GssCode> {
    code_changes().filter(|change| change.old == code).map(|change| change.new).collect()
}

/// The codes one change back.
fn earlier(code: GssCode) -> Vec<GssCode> {
    code_changes().filter(|change| change.new == code).map(|change| change.old).collect()
}

/// All that is reached from a code step by step, the code itself not.
fn reached(code: GssCode, step: fn(GssCode) -> Vec<GssCode>) -> BTreeSet<GssCode> {
    let (mut found, mut next) = (BTreeSet::new(), step(code));
    while let Some(each) = next.pop() {
        if found.insert(each) {
            next.extend(step(each));
        }
    }
    found
}

#[cfg(test)]
#[path = "code_changes_tests.rs"]
mod tests;

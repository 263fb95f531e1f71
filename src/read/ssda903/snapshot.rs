//! Which episode of each child is the one at the end of the snapshot day, and why each other is not.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::episode::Episode;
use super::fields::EpisodeField;
use crate::read::Date;
pub(super) use crate::read::children::SHORT_BREAK;

/// What becomes of an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It says where its child is on the snapshot day.
    Used,
    LeftOut(&'static str),
}

pub(super) const SAME: &str = "the same episode as an earlier row";
pub(super) const REPLACED: &str = "the same episode stands in the return of a later year";
pub(super) const BEGAN_AFTER: &str = "the episode began after the snapshot day";
pub(super) const ENDED: &str = "the episode ended by the end of the snapshot day";
pub(super) const OF_EARLIER_YEAR: &str = "open in the return of an earlier year, and in no later one";
pub(super) const OVERLAPS: &str = "overlaps another episode of the child that is open on the snapshot day";

/// The episodes of a return in order of child and time, and what becomes of each.
pub(super) struct Chosen {
    /// Positions of the episodes: those of one child together, the earliest first.
    pub order: Vec<usize>,
    /// In the order of the episodes given.
    pub fates: Vec<Fate>,
}

impl Chosen {
    /// Does the same episode stand in another row, which counts instead?
    pub fn is_repeat(&self, at: usize) -> bool {
        matches!(self.fates[at], Fate::LeftOut(SAME | REPLACED))
    }
}

/// The column that a reason goes by, where it is one.
pub(super) fn column_to_blame(reason: &str) -> Option<EpisodeField> {
    match reason {
        BEGAN_AFTER | OVERLAPS => Some(EpisodeField::Start),
        ENDED | OF_EARLIER_YEAR => Some(EpisodeField::End),
        SHORT_BREAK => Some(EpisodeField::LegalStatus),
        _ => None,
    }
}

/// Chooses the episode of each child that is open at the end of the snapshot day: it began by then and has not ended
/// by then. Of several, the one that began last, and of those that began together the one in the latest return and
/// furthest down in it. So each child has one or none.
pub(super) fn choose(episodes: &[Episode], snapshot: Date) -> Chosen {
    let years = Years::of(episodes, snapshot);
    let mut order: Vec<usize> = (0..episodes.len()).collect();
    order.sort_by_key(|&at| {
        let each = &episodes[at];
        (&each.child, each.start, each.end.is_none(), each.end, years.of_table(each.table), each.table, each.row.number)
    });
    let mut fates = vec![Fate::Used; episodes.len()];
    for of_child in order.chunk_by(|&one, &other| episodes[one].child == episodes[other].child) {
        leave_out_repeats(episodes, of_child, &years, &mut fates);
        for &at in of_child {
            if let (Fate::Used, Some(reason)) = (fates[at], why_not(&episodes[at], snapshot, &years)) {
                fates[at] = Fate::LeftOut(reason);
            }
        }
        leave_out_overlaps(episodes, of_child, &years, &mut fates);
    }
    Chosen { order, fates }
}

fn why_not(episode: &Episode, snapshot: Date, years: &Years) -> Option<&'static str> {
    match () {
        () if episode.start > snapshot => Some(BEGAN_AFTER),
        () if !episode.is_open_on(snapshot) => Some(ENDED),
        () if episode.is_short_break() => Some(SHORT_BREAK),
        () if episode.end.is_none() && years.are_over(episode.table, snapshot) => Some(OF_EARLIER_YEAR),
        () => None,
    }
}

/// Of the rows that are the same but for case, the first stays; of an episode that stands in the returns of several
/// years, as one that runs over 31 March does, the latest year's.
fn leave_out_repeats(episodes: &[Episode], of_child: &[usize], years: &Years, fates: &mut [Fate]) {
    for began_together in of_child.chunk_by(|&one, &other| episodes[one].start == episodes[other].start) {
        let year = |&at: &usize| years.of_table(episodes[at].table);
        let latest = began_together.iter().map(year).max();
        let mut seen = HashSet::new();
        for &at in began_together {
            if Some(year(&at)) < latest {
                fates[at] = Fate::LeftOut(REPLACED);
            } else if !seen.insert(in_lower_case(&episodes[at])) {
                fates[at] = Fate::LeftOut(SAME);
            }
        }
    }
}

fn in_lower_case(episode: &Episode) -> Vec<Option<String>> {
    episode.row.fields.iter().map(|field| field.as_ref().map(|text| text.to_ascii_lowercase())).collect()
}

/// Of the episodes still used, the last to begin stays.
fn leave_out_overlaps(episodes: &[Episode], of_child: &[usize], years: &Years, fates: &mut [Fate]) {
    let open = of_child.iter().copied().filter(|&at| fates[at] == Fate::Used);
    let rank = |&at: &usize| {
        let each = &episodes[at];
        (each.start, years.of_table(each.table), each.table, each.row.number)
    };
    let mut open: Vec<usize> = open.collect();
    open.sort_by_key(|at| Reverse(rank(at)));
    for &at in open.iter().skip(1) {
        fates[at] = Fate::LeftOut(OVERLAPS);
    }
}

/// The collection year of each episodes file: that of the last day an episode in it began.
struct Years(HashMap<usize, u16>);

impl Years {
    /// A first day more than a year after the snapshot's collection year is a slip of the pen and dates no file.
    fn of(episodes: &[Episode], snapshot: Date) -> Self {
        let mut years = HashMap::new();
        for episode in episodes {
            let year = episode.start.collection_year();
            let latest: &mut u16 = years.entry(episode.table).or_default();
            if year <= snapshot.collection_year() + 1 {
                *latest = year.max(*latest);
            }
        }
        Self(years)
    }

    fn of_table(&self, table: usize) -> u16 {
        self.0.get(&table).copied().unwrap_or_default()
    }

    /// Is the file of a year that was over by the snapshot, and is there one of a later year?
    fn are_over(&self, table: usize, snapshot: Date) -> bool {
        let year = self.of_table(table);
        year < snapshot.collection_year() && self.0.values().any(|&other| other > year)
    }
}

#[cfg(test)]
#[path = "snapshot_tests.rs"]
mod tests;

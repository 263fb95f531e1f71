//! The placement that a child on a temporary one (T0 to T4) is away from: by validator rule 383 the child goes back
//! to the placement type and postcode of before.

use super::episode::Episode;
use super::fields::EpisodeField;
use super::snapshot::Chosen;

/// The episode of the placement that the temporary one at position `at` interrupts: the nearest before it, of those
/// that follow one on another without a gap, that is not temporary itself, is no series of short breaks (V3, V4) and has a placement type.
/// `None` when the child came into care on the temporary placement.
pub(super) fn underlying(episodes: &[Episode], chosen: &Chosen, at: usize) -> Option<usize> {
    let position = chosen.order.iter().position(|&each| each == at)?;
    let mut follows = &episodes[at];
    for &each in chosen.order[..position].iter().rev() {
        let before = &episodes[each];
        if before.child != follows.child {
            return None;
        }
        let leads_on = before.end.is_none_or(|end| end >= follows.start);
        if chosen.is_repeat(each) || !leads_on || before.is_short_break() {
            continue;
        }
        if !before.is_temporary() && before.text(EpisodeField::Place).is_some() {
            return Some(each);
        }
        follows = before;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::made_up::episode;
    use super::super::snapshot::choose;
    use super::*;
    use crate::read::Date;

    fn underlying_of_last(rows: &[(&str, &str, &str)]) -> Option<usize> {
        let mut rows: Vec<Episode> =
            rows.iter().enumerate().map(|(at, (start, end, place))| episode("a", at, start, end, place)).collect();
        rows.insert(0, episode("0", 90, "01/01/2020", "", "U1"));
        let chosen = choose(&rows, Date::iso("2026-03-31").unwrap());
        underlying(&rows, &chosen, rows.len() - 1).map(|at| at - 1)
    }

    #[test]
    fn it_is_the_placement_before_through_any_number_of_temporary_ones() {
        assert_eq!(underlying_of_last(&[("01/01/2025", "01/03/2026", "K2"), ("01/03/2026", "", "T2")]), Some(0));
        let twice = [("01/01/2025", "01/03/2026", "K2"), ("01/03/2026", "05/03/2026", "T1"), ("05/03/2026", "", "T4")];
        assert_eq!(underlying_of_last(&twice), Some(0));
    }

    #[test]
    fn there_is_none_for_a_child_who_came_into_care_on_it() {
        assert_eq!(underlying_of_last(&[("01/03/2026", "", "T1")]), None);
        assert_eq!(underlying_of_last(&[("01/01/2024", "01/06/2024", "K2"), ("01/03/2026", "", "T1")]), None, "a gap");
    }
}

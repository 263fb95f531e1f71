//! The rules on where children come from and are placed that can be told from the files themselves, on the rows of
//! the snapshot day. Counts and rows, never values. Those that need the map are `measure::location_rules`.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{CodeList, OF_NO_FIGURE, Validity};
use super::episode::Episode;
use super::fields::EpisodeField as Field;
use super::people::Asylum;
use crate::fostering::BrokenRule;

/// A rule: the validator's number (empty for our own), and what is wrong.
type Rule = (&'static str, &'static str);

const NO_POSTCODE: Rule = ("392b", "no home or no placement postcode, of a child who is and was no UASC");
const NOT_IN_DIRECTORY: Rule = ("392c", "a postcode that is none, or that the postcode directory does not have");
const ONE_POSTCODE: Rule =
    ("392d", "home and placement have one postcode, and the child is not placed with parents (P1)");
const UASC_HOME: Rule = ("406", "a UASC, or a former one, with a home postcode: the distance must be blank");
const PROVIDER_NOT_WANTED: Rule = ("213", "a provider is given of a temporary or other placement (T0 to T4, Z)");
const PROVIDER_WANTED: Rule = ("526", "no provider is given of a placement that must have one");
const HALF_AN_END: Rule = ("148", "an episode has an end without its reason, or a reason without an end");
const SHORT_BREAK_PLACE: Rule =
    ("214, 398, 420", "a short break (V3, V4) with a postcode or a URN, which must be blank");
const SHORT_BREAK_LONG_TERM: Rule = ("384", "a short break (V3, V4) in a long-term foster placement (U1, U4)");
const OVERLAP: Rule = ("", "the episode begins before the child's episode before it has ended");
pub(super) const TWO_CHILDREN: Rule =
    ("", "two rows of one identifier differ in date of birth or sex: are they two children?");
const NOT_A_CODE: &str = "a code that is not in the return's code list";
const OF_ANOTHER_YEAR: &str = "a code of another year's list; its meaning is used";

/// Where a rule is broken: the table, the rule and the column.
type Place = (usize, Rule, Option<usize>);

/// The rows that break rules, gathered as they are met.
#[derive(Default)]
pub(super) struct Breaches(BTreeMap<Place, BTreeSet<u64>>);

impl Breaches {
    /// Notes a row that breaks a rule.
    pub fn add(&mut self, table: usize, rule: Rule, field: Option<usize>, row: u64) {
        self.0.entry((table, rule, field)).or_default().insert(row);
    }

    fn of_episode(&mut self, episode: &Episode, rule: Rule, field: Field) {
        self.add(episode.table, rule, Some(field as usize), episode.row.number);
    }

    /// A code of a list, in the collection year, as it will be used: `None` when it is in no list.
    pub fn checked_code(&mut self, episode: &Episode, list: &CodeList, year: u16) -> Option<String> {
        let code = episode.code(list.field)?;
        let (rule, is_known) = match list.check(&code, year) {
            Validity::InTheList => return Some(code),
            Validity::AnotherYears => ((list.rule, OF_ANOTHER_YEAR), true),
            Validity::NotACode => ((list.rule, NOT_A_CODE), false),
        };
        self.of_episode(episode, rule, list.field);
        is_known.then_some(code)
    }

    /// Checks the row that says where a child is on the snapshot day.
    pub fn check_used(&mut self, episode: &Episode, asylum: Asylum, year: u16) {
        for list in &OF_NO_FIGURE {
            self.checked_code(episode, list, year);
        }
        let has = |field| episode.text(field).is_some();
        if has(Field::End) != has(Field::ReasonCeased) && episode.has_column(Field::ReasonCeased) {
            self.of_episode(episode, HALF_AN_END, Field::ReasonCeased);
        }
        self.check_postcodes(episode, asylum);
        self.check_provider(episode);
    }

    fn check_postcodes(&mut self, episode: &Episode, asylum: Asylum) {
        let (home, placement) = (episode.text(Field::HomePostcode), episode.text(Field::PlacementPostcode));
        let may_lack_them = matches!(asylum, Asylum::Now | Asylum::Formerly);
        for (postcode, field) in [(home, Field::HomePostcode), (placement, Field::PlacementPostcode)] {
            if postcode.is_none() && !may_lack_them {
                self.of_episode(episode, NO_POSTCODE, field);
            }
        }
        if may_lack_them && home.is_some() {
            self.of_episode(episode, UASC_HOME, Field::HomePostcode);
        }
        let without_blanks = |text: &str| text.split_whitespace().collect::<String>().to_ascii_uppercase();
        let are_one = home.is_some() && home.map(without_blanks) == placement.map(without_blanks);
        if are_one && episode.code(Field::Place).as_deref() != Some("P1") {
            self.of_episode(episode, ONE_POSTCODE, Field::PlacementPostcode);
        }
    }

    fn check_provider(&mut self, episode: &Episode) {
        let has_provider = episode.text(Field::Provider).is_some();
        let Some(place) = episode.code(Field::Place).filter(|_| episode.has_column(Field::Provider)) else { return };
        let needs_provider = !episode.is_temporary() && !place.starts_with('Z');
        match (needs_provider, has_provider) {
            (false, true) => self.of_episode(episode, PROVIDER_NOT_WANTED, Field::Provider),
            (true, false) => self.of_episode(episode, PROVIDER_WANTED, Field::Provider),
            _ => {}
        }
    }

    /// Notes a postcode that the directory does not tell the place of.
    pub fn postcode_not_found(&mut self, episode: &Episode, field: Field) {
        self.of_episode(episode, NOT_IN_DIRECTORY, field);
    }

    /// Checks a short break that is open on the snapshot day.
    pub fn check_short_break(&mut self, episode: &Episode) {
        for field in [Field::HomePostcode, Field::PlacementPostcode, Field::Urn] {
            if episode.text(field).is_some() {
                self.of_episode(episode, SHORT_BREAK_PLACE, field);
            }
        }
        if matches!(episode.code(Field::Place).as_deref(), Some("U1" | "U4")) {
            self.of_episode(episode, SHORT_BREAK_LONG_TERM, Field::Place);
        }
    }

    /// Checks the episodes of one child, repeats left out, the earliest first: each begins when the one before it has ended.
    pub fn check_overlaps<'a>(&mut self, mut of_child: impl Iterator<Item = &'a Episode>) {
        let mut latest_end = of_child.next().map(|first| first.end);
        for episode in of_child {
            if latest_end.is_some_and(|end| end.is_none_or(|end| end > episode.start)) {
                self.of_episode(episode, OVERLAP, Field::Start);
            }
            // An episode without an end outlasts any that has one.
            latest_end = latest_end.map(|end| end.zip(episode.end).map(|(end, other)| end.max(other)));
        }
    }

    /// The rules that are broken, in order of file and rule. `name` gives a table's file and a column's title.
    pub fn into_rules(self, name: impl Fn(usize, Option<usize>) -> (String, Option<String>)) -> Vec<BrokenRule> {
        let rule = |((table, (rule, what), field), rows): (Place, BTreeSet<u64>)| {
            let (file, column) = name(table, field);
            BrokenRule { file, rule, what, column, rows: rows.into_iter().collect() }
        };
        let mut rules: Vec<BrokenRule> = self.0.into_iter().map(rule).collect();
        rules.sort();
        rules
    }
}

#[cfg(test)]
#[path = "quality_tests.rs"]
mod tests;

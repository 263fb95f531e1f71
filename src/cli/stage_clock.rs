//! How long each stage has been at work, how fast it is and how long it will take: the figures that bars and lines show.
//! Has no clock of its own: whoever looks says what time it is.

use std::collections::BTreeMap;
use std::time::Duration;

use indicatif::{DecimalBytes, HumanCount, HumanDuration};
use nearhome::progress::{StageNow, Unit};

/// No speed is told of less than one part in so many.
const ENOUGH_TO_JUDGE: u64 = 100;

/// A stage at work, and what it was when it was first seen.
#[derive(Clone, Debug)]
pub struct Timed {
    pub now: StageNow,
    /// How long it has been seen.
    pub age: Duration,
    since: Duration,
    done_then: u64,
}

/// The stages that are at work.
#[derive(Debug, Default)]
pub struct StageClock(BTreeMap<u64, Timed>);

impl StageClock {
    /// Looks at the stages, `now` after some beginning. Returns those that have ended since the last look.
    pub fn look(&mut self, now: Duration, at_work: Vec<StageNow>) -> Vec<Timed> {
        let mut before = std::mem::take(&mut self.0);
        for stage in at_work {
            let seen = before.remove(&stage.number);
            let (since, done_then) = seen.map_or((now, stage.done), |seen| (seen.since, seen.done_then));
            let age = now.saturating_sub(since);
            self.0.insert(stage.number, Timed { now: stage, age, since, done_then });
        }
        before.into_values().collect()
    }

    /// The stages at work, in the order in which they were begun.
    pub fn stages(&self) -> impl Iterator<Item = &Timed> {
        self.0.values()
    }
}

impl Timed {
    /// What it does, without characters that could steer a terminal: file names may hold any.
    pub fn what(&self) -> String {
        self.now.what.chars().map(|each| if each.is_control() { '?' } else { each }).collect()
    }

    /// How much of it is done, 0 to 1.
    pub fn share(&self) -> Option<f64> {
        let total = self.now.total.filter(|total| *total > 0)?;
        Some((self.now.done as f64 / total as f64).min(1.0))
    }

    /// How long it will take, at the speed it has had since it was first seen.
    pub fn left(&self) -> Option<Duration> {
        let to_do = self.now.total?.saturating_sub(self.now.done);
        Duration::try_from_secs_f64(to_do as f64 / self.per_second()?).ok()
    }

    /// `40%, 12s left`, as far as it is known.
    pub fn in_short(&self) -> String {
        [self.done(), Some(self.time())].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// `40%, 35.20 MB/s, 12s left`, as far as it is known.
    pub fn in_full(&self) -> String {
        [self.done(), self.rate(), Some(self.time())].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn done(&self) -> Option<String> {
        match (self.share(), self.now.unit) {
            (Some(share), _) => Some(format!("{:.0}%", (share * 100.0).floor())),
            (None, Unit::Bytes) => Some(DecimalBytes(self.now.done).to_string()),
            (None, Unit::Features | Unit::Files | Unit::Uncounted) => None,
        }
    }

    fn rate(&self) -> Option<String> {
        let rate = self.per_second()?.round() as u64;
        match self.now.unit {
            Unit::Bytes => Some(format!("{}/s", DecimalBytes(rate))),
            Unit::Features => Some(format!("{} features/s", HumanCount(rate))),
            Unit::Files | Unit::Uncounted => None,
        }
    }

    /// How long it will take; how long it took so far where that is not known.
    fn time(&self) -> String {
        match self.left() {
            Some(left) => format!("{:#} left", HumanDuration(left)),
            None => format!("{:#} so far", HumanDuration(self.age)),
        }
    }

    /// How much it does in a second; `None` before there is enough of it to tell.
    fn per_second(&self) -> Option<f64> {
        let done = self.now.done.saturating_sub(self.done_then);
        let enough = self.now.total.map_or(1, |total| total / ENOUGH_TO_JUDGE).max(1);
        (done >= enough && !self.age.is_zero()).then(|| done as f64 / self.age.as_secs_f64())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn stage(number: u64, done: u64, total: Option<u64>) -> StageNow {
        StageNow { number, what: format!("Reading {number}.csv"), unit: Unit::Bytes, done, total }
    }

    pub fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn only(clock: &StageClock) -> &Timed {
        let mut stages = clock.stages();
        let only = stages.next().unwrap();
        assert!(stages.next().is_none());
        only
    }

    #[test]
    fn rate_and_time_left_are_those_since_the_stage_was_first_seen() {
        let mut clock = StageClock::default();
        clock.look(seconds(100), vec![stage(1, 10_000_000, Some(90_000_000))]);
        assert_eq!(only(&clock).in_full(), "11%, 0s so far");
        clock.look(seconds(109), vec![stage(1, 10_000_028, Some(90_000_000))]);
        assert_eq!(only(&clock).in_full(), "11%, 9s so far", "too little to judge by");
        clock.look(seconds(110), vec![stage(1, 30_000_000, Some(90_000_000))]);
        let timed = only(&clock);
        assert_eq!(timed.left(), Some(seconds(30)));
        assert_eq!((&*timed.in_short(), &*timed.in_full()), ("33%, 30s left", "33%, 2.00 MB/s, 30s left"));
    }

    #[test]
    fn without_a_total_it_says_how_much_and_how_long() {
        let mut clock = StageClock::default();
        clock.look(seconds(0), vec![stage(1, 0, None)]);
        clock.look(seconds(4), vec![stage(1, 12_000_000, None)]);
        assert_eq!(only(&clock).in_short(), "12.00 MB, 4s so far");
        assert_eq!(only(&clock).in_full(), "12.00 MB, 3.00 MB/s, 4s so far");
        let uncounted = StageNow { unit: Unit::Uncounted, ..stage(1, 0, None) };
        clock.look(seconds(9), vec![uncounted]);
        assert_eq!(only(&clock).in_full(), "9s so far");
    }

    #[test]
    fn more_than_the_total_is_all_of_it() {
        let mut clock = StageClock::default();
        clock.look(seconds(0), vec![stage(1, 0, Some(10))]);
        clock.look(seconds(1), vec![stage(1, 12, Some(10))]);
        assert_eq!((only(&clock).share(), only(&clock).left()), (Some(1.0), Some(seconds(0))));
        clock.look(seconds(2), vec![stage(1, 0, Some(0))]);
        assert_eq!(only(&clock).share(), None, "nothing of nothing");
    }

    #[test]
    fn what_has_ended_is_told_once() {
        let mut clock = StageClock::default();
        assert!(clock.look(seconds(0), vec![stage(1, 0, None), stage(2, 0, None)]).is_empty());
        let ended = clock.look(seconds(5), vec![stage(2, 0, None), stage(3, 0, None)]);
        assert_eq!(ended.iter().map(|each| each.now.number).collect::<Vec<_>>(), [1]);
        let ages: Vec<_> = clock.stages().map(|each| (each.now.number, each.age)).collect();
        assert_eq!(ages, [(2, seconds(5)), (3, seconds(0))]);
        assert_eq!(clock.look(seconds(6), vec![]).len(), 2);
        assert!(clock.look(seconds(7), vec![]).is_empty());
    }

    #[test]
    fn a_file_name_cannot_steer_the_terminal() {
        let mut clock = StageClock::default();
        clock.look(seconds(0), vec![StageNow { what: "Reading \u{1b}[2Ja.csv".to_owned(), ..stage(1, 0, None) }]);
        assert_eq!(only(&clock).what(), "Reading ?[2Ja.csv");
    }
}

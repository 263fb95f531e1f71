//! Histories: the episodes that led to where each child is at the snapshot, or was before it, or will be after it.

use super::super::super::details::Details;
use super::super::super::dice::Dice;
use super::super::child::{Child, Spots};
use super::super::directory::Directory;
use super::day::Day;
use super::episode::{Episode, LookedAfter, urn};

/// What becomes of a child about the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// Looked after, in an episode that is open.
    Plain,
    /// In an open temporary episode (T0 to T4): counted at the placement before it.
    TemporarilyAway,
    /// The placement began on the day of the snapshot: the later episode counts, as at the end of the day.
    MovedOnTheDay,
    /// The next placement begins after the snapshot: the earlier episode counts.
    MovesAfterwards,
    /// Two open episodes, by mistake: the later one counts.
    Overlap,
    LeftCare,
    /// Left on the day of the snapshot: at its end not looked after.
    LeftOnTheDay,
    /// A series of short-term breaks (V3, V4): in no figure.
    ShortBreaks,
    ComesAfterwards,
}

/// Tells them, each from the child as it is at the end.
pub struct Histories<'a> {
    directory: &'a Directory,
    dice: Dice,
    snapshot: Day,
    /// How many children are away so far: each is on the next code of temporary placements.
    away: usize,
}

const TEMPORARY: [&str; 5] = ["T0", "T1", "T2", "T3", "T4"];
const NEEDS: [(&str, f64); 6] = [("N1", 0.6), ("N2", 0.03), ("N3", 0.05), ("N4", 0.12), ("N5", 0.15), ("N6", 0.05)];
const REASONS_OF_MOVE: [(&str, f64); 6] =
    [("CARPL", 0.4), ("CREQB", 0.2), ("CREQO", 0.1), ("CHILD", 0.1), ("LAREQ", 0.1), ("PLACE", 0.1)];
const REASONS_LEFT: [(&str, f64); 5] = [("E4A", 0.35), ("E45", 0.25), ("E11", 0.15), ("E9", 0.15), ("E13", 0.1)];

impl<'a> Histories<'a> {
    pub fn new(directory: &'a Directory, seed: u64) -> Self {
        Self { directory, dice: Dice::new(seed, 941), snapshot: Day::new(2026, 3, 31), away: 0 }
    }

    /// The history of a child. `child` is who the snapshot shows, when it shows one.
    pub fn tell(&mut self, at: usize, story: Story, child: Child) -> LookedAfter {
        let details = &child.details;
        // Nobody is younger than a month: there is room for what the stories tell.
        let born = self.snapshot.plus(-(30 + self.dice.below(330) as i64)).years_before(details.age as i64);
        let eighteenth = born.years_before(-18);
        // Of those who are still asylum-seeking: the day is not set, or the eighteenth birthday is.
        let uasc = details.is_uasc.then(|| self.dice.chance(0.5).then_some(eighteenth));
        let episodes = self.episodes(story, &child, born);
        let is_looked_after =
            !matches!(story, Story::LeftCare | Story::LeftOnTheDay | Story::ShortBreaks | Story::ComesAfterwards);
        LookedAfter {
            id: format!("D{:05}", 31 * (at + 1)),
            sex: details.sex,
            born,
            ethnicity: details.ethnicity,
            uasc,
            episodes,
            now: is_looked_after.then_some(child),
        }
    }

    fn episodes(&mut self, story: Story, child: &Child, born: Day) -> Vec<Episode> {
        let (today, last) = (self.snapshot, self.episode(child));
        if story == Story::ShortBreaks {
            return vec![self.short_break(last, born)];
        }
        if story == Story::ComesAfterwards {
            return vec![Episode { begun: today.plus(2), ..last }];
        }
        // When the placement that the snapshot shows began. Overlaps and those who leave need room before the snapshot.
        let days_ago = match story {
            Story::MovedOnTheDay => 0,
            _ => 21 + self.dice.below(500) as i64,
        };
        let begun = today.plus(-days_ago).max(born.plus(1));
        let mut episodes = self.earlier(&last, begun, born);
        episodes.push(Episode { begun, reason_begun: if episodes.is_empty() { "S" } else { "P" }, ..last });
        self.afterwards(story, &mut episodes);
        episodes
    }

    /// The episode of the child as it is at the end; the dates are still to be set.
    fn episode(&mut self, child: &Child) -> Episode {
        let Details { placement_type: place, provider, legal_status, .. } = child.details;
        Episode {
            begun: self.snapshot,
            reason_begun: "S",
            legal_status,
            need: if child.details.is_uasc { "N8" } else { self.dice.pick(&NEEDS) },
            place,
            provider,
            ended: None,
            reason_ended: "",
            reason_of_move: "",
            home: self.directory.postcode(child.home),
            placement: self.directory.postcode(child.placement),
            urn: urn(place, provider),
        }
    }

    /// Up to three earlier episodes, each ending where the next begins.
    fn earlier(&mut self, last: &Episode, begun: Day, born: Day) -> Vec<Episode> {
        let mut later = vec![Episode { begun, ..last.clone() }];
        for _ in 0..self.dice.below(4) {
            let next = later.last().expect("there is one");
            let started = next.begun.plus(-(15 + self.dice.below(300) as i64));
            if started <= born {
                break;
            }
            let earlier = self.before(next, started);
            later.push(earlier);
        }
        let mut episodes: Vec<Episode> = later.into_iter().skip(1).collect();
        episodes.reverse();
        if let Some(first) = episodes.first_mut() {
            first.reason_begun = "S";
        }
        episodes
    }

    /// An episode before another: in another foster placement of the city.
    fn before(&mut self, next: &Episode, begun: Day) -> Episode {
        let spot = self.directory.in_ward(self.dice.below(60), &mut self.dice);
        let (place, provider) = self.dice.pick(&[(("U6", "PR1"), 0.6), (("U6", "PR4"), 0.3), (("U3", "PR1"), 0.1)]);
        Episode {
            begun,
            reason_begun: "P",
            place,
            provider,
            ended: Some(next.begun),
            reason_ended: "X1",
            reason_of_move: self.dice.pick(&REASONS_OF_MOVE),
            placement: self.directory.postcode(Some(spot)),
            urn: urn(place, provider),
            ..next.clone()
        }
    }

    /// What the story adds to the episodes up to the one of the snapshot.
    fn afterwards(&mut self, story: Story, episodes: &mut Vec<Episode>) {
        let today = self.snapshot;
        let last = episodes.last_mut().expect("there is one");
        match story {
            Story::TemporarilyAway => {
                let days_ago = self.dice.below(6) as i64;
                let away = TEMPORARY[self.away % TEMPORARY.len()];
                self.away += 1;
                self.follow(episodes, today.plus(-days_ago), (away, ""));
            }
            Story::MovesAfterwards => {
                let days = 1 + self.dice.below(3) as i64;
                self.follow(episodes, today.plus(days), ("U6", "PR1"));
            }
            Story::LeftCare => {
                let room = 1 + self.dice.below(15) as i64;
                (last.ended, last.reason_ended) =
                    (Some(last.begun.plus(room).min(today.plus(-1))), self.dice.pick(&REASONS_LEFT));
            }
            Story::LeftOnTheDay => (last.ended, last.reason_ended) = (Some(today), "E4A"),
            Story::Overlap => self.overlap(episodes),
            _ => {}
        }
    }

    /// Puts an episode before the last that begins ten days earlier and was never ended.
    fn overlap(&mut self, episodes: &mut Vec<Episode>) {
        let spot = self.directory.in_ward(self.dice.below(60), &mut self.dice);
        let last = episodes.pop().expect("there is one");
        let begun = last.begun.plus(-10);
        if let Some(before) = episodes.last_mut() {
            before.ended = Some(begun);
        }
        episodes.push(Episode {
            begun,
            placement: self.directory.postcode(Some(spot)),
            place: "U6",
            provider: "PR1",
            urn: urn("U6", "PR1"),
            ..last.clone()
        });
        episodes.push(Episode { reason_begun: "P", ..last });
    }

    /// Ends the last episode on a day and begins another that is open.
    fn follow(&mut self, episodes: &mut Vec<Episode>, day: Day, (place, provider): (&'static str, &'static str)) {
        let spot = self.directory.in_ward(self.dice.below(60), &mut self.dice);
        let last = episodes.last_mut().expect("there is one");
        let next = Episode {
            begun: day,
            reason_begun: "P",
            place,
            provider,
            placement: self.directory.postcode(Some(spot)),
            urn: urn(place, provider),
            ..last.clone()
        };
        (last.ended, last.reason_ended, last.reason_of_move) = (Some(day), "X1", "OTHER");
        episodes.push(next);
    }

    /// An open series of short-term breaks: no postcodes and no URN (validator rules 214, 398, 420).
    fn short_break(&mut self, last: Episode, born: Day) -> Episode {
        let begun = self.snapshot.plus(-(1 + self.dice.below(300) as i64)).max(born);
        let legal_status = self.dice.pick(&[("V3", 0.3), ("V4", 0.7)]);
        let [home, placement, urn] = Default::default();
        Episode { begun, legal_status, home, placement, urn, place: "U6", provider: "PR1", ..last }
    }
}

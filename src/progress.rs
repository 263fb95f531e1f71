//! How far long work is: the library says what it does and counts; whoever wants to show it looks. Shows nothing itself.

use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// The stages that are at work. A clone is of the same work: one for who works, one for who watches. With no one to
/// watch it costs a few allocations a stage, and it never changes a result.
///
/// ```
/// use nearhome::progress::{Progress, Unit};
/// let progress = Progress::default();
/// let stage = progress.begin("Reading children.csv", Unit::Bytes, Some(1000));
/// stage.add(400);
/// let at_work = progress.at_work();
/// assert_eq!((&*at_work[0].what, at_work[0].done, at_work[0].total), ("Reading children.csv", 400, Some(1000)));
/// drop(stage);
/// assert!(progress.at_work().is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Mutex<Stages>>);

#[derive(Debug, Default)]
struct Stages {
    begun: u64,
    at_work: Vec<Weak<Work>>,
}

/// A part of the work, from its beginning until it is dropped.
#[derive(Debug)]
pub struct Stage(Arc<Work>);

#[derive(Debug)]
struct Work {
    number: u64,
    what: String,
    unit: Unit,
    total: Option<u64>,
    done: AtomicU64,
}

/// What a stage counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Bytes,
    Features,
    Files,
    /// Nothing: how far it is cannot be told.
    Uncounted,
}

/// How far a stage is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageNow {
    /// The first stage begun is 1.
    pub number: u64,
    /// A person's words: `Reading children.csv`. Names files, never a value in them.
    pub what: String,
    pub unit: Unit,
    pub done: u64,
    /// `None` where it is not known. A stage that turns out longer may do more.
    pub total: Option<u64>,
}

impl Progress {
    /// Begins a stage, which ends when it is dropped. `total` is in the unit.
    pub fn begin(&self, what: impl Into<String>, unit: Unit, total: Option<u64>) -> Stage {
        let mut stages = self.stages();
        stages.at_work.retain(|work| work.strong_count() > 0);
        stages.begun += 1;
        let work = Work { number: stages.begun, what: what.into(), unit, total, done: AtomicU64::new(0) };
        let work = Arc::new(work);
        stages.at_work.push(Arc::downgrade(&work));
        Stage(work)
    }

    /// Begins a stage of which it cannot be told how far it is.
    pub fn begin_uncounted(&self, what: impl Into<String>) -> Stage {
        self.begin(what, Unit::Uncounted, None)
    }

    /// The stages at work, in the order in which they were begun.
    pub fn at_work(&self) -> Vec<StageNow> {
        self.stages().at_work.iter().filter_map(Weak::upgrade).map(|work| work.now()).collect()
    }

    fn stages(&self) -> MutexGuard<'_, Stages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is asked is the same, whoever watches.
impl PartialEq for Progress {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Progress {}

impl Stage {
    /// So much more is done. Dear only when called for each row: call it for some thousand at once.
    pub fn add(&self, done: u64) {
        self.0.done.fetch_add(done, Ordering::Relaxed);
    }

    /// So much is done in all.
    pub fn reach(&self, done: u64) {
        self.0.done.store(done, Ordering::Relaxed);
    }

    /// A reader whose bytes are counted as done.
    pub fn counting<R: Read>(&self, inner: R) -> Counting<'_, R> {
        Counting { inner, stage: self }
    }
}

impl Work {
    fn now(&self) -> StageNow {
        let (what, done) = (self.what.clone(), self.done.load(Ordering::Relaxed));
        StageNow { number: self.number, what, unit: self.unit, done, total: self.total }
    }
}

/// A reader whose bytes a stage counts.
#[derive(Debug)]
pub struct Counting<'s, R> {
    inner: R,
    stage: &'s Stage,
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.stage.add(read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_at_work_until_it_is_dropped() {
        let progress = Progress::default();
        let first = progress.begin_uncounted("Reading boundaries");
        let watching = progress.clone();
        let second = progress.begin("Reading ONSPD.csv", Unit::Bytes, Some(10));
        let names = || watching.at_work().into_iter().map(|stage| (stage.number, stage.what)).collect::<Vec<_>>();
        assert_eq!(names(), [(1, "Reading boundaries".to_owned()), (2, "Reading ONSPD.csv".to_owned())]);
        drop(first);
        assert_eq!(names(), [(2, "Reading ONSPD.csv".to_owned())]);
        drop(second);
        assert_eq!(names(), []);
        let _third = progress.begin_uncounted("Locating");
        assert_eq!(names(), [(3, "Locating".to_owned())]);
    }

    #[test]
    fn every_thread_adds_to_what_is_done() {
        let progress = Progress::default();
        let stage = progress.begin("Writing layers/homes.geojson", Unit::Features, Some(4_000));
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| (0..1_000).for_each(|_| stage.add(1)));
            }
        });
        assert_eq!(progress.at_work()[0].done, 4_000);
        stage.reach(17);
        assert_eq!(progress.at_work()[0].done, 17);
    }

    #[test]
    fn a_counting_reader_gives_the_same_bytes() {
        let progress = Progress::default();
        let stage = progress.begin("Reading some.csv", Unit::Bytes, None);
        let bytes: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
        let mut read = Vec::new();
        stage.counting(&bytes[..]).read_to_end(&mut read).unwrap();
        assert!(read == bytes);
        assert_eq!(progress.at_work()[0].done, bytes.len() as u64);
    }
}

//! Progress on a terminal: a bar for each stage that is not over at once, gone when it ends. There is one set of bars in
//! the process: whoever prints while they are there, or ends the process, takes them off the terminal first.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use nearhome::progress::StageNow;

use super::stage_clock::{StageClock, Timed};
use super::stop::lock_before;

/// A stage that is shorter has no bar, so that a short run does not flicker.
const SHOWN_AFTER: Duration = Duration::from_millis(300);

/// Bars have this many steps, whatever they count.
const STEPS: u64 = 1000;

static BARS: Mutex<Option<Bars>> = Mutex::new(None);

struct Bars {
    terminal: MultiProgress,
    clock: StageClock,
    by_stage: BTreeMap<u64, ProgressBar>,
}

/// From now on stages that are looked at have bars on stderr.
pub fn begin() {
    let terminal = MultiProgress::with_draw_target(ProgressDrawTarget::stderr());
    *bars() = Some(Bars { terminal, clock: StageClock::default(), by_stage: BTreeMap::new() });
}

/// Draws the stages at work, `now` after some beginning.
pub fn draw(now: Duration, at_work: Vec<StageNow>) {
    if let Some(bars) = bars().as_mut() {
        bars.draw(now, at_work);
    }
}

/// Takes the bars off the terminal for good.
pub fn end() {
    clear(bars());
}

/// As [`end`], but gives up when something else prints for so long.
pub fn end_before(until: Instant) {
    lock_before(&BARS, until).map(clear);
}

fn clear(mut bars: MutexGuard<'_, Option<Bars>>) {
    if let Some(bars) = bars.take() {
        // A terminal that is gone needs no clearing.
        let _ = bars.terminal.clear();
    }
}

/// Prints with the bars out of the way.
pub fn aside<T>(print: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    if let Some(bars) = bars().as_ref() {
        return bars.terminal.suspend(print);
    }
    print()
}

fn bars() -> MutexGuard<'static, Option<Bars>> {
    BARS.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Bars {
    fn draw(&mut self, now: Duration, at_work: Vec<StageNow>) {
        for ended in self.clock.look(now, at_work) {
            if let Some(bar) = self.by_stage.remove(&ended.now.number) {
                bar.finish_and_clear();
                self.terminal.remove(&bar);
            }
        }
        for stage in self.clock.stages().filter(|stage| stage.age >= SHOWN_AFTER) {
            let bar = self.by_stage.entry(stage.now.number).or_insert_with(|| self.terminal.add(bar(stage)));
            bar.set_position(steps(stage));
            bar.set_message(stage.in_full());
        }
    }
}

/// A bar, or words alone where it is not known of how much.
fn bar(stage: &Timed) -> ProgressBar {
    let template = match stage.share() {
        Some(_) => "{prefix} [{bar:24}] {msg}",
        None => "{prefix}, {msg}",
    };
    let style = ProgressStyle::with_template(template).expect("the two templates are sound");
    let bar = ProgressBar::new(STEPS).with_style(style.progress_chars("=> ")).with_prefix(stage.what());
    bar.with_position(steps(stage)).with_message(stage.in_full())
}

fn steps(stage: &Timed) -> u64 {
    (stage.share().unwrap_or_default() * STEPS as f64) as u64
}

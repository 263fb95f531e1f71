//! Watches the work and shows how far it is: bars on a terminal, a line now and again elsewhere. Looks every tenth of a
//! second from a thread of its own; the work does not wait for it.

use std::env;
use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use nearhome::progress::Progress;

use super::bars;
use super::messages::{LogFormat, Messages};
use super::progress_lines::ProgressLines;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(100);

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    Bars,
    Lines,
    Nothing,
}

impl Display {
    /// Bars where a person sees them. `data_on_terminal`: the command writes its rows to the terminal, and a bar would
    /// tear them.
    pub fn choose(messages: &Messages, data_on_terminal: bool) -> Self {
        // A dumb terminal cannot take a line back.
        let can_draw = || stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb");
        match messages.format {
            _ if messages.quiet || data_on_terminal => Self::Nothing,
            LogFormat::Text if can_draw() => Self::Bars,
            LogFormat::Text | LogFormat::Json => Self::Lines,
        }
    }
}

/// The watching thread. Ends when dropped, and leaves the terminal clean.
#[derive(Debug)]
pub struct Watch {
    /// What is watched.
    pub progress: Progress,
    until: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to watch. Where no thread can be had the work is done unwatched.
    pub fn begin(messages: Messages, display: Display) -> Self {
        let progress = Progress::default();
        if display == Display::Nothing {
            return Self { progress, until: None, thread: None };
        }
        let (until, is_over) = channel::<()>();
        let watched = progress.clone();
        let watch = move || {
            let begun = Instant::now();
            let mut lines = ProgressLines::new(messages.format);
            let mut look = |at_work| match display {
                Display::Bars => bars::draw(begun.elapsed(), at_work),
                Display::Lines => messages.progress(&lines.due(begun.elapsed(), at_work)),
                Display::Nothing => {}
            };
            while let Err(RecvTimeoutError::Timeout) = is_over.recv_timeout(PAUSE) {
                look(watched.at_work());
            }
            look(Vec::new());
        };
        if display == Display::Bars {
            bars::begin();
        }
        let thread = Builder::new().name("progress".to_owned()).spawn(watch).ok();
        Self { progress, until: Some(until), thread }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.until = None;
        if let Some(thread) = self.thread.take() {
            // It does not panic, and there is nothing to do about it if it did.
            let _ = thread.join();
        }
        bars::end();
    }
}

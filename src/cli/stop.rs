//! Told to stop (Ctrl-C, or the machine shuts down): remove the unfinished folder or file, which holds children's
//! records, and end the process. The handler has a thread of its own; what it shares with the run is here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::bars;
use nearhome::write::{WholeFile, WholeFolder, WriteError};

/// The status of a command that was stopped by Ctrl-C: 128 + SIGINT.
const STOPPED: i32 = 130;

/// How long the handler tries: far longer than a folder takes to remove, and an end if the disk does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long the bars may take to leave the terminal: whoever has stopped it with Ctrl-S waits no longer.
const CLEARING: Duration = Duration::from_secs(1);

/// Between two tries.
const PAUSE: Duration = Duration::from_millis(2);

/// A stop was asked: from now on the handler ends the process, and no one else.
static ASKED: AtomicBool = AtomicBool::new(false);

/// The folder or file to remove. Whoever makes or moves it holds this meanwhile, so that the handler sees it before or after.
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From now on a request to stop is heard.
pub fn listen() {
    // Fails only when a handler is set already, and none is before this.
    let _ = ctrlc::set_handler(stop);
}

/// Begins the output folder, and says that it is to be removed when a stop is asked.
pub fn begin(prepare: impl FnOnce() -> Result<WholeFolder, WriteError>) -> Result<WholeFolder, WriteError> {
    let mut unfinished = hold();
    let folder = prepare()?;
    *unfinished = Some(folder.unfinished().to_owned());
    Ok(folder)
}

/// Puts the finished folder in its place; a stop asked meanwhile waits for that.
pub fn finish(folder: WholeFolder) -> Result<PathBuf, WriteError> {
    let _unfinished = hold();
    folder.finish()
}

/// Begins an output file, and says that it is to be removed when a stop is asked.
pub fn begin_file(prepare: impl FnOnce() -> Result<WholeFile, WriteError>) -> Result<WholeFile, WriteError> {
    let mut unfinished = hold();
    let file = prepare()?;
    *unfinished = Some(file.unfinished().to_owned());
    Ok(file)
}

/// Gives the finished file its name; a stop asked meanwhile waits for that.
pub fn finish_file(file: WholeFile) -> Result<PathBuf, WriteError> {
    let _unfinished = hold();
    file.finish()
}

/// Waits for the end of the process if a stop was asked: what the run says then (that its folder is gone) is not so.
pub fn leave_to_the_handler_if_asked() {
    while ASKED.load(Ordering::SeqCst) {
        sleep(PAUSE);
    }
}

fn hold() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn stop() {
    ASKED.store(true, Ordering::SeqCst);
    let until = Instant::now() + PATIENCE;
    // Held until the end of the process: no folder is begun or finished any more.
    let unfinished = lock_before(&UNFINISHED, until);
    if let Some(folder) = unfinished.as_ref().and_then(|unfinished| unfinished.as_deref()) {
        remove(folder, until);
    }
    bars::end_before(Instant::now() + CLEARING);
    std::process::exit(STOPPED);
}

/// What the mutex guards, if it can be had in time.
pub(super) fn lock_before<T>(mutex: &Mutex<T>, until: Instant) -> Option<MutexGuard<'_, T>> {
    loop {
        match mutex.try_lock() {
            Ok(guarded) => return Some(guarded),
            Err(TryLockError::Poisoned(guarded)) => return Some(guarded.into_inner()),
            Err(TryLockError::WouldBlock) if Instant::now() >= until => return None,
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
        }
    }
}

/// The run goes on writing into the folder until it is gone, so one try may not be enough.
fn remove(unfinished: &Path, until: Instant) {
    let is_removed = || if unfinished.is_dir() { fs::remove_dir_all(unfinished) } else { fs::remove_file(unfinished) };
    while is_removed().is_err() && fs::symlink_metadata(unfinished).is_ok() && Instant::now() < until {
        sleep(PAUSE);
    }
}

//! Files for the readers that take paths: written again for each input, in memory where the system can.

use std::cell::OnceCell;
use std::fs;
use std::path::PathBuf;

thread_local! {
    static FOLDER: OnceCell<PathBuf> = const { OnceCell::new() };
}

/// The path of a file in this process's folder.
pub fn path(name: &str) -> PathBuf {
    FOLDER.with(|folder| folder.get_or_init(make_folder).join(name))
}

fn make_folder() -> PathBuf {
    let in_memory = PathBuf::from("/dev/shm");
    let parent = if in_memory.is_dir() { in_memory } else { std::env::temp_dir() };
    let folder = parent.join(format!("nearhome-fuzz-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder in the memory or in the temporary folder");
    folder
}

/// Writes a file and gives its path; without bytes there is to be no such file.
pub fn file(name: &str, bytes: Option<&[u8]>) -> PathBuf {
    let path = path(name);
    match bytes {
        Some(bytes) => fs::write(&path, bytes).expect("the folder is ours"),
        None => drop(fs::remove_file(&path)),
    }
    path
}

/// Removes the folder; without it the next file has none to go to.
pub fn clear() {
    FOLDER.with(|folder| folder.get().map(fs::remove_dir_all));
}

/// Cuts an input into several files: two bytes for the length of each but the last, then one after the other.
pub fn parts<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let (lengths, mut rest) = bytes.split_at(bytes.len().min(2 * (N - 1)));
    std::array::from_fn(|at| {
        let pair = lengths.get(2 * at..2 * at + 2);
        let length = pair.map_or(rest.len(), |pair| usize::from(u16::from_le_bytes([pair[0], pair[1]])));
        let (part, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        part
    })
}

/// The first byte, which chooses, and the rest.
pub fn choice(bytes: &[u8]) -> (u8, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(first, rest)| (*first, rest))
}

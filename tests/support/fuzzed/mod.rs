//! What the fuzz targets do: bytes in, the public readers called on them as a command calls them, and what must then hold.
//! `fuzz/` finds inputs for these, `tests/corpus.rs` replays those that were kept.

#![allow(dead_code)] // Each fuzz target uses its own part of this.

mod boundaries;
mod index;
#[path = "../made_wards.rs"]
mod made_wards;
mod memory;
#[path = "../../locate/oracle.rs"]
mod oracle;
mod outlines;
mod places;
pub mod scratch;
mod tables;

use std::sync::Once;

use nearhome::read::{Account, LeftOut, ReadError, Records};

/// A fuzz target: what it does with the bytes of an input.
type Target = fn(&[u8]);

/// Every target, by the name of its corpus.
pub const TARGETS: [(&str, Target); 14] = [
    ("shapefile", boundaries::shapefile),
    ("prj", boundaries::prj),
    ("geojson", boundaries::geojson),
    ("zip", boundaries::zip),
    ("geopackage", boundaries::geopackage),
    ("lookup", boundaries::lookup),
    ("study", tables::study),
    ("csv", tables::csv),
    ("points", tables::points),
    ("ssda903", tables::ssda903),
    ("directory", places::directory),
    ("postcode", places::postcode),
    ("index", index::index),
    ("outlines", outlines::outlines),
];

/// Runs a target on an input, and panics when it asks for more memory than an input of that length may. Gives the largest
/// allocation and the most that was held, in bytes.
pub fn watched(name: &str, bytes: &[u8]) -> [usize; 2] {
    // The fuzzer's own hook ends the process at any panic, caught or not.
    static SILENCED: Once = Once::new();
    SILENCED.call_once(nearhome::outline::silence_guarded_panics);
    memory::warm_up();
    let (_, target) = TARGETS.iter().find(|(each, _)| *each == name).expect("every target is in the list");
    let may = match name {
        // Each dot of a key is a table to the TOML parser, and a table is half a kilobyte; study files are of 200 kB at most.
        "study" => memory::Bounds { at_once: 4, held: 1024 },
        // Two bytes are an edge, which may meet eight others before outlines are not laid over one another; `geo` takes some 4 kB for each.
        "outlines" => memory::Bounds { at_once: 32 << 10, held: 32 << 10 },
        // Small records have a String or a Vec (24 bytes each) for a byte or two of the input.
        _ => memory::Bounds { at_once: 4, held: 64 },
    };
    memory::watched(bytes.len(), may, || target(bytes))
}

/// The longest message that a person can be asked to read.
const LONGEST_MESSAGE: usize = 2_000;

/// The records, or nothing once the error has been looked at: it names its file, and does not pour the file out.
fn or_sound_error<T>(read: Result<T, ReadError>) -> Option<T> {
    let error = match read {
        Ok(read) => return Some(read),
        Err(error) => error,
    };
    let (message, hint) = (error.to_string(), error.hint().unwrap_or_default());
    assert!(!error.place().is_empty() && !error.what().is_empty(), "an error says where and what");
    assert!(message.len() + hint.len() <= LONGEST_MESSAGE, "a message of {} bytes", message.len() + hint.len());
    None
}

/// Read = used + left out, and a line for each that is left out.
fn assert_accounted(account: &Account, left_out: &[LeftOut]) {
    assert_eq!(account.rows_read, account.rows_used + account.rows_left_out);
    let lines = account.left_out_by_reason.values().chain(account.values_not_used_by_reason.values());
    let of_file = left_out.iter().filter(|each| each.file == account.file).count() as u64;
    assert!(lines.sum::<u64>() >= of_file, "every line of the list is counted");
}

fn assert_records<T>(read: Result<Records<T>, ReadError>) -> Option<Vec<T>> {
    let read = or_sound_error(read)?;
    assert_accounted(&read.account, &read.left_out);
    Some(read.records)
}

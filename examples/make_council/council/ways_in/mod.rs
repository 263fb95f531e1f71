//! The other ways in: a small made-up study for each kind of file a council brings, over the same land. Each has an
//! `expected.toml`: what a run must find, from the generator's own knowledge of every child and carer.

mod carers;
mod child;
mod directory;
mod dissolve;
mod expected;
mod grid_tables;
mod hub;
mod onspd;
mod output_areas;
mod postcodes;
mod ssda903;
mod two_tier;
mod wales;

use super::households::Households;
use super::land::{Land, Point};

/// A file: its path in the package, and its bytes.
type File = (String, Vec<u8>);

/// A place where somebody lives.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    /// Metres on the National Grid.
    at: Point,
    /// The land's ward that holds it; `None` beyond the land.
    ward: Option<usize>,
    /// Position in the made-up directory, where the study is by postcode.
    postcode: Option<usize>,
}

/// Every file of them.
pub fn files(land: &Land, people: &Households, seed: u64) -> Vec<File> {
    let areas = output_areas::OutputAreas::make(land, people, seed);
    let directory = directory::Directory::make(land, &areas, seed);
    let mut files = postcodes::files(land, people, &areas, &directory, seed);
    files.extend(ssda903::files(land, people, &directory, seed));
    files.extend(wales::files(land, people, seed));
    files.extend(two_tier::files(land, people, seed));
    files.extend(hub::files(land, people, seed));
    files
}

/// Whose each ward of the land is.
fn own_authorities(land: &Land) -> Vec<Option<&'static str>> {
    (0..land.wards.len()).map(|ward| Some(land.authority(ward))).collect()
}

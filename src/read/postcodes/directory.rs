//! `PostcodeDirectory`: postcodes and their places, to be asked.

use crate::geography::{Postcode, PostcodePlace};

/// What a directory says of each of its postcodes, or of those a study needs.
#[derive(Clone, Debug, Default)]
pub struct PostcodeDirectory {
    /// In order of postcode, each once.
    places: Vec<(Postcode, PostcodePlace)>,
}

impl PostcodeDirectory {
    /// A directory of these places. Of a postcode that comes twice the first stays.
    pub fn new(mut places: Vec<(Postcode, PostcodePlace)>) -> Self {
        places.sort_by_key(|(postcode, _)| *postcode);
        places.dedup_by_key(|(postcode, _)| *postcode);
        Self { places }
    }

    /// What it says of a postcode; `None` when it has no such postcode.
    pub fn find(&self, postcode: Postcode) -> Option<PostcodePlace> {
        let at = self.places.binary_search_by_key(&postcode, |(each, _)| *each).ok()?;
        Some(self.places[at].1)
    }
}

//! `PostcodeDirectory`: postcodes and their places, to be asked.

use super::packed::Entry;
use crate::geography::{Postcode, PostcodePlace};

/// What a directory says of each of its postcodes, or of those a study needs. 40 bytes a postcode.
#[derive(Clone, Debug, Default)]
pub struct PostcodeDirectory {
    /// In order of postcode, each once.
    entries: Vec<Entry>,
}

impl PostcodeDirectory {
    /// A directory of these places, to the millimetre. Of a postcode that comes twice the first stays.
    pub fn new(places: Vec<(Postcode, PostcodePlace)>) -> Self {
        let entries = places.iter().map(|(postcode, place)| Entry::new(*postcode, 0, place)).collect();
        Self::of_entries(entries, |_, _| ())
    }

    /// A directory of these entries; of a postcode that comes twice the first stays, and `repeated` is told of both.
    pub(super) fn of_entries(mut entries: Vec<Entry>, mut repeated: impl FnMut(&Entry, &Entry)) -> Self {
        // A stable sort: the first in the file comes first. ONS's files are in order already.
        entries.sort_by_key(|entry| entry.postcode);
        entries.dedup_by(|later, first| {
            let is_same = later.postcode == first.postcode;
            if is_same {
                repeated(first, later);
            }
            is_same
        });
        entries.shrink_to_fit();
        Self { entries }
    }

    /// What it says of a postcode; `None` when it has no such postcode. Takes some 20 comparisons.
    pub fn find(&self, postcode: Postcode) -> Option<PostcodePlace> {
        let at = self.entries.binary_search_by_key(&postcode, |entry| entry.postcode).ok()?;
        Some(self.entries[at].place())
    }

    /// How many postcodes it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Has it none?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every postcode it has, with its place, in order of postcode.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Postcode, PostcodePlace)> {
        self.entries.iter().map(|entry| (entry.postcode, entry.place()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::GridPoint;

    fn at(postcode: &str, easting: f64) -> (Postcode, PostcodePlace) {
        let point = GridPoint::new(easting, 300_000.0);
        (postcode.parse().unwrap(), PostcodePlace { point, ..PostcodePlace::default() })
    }

    #[test]
    fn each_postcode_is_found_in_whatever_order_they_came() {
        let places = vec![at("WV1 1AA", 1.0), at("B1 1AA", 2.0), at("B10 1AA", 3.0), at("B1 1AA", 4.0)];
        let directory = PostcodeDirectory::new(places.clone());
        assert_eq!(directory.len(), 3);
        for (postcode, place) in &places[..3] {
            assert_eq!(directory.find(*postcode).as_ref(), Some(place));
        }
        assert_eq!(directory.find("B11 1AA".parse().unwrap()), None);
        assert!(directory.iter().map(|(postcode, _)| postcode).is_sorted());
    }
}

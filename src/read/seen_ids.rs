//! The identifiers of the rows read so far, so that a second row with one of them is found. All of them in one text: a
//! million small allocations would cost more than the reading.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// A set of texts that are only ever added.
#[derive(Default)]
pub(super) struct SeenIds {
    /// One after the other.
    texts: String,
    /// Where each begins and ends in `texts`.
    places: HashTable<(usize, usize)>,
    hasher: DefaultHashBuilder,
}

impl SeenIds {
    /// Adds an identifier; `false` when it is there already.
    pub(super) fn insert(&mut self, id: &str) -> bool {
        let Self { texts, places, hasher } = self;
        let text = |&(from, to): &(usize, usize)| &texts[from..to];
        let hash = hasher.hash_one(id);
        if places.find(hash, |place| text(place) == id).is_some() {
            return false;
        }
        let place = (texts.len(), texts.len() + id.len());
        places.insert_unique(hash, place, |place| hasher.hash_one(text(place)));
        texts.push_str(id);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_identifier_is_new_once(ids in prop::collection::vec("[a-c]{0,3}", 0..200)) {
            let (mut seen, mut plain) = (SeenIds::default(), HashSet::new());
            for id in &ids {
                prop_assert_eq!(seen.insert(id), plain.insert(id));
            }
        }
    }
}

//! The identifiers of the rows read so far, so that a second row with one of them is found. All of them in one text: a
//! million small allocations would cost more than the reading.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// A set of texts that are only ever added.
#[derive(Default)]
pub(super) struct SeenIds {
    /// One after the other.
    texts: String,
    seen: HashTable<Seen>,
    hasher: DefaultHashBuilder,
}

/// Where a text stands in all of them. Its hash is kept, so that the table grows without a look at any text.
struct Seen {
    hash: u64,
    from: usize,
    to: usize,
}

impl SeenIds {
    /// Adds an identifier; `false` when it is there already.
    pub(super) fn insert(&mut self, id: &str) -> bool {
        let Self { texts, seen, hasher } = self;
        let hash = hasher.hash_one(id);
        let text = |seen: &Seen| &texts.as_bytes()[seen.from..seen.to];
        let is_it = |other: &Seen| other.hash == hash && text(other) == id.as_bytes();
        let Entry::Vacant(place) = seen.entry(hash, is_it, |other| other.hash) else { return false };
        place.insert(Seen { hash, from: texts.len(), to: texts.len() + id.len() });
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

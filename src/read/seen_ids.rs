//! The identifiers of the rows read so far, so that a second row with one of them is found. All of them in one text: a
//! million small allocations would cost more than the reading. A file in their order needs no table of them at all.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// A set of texts that are only ever added.
#[derive(Default)]
pub(super) struct SeenIds {
    /// One after the other.
    texts: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    /// All of them, as soon as one does not follow the one before it in order.
    table: Option<HashTable<Seen>>,
    hasher: DefaultHashBuilder,
}

/// A text by its position. Half of its hash is kept, so that the table grows without a look at any text.
struct Seen {
    hash: u32,
    at: u32,
}

impl SeenIds {
    /// Adds an identifier; `false` when it is there already.
    pub(super) fn insert(&mut self, id: &str) -> bool {
        let is_new = (self.table.is_none() && self.is_behind_all(id)) || self.insert_in_table(id);
        if is_new {
            self.texts.push_str(id);
            self.ends.push(self.texts.len());
        }
        is_new
    }

    /// Does it follow the last one, and so is none of them? By length first: `C10` comes after `C9`.
    fn is_behind_all(&self, id: &str) -> bool {
        let Some(last) = self.ends.len().checked_sub(1) else { return true };
        let last = text(&self.texts, &self.ends, last);
        (last.len(), last) < (id.len(), id.as_bytes())
    }

    fn insert_in_table(&mut self, id: &str) -> bool {
        let Self { texts, ends, table, hasher } = self;
        let table = table.get_or_insert_with(|| table_of(texts, ends, hasher));
        let hash = hash(hasher, id.as_bytes());
        let is_it = |other: &Seen| other.hash == hash && text(texts, ends, other.at as usize) == id.as_bytes();
        let Entry::Vacant(place) = table.entry(spread(hash), is_it, |other| spread(other.hash)) else { return false };
        place.insert(Seen::new(hash, ends.len()));
        true
    }
}

impl Seen {
    /// Files of over 2 GiB are not read, so there are fewer identifiers than that.
    fn new(hash: u32, at: usize) -> Self {
        Self { hash, at: u32::try_from(at).unwrap_or(u32::MAX) }
    }
}

/// The table of texts that stand in order, and so have nothing twice.
fn table_of(texts: &str, ends: &[usize], hasher: &DefaultHashBuilder) -> HashTable<Seen> {
    let mut table = HashTable::with_capacity(ends.len() * 2);
    for at in 0..ends.len() {
        let hash = hash(hasher, text(texts, ends, at));
        table.insert_unique(spread(hash), Seen::new(hash, at), |other| spread(other.hash));
    }
    table
}

fn text<'a>(texts: &'a str, ends: &[usize], at: usize) -> &'a [u8] {
    let from = if at == 0 { 0 } else { ends[at - 1] };
    &texts.as_bytes()[from..ends[at]]
}

fn hash(hasher: &DefaultHashBuilder, id: &[u8]) -> u32 {
    hasher.hash_one(id) as u32
}

/// Half a hash in both halves: the table takes its low bits for the place and its high ones for a mark.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_identifier_is_new_once(
            mut ids in prop::collection::vec("[a-c]{0,3}", 0..200),
            in_order in 0..200_usize,
        ) {
            let in_order = in_order.min(ids.len());
            ids[..in_order].sort_by_key(|id| (id.len(), id.clone()));
            let (mut seen, mut plain) = (SeenIds::default(), HashSet::new());
            for id in &ids {
                prop_assert_eq!(seen.insert(id), plain.insert(id));
            }
        }
    }
}

//! The identifiers of the records read so far, so that a second one of them is found. The records keep the texts: here they are known by
//! the positions of these. A file in the order of its identifiers needs no table of them at all.

use std::hash::BuildHasher;

use hashbrown::hash_table::Entry;
use hashbrown::{DefaultHashBuilder, HashTable};

/// The identifiers of some records.
#[derive(Default)]
pub(super) struct SeenIds {
    /// The last record that has one.
    last: Option<usize>,
    /// All of them, as soon as one does not follow the one before it in order.
    table: Option<HashTable<Seen>>,
    hasher: DefaultHashBuilder,
}

/// An identifier by the position of its record. Half of its hash is kept, so that the table grows without a look at any text.
struct Seen {
    hash: u32,
    at: u32,
}

impl SeenIds {
    /// Adds the identifier that the record at a position is to have; `false` when one before it has it already. `id_at` tells
    /// those of the records before.
    pub(super) fn insert<'r>(&mut self, id: &str, at: usize, id_at: impl Fn(usize) -> Option<&'r str>) -> bool {
        let last = self.last.and_then(&id_at);
        // By length first: `C10` comes after `C9`.
        let is_behind_all = self.table.is_none() && last.is_none_or(|last| (last.len(), last) < (id.len(), id));
        let is_new = is_behind_all || self.insert_in_table(id, at, id_at);
        if is_new {
            self.last = Some(at);
        }
        is_new
    }

    fn insert_in_table<'r>(&mut self, id: &str, at: usize, id_at: impl Fn(usize) -> Option<&'r str>) -> bool {
        let Self { last, table, hasher } = self;
        let before = last.map_or(0, |last| last + 1);
        let table = table.get_or_insert_with(|| table_of(before, &id_at, hasher));
        let seen = Seen::new(id, at, hasher);
        let is_it = |other: &Seen| other.hash == seen.hash && id_at(other.at as usize) == Some(id);
        let Entry::Vacant(place) = table.entry(seen.spread(), is_it, Seen::spread) else { return false };
        place.insert(seen);
        true
    }
}

impl Seen {
    /// Files of over 2 GiB are not read, so there are fewer identifiers than that.
    fn new(id: &str, at: usize, hasher: &DefaultHashBuilder) -> Self {
        Self { hash: hasher.hash_one(id) as u32, at: u32::try_from(at).unwrap_or(u32::MAX) }
    }

    /// Half a hash in both halves: the table takes its low bits for the place and its high ones for a mark.
    fn spread(&self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }
}

/// The table of identifiers that stand in order, and so have nothing twice.
fn table_of<'r>(
    records: usize,
    id_at: impl Fn(usize) -> Option<&'r str>,
    hasher: &DefaultHashBuilder,
) -> HashTable<Seen> {
    let mut table = HashTable::new();
    for (at, id) in (0..records).filter_map(|at| Some((at, id_at(at)?))) {
        let seen = Seen::new(id, at, hasher);
        table.insert_unique(seen.spread(), seen, Seen::spread);
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_identifier_is_new_once(
            mut ids in prop::collection::vec(prop::option::of("[a-c]{1,3}"), 0..200),
            in_order in 0..200_usize,
        ) {
            let in_order = in_order.min(ids.len());
            ids[..in_order].sort_by_key(|id| id.as_ref().map(|id| (id.len(), id.clone())));
            let (mut seen, mut plain, mut kept) = (SeenIds::default(), HashSet::new(), Vec::<Option<&str>>::new());
            for id in ids.iter().map(Option::as_deref) {
                let is_new = id.is_none_or(|id| seen.insert(id, kept.len(), |at| kept[at]));
                prop_assert_eq!(is_new, id.is_none_or(|id| plain.insert(id)));
                if is_new {
                    kept.push(id);
                }
            }
        }
    }
}

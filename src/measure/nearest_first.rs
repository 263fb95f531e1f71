//! `NearestFirst`: the measured children in order of distance, and which is which record's.

use rayon::prelude::*;

use super::MeasuredChild;
use crate::geography::Distance;

/// Children in order of distance, those whose distance is not known last. The order changes no figure; but every answer
/// sorts its distances, and sorting what is in order costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct NearestFirst {
    children: Vec<MeasuredChild>,
    /// By record: where its child stands.
    positions: Vec<u32>,
}

impl NearestFirst {
    /// Puts children, which come in the order of their records, in order of distance. In their own memory: a million are
    /// not there twice.
    pub fn of(mut children: Vec<MeasuredChild>) -> Self {
        let positions = positions(&children);
        put_at(&mut children, &mut positions.clone());
        Self { children, positions }
    }

    /// All of them, the nearest first.
    pub fn children(&self) -> &[MeasuredChild] {
        &self.children
    }

    /// The child of the record at a position.
    pub fn of_record(&self, record: usize) -> &MeasuredChild {
        &self.children[self.positions[record] as usize]
    }
}

/// Are these in order of distance?
pub fn are_nearest_first(children: &[MeasuredChild]) -> bool {
    children.is_sorted_by(|one, other| metres(one) <= metres(other))
}

/// Where each stands, by record: the nearest first, of those equally near the first record first.
fn positions(children: &[MeasuredChild]) -> Vec<u32> {
    let mut order = by_whole_metres(children);
    let are_as_near = |a: &(f64, u32), b: &(f64, u32)| whole_metres(a.0) == whole_metres(b.0);
    order
        .par_chunk_by_mut(are_as_near)
        .for_each(|some| some.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))));
    let mut positions = vec![0; order.len()];
    (0..).zip(&order).for_each(|(position, (_, record))| positions[*record as usize] = position);
    positions
}

/// Whole metres that are told apart by counting: most children live no farther from home.
const MOST_METRES: usize = 1 << 16;

fn whole_metres(metres: f64) -> usize {
    (metres as usize).min(MOST_METRES - 1)
}

/// The metres and the record of each child, in order of whole metres, by counting: a sort of a million takes several times as long.
fn by_whole_metres(children: &[MeasuredChild]) -> Vec<(f64, u32)> {
    let mut next = vec![0; MOST_METRES];
    children.iter().for_each(|child| next[whole_metres(metres(child))] += 1);
    let mut start = 0;
    for count in &mut next {
        start += std::mem::replace(count, start);
    }
    let mut order = vec![(0.0, 0); children.len()];
    for (record, metres) in (0..).zip(children.iter().map(metres)) {
        let place = &mut next[whole_metres(metres)];
        order[*place] = (metres, record);
        *place += 1;
    }
    order
}

/// Items that are put in order by themselves: as many children as the cache of a core holds.
const BLOCK: usize = 1 << 14;

/// Puts each item at its position, in place. First each is brought into the block that it belongs to, then each block is put in
/// order: an item alone, of a million, would be waited for twice in the memory.
fn put_at<T: Send>(items: &mut [T], positions: &mut [u32]) {
    let mut next: Vec<usize> = (0..items.len()).step_by(BLOCK).collect();
    for block in 0..next.len() {
        let end = items.len().min((block + 1) * BLOCK);
        while next[block] < end {
            let at = next[block];
            let target = positions[at] as usize / BLOCK;
            if target != block {
                items.swap(at, next[target]);
                positions.swap(at, next[target]);
            }
            next[target] += 1;
        }
    }
    let blocks = items.par_chunks_mut(BLOCK).zip(positions.par_chunks_mut(BLOCK));
    blocks.enumerate().for_each(|(block, (items, positions))| {
        let in_block = |position: u32| position as usize - block * BLOCK;
        for at in 0..items.len() {
            while in_block(positions[at]) != at {
                let target = in_block(positions[at]);
                items.swap(at, target);
                positions.swap(at, target);
            }
        }
    });
}

fn metres(child: &MeasuredChild) -> f64 {
    child.distance.map_or(f64::INFINITY, Distance::metres)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::seq::SliceRandom;
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::summarise::made_up::MadeUp;

    #[test]
    fn each_record_finds_its_child_again() {
        for seed in 0..5 {
            let measured = MadeUp::at_random(seed, 0, 300).measured();
            let sorted = NearestFirst::of(measured.clone());
            assert!(are_nearest_first(sorted.children()) && !are_nearest_first(&measured));
            assert!((0..measured.len()).all(|record| sorted.of_record(record) == &measured[record]));
        }
        assert!(NearestFirst::of(Vec::new()).children().is_empty());
    }

    #[test]
    fn items_of_many_blocks_come_to_their_positions() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK + 7] {
            let mut positions: Vec<u32> = (0..count as u32).collect();
            positions.shuffle(&mut ChaCha8Rng::seed_from_u64(count as u64));
            let mut items = positions.clone();
            put_at(&mut items, &mut positions);
            assert!(items.iter().copied().eq(0..count as u32), "{count}");
        }
    }
}

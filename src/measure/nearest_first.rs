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
    /// Puts children, which come in the order of their records, in order of distance.
    pub fn of(children: &[MeasuredChild]) -> Self {
        let order = in_order(children);
        let mut positions = vec![0; order.len()];
        (0..).zip(&order).for_each(|(position, record)| positions[*record as usize] = position);
        // To new memory, not by swaps in the old: each swap would wait for the one before.
        let children = order.par_iter().map(|record| children[*record as usize]).collect();
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

/// Their records, the nearest first; of those equally near the first first.
fn in_order(children: &[MeasuredChild]) -> Vec<u32> {
    let mut order: Vec<(f64, u32)> = children.par_iter().map(metres).zip(0..children.len() as u32).collect();
    order.par_sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    order.into_iter().map(|(_, record)| record).collect()
}

fn metres(child: &MeasuredChild) -> f64 {
    child.distance.map_or(f64::INFINITY, Distance::metres)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summarise::made_up::MadeUp;

    #[test]
    fn each_record_finds_its_child_again() {
        for seed in 0..5 {
            let measured = MadeUp::at_random(seed, 0, 300).measured();
            let sorted = NearestFirst::of(&measured);
            assert!(are_nearest_first(sorted.children()) && !are_nearest_first(&measured));
            assert!((0..measured.len()).all(|record| sorted.of_record(record) == &measured[record]));
        }
        assert!(NearestFirst::of(&[]).children().is_empty());
    }
}

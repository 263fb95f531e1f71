//! How many children are placed inside and outside their authority's boundary, near and far? (DfE's tables.)

use super::Share;
use super::breakdown::{Group, GroupTally, tally_groups};
use super::inputs::in_scope;
use crate::geography::Coverage;
use crate::measure::{Beyond, Category, MeasuredChild, Nearness};
use crate::study::Settings;

/// The split of one group of children. Unknown stays in the denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupSplit {
    pub group: Group,
    /// All children of the group: the denominator.
    pub children: u64,
    /// In the order of [`Category::ALL`]; they add up to `children`.
    pub by_category: [u64; 7],
    /// Near, far and not known, on whichever side of the boundary or where that is not known; they add up to `children`.
    pub by_nearness: [u64; 3],
}

/// Where the children of one group are who are placed outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideWhere {
    pub group: Group,
    /// All children of the group.
    pub children: u64,
    /// In the order of [`Beyond::ALL`]; they add up to [`OutsideWhere::outside`].
    pub by_beyond: [u64; 6],
}

impl GroupSplit {
    /// Children in one category, of all children of the group.
    pub fn share(&self, category: Category) -> Share {
        self.share_of(&[category])
    }

    /// Children near or far, or for whom that is not known, of all children of the group.
    pub fn at_distance(&self, nearness: Nearness) -> Share {
        Share::of(self.by_nearness[nearness as usize], self.children)
    }

    /// Children inside the boundary, at any distance.
    pub fn inside(&self) -> Share {
        self.share_of(&[Category::InsideNear, Category::InsideFar, Category::InsideNotKnown])
    }

    /// Children outside the boundary, at any distance.
    pub fn outside(&self) -> Share {
        self.share_of(&[Category::OutsideNear, Category::OutsideFar, Category::OutsideNotKnown])
    }

    fn share_of(&self, categories: &[Category]) -> Share {
        Share::of(categories.iter().map(|&each| self.by_category[each as usize]).sum(), self.children)
    }
}

impl OutsideWhere {
    /// Children of the group who are placed outside.
    pub fn outside(&self) -> u64 {
        self.by_beyond.iter().sum()
    }

    /// Children there, of all children of the group.
    pub fn share_of_all(&self, beyond: Beyond) -> Share {
        Share::of(self.by_beyond[beyond as usize], self.children)
    }

    /// Children there, of those placed outside.
    pub fn share_of_outside(&self, beyond: Beyond) -> Share {
        Share::of(self.by_beyond[beyond as usize], self.outside())
    }
}

/// DfE's split, overall and by every breakdown; the first row is of all children. Of the children the study's
/// authority is responsible for, or of all where it names none.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::study::Settings;
/// use nearhome::summarise::boundary_split;
/// let none = boundary_split(&[], &Coverage::default(), &Settings::default());
/// assert_eq!(none[0].children, 0);
/// assert_eq!(none[0].outside().percent(), None);
/// ```
pub fn boundary_split(children: &[MeasuredChild], coverage: &Coverage, settings: &Settings) -> Vec<GroupSplit> {
    tally_groups::<SplitTally>(in_scope(children, settings), coverage)
}

/// Where the children placed outside are, for the same children and breakdowns as [`boundary_split`].
pub fn outside_where(children: &[MeasuredChild], coverage: &Coverage, settings: &Settings) -> Vec<OutsideWhere> {
    tally_groups::<BeyondTally>(in_scope(children, settings), coverage)
}

/// Children by category and by nearness.
#[derive(Default)]
pub(super) struct SplitTally([u64; 7], [u64; 3]);

impl GroupTally for SplitTally {
    type Row = GroupSplit;

    fn add(&mut self, child: &MeasuredChild) {
        self.0[child.category as usize] += 1;
        self.1[child.nearness as usize] += 1;
    }

    fn row(self, group: Group, children: u64) -> GroupSplit {
        GroupSplit { group, children, by_category: self.0, by_nearness: self.1 }
    }
}

/// Children placed outside by where that is.
#[derive(Default)]
pub(super) struct BeyondTally([u64; 6]);

impl GroupTally for BeyondTally {
    type Row = OutsideWhere;

    fn add(&mut self, child: &MeasuredChild) {
        if let Some(beyond) = child.beyond {
            self.0[beyond as usize] += 1;
        }
    }

    fn row(self, group: Group, children: u64) -> OutsideWhere {
        OutsideWhere { group, children, by_beyond: self.0 }
    }
}

#[cfg(test)]
#[path = "boundary_split_tests.rs"]
mod tests;

//! What the Department for Education has published of England, for a bar beside the council's own.

use super::boundary::{is_outside, short};
use super::parts::Piece;
use crate::measure::Category;
use crate::write::colours::{DARK, colour_of_category};

/// Published percentages of DfE's categories, in the order of [`Category::ALL`].
pub(super) struct Published {
    /// What they are of.
    pub what: &'static str,
    /// The same, as short as a column's title.
    pub column: &'static str,
    pub decimals: u8,
    percent: [Option<f64>; 7],
    /// What is left to 100.
    pub rest: f64,
}

/// What is left is called so.
pub(super) const REST: &str = "Not known, or not published by itself";

/// "Children looked after: a focus on placement location", data set "Placement distance locality for CLA", of children
/// looked after on 31 March 2015.
pub(super) const SNAPSHOT_2015: Published = Published {
    what: "England, children looked after on 31 March 2015",
    column: "England 2015, percent",
    decimals: 1,
    percent: [Some(53.4), Some(4.1), Some(2.4), Some(23.1), Some(14.3), None, None],
    rest: 2.7,
};

/// "Children looked after in England including adoptions", placements begun from April 2024 to March 2025; those whose
/// distance is not known are not told apart by boundary.
pub(super) const NEW_PLACEMENTS_2025: Published = Published {
    what: "England, placements begun in 2024-25",
    column: "England, begun in 2024-25, percent",
    decimals: 0,
    percent: [Some(46.0), Some(5.0), None, Some(20.0), Some(16.0), None, None],
    rest: 13.0,
};

impl Published {
    /// The percentage of a category; `None` where it is not published by itself.
    pub fn percent_of(&self, category: Category) -> Option<f64> {
        self.percent[category as usize]
    }

    /// The pieces of its bar.
    pub fn pieces(&self) -> Vec<Piece> {
        let piece = |category: Category| {
            let percent = self.percent_of(category)?;
            let (label, short) = (category.label(20.0), short(category));
            Some(Piece {
                label,
                short,
                colour: colour_of_category(category),
                is_hatched: is_outside(category),
                percent,
            })
        };
        let rest =
            Piece { label: REST.to_owned(), short: "Not known", colour: DARK, is_hatched: true, percent: self.rest };
        Category::ALL.into_iter().filter_map(piece).chain([rest]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_shares_come_to_a_hundred() {
        for published in [SNAPSHOT_2015, NEW_PLACEMENTS_2025] {
            let sum: f64 = published.pieces().iter().map(|piece| piece.percent).sum();
            assert!((sum - 100.0).abs() < 0.01, "{}: {sum}", published.what);
        }
    }
}

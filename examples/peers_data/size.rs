//! The three sizes of the comparison, and three that differ in their children alone.

use crate::made_wards::MadeWards;

/// How much to make.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub wards: MadeWards,
    /// Authorities are blocks of wards: so many columns and rows of them.
    pub blocks: [usize; 2],
    /// Wards that have an island in a lake that no ward covers, and wards that have a part inside their neighbour.
    pub islands: usize,
    pub enclaves: usize,
    pub carers: usize,
    pub children: usize,
    /// The share of placements that are far off the wards, beside the few points at sea: a city's neighbours.
    pub placed_away: f64,
    /// The mean distance of placements from home, metres; few are further away.
    pub mean_distance: f64,
}

impl Size {
    /// The size of that name.
    pub fn named(name: &str) -> Option<Self> {
        let nation = |points_per_side| MadeWards { points_per_side, ..MadeWards::nation() };
        let england = Self {
            wards: nation(36),
            blocks: [21, 16],
            islands: 391,
            enclaves: 42,
            carers: 1_000_000,
            children: 1_000_000,
            placed_away: 0.0,
            mean_distance: 14_000.0,
        };
        let la = Self {
            wards: MadeWards { points_per_side: 250, ..MadeWards::city() },
            blocks: [1, 1],
            islands: 3,
            enclaves: 1,
            carers: 20_000,
            children: 100_000,
            placed_away: 0.25,
            mean_distance: 5_000.0,
        };
        match name {
            "la" => Some(la),
            "england" => Some(england),
            "england-full" => Some(Self { wards: nation(312), carers: 100_000, ..england }),
            // The same with a tenth and with ten times as many children: what grows with them, and how.
            "fewer-children" => Some(Self { children: 100_000, carers: 20_000, ..england }),
            "children" => Some(Self { carers: 20_000, ..england }),
            "more-children" => Some(Self { children: 10_000_000, carers: 20_000, ..england }),
            _ => None,
        }
    }
}

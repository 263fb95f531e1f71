//! The answer to "which ward holds this point?", and how it came about.

use crate::geography::WardIx;

/// How a point came to its ward, or to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Placing {
    /// There is no point: its coordinates are not known.
    NotKnown,
    /// In no ward of the coverage.
    Outside,
    /// Strictly inside one ward.
    Inside,
    /// Exactly on an edge or vertex of a ward; the half-open rule decided (design, rule 2).
    OnBorder,
    /// Inside more than one ward: the boundaries overlap there, the lowest code was taken.
    Overlap,
    /// In no ward, and taken to the nearest one within `snap_metres` (design, rule 3).
    Snapped,
}

/// The ward of a point, if any, and how it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    ward: Option<WardIx>,
    placing: Placing,
}

impl Located {
    /// No point to locate.
    pub const NOT_KNOWN: Self = Self { ward: None, placing: Placing::NotKnown };
    /// A point in no ward.
    pub const OUTSIDE: Self = Self { ward: None, placing: Placing::Outside };

    pub(crate) fn inside(ward: WardIx) -> Self {
        Self { ward: Some(ward), placing: Placing::Inside }
    }

    pub(crate) fn on_border(ward: Option<WardIx>) -> Self {
        Self { ward, placing: Placing::OnBorder }
    }

    pub(crate) fn overlap(ward: WardIx) -> Self {
        Self { ward: Some(ward), placing: Placing::Overlap }
    }

    pub(crate) fn snapped(ward: WardIx) -> Self {
        Self { ward: Some(ward), placing: Placing::Snapped }
    }

    /// The ward that counts this point; at most one.
    pub fn ward(self) -> Option<WardIx> {
        self.ward
    }

    /// How the ward was found.
    pub fn placing(self) -> Placing {
        self.placing
    }

    /// Are its coordinates known, in a ward or not?
    pub fn is_known(self) -> bool {
        self.placing != Placing::NotKnown
    }
}

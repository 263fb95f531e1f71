//! The answer to "which ward holds this point?", and how it came about.

use std::num::NonZeroU32;

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
    /// In the ward that a postcode directory names, which the study lets decide; the boundaries were not asked.
    ByDirectory,
}

impl Placing {
    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotKnown => "not_known",
            Self::Outside => "outside",
            Self::Inside => "inside",
            Self::OnBorder => "on_border",
            Self::Overlap => "overlap",
            Self::Snapped => "snapped",
            Self::ByDirectory => "by_directory",
        }
    }
}

/// The ward of a point, if any, and how it was found. Eight bytes: there may be millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located {
    /// One more than the ward's position.
    ward: Option<NonZeroU32>,
    placing: Placing,
}

impl Located {
    /// No point to locate.
    pub const NOT_KNOWN: Self = Self { ward: None, placing: Placing::NotKnown };
    /// A point in no ward.
    pub const OUTSIDE: Self = Self { ward: None, placing: Placing::Outside };

    pub(crate) fn inside(ward: WardIx) -> Self {
        Self::in_ward(ward, Placing::Inside)
    }

    pub(crate) fn on_border(ward: WardIx) -> Self {
        Self::in_ward(ward, Placing::OnBorder)
    }

    pub(crate) fn overlap(ward: WardIx) -> Self {
        Self::in_ward(ward, Placing::Overlap)
    }

    pub(crate) fn snapped(ward: WardIx) -> Self {
        Self::in_ward(ward, Placing::Snapped)
    }

    pub(crate) fn by_directory(ward: WardIx) -> Self {
        Self::in_ward(ward, Placing::ByDirectory)
    }

    #[inline]
    fn in_ward(ward: WardIx, placing: Placing) -> Self {
        Self { ward: NonZeroU32::new(ward.0.saturating_add(1)), placing }
    }

    /// The ward that counts this point; at most one.
    #[inline]
    pub fn ward(self) -> Option<WardIx> {
        self.ward.map(|one_more| WardIx(one_more.get() - 1))
    }

    /// How the ward was found.
    #[inline]
    pub fn placing(self) -> Placing {
        self.placing
    }

    /// Is it known where the point is, in a ward or not?
    pub fn is_known(self) -> bool {
        self.placing != Placing::NotKnown
    }
}

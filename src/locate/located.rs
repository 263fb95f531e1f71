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

/// The ward of a point, if any, and how it was found. Four bytes: there may be millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located(u32);

/// Bits of the placing, below those of the ward: files of over 2 GiB are not read, and no ward takes less than 4 bytes.
const PLACING_BITS: u32 = 3;

/// In the order in which they are declared.
const PLACINGS: [Placing; 7] = [
    Placing::NotKnown,
    Placing::Outside,
    Placing::Inside,
    Placing::OnBorder,
    Placing::Overlap,
    Placing::Snapped,
    Placing::ByDirectory,
];

impl Located {
    /// No point to locate.
    pub const NOT_KNOWN: Self = Self(Placing::NotKnown as u32);
    /// A point in no ward.
    pub const OUTSIDE: Self = Self(Placing::Outside as u32);

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
        Self((ward.0 + 1) << PLACING_BITS | placing as u32)
    }

    /// The ward that counts this point; at most one.
    #[inline]
    pub fn ward(self) -> Option<WardIx> {
        (self.0 >> PLACING_BITS).checked_sub(1).map(WardIx)
    }

    /// How the ward was found.
    #[inline]
    pub fn placing(self) -> Placing {
        PLACINGS[(self.0 & ((1 << PLACING_BITS) - 1)) as usize]
    }

    /// Is it known where the point is, in a ward or not?
    pub fn is_known(self) -> bool {
        self != Self::NOT_KNOWN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ward_and_placing_come_back() {
        for placing in PLACINGS {
            for ward in [0, 1, 8_400, (1 << 29) - 2].map(WardIx) {
                let located = Located::in_ward(ward, placing);
                assert_eq!((located.ward(), located.placing()), (Some(ward), placing));
            }
        }
        let none = [Located::NOT_KNOWN, Located::OUTSIDE].map(|located| (located.ward(), located.placing()));
        assert_eq!(none, [(None, Placing::NotKnown), (None, Placing::Outside)]);
    }
}

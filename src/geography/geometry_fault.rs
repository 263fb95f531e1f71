//! What is wrong with the outlines of wards and authorities: which fault, of which area, where, how often.

use serde::Serialize;

use super::{GridPoint, GssCode};

/// The kinds of fault that boundary files have. Under each of them a point is still in one ward or in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// A ring does not end where it began. It is closed by a straight line.
    RingNotClosed,
    /// The same point twice in a row. It counts once.
    RepeatedPoint,
    /// A ring of fewer than three different points. It is dropped.
    EmptyRing,
    /// An edge that goes back along the one before it, and so encloses nothing.
    Spike,
    /// A ring crosses itself or another ring of its ward, or runs along itself.
    SelfCrossing,
    /// A ring comes again to a corner of its own.
    SelfTouching,
    /// A part or a hole no wider than half a metre on average.
    Sliver,
    /// Two wards hold the same land. A point there goes to the lowest code.
    Overlap,
    /// Land between wards that none of them holds, no wider than 10 m on average. Wider holes are taken for water or
    /// for land of others, and are no fault.
    Gap,
}

/// One kind of fault of one ward, or of one authority of the file of authorities.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GeometryFault {
    /// The boundary file; `boundaries` where the fault lies between wards.
    pub file: String,
    /// The ward or the authority; the lowest code of those that an overlap or a gap lies between.
    pub area_code: GssCode,
    /// Of an overlap the other ward, of a gap the next code beside it; else `null`.
    pub other_area_code: Option<GssCode>,
    pub fault: FaultKind,
    /// How many places; of an overlap, how many pieces of border that lie in it.
    pub count: u64,
    /// Where the first of them is, to the metre.
    pub easting: i64,
    pub northing: i64,
    /// Of gaps, all of them together, and of an overlap, the land that both wards hold, to the tenth; `null` for other faults, and for
    /// overlaps of outlines of over 2 million points in all, or that cannot be told.
    pub area_square_metres: Option<f64>,
    /// What was done about it; `null` where nothing was. See [`FaultKind`] and `[boundaries] repair`.
    pub repair: Option<&'static str>,
}

impl GeometryFault {
    /// A fault of one ward or authority, seen first at this point.
    pub fn new(file: &str, area_code: GssCode, fault: FaultKind, count: u64, first: GridPoint) -> Self {
        Self {
            file: file.to_owned(),
            area_code,
            other_area_code: None,
            fault,
            count,
            easting: first.easting().round() as i64,
            northing: first.northing().round() as i64,
            area_square_metres: None,
            repair: fault.always_done(),
        }
    }
}

impl FaultKind {
    /// What is done about it in every run, asked or not.
    fn always_done(self) -> Option<&'static str> {
        match self {
            Self::RingNotClosed => Some("closed by a straight line to its first point"),
            Self::RepeatedPoint => Some("taken once"),
            Self::EmptyRing => Some("dropped"),
            _ => None,
        }
    }

    /// Does `[boundaries] repair = true` mend it?
    pub fn is_repairable(self) -> bool {
        matches!(self, Self::Spike | Self::SelfCrossing | Self::SelfTouching)
    }
}

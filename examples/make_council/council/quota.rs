//! How many of the city's 1,928 children there are in each kind of placement and each place: the published totals of Birmingham
//! Children's Trust (Sufficiency Strategy 2021-23), broken down so that its published shares come out.
//!
//! Rows add up to 1,411 fostered, 254 in homes, secure or supported, 65 for adoption, 130 with parents, 20 elsewhere in the
//! community, 29 in other residential settings, 3 at residential schools and 16 other. Columns add up to 58 % inside and
//! near and 12 % outside and far. Of all children 27 % are fostered and 8 % in homes outside; 24 % and 5 % in bordering authorities.

/// The kinds of placement that are placed alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Kin,
    Foster,
    Secure,
    Home,
    Supported,
    Adoption,
    Parents,
    Community,
    OtherResidential,
    School,
    Other,
}

/// Where a placement is, and whether its distance from home is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    InsideNear,
    InsideNotKnown,
    BorderingNear,
    ElsewhereNear,
    BorderingFar,
    ElsewhereFar,
    /// In Great Britain, outside the made-up land.
    BeyondFar,
    BorderingNotKnown,
    ElsewhereNotKnown,
    /// The placement's address is confidential.
    Confidential,
}

use Cell::{
    BeyondFar, BorderingFar, BorderingNear, BorderingNotKnown, Confidential, ElsewhereFar, ElsewhereNear,
    ElsewhereNotKnown, InsideNear, InsideNotKnown,
};

/// The cells of [`QUOTAS`], left to right. There is no inside-and-far: nothing in a city of this size is 20 miles away.
pub const CELLS: [Cell; 10] = [
    InsideNear,
    InsideNotKnown,
    BorderingNear,
    ElsewhereNear,
    BorderingFar,
    ElsewhereFar,
    BeyondFar,
    BorderingNotKnown,
    ElsewhereNotKnown,
    Confidential,
];

/// Children of each kind in each cell.
pub const QUOTAS: [(Kind, [usize; 10]); 11] = [
    (Kind::Kin, [210, 4, 62, 2, 16, 14, 0, 2, 0, 0]),
    (Kind::Foster, [661, 22, 303, 5, 50, 28, 2, 30, 0, 0]),
    (Kind::Secure, [0, 0, 0, 1, 0, 3, 0, 0, 0, 0]),
    (Kind::Home, [30, 1, 47, 5, 20, 38, 3, 3, 1, 0]),
    (Kind::Supported, [50, 19, 8, 1, 2, 4, 0, 16, 2, 0]),
    (Kind::Adoption, [17, 0, 12, 3, 8, 17, 1, 1, 0, 6]),
    (Kind::Parents, [118, 3, 6, 0, 1, 2, 0, 0, 0, 0]),
    (Kind::Community, [14, 0, 3, 0, 0, 3, 0, 0, 0, 0]),
    (Kind::OtherResidential, [10, 1, 5, 1, 3, 9, 0, 0, 0, 0]),
    (Kind::School, [0, 0, 0, 0, 0, 2, 1, 0, 0, 0]),
    (Kind::Other, [8, 1, 2, 0, 1, 3, 0, 1, 0, 0]),
];

/// How many of a kind, among those whose distance is not known, are unaccompanied asylum-seeking: 74 in all, about 4 %.
pub fn asylum_seeking(kind: Kind) -> usize {
    match kind {
        Kind::Supported => 37,
        Kind::Foster => 33,
        Kind::Home => 3,
        Kind::Other => 1,
        _ => 0,
    }
}

/// Children of other authorities placed in the city, by kind: 984 in all.
pub const FROM_ELSEWHERE: [(Kind, usize); 5] =
    [(Kind::Foster, 690), (Kind::Kin, 44), (Kind::Home, 152), (Kind::Supported, 82), (Kind::Parents, 16)];
/// Of them, responsible authorities of the city's own region: 73 %.
pub const FROM_OWN_REGION: usize = 718;

impl Cell {
    /// Is the distance from home to this placement known?
    pub fn is_known(self) -> bool {
        !matches!(self, InsideNotKnown | BorderingNotKnown | ElsewhereNotKnown)
    }
}

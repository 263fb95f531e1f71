//! In which authority is a placement? The answer that inside / outside, and where those outside are, are told from.

use crate::geography::{AuthorityIx, Coverage, GssCode};
use crate::locate::Located;

/// The authority that a point is in, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacedIn {
    /// One that has wards in the coverage.
    Authority(AuthorityIx),
    /// One without a ward in the coverage, told by the file of authorities or by the postcode directory.
    Beyond(GssCode),
    /// In a ward whose own authority is not known.
    AuthorityNotKnown,
    /// In no ward and no known authority; with its nation where the postcode directory tells it.
    NoWard(Option<GssCode>),
    /// There is no point, and nothing else tells.
    NotKnown,
}

impl PlacedIn {
    /// The authority of the point's ward.
    ///
    /// ```
    /// use nearhome::geography::Coverage;
    /// use nearhome::locate::Located;
    /// use nearhome::measure::PlacedIn;
    /// assert_eq!(PlacedIn::by_ward(Located::OUTSIDE, &Coverage::default()), PlacedIn::NoWard(None));
    /// ```
    pub fn by_ward(point: Located, coverage: &Coverage) -> Self {
        match point.ward().map(|ward| coverage.authority_of(ward)) {
            Some(Some(authority)) => Self::Authority(authority),
            Some(None) => Self::AuthorityNotKnown,
            None if point.is_known() => Self::NoWard(None),
            None => Self::NotKnown,
        }
    }

    /// The authority with this code, in the coverage or beyond it.
    pub fn by_code(authority: GssCode, coverage: &Coverage) -> Self {
        coverage.find_authority(authority).map_or(Self::Beyond(authority), Self::Authority)
    }

    /// The authority's code, where it is known.
    pub fn code(self, coverage: &Coverage) -> Option<GssCode> {
        match self {
            Self::Authority(ix) => Some(coverage.authority(ix).code),
            Self::Beyond(code) => Some(code),
            Self::AuthorityNotKnown | Self::NoWard(_) | Self::NotKnown => None,
        }
    }

    /// The nation's code, where it is known.
    pub fn nation(self, coverage: &Coverage) -> Option<GssCode> {
        match self {
            Self::NoWard(nation) => nation,
            _ => coverage.nation_of_authority(self.code(coverage)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::WardIx;
    use crate::summarise::made_up::{AUTHORITIES, code, small_coverage};

    #[test]
    fn a_ward_tells_its_authority_and_the_authority_its_nation() {
        let coverage = small_coverage();
        let welsh = PlacedIn::by_ward(Located::inside(WardIx(8)), &coverage);
        assert_eq!(welsh, PlacedIn::Authority(AuthorityIx(4)));
        assert_eq!(welsh.code(&coverage), Some(code(AUTHORITIES[4])));
        assert_eq!(welsh.nation(&coverage), Some(code("W92000004")));
        assert_eq!(PlacedIn::by_ward(Located::inside(WardIx(12)), &coverage), PlacedIn::AuthorityNotKnown);
        assert_eq!(PlacedIn::by_ward(Located::NOT_KNOWN, &coverage), PlacedIn::NotKnown);
    }

    #[test]
    fn beyond_the_wards_the_code_or_the_directory_tells_the_nation() {
        let coverage = small_coverage();
        let scottish = PlacedIn::by_code(code("S12000047"), &coverage);
        assert_eq!(
            (scottish, scottish.nation(&coverage)),
            (PlacedIn::Beyond(code("S12000047")), Some(code("S92000003")))
        );
        let jersey = PlacedIn::NoWard(Some(code("L93000001")));
        assert_eq!((jersey.code(&coverage), jersey.nation(&coverage)), (None, Some(code("L93000001"))));
        assert_eq!(PlacedIn::NoWard(None).nation(&coverage), None);
    }
}

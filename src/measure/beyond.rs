//! How another authority stands to one's own: bordering it, in its region, in its nation, or beyond.
//! Tells where children placed outside are, and where children placed here come from.

use std::collections::BTreeSet;

use crate::geography::{AuthorityIx, Coverage, GssCode, RegionIx};
use crate::locate::Located;
use crate::study::Settings;

/// Where a placement outside the boundary is, as seen from the responsible authority. The first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Beyond {
    /// In an authority that shares a border with it, or is listed as bordering.
    Bordering,
    /// In its region.
    RestOfRegion,
    /// In its nation.
    RestOfNation,
    /// In a ward of another nation.
    AnotherNation,
    /// In no ward of the coverage: it cannot be said which of the others.
    BeyondTheseBoundaries,
    /// A code that would tell is missing, or the authority is not in the coverage.
    NotKnown,
}

impl Beyond {
    /// Every answer, in the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Bordering,
        Self::RestOfRegion,
        Self::RestOfNation,
        Self::AnotherNation,
        Self::BeyondTheseBoundaries,
        Self::NotKnown,
    ];

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Bordering => "Bordering authority",
            Self::RestOfRegion => "Rest of the region",
            Self::RestOfNation => "Rest of the nation",
            Self::AnotherNation => "Another nation",
            Self::BeyondTheseBoundaries => "Beyond these boundaries",
            Self::NotKnown => "Not known",
        }
    }

    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bordering => "bordering",
            Self::RestOfRegion => "rest_of_region",
            Self::RestOfNation => "rest_of_nation",
            Self::AnotherNation => "another_nation",
            Self::BeyondTheseBoundaries => "beyond_these_boundaries",
            Self::NotKnown => "not_known",
        }
    }
}

/// Which authorities border which, and which regions and nations they are in.
#[derive(Clone, Copy, Debug)]
pub struct Neighbours<'a> {
    coverage: &'a Coverage,
    bordering: &'a [BTreeSet<AuthorityIx>],
    /// The study's authority and the list given for it, which outranks shared edges.
    listed: Option<(GssCode, &'a BTreeSet<GssCode>)>,
}

impl<'a> Neighbours<'a> {
    /// `bordering` has one set an authority of the coverage, in the same order; where it is shorter,
    /// it is not known who borders the authority.
    pub fn new(coverage: &'a Coverage, bordering: &'a [BTreeSet<AuthorityIx>], settings: &'a Settings) -> Self {
        Self { coverage, bordering, listed: settings.authority.zip(settings.bordering.as_ref()) }
    }

    /// How authority `other` stands to another authority `own`.
    ///
    /// A list of bordering authorities in the settings holds both ways. Not known when it cannot be
    /// said whether they share a border, or when both are in England and the region of one is not known.
    ///
    /// ```
    /// use std::collections::BTreeSet;
    /// use nearhome::geography::{Coverage, GssCode};
    /// use nearhome::measure::{Beyond, Neighbours};
    /// use nearhome::study::Settings;
    /// let (birmingham, solihull) = ("E08000025".parse()?, "E08000029".parse()?);
    /// let settings = Settings {
    ///     authority: Some(birmingham), bordering: Some(BTreeSet::from([solihull])), ..Settings::default()
    /// };
    /// let coverage = Coverage::default();
    /// let neighbours = Neighbours::new(&coverage, &[], &settings);
    /// assert_eq!(neighbours.relation(birmingham, solihull), Beyond::Bordering);
    /// # Ok::<(), nearhome::geography::NotAGssCode>(())
    /// ```
    pub fn relation(&self, own: GssCode, other: GssCode) -> Beyond {
        match self.share_a_border(own, other) {
            Some(true) => Beyond::Bordering,
            Some(false) if !self.are_in_one_nation(own, other) => Beyond::AnotherNation,
            Some(false) => match (self.region(own), self.region(other)) {
                (Some(own), Some(other)) if own == other => Beyond::RestOfRegion,
                (Some(_), Some(_)) => Beyond::RestOfNation,
                _ if own.nation_letter() != 'E' => Beyond::RestOfNation, // only England has regions
                _ => Beyond::NotKnown,
            },
            None => Beyond::NotKnown,
        }
    }

    /// Where a placement is that is outside the boundary of `responsible`.
    pub(super) fn beyond(&self, responsible: GssCode, placement: Located) -> Beyond {
        let Some(ward) = placement.ward() else {
            return Beyond::BeyondTheseBoundaries;
        };
        let placed_in = self.coverage.authority_of(ward);
        placed_in.map_or(Beyond::NotKnown, |ix| self.relation(responsible, self.coverage.authority(ix).code))
    }

    fn share_a_border(&self, own: GssCode, other: GssCode) -> Option<bool> {
        if let Some((study, list)) = self.listed {
            if own == study {
                return Some(list.contains(&other));
            }
            if other == study {
                return Some(list.contains(&own));
            }
        }
        let (own, other) = (self.coverage.find_authority(own)?, self.coverage.find_authority(other)?);
        Some(self.bordering.get(own.0 as usize)?.contains(&other))
    }

    /// By the lookup where it tells of both, else by the first letter of their codes.
    fn are_in_one_nation(&self, own: GssCode, other: GssCode) -> bool {
        let nation = |code| self.coverage.find_authority(code).and_then(|ix| self.coverage.authority(ix).nation);
        match (nation(own), nation(other)) {
            (Some(own), Some(other)) => own == other,
            _ => own.nation_letter() == other.nation_letter(),
        }
    }

    fn region(&self, code: GssCode) -> Option<RegionIx> {
        self.coverage.authority(self.coverage.find_authority(code)?).region
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::WardIx;
    use crate::summarise::made_up::{AUTHORITIES, small_bordering, small_coverage};

    fn relation(own: &str, other: &str, settings: &Settings) -> Beyond {
        let (coverage, bordering) = (small_coverage(), small_bordering());
        Neighbours::new(&coverage, &bordering, settings).relation(code(own), code(other))
    }

    fn code(text: &str) -> GssCode {
        text.parse().expect("a code")
    }

    #[test]
    fn the_nearest_relation_that_holds_is_the_answer() {
        let [north, south, coast, east, wales, marches] = AUTHORITIES;
        let plain = Settings::default();
        assert_eq!(relation(north, south, &plain), Beyond::Bordering);
        assert_eq!(relation(north, coast, &plain), Beyond::RestOfRegion);
        assert_eq!(relation(north, east, &plain), Beyond::RestOfNation);
        assert_eq!(relation(north, wales, &plain), Beyond::AnotherNation);
        assert_eq!(relation(wales, marches, &plain), Beyond::RestOfNation, "Wales has no regions");
        assert_eq!(relation(north, "E10000999", &plain), Beyond::NotKnown);
    }

    #[test]
    fn a_list_in_the_settings_outranks_shared_edges_both_ways() {
        let [north, south, coast, ..] = AUTHORITIES;
        let list = BTreeSet::from([code(coast)]);
        let settings = Settings { authority: Some(code(north)), bordering: Some(list), ..Settings::default() };
        assert_eq!(relation(north, coast, &settings), Beyond::Bordering);
        assert_eq!(relation(coast, north, &settings), Beyond::Bordering);
        assert_eq!(relation(north, south, &settings), Beyond::RestOfRegion);
    }

    #[test]
    fn without_the_bordering_sets_nothing_is_claimed() {
        let (coverage, settings) = (small_coverage(), Settings::default());
        let unknown = Neighbours::new(&coverage, &[], &settings);
        assert_eq!(unknown.relation(code(AUTHORITIES[0]), code(AUTHORITIES[2])), Beyond::NotKnown);
    }

    #[test]
    fn an_english_authority_without_a_region_is_not_known() {
        let (mut coverage, bordering, settings) = (small_coverage(), small_bordering(), Settings::default());
        coverage.authorities[3].region = None;
        let neighbours = Neighbours::new(&coverage, &bordering, &settings);
        assert_eq!(neighbours.relation(code(AUTHORITIES[0]), code(AUTHORITIES[3])), Beyond::NotKnown);
        assert_eq!(neighbours.relation(code(AUTHORITIES[3]), code(AUTHORITIES[4])), Beyond::AnotherNation);
    }

    #[test]
    fn a_point_in_no_ward_is_beyond_these_boundaries() {
        let (coverage, bordering, settings) = (small_coverage(), small_bordering(), Settings::default());
        let neighbours = Neighbours::new(&coverage, &bordering, &settings);
        let own = code(AUTHORITIES[0]);
        assert_eq!(neighbours.beyond(own, Located::OUTSIDE), Beyond::BeyondTheseBoundaries);
        assert_eq!(neighbours.beyond(own, Located::inside(WardIx(2))), Beyond::Bordering);
    }

    #[test]
    fn answers_are_numbered_in_the_order_of_tables() {
        for (at, beyond) in Beyond::ALL.into_iter().enumerate() {
            assert_eq!(beyond as usize, at);
        }
    }
}

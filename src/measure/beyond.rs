//! How another authority stands to one's own: bordering it, in its region, in its nation, or beyond.
//! Tells where children placed outside are, and where children placed here come from.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::PlacedIn;
use crate::geography::{AuthorityIx, Coverage, GssCode};
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
    /// In another nation.
    AnotherNation,
    /// In no ward of the coverage, and it cannot be said which of the others.
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
#[derive(Clone, Debug)]
pub struct Neighbours<'a> {
    coverage: &'a Coverage,
    /// The authorities of the coverage, in its order: looked up once, for a million children ask.
    sides: Vec<Side>,
    positions: HashMap<GssCode, AuthorityIx>,
    bordering: &'a [BTreeSet<AuthorityIx>],
    /// The study's authority and the list given for it, which outranks shared edges.
    listed: Option<(GssCode, &'a BTreeSet<GssCode>)>,
}

/// One authority of two, and what it takes to compare them.
#[derive(Clone, Copy, Debug)]
struct Side {
    code: GssCode,
    /// Its position, when it is in the coverage.
    covered: Option<AuthorityIx>,
    region: Option<GssCode>,
    /// By the lookup, else by the first letter of the code.
    nation: Option<GssCode>,
}

impl Side {
    fn of(code: GssCode, covered: Option<AuthorityIx>, coverage: &Coverage) -> Self {
        Self { code, covered, region: coverage.region_of_authority(code), nation: coverage.nation_of_authority(code) }
    }
}

impl<'a> Neighbours<'a> {
    /// `bordering` has one set an authority of the coverage, in the same order; where it is shorter,
    /// it is not known who borders the authority.
    pub fn new(coverage: &'a Coverage, bordering: &'a [BTreeSet<AuthorityIx>], settings: &'a Settings) -> Self {
        let side = |ix| Side::of(coverage.authority(ix).code, Some(ix), coverage);
        let sides = coverage.authority_ixs().map(side).collect();
        let positions = coverage.authority_ixs().map(|ix| (coverage.authority(ix).code, ix)).collect();
        Self { coverage, sides, positions, bordering, listed: settings.authority.zip(settings.bordering.as_ref()) }
    }

    /// The position of an authority, when it is in the coverage.
    pub(super) fn find(&self, code: GssCode) -> Option<AuthorityIx> {
        self.positions.get(&code).copied()
    }

    /// The wards and authorities that are spoken of.
    pub(super) fn coverage(&self) -> &'a Coverage {
        self.coverage
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
        self.between(self.side(own), self.side(other))
    }

    fn between(&self, own: Side, other: Side) -> Beyond {
        match self.share_a_border(own, other) {
            Some(true) => Beyond::Bordering,
            Some(false) if !are_in_one_nation(own, other) => Beyond::AnotherNation,
            Some(false) => match (own.region, other.region) {
                (Some(own), Some(other)) if own == other => Beyond::RestOfRegion,
                (Some(_), Some(_)) => Beyond::RestOfNation,
                _ if own.code.nation_letter() != 'E' => Beyond::RestOfNation, // only England has regions
                _ => Beyond::NotKnown,
            },
            None => Beyond::NotKnown,
        }
    }

    fn side(&self, code: GssCode) -> Side {
        match self.find(code) {
            Some(ix) => self.sides[ix.0 as usize],
            None => Side::of(code, None, self.coverage),
        }
    }

    /// Where a placement is that is outside the boundary of `responsible`. Beyond the wards, as far as it is known.
    pub(super) fn beyond(&self, responsible: GssCode, placement: PlacedIn) -> Beyond {
        match (placement, placement.code(self.coverage)) {
            (PlacedIn::Authority(ix), _) => self.between(self.side(responsible), self.sides[ix.0 as usize]),
            (_, Some(code)) => match self.relation(responsible, code) {
                Beyond::NotKnown => self.beyond_by_nation(responsible, placement),
                known => known,
            },
            (PlacedIn::NoWard(_), None) => self.beyond_by_nation(responsible, placement),
            (_, None) => Beyond::NotKnown,
        }
    }

    /// What the nation alone tells: another one, or nothing.
    fn beyond_by_nation(&self, responsible: GssCode, placement: PlacedIn) -> Beyond {
        let nations = self.coverage.nation_of_authority(responsible).zip(placement.nation(self.coverage));
        let is_another = nations.is_some_and(|(own, other)| own != other);
        if is_another { Beyond::AnotherNation } else { Beyond::BeyondTheseBoundaries }
    }

    fn share_a_border(&self, own: Side, other: Side) -> Option<bool> {
        if let Some((study, list)) = self.listed {
            if own.code == study {
                return Some(list.contains(&other.code));
            }
            if other.code == study {
                return Some(list.contains(&own.code));
            }
        }
        if let (Some(own), Some(other)) = (own.covered, other.covered) {
            return Some(self.bordering.get(own.0 as usize)?.contains(&other));
        }
        let borders = &self.coverage.surroundings.borders;
        let of_own = borders.get(&own.code)?;
        borders.contains_key(&other.code).then(|| of_own.contains(&other.code))
    }
}

/// By the lookup where it tells of both, else by the first letter of their codes.
fn are_in_one_nation(own: Side, other: Side) -> bool {
    match (own.nation, other.nation) {
        (Some(own), Some(other)) => own == other,
        _ => own.code.nation_letter() == other.code.nation_letter(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    use crate::geography::OuterAuthority;
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
        assert_eq!(neighbours.beyond(own, PlacedIn::NoWard(None)), Beyond::BeyondTheseBoundaries);
        assert_eq!(neighbours.beyond(own, PlacedIn::Authority(AuthorityIx(1))), Beyond::Bordering);
        assert_eq!(neighbours.beyond(own, PlacedIn::AuthorityNotKnown), Beyond::NotKnown);
    }

    #[test]
    fn a_point_in_no_ward_whose_nation_is_known_is_in_another_nation_or_not_told() {
        let (coverage, bordering, settings) = (small_coverage(), small_bordering(), Settings::default());
        let neighbours = Neighbours::new(&coverage, &bordering, &settings);
        let own = code(AUTHORITIES[0]);
        let in_nation = |nation| neighbours.beyond(own, PlacedIn::NoWard(Some(code(nation))));
        assert_eq!(in_nation("S92000003"), Beyond::AnotherNation);
        assert_eq!(in_nation("L93000001"), Beyond::AnotherNation);
        assert_eq!(in_nation("E92000001"), Beyond::BeyondTheseBoundaries);
    }

    #[test]
    fn an_authority_beyond_the_wards_is_placed_by_its_outline_its_region_and_its_nation() {
        let (mut coverage, bordering, settings) = (small_coverage(), small_bordering(), Settings::default());
        let [own, near, far, silent] = ["E08000001", "E10000003", "E10000009", "E10000011"].map(code);
        for (authority, region) in [(near, Some("E12000001")), (far, Some("E12000009")), (silent, None)] {
            let told = OuterAuthority { region: region.map(code), ..OuterAuthority::default() };
            coverage.surroundings.authorities.insert(authority, told);
        }
        let beyond = |coverage: &Coverage, other| {
            Neighbours::new(coverage, &bordering, &settings).beyond(own, PlacedIn::Beyond(other))
        };
        assert_eq!(beyond(&coverage, near), Beyond::BeyondTheseBoundaries, "it may border");
        coverage.surroundings.borders =
            BTreeMap::from([(own, BTreeSet::new()), (near, BTreeSet::new()), (far, BTreeSet::new())]);
        assert_eq!(beyond(&coverage, near), Beyond::RestOfRegion);
        assert_eq!(beyond(&coverage, far), Beyond::RestOfNation);
        assert_eq!(beyond(&coverage, silent), Beyond::BeyondTheseBoundaries);
        coverage.surroundings.borders.insert(own, BTreeSet::from([far]));
        assert_eq!(beyond(&coverage, far), Beyond::Bordering);
        assert_eq!(beyond(&coverage, code("S12000047")), Beyond::AnotherNation);
    }

    #[test]
    fn answers_are_numbered_in_the_order_of_tables() {
        for (at, beyond) in Beyond::ALL.into_iter().enumerate() {
            assert_eq!(beyond as usize, at);
        }
    }
}

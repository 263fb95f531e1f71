//! Is a placement inside the boundary of the authority responsible for the child? (Design, rule 5.)

use super::PlacedIn;
use crate::geography::{Coverage, GssCode};

/// The answer; not known is its own category and stays in denominators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Boundary {
    Inside,
    Outside,
    NotKnown,
}

impl Boundary {
    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Outside => "outside",
            Self::NotKnown => "not_known",
        }
    }
}

/// Is the placement within the responsible authority, at the upper tier?
///
/// The coverage is taken to hold every ward of each of its authorities. So:
/// - nothing known of where the placement is, or no responsible authority: not known;
/// - in some authority, of the coverage or beyond it: inside when it is the responsible one, outside when it is another,
///   even when the responsible authority is not in the coverage;
/// - in no ward: outside when the responsible authority is in the coverage, or in another nation; else not known;
/// - in a ward whose own authority is not known: not known.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::measure::{Boundary, PlacedIn, boundary};
/// let responsible = "E08000025".parse().ok();
/// assert_eq!(boundary(PlacedIn::NotKnown, responsible, &Coverage::default()), Boundary::NotKnown);
/// ```
pub fn boundary(placement: PlacedIn, responsible: Option<GssCode>, coverage: &Coverage) -> Boundary {
    let Some(responsible) = responsible else { return Boundary::NotKnown };
    let is_covered = || coverage.find_authority(responsible).is_some();
    let is_abroad = |nation: GssCode| coverage.nation_of_authority(responsible).is_some_and(|own| own != nation);
    match (placement, placement.code(coverage)) {
        (_, Some(code)) if code == responsible => Boundary::Inside,
        (_, Some(_)) => Boundary::Outside,
        (PlacedIn::NoWard(nation), None) if is_covered() || nation.is_some_and(is_abroad) => Boundary::Outside,
        (_, None) => Boundary::NotKnown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::WardIx;
    use crate::locate::Located;
    use crate::summarise::made_up::{AUTHORITIES, code, small_coverage};

    fn of(placement: PlacedIn, responsible: &str) -> Boundary {
        boundary(placement, responsible.parse().ok(), &small_coverage())
    }

    fn placed(ward: u32, responsible: &str) -> Boundary {
        of(PlacedIn::by_ward(Located::inside(WardIx(ward)), &small_coverage()), responsible)
    }

    #[test]
    fn a_ward_of_the_responsible_authority_is_inside_and_any_other_outside() {
        assert_eq!(placed(0, AUTHORITIES[0]), Boundary::Inside);
        assert_eq!(placed(2, AUTHORITIES[0]), Boundary::Outside);
    }

    #[test]
    fn a_responsible_authority_beyond_the_coverage_is_still_certain_when_the_ward_is_anothers() {
        assert_eq!(placed(0, "E10000999"), Boundary::Outside);
        assert_eq!(of(PlacedIn::NoWard(None), "E10000999"), Boundary::NotKnown);
    }

    #[test]
    fn an_authority_beyond_the_coverage_is_inside_its_own_boundary() {
        let beyond = PlacedIn::by_code(code("E10000999"), &small_coverage());
        assert_eq!(of(beyond, "E10000999"), Boundary::Inside);
        assert_eq!(of(beyond, AUTHORITIES[0]), Boundary::Outside);
    }

    #[test]
    fn a_placement_in_no_ward_is_outside_an_authority_of_the_coverage() {
        assert_eq!(of(PlacedIn::NoWard(None), AUTHORITIES[0]), Boundary::Outside);
    }

    #[test]
    fn a_placement_in_another_nation_is_outside_wherever_the_authority_is() {
        assert_eq!(of(PlacedIn::NoWard(Some(code("L93000001"))), "E10000999"), Boundary::Outside);
        assert_eq!(of(PlacedIn::NoWard(Some(code("E92000001"))), "E10000999"), Boundary::NotKnown);
    }

    #[test]
    fn without_a_point_an_authority_or_the_wards_authority_it_is_not_known() {
        let coverage = small_coverage();
        assert_eq!(of(PlacedIn::NotKnown, AUTHORITIES[0]), Boundary::NotKnown);
        let ward = PlacedIn::by_ward(Located::inside(WardIx(0)), &coverage);
        assert_eq!(boundary(ward, None, &coverage), Boundary::NotKnown);
        let orphan = coverage.wards.iter().position(|ward| ward.authority.is_none()).expect("made so") as u32;
        assert_eq!(placed(orphan, AUTHORITIES[0]), Boundary::NotKnown);
    }
}

//! Is a placement inside the boundary of the authority responsible for the child? (Design, rule 5.)

use crate::geography::{Coverage, GssCode};
use crate::locate::Located;

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
/// The placement's authority is that of its ward. The coverage is taken to hold every ward of each of its authorities. So:
/// - no placement point, or no responsible authority: not known;
/// - in a ward of some authority: inside when it is the responsible one, outside when it is another,
///   even when the responsible authority is not in the coverage;
/// - in no ward: outside when the responsible authority is in the coverage, else not known;
/// - in a ward whose own authority is not known: not known.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::locate::Located;
/// use nearhome::measure::{Boundary, boundary};
/// let responsible = "E08000025".parse().ok();
/// assert_eq!(boundary(Located::NOT_KNOWN, responsible, &Coverage::default()), Boundary::NotKnown);
/// ```
pub fn boundary(placement: Located, responsible: Option<GssCode>, coverage: &Coverage) -> Boundary {
    let (true, Some(responsible)) = (placement.is_known(), responsible) else {
        return Boundary::NotKnown;
    };
    let is_covered = coverage.find_authority(responsible).is_some();
    match placement.ward().map(|ward| coverage.authority_of(ward)) {
        Some(Some(placed_in)) if coverage.authority(placed_in).code == responsible => Boundary::Inside,
        Some(Some(_)) => Boundary::Outside,
        None if is_covered => Boundary::Outside,
        Some(None) | None => Boundary::NotKnown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::WardIx;
    use crate::summarise::made_up::{AUTHORITIES, small_coverage};

    fn placed(ward: u32, responsible: &str) -> Boundary {
        boundary(Located::inside(WardIx(ward)), responsible.parse().ok(), &small_coverage())
    }

    #[test]
    fn a_ward_of_the_responsible_authority_is_inside_and_any_other_outside() {
        assert_eq!(placed(0, AUTHORITIES[0]), Boundary::Inside);
        assert_eq!(placed(2, AUTHORITIES[0]), Boundary::Outside);
    }

    #[test]
    fn a_responsible_authority_beyond_the_coverage_is_still_certain_when_the_ward_is_anothers() {
        assert_eq!(placed(0, "E10000999"), Boundary::Outside);
        let nowhere = boundary(Located::OUTSIDE, "E10000999".parse().ok(), &small_coverage());
        assert_eq!(nowhere, Boundary::NotKnown);
    }

    #[test]
    fn a_placement_in_no_ward_is_outside_an_authority_of_the_coverage() {
        assert_eq!(boundary(Located::OUTSIDE, AUTHORITIES[0].parse().ok(), &small_coverage()), Boundary::Outside);
    }

    #[test]
    fn without_a_point_an_authority_or_the_wards_authority_it_is_not_known() {
        let coverage = small_coverage();
        assert_eq!(boundary(Located::NOT_KNOWN, AUTHORITIES[0].parse().ok(), &coverage), Boundary::NotKnown);
        assert_eq!(boundary(Located::inside(WardIx(0)), None, &coverage), Boundary::NotKnown);
        let orphan = coverage.wards.iter().position(|ward| ward.authority.is_none()).expect("made so") as u32;
        assert_eq!(placed(orphan, AUTHORITIES[0]), Boundary::NotKnown);
    }
}

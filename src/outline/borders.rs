//! Which authorities border on which: a placement next door is another matter than one far off.

use std::collections::BTreeSet;

use super::Seams;
use crate::geography::{AuthorityIx, Coverage, Shape};

/// For each authority, in the order of [`Coverage::authorities`], the others that share a stretch of border with it.
///
/// Touching in a single point is not bordering. Two sides of a border are the same line when the corners of one are
/// within 5 cm of the other, so they need not be drawn with the same points; where a file leaves a gap wider than that
/// (an estuary, boundaries drawn to high water) there is no border. Wards without an authority border on nothing.
///
/// `seams` are those between the coverage's wards, in their order.
pub fn bordering_authorities(coverage: &Coverage, seams: &Seams) -> Vec<BTreeSet<AuthorityIx>> {
    let authority = |ward: u32| coverage.wards[ward as usize].authority;
    bordering(coverage.authorities.len(), seams, authority)
}

/// As [`bordering_authorities`], for areas given by their parts: for each, in their order, the positions of the others
/// that share a stretch of border with it.
pub fn bordering_areas(areas: &[Vec<&Shape>]) -> Vec<BTreeSet<AuthorityIx>> {
    let area_of: Vec<u32> = areas.iter().zip(0..).flat_map(|(parts, at)| parts.iter().map(move |_| at)).collect();
    let parts: Vec<&Shape> = areas.iter().flatten().copied().collect();
    bordering(areas.len(), &Seams::between(&parts), |part| Some(AuthorityIx(area_of[part as usize])))
}

fn bordering(count: usize, seams: &Seams, area: impl Fn(u32) -> Option<AuthorityIx>) -> Vec<BTreeSet<AuthorityIx>> {
    let mut borders = vec![BTreeSet::new(); count];
    for [one, other] in seams.borders() {
        if let (Some(one), Some(other)) = (area(one), area(other))
            && one != other
        {
            borders[one.0 as usize].insert(other);
            borders[other.0 as usize].insert(one);
        }
    }
    borders
}

#[cfg(test)]
#[path = "borders_tests.rs"]
mod tests;

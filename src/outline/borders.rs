//! Which authorities border on which: a placement next door is another matter than one far off.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::dissolve::outer_edges;
use super::edges::Edge;
use super::noding::{SAME_LINE_METRES, noded};
use crate::geography::{AuthorityIx, Coverage, Shape};

/// For each authority, in the order of [`Coverage::authorities`], the others that share a stretch of border with it.
///
/// Touching in a single point is not bordering. Two sides of a border are the same line when the corners of one are
/// within 5 cm of the other, so they need not be drawn with the same points; where a file leaves a gap wider than that
/// (an estuary, boundaries drawn to high water) there is no border. Wards without an authority border on nothing.
pub fn bordering_authorities(coverage: &Coverage) -> Vec<BTreeSet<AuthorityIx>> {
    let mut wards: Vec<Vec<&Shape>> = vec![Vec::new(); coverage.authorities.len()];
    for ward in &coverage.wards {
        if let Some(authority) = ward.authority {
            wards[authority.0 as usize].push(&ward.shape);
        }
    }
    bordering_areas(&wards)
}

/// As [`bordering_authorities`], for areas given by their parts: for each, in their order, the positions of the others
/// that share a stretch of border with it.
pub fn bordering_areas(areas: &[Vec<&Shape>]) -> Vec<BTreeSet<AuthorityIx>> {
    let mut stretches = noded(outlines(areas));
    stretches.par_sort_unstable();
    let mut borders = vec![BTreeSet::new(); areas.len()];
    for stretch in stretches.chunk_by(|(one, _), (other, _)| one == other) {
        if !is_long_enough(&stretch[0].0) {
            continue;
        }
        for (_, here) in stretch {
            let others = stretch.iter().map(|(_, there)| *there).filter(|there| there != here);
            borders[here.0 as usize].extend(others);
        }
    }
    borders
}

/// The edges of each area's outline, with the area they belong to.
fn outlines(areas: &[Vec<&Shape>]) -> Vec<(Edge, AuthorityIx)> {
    let outline = |(parts, area): (&Vec<&Shape>, u32)| {
        outer_edges(parts).into_iter().map(move |edge| (edge, AuthorityIx(area))).collect::<Vec<_>>()
    };
    let areas: Vec<_> = areas.iter().zip(0..).collect();
    areas.into_par_iter().flat_map_iter(outline).collect()
}

/// A piece shorter than what counts as one line says nothing about a border.
fn is_long_enough(edge: &Edge) -> bool {
    edge.from.0.metres_to(edge.to.0) > SAME_LINE_METRES
}

#[cfg(test)]
#[path = "borders_tests.rs"]
mod tests;

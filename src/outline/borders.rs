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
    let mut stretches = noded(outlines(coverage));
    stretches.par_sort_unstable();
    let mut borders = vec![BTreeSet::new(); coverage.authorities.len()];
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

/// The edges of each authority's outline, with the authority they belong to.
fn outlines(coverage: &Coverage) -> Vec<(Edge, AuthorityIx)> {
    let mut wards: Vec<Vec<&Shape>> = vec![Vec::new(); coverage.authorities.len()];
    for ward in &coverage.wards {
        if let Some(authority) = ward.authority {
            wards[authority.0 as usize].push(&ward.shape);
        }
    }
    let outline = |authority: AuthorityIx| {
        let edges = outer_edges(&wards[authority.0 as usize]);
        edges.into_iter().map(move |edge| (edge, authority)).collect::<Vec<_>>()
    };
    let authorities: Vec<AuthorityIx> = coverage.authority_ixs().collect();
    authorities.into_par_iter().flat_map_iter(outline).collect()
}

/// A piece shorter than what counts as one line says nothing about a border.
fn is_long_enough(edge: &Edge) -> bool {
    edge.from.0.metres_to(edge.to.0) > SAME_LINE_METRES
}

#[cfg(test)]
#[path = "borders_tests.rs"]
mod tests;

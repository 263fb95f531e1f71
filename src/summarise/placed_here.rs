//! Which children of other authorities are placed in an authority, and where do they come from?

use std::cmp::Reverse;

use super::{AuthorityBalance, AuthorityFlow, AuthorityFlows, Destination, Inputs, Origin, Share};
use crate::geography::{AuthorityIx, Coverage, GssCode};
use crate::measure::{Beyond, Neighbours};

/// The children placed in one authority's wards, whoever is responsible for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedHere {
    pub authority: AuthorityIx,
    /// All children placed here: `own + of_others + responsible_not_known`.
    pub children_placed: u64,
    /// Those the authority itself is responsible for.
    pub own: u64,
    /// Those other authorities are responsible for.
    pub of_others: u64,
    /// Those for whom it is not known who is.
    pub responsible_not_known: u64,
    /// Those of other authorities by where these are, in the order of [`Beyond::ALL`].
    pub by_beyond: [u64; 6],
    /// The other authorities, most children first, then in order of code.
    pub by_authority: Vec<PlacingAuthority>,
}

/// An authority that places children in another's area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacingAuthority {
    pub code: GssCode,
    pub beyond: Beyond,
    pub children: u64,
}

impl PlacedHere {
    /// Children from there, of the children of other authorities placed here.
    pub fn share(&self, beyond: Beyond) -> Share {
        Share::of(self.by_beyond[beyond as usize], self.of_others)
    }
}

/// Children placed in the study's authority, or in every authority where the study names none, told from the
/// matrix of [`authority_flows`](super::authority_flows). An authority is left out when the file holds only its
/// own children: who else is placed there is then not known.
pub fn placed_here(flows: &AuthorityFlows, inputs: &Inputs) -> Vec<PlacedHere> {
    let study = inputs.settings.authority;
    let is_asked = |ix| study.is_none_or(|study| study == inputs.coverage.authority(ix).code);
    let told = flows.balances.iter().filter(|balance| balance.others_in.is_some() && is_asked(balance.authority));
    let neighbours = Neighbours::new(inputs.coverage, inputs.bordering, inputs.settings);
    told.map(|balance| of_authority(balance, &flows.cells, &neighbours, inputs.coverage)).collect()
}

fn of_authority(
    balance: &AuthorityBalance,
    cells: &[AuthorityFlow],
    neighbours: &Neighbours,
    coverage: &Coverage,
) -> PlacedHere {
    let here = coverage.authority(balance.authority).code;
    let placed = cells.iter().filter(|cell| cell.placement == Destination::Authority(balance.authority));
    let others = placed.filter(|cell| cell.responsible != Origin::Authority(balance.authority));
    let placing = |cell: &AuthorityFlow| {
        let code = cell.responsible.code(coverage)?;
        Some(PlacingAuthority { code, beyond: neighbours.relation(here, code), children: cell.children })
    };
    let mut by_authority: Vec<_> = others.filter_map(placing).collect();
    by_authority.sort_by_key(|each| (Reverse(each.children), each.code));
    let mut by_beyond = [0; 6];
    by_authority.iter().for_each(|each| by_beyond[each.beyond as usize] += each.children);
    let of_others = by_authority.iter().map(|each| each.children).sum();
    PlacedHere {
        authority: balance.authority,
        children_placed: balance.own + of_others + balance.responsible_not_known,
        own: balance.own,
        of_others,
        responsible_not_known: balance.responsible_not_known,
        by_beyond,
        by_authority,
    }
}

#[cfg(test)]
#[path = "placed_here_tests.rs"]
mod tests;

//! Which authority places how many children in which, and how many does it place elsewhere and receive?

use std::collections::BTreeMap;

use super::inputs::{authority_held_whole, sole_authority};
use crate::geography::{AuthorityIx, Coverage, GssCode};
use crate::measure::{MeasuredChild, PlacedIn};
use crate::study::Settings;

/// Who is responsible for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    Authority(AuthorityIx),
    /// An authority that is not in the coverage.
    NotInCoverage(GssCode),
    NotKnown,
}

impl Origin {
    /// The authority's code; `None` when it is not known who is responsible.
    pub fn code(self, coverage: &Coverage) -> Option<GssCode> {
        match self {
            Self::Authority(ix) => Some(coverage.authority(ix).code),
            Self::NotInCoverage(code) => Some(code),
            Self::NotKnown => None,
        }
    }
}

/// Where a child is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Destination {
    Authority(AuthorityIx),
    /// In an authority without a ward in the coverage.
    Beyond(GssCode),
    /// In a ward whose authority is not known.
    AuthorityNotKnown,
    /// In no ward of the coverage, and not known in which authority.
    NoWard,
    /// No placement point.
    NotKnown,
}

impl Destination {
    /// The authority's code, where it is known.
    pub fn code(self, coverage: &Coverage) -> Option<GssCode> {
        match self {
            Self::Authority(ix) => Some(coverage.authority(ix).code),
            Self::Beyond(code) => Some(code),
            Self::AuthorityNotKnown | Self::NoWard | Self::NotKnown => None,
        }
    }
}

/// Children of one responsible authority placed in one authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorityFlow {
    pub responsible: Origin,
    pub placement: Destination,
    pub children: u64,
}

/// An authority's children placed elsewhere against others' children placed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuthorityBalance {
    pub authority: AuthorityIx,
    /// Does the file hold all of its own children? If not, its own figures and the net are not known.
    pub holds_own_children: bool,
    /// Its own children placed in it, of those in the file.
    pub own: u64,
    /// Its own children placed outside it, in no ward of the coverage included.
    pub out: u64,
    /// Its own children of whom it is not known whether they are placed in it.
    pub placement_not_known: u64,
    /// Other authorities' children placed in it. `None` when the file holds only its own children.
    pub others_in: Option<u64>,
    /// Children placed in it whose responsible authority is not known.
    pub responsible_not_known: u64,
}

impl AuthorityBalance {
    /// Others' children placed in, less own children placed out; `None` when either is not known.
    pub fn net(&self) -> Option<i64> {
        self.holds_own_children.then_some(())?;
        Some(self.others_in? as i64 - self.out as i64)
    }
}

/// The matrix of authorities, as its cells that are not zero (authorities of the coverage first, each in
/// order of code), and each authority's balance.
/// The cells add up to all children.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorityFlows {
    pub cells: Vec<AuthorityFlow>,
    pub balances: Vec<AuthorityBalance>,
}

/// Responsible authority to the authority of the placement. All children.
pub fn authority_flows(children: &[MeasuredChild], coverage: &Coverage, settings: &Settings) -> AuthorityFlows {
    let cells = cells(children, coverage);
    let whole = authority_held_whole(children, settings);
    let balances = balances(&cells, coverage, sole_authority(children), whole);
    AuthorityFlows { cells, balances }
}

/// Children between authorities of the coverage are counted in a row each; the few others in a map.
fn cells(children: &[MeasuredChild], coverage: &Coverage) -> Vec<AuthorityFlow> {
    let destinations: Vec<Destination> =
        coverage.authority_ixs().map(Destination::Authority).chain(ELSEWHERE).collect();
    let mut rows = vec![vec![0; destinations.len()]; coverage.authorities.len()];
    let mut others: BTreeMap<(Origin, Destination), u64> = BTreeMap::new();
    for child in children {
        let (from, to) = (origin(child), destination(child.placed_in));
        match (from, position(to, coverage)) {
            (Origin::Authority(own), Some(position)) => rows[own.0 as usize][position] += 1,
            _ => *others.entry((from, to)).or_default() += 1,
        }
    }
    let rows = coverage.authority_ixs().map(Origin::Authority).zip(rows);
    let covered = rows.flat_map(|(origin, row)| destinations.iter().map(move |&to| (origin, to)).zip(row));
    let cell = |((responsible, placement), children)| AuthorityFlow { responsible, placement, children };
    let mut cells: Vec<_> = covered.chain(others).map(cell).filter(|cell| cell.children > 0).collect();
    cells.sort_unstable_by_key(|cell| (cell.responsible, cell.placement));
    cells
}

/// The destinations after the authorities, in order.
const ELSEWHERE: [Destination; 3] = [Destination::AuthorityNotKnown, Destination::NoWard, Destination::NotKnown];

/// Where a destination is counted in a row; `None` for those that are too many to have a place in each.
fn position(destination: Destination, coverage: &Coverage) -> Option<usize> {
    let authorities = coverage.authorities.len();
    match destination {
        Destination::Authority(ix) => Some(ix.0 as usize),
        Destination::AuthorityNotKnown => Some(authorities),
        Destination::NoWard => Some(authorities + 1),
        Destination::NotKnown => Some(authorities + 2),
        Destination::Beyond(_) => None,
    }
}

fn origin(child: &MeasuredChild) -> Origin {
    let beyond = || child.responsible.map_or(Origin::NotKnown, Origin::NotInCoverage);
    child.responsible_ix.map_or_else(beyond, Origin::Authority)
}

fn destination(placed_in: PlacedIn) -> Destination {
    match placed_in {
        PlacedIn::Authority(ix) => Destination::Authority(ix),
        PlacedIn::Beyond(code) => Destination::Beyond(code),
        PlacedIn::AuthorityNotKnown => Destination::AuthorityNotKnown,
        PlacedIn::NoWard(_) => Destination::NoWard,
        PlacedIn::NotKnown => Destination::NotKnown,
    }
}

fn balances(
    cells: &[AuthorityFlow],
    coverage: &Coverage,
    sole: Option<GssCode>,
    whole: Option<GssCode>,
) -> Vec<AuthorityBalance> {
    let empty = |authority| AuthorityBalance {
        authority,
        holds_own_children: whole.is_none_or(|code| code == coverage.authority(authority).code),
        own: 0,
        out: 0,
        placement_not_known: 0,
        others_in: (sole != Some(coverage.authority(authority).code)).then_some(0),
        responsible_not_known: 0,
    };
    let mut balances: Vec<_> = coverage.authority_ixs().map(empty).collect();
    for cell in cells {
        if let Origin::Authority(own) = cell.responsible {
            balances[own.0 as usize].add_as_own(cell);
        }
        if let Destination::Authority(host) = cell.placement {
            balances[host.0 as usize].add_as_host(cell);
        }
    }
    balances
}

impl AuthorityBalance {
    fn add_as_own(&mut self, cell: &AuthorityFlow) {
        match cell.placement {
            Destination::Authority(host) if host == self.authority => self.own += cell.children,
            Destination::Authority(_) | Destination::Beyond(_) | Destination::NoWard => self.out += cell.children,
            Destination::AuthorityNotKnown | Destination::NotKnown => self.placement_not_known += cell.children,
        }
    }

    fn add_as_host(&mut self, cell: &AuthorityFlow) {
        match cell.responsible {
            Origin::Authority(own) if own == self.authority => {}
            Origin::Authority(_) | Origin::NotInCoverage(_) => {
                self.others_in = self.others_in.map(|others| others + cell.children);
            }
            Origin::NotKnown => self.responsible_not_known += cell.children,
        }
    }
}

#[cfg(test)]
#[path = "authority_flows_tests.rs"]
mod tests;

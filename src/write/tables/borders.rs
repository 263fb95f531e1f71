//! The table of who borders whom, as "bordering" in every other table means it.

use std::collections::BTreeSet;

use super::figure::{Figure, figure, table, text};
use crate::geography::{Authority, AuthorityIx};
use crate::measure::{Beyond, Neighbours};
use crate::summarise::Findings;
use crate::write::Table;

type Pair<'a> = (&'a Authority, &'a Authority);

/// One row a pair of authorities and direction.
pub(super) fn bordering_table(findings: &Findings) -> Table {
    let coverage = findings.coverage;
    let neighbours = Neighbours::new(coverage, findings.bordering, findings.settings);
    let of = |ix: AuthorityIx| coverage.authority(ix);
    let pairs = coverage
        .authority_ixs()
        .flat_map(|own| candidates(findings, own).into_iter().map(move |other| (of(own), of(other))));
    let borders =
        |(own, other): &Pair| own.code != other.code && neighbours.relation(own.code, other.code) == Beyond::Bordering;
    let about = "Which authorities border which, at the upper tier: by shared edges, or as the study lists them?";
    table("bordering_authorities", about, figures(), pairs.filter(borders))
}

/// All that may border an authority: those that share an edge, and those that the study's list brings in. Not every
/// pair is asked: a coverage may have thousands of authorities.
fn candidates(findings: &Findings, own: AuthorityIx) -> BTreeSet<AuthorityIx> {
    let mut found = findings.bordering.get(own.0 as usize).cloned().unwrap_or_default();
    if let (Some(study), Some(list)) = (findings.settings.authority, &findings.settings.bordering) {
        // The list holds both ways.
        let listed = list.iter().chain([&study]);
        found.extend(listed.filter_map(|&code| findings.coverage.find_authority(code)));
    }
    found
}

fn figures<'a>() -> Vec<Figure<Pair<'a>>> {
    vec![
        figure("authority_code", "GSS code of the authority.", |(own, _): &Pair| text(own.code)),
        figure("authority_name", "Its name.", |(own, _): &Pair| text(own.name.as_str())),
        figure("bordering_code", "GSS code of an authority that borders it.", |(_, other): &Pair| text(other.code)),
        figure("bordering_name", "That authority's name.", |(_, other): &Pair| text(other.name.as_str())),
    ]
}

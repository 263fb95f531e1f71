//! The tables of other authorities' children placed in an authority: by where they come from, and by authority.

use super::figure::{Figure, count, figure, numerator, percent, table, text};
use crate::geography::Coverage;
use crate::measure::Beyond;
use crate::summarise::{Findings, PlacedHere, PlacingAuthority, Share};
use crate::write::{Table, Value};

struct FromWhere<'a> {
    here: &'a PlacedHere,
    beyond: Beyond,
    coverage: &'a Coverage,
}

struct FromAuthority<'a> {
    here: &'a PlacedHere,
    placing: &'a PlacingAuthority,
    coverage: &'a Coverage,
}

/// The authority that the children of a row are placed in.
trait Host {
    fn host(&self) -> (&PlacedHere, &Coverage);
}

impl Host for FromWhere<'_> {
    fn host(&self) -> (&PlacedHere, &Coverage) {
        (self.here, self.coverage)
    }
}

impl Host for FromAuthority<'_> {
    fn host(&self) -> (&PlacedHere, &Coverage) {
        (self.here, self.coverage)
    }
}

fn host_figures<R: Host>() -> Vec<Figure<R>> {
    vec![
        figure("authority_code", "GSS code of the authority that the children are placed in.", |row: &R| {
            let (here, coverage) = row.host();
            text(coverage.authority(here.authority).code)
        }),
        figure("authority_name", "Name of that authority.", |row: &R| {
            let (here, coverage) = row.host();
            text(coverage.authority(here.authority).name.as_str())
        }),
    ]
}

/// Six rows an authority: where the other authorities are whose children are placed there.
pub(super) fn placed_here_table(findings: &Findings) -> Table {
    let coverage = findings.coverage;
    let rows = findings.placed_here.iter();
    let rows = rows.flat_map(|here| Beyond::ALL.map(|beyond| FromWhere { here, beyond, coverage }));
    let about = "Where do the children of other authorities come from who are placed in an authority?";
    let figures = [host_figures(), from_where_figures()].into_iter().flatten().collect();
    table("placed_here", about, figures, rows)
}

fn from_where_figures<'a>() -> Vec<Figure<FromWhere<'a>>> {
    vec![
        figure("responsible_in", "Where the responsible authority is, as seen from this one.", |row| {
            text(row.beyond.label())
        }),
        figure("children", "Children of those authorities placed here: the numerator.", |row| {
            numerator(Some(row.here.share(row.beyond)))
        }),
        figure("children_of_others", "Children of all other authorities placed here: the denominator.", |row| {
            count(row.here.of_others)
        }),
        figure("percent", "children of children_of_others, in percent.", |row| {
            percent(Some(row.here.share(row.beyond)))
        }),
        figure("children_own", "The authority's own children placed here.", |row| count(row.here.own)),
        figure("responsible_not_known", "Children placed here whose responsible authority is not known.", |row| {
            count(row.here.responsible_not_known)
        }),
        figure("children_placed", "All children placed here.", |row| count(row.here.children_placed)),
    ]
}

/// One row a pair of authorities.
pub(super) fn placed_here_by_authority_table(findings: &Findings) -> Table {
    let coverage = findings.coverage;
    let rows = findings.placed_here.iter();
    let rows =
        rows.flat_map(|here| here.by_authority.iter().map(move |placing| FromAuthority { here, placing, coverage }));
    let about = "Which authorities place children in another, most children first?";
    let figures = [host_figures(), from_authority_figures()].into_iter().flatten().collect();
    table("placed_here_by_authority", about, figures, rows)
}

fn from_authority_figures<'a>() -> Vec<Figure<FromAuthority<'a>>> {
    vec![
        figure("responsible_code", "GSS code of the responsible authority.", |row| text(row.placing.code)),
        figure("responsible_name", "Its name; empty when it is not in these boundaries.", |row| {
            let found = row.coverage.find_authority(row.placing.code);
            Value::text(found.map(|ix| row.coverage.authority(ix).name.as_str()))
        }),
        figure("responsible_in", "Where it is, as seen from this authority.", |row| text(row.placing.beyond.label())),
        figure("children", "Its children placed here: the numerator.", |row| count(row.placing.children)),
        figure("children_of_others", "Children of all other authorities placed here: the denominator.", |row| {
            count(row.here.of_others)
        }),
        figure("percent", "children of children_of_others, in percent.", |row| {
            percent(Some(Share::of(row.placing.children, row.here.of_others)))
        }),
    ]
}

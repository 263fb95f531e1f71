//! The tables of wards, authorities, regions, nations and groups: one row an area, the same figures in each.
//! The ward table's columns are the ward layer's fields (design, section 5), then further ones.

use super::area_figures::{AreaRow, core_figures, further_figures};
use super::figure::{Figure, count, figure, naming_the_distance, table, text};
use crate::geography::{Authority, AuthorityIx};
use crate::summarise::{AreaCounts, Findings, Place, RankMeasure};
use crate::write::{Table, Value};

const OF_THE_WARDS_CHILDREN: &str = "the children whose home is in the ward";
const OF_OWN_CHILDREN: &str = "the children the area's authorities are responsible for";

/// One row a ward of the coverage, in order of code.
pub fn ward_table(findings: &Findings) -> Table {
    let figures =
        [place_of_ward(), core_figures(OF_THE_WARDS_CHILDREN), further_figures(OF_THE_WARDS_CHILDREN), potential()];
    let about = "What does each ward hold: carers, places, children at home and placed, rates, distances?";
    area_table("wards", about, figures, &findings.wards, findings)
}

/// One row an authority of the coverage, in order of code.
pub fn authority_table(findings: &Findings) -> Table {
    let figures =
        [place_of_authority(), core_figures(OF_OWN_CHILDREN), further_figures(OF_OWN_CHILDREN), responsible()];
    let about = "What does each authority hold, and how are the children it is responsible for placed?";
    area_table("authorities", about, figures, &findings.authorities, findings)
}

/// One row a region of the coverage, in order of code.
pub fn region_table(findings: &Findings) -> Table {
    let place = vec![
        figure("region_code", "GSS code of the region.", |row: &AreaRow| row.code()),
        figure("region_name", "Name of the region.", |row: &AreaRow| row.name()),
    ];
    let figures = [place, core_figures(OF_OWN_CHILDREN), further_figures(OF_OWN_CHILDREN), responsible()];
    let about = "What does each region hold, and how are the children its authorities are responsible for placed?";
    area_table("regions", about, figures, &findings.regions, findings)
}

/// One row a nation of the coverage, in order of code.
pub fn nation_table(findings: &Findings) -> Table {
    let place = vec![
        figure("nation_code", "GSS code of the nation.", |row: &AreaRow| row.code()),
        figure("nation_name", "Name of the nation.", |row: &AreaRow| row.name()),
    ];
    let figures = [place, core_figures(OF_OWN_CHILDREN), further_figures(OF_OWN_CHILDREN), responsible()];
    let about = "What does each nation hold, and how are the children its authorities are responsible for placed?";
    area_table("nations", about, figures, &findings.nations, findings)
}

/// One row a group of the study's settings, in order of name.
pub fn group_table(findings: &Findings) -> Table {
    let place = vec![
        figure("group_name", "Name of the group in the study's settings.", |row: &AreaRow| row.name()),
        figure(
            "authorities_not_found",
            "Authorities of the group that these boundaries do not have.",
            |row: &AreaRow| count(row.counts.authorities_not_found),
        ),
    ];
    let figures = [place, core_figures(OF_OWN_CHILDREN), further_figures(OF_OWN_CHILDREN), responsible()];
    let about = "What does each group of authorities hold, and how are the children they are responsible for placed?";
    area_table("groups", about, figures, &findings.groups, findings)
}

fn area_table<'a>(
    name: &'static str,
    about: &'static str,
    figures: [Vec<Figure<AreaRow<'a>>>; 4],
    areas: &'a [AreaCounts],
    findings: &'a Findings<'a>,
) -> Table {
    let ranks = RANKED.map(|measure| findings.rank_of_wards(measure));
    let row = |counts: &'a AreaCounts| AreaRow {
        counts,
        coverage: findings.coverage,
        potential: findings.potential_of(&counts.place),
        ranks: match counts.place {
            Place::Ward(ward) => std::array::from_fn(|at| ranks[at][ward.0 as usize]),
            _ => [None; 5],
        },
    };
    let areas = table(name, about, figures.into_iter().flatten().collect(), areas.iter().map(row));
    naming_the_distance(areas, findings.settings.distance)
}

fn place_of_ward<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("ward_code", "GSS code of the ward.", |row| row.code()),
        figure("ward_name", "Name of the ward.", |row| row.name()),
        figure("authority_code", "GSS code of the authority with children's-services duties.", |row| {
            authority(row, |authority| text(authority.code))
        }),
        figure("authority_name", "Name of that authority.", |row| authority(row, |each| text(each.name.as_str()))),
        figure("region_code", "GSS code of the region; empty in Wales.", |row| row.region_code()),
        figure("region_name", "Name of the region.", |row| row.region_name()),
    ]
}

fn place_of_authority<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("authority_code", "GSS code of the authority with children's-services duties.", |row| row.code()),
        figure("authority_name", "Name of the authority.", |row| row.name()),
        figure("region_code", "GSS code of the region; empty in Wales.", |row| row.region_code()),
        figure("region_name", "Name of the region.", |row| row.region_name()),
    ]
}

fn authority(row: &AreaRow, value: impl Fn(&Authority) -> Value) -> Value {
    row.authority().map_or(Value::Null, |ix: AuthorityIx| value(row.coverage.authority(ix)))
}

fn responsible<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure("wards", "Wards of the area.", |row| count(row.counts.wards)),
        figure("children_responsible", "Children the area's authorities are responsible for.", |row| {
            Value::count(row.counts.children.as_ref().and_then(|children| children.children_responsible))
        }),
        figure(
            "children_responsible_per_10k",
            "Children the area's authorities are responsible for to every 10,000 under-18s: DfE's rate.",
            |row| Value::number(row.counts.children_responsible_per_10k(), 2),
        ),
    ]
}

/// The measures whose ranks the ward table holds.
const RANKED: [RankMeasure; 5] = [
    RankMeasure::Carers,
    RankMeasure::ChildrenHome,
    RankMeasure::ChildrenHomePer10k,
    RankMeasure::GapPlaces,
    RankMeasure::UntappedCarers,
];

fn potential<'a>() -> Vec<Figure<AreaRow<'a>>> {
    vec![
        figure(
            "expected_carers",
            "Carers there would be if each segment fostered here as it does in the whole area of the profile.",
            |row| Value::number(row.potential.map(|potential| potential.expected_carers), 1),
        ),
        figure("untapped_carers", "Expected carers less the ward's carers with a segment.", |row| {
            Value::number(row.potential.map(|potential| potential.untapped_carers()), 1)
        }),
        figure(
            "untapped_z_score",
            "untapped_carers / sqrt(expected_carers): in standard errors of a chance count; over 2 is unlikely to be chance.",
            |row| Value::number(row.potential.and_then(|potential| potential.z_score()), 2),
        ),
        figure("ward_name_welsh", "The ward's Welsh name, where the boundaries have one.", |row| {
            Value::text(row.ward().and_then(|ward| ward.name_welsh.as_deref()))
        }),
        figure("district_code", "GSS code of the ward's district: in a shire county not the authority.", |row| {
            Value::text(row.ward().and_then(|ward| ward.district.as_ref()).map(|district| district.code))
        }),
        figure("district_name", "Name of that district.", |row| {
            Value::text(row.ward().and_then(|ward| ward.district.as_ref()).map(|district| district.name.as_str()))
        }),
        figure(
            "rank_carers",
            "Rank among the wards of the study's authority on carers, most first; ties share the first rank.",
            |row| Value::count(row.ranks[0]),
        ),
        figure(
            "rank_children_home",
            "Rank among the wards of the study's authority on children_home, most first.",
            |row| Value::count(row.ranks[1]),
        ),
        figure(
            "rank_children_home_per_10k",
            "Rank among the wards of the study's authority on children_home_per_10k, highest first.",
            |row| Value::count(row.ranks[2]),
        ),
        figure(
            "rank_gap_places",
            "Rank among the wards of the study's authority on gap_places, the widest gap first.",
            |row| Value::count(row.ranks[3]),
        ),
        figure(
            "rank_untapped_carers",
            "Rank among the wards of the study's authority on untapped_carers, most first.",
            |row| Value::count(row.ranks[4]),
        ),
    ]
}

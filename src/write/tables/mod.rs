//! The answers as tables: the same figures and field names in CSV, layers and workbook. One file a set of questions.

mod answers;
mod area_figures;
mod areas;
mod borders;
mod boundary;
mod data_quality;
mod dictionary;
mod distances;
mod figure;
mod flows;
mod group_figures;
mod placed_here;
mod providers;
mod ranks;
mod segments;
mod totals;
mod welsh;

pub use answers::answer_tables;
pub use areas::{authority_table, group_table, nation_table, region_table, ward_table};
pub use data_quality::data_quality_table;
pub use dictionary::columns_table;
pub use flows::ward_flows_table;

use super::Table;
use crate::summarise::Findings;

/// Every table that the study's inputs allow, in a fixed order. Tables of an input that was not given are left out.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::study::Settings;
/// use nearhome::summarise::{Inputs, find};
/// use nearhome::write::tables::all_tables;
/// let (coverage, settings) = (Coverage::default(), Settings::default());
/// let tables = all_tables(&find(&Inputs::new(&coverage, &settings)));
/// assert_eq!(tables[0].name, "wards");
/// ```
pub fn all_tables(findings: &Findings) -> Vec<Table> {
    let mut tables = area_tables(findings);
    if findings.summary.carers.is_some() || findings.summary.children.is_some() {
        tables.extend([totals::totals_table(findings), providers::provider_split_table(findings)]);
        tables.push(ranks::ranks_table(findings));
    }
    if findings.summary.children.is_some() {
        tables.push(boundary::boundary_split_table(findings));
        tables.push(boundary::outside_where_table(findings));
        tables.extend(findings.welsh_split.as_ref().map(|splits| welsh::welsh_split_table(splits)));
        tables.push(distances::distances_table(findings));
        let by_mile = findings.distance_by_mile.as_ref();
        tables.extend(by_mile.map(|children| distances::distance_by_mile_table(children, findings.settings.distance)));
        tables.push(placed_here::placed_here_table(findings));
        tables.push(placed_here::placed_here_by_authority_table(findings));
    }
    tables.extend(flow_tables(findings));
    if let Some(profile) = &findings.segment_profile {
        tables.push(segments::segment_profile_table(findings, profile));
        tables.push(segments::ward_segments_table(findings, &profile.ward_segments(findings.settings)));
        tables.push(segments::ward_potential_table(findings, &profile.wards));
    }
    tables
}

/// The tables that layers have their figures from, of those layers alone that are wanted.
pub fn layer_tables(findings: &Findings, is_wanted: impl Fn(&str) -> bool) -> Vec<Table> {
    type MakeTable = fn(&Findings) -> Table;
    let areas: [(&str, MakeTable); 5] = [
        ("wards", ward_table),
        ("authorities", authority_table),
        ("regions", region_table),
        ("nations", nation_table),
        ("groups", group_table),
    ];
    let wanted = areas.into_iter().filter(|(layer, _)| is_wanted(layer));
    let flows = findings.ward_flows.as_ref().filter(|_| is_wanted("ward_flows"));
    wanted.map(|(_, table)| table(findings)).chain(flows.map(|flows| ward_flows_table(findings, flows))).collect()
}

fn area_tables(findings: &Findings) -> Vec<Table> {
    let is_of_areas = |layer: &str| layer != "ward_flows" && (layer != "groups" || !findings.groups.is_empty());
    let mut tables = layer_tables(findings, is_of_areas);
    tables.push(borders::bordering_table(findings));
    tables
}

fn flow_tables(findings: &Findings) -> Vec<Table> {
    let mut tables = Vec::new();
    if let Some(flows) = &findings.ward_flows {
        tables.extend([flows::ward_flows_table(findings, flows), flows::ward_flow_totals_table(flows)]);
    }
    if let Some(flows) = &findings.authority_flows {
        tables.push(flows::authority_flows_table(findings, &flows.cells));
        tables.push(flows::authority_balance_table(findings, &flows.balances));
    }
    tables
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;

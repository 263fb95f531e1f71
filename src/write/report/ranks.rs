//! The first and the last wards on the measures that recruitment asks for.

use maud::{Markup, html};

use super::areas::Areas;
use super::measures::title_of;
use super::parts::{Cell, Section, table};
use crate::summarise::{Findings, RankMeasure, RankedWard, Ranking};
use crate::write::{Value, grouped};

/// How many wards from either end.
const LIST_LENGTH: usize = 5;

const MEASURES: [RankMeasure; 6] = [
    RankMeasure::GapPlaces,
    RankMeasure::UntappedCarers,
    RankMeasure::ChildrenHome,
    RankMeasure::ChildrenHomePer10k,
    RankMeasure::Carers,
    RankMeasure::OutsideFar,
];

/// The wards at either end of each measure. `None` when no ward is ranked.
pub(super) fn section(findings: &Findings, areas: &Areas) -> Option<Section> {
    let ranked =
        |measure: &RankMeasure| findings.ranks.iter().find(|each| each.measure == *measure && each.wards_ranked() > 0);
    let rankings: Vec<&Ranking> = MEASURES.iter().filter_map(ranked).collect();
    let body = html! {
        p { "Wards with the same figure share a rank: 2 (3 share) is one of three wards that are second; the list may not have \
             room for all. Few children \
             or carers in a ward make its rank a matter of chance: look at the figure before the rank." }
        div.pairs { @for ranking in &rankings { (pair(ranking, areas)) } }
    };
    (!rankings.is_empty()).then_some(Section { id: "ranks", title: "First and last wards", body })
}

fn pair(ranking: &Ranking, areas: &Areas) -> Markup {
    let (name, all) = (title_of(ranking.measure.word()), grouped(ranking.wards_ranked()));
    let list = |end: &str, wards: Vec<RankedWard>| {
        let rows = wards.iter().take(LIST_LENGTH).map(|ward| row(ward, ranking, areas)).collect();
        table(&format!("{name}: {end} of {all} wards"), &["Ward", "Rank", "Figure"], rows)
    };
    html! { div.pair { (list("highest", ranking.highest_first())) (list("lowest", ranking.lowest_first())) } }
}

fn row(ward: &RankedWard, ranking: &Ranking, areas: &Areas) -> Vec<Cell> {
    let rank = if ward.sharing > 1 { format!("{} ({} share)", ward.rank, ward.sharing) } else { ward.rank.to_string() };
    vec![
        Cell::Head(areas.name_of_ward(ward.ward)),
        Cell::Text(rank),
        Cell::Value(Value::number(Some(ward.figure), ranking.measure.decimals())),
    ]
}

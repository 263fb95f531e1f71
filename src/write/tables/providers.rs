//! The table of in-house against agency: one row an area and provider.

use super::figure::{Figure, denominator, figure, numerator, percent, table, text};
use crate::fostering::Provider;
use crate::geography::Coverage;
use crate::summarise::{Findings, ProviderSplit};
use crate::write::{Table, Value};

/// One provider in one area; `None` is those whose provider is not known.
struct ProviderRow<'a> {
    split: &'a ProviderSplit,
    provider: Option<Provider>,
    coverage: &'a Coverage,
}

/// All records, then each region and each authority; six rows each.
pub(super) fn provider_split_table(findings: &Findings) -> Table {
    let figures = [place_figures(), carer_figures(), place_count_figures(), child_figures()];
    let providers = || Provider::ALL.map(Some).into_iter().chain([None]);
    let rows = findings.provider_split.iter().flat_map(|split| {
        providers().map(move |provider| ProviderRow { split, provider, coverage: findings.coverage })
    });
    let about = "Who provides the carers, the places and the placements: in-house or agency?";
    table("provider_split", about, figures.into_iter().flatten().collect(), rows)
}

fn place_figures<'a>() -> Vec<Figure<ProviderRow<'a>>> {
    vec![
        figure("level", "all, region or authority; all includes records in no ward.", |row| {
            text(row.split.place.as_ref().map_or("all", |place| place.level()))
        }),
        figure("area_code", "GSS code of the area.", |row| {
            Value::text(
                row.split.place.as_ref().and_then(|place| place.code(row.coverage)).map(|code| code.to_string()),
            )
        }),
        figure("area_name", "Name of the area.", |row| {
            Value::text(row.split.place.as_ref().map(|place| place.name(row.coverage)))
        }),
        figure("provider", "The provider's word in the files.", |row| {
            text(row.provider.map_or("not_known", Provider::word))
        }),
        figure("provider_label", "The provider in words.", |row| {
            text(row.provider.map_or("Not known", Provider::label))
        }),
    ]
}

fn carer_figures<'a>() -> Vec<Figure<ProviderRow<'a>>> {
    vec![
        figure("carers", "Carers of the provider living in the area.", |row| numerator(row.split.carers(row.provider))),
        figure("carers_all", "Carers of every provider: the denominator.", |row| {
            denominator(row.split.carers(row.provider))
        }),
        figure("carers_percent", "carers of carers_all, in percent.", |row| percent(row.split.carers(row.provider))),
    ]
}

fn place_count_figures<'a>() -> Vec<Figure<ProviderRow<'a>>> {
    vec![
        figure("approved_places", "Approved places of the provider's carers, as far as they state them.", |row| {
            numerator(row.split.approved_places(row.provider))
        }),
        figure("approved_places_all", "Approved places of all carers: the denominator.", |row| {
            denominator(row.split.approved_places(row.provider))
        }),
        figure("approved_places_percent", "approved_places of approved_places_all, in percent.", |row| {
            percent(row.split.approved_places(row.provider))
        }),
        figure("carers_without_approved_places", "Carers of the provider who state no number of them.", |row| {
            Value::count(row.split.carers.map(|carers| carers.of(row.provider).approved.carers_not_stating))
        }),
        figure("vacant_places", "Vacant places of the provider's carers, as far as they state them.", |row| {
            numerator(row.split.vacant_places(row.provider))
        }),
        figure("vacant_places_all", "Vacant places of all carers: the denominator.", |row| {
            denominator(row.split.vacant_places(row.provider))
        }),
        figure("vacant_places_percent", "vacant_places of vacant_places_all, in percent.", |row| {
            percent(row.split.vacant_places(row.provider))
        }),
        figure("carers_without_vacant_places", "Carers of the provider who state no number of them.", |row| {
            Value::count(row.split.carers.map(|carers| carers.of(row.provider).vacant.carers_not_stating))
        }),
    ]
}

fn child_figures<'a>() -> Vec<Figure<ProviderRow<'a>>> {
    vec![
        figure("children_fostered", "Fostered children with the provider; the area is responsible for them.", |row| {
            numerator(row.split.fostered(row.provider))
        }),
        figure("children_fostered_all", "All fostered children the area is responsible for.", |row| {
            denominator(row.split.fostered(row.provider))
        }),
        figure("children_fostered_percent", "children_fostered of children_fostered_all, in percent.", |row| {
            percent(row.split.fostered(row.provider))
        }),
        figure("children", "Children with the provider, in any placement; the area is responsible for them.", |row| {
            numerator(row.split.children(row.provider))
        }),
        figure("children_all", "All children the area is responsible for.", |row| {
            denominator(row.split.children(row.provider))
        }),
        figure("children_percent", "children of children_all, in percent.", |row| {
            percent(row.split.children(row.provider))
        }),
    ]
}

//! In-house against agency: carers, places and fostered children by provider, and how near each places.

use maud::html;

use super::boundary::share_cells;
use super::parts::{Cell, Piece, Section, stacked_bar, table, table_with_total};
use crate::fostering::Provider;
use crate::measure::Category;
use crate::summarise::{Breakdown, Findings, ProviderSplit, Share};
use crate::write::Value;
use crate::write::colours::colour_of_provider;

/// A question of a provider's share, in words.
type Asked = (&'static str, fn(&ProviderSplit, Option<Provider>) -> Option<Share>);

const ASKED: [Asked; 4] = [
    ("Carers", ProviderSplit::carers),
    ("Approved places", ProviderSplit::approved_places),
    ("Vacant places", ProviderSplit::vacant_places),
    ("Fostered children", ProviderSplit::fostered),
];

/// The split of all records by provider. `None` without carers and children.
pub(super) fn section(findings: &Findings) -> Option<Section> {
    let split = findings.provider_split.iter().find(|split| split.place.is_none())?;
    let asked: Vec<&Asked> = ASKED.iter().filter(|(_, share)| is_told(share(split, Some(Provider::InHouse)))).collect();
    if asked.is_empty() {
        return None;
    }
    let columns: Vec<&str> = asked.iter().flat_map(|(what, _)| [*what, "Percent"]).collect();
    let row = |provider: Option<Provider>| {
        let shares = asked.iter().map(|(_, share)| share(split, provider).unwrap_or_default());
        let head = Cell::Swatch(label(provider).to_owned(), colour_of_provider(provider), is_hatched(provider));
        std::iter::once(head).chain(shares.flat_map(share_cells)).collect()
    };
    let rows = providers().map(row).collect();
    let whole = |share: Option<Share>| share.map(|share| Share::of(share.denominator, share.denominator));
    let wholes = asked.iter().map(|(_, share)| whole(share(split, None)).unwrap_or_default());
    let total = std::iter::once(Cell::Head("Total".to_owned())).chain(wholes.flat_map(share_cells)).collect();
    let columns: Vec<&str> = std::iter::once("Provider").chain(columns).collect();
    let body = html! {
        @for (what, share) in &asked { (stacked_bar(what, &pieces(|provider| share(split, provider)))) }
        (table_with_total("By provider", &columns, rows, Some(total)))
        (nearness(findings))
    };
    Some(Section { id: "providers", title: "In-house and agency", body })
}

fn is_told(share: Option<Share>) -> bool {
    share.is_some_and(|share| share.denominator > 0)
}

fn providers() -> impl Iterator<Item = Option<Provider>> {
    Provider::ALL.map(Some).into_iter().chain([None])
}

fn label(provider: Option<Provider>) -> &'static str {
    provider.map_or("Not known", Provider::label)
}

/// Two providers have one colour.
fn is_hatched(provider: Option<Provider>) -> bool {
    provider == Some(Provider::Other)
}

fn pieces(share: impl Fn(Option<Provider>) -> Option<Share>) -> Vec<Piece> {
    let piece = |provider: Option<Provider>| Piece {
        label: label(provider).to_owned(),
        short: match provider {
            Some(Provider::InHouse) => "In-house",
            Some(Provider::Ifa) => "Agency",
            Some(Provider::OtherAuthority) => "Other authority",
            Some(Provider::Parent) => "Parent",
            Some(Provider::Other) => "Other",
            None => "Not known",
        },
        colour: colour_of_provider(provider),
        is_hatched: is_hatched(provider),
        percent: share(provider).and_then(Share::percent).unwrap_or(0.0),
    };
    providers().map(piece).collect()
}

/// How near the fostered children of each provider live.
fn nearness(findings: &Findings) -> maud::Markup {
    let miles = findings.settings.threshold_miles;
    let splits = findings.boundary_split.iter();
    let of_provider =
        splits.filter(|split| split.group.breakdown == Breakdown::FosteredByProvider && split.children > 0);
    let rows: Vec<Vec<Cell>> = of_provider
        .map(|split| {
            let children = Cell::Value(Value::count(Some(split.children)));
            let shown =
                [Category::InsideNear, Category::OutsideNear, Category::OutsideFar].map(|each| split.share(each));
            [Cell::Head(split.group.label.clone()), children]
                .into_iter()
                .chain(shown.into_iter().flat_map(share_cells))
                .collect()
        })
        .collect();
    let (near, outside_near, far) =
        (Category::InsideNear.label(miles), Category::OutsideNear.label(miles), Category::OutsideFar.label(miles));
    let columns = ["Provider", "Fostered children", &near, "Percent", &outside_near, "Percent", &far, "Percent"];
    html! { @if !rows.is_empty() { (table("How near each provider's foster placements are", &columns, rows)) } }
}

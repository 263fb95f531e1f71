//! How near to home, inside or outside: DfE's split beside what is published of England, or Wales' own split.

use maud::{Markup, html};

use super::england::{NEW_PLACEMENTS_2025, Published, REST, SNAPSHOT_2015};
use super::parts::{Cell, Piece, Section, stacked_bar, table_with_total};
use crate::measure::Category;
use crate::summarise::{Breakdown, Findings, GroupSplit, Share, WelshPlace, WelshSplit};
use crate::write::Value;
use crate::write::colours::{BLUE, Colour, DARK, GREEN, GREY, ORANGE, colour_of_category};

/// The split of all children and of those fostered. `None` without children.
pub(super) fn section(findings: &Findings) -> Option<Section> {
    let (title, body) = match &findings.welsh_split {
        Some(splits) => ("Inside or outside the authority", welsh(splits)),
        None => ("Inside or outside the boundary, near or far", dfe(findings)?),
    };
    Some(Section { id: "boundary", title, body })
}

fn dfe(findings: &Findings) -> Option<Markup> {
    let of = |breakdown| findings.boundary_split.iter().find(|split| split.group.breakdown == breakdown);
    let (all, fostered) = (of(Breakdown::All)?, of(Breakdown::Fostered)?);
    let miles = findings.settings.threshold_miles;
    // England's figures are published for DfE's 20 miles only.
    let published: &[Published] = if miles == 20.0 { &[SNAPSHOT_2015, NEW_PLACEMENTS_2025] } else { &[] };
    Some(html! {
        p { "Inside and outside are told against the boundary of the authority that is responsible for the child. \
             Children whose distance is not known stay in the denominator." }
        div.together {
            (stacked_bar("All children", &pieces(all, miles)))
            (stacked_bar("Fostered children", &pieces(fostered, miles)))
            @for each in published { (stacked_bar(each.what, &each.pieces())) }
            (table_with_total("Children by boundary and distance", &columns(published),
                rows(all, fostered, miles, published), Some(total(all, fostered, published))))
        }
        @if !published.is_empty() {
            p.note { "England: Department for Education, Children looked after, Open Government Licence v3.0. Published \
                      percentages are rounded, and the two differ in what they are of: children looked after on a day, \
                      and placements begun within a year; the second tells no boundary where the distance is not known." }
        }
    })
}

fn pieces(split: &GroupSplit, miles: f64) -> Vec<Piece> {
    let piece = |category: Category| Piece {
        label: category.label(miles),
        short: short(category),
        colour: colour_of_category(category),
        is_hatched: is_outside(category),
        percent: split.share(category).percent().unwrap_or(0.0),
    };
    Category::ALL.map(piece).into()
}

/// A category in as few words as there is room for.
pub(super) fn short(category: Category) -> &'static str {
    match category {
        Category::InsideNear => "Inside, near",
        Category::InsideFar => "Inside, far",
        Category::OutsideNear => "Outside, near",
        Category::OutsideFar => "Outside, far",
        Category::InsideNotKnown | Category::OutsideNotKnown | Category::BoundaryNotKnown => "Not known",
    }
}

/// Hatched in every chart, so that no one has to tell it by colour.
pub(super) fn is_outside(category: Category) -> bool {
    matches!(category, Category::OutsideNear | Category::OutsideFar | Category::OutsideNotKnown)
}

fn columns(published: &[Published]) -> Vec<&'static str> {
    let own = ["Where", "All children", "Percent", "Fostered children", "Percent"];
    own.into_iter().chain(published.iter().map(|each| each.column)).collect()
}

fn rows(all: &GroupSplit, fostered: &GroupSplit, miles: f64, published: &[Published]) -> Vec<Vec<Cell>> {
    let row = |category: Category| {
        let head = Cell::Swatch(category.label(miles), colour_of_category(category), is_outside(category));
        let ours = [all, fostered].map(|split| share_cells(split.share(category)));
        let theirs = published.iter().map(|each| Cell::Value(Value::number(each.percent_of(category), each.decimals)));
        std::iter::once(head).chain(ours.into_iter().flatten()).chain(theirs).collect()
    };
    let rest = || {
        let ours = (0..4).map(|_| Cell::Value(Value::Null));
        let theirs = published.iter().map(|each| Cell::Value(Value::Number(each.rest, each.decimals)));
        std::iter::once(Cell::Swatch(REST.to_owned(), DARK, true)).chain(ours).chain(theirs).collect()
    };
    Category::ALL.map(row).into_iter().chain((!published.is_empty()).then(rest)).collect()
}

fn total(all: &GroupSplit, fostered: &GroupSplit, published: &[Published]) -> Vec<Cell> {
    let totals = [all, fostered].map(|split| share_cells(Share::of(split.children, split.children)));
    let theirs = published.iter().map(|each| Cell::Value(Value::Number(100.0, each.decimals)));
    std::iter::once(Cell::Head("Total".to_owned())).chain(totals.into_iter().flatten()).chain(theirs).collect()
}

/// A share as its count and its percentage.
pub(super) fn share_cells(share: Share) -> [Cell; 2] {
    [Cell::Value(Value::count(Some(share.numerator))), Cell::Value(Value::number(share.percent(), 1))]
}

fn welsh(splits: &[WelshSplit; 2]) -> Markup {
    let label = |split: &WelshSplit| if split.is_of_fostered { "Fostered children" } else { "All children" };
    let pieces = |split: &WelshSplit| -> Vec<Piece> {
        let piece = |place: WelshPlace| Piece {
            label: place.label().to_owned(),
            short: match place {
                WelshPlace::Inside => "Inside",
                WelshPlace::ElsewhereInWales => "Elsewhere in Wales",
                WelshPlace::England => "England",
                WelshPlace::Elsewhere => "Elsewhere",
                WelshPlace::NotKnown => "Not known",
            },
            colour: colour_of_place(place),
            is_hatched: place != WelshPlace::Inside,
            percent: split.share(place).percent().unwrap_or(0.0),
        };
        WelshPlace::ALL.map(piece).into()
    };
    let row = |place: WelshPlace| {
        let head = Cell::Swatch(place.label().to_owned(), colour_of_place(place), place != WelshPlace::Inside);
        std::iter::once(head).chain(splits.iter().flat_map(|split| share_cells(split.share(place)))).collect()
    };
    let totals = splits.iter().flat_map(|split| share_cells(Share::of(split.children, split.children)));
    let total = std::iter::once(Cell::Head("Total".to_owned())).chain(totals).collect();
    html! {
        p { "As Welsh statistics tell it: inside the authority, elsewhere in Wales, or outside Wales." }
        @for split in splits { (stacked_bar(label(split), &pieces(split))) }
        (table_with_total("Children by where they live",
            &["Where", "All children", "Percent", "Fostered children", "Percent"],
            WelshPlace::ALL.map(row).into(), Some(total)))
    }
}

fn colour_of_place(place: WelshPlace) -> Colour {
    match place {
        WelshPlace::Inside => BLUE,
        WelshPlace::ElsewhereInWales => GREEN,
        WelshPlace::England => ORANGE,
        WelshPlace::Elsewhere => DARK,
        WelshPlace::NotKnown => GREY,
    }
}

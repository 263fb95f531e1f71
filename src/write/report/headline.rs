//! The first figures a person asks for, each with what it is of.

use maud::{Markup, html};

use super::parts::Section;
use crate::geography::DistanceMode;
use crate::summarise::{CarersHeadline, ChildrenHeadline, Share, Summary};
use crate::write::grouped;

/// The headline figures.
pub(super) fn section(summary: &Summary) -> Section {
    let miles = summary.threshold_miles;
    let body = html! {
        ul.cards {
            @if let Some(children) = &summary.children { (children_cards(children, summary, miles)) }
            @if let Some(carers) = &summary.carers { (carers_cards(carers)) }
            @if let Some(here) = &summary.placed_here {
                (share_card(here.of_other_authorities, "of the children placed here are other authorities'"))
            }
        }
    };
    Section { id: "headline", title: "Headline figures", body }
}

fn children_cards(children: &ChildrenHeadline, summary: &Summary, miles: f64) -> Markup {
    let whose = summary.authority_name.as_ref().map_or(String::new(), |name| format!(" of {name}"));
    let all = &children.all;
    let distance = match summary.distance_mode {
        DistanceMode::Ssda903 => &all.distance_ssda903,
        DistanceMode::Exact => &all.distance_exact,
    };
    html! {
        (card(&grouped(children.children), &format!("children looked after{whose}"), ""))
        (share_card(children.fostered, "live with foster carers"))
        @if let Some(welsh) = &summary.welsh_split {
            (share_card(welsh.all.inside, "live inside their local authority"))
            (share_card(welsh.all.elsewhere_in_wales, "live outside their local authority in Wales"))
            (share_card(welsh.all.england, "live in England"))
        } @else {
            (share_card(all.categories.inside_near, &format!("live inside their authority's boundary, {miles} miles or less from home")))
            (share_card(all.outside, "live outside their authority's boundary, at any distance"))
        }
        (share_card(all.far, &format!("live over {miles} miles from home")))
        (share_card(all.distance_not_known, "have no known distance, and are in none of the figures of miles"))
        @if let Some(median) = distance.median_miles {
            @let of = format!("{} known, {} not known", grouped(distance.children_known), grouped(distance.children_not_known));
            (card(&format!("{median:.1} miles"), "half live this near to home or nearer", &of))
        }
    }
}

fn carers_cards(carers: &CarersHeadline) -> Markup {
    let not_stated = |carers: u64| match carers {
        0 => String::new(),
        carers => format!("{} carers do not say", grouped(carers)),
    };
    html! {
        (card(&grouped(carers.carers), "foster carers (approved households)", ""))
        (share_card(carers.in_house, "of the carers are in-house"))
        @if let Some(living) = carers.living_in_authority {
            (share_card(living, "of the carers live in the authority"))
        }
        @if let Some(places) = carers.approved_places {
            (card(&grouped(places), "approved places", &not_stated(carers.carers_without_approved_places)))
        }
        @if let Some(places) = carers.vacant_places {
            (card(&grouped(places), "places vacant", &not_stated(carers.carers_without_vacant_places)))
        }
    }
}

fn share_card(share: Share, what: &str) -> Markup {
    let percent = share.percent().map_or("\u{2013}".to_owned(), |percent| format!("{percent:.1}%"));
    card(&percent, what, &format!("{} of {}", grouped(share.numerator), grouped(share.denominator)))
}

fn card(figure: &str, what: &str, of: &str) -> Markup {
    html! { li { strong { (figure) } " " span.what { (what) } " " span.of { (of) } } }
}

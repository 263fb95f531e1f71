//! `report.html`: the page of a run for people to read. One file that asks nothing of any network; it reads on a
//! phone, prints on A4, and is kept to WCAG 2.2 AA.

mod areas;
mod boundary;
mod curve;
mod definitions;
mod distance;
mod england;
mod flows;
mod headline;
mod left_out;
mod maps;
mod measures;
mod parts;
mod providers;
mod ranks;
mod segments;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use areas::Areas;
use parts::Section;

use super::{LayerInputs, RunReport};
use crate::geography::DistanceMode;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What a browser is allowed: the page's own style and script, and no address at all.
const NOTHING_FROM_ELSEWHERE: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/// The page of a run.
pub fn page(inputs: &LayerInputs<'_>, report: &RunReport) -> String {
    let areas = Areas::of(inputs);
    let sections = sections(inputs, report, &areas);
    let title = &inputs.study.title;
    let page = html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(NOTHING_FROM_ELSEWHERE);
                meta name="generator" content=(format!("nearhome {}", report.nearhome));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the figures" }
                (drawn_once(&areas))
                (head(inputs, report, &sections))
                main #main tabindex="-1" { @for section in &sections { (whole(section)) } }
                footer { p { "Made by nearhome " (report.nearhome) ". This page is one file and asks nothing of any network." } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

fn sections(inputs: &LayerInputs, report: &RunReport, areas: &Areas) -> Vec<Section> {
    let findings = inputs.findings;
    let mut sections = vec![headline::section(&findings.summary)];
    sections.extend(boundary::section(findings));
    sections.extend(distance::section(findings));
    sections.extend(providers::section(findings));
    sections.push(maps::section(findings, areas));
    sections.extend(ranks::section(findings, areas));
    sections.extend(segments::section(findings));
    sections.extend(flows::section(inputs, areas));
    sections.push(maps::every_area(areas));
    sections.push(left_out::section(report));
    sections.push(definitions::section(inputs, areas));
    sections
}

/// Outlines and patterns that every drawing of the page uses.
fn drawn_once(areas: &Areas) -> Markup {
    html! {
        svg.drawn-once width="0" height="0" aria-hidden="true" focusable="false" {
            (areas.outlines())
            pattern #hatch width="4" height="4" patternUnits="userSpaceOnUse" {
                path d="M-1 1l2 -2M0 4l4 -4M3 5l2 -2" stroke="#222" stroke-width="0.8" {}
            }
            pattern #hatch-wide width="1.1" height="8" patternUnits="userSpaceOnUse" {
                path d="M0 8l1.1 -8" stroke="#222" stroke-width="0.14" {}
            }
            pattern #unknown width="10" height="10" patternUnits="userSpaceOnUse" {
                rect width="10" height="10" fill="#fff" {}
                path d="M0 10l10 -10" stroke="#777" stroke-width="1.4" {}
            }
        }
    }
}

fn head(inputs: &LayerInputs, report: &RunReport, sections: &[Section]) -> Markup {
    let (summary, settings) = (&inputs.findings.summary, &inputs.study.settings);
    html! {
        header {
            p.audience { "For internal use: exact counts, not for publication." }
            h1 { (inputs.study.title) }
            p {
                @if let Some(name) = &summary.authority_name { (name) ". " }
                @if let Some(day) = &report.snapshot { "The figures are for " (day) ". " }
                "Near is " (settings.threshold_miles) " miles or less in a straight line, " (how_measured(settings.distance)) "."
            }
            nav aria-label="Contents" { ul { @for section in sections {
                li { a href=(format!("#{}", section.id)) { (section.title) } }
            } } }
        }
    }
}

fn how_measured(mode: DistanceMode) -> &'static str {
    match mode {
        DistanceMode::Ssda903 => "rounded as in the SSDA903 return",
        DistanceMode::Exact => "not rounded",
    }
}

fn whole(section: &Section) -> Markup {
    let heading = format!("{}-title", section.id);
    html! {
        section id=(section.id) aria-labelledby=(heading) {
            h2 id=(heading) { (section.title) }
            (section.body)
        }
    }
}

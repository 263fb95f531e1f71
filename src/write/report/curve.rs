//! The picture of distances: a bar a mile, the share that lives that near or nearer, and the threshold.

use maud::{Markup, html};

use crate::summarise::DistanceByMile;
use crate::write::grouped;

/// The drawing and, within it, the plot, in units that are pixels at the width of a phone held sideways.
const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 300.0;
const LEFT: f64 = 50.0;
const RIGHT: f64 = 510.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 240.0;

/// The plot ends at so many times the threshold; who lives farther is in one last bar.
const SHOWN_THRESHOLDS: f64 = 2.5;

/// Where things are in the plot.
struct Axes {
    miles: usize,
    /// Is there a last bar for all beyond?
    has_beyond: bool,
    most_children: u64,
}

impl Axes {
    fn x(&self, miles: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * miles / (self.miles as f64 + if self.has_beyond { 2.0 } else { 0.0 })
    }

    fn y(&self, share: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * share
    }
}

/// Histogram and curve in one, each with its own axis.
pub(super) fn chart(children: &DistanceByMile, threshold_miles: f64) -> Markup {
    let (axes, bars, beyond) = laid_out(children, threshold_miles);
    let height = |count: u64| axes.y(count as f64 / axes.most_children.max(1) as f64);
    let curve: Vec<String> = (0..=axes.miles)
        .map(|mile| {
            let share = children.within(mile);
            let part = share.numerator as f64 / share.denominator.max(1) as f64;
            format!("{:.1},{:.1}", axes.x(mile as f64), axes.y(part))
        })
        .collect();
    let width = axes.x(1.0) - axes.x(0.0);
    html! {
        figure.chart {
            figcaption { "Children by miles from home (bars, left) and share living that near or nearer (line, right)" }
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(in_words(children, threshold_miles)) {
                (frame(&axes))
                @for (mile, count) in bars.iter().enumerate() {
                    @if *count > 0 { (bar(axes.x(mile as f64), width, height(*count))) }
                }
                @if axes.has_beyond {
                    @let x = axes.x(axes.miles as f64 + 1.0);
                    @if beyond > 0 { (bar(x, width, height(beyond))) }
                    text x=(format!("{:.1}", x + width)) y=(BOTTOM + 32.0) text-anchor="end" { "over " (axes.miles) }
                }
                polyline points=(curve.join(" ")) fill="none" stroke="#b34000" stroke-width="2.5" {}
                (threshold(&axes, threshold_miles))
            }
        }
    }
}

fn laid_out(children: &DistanceByMile, threshold_miles: f64) -> (Axes, Vec<u64>, u64) {
    let farthest = children.by_mile.len();
    let shown = ((threshold_miles * SHOWN_THRESHOLDS).ceil() as usize).clamp(1, 200);
    // The mark is shown where it does not push all bars into a corner.
    let mark = if threshold_miles <= 2.0 * farthest as f64 { threshold_miles.ceil() as usize } else { 1 };
    let shown = if farthest <= shown { farthest.max(mark).min(shown) } else { shown };
    let mut bars = children.by_mile.clone();
    bars.resize(farthest.max(shown), 0);
    let beyond: u64 = bars.split_off(shown).iter().sum();
    let most_children = bars.iter().copied().chain([beyond]).max().unwrap_or(0);
    let most_children = most_children.next_multiple_of(nice_step(most_children));
    (Axes { miles: shown, has_beyond: farthest > shown, most_children }, bars, beyond)
}

fn bar(x: f64, width: f64, top: f64) -> Markup {
    html! {
        rect x=(format!("{:.1}", x + 0.5)) y=(format!("{top:.1}")) width=(format!("{:.1}", (width - 1.0).max(0.5)))
            height=(format!("{:.1}", BOTTOM - top)) fill="#0072b2" {}
    }
}

/// Axes, their figures and their titles.
fn frame(axes: &Axes) -> Markup {
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| axes.miles / step <= 8).unwrap_or(100);
    let children_step = nice_step(axes.most_children);
    html! {
        line x1=(LEFT) x2=(RIGHT) y1=(BOTTOM) y2=(BOTTOM) stroke="#333" {}
        @for mile in (0..=axes.miles).step_by(step) {
            text x=(format!("{:.1}", axes.x(mile as f64))) y=(BOTTOM + 16.0) text-anchor="middle" { (mile) }
        }
        text x=((LEFT + RIGHT) / 2.0) y=(BOTTOM + 50.0) text-anchor="middle" { "miles from home" }
        @for count in (0..=axes.most_children).step_by(children_step as usize) {
            @let y = axes.y(count as f64 / axes.most_children.max(1) as f64);
            line x1=(LEFT) x2=(RIGHT) y1=(format!("{y:.1}")) y2=(format!("{y:.1}")) stroke="#ddd" {}
            text x=(LEFT - 6.0) y=(format!("{:.1}", y + 4.0)) text-anchor="end" { (grouped(count)) }
        }
        @for percent in (0..=100).step_by(25) {
            text x=(RIGHT + 6.0) y=(format!("{:.1}", axes.y(f64::from(percent) / 100.0) + 4.0)) { (percent) "%" }
        }
    }
}

/// A round number of children between two lines: four or five of them.
fn nice_step(most: u64) -> u64 {
    let rough = most.div_ceil(5).max(1);
    let power = 10_u64.pow(rough.ilog10());
    let step = [1, 2, 5, 10].into_iter().map(|times| times * power).find(|&step| step >= rough);
    step.unwrap_or(rough)
}

fn threshold(axes: &Axes, miles: f64) -> Markup {
    if miles > axes.miles as f64 {
        return html! {};
    }
    let x = axes.x(miles);
    html! {
        line x1=(format!("{x:.1}")) x2=(format!("{x:.1}")) y1=(TOP) y2=(BOTTOM)
            stroke="#222" stroke-width="1.5" stroke-dasharray="5 4" {}
        text x=(format!("{x:.1}")) y=(TOP - 7.0) text-anchor=(if x > RIGHT - 40.0 { "end" } else { "middle" }) { (miles) " miles" }
    }
}

/// What the picture shows, for those who do not see it.
fn in_words(children: &DistanceByMile, threshold_miles: f64) -> String {
    let within = |miles: usize| {
        let percent = children.within(miles).percent().map_or("none".to_owned(), |percent| format!("{percent:.1}%"));
        format!("{percent} within {miles} miles")
    };
    let miles = [5, 10, threshold_miles.floor() as usize].map(within);
    format!(
        "Histogram of miles from home with its cumulative curve: {}. The figures are in the table below.",
        miles.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_few() {
        for most in [1, 4, 9, 73, 250, 1_049, 99_999] {
            let step = nice_step(most);
            assert!(most / step <= 5, "{most}: {step}");
            assert!([1, 2, 5].contains(&(step / 10_u64.pow(step.ilog10()))), "{most}: {step}");
        }
    }

    #[test]
    fn every_child_is_in_a_bar() {
        for (by_mile, threshold) in [(vec![3, 0, 4], 20.0), (vec![1; 300], 20.0), (vec![9], 0.5)] {
            let children = DistanceByMile { by_mile, not_known: 0 };
            let (_, bars, beyond) = laid_out(&children, threshold);
            assert_eq!(bars.iter().sum::<u64>() + beyond, children.known());
        }
    }
}

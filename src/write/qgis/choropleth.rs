//! The classes of a map of areas: natural breaks in ColorBrewer's colours, and classes of their own for none and for
//! not known. Colours and legend are decided here; `style` writes them down.

use super::breaks::natural_breaks;
use super::style::Rule;
use super::symbols::{Colour, Symbol, WHITE};
use crate::write::Value;

/// ColorBrewer's YlGnBu, five classes: safe for the colour-blind, in print and in photocopies.
/// Colours by Cynthia A. Brewer, Pennsylvania State University (Apache 2.0).
const SEQUENTIAL: [Colour; 5] =
    [Colour(255, 255, 204), Colour(161, 218, 180), Colour(65, 182, 196), Colour(44, 127, 184), Colour(37, 52, 148)];

/// The two ends of ColorBrewer's PuOr, palest first: orange for more than nought, purple for less.
const ABOVE: [Colour; 3] = [Colour(254, 224, 182), Colour(241, 163, 64), Colour(179, 88, 6)];
const BELOW: [Colour; 3] = [Colour(216, 218, 235), Colour(153, 142, 195), Colour(84, 39, 136)];

/// The rules of a map of one field, from the field's values: one a class, then none, then not known.
/// A field that goes below nought gets two scales that meet at nought.
pub(super) fn rules<'v>(field: &str, values: impl Iterator<Item = &'v Value>) -> Vec<Rule> {
    let (mut figures, mut decimals) = (Vec::new(), 0);
    for value in values {
        match *value {
            Value::Count(count) => figures.push(count as f64),
            Value::Number(figure, places) => {
                figures.push(rounded(figure, places));
                decimals = places;
            }
            _ => {}
        }
    }
    let scale = Scale { field, decimals };
    let is_two_sided = figures.iter().any(|&figure| figure < 0.0);
    let mut rules = Vec::new();
    if is_two_sided {
        let below: Vec<f64> = figures.iter().filter(|&&figure| figure < 0.0).map(|figure| -figure).collect();
        rules.extend(scale.classes(&below, &BELOW, true).into_iter().rev());
    }
    rules.push(Rule {
        filter: format!("\"{field}\" = 0"),
        label: "None".to_owned(),
        symbol: Symbol::Fill { colour: WHITE },
    });
    let above: Vec<f64> = figures.into_iter().filter(|&figure| figure > 0.0).collect();
    rules.extend(scale.classes(&above, if is_two_sided { &ABOVE } else { &SEQUENTIAL }, false));
    rules.push(Rule {
        filter: format!("\"{field}\" IS NULL"),
        label: "Not known, or does not apply".to_owned(),
        symbol: Symbol::Hatched,
    });
    rules
}

/// The figure as the layer has it.
fn rounded(figure: f64, decimals: u8) -> f64 {
    format!("{figure:.*}", usize::from(decimals)).parse().unwrap_or(figure)
}

struct Scale<'a> {
    field: &'a str,
    decimals: u8,
}

impl Scale<'_> {
    /// Classes of figures over nought, or of what is under it with the sign taken off.
    fn classes(&self, figures: &[f64], colours: &[Colour], is_below: bool) -> Vec<Rule> {
        let breaks = natural_breaks(figures, colours.len());
        let mut lower = 0.0;
        let mut rules = Vec::new();
        // Fewer classes than colours: the darkest are kept for the highest.
        for (&upper, &colour) in breaks.iter().zip(&colours[colours.len() - breaks.len()..]) {
            let lowest = figures.iter().copied().filter(|&figure| figure > lower).fold(f64::INFINITY, f64::min);
            rules.push(Rule {
                filter: self.filter(lower, upper, is_below),
                label: self.label(lowest, upper, is_below),
                symbol: Symbol::Fill { colour },
            });
            lower = upper;
        }
        rules
    }

    fn filter(&self, lower: f64, upper: f64, is_below: bool) -> String {
        let Self { field, .. } = self;
        match is_below {
            false => format!("\"{field}\" > {lower} AND \"{field}\" <= {upper}"),
            true => format!("\"{field}\" < -{lower} AND \"{field}\" >= -{upper}"),
        }
    }

    /// From the lowest to the highest figure that is in the class.
    fn label(&self, lowest: f64, highest: f64, is_below: bool) -> String {
        let (sign, decimals) = (if is_below { "\u{2212}" } else { "" }, usize::from(self.decimals));
        let text = |figure: f64| format!("{sign}{figure:.decimals$}");
        match (lowest == highest, is_below) {
            (true, _) => text(lowest),
            (false, false) => format!("{} to {}", text(lowest), text(highest)),
            (false, true) => format!("{} to {}", text(highest), text(lowest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[Value]) -> Vec<String> {
        rules("carers", values.iter()).into_iter().map(|rule| rule.label).collect()
    }

    #[test]
    fn none_and_not_known_are_classes_of_their_own() {
        let values = [Value::Null, Value::Count(0), Value::Count(3), Value::Count(4), Value::Count(90)];
        assert_eq!(labels(&values), ["None", "3", "4", "90", "Not known, or does not apply"]);
    }

    #[test]
    fn a_field_that_goes_below_nought_has_two_scales_that_meet_there() {
        let values = [-9, -8, -1, 0, 2, 30].map(Value::Count);
        let expected = ["\u{2212}9", "\u{2212}8", "\u{2212}1", "None", "2", "30", "Not known, or does not apply"];
        assert_eq!(labels(&values), expected);
    }

    #[test]
    fn every_figure_is_in_exactly_one_class() {
        let values: Vec<Value> = (-40..60).map(|at| Value::Number(f64::from(at * at * at) / 7.0, 1)).collect();
        let rules = rules("rate", values.iter());
        for value in &values {
            let Value::Number(figure, decimals) = value else { panic!("made so") };
            let figure = rounded(*figure, *decimals);
            assert_eq!(rules.iter().filter(|rule| holds(&rule.filter, figure)).count(), 1, "{figure}");
        }
    }

    /// Works a filter out: comparisons of the field with numbers, joined by AND.
    fn holds(filter: &str, figure: f64) -> bool {
        filter.split(" AND ").all(|test| {
            let mut words = test.split(' ').skip(1);
            let (how, number) = (words.next().unwrap(), words.next().unwrap_or("").parse().unwrap_or(f64::NAN));
            match how {
                ">" => figure > number,
                "<" => figure < number,
                ">=" => figure >= number,
                "<=" => figure <= number,
                "=" => figure == number,
                _ => false,
            }
        })
    }
}

//! The classes of a map of areas: natural breaks in ColorBrewer's colours, and classes of their own for none and for
//! not known. The same for QGIS and for the page.

mod breaks;

use breaks::natural_breaks;

use super::Value;
use super::colours::{ABOVE, BELOW, Colour, SEQUENTIAL, WHITE};
use super::words::shown;

/// Which figures are in a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::write) enum Within {
    /// Over the first, up to the second.
    Above(f64, f64),
    /// The same of what is under nought, with the sign taken off.
    Below(f64, f64),
    Nought,
    NotKnown,
}

/// A class: its figures, its line in the legend and its colour; what is not known has none and is hatched.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::write) struct Class {
    pub within: Within,
    pub label: String,
    pub colour: Option<Colour>,
}

impl Within {
    /// Is the value in the class? Every value of the field is in exactly one of its classes.
    pub fn holds(self, value: &Value) -> bool {
        match (self, figure(value)) {
            (Self::NotKnown, figure) => figure.is_none(),
            (Self::Nought, figure) => figure == Some(0.0),
            (Self::Above(lower, upper), Some(figure)) => figure > lower && figure <= upper,
            (Self::Below(lower, upper), Some(figure)) => figure < -lower && figure >= -upper,
            (_, None) => false,
        }
    }
}

/// The classes of one field, from its values: from the lowest, with none where it belongs, then not known.
/// A field that goes below nought gets two scales that meet at nought.
pub(in crate::write) fn classes<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<Class> {
    let (mut figures, mut decimals) = (Vec::new(), 0);
    for value in values {
        if let Value::Number(_, places) = value {
            decimals = usize::from(*places);
        }
        figures.extend(figure(value));
    }
    let is_two_sided = figures.iter().any(|&figure| figure < 0.0);
    let mut classes = Vec::new();
    if is_two_sided {
        let below: Vec<f64> = figures.iter().filter(|&&figure| figure < 0.0).map(|figure| -figure).collect();
        classes.extend(scale(&below, &BELOW, decimals, true).into_iter().rev());
    }
    // Of a difference, nought is no absence.
    let nought = if is_two_sided { "0" } else { "None" };
    classes.push(Class { within: Within::Nought, label: nought.to_owned(), colour: Some(WHITE) });
    let above: Vec<f64> = figures.into_iter().filter(|&figure| figure > 0.0).collect();
    classes.extend(scale(&above, if is_two_sided { &ABOVE } else { &SEQUENTIAL }, decimals, false));
    let label = "Not known, or does not apply".to_owned();
    classes.push(Class { within: Within::NotKnown, label, colour: None });
    classes
}

/// The figure as it is written.
fn figure(value: &Value) -> Option<f64> {
    match *value {
        Value::Count(count) => Some(count as f64),
        Value::Number(figure, places) => format!("{figure:.*}", usize::from(places)).parse().ok(),
        Value::Null | Value::Text(_) | Value::Flag(_) => None,
    }
}

/// Classes of figures over nought, or of what is under it with the sign taken off.
fn scale(figures: &[f64], colours: &[Colour], decimals: usize, is_below: bool) -> Vec<Class> {
    let breaks = natural_breaks(figures, colours.len());
    let mut lower = 0.0;
    let mut classes = Vec::new();
    // Fewer classes than colours: the darkest are kept for the highest.
    for (&upper, &colour) in breaks.iter().zip(&colours[colours.len() - breaks.len()..]) {
        let lowest = figures.iter().copied().filter(|&figure| figure > lower).fold(f64::INFINITY, f64::min);
        let within = if is_below { Within::Below(lower, upper) } else { Within::Above(lower, upper) };
        classes.push(Class { within, label: label(lowest, upper, decimals, is_below), colour: Some(colour) });
        lower = upper;
    }
    classes
}

/// From the lowest to the highest figure that is in the class.
fn label(lowest: f64, highest: f64, decimals: usize, is_below: bool) -> String {
    let signed = |figure: f64| if is_below { -figure } else { figure };
    let text = |figure: f64| shown(&Value::Number(signed(figure), decimals as u8)).unwrap_or_default();
    match (lowest == highest, is_below) {
        (true, _) => text(lowest),
        (false, false) => format!("{} to {}", text(lowest), text(highest)),
        (false, true) => format!("{} to {}", text(highest), text(lowest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[Value]) -> Vec<String> {
        classes(values.iter()).into_iter().map(|class| class.label).collect()
    }

    #[test]
    fn none_and_not_known_are_classes_of_their_own() {
        let values = [Value::Null, Value::Count(0), Value::Count(3), Value::Count(4), Value::Count(9_000)];
        assert_eq!(labels(&values), ["None", "3", "4", "9,000", "Not known, or does not apply"]);
    }

    #[test]
    fn a_field_that_goes_below_nought_has_two_scales_that_meet_there() {
        let values = [-9, -8, -1, 0, 2, 30].map(Value::Count);
        let expected = ["\u{2212}9", "\u{2212}8", "\u{2212}1", "0", "2", "30", "Not known, or does not apply"];
        assert_eq!(labels(&values), expected);
    }

    #[test]
    fn every_value_is_in_exactly_one_class() {
        let mut values: Vec<Value> = (-40..60).map(|at| Value::Number(f64::from(at * at * at) / 7.0, 1)).collect();
        values.push(Value::Null);
        let classes = classes(values.iter());
        for value in &values {
            assert_eq!(classes.iter().filter(|class| class.within.holds(value)).count(), 1, "{value:?}");
        }
    }
}

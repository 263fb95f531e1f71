//! Figures and field names in words, the same on the terminal, on the page and in QGIS.

use super::Value;
use crate::summarise::Share;

/// A count with a comma every three digits: `1,928`.
///
/// ```
/// assert_eq!(nearhome::write::grouped(1_928), "1,928");
/// ```
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let comma_before = |at: usize| at > 0 && (digits.len() - at).is_multiple_of(3);
    digits.char_indices().fold(String::new(), |mut text, (at, digit)| {
        if comma_before(at) {
            text.push(',');
        }
        text.push(digit);
        text
    })
}

/// A percentage with its numerator and denominator: `58.1% (1,121 of 1,928)`; a dash for the percentage of nothing.
///
/// ```
/// use nearhome::summarise::Share;
/// assert_eq!(nearhome::write::share_in_words(Share::of(1, 8)), "12.5% (1 of 8)");
/// ```
pub fn share_in_words(share: Share) -> String {
    let percent = share.percent().map_or("-".to_owned(), |percent| format!("{percent:.1}%"));
    format!("{percent} ({} of {})", grouped(share.numerator), grouped(share.denominator))
}

/// A cell for people to read; `None` when it is not known or does not apply.
pub(super) fn shown(value: &Value) -> Option<String> {
    let grouped = |figure: f64, text: &str| {
        let (whole, rest) = text.split_once('.').map_or((text, ""), |(whole, rest)| (whole, rest));
        let sign = if figure < 0.0 { "\u{2212}" } else { "" };
        let point = if rest.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{rest}", self::grouped(whole.trim_start_matches('-').parse().unwrap_or_default()))
    };
    match value {
        Value::Null => None,
        Value::Text(text) => Some(text.clone()),
        Value::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Value::Count(count) => Some(grouped(*count as f64, &count.to_string())),
        Value::Number(figure, decimals) => Some(grouped(*figure, &format!("{figure:.*}", usize::from(*decimals)))),
    }
}

/// A field's name in words: `Children home per 10k`.
pub(super) fn alias(field: &str) -> String {
    let words = field.replace('_', " ").replace("population 0 17", "population 0\u{2013}17");
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_comma_every_three_digits() {
        assert_eq!([0, 12, 123, 1_928, 1_234_567].map(grouped), ["0", "12", "123", "1,928", "1,234,567"]);
    }

    #[test]
    fn a_share_stands_with_its_numerator_and_denominator() {
        assert_eq!(share_in_words(Share::of(1_121, 1_928)), "58.1% (1,121 of 1,928)");
        assert_eq!(share_in_words(Share::of(0, 0)), "- (0 of 0)");
    }

    #[test]
    fn cells_are_written_for_people() {
        let cells = [
            Value::Null,
            Value::Count(-1_234),
            Value::Number(1_234.567, 2),
            Value::Number(-0.5, 1),
            Value::Flag(true),
            Value::Text("x".to_owned()),
        ];
        let expected = [None, Some("\u{2212}1,234"), Some("1,234.57"), Some("\u{2212}0.5"), Some("yes"), Some("x")];
        assert_eq!(cells.each_ref().map(shown), expected.map(|text| text.map(str::to_owned)));
    }

    #[test]
    fn aliases_are_words_for_people() {
        assert_eq!(alias("children_home_per_10k"), "Children home per 10k");
        assert_eq!(alias("population_0_17"), "Population 0\u{2013}17");
        assert_eq!(alias(""), "");
    }
}

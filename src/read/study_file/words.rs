//! What is said of words that are not known: the nearest one that is.

use crate::read::ReadError;

/// TOML's own message says where; the names it expected are offered by nearness.
pub(super) fn not_a_study(name: &str, text: &str, error: &toml::de::Error) -> ReadError {
    let line = error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
    let place = line.map_or(name.to_owned(), |line| format!("{name}, line {line}"));
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    let hint = unknown_word(&message).map(|(unknown, known)| did_you_mean(unknown, &known));
    let hint = hint.unwrap_or_else(|| "the README shows a whole study file".to_owned());
    ReadError::settings(place, message).with_hint(hint)
}

/// The word that is not known and those that are, of "unknown field `autority`, expected one of `authority`, `title`". A word of the
/// file may have any letters; those that are known have no backtick.
fn unknown_word(message: &str) -> Option<(&str, Vec<&str>)> {
    let (unknown, expected) = message.strip_prefix("unknown ")?.rsplit_once("`, expected ")?;
    let (_, unknown) = unknown.split_once('`')?;
    Some((unknown, expected.split('`').skip(1).step_by(2).collect()))
}

/// Words less alike than this are no slip of the pen.
const ALIKE: f64 = 0.75;

pub(super) fn did_you_mean(word: &str, known: &[&str]) -> String {
    let closeness = |each: &&str| strsim::jaro_winkler(each, word);
    let nearest = known.iter().copied().max_by(|one, other| closeness(one).total_cmp(&closeness(other)));
    match nearest.filter(|nearest| closeness(nearest) >= ALIKE) {
        Some(nearest) => format!("did you mean \"{nearest}\"?"),
        None => format!("it is one of: {}", known.join(", ")),
    }
}

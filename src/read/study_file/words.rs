//! What is said of words that are not known: the nearest one that is.

use crate::read::ReadError;

/// TOML's own message says where; the names it expected are offered by nearness.
pub(super) fn not_a_study(name: &str, text: &str, error: &toml::de::Error) -> ReadError {
    let line = error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
    let place = line.map_or(name.to_owned(), |line| format!("{name}, line {line}"));
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let error = ReadError::settings(place, message.clone());
    match quoted[..] {
        [unknown, ref expected @ ..] if message.starts_with("unknown ") && !expected.is_empty() => {
            error.with_hint(did_you_mean(unknown, expected))
        }
        _ => error.with_hint("the README shows a whole study file"),
    }
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

//! `Table`: named columns and rows, the same for a CSV, a GeoJSON layer and a workbook sheet.

use std::borrow::Cow;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known, or does not apply: an empty cell in CSV, `null` in GeoJSON.
    Null,
    Count(i64),
    /// A figure and the decimals to write it with. Must be finite.
    Number(f64, u8),
    Text(String),
    Flag(bool),
}

/// A column: its name, snake_case with the unit in it, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: Cow<'static, str>,
    /// One sentence for the README, the report and the workbook.
    pub about: Cow<'static, str>,
}

/// A table; its rows are as long as its list of columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// File name without its ending: `boundary_split`.
    pub name: Cow<'static, str>,
    /// What question it answers, one sentence.
    pub about: Cow<'static, str>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
}

impl Value {
    /// A count, or null when not known.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Null, |count| Self::Count(count as i64))
    }

    /// A figure with so many decimals; null when not known or not finite.
    pub fn number(figure: Option<f64>, decimals: u8) -> Self {
        match figure {
            Some(figure) if figure.is_finite() => Self::Number(figure, decimals),
            _ => Self::Null,
        }
    }

    /// A text, or null.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }
}

impl Column {
    /// A column with a fixed name and meaning.
    pub const fn new(name: &'static str, about: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), about: Cow::Borrowed(about) }
    }
}

impl Value {
    /// The value as a number, `true`, `false` or `null`; a text without quotation marks. The same digits in every format.
    pub(crate) fn write_plain(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Count(count) => out.extend_from_slice(count.to_string().as_bytes()),
            Self::Number(figure, decimals) => write_fixed(*figure, *decimals, out),
            Self::Text(text) => out.extend_from_slice(text.as_bytes()),
            Self::Flag(flag) => out.extend_from_slice(if *flag { b"true" } else { b"false" }),
        }
    }
}

/// A figure with fixed decimals, rounded as the standard library does; what rounds to zero has no sign.
fn write_fixed(figure: f64, decimals: u8, out: &mut Vec<u8>) {
    let scale = 10_u64.pow(u32::from(decimals.min(9)));
    let scaled = figure.abs() * scale as f64;
    // Far from a tie and exact as an integer, the nearest whole number of units is the same answer in a tenth of the time.
    let is_plain = decimals <= 9 && scaled < 1e12 && (scaled.fract() - 0.5).abs() > 1e-3;
    if !is_plain {
        return write_as_the_standard_library(figure, decimals, out);
    }
    let units = scaled.round() as u64;
    if figure < 0.0 && units > 0 {
        out.push(b'-');
    }
    out.extend_from_slice((units / scale).to_string().as_bytes());
    if decimals > 0 {
        out.push(b'.');
        let rest = (units % scale).to_string();
        out.extend(std::iter::repeat_n(b'0', usize::from(decimals) - rest.len()));
        out.extend_from_slice(rest.as_bytes());
    }
}

fn write_as_the_standard_library(figure: f64, decimals: u8, out: &mut Vec<u8>) {
    let text = format!("{figure:.*}", usize::from(decimals));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    let text = if is_zero { text.trim_start_matches('-') } else { &text };
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both_ways(figure: f64, decimals: u8) -> [Vec<u8>; 2] {
        let (mut fast, mut plain) = (Vec::new(), Vec::new());
        write_fixed(figure, decimals, &mut fast);
        write_as_the_standard_library(figure, decimals, &mut plain);
        [fast, plain]
    }

    proptest! {
        #[test]
        fn figures_are_what_the_standard_library_writes(figure in -1e9..1e9_f64, decimals in 0..9_u8) {
            let [fast, plain] = both_ways(figure, decimals);
            prop_assert_eq!(fast, plain);
        }

        #[test]
        fn figures_near_a_tie_too(units in -100_000..100_000_i64, nudge in -4..4_i64, decimals in 0..5_u8) {
            let tie = (units as f64 + 0.5) / 10_f64.powi(i32::from(decimals));
            let [fast, plain] = both_ways(f64::from_bits((tie.to_bits() as i64 + nudge) as u64), decimals);
            prop_assert_eq!(fast, plain);
        }
    }
}

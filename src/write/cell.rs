//! `Cell`: one value of a record on its way to a file, borrowed from wherever it is. A layer of a million records makes no
//! copy of any of them. Figures get their digits here, the same in every format.

use super::Value;
use crate::geography::{GssCode, digits_of};

/// One value, as [`Value`], of which nothing is its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Not known, or does not apply.
    Null,
    Count(i64),
    /// A figure and the decimals to write it with. Must be finite.
    Number(f64, u8),
    Text(&'a str),
    Code(GssCode),
    Flag(bool),
}

impl<'a> Cell<'a> {
    /// A count, or null when not known.
    pub fn count(count: Option<impl Into<i64>>) -> Self {
        count.map_or(Self::Null, |count| Self::Count(count.into()))
    }

    /// A figure with so many decimals; null when not known or not finite.
    pub fn number(figure: Option<f64>, decimals: u8) -> Self {
        figure.filter(|figure| figure.is_finite()).map_or(Self::Null, |figure| Self::Number(figure, decimals))
    }

    /// A text, or null.
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    /// A code, or null.
    pub fn code(code: Option<GssCode>) -> Self {
        code.map_or(Self::Null, Self::Code)
    }

    /// Yes or no, or null.
    pub fn flag(flag: Option<bool>) -> Self {
        flag.map_or(Self::Null, Self::Flag)
    }

    /// The value as a number, `true`, `false` or `null`; a text without quotation marks.
    pub(super) fn write_plain(self, out: &mut Vec<u8>) {
        match self {
            Self::Null => out.extend_from_slice(b"null"),
            Self::Count(count) => {
                if count < 0 {
                    out.push(b'-');
                }
                write_units(count.unsigned_abs(), 0, out);
            }
            Self::Number(figure, decimals) => write_fixed(figure, decimals, out),
            Self::Text(text) => out.extend_from_slice(text.as_bytes()),
            Self::Code(code) => out.extend_from_slice(code.text().as_bytes()),
            Self::Flag(flag) => out.extend_from_slice(if flag { b"true" } else { b"false" }),
        }
    }
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Count(count) => Self::Count(*count),
            Value::Number(figure, decimals) => Self::Number(*figure, *decimals),
            Value::Text(text) => Self::Text(text),
            Value::Flag(flag) => Self::Flag(*flag),
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
    write_units(units, usize::from(decimals), out);
}

/// A whole number of units, so many of its digits behind the point (nine at most); none behind, no point.
fn write_units(units: u64, decimals: usize, out: &mut Vec<u8>) {
    const HALF: u64 = 100_000_000;
    let mut digits = [b'0'; 24];
    digits[16..].copy_from_slice(&digits_of((units % HALF) as u32));
    if units >= HALF {
        digits[8..16].copy_from_slice(&digits_of((units / HALF % HALF) as u32));
        digits[..8].copy_from_slice(&digits_of((units / HALF / HALF) as u32));
    }
    let point = digits.len() - decimals;
    let first = if units < HALF { 15.min(point - 1) } else { 0 };
    let blank = first + digits[first..point - 1].iter().take_while(|&&digit| digit == b'0').count();
    out.extend_from_slice(&digits[blank..point]);
    if decimals > 0 {
        out.push(b'.');
        out.extend_from_slice(&digits[point..]);
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

    #[test]
    fn the_largest_numbers_are_written_whole() {
        for (units, decimals, text) in [
            (u64::MAX, 0, "18446744073709551615"),
            (0, 0, "0"),
            (5, 3, "0.005"),
            (1234, 3, "1.234"),
            (100_000_000, 9, "0.100000000"),
        ] {
            let mut out = Vec::new();
            write_units(units, decimals, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
    }

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

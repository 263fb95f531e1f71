//! `Share`: a percentage with the numerator and the denominator it was made from. Rates likewise.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// So many of so many. Serialises as numerator, denominator and percent (one decimal, null of nothing).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub numerator: u64,
    pub denominator: u64,
}

impl Share {
    /// `numerator` of `denominator`.
    pub fn of(numerator: u64, denominator: u64) -> Self {
        Self { numerator, denominator }
    }

    /// The percentage, unrounded; `None` when the denominator is zero.
    ///
    /// ```
    /// use nearhome::summarise::Share;
    /// assert_eq!(Share::of(1, 8).percent(), Some(12.5));
    /// assert_eq!(Share::of(0, 0).percent(), None);
    /// ```
    pub fn percent(self) -> Option<f64> {
        rate(self.numerator, Some(self.denominator), 100.0)
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut share = serializer.serialize_struct("Share", 3)?;
        share.serialize_field("numerator", &self.numerator)?;
        share.serialize_field("denominator", &self.denominator)?;
        share.serialize_field("percent", &self.percent().map(|percent| rounded(percent, 1)))?;
        share.end()
    }
}

/// How many to every `per` of the base; `None` when the base is not known or zero.
///
/// ```
/// use nearhome::summarise::rate;
/// assert_eq!(rate(3, Some(1_500), 10_000.0), Some(20.0));
/// assert_eq!(rate(3, Some(0), 10_000.0), None);
/// ```
pub fn rate(count: u64, base: Option<u64>, per: f64) -> Option<f64> {
    let base = base.filter(|&base| base > 0)?;
    Some(per * count as f64 / base as f64)
}

/// The figure as text with so many decimals has it, so that `summary.json` and the tables agree to the last digit.
pub(super) fn rounded(figure: f64, decimals: usize) -> f64 {
    format!("{figure:.decimals$}").parse().expect("a formatted number reads back as one")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_of_one_is_a_base_and_none_is_not() {
        assert_eq!(rate(1, Some(1), 100.0), Some(100.0));
        assert_eq!((rate(1, Some(0), 100.0), rate(1, None, 100.0)), (None, None));
    }

    #[test]
    fn the_unknown_stay_in_the_denominator_as_in_dfes_first_year() {
        // Placement distance locality, England 2015: 37,080 inside and near of 69,460, the unknown included: 53.4%.
        assert_eq!(Share::of(37_080, 69_460).percent().map(|percent| rounded(percent, 1)), Some(53.4));
    }

    #[test]
    fn in_json_a_share_is_its_numerator_denominator_and_percent() {
        let json = |share| serde_json::to_string(&share).unwrap();
        assert_eq!(json(Share::of(1, 3)), r#"{"numerator":1,"denominator":3,"percent":33.3}"#);
        assert_eq!(json(Share::of(0, 0)), r#"{"numerator":0,"denominator":0,"percent":null}"#);
    }
}

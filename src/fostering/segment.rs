//! `Segment` and `Codebook`: what the codes of a segmentation mean, in which order they stand, and their colours.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::{ShortText, oac};
use crate::geography::{OacLevel, OacYear};

/// One class of a segmentation (Mosaic, Acorn, the Output Area Classification, the council's own).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Upper case, as in [`Carer::segment`](super::Carer::segment).
    pub code: Box<str>,
    /// `None` when the codebook gives it none.
    pub name: Option<ShortText>,
    /// `None` when the codebook gives it none.
    pub colour: Option<Colour>,
}

/// A colour on the screen: red, green and blue.
///
/// ```
/// use nearhome::fostering::Colour;
/// let colour: Colour = "#1F77B4".parse()?;
/// assert_eq!(colour.to_string(), "#1f77b4");
/// assert!("blue".parse::<Colour>().is_err());
/// # Ok::<(), nearhome::fostering::NotAColour>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The text is not a number sign and six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a colour (such as #1f77b4)")]
pub struct NotAColour;

/// The segments of one segmentation, in the order in which they are shown.
///
/// ```
/// use nearhome::fostering::{Codebook, Segment};
/// let segment = |code: &str| Segment { code: code.into(), name: None, colour: None };
/// let codebook = Codebook::new(vec![segment("B"), segment("A")]);
/// assert!(codebook.sort_key("B") < codebook.sort_key("A"));
/// assert!(codebook.sort_key("A") < codebook.sort_key("0: not in it"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    segments: Vec<Segment>,
    positions: BTreeMap<Box<str>, usize>,
}

impl Codebook {
    /// A codebook of these segments, in this order. Of a code that comes twice the first stays.
    pub fn new(segments: Vec<Segment>) -> Self {
        let mut codebook = Self::default();
        for segment in segments {
            if !codebook.positions.contains_key(&segment.code) {
                codebook.positions.insert(segment.code.clone(), codebook.segments.len());
                codebook.segments.push(segment);
            }
        }
        codebook
    }

    /// ONS's own names of an Output Area Classification. Of the subgroups there are none: the codebook is then empty.
    pub fn of_oac(year: OacYear, level: OacLevel) -> Self {
        let named = |&(code, name): &(&str, &str)| Segment { code: code.into(), name: Some(name.into()), colour: None };
        Self::new(oac::names(year, level).iter().map(named).collect())
    }

    /// The segment of a code, upper case; `None` when the codebook does not have it.
    pub fn find(&self, code: &str) -> Option<&Segment> {
        self.positions.get(code).map(|&at| &self.segments[at])
    }

    /// The segments in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// What codes are sorted by: the order of the codebook; codes that it does not have come last, by code.
    pub fn sort_key<'a>(&self, code: &'a str) -> (usize, &'a str) {
        (self.positions.get(code).copied().unwrap_or(usize::MAX), code)
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim().strip_prefix('#').ok_or(NotAColour)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| NotAColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(out, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_checked() {
        for text in ["", "1f77b4", "#1f77b", "#1f77b44", "#1f77bg", "#+1f77b", "#é7b4a", "#fff"] {
            assert_eq!(text.parse::<Colour>(), Err(NotAColour), "{text}");
        }
        assert_eq!(" #FF8000 ".parse::<Colour>().unwrap().to_string(), "#ff8000");
    }

    #[test]
    fn a_code_that_comes_twice_keeps_its_first_name() {
        let segment = |code: &str, name: &str| Segment { code: code.into(), name: Some(name.into()), colour: None };
        let codebook = Codebook::new(vec![segment("B", "first"), segment("A", "a"), segment("B", "second")]);
        assert_eq!(codebook.segments().len(), 2);
        assert_eq!(codebook.find("B").unwrap().name.as_deref(), Some("first"));
        let mut codes = ["0", "A", "Z", "B"];
        codes.sort_by_key(|code| codebook.sort_key(code));
        assert_eq!(codes, ["B", "A", "0", "Z"]);
    }
}

//! `GssCode`: the nine characters that name a ward, an authority, a region or a nation.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// A Government Statistical Service code: one capital letter and eight digits, such as `E05011118`.
///
/// A value that exists has that shape. Whether the code is in use is another question.
/// The first letter is the nation (E, W, S, N), the first three characters are the kind of area.
///
/// ```
/// use nearhome::geography::GssCode;
/// let ward: GssCode = " E05011118 ".parse()?;
/// assert_eq!(ward.as_str(), "E05011118");
/// assert!("Acocks Green".parse::<GssCode>().is_err());
/// # Ok::<(), nearhome::geography::NotAGssCode>(())
/// ```
#[derive(Clone, Copy)]
pub struct GssCode([u8; 9]);

/// The text is not one capital letter and eight digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a GSS code (one letter and eight digits, such as E05011118)")]
pub struct NotAGssCode;

impl GssCode {
    /// From the bytes of a text without blanks around it, the letter in either case.
    ///
    /// # Errors
    /// When they are not one letter and eight digits.
    #[inline]
    pub fn from_bytes(text: &[u8]) -> Result<Self, NotAGssCode> {
        let mut bytes: [u8; 9] = text.try_into().map_err(|_| NotAGssCode)?;
        bytes[0] = bytes[0].to_ascii_uppercase();
        // Looks at all eight whatever the first is, which is faster than stopping.
        let are_digits = bytes[1..].iter().fold(true, |so_far, digit| so_far & digit.is_ascii_digit());
        let is_code = are_digits && bytes[0].is_ascii_uppercase();
        if is_code { Ok(Self(bytes)) } else { Err(NotAGssCode) }
    }

    /// A capital letter and eight digits.
    #[inline]
    pub fn as_bytes(&self) -> &[u8; 9] {
        &self.0
    }

    /// The code as text, always nine characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a GssCode holds ASCII only")
    }

    /// The letter of the nation: `E`, `W`, `S` or `N` in codes in use today.
    pub fn nation_letter(&self) -> char {
        char::from(self.0[0])
    }

    /// The code of the nation that the first letter names; `None` for a letter of no nation of the United Kingdom.
    pub fn nation(&self) -> Option<Self> {
        let nation = match self.nation_letter() {
            'E' => "E92000001",
            'W' => "W92000004",
            'S' => "S92000003",
            'N' => "N92000002",
            _ => return None,
        };
        nation.parse().ok()
    }

    /// The kind of area: `E05` is an English ward, `E10` an English county.
    pub fn kind(&self) -> &str {
        &self.as_str()[..3]
    }
}

impl GssCode {
    /// Two numbers in the order of the text: codes are compared and looked up a dozen times a child, and nine bytes are a call.
    #[inline]
    fn key(self) -> (u64, u8) {
        let [first @ .., last] = self.0;
        (u64::from_be_bytes(first), last)
    }
}

impl PartialEq for GssCode {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for GssCode {}

impl Ord for GssCode {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for GssCode {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for GssCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl FromStr for GssCode {
    type Err = NotAGssCode;

    fn from_str(text: &str) -> Result<Self, NotAGssCode> {
        Self::from_bytes(text.trim().as_bytes())
    }
}

impl fmt::Display for GssCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl fmt::Debug for GssCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Serialize for GssCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn codes_stand_in_the_order_of_their_text(one in "[EW]0[0-2]0{5}[0-2]", other in "[EW]0[0-2]0{5}[0-2]") {
            let codes: [GssCode; 2] = [one.parse().unwrap(), other.parse().unwrap()];
            prop_assert_eq!(codes[0].cmp(&codes[1]), one.cmp(&other));
            prop_assert_eq!(codes[0] == codes[1], one == other);
        }
    }
}

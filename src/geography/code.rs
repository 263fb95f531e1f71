//! `GssCode`: the nine characters that name a ward, an authority, a region or a nation.

use std::fmt;
use std::num::NonZeroU32;
use std::ops::Deref;
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
/// assert_eq!(&*ward.text(), "E05011118");
/// assert!("Acocks Green".parse::<GssCode>().is_err());
/// # Ok::<(), nearhome::geography::NotAGssCode>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GssCode(
    // The letter's place in the alphabet, from 1, in the upper five bits, the number in the others: in the order of the text. Codes are
    // compared and looked up a dozen times a child, and kept by the million.
    NonZeroU32,
);

/// Bits of the number.
const NUMBER_BITS: u32 = 27;

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
        let [letter, digits @ ..]: &[u8; 9] = text.try_into().map_err(|_| NotAGssCode)?;
        let letter = letter.to_ascii_uppercase();
        // Looks at all eight whatever the first is, which is faster than stopping.
        let are_digits = digits.iter().fold(true, |so_far, digit| so_far & digit.is_ascii_digit());
        if !are_digits || !letter.is_ascii_uppercase() {
            return Err(NotAGssCode);
        }
        NonZeroU32::new(u32::from(letter - b'A' + 1) << NUMBER_BITS | eight_digits(*digits))
            .map(Self)
            .ok_or(NotAGssCode)
    }

    /// The code as text: a capital letter and eight digits.
    #[inline]
    pub fn text(self) -> GssText {
        let number = self.0.get() & ((1 << NUMBER_BITS) - 1);
        let mut text = [self.letter(); 9];
        text[1..].copy_from_slice(&digits_of(number));
        GssText(text)
    }

    fn letter(self) -> u8 {
        b'A' - 1 + (self.0.get() >> NUMBER_BITS) as u8
    }

    /// The letter of the nation: `E`, `W`, `S` or `N` in codes in use today.
    pub fn nation_letter(&self) -> char {
        char::from(self.letter())
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

    /// Is it one of ONS's pseudo codes (E99999999, L99999999)? They mean that there is no area.
    pub fn is_pseudo(self) -> bool {
        self.0.get() & ((1 << NUMBER_BITS) - 1) == 99_999_999
    }

    /// Is it of this kind of area? `E05` is an English ward, `E10` an English county.
    pub fn is_kind(self, kind: &str) -> bool {
        self.text().starts_with(kind)
    }
}

/// A code as text, always nine characters.
#[derive(Clone, Copy)]
pub struct GssText([u8; 9]);

impl Deref for GssText {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a GSS code is ASCII only")
    }
}

impl fmt::Display for GssText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self)
    }
}

impl fmt::Debug for GssText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, out)
    }
}

/// The number that eight digits write. Makes pairs of neighbours, all at once, then fours, then the whole.
#[inline]
fn eight_digits(digits: [u8; 8]) -> u32 {
    let ones = u64::from_le_bytes(digits) & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    // Below 100,000,000; above it stands the second four again.
    (fours * 10_000 + (fours >> 32)) as u32
}

/// The eight digits of a number below 100 million, zeros before it: halves, pairs and digits are parted all at once.
#[inline]
pub(crate) fn digits_of(number: u32) -> [u8; 8] {
    let fours = u64::from(number / 10_000) | u64::from(number % 10_000) << 32;
    // By 100 and by 10, as a multiplication and a shift: exact below 10,000 and below 100.
    let hundreds = ((fours * 10_486) >> 20) & 0x0000_007f_0000_007f;
    let pairs = hundreds | (fours - hundreds * 100) << 16;
    let tens = ((pairs * 103) >> 10) & 0x000f_000f_000f_000f;
    let digits = tens | (pairs - tens * 10) << 8;
    (digits | 0x3030_3030_3030_3030).to_le_bytes()
}

impl From<GssCode> for String {
    fn from(code: GssCode) -> Self {
        code.to_string()
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
        out.pad(&self.text())
    }
}

impl fmt::Debug for GssCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text())
    }
}

impl Serialize for GssCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn codes_stand_in_the_order_of_their_text(one in "[AEWZ][09][0-2]0{5}[0-9]", other in "[AEWZ][09][0-2]0{5}[0-9]") {
            let codes: [GssCode; 2] = [one.parse().unwrap(), other.parse().unwrap()];
            prop_assert_eq!(codes[0].cmp(&codes[1]), one.cmp(&other));
            prop_assert_eq!(codes[0] == codes[1], one == other);
        }

        #[test]
        fn a_code_is_its_text(text in "[A-Z][0-9]{8}") {
            let code: GssCode = text.parse().unwrap();
            prop_assert_eq!(&*code.text(), &text);
            prop_assert_eq!(text.to_lowercase().parse(), Ok(code));
        }
    }

    #[test]
    fn eight_digits_are_those_of_the_number() {
        for number in (0..100_000_000).step_by(9_973).chain(0..20_000).chain(99_980_000..100_000_000) {
            assert_eq!(digits_of(number), *format!("{number:08}").as_bytes(), "{number}");
            assert_eq!(eight_digits(digits_of(number)), number);
        }
    }

    #[test]
    fn the_first_and_the_last_codes_are_codes() {
        let texts = ["A00000000", "A99999999", "B00000000", "Z99999999"];
        let codes = texts.map(|text| text.parse::<GssCode>().unwrap());
        assert!(codes.is_sorted() && codes.map(|code| code.to_string()) == texts);
    }

    #[test]
    fn a_code_takes_four_bytes_known_or_not() {
        assert_eq!(size_of::<Option<GssCode>>(), 4);
    }
}

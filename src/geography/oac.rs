//! `OacCode`: a class of ONS's Output Area Classification, as postcode directories give it.

use std::fmt;
use std::str::FromStr;

/// A subgroup (`1C3`), group (`1C`) or supergroup (`1`) of the Output Area Classification, 2011 or 2021. Upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OacCode([u8; 3]);

/// The three levels of the classification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OacLevel {
    Supergroup,
    /// Some twenty classes: enough to tell neighbourhoods apart, few enough for a council's carers.
    #[default]
    Group,
    Subgroup,
}

/// The two editions of the classification in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum OacYear {
    #[serde(rename = "oac_2011")]
    Oac2011,
    #[default]
    #[serde(rename = "oac_2021")]
    Oac2021,
}

/// The text is no class: a digit, a letter and a digit, or the first one or two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a class of the Output Area Classification (such as 1C3)")]
pub struct NotAnOacCode;

impl OacCode {
    /// From the bytes of a text without blanks around it, in either case.
    ///
    /// # Errors
    /// When they are no class, or the pseudo code 9Z9.
    pub fn from_bytes(text: &[u8]) -> Result<Self, NotAnOacCode> {
        let mut code = [b' '; 3];
        code.get_mut(..text.len()).ok_or(NotAnOacCode)?.copy_from_slice(text);
        code.make_ascii_uppercase();
        let is_code = match code {
            [a, b' ', b' '] => a.is_ascii_digit(),
            [a, b, b' '] => a.is_ascii_digit() && b.is_ascii_uppercase(),
            [a, b, c] => a.is_ascii_digit() && b.is_ascii_uppercase() && c.is_ascii_digit(),
        };
        if is_code && code != *b"9Z9" { Ok(Self(code)) } else { Err(NotAnOacCode) }
    }

    /// The code padded with blanks to three characters.
    pub fn as_bytes(&self) -> &[u8; 3] {
        &self.0
    }

    /// The code as text, one to three characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("an OacCode holds ASCII only").trim_end()
    }

    /// How wide the class is.
    pub fn level(self) -> OacLevel {
        match self.0 {
            [_, b' ', _] => OacLevel::Supergroup,
            [_, _, b' '] => OacLevel::Group,
            _ => OacLevel::Subgroup,
        }
    }

    /// The class of a wider level that holds this one. A code that is wider already stays as it is.
    #[must_use]
    pub fn at(self, level: OacLevel) -> Self {
        let length = match level {
            OacLevel::Supergroup => 1,
            OacLevel::Group => 2,
            OacLevel::Subgroup => 3,
        };
        let mut code = self.0;
        code[length..].fill(b' ');
        Self(code)
    }
}

impl FromStr for OacCode {
    type Err = NotAnOacCode;

    /// ONSPD writes `1C3`, the classification's own files `1c3`. The pseudo code `9Z9` of the islands is none.
    fn from_str(text: &str) -> Result<Self, NotAnOacCode> {
        Self::from_bytes(text.trim().as_bytes())
    }
}

impl fmt::Debug for OacCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wider_levels_are_the_first_characters() {
        let code: OacCode = " 1c3 ".parse().unwrap();
        let at = |level| code.at(level).as_str().to_owned();
        assert_eq!([at(OacLevel::Supergroup), at(OacLevel::Group), at(OacLevel::Subgroup)], ["1", "1C", "1C3"]);
        assert_eq!("8".parse::<OacCode>().unwrap().at(OacLevel::Group).as_str(), "8");
    }

    #[test]
    fn what_is_no_class_is_refused() {
        for text in ["", "9Z9", "C13", "1CC", "1C33", "É", "1 3"] {
            assert_eq!(text.parse::<OacCode>(), Err(NotAnOacCode), "{text}");
        }
    }
}

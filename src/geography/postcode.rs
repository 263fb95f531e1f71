//! `Postcode`: a postcode of the right shape, and what a postcode directory says of one.
//! A postcode is never printed: it has no `Display`, and its `Debug` hides it.

use std::fmt;
use std::str::FromStr;

use super::{GridPoint, GssCode, OacCode};

/// A postcode of the United Kingdom or its islands, by shape: an area and district (`B1`, `SW1A`, `EC2Y`), then a digit
/// and two letters. Whether it is in use is for a directory to say.
///
/// Blanks and case do not matter. A letter O for a zero, or an I for a one, is an error and not mended.
///
/// ```
/// use nearhome::geography::{NotAPostcode, Postcode};
/// let one: Postcode = "b1 1aa".parse()?;
/// assert_eq!(one, "B1  1AA".parse()?);
/// assert_eq!("B1 IAA".parse::<Postcode>(), Err(NotAPostcode::LetterForDigit));
/// assert_eq!(format!("{one:?}"), "Postcode(hidden)");
/// # Ok::<(), NotAPostcode>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Postcode([u8; 7]);

/// Why a text is no postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPostcode {
    #[error("not a postcode")]
    Shape,
    /// It would be one with 0 for O, 1 for I, or the reverse.
    #[error("not a postcode as it stands: a letter O for a zero, an I for a one, or the reverse")]
    LetterForDigit,
}

/// The longest outward part and the inward part.
const OUTWARD: usize = 4;
const INWARD: usize = 3;

/// Area and district, `A` a letter and `9` a digit, as Royal Mail allots them; `AAA` is Girobank's GIR 0AA and
/// Newport's NPT, which directories still list.
const OUTWARD_SHAPES: [&[u8]; 7] = [b"A9", b"A99", b"A9A", b"AA9", b"AA99", b"AA9A", b"AAA"];

impl Postcode {
    /// From bytes in any case, with blanks anywhere.
    ///
    /// # Errors
    /// When they have not the shape of a postcode.
    pub fn from_bytes(text: &[u8]) -> Result<Self, NotAPostcode> {
        if let Ok(seven) = text.try_into()
            && is_padded(&seven)
        {
            return Ok(Self(seven));
        }
        let mut letters = [0; OUTWARD + INWARD];
        let mut length = 0;
        for byte in text.iter().filter(|byte| !byte.is_ascii_whitespace()) {
            *letters.get_mut(length).ok_or(NotAPostcode::Shape)? = byte.to_ascii_uppercase();
            length += 1;
        }
        let letters = &letters[..length];
        if is_postcode(letters) {
            return Ok(Self::padded(letters));
        }
        let is_near = confusions(letters).any(|other| is_postcode(&other[..length]));
        Err(if is_near { NotAPostcode::LetterForDigit } else { NotAPostcode::Shape })
    }

    /// Seven characters as in ONSPD's `pcd7`: the outward part padded to four with blanks, then the inward part.
    pub fn as_bytes(&self) -> &[u8; 7] {
        &self.0
    }

    /// The postcodes that somebody may have meant who took O for 0 or I for 1, or the reverse.
    pub fn confusable(self) -> Vec<Self> {
        let letters: Vec<u8> = self.0.iter().copied().filter(|&byte| byte != b' ').collect();
        let others = confusions(&letters).filter(|other| is_postcode(&other[..letters.len()]));
        others.map(|other| Self::padded(&other[..letters.len()])).filter(|&other| other != self).collect()
    }

    /// `letters` has the shape of a postcode.
    fn padded(letters: &[u8]) -> Self {
        let (outward, inward) = letters.split_at(letters.len() - INWARD);
        let mut padded = [b' '; OUTWARD + INWARD];
        padded[..outward.len()].copy_from_slice(outward);
        padded[OUTWARD..].copy_from_slice(inward);
        Self(padded)
    }
}

/// Is it as directories write nearly all of their millions, so that there is nothing to change?
#[inline]
fn is_padded(text: &[u8; OUTWARD + INWARD]) -> bool {
    let [b'A'..=b'Z', outward @ .., b'0'..=b'9', b'A'..=b'Z', b'A'..=b'Z'] = text else { return false };
    matches!(
        outward,
        [b'0'..=b'9', b' ', b' ']
            | [b'0'..=b'9', b'0'..=b'9', b' ']
            | [b'A'..=b'Z', b'0'..=b'9', b' ']
            | [b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9']
    )
}

fn is_postcode(letters: &[u8]) -> bool {
    let Some(at) = letters.len().checked_sub(INWARD) else { return false };
    let (outward, inward) = letters.split_at(at);
    has_shape(inward, b"9AA") && OUTWARD_SHAPES.iter().any(|shape| has_shape(outward, shape))
}

fn has_shape(letters: &[u8], shape: &[u8]) -> bool {
    let fits = |(letter, kind): (&u8, &u8)| match kind {
        b'9' => letter.is_ascii_digit(),
        _ => letter.is_ascii_uppercase(),
    };
    letters.len() == shape.len() && letters.iter().zip(shape).all(fits)
}

/// The same letters with any of O, 0, I and 1 exchanged for its double: 2 to the power of how many there are.
fn confusions(letters: &[u8]) -> impl Iterator<Item = [u8; OUTWARD + INWARD]> {
    let mut first = [0; OUTWARD + INWARD];
    first[..letters.len()].copy_from_slice(letters);
    let ats: Vec<usize> = (0..letters.len()).filter(|&at| double(letters[at]).is_some()).collect();
    (0_u32..1 << ats.len()).map(move |choice| {
        let mut other = first;
        for (_, &at) in ats.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1) {
            other[at] = double(first[at]).unwrap_or(first[at]);
        }
        other
    })
}

fn double(letter: u8) -> Option<u8> {
    match letter {
        b'O' => Some(b'0'),
        b'0' => Some(b'O'),
        b'I' => Some(b'1'),
        b'1' => Some(b'I'),
        _ => None,
    }
}

impl FromStr for Postcode {
    type Err = NotAPostcode;

    fn from_str(text: &str) -> Result<Self, NotAPostcode> {
        Self::from_bytes(text.as_bytes())
    }
}

impl fmt::Debug for Postcode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Postcode(hidden)")
    }
}

/// How well a directory knows where a postcode is: ONSPD's `osgrdind`/`gridind`, and Code-Point Open's quality
/// (10 to 60, 90) in the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PositionalQuality {
    /// 1: in the building of the matched address nearest the postcode's mean. Code-Point Open 10.
    Building,
    /// 2: as 1, by eye (Scotland).
    BuildingByEye,
    /// 3: within 50 metres. Code-Point Open 20 to 40.
    Within50Metres,
    /// 4: the mean of the postcode's addresses. Code-Point Open 50.
    PostcodeMean,
    /// 5: imputed by ONS from other postcodes nearby.
    Imputed,
    /// 6: the mean of the postcode sector, as for PO boxes. Code-Point Open 60.
    SectorMean,
    /// 8: of a postcode that ended before Gridlink, last known position.
    BeforeGridlink,
    /// 9: there is none. Code-Point Open 90.
    None,
}

impl PositionalQuality {
    /// The word in columns and reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::BuildingByEye => "building_by_eye",
            Self::Within50Metres => "within_50_metres",
            Self::PostcodeMean => "postcode_mean",
            Self::Imputed => "imputed",
            Self::SectorMean => "sector_mean",
            Self::BeforeGridlink => "before_gridlink",
            Self::None => "none",
        }
    }
}

/// What a postcode directory says of one postcode. `None` is not known, or the directory has no such column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PostcodePlace {
    /// Its point on the National Grid (Northern Ireland's converted from the Irish Grid).
    /// `None` for the Channel Islands and Man, and for postcodes without a position.
    pub point: Option<GridPoint>,
    pub quality: Option<PositionalQuality>,
    /// Is it out of use? Still the home of a child who moved long ago.
    pub is_terminated: Option<bool>,
    pub ward: Option<GssCode>,
    /// Lower tier: the authority except in shire counties.
    pub district: Option<GssCode>,
    pub nation: Option<GssCode>,
    /// Census output area, the newest that the directory has.
    pub output_area: Option<GssCode>,
    pub oac_2011: Option<OacCode>,
    pub oac_2021: Option<OacCode>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<Postcode, NotAPostcode> {
        text.parse()
    }

    #[test]
    fn every_shape_that_royal_mail_allots_is_read() {
        for text in ["B1 1AA", "B30 1AA", "W1A 1AA", "CV1 1AA", "DY10 1AA", "EC2Y 8DS", "GIR 0AA", "ZE1 0AA", "JE2 3AB"]
        {
            assert!(parse(text).is_ok(), "{text}");
        }
        for text in
            ["", "B", "B1", "B1 1A", "B1 1AAA", "BB", "B234 1AA", "2AA B2", "B1-1AA", "B1 1A\u{e9}", "BIRMINGHAM"]
        {
            assert_eq!(parse(text), Err(NotAPostcode::Shape), "{text}");
        }
    }

    #[test]
    fn blanks_and_case_do_not_matter() {
        let one = parse("B1  1AA").unwrap();
        for text in ["b11aa", " B1 1AA ", "B1\t1aA", "B 1 1 A A"] {
            assert_eq!(parse(text), Ok(one), "{text}");
        }
        assert_eq!(one.as_bytes(), b"B1  1AA");
    }

    #[test]
    fn a_letter_for_a_digit_is_named_and_not_mended() {
        for text in ["BI 1AA", "B1 IAA", "B23 1A0", "SW1A OAA", "0X1 1AA"] {
            assert_eq!(parse(text), Err(NotAPostcode::LetterForDigit), "{text}");
        }
    }

    #[test]
    fn what_may_have_been_meant_is_offered() {
        let meant = parse("B10 1AA").unwrap();
        assert!(parse("BI0 1AA").unwrap().confusable().contains(&meant));
        assert!(parse("B1O 1AA").unwrap().confusable().contains(&meant));
        assert!(parse("CV3 2AB").unwrap().confusable().is_empty());
    }

    proptest! {
        #[test]
        fn a_padded_text_is_the_postcode_of_its_letters(text in "[A-C][A-C01 ]{3}[01A][A-C0][A-C]") {
            let letters: Vec<u8> = text.bytes().filter(|&byte| byte != b' ').collect();
            let seven = text.as_bytes().try_into().unwrap();
            if is_padded(&seven) {
                prop_assert!(is_postcode(&letters));
                prop_assert_eq!(Postcode::padded(&letters), Postcode(seven));
            }
        }

        #[test]
        fn any_text_is_read_or_refused_and_reading_again_gives_the_same(text in "\\PC{0,12}") {
            if let Ok(postcode) = parse(&text) {
                prop_assert_eq!(Postcode::from_bytes(postcode.as_bytes()), Ok(postcode));
            }
        }
    }
}

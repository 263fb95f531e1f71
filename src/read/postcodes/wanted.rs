//! `WantedPostcodes`: which postcodes of a directory a study needs. A study asks for a few thousand of 2.7 million.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use super::PostcodeDirectory;
use crate::geography::Postcode;

/// Which postcodes of a directory are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedPostcodes {
    /// Every one: some 110 MB for ONSPD.
    All,
    /// Those asked for. Kept are these and those they may have been meant to be (`Postcode::confusable`), which are
    /// only for saying so.
    Only { asked: PostcodeSet, kept: PostcodeSet },
}

/// Postcodes, to be asked once for every row of a directory.
pub type PostcodeSet = HashSet<Postcode, BuildHasherDefault<PostcodeHasher>>;

impl WantedPostcodes {
    /// These postcodes, and those they may have been meant to be.
    pub fn only(postcodes: impl IntoIterator<Item = Postcode>) -> Self {
        let asked: PostcodeSet = postcodes.into_iter().collect();
        let meant = asked.iter().flat_map(|postcode| postcode.confusable());
        let kept = meant.chain(asked.iter().copied()).collect();
        Self::Only { asked, kept }
    }

    /// How many different postcodes were asked for, and how many of them are in a directory; `None` when all were.
    pub(super) fn found_in(&self, directory: &PostcodeDirectory) -> Option<(u64, u64)> {
        let Self::Only { asked, .. } = self else { return None };
        let found = asked.iter().filter(|&&postcode| directory.find(postcode).is_some()).count();
        Some((asked.len() as u64, found as u64))
    }

    /// Is this one kept?
    #[inline]
    pub(super) fn has(&self, postcode: Postcode) -> bool {
        match self {
            Self::All => true,
            Self::Only { kept, .. } => kept.contains(&postcode),
        }
    }
}

/// Hashes seven bytes by multiplying. The standard library's hasher bears up against keys made to collide and takes
/// several times as long; postcodes have one shape, and leave little room for that.
#[derive(Clone, Copy, Debug, Default)]
pub struct PostcodeHasher(u64);

/// 2^64 over the golden ratio, made odd (Knuth, The Art of Computer Programming 3, 6.4).
const KNUTH: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for PostcodeHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..eight.len()].copy_from_slice(eight);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(KNUTH);
        }
    }

    #[inline]
    fn finish(&self) -> u64 {
        // A product's upper bits depend on every letter, its lower ones on few, and the table looks at both ends.
        let mixed = (self.0 ^ self.0 >> 32).wrapping_mul(KNUTH);
        mixed ^ mixed >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_postcodes_are_hashed_apart() {
        use std::hash::BuildHasher;
        let hash = |number: usize| {
            let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
            let text =
                format!("B{} {}{}{}", number / 676 / 10 + 1, number / 676 % 10, letter(number / 26), letter(number));
            BuildHasherDefault::<PostcodeHasher>::new().hash_one(text.parse::<Postcode>().unwrap())
        };
        // 20,000 in 65,536 places: a good hash fills 17,200 of them (1 - e^(-20,000 / 65,536)), a poor one few.
        let places: HashSet<u64> = (0..20_000).map(|number| hash(number) & 0xffff).collect();
        assert!(places.len() > 16_000, "{}", places.len());
    }

    #[test]
    fn those_asked_for_and_those_that_may_have_been_meant_are_kept() {
        let postcode = |text: &str| text.parse::<Postcode>().unwrap();
        let wanted = WantedPostcodes::only([postcode("BI0 1AA"), postcode("CV3 2AB")]);
        for (text, is_kept) in [("BI0 1AA", true), ("B10 1AA", true), ("CV3 2AB", true), ("CV3 2AD", false)] {
            assert_eq!(wanted.has(postcode(text)), is_kept, "{text}");
        }
        assert!(WantedPostcodes::All.has(postcode("CV3 2AD")));
    }
}

//! Tokens: a set of wards in one word, of which the wards can be told when it is none or one.

/// The bits of a token that name its ward.
const WARD_BITS: u32 = 24;

/// How many wards can have tokens.
pub(in crate::locate) const MOST_WARDS: usize = 1 << WARD_BITS;

/// The symmetric difference of wards' tokens. To enter or leave a ward is to XOR its token in, so that
/// crossing its edge twice is as not crossing it.
///
/// The low 24 bits of a ward's token are its place, the others 40 bits mixed from it. One ward's token can be told
/// from a mix of two (checked for all pairs of 10,000 wards in the tests), and from other mixes but for one in 2⁴⁰.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Token(u64);

/// The wards that a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Members {
    None,
    One(u32),
    Several,
}

impl Token {
    pub const NONE: Self = Self(0);

    /// The token of one ward, whose place is below [`MOST_WARDS`].
    #[inline]
    pub fn of(ward: u32) -> Self {
        Self(mixed(u64::from(ward) + 1) << WARD_BITS | u64::from(ward))
    }

    #[inline]
    pub fn toggle(&mut self, other: Self) {
        self.0 ^= other.0;
    }

    #[inline]
    pub fn members(self) -> Members {
        let ward = (self.0 & (MOST_WARDS as u64 - 1)) as u32;
        if self == Self::NONE {
            Members::None
        } else if self == Self::of(ward) {
            Members::One(ward)
        } else {
            Members::Several
        }
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014): every bit of the answer hangs on every bit given.
#[inline]
fn mixed(mut value: u64) -> u64 {
    value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mix(wards: &[u32]) -> Token {
        let mut token = Token::NONE;
        wards.iter().for_each(|&ward| token.toggle(Token::of(ward)));
        token
    }

    #[test]
    fn a_token_tells_its_ward() {
        for ward in (0..100_000).chain([MOST_WARDS as u32 - 1]) {
            assert_eq!(mix(&[ward]).members(), Members::One(ward));
        }
        assert_eq!(mix(&[7, 9, 7]).members(), Members::One(9));
        assert_eq!(mix(&[7, 9, 9, 7]).members(), Members::None);
    }

    #[test]
    fn no_two_wards_of_ten_thousand_pass_for_one_or_none() {
        for first in 0..10_000 {
            let passes = |second: &u32| mix(&[first, *second]).members() != Members::Several;
            assert_eq!((0..first).find(passes), None);
        }
    }
}

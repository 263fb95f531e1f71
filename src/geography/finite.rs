//! `Finite`: a number that is one, of which "none" takes no room of its own: a million unknown points cost no more
//! memory than known ones.

use std::fmt;
use std::num::NonZeroU64;

/// The bits of no finite number.
const NOT_A_NUMBER: u64 = f64::NAN.to_bits();

/// A finite floating-point number; `Option<Finite>` is as large.
#[derive(Clone, Copy)]
pub(super) struct Finite(NonZeroU64);

impl Finite {
    /// `None` when it is infinite or not a number.
    #[inline]
    pub(super) fn new(value: f64) -> Option<Self> {
        if value.is_finite() { NonZeroU64::new(value.to_bits() ^ NOT_A_NUMBER).map(Self) } else { None }
    }

    #[inline]
    pub(super) fn get(self) -> f64 {
        f64::from_bits(self.0.get() ^ NOT_A_NUMBER)
    }
}

impl PartialEq for Finite {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl fmt::Debug for Finite {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn none_takes_no_room_and_zero_has_one_value() {
        assert_eq!(size_of::<Option<Finite>>(), size_of::<f64>());
        assert_eq!(Finite::new(0.0), Finite::new(-0.0));
        assert!([f64::NAN, -f64::NAN, f64::INFINITY, f64::NEG_INFINITY].map(Finite::new).iter().all(Option::is_none));
    }

    proptest! {
        #[test]
        fn a_number_comes_back_bit_for_bit(bits: u64) {
            let value = f64::from_bits(bits);
            let back = Finite::new(value).map(|value| value.get().to_bits());
            prop_assert_eq!(back, value.is_finite().then_some(bits));
        }
    }
}

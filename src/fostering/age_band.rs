//! Age bands as in DfE's tables of children looked after.

/// DfE's five age bands of children looked after at 31 March.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeBand {
    UnderOne,
    OneToFour,
    FiveToNine,
    TenToFifteen,
    SixteenAndOver,
}

impl AgeBand {
    /// Every band, youngest first.
    pub const ALL: [Self; 5] =
        [Self::UnderOne, Self::OneToFour, Self::FiveToNine, Self::TenToFifteen, Self::SixteenAndOver];

    /// The band of an age in completed years.
    pub fn of(age: u8) -> Self {
        match age {
            0 => Self::UnderOne,
            1..=4 => Self::OneToFour,
            5..=9 => Self::FiveToNine,
            10..=15 => Self::TenToFifteen,
            _ => Self::SixteenAndOver,
        }
    }

    /// DfE's words for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::UnderOne => "Under 1 year",
            Self::OneToFour => "1 to 4 years",
            Self::FiveToNine => "5 to 9 years",
            Self::TenToFifteen => "10 to 15 years",
            Self::SixteenAndOver => "16 years and over",
        }
    }
}

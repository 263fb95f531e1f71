//! `LegalStatus`: under what law a child is looked after.

/// A legal status of the SSDA903 guides (validator rule 144).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegalStatus(u8);

impl LegalStatus {
    /// Their codes.
    pub const CODES: [&'static str; 13] =
        ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "J1", "J2", "J3", "L1", "L2", "L3"];

    /// Reads a code, in upper or lower case.
    pub fn parse(text: &str) -> Option<Self> {
        (0..).zip(Self::CODES).find(|(_, code)| code.eq_ignore_ascii_case(text)).map(|(at, _)| Self(at))
    }

    /// The return's code.
    pub fn code(self) -> &'static str {
        Self::CODES[usize::from(self.0)]
    }

    /// A series of short-term breaks: in none of DfE's figures (design, rule 6).
    pub fn is_short_break(self) -> bool {
        matches!(self.code(), "V3" | "V4")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_written() {
        let read = LegalStatus::CODES.map(|code| LegalStatus::parse(&code.to_lowercase()).unwrap().code());
        assert_eq!(read, LegalStatus::CODES);
        assert_eq!(LegalStatus::parse("V1"), None);
        let breaks = LegalStatus::CODES.into_iter().filter(|code| LegalStatus::parse(code).unwrap().is_short_break());
        assert_eq!(breaks.collect::<Vec<_>>(), ["V3", "V4"]);
    }
}

//! Why a postcode is not used: one text each, for the readers that say so and the run report that counts them.

use crate::geography::NotAPostcode;

/// Not even by shape.
pub const NOT_A_POSTCODE: &str = "not a postcode";
/// It would be one with 0 for O, 1 for I, or the reverse.
pub const LETTER_FOR_DIGIT: &str = "not a postcode: a letter O for a zero, an I for a one, or the reverse";
/// The directory has no such postcode.
pub const NOT_IN_DIRECTORY: &str = "not in the postcode directory";
/// The directory has no such postcode, and has one that looks the same.
pub const CONFUSED: &str = "not in the postcode directory; with 0 for O or 1 for I, or the reverse, it would be";
/// The directory has it, and no position for it.
pub const NO_GRID_REFERENCE: &str = "the postcode has no grid reference";

/// The reason in these words.
pub fn not_a_postcode(error: NotAPostcode) -> &'static str {
    match error {
        NotAPostcode::Shape => NOT_A_POSTCODE,
        NotAPostcode::LetterForDigit => LETTER_FOR_DIGIT,
    }
}

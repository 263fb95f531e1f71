//! Columns added to the rows of a CSV file that stays otherwise byte for byte as it is: in its own separator and
//! encoding. `run::locate_csv` says what; `read::points_csv` gives the rows.

use encoding_rs::{Encoding, UTF_8};

/// How a file writes its fields.
#[derive(Clone, Copy, Debug)]
pub struct FieldStyle {
    pub separator: u8,
    pub encoding: &'static Encoding,
}

/// Welsh letters that Windows-1252 does not have, and what stands for them there.
const WITHOUT_ACCENT: [(&str, char); 4] = [("ŵẁẃẅ", 'w'), ("ŴẀẂẄ", 'W'), ("ŷỳ", 'y'), ("ŶỲ", 'Y')];

impl FieldStyle {
    /// A field in this style: quoted only where it must be. A letter that the encoding lacks goes without its accent,
    /// or is a question mark.
    pub fn field(self, text: &str) -> Vec<u8> {
        let separator = char::from(self.separator);
        let is_special = |letter: char| letter == separator || matches!(letter, '"' | '\n' | '\r');
        let quoted = match text.contains(is_special) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        };
        if self.can_write(text) {
            return self.encoding.encode(&quoted).0.into_owned();
        }
        let plain: String = quoted.chars().map(|letter| self.writable(letter)).collect();
        self.encoding.encode(&plain).0.into_owned()
    }

    /// Fields one after another, a separator between them.
    pub fn fields<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> Vec<u8> {
        let fields: Vec<Vec<u8>> = texts.into_iter().map(|text| self.field(text)).collect();
        fields.join(&self.separator)
    }

    /// Has the encoding all of these letters?
    pub fn can_write(self, text: &str) -> bool {
        self.encoding == UTF_8 || !self.encoding.encode(text).2
    }

    fn writable(self, letter: char) -> char {
        let mut bytes = [0; 4];
        if self.can_write(letter.encode_utf8(&mut bytes)) {
            return letter;
        }
        WITHOUT_ACCENT.iter().find(|(letters, _)| letters.contains(letter)).map_or('?', |&(_, plain)| plain)
    }
}

/// The names of added columns: one that the file has already, in any case, gets `_2`, or the next number that is free.
pub fn free_names(wanted: &[&str], taken: &[String]) -> Vec<String> {
    let is_taken = |name: &str| taken.iter().any(|title| title.trim().eq_ignore_ascii_case(name));
    let free = |name: &&str| {
        let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
        let names = std::iter::once((*name).to_owned()).chain(numbered);
        names.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
    };
    wanted.iter().map(free).collect()
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    #[test]
    fn fields_are_quoted_in_the_files_own_separator_where_they_must_be() {
        let style = |separator| FieldStyle { separator, encoding: UTF_8 };
        assert_eq!(style(b',').field("Stoke, Dry"), b"\"Stoke, Dry\"");
        assert_eq!(style(b';').field("Stoke, Dry"), b"Stoke, Dry");
        assert_eq!(style(b';').field("a \"b\""), b"\"a \"\"b\"\"\"");
        assert_eq!(style(b'\t').fields(["a", "", "b"]), b"a\t\tb");
    }

    #[test]
    fn names_are_written_in_the_files_encoding_and_lose_only_what_it_lacks() {
        let style = FieldStyle { separator: b',', encoding: WINDOWS_1252 };
        assert_eq!(style.field("Ynys Môn"), b"Ynys M\xF4n");
        assert_eq!(style.field("Tŷ-du, Ŵ"), b"\"Ty-du, W\"");
        assert_eq!(style.field("Ж"), b"?");
        assert!(style.can_write("Môn") && !style.can_write("Llŷn"));
        assert_eq!(FieldStyle { encoding: UTF_8, ..style }.field("Llŷn"), "Llŷn".as_bytes());
    }

    #[test]
    fn a_name_that_is_taken_gets_the_next_number() {
        let taken = ["id", "Ward_Code", "ward_code_2"].map(str::to_owned);
        assert_eq!(free_names(&["ward_code", "ward_name"], &taken), ["ward_code_3", "ward_name"]);
    }
}

//! Text from bytes: byte order mark, then the declared encoding, then strict UTF-8, then Windows-1252.
//! Every reader of text (CSV, dbf, GeoJSON, .prj) decodes here and nowhere else.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use super::ReadError;

/// What some programs begin a UTF-8 file with.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// As much of a text as that many bytes hold, and an ellipsis where it goes on.
pub(super) fn beginning(text: String, most: usize) -> String {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    format!("{}…", &text[..end])
}

/// The text of a file and the name of the encoding it was read in.
///
/// A UTF-8 byte order mark is dropped. A declared encoding is honoured when its name is known and the bytes are
/// valid in it; else strict UTF-8; else Windows-1252, in which every byte means something.
///
/// ```
/// use nearhome::read::text::decode;
/// let (text, encoding) = decode("wards.csv", b"Ynys M\xF4n", None)?;
/// assert_eq!((text.as_ref(), encoding), ("Ynys Môn", "windows-1252"));
/// # Ok::<(), nearhome::read::ReadError>(())
/// ```
///
/// # Errors
/// When the bytes begin with a UTF-16 byte order mark.
pub fn decode<'a>(
    file: &str,
    bytes: &'a [u8],
    declared: Option<&str>,
) -> Result<(Cow<'a, str>, &'static str), ReadError> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let error = ReadError::new(file, "it is UTF-16 text, which is not read");
        return Err(error.with_hint("save it again as UTF-8 (in Excel: CSV UTF-8)"));
    }
    let (bytes, declared) = match bytes.strip_prefix(BYTE_ORDER_MARK) {
        Some(rest) => (rest, Some("UTF-8")),
        None => (bytes, declared),
    };
    let encoding = choose([bytes].into_iter(), declared);
    Ok((decode_in(bytes, encoding), encoding.name()))
}

/// The text of a whole file, as [`decode`] reads it. UTF-8 is taken as it is, without a copy.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_whole(file: &str, bytes: Vec<u8>) -> Result<(String, &'static str), ReadError> {
    if bytes.starts_with(BYTE_ORDER_MARK) {
        return decode(file, &bytes, None).map(|(text, encoding)| (text.into_owned(), encoding));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, UTF_8.name())),
        Err(other) => decode(file, other.as_bytes(), None).map(|(text, encoding)| (text.into_owned(), encoding)),
    }
}

/// The one encoding that all these texts of a file are in: the declared one when it is known and fits, else UTF-8
/// when all of them are valid UTF-8, else Windows-1252.
pub(super) fn choose<'a>(
    mut texts: impl Iterator<Item = &'a [u8]> + Clone,
    declared: Option<&str>,
) -> &'static Encoding {
    let fits = |encoding: &'static Encoding| {
        texts.clone().all(|text| encoding.decode_without_bom_handling_and_without_replacement(text).is_some())
    };
    match declared.and_then(encoding_named) {
        Some(encoding) if fits(encoding) => encoding,
        _ if texts.all(|text| std::str::from_utf8(text).is_ok()) => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The text of bytes whose encoding has been chosen.
pub(super) fn decode_in<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Cow<'a, str> {
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding that a .cpg file or a person means: `UTF-8`, `65001`, `ANSI 1252`, `CP1252`, `ISO 88591`, `latin1`.
/// ISO 8859-1 is read as Windows-1252, which has the same letters and more, as browsers do.
pub(super) fn encoding_named(label: &str) -> Option<&'static Encoding> {
    let plain: String = label.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let digits = plain.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let name = match digits {
        "65001" => "utf-8".to_owned(),
        _ if digits.len() == 4 && digits.starts_with("125") => format!("windows-{digits}"),
        _ if digits.len() > 4 && digits.starts_with("8859") => format!("iso-8859-{}", &digits[4..]),
        _ => plain,
    };
    Encoding::for_label(label.trim().as_bytes()).or_else(|| Encoding::for_label(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(bytes: &[u8], declared: Option<&str>) -> (String, &'static str) {
        let (text, encoding) = decode("file.csv", bytes, declared).unwrap();
        (text.into_owned(), encoding)
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_believed() {
        assert_eq!(text("\u{FEFF}WD25CD,Llŷn".as_bytes(), None), ("WD25CD,Llŷn".to_owned(), "UTF-8"));
        assert_eq!(text("\u{FEFF}Llŷn".as_bytes(), Some("1252")), ("Llŷn".to_owned(), "UTF-8"));
    }

    #[test]
    fn text_that_is_not_utf_8_is_windows_1252() {
        assert_eq!(text(b"Ynys M\xF4n \x96 S", None), ("Ynys Môn – S".to_owned(), "windows-1252"));
        assert_eq!(text("Ynys Môn".as_bytes(), None), ("Ynys Môn".to_owned(), "UTF-8"));
    }

    #[test]
    fn a_declared_encoding_is_honoured_where_it_fits() {
        assert_eq!(text(b"M\xF4n", Some("ISO-8859-1")).0, "Môn");
        assert_eq!(text(b"\xC3\xB4", Some("ANSI 1252")).0, "Ã´");
        assert_eq!(text(b"\x8A", Some("windows-1250")).0, "Š");
        assert_eq!(text(b"M\xF4n", Some("UTF-8")), ("Môn".to_owned(), "windows-1252"));
        assert_eq!(text(b"M\xF4n", Some("no such thing")), ("Môn".to_owned(), "windows-1252"));
    }

    #[test]
    fn the_names_found_in_cpg_files_are_known() {
        for name in ["UTF-8", "utf8", "65001", " UTF-8\r\n", "CP65001"] {
            assert_eq!(encoding_named(name), Some(UTF_8), "{name}");
        }
        for name in
            ["1252", "CP1252", "ANSI 1252", "Windows-1252", "88591", "ISO 88591", "8859_1", "ISO-8859-1", "latin1"]
        {
            assert_eq!(encoding_named(name), Some(WINDOWS_1252), "{name}");
        }
        assert_eq!(encoding_named("ISO 8859-15").map(Encoding::name), Some("ISO-8859-15"));
        for name in ["", "SYSTEM", "12529", "8859"] {
            assert_eq!(encoding_named(name), None, "{name}");
        }
    }

    #[test]
    fn utf_16_is_refused_with_what_to_do() {
        for bytes in [b"\xFF\xFEW\0D\0", b"\xFE\xFF\0W\0D"] {
            let error = decode("lookup.csv", bytes, None).unwrap_err();
            assert_eq!(error.to_string(), "lookup.csv: it is UTF-16 text, which is not read");
            assert!(error.hint().unwrap().contains("UTF-8"));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_decode_and_utf_8_comes_back_unchanged(bytes: Vec<u8>, words: String) {
            let _ = decode("file", &bytes, Some("UTF-8"));
            let plain = words.trim_start_matches('\u{FEFF}');
            prop_assert_eq!(text(plain.as_bytes(), None).0, plain);
        }
    }
}

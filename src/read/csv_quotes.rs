//! Quotation marks that swallow rows of a CSV file: found before a row is read.

use memchr::memchr;

use super::ReadError;

/// A quotation mark that is never closed, or is closed in the middle of a field, has swallowed rows.
pub(super) fn ensure_quotes_are_right(name: &str, text: &str, separator: u8) -> Result<(), ReadError> {
    let bytes = text.as_bytes();
    let ends_field = |byte: Option<&u8>| byte.is_none_or(|&byte| byte == separator || byte == b'\n' || byte == b'\r');
    let mut at = 0;
    while let Some(mark) = memchr(b'"', &bytes[at..]).map(|found| at + found) {
        at = mark + 1;
        if mark == 0 || ends_field(bytes.get(mark - 1)) {
            let end = end_of_quoted(bytes, at);
            if end == bytes.len() || !ends_field(bytes.get(end + 1)) {
                return Err(wrong_quote(name, &text[..mark], end == bytes.len()));
            }
            at = end + 1;
        }
    }
    Ok(())
}

/// Where the mark stands that closes a quoted field; the length of the text when none does. Doubled marks are text.
fn end_of_quoted(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn wrong_quote(name: &str, before: &str, is_open: bool) -> ReadError {
    quote_error(name, 1 + before.matches('\n').count() as u64, is_open)
}

/// The error of a quotation mark opened on this row.
pub(super) fn quote_error(name: &str, row: u64, is_open: bool) -> ReadError {
    let what = if is_open { "never closed" } else { "closed in the middle of a field" };
    ReadError::new(format!("{name}, row {row}"), format!("a quotation mark is opened and {what}"))
        .with_hint("close it at the end of its field, or double the quotation marks that belong to the text")
}

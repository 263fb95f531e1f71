//! The return as XML: `<EXPSSDA903><CHILD><HEADER>…</HEADER><EPISODE>…</EPISODE></CHILD></EXPSSDA903>`.
//! Gives the same tables as the CSV files. No entity is expanded and no document type read; depth and length are bounded.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

use super::fields::Kind;
use super::tables::{RawRow, Table};
use crate::read::ReadError;
use crate::read::children::yes_or_no;
use crate::read::input::{FileBytes, InputFile};
use crate::read::text::{BYTE_ORDER_MARK, decode};

/// A return is four deep, its reviews and outcomes five; more is damage or malice.
const DEEPEST: usize = 16;
/// The longest value of a return is a postcode or an identifier.
const LONGEST_VALUE: usize = 1_024;

const ROOT: &str = "EXPSSDA903";
/// Tags in the order of [`super::fields::EpisodeField`]. The child's own tag is its header's.
const EPISODE_TAGS: [&str; 13] = [
    "CHILDID",
    "DECOM",
    "DEC",
    "LS",
    "PL",
    "HOME_POST",
    "PL_POST",
    "PLACE_PROVIDER",
    "RNE",
    "CIN",
    "REC",
    "REASON_PLACE_CHANGE",
    "URN",
];
/// Tags in the order of [`super::fields::HeaderField`], then those of UASC.
const HEADER_TAGS: [&str; 6] = ["CHILDID", "SEX", "DOB", "ETHNIC", "UASC", "DUC"];
const UASC: usize = 4;
const CEASED: usize = 5;
/// Tags of the columns of UASC: [`super::fields::UASC_CEASED`] is the second.
const UASC_TAGS: [&str; 2] = ["CHILDID", "DUC"];

/// Do these bytes begin as XML does?
pub(super) fn is_xml(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    text.trim_ascii_start().first() == Some(&b'<')
}

/// Reads an XML return: its episodes, its headers, and those of its headers that say UASC.
///
/// # Errors
/// When it is not well-formed, is cut off, is another XML than a return, or holds what a return never does: a document
/// type, an entity of its own, elements too deep or values too long.
pub(super) fn read_xml(file: &FileBytes) -> Result<(Vec<Table>, InputFile), ReadError> {
    let (text, encoding) = decode(&file.name, &file.bytes, declared_encoding(&file.bytes))?;
    let mut walk = Walk::default();
    let mut reader = Reader::from_str(&text);
    let is_complete = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break walk.path.is_empty(),
            Ok(event) => walk.take(event).map_err(|what| fault(file, &text, reader.buffer_position(), what))?,
            Err(_) => return Err(fault(file, &text, reader.error_position(), "it is not well-formed XML")),
        }
    };
    if !is_complete || walk.headers.is_empty() && walk.episodes.is_empty() {
        let what = if is_complete { "it holds no child" } else { "it is cut off: an element is never closed" };
        return Err(fault(file, &text, text.len() as u64, what));
    }
    let input =
        InputFile { encoding: Some(encoding.to_owned()), rows: Some(walk.episodes.len() as u64), ..file.input() };
    Ok((walk.into_tables(&file.name), input))
}

/// The encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    const LONGEST_DECLARATION: usize = 200;
    let first = &bytes[..bytes.len().min(LONGEST_DECLARATION)];
    let declaration = &first[..first.windows(2).position(|two| two == b"?>")?];
    let (_, after) = std::str::from_utf8(declaration).ok()?.split_once("encoding")?;
    after.split(['"', '\'']).nth(1)
}

fn fault(file: &FileBytes, text: &str, position: u64, what: &str) -> ReadError {
    let before = text.as_bytes().iter().take(usize::try_from(position).unwrap_or(usize::MAX));
    let line = 1 + before.filter(|&&byte| byte == b'\n').count();
    ReadError::new(format!("{}, line {line}", file.name), what).with_hint("export the return again")
}

/// The tags of HEADER and of EPISODE that are read: one value each.
type Values = Vec<Option<Box<str>>>;

/// Walks through the elements and gathers the rows.
#[derive(Default)]
struct Walk {
    /// The tags of the open elements, the outermost first.
    path: Vec<String>,
    value: String,
    /// The element HEADER or EPISODE that is open.
    values: Values,
    id: Option<Box<str>>,
    headers: Vec<RawRow>,
    uasc: Vec<RawRow>,
    episodes: Vec<RawRow>,
    /// How many episodes there were before this child's.
    first_episode: usize,
}

/// What is wrong; the caller knows where.
type Fault = &'static str;

impl Walk {
    fn take(&mut self, event: Event<'_>) -> Result<(), Fault> {
        match event {
            Event::Start(tag) => self.open(tag.local_name().as_ref()),
            Event::Empty(tag) => {
                self.open(tag.local_name().as_ref())?;
                self.close()
            }
            Event::End(_) => self.close(),
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(reference) => self.add(&character(&reference)?),
            Event::DocType(_) => Err("it has a document type, which a return never has"),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Eof => Ok(()),
        }
    }

    fn open(&mut self, tag: &str) -> Result<(), Fault> {
        self.path.push(tag.to_ascii_uppercase());
        match self.path.len() {
            1 if self.path[0] != ROOT => Err("it is XML, and not an SSDA903 return (EXPSSDA903)"),
            3 => {
                self.values = vec![None; self.tags().len()];
                Ok(())
            }
            4 => {
                self.value.clear();
                Ok(())
            }
            depth if depth > DEEPEST => Err("its elements are nested far too deep"),
            _ => Ok(()),
        }
    }

    fn add(&mut self, text: &str) -> Result<(), Fault> {
        if self.path.len() == 4 {
            self.value.push_str(text);
        }
        if self.value.len() > LONGEST_VALUE { Err("a value is far too long for a return") } else { Ok(()) }
    }

    fn close(&mut self) -> Result<(), Fault> {
        match (self.path.len(), self.path.get(2).map(String::as_str)) {
            (4, _) => self.set_value()?,
            (3, Some("HEADER")) => self.end_header(),
            (3, Some("EPISODE")) => {
                let number = self.episodes.len() as u64 + 1;
                self.episodes.push(RawRow { number, fields: std::mem::take(&mut self.values) });
            }
            (2, _) => self.end_child(),
            _ => {}
        }
        self.path.pop();
        Ok(())
    }

    /// The tags to read of the element of the third level that is open.
    fn tags(&self) -> &'static [&'static str] {
        match self.path.get(2).map(String::as_str) {
            Some("HEADER") => &HEADER_TAGS,
            Some("EPISODE") => &EPISODE_TAGS,
            _ => &[],
        }
    }

    fn set_value(&mut self) -> Result<(), Fault> {
        let Some(at) = self.tags().iter().position(|tag| Some(*tag) == self.path.last().map(String::as_str)) else {
            return Ok(());
        };
        let value = self.value.trim();
        match &mut self.values[at] {
            Some(_) => Err("a tag comes twice in one element"),
            empty if !value.is_empty() => {
                *empty = Some(value.into());
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end_header(&mut self) {
        let number = self.headers.len() as u64 + 1;
        let mut fields = std::mem::take(&mut self.values);
        let is_uasc = fields[UASC].as_deref().and_then(yes_or_no) == Some(true);
        let ceased = fields[CEASED].take();
        fields.truncate(UASC);
        self.id.clone_from(&fields[0]);
        if is_uasc || ceased.is_some() {
            self.uasc.push(RawRow { number, fields: vec![self.id.clone(), ceased] });
        }
        self.headers.push(RawRow { number, fields });
    }

    fn end_child(&mut self) {
        let id = self.id.take();
        self.episodes[self.first_episode..].iter_mut().for_each(|episode| episode.fields[0].clone_from(&id));
        self.first_episode = self.episodes.len();
    }

    fn into_tables(self, file: &str) -> Vec<Table> {
        let table = |kind, part: &str, tags: &[&str], rows| Table::of_xml(kind, format!("{file}/{part}"), tags, rows);
        vec![
            table(Kind::Episodes, "EPISODE", &EPISODE_TAGS, self.episodes),
            table(Kind::Header, "HEADER", &HEADER_TAGS[..UASC], self.headers),
            table(Kind::Uasc, "UASC", &UASC_TAGS, self.uasc),
        ]
    }
}

/// One of XML's own five entities, or a character by its number. Another entity would have to be declared.
fn character(reference: &BytesRef<'_>) -> Result<String, Fault> {
    const UNKNOWN: Fault = "it has an entity, which a return never has";
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Ok(character.to_string()),
        Ok(None) => resolve_predefined_entity(reference).map(str::to_owned).ok_or(UNKNOWN),
        Err(_) => Err(UNKNOWN),
    }
}

#[cfg(test)]
#[path = "xml_tests.rs"]
mod tests;

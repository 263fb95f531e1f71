//! One GeoJSON feature as bytes: fixed decimals, so that the same figures are the same bytes.

use crate::geography::{LonLat, digits_of};
use crate::write::{Cell, Column};

/// The decimals of a degree that are written: 7 is about a centimetre (RFC 7946 asks for no more than needed).
const DECIMALS: f64 = 1e7;

/// A geometry in degrees, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Geometry {
    /// The place is not known: `null`.
    Unknown,
    Point(LonLat),
    Line([LonLat; 2]),
    /// Polygons, each its closed exterior (anticlockwise), then its closed holes (clockwise).
    Polygons(Vec<Vec<Vec<LonLat>>>),
}

/// The names of a layer's columns as they stand before each value: `,"name":`, escaped once for all features.
pub(super) struct Keys(Vec<Key>);

/// Bytes of a key that are copied at one go: a length that is known costs no call.
const KEY: usize = 32;

struct Key {
    text: Vec<u8>,
    /// Its beginning, with anything behind it.
    padded: [u8; KEY],
}

impl Key {
    fn of(text: Vec<u8>) -> Self {
        let mut padded = [0; KEY];
        padded.iter_mut().zip(&text).for_each(|(byte, of_text)| *byte = *of_text);
        Self { text, padded }
    }

    #[inline]
    fn write(&self, out: &mut Vec<u8>) {
        if self.text.len() > KEY {
            return out.extend_from_slice(&self.text);
        }
        out.extend_from_slice(&self.padded);
        out.truncate(out.len() - (KEY - self.text.len()));
    }
}

impl Keys {
    /// The keys of these columns.
    pub(super) fn of(columns: &[Column]) -> Self {
        let key = |(at, column): (usize, &Column)| {
            let mut key = if at == 0 { Vec::new() } else { vec![b','] };
            write_text(&column.name, &mut key);
            key.push(b':');
            Key::of(key)
        };
        Self(columns.iter().enumerate().map(key).collect())
    }
}

/// A feature: where, and what.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature<'a> {
    pub geometry: Geometry,
    /// As many as the layer has columns.
    pub values: Vec<Cell<'a>>,
}

impl Keys {
    /// Appends a feature as one line of JSON, without a line end.
    pub(super) fn write<'v>(&self, geometry: &Geometry, values: impl Iterator<Item = Cell<'v>>, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"type\":\"Feature\",\"properties\":{");
        for (key, value) in self.0.iter().zip(values) {
            key.write(out);
            match value {
                Cell::Text(text) => write_text(text, out),
                Cell::Code(code) => {
                    out.push(b'"');
                    out.extend_from_slice(code.text().as_bytes());
                    out.push(b'"');
                }
                value => value.write_plain(out),
            }
        }
        out.extend_from_slice(b"},\"geometry\":");
        geometry.write(out);
        out.push(b'}');
    }
}

impl Geometry {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Unknown => out.extend_from_slice(b"null"),
            Self::Point(point) => typed("Point", out, |out| write_position(*point, out)),
            Self::Line(points) => typed("LineString", out, |out| write_positions(points, out)),
            Self::Polygons(polygons) => match &polygons[..] {
                [] => out.extend_from_slice(b"null"),
                [rings] => typed("Polygon", out, |out| write_rings(rings, out)),
                _ => typed("MultiPolygon", out, |out| write_list(polygons, out, |rings, out| write_rings(rings, out))),
            },
        }
    }
}

fn typed(name: &str, out: &mut Vec<u8>, coordinates: impl FnOnce(&mut Vec<u8>)) {
    out.extend_from_slice(b"{\"type\":\"");
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\",\"coordinates\":");
    coordinates(out);
    out.push(b'}');
}

fn write_rings(rings: &[Vec<LonLat>], out: &mut Vec<u8>) {
    write_list(rings, out, |ring, out| write_positions(ring, out));
}

fn write_list<T>(items: &[T], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    out.push(b'[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        write(item, out);
    }
    out.push(b']');
}

fn write_positions(points: &[LonLat], out: &mut Vec<u8>) {
    out.push(b'[');
    for &point in points {
        write_position(point, out);
        out.push(b',');
    }
    if !points.is_empty() {
        out.pop();
    }
    out.push(b']');
}

/// The longest position, `[-180.0000000,-180.0000000]`, and what is copied at one go.
const POSITION: usize = 32;

#[inline]
fn write_position(LonLat { lon, lat }: LonLat, out: &mut Vec<u8>) {
    let start = out.len();
    // Made where it stays, and cut to its length: every corner of every map comes here.
    out.extend_from_slice(&[b'['; POSITION]);
    let text = &mut out[start + 1..];
    let mut end = put_degrees(lon, text);
    text[end] = b',';
    end += 1 + put_degrees(lat, &mut text[end + 1..]);
    text[end] = b']';
    out.truncate(start + 1 + end + 1);
}

/// Seven decimals, half away from zero; no negative zero. How many bytes it takes. No place has a thousand degrees.
#[inline]
fn put_degrees(degrees: f64, text: &mut [u8]) -> usize {
    let units = (degrees.abs() * DECIMALS + 0.5) as u64;
    let (whole, part) = ((units / 10_000_000).min(999) as u32, (units % 10_000_000) as u32);
    let mut end = 0;
    let mut put = |digit: u8| {
        text[end] = digit;
        end += 1;
    };
    if degrees < 0.0 && units > 0 {
        put(b'-');
    }
    if whole > 9 {
        if whole > 99 {
            put(b'0' + (whole / 100) as u8);
        }
        put(b'0' + (whole / 10 % 10) as u8);
    }
    put(b'0' + (whole % 10) as u8);
    let mut decimals = digits_of(part);
    decimals[0] = b'.';
    text[end..end + 8].copy_from_slice(&decimals);
    end + 8
}

/// A JSON string: quotation marks, backslashes and control characters escaped, all else as it is.
fn write_text(text: &str, out: &mut Vec<u8>) {
    let is_plain = |byte: u8| (byte >= b' ') & (byte != b'"') & (byte != b'\\');
    // To the end, whatever comes: a loop that never stops early looks at many bytes at a time.
    if text.bytes().fold(true, |are_plain, byte| are_plain & is_plain(byte)) {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        return out.push(b'"');
    }
    serde_json::to_writer(out, text).expect("a string is written to memory without fail");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn degrees(figure: f64) -> String {
        let mut text = [b' '; 12];
        let length = put_degrees(figure, &mut text);
        String::from_utf8(text[..length].to_vec()).unwrap()
    }

    #[test]
    fn degrees_have_seven_decimals_and_no_negative_zero() {
        assert_eq!(degrees(-1.9035353), "-1.9035353");
        assert_eq!(degrees(52.4), "52.4000000");
        assert_eq!(degrees(0.0), "0.0000000");
        assert_eq!(degrees(-0.000_000_01), "0.0000000");
        assert_eq!(degrees(-0.000_000_1), "-0.0000001");
        assert_eq!(degrees(-180.0), "-180.0000000");
        assert_eq!(degrees(9.999_999_99), "10.0000000");
        assert_eq!(degrees(100.000_000_1), "100.0000001");
        assert_eq!(degrees(-999.999_999_94), "-999.9999999");
    }

    proptest! {
        #[test]
        fn degrees_are_what_the_standard_library_writes(figure in -180.0..180.0f64) {
            let written: f64 = degrees(figure).parse().unwrap();
            prop_assert!((written - figure).abs() <= 0.500_001e-7);
            let nearest_tie = (figure.abs() * 1e7).fract();
            if (nearest_tie - 0.5).abs() > 1e-6 {
                prop_assert_eq!(degrees(figure).trim_start_matches('-').to_owned(), format!("{:.7}", figure.abs()));
            }
        }

        #[test]
        fn a_feature_is_json_with_its_values(text in "\\PC*", count in any::<i64>(), figure in -1e6..1e6f64) {
            let names = ["text", "count", "figure", "none", "code", "a_name_that_is_longer_than_what_is_copied_at_one_go"];
            let columns = names.map(|name| Column::new(name, ""));
            let code = Cell::Code("E05011118".parse().unwrap());
            let values = [Cell::Text(&text), Cell::Count(count), Cell::Number(figure, 3), Cell::Null, code, Cell::Flag(true)];
            let mut out = Vec::new();
            Keys::of(&columns).write(&Geometry::Unknown, values.into_iter(), &mut out);
            let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
            prop_assert_eq!(json["properties"]["text"].as_str().unwrap(), text);
            prop_assert_eq!(json["properties"]["count"].as_i64().unwrap(), count);
            prop_assert!((json["properties"]["figure"].as_f64().unwrap() - figure).abs() <= 0.000_500_1);
            prop_assert!(json["properties"]["none"].is_null() && json["geometry"].is_null());
            prop_assert_eq!(&json["properties"]["code"], "E05011118");
            prop_assert_eq!(&json["properties"][names[5]], true);
        }
    }
}

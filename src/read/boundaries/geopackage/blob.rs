//! GeoPackage's header before the well-known binary of an outline (OGC 12-128r18, clause 2.1.3).

use super::wkb::Bytes;

/// An outline as the file has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Blob<'a> {
    /// The number of its coordinate system in the file.
    pub srs_id: i32,
    /// It has no points.
    pub is_empty: bool,
    /// It is in a form that an extension of GeoPackage defines.
    pub is_extended: bool,
    pub wkb: &'a [u8],
}

impl<'a> Blob<'a> {
    /// `None` when the bytes are no such header.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        // "GP", version 1 as 0, flags.
        let (&[b'G', b'P', 0, flags], rest) = bytes.split_first_chunk()? else { return None };
        let mut rest = Bytes { rest, is_little_endian: flags & 1 == 1 };
        let srs_id = rest.u32()?.cast_signed();
        let envelope_numbers = match flags >> 1 & 0b111 {
            0 => 0,
            1 => 4,
            2 | 3 => 6,
            4 => 8,
            _ => return None,
        };
        rest.take(8 * envelope_numbers)?;
        Some(Self { srs_id, is_empty: flags & 1 << 4 != 0, is_extended: flags & 1 << 5 != 0, wkb: rest.rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_envelope_is_skipped_in_either_byte_order() {
        for (code, numbers) in [(0, 0), (1, 4), (2, 6), (3, 6), (4, 8)] {
            for (order, srs) in [(0, 27700_i32.to_be_bytes()), (1, 27700_i32.to_le_bytes())] {
                let bytes = [&b"GP\0"[..], &[code << 1 | order], &srs, &vec![7; 8 * numbers], b"wkb"].concat();
                let blob = Blob { srs_id: 27700, is_empty: false, is_extended: false, wkb: b"wkb" };
                assert_eq!(Blob::of(&bytes), Some(blob), "{code} {order}");
                assert_eq!(Blob::of(&bytes[..7 + 8 * numbers]), None, "cut short");
            }
        }
    }

    #[test]
    fn flags_are_told_apart_and_other_versions_refused() {
        let of = |head: &[u8]| Blob::of(&[head, &[0; 60]].concat()).map(|blob| (blob.is_empty, blob.is_extended));
        assert_eq!(of(b"GP\0\x10"), Some((true, false)));
        assert_eq!(of(b"GP\0\x20"), Some((false, true)));
        for head in [b"GP\x01\0", b"PG\0\0", b"GP\0\x0a", b"GP\0\x0c", b"GP\0\x0e"] {
            assert_eq!(of(head), None, "{head:?}");
        }
    }
}

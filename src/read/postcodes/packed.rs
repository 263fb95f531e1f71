//! `Entry`: what a directory says of one postcode, in 40 bytes, so that all 2.7 million of them fit in little memory.
//! `row` makes it, `directory` unpacks it.

use crate::geography::{GridPoint, GssCode, OacCode, PositionalQuality, Postcode, PostcodePlace};

/// One postcode of a directory. Coordinates are kept to the millimetre, every code without loss.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub postcode: Postcode,
    /// Quality in the lower four bits, then two for terminated.
    flags: u8,
    /// Counted over all files of the directory, from 1; 0 where there is none. Names a duplicate's row.
    pub row: u32,
    position: Millimetres,
    ward: Option<GssCode>,
    district: Option<GssCode>,
    nation: Option<GssCode>,
    output_area: Option<GssCode>,
    oac_2011: u16,
    oac_2021: u16,
}

/// Millimetres east and north.
type Millimetres = [i32; 2];

const NO_POSITION: Millimetres = [i32::MIN; 2];
const NO_OAC: u16 = u16::MAX;
const NO_QUALITY: u8 = 0b1111;
/// In the order of the enum, whose numbers are kept.
const QUALITIES: [PositionalQuality; 8] = [
    PositionalQuality::Building,
    PositionalQuality::BuildingByEye,
    PositionalQuality::Within50Metres,
    PositionalQuality::PostcodeMean,
    PositionalQuality::Imputed,
    PositionalQuality::SectorMean,
    PositionalQuality::BeforeGridlink,
    PositionalQuality::None,
];

impl Entry {
    pub fn new(postcode: Postcode, row: u32, place: &PostcodePlace) -> Self {
        let terminated = place.is_terminated.map_or(0b10, u8::from);
        let mut entry = Self {
            postcode,
            flags: place.quality.map_or(NO_QUALITY, |quality| quality as u8) | terminated << 4,
            row,
            position: NO_POSITION,
            ward: place.ward,
            district: place.district,
            nation: place.nation,
            output_area: place.output_area,
            oac_2011: pack_oac(place.oac_2011),
            oac_2021: pack_oac(place.oac_2021),
        };
        entry.set_point(place.point);
        entry
    }

    pub fn set_point(&mut self, point: Option<GridPoint>) {
        // A GridPoint lies within 1,800 km of the origin: its millimetres fit.
        let millimetres = |metres: f64| (metres * 1000.0).round() as i32;
        self.position =
            point.map_or(NO_POSITION, |point| [millimetres(point.easting()), millimetres(point.northing())]);
    }

    pub fn place(&self) -> PostcodePlace {
        let metres = |millimetres: i32| f64::from(millimetres) / 1000.0;
        let [east, north] = self.position;
        PostcodePlace {
            point: if self.position == NO_POSITION { None } else { GridPoint::new(metres(east), metres(north)) },
            quality: QUALITIES.get(usize::from(self.flags & 0b1111)).copied(),
            is_terminated: [Some(false), Some(true), None][usize::from(self.flags >> 4).min(2)],
            ward: self.ward,
            district: self.district,
            nation: self.nation,
            output_area: self.output_area,
            oac_2011: unpack_oac(self.oac_2011),
            oac_2021: unpack_oac(self.oac_2021),
        }
    }
}

/// A digit, a letter or none, a digit or none.
fn pack_oac(code: Option<OacCode>) -> u16 {
    let Some(code) = code else { return NO_OAC };
    let [first, letter, digit] = *code.as_bytes();
    let letter = if letter == b' ' { 0 } else { u16::from(letter - b'A') + 1 };
    let digit = if digit == b' ' { 0 } else { u16::from(digit - b'0') + 1 };
    (u16::from(first - b'0') * 27 + letter) * 11 + digit
}

fn unpack_oac(packed: u16) -> Option<OacCode> {
    if packed == NO_OAC {
        return None;
    }
    let (first, letter, digit) = (packed / (27 * 11), packed / 11 % 27, packed % 11);
    let letter = if letter == 0 { b' ' } else { b'@' + letter as u8 };
    let digit = if digit == 0 { b' ' } else { b'/' + digit as u8 };
    OacCode::from_bytes(&[b'0' + first as u8, letter, digit]).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes() -> impl Strategy<Value = Option<GssCode>> {
        prop::option::of("[A-Z][0-9]{8}".prop_map(|text| text.parse().unwrap()))
    }

    fn oac() -> impl Strategy<Value = Option<OacCode>> {
        prop::option::of("[0-8]([A-Z][0-9]?)?".prop_map(|text| text.parse().unwrap()))
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_as_it_went_in(
            (ward, district, nation, output_area) in (codes(), codes(), codes(), codes()),
            (oac_2011, oac_2021) in (oac(), oac()),
            quality in prop::option::of(prop::sample::select(&QUALITIES[..])),
            is_terminated: Option<bool>,
            millimetres in prop::option::of((-500_000_000..=1_200_000_000, -500_000_000..=1_800_000_000)),
        ) {
            let metres = |figure: i32| f64::from(figure) / 1000.0;
            let point = millimetres.and_then(|(east, north)| GridPoint::new(metres(east), metres(north)));
            let place = PostcodePlace {
                point, quality, is_terminated, ward, district, nation, output_area, oac_2011, oac_2021,
            };
            let entry = Entry::new("B1 1AA".parse().unwrap(), 7, &place);
            prop_assert_eq!(entry.place(), place);
        }
    }

    #[test]
    fn an_entry_takes_no_more_than_forty_bytes() {
        assert!(size_of::<Entry>() <= 40);
    }
}

//! Postcodes and their directories.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use nearhome::geography::{GridPoint, Postcode, PostcodePlace};
use nearhome::read::columns::GivenNames;
use nearhome::read::postcodes::{PostcodeDirectory, WantedPostcodes, read_directory, recognise_directory};

use super::scratch::{choice, file};
use super::{assert_accounted, or_sound_error};

/// The first byte chooses: a CSV, a CSV that is packed, or bytes that may be a packed one.
pub fn directory(bytes: &[u8]) {
    let (choice, bytes) = choice(bytes);
    let packed;
    let bytes = match choice % 3 {
        0 => bytes,
        1 => {
            packed = gzip(bytes);
            &packed
        }
        _ => {
            packed = [&[0x1f, 0x8b], bytes].concat();
            &packed
        }
    };
    let path = file("directory.csv", Some(bytes));
    let given = GivenNames::new();
    let wanted = match choice & 64 {
        0 => WantedPostcodes::All,
        _ => WantedPostcodes::only(["B1 1AA", "BT1 1AA"].map(|text| text.parse().expect("a postcode"))),
    };
    let is_recognised = or_sound_error(recognise_directory(&path, &given)).is_some();
    let Some(read) = or_sound_error(read_directory(&path, &given, &wanted)) else { return };
    assert!(is_recognised, "what is read is recognised");
    assert_accounted(&read.account, &read.left_out);
    assert!(read.places.iter().map(|(postcode, _)| postcode).is_sorted_by(|one, next| one < next));
    assert!(read.places.iter().all(|(postcode, place)| read.places.find(postcode) == Some(place)));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory takes all");
    packer.finish().expect("memory takes all")
}

/// A postcode has one form, which is read as itself; those it may be mistaken for are others.
pub fn postcode(bytes: &[u8]) {
    let Ok(postcode) = Postcode::from_bytes(bytes) else { return };
    assert_eq!(Postcode::from_bytes(postcode.as_bytes()), Ok(postcode));
    let letters = |bytes: &[u8]| {
        bytes.iter().filter(|byte| !byte.is_ascii_whitespace()).map(u8::to_ascii_uppercase).collect::<Vec<u8>>()
    };
    assert_eq!(letters(bytes), letters(postcode.as_bytes()), "no letter is lost, changed or added");
    let others = postcode.confusable();
    assert!(others.iter().all(|other| *other != postcode && other.confusable().contains(&postcode)));
}

/// A directory of one postcode.
pub fn small_directory() -> PostcodeDirectory {
    let place = PostcodePlace { point: GridPoint::new(406_649.0, 286_530.0), ..PostcodePlace::default() };
    PostcodeDirectory::new(vec![("B1 1AA".parse().expect("a postcode"), place)])
}

//! A zipped shapefile or GeoPackage, as ONS and OS ship them, to its files. Unpacked in memory, never to disk.
//!
//! So that a small zip cannot fill the memory, a member is refused before it is unpacked when it is a .prj or .cpg of
//! over 1 MB, when it is over 2 GiB, or when it is over 64 MB and more than 200 times as large unpacked as packed
//! (ONS's and OS's files are packed 2 to 20 times); and while it is unpacked when it is larger than the zip says.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::shapefile::Members;
use super::sidecars::sidecar;
use crate::read::ReadError;
use crate::read::input::{FileBytes, InputFile, ensure_readable_size};

/// The largest .prj or .cpg: a few lines of text.
const MAX_NOTE_BYTES: u64 = 1_000_000;
/// The largest member whose packing is not looked at.
const SMALL_BYTES: u64 = 64_000_000;
/// How many times as large as packed a member over [`SMALL_BYTES`] may be. Deflate reaches 1,032 on empty bytes.
const MAX_RATIO: u64 = 200;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The one boundary file in a zip.
#[derive(Debug)]
pub(super) enum Zipped {
    Shapefile(Box<Members>),
    /// With the zip that holds it.
    GeoPackage(FileBytes, InputFile),
}

/// Opens the one shapefile or GeoPackage in a zip. Several are an error that names them: a Boundary-Line zip holds many
/// kinds of area.
///
/// # Errors
/// When it is no zip, is damaged or encrypted, or does not hold exactly one .gpkg, or one .shp and its .dbf.
pub(super) fn open(file: &FileBytes) -> Result<Zipped, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(file.bytes.as_slice())).map_err(|error| {
        let error = unreadable(&file.name, &error);
        error.with_hint("download it again")
    })?;
    let names = entry_names(&archive);
    let found = the_one_boundary_file(&file.name, &names)?;
    if is_named(found, ".gpkg") {
        let log = format!("{found}-wal");
        if names.contains(&log) && !read(file, &mut archive, &names, &log)?.bytes.is_empty() {
            let error = ReadError::new(
                &file.name,
                format!("changes to {} are still in {}", shortened(split(found).1), shortened(&log)),
            );
            return Err(error.with_hint("close the program that has it open (QGIS?), and zip it again"));
        }
        return Ok(Zipped::GeoPackage(read(file, &mut archive, &names, found)?, file.input()));
    }
    let (folder, shp_name) = split(found);
    let beside: Vec<String> =
        names.iter().map(|name| split(name)).filter(|(of, _)| *of == folder).map(|(_, name)| name.to_owned()).collect();
    let read_shp = read(file, &mut archive, &names, found)?;
    let sidecars = |ending: &str| {
        let Some(name) = sidecar(&beside, shp_name, ending) else { return Ok(None) };
        read(file, &mut archive, &names, &format!("{folder}{name}")).map(Some)
    };
    Members::new(read_shp, sidecars, Some(file.input())).map(|members| Zipped::Shapefile(Box::new(members)))
}

fn is_named(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}

/// The name of each entry; blank for folders, and for what macOS adds for itself.
fn entry_names(archive: &Archive<'_>) -> Vec<String> {
    let is_ours =
        |name: &str| !name.starts_with("__MACOSX/") && !split(name).1.starts_with("._") && !name.ends_with('/');
    let name = |name: &str| if is_ours(name) { name.to_owned() } else { String::new() };
    archive.file_names().map(|found| found.map_or_else(|_| String::new(), |found| name(&found))).collect()
}

/// Folder (with its slash) and name.
fn split(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('/').map_or(0, |slash| slash + 1))
}

/// The end of a name that no one gives a file, for messages: a zip allows 65,535 bytes.
fn shortened(name: &str) -> Cow<'_, str> {
    const MOST: usize = 100;
    let start = name.char_indices().rev().nth(MOST).map(|(at, letter)| at + letter.len_utf8());
    start.map_or(Cow::Borrowed(name), |start| Cow::Owned(format!("…{}", &name[start..])))
}

fn the_one_boundary_file<'a>(zip: &str, names: &'a [String]) -> Result<&'a str, ReadError> {
    const NAMED: usize = 5;
    let mut found: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| is_named(name, ".shp") || is_named(name, ".gpkg")).collect();
    found.sort_unstable();
    match found.as_slice() {
        [one] => Ok(one),
        [] => {
            let error = ReadError::new(zip, "there is no .shp or .gpkg in it");
            Err(error.with_hint("name a zipped shapefile or GeoPackage, or unpack it and name the boundary file in it"))
        }
        many => {
            let more = if many.len() > NAMED { ", …" } else { "" };
            let named = many.iter().take(NAMED).map(|name| shortened(name)).collect::<Vec<_>>().join(", ");
            let error = ReadError::new(zip, format!("there are {} boundary files in it: {named}{more}", many.len()));
            Err(error.with_hint("unpack it and name the files with the wards"))
        }
    }
}

fn read(zip: &FileBytes, archive: &mut Archive<'_>, names: &[String], name: &str) -> Result<FileBytes, ReadError> {
    let place = format!("{}/{}", zip.name, shortened(split(name).1));
    // By position: names that are not ASCII may be stored in other bytes than they are read as.
    let at = names.iter().position(|each| each == name).unwrap_or(names.len());
    let member = archive.by_index(at).map_err(|error| unreadable(&place, &error))?;
    let size = member.size();
    ensure_sound_size(&place, size, member.compressed_size())?;
    let damaged = || {
        let error = ReadError::new(&place, "it is damaged and cannot be unpacked");
        error.with_hint("download the zip again")
    };
    let mut bytes = Vec::new();
    // A damaged or hostile archive may unpack to more than it says.
    member.take(size + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > size {
        return Err(damaged());
    }
    Ok(FileBytes::new(place, bytes))
}

/// Refuses what would unpack to more than a boundary file can need (see the top of this file).
fn ensure_sound_size(place: &str, size: u64, packed: u64) -> Result<(), ReadError> {
    ensure_readable_size(place, size)?;
    let ending = place.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_note = ["prj", "cpg"].contains(&ending.as_str());
    let what = if is_note && size > MAX_NOTE_BYTES {
        format!("it has {size} bytes; a .{ending} over {MAX_NOTE_BYTES} bytes is not read")
    } else if size > SMALL_BYTES && size > packed.saturating_mul(MAX_RATIO) {
        format!(
            "it would unpack to {size} bytes from {packed}; files over {SMALL_BYTES} bytes that are packed more than \
             {MAX_RATIO} times are not read"
        )
    } else {
        return Ok(());
    };
    Err(ReadError::new(place, what).with_hint("download the zip again, or unpack it and name the boundary file in it"))
}

fn unreadable(place: &str, error: &ZipError) -> ReadError {
    let what = match error {
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) | ZipError::InvalidPassword => {
            "it is encrypted, or packed in a way that is not read"
        }
        _ => "it is not a sound zip file",
    };
    ReadError::new(place, what).with_hint("unpack it and name the boundary file in it")
}

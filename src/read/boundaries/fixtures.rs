//! Small boundary files made byte by byte for the tests, and the way to the real open data.

use std::io::Write;
use std::path::{Path, PathBuf};

/// A file of the real open data, or `None` (with a note that the test was skipped) where the data is not there.
///
/// # Panics
/// In CI, where the data must be there.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data"));
    if data.is_dir() {
        return Some(data.join(name));
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the open data is not there, and CI needs it");
    println!("skipped: the open data is not there");
    None
}

/// A zip of these files.
pub(crate) fn zip_of(files: &[(impl AsRef<str>, impl AsRef<[u8]>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_ref(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes.as_ref()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A square of 100 m with its lower left corner here, clockwise as a shapefile's outer rings are.
pub(crate) fn square(x: f64, y: f64) -> Vec<[f64; 2]> {
    vec![[x, y], [x, y + 100.0], [x + 100.0, y + 100.0], [x + 100.0, y], [x, y]]
}

/// One record's content: a polygon of this type (5, 15, 25), with zeros for its Z and M values.
pub(super) fn polygon(kind: i32, rings: &[Vec<[f64; 2]>]) -> Vec<u8> {
    let points: Vec<[f64; 2]> = rings.concat();
    let mut record = kind.to_le_bytes().to_vec();
    record.extend([0u8; 32]); // the box, which is not read
    record.extend((rings.len() as i32).to_le_bytes());
    record.extend((points.len() as i32).to_le_bytes());
    let mut start = 0;
    for ring in rings {
        record.extend((start as i32).to_le_bytes());
        start += ring.len();
    }
    record.extend(points.iter().flatten().flat_map(|number| number.to_le_bytes()));
    let extra = match kind {
        15 => 2 * (16 + 8 * points.len()),
        25 => 16 + 8 * points.len(),
        _ => 0,
    };
    record.extend(vec![0u8; extra]);
    record
}

/// A null shape's content.
pub(super) fn null_shape() -> Vec<u8> {
    0i32.to_le_bytes().to_vec()
}

/// A .shp of this type with these record contents.
pub(super) fn shp(kind: i32, records: &[Vec<u8>]) -> Vec<u8> {
    let mut body = Vec::new();
    for (number, record) in (1i32..).zip(records) {
        body.extend(number.to_be_bytes());
        body.extend((record.len() as i32 / 2).to_be_bytes());
        body.extend(record);
    }
    [header(kind, body.len()), body].concat()
}

/// The .shx of such a .shp.
pub(super) fn shx(kind: i32, records: &[Vec<u8>]) -> Vec<u8> {
    let (mut body, mut at) = (Vec::new(), 100i32);
    for record in records {
        body.extend((at / 2).to_be_bytes());
        body.extend((record.len() as i32 / 2).to_be_bytes());
        at += 8 + record.len() as i32;
    }
    [header(kind, body.len()), body].concat()
}

fn header(kind: i32, body: usize) -> Vec<u8> {
    let mut header = 9994i32.to_be_bytes().to_vec();
    header.extend([0u8; 20]);
    header.extend((((100 + body) / 2) as i32).to_be_bytes());
    header.extend(1000i32.to_le_bytes());
    header.extend(kind.to_le_bytes());
    header.extend([0u8; 64]);
    header
}

/// A .dbf of character fields; a row that begins with `*` is marked deleted. Texts are Latin-1: one byte a letter.
pub(super) fn dbf(language: u8, fields: &[(&str, u8)], rows: &[&[&str]]) -> Vec<u8> {
    let length = 1 + fields.iter().map(|&(_, width)| usize::from(width)).sum::<usize>();
    let mut file = vec![3, 125, 1, 1];
    file.extend((rows.len() as u32).to_le_bytes());
    file.extend(((32 + 32 * fields.len() + 1) as u16).to_le_bytes());
    file.extend((length as u16).to_le_bytes());
    file.extend([0u8; 17]);
    file.extend([language, 0, 0]);
    for (name, width) in fields {
        let mut field = [0u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16]) = (b'C', *width);
        file.extend(field);
    }
    file.push(b'\r');
    for row in rows {
        let is_deleted = row[0].starts_with('*');
        file.push(if is_deleted { b'*' } else { b' ' });
        for (cell, (_, width)) in row.iter().zip(fields) {
            let mut bytes: Vec<u8> = cell.trim_start_matches('*').chars().map(|letter| letter as u8).collect();
            bytes.resize(usize::from(*width), b' ');
            file.extend(bytes);
        }
    }
    file.push(0x1A);
    file
}

/// ONS's own .prj text for the National Grid.
pub(super) const BNG_PRJ: &str = "PROJCS[\"British_National_Grid\",GEOGCS[\"GCS_OSGB_1936\",DATUM[\"D_OSGB_1936\",SPHEROID[\"Airy_1830\",6377563.396,299.3249646]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",400000.0],PARAMETER[\"False_Northing\",-100000.0],PARAMETER[\"Central_Meridian\",-2.0],PARAMETER[\"Scale_Factor\",0.9996012717],PARAMETER[\"Latitude_Of_Origin\",49.0],UNIT[\"Meter\",1.0]]";

/// A folder with files in it, gone at the end of the test.
pub(super) struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    /// The path of a file in it, there or not.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).expect("a temporary file");
        path
    }
}

/// Two wards of Birmingham and Bromsgrove, side by side, as the parts of a shapefile: name ending and bytes.
pub(super) fn two_wards() -> [(&'static str, Vec<u8>); 4] {
    let records = [polygon(5, &[square(400_000.0, 280_000.0)]), polygon(5, &[square(400_100.0, 280_000.0)])];
    let fields = [("WD25CD", 9), ("WD25NM", 20), ("WD25NMW", 20), ("LAD25CD", 9), ("LAD25NM", 20)];
    let rows: [&[&str]; 2] = [
        &["E05011118", "Acocks Green", "", "E08000025", "Birmingham"],
        &["E05007859", "Alvechurch", " ", "E07000234", "Bromsgrove"],
    ];
    let dbf = dbf(0, &fields, &rows);
    [("shp", shp(5, &records)), ("shx", shx(5, &records)), ("dbf", dbf), ("prj", BNG_PRJ.into())]
}

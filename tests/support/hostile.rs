//! Files made to do harm: small, and of which a trusting reader would make much.

use std::io::{Cursor, Write};

/// A deflated zip of these files.
pub fn zip_of(files: &[(impl AsRef<str>, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_ref(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A CSV of so many columns and one row.
pub fn many_columns(columns: usize) -> String {
    let titles: Vec<String> = (0..columns).map(|at| format!("c{at}")).collect();
    titles.join(",") + "\n" + &",".repeat(columns - 1) + "\n"
}

/// A FeatureCollection with a member nested so deep.
pub fn deep_json(open: &str, close: &str, depth: usize) -> String {
    let deep = open.repeat(depth) + "1" + &close.repeat(depth);
    format!("{{\"type\":\"FeatureCollection\",\"deep\":{deep},\"features\":[]}}")
}

/// A FeatureCollection of one feature with so many properties, and so many with none.
pub fn geojson_of_nulls(properties: usize, rows: usize) -> String {
    const NOTHING: &str = "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}";
    let first: Vec<String> = (0..properties).map(|at| format!("\"p{at}\":1")).collect();
    let first = format!("{{\"type\":\"Feature\",\"properties\":{{{}}},\"geometry\":null}}", first.join(","));
    let features =
        std::iter::once(first.as_str()).chain(std::iter::repeat_n(NOTHING, rows)).collect::<Vec<_>>().join(",");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

/// A comb with its back in the south, 200 km long: so many points, each tooth a kilometre high.
pub fn ring_of(points: usize) -> Vec<[f64; 2]> {
    let width = 200_000.0 / points as f64;
    let tooth = |at: usize| [400_000.0 + width * at as f64, 301_000.0 + 1_000.0 * (at % 2) as f64];
    let mut ring = vec![[400_000.0, 300_000.0]];
    ring.extend((0..points - 3).map(tooth));
    ring.extend([[600_000.0, 300_000.0], [400_000.0, 300_000.0]]);
    ring
}

/// A ward with this ring, on the National Grid.
pub fn geojson_of(ring: &[[f64; 2]]) -> String {
    let points: Vec<String> = ring.iter().map(|[x, y]| format!("[{x},{y}]")).collect();
    let crs = "{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:27700\"}}";
    let properties = "{\"WD25CD\":\"E05990001\",\"WD25NM\":\"Comb\",\"LAD25CD\":\"E08990001\"}";
    let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", points.join(","));
    let feature = format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}");
    format!("{{\"type\":\"FeatureCollection\",\"crs\":{crs},\"features\":[{feature}]}}")
}

/// A .dbf whose records are a byte, their deletion mark, and have so many fields of no width.
pub fn dbf_of_fields_without_width(fields: u16, rows: u32) -> Vec<u8> {
    let mut file = vec![3, 125, 1, 1];
    file.extend(rows.to_le_bytes());
    file.extend((32 + 32 * fields + 1).to_le_bytes());
    file.extend(1u16.to_le_bytes());
    file.extend([0; 20]);
    for at in 0..fields {
        let mut field = [0; 32];
        field[..5].copy_from_slice(format!("F{at:04}").as_bytes());
        field[11] = b'C';
        file.extend(field);
    }
    file.push(b'\r');
    file.extend(vec![b' '; rows as usize]);
    file
}

/// A .shp of so many records without a shape.
pub fn shp_of_null_shapes(rows: u32) -> Vec<u8> {
    let mut file = 9994i32.to_be_bytes().to_vec();
    file.extend([0; 20]);
    file.extend((50 + 6 * rows).to_be_bytes());
    file.extend(1000i32.to_le_bytes());
    file.extend(5i32.to_le_bytes());
    file.extend([0; 64]);
    for number in 1..=rows {
        file.extend([number.to_be_bytes(), 2u32.to_be_bytes(), [0; 4]].concat());
    }
    file
}

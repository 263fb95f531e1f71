//! Packs Ordnance Survey's OSTN15 table into `src/reproject/ostn15.bin`. Needed only when Ordnance Survey
//! publishes a new one; the library unpacks the result (`src/reproject/ostn15.rs`).
//!
//! ```text
//! xz --decompress --keep OSTN15_OSGM15_DataFile.txt.xz        # as the crate ostn15_phf carries it
//! cargo run --release --example pack_ostn15 OSTN15_OSGM15_DataFile.txt src/reproject/ostn15.bin
//! ```
//!
//! Columns read: 2 and 3 (easting, northing, metres), 4 and 5 (shifts, metres with three decimals).
//! Written: all eastward shifts in mm, then all northward ones, row by row from the south, each as its
//! difference from west + south - south-west, zigzag, in groups of seven bits, zlib.

use std::error::Error;
use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

const COLUMNS: usize = 701;
const ROWS: usize = 1251;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(text_file), Some(packed_file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: pack_ostn15 OSTN15_OSGM15_DataFile.txt OUT.bin".into());
    };
    let nodes = read_nodes(&std::fs::read_to_string(text_file)?)?;
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&[0, 1].map(|axis| surprises(&nodes, axis)).concat())?;
    std::fs::write(packed_file, packer.finish()?)?;
    Ok(())
}

fn read_nodes(text: &str) -> Result<Vec<[i32; 2]>, Box<dyn Error>> {
    let nodes =
        text.lines().skip(1).enumerate().map(|(at, line)| read_node(at, line)).collect::<Result<Vec<_>, _>>()?;
    if nodes.len() != COLUMNS * ROWS {
        return Err(format!("{} nodes, {} expected", nodes.len(), COLUMNS * ROWS).into());
    }
    Ok(nodes)
}

fn read_node(at: usize, line: &str) -> Result<[i32; 2], Box<dyn Error>> {
    let fields: Vec<&str> = line.split(',').collect();
    let [_, easting, northing, east_shift, north_shift, ..] = fields[..] else {
        return Err(format!("line {}: too few columns", at + 2).into());
    };
    let place = [easting.parse::<usize>()?, northing.parse::<usize>()?];
    if place != [at % COLUMNS * 1000, at / COLUMNS * 1000] {
        return Err(format!("line {}: out of order", at + 2).into());
    }
    let millimetres = |metres: &str| metres.trim().parse::<f64>().map(|metres| (metres * 1000.0).round() as i32);
    Ok([millimetres(east_shift)?, millimetres(north_shift)?])
}

/// One axis: what the plane through the neighbours to the west, south and south-west does not tell.
fn surprises(nodes: &[[i32; 2]], axis: usize) -> Vec<u8> {
    let node = |row: Option<usize>, column: Option<usize>| match (row, column) {
        (Some(row), Some(column)) => nodes[row * COLUMNS + column][axis],
        _ => 0,
    };
    let mut bytes = Vec::new();
    for (at, shifts) in nodes.iter().enumerate() {
        let (row, column) = (at / COLUMNS, at % COLUMNS);
        let (south, west) = (row.checked_sub(1), column.checked_sub(1));
        let expected = node(Some(row), west) + node(south, Some(column)) - node(south, west);
        write_zigzag(shifts[axis] - expected, &mut bytes);
    }
    bytes
}

fn write_zigzag(value: i32, bytes: &mut Vec<u8>) {
    let mut rest = ((value << 1) ^ (value >> 31)) as u32;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

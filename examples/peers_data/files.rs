//! The files of the comparison: a shapefile set, three CSV files and the study.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use shapefile::dbase::{FieldName, FieldValue, Record, TableWriterBuilder, encoding::Unicode};
use shapefile::{Point, Polygon, PolygonRing, ShapeWriter};

use crate::land::{Land, Ward, authority_code};
use crate::made_wards::Line;
use crate::people::People;
use crate::size::Size;

const PRJ: &str = include_str!("../../boundaries/wards.prj");
const FIELDS: [(&str, u8); 4] = [("WD24CD", 9), ("WD24NM", 60), ("LAD24CD", 9), ("LAD24NM", 60)];
const SEGMENTS: [&str; 15] = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O"];
const PROVIDERS: [&str; 2] = ["in_house", "ifa"];
const PLACEMENT_TYPES: [&str; 6] = ["U1", "U3", "U4", "U6", "K2", "H5"];

pub fn write_wards(folder: &Path, land: &Land) -> std::io::Result<()> {
    let polygons: Vec<Polygon> = land.wards.iter().map(polygon).collect();
    let file = |ending: &str| File::create(folder.join(format!("wards.{ending}"))).map(BufWriter::new);
    let writer = ShapeWriter::with_shx(file("shp")?, file("shx")?);
    writer.write_shapes(&polygons).map_err(std::io::Error::other)?;
    let mut table = TableWriterBuilder::with_encoding(Unicode);
    for (name, width) in FIELDS {
        table = table.add_character_field(FieldName::try_from(name).map_err(std::io::Error::other)?, width);
    }
    let records: Vec<Record> = land.wards.iter().map(record).collect();
    table.build_with_dest(file("dbf")?).write_records(&records).map_err(std::io::Error::other)?;
    std::fs::write(folder.join("wards.prj"), PRJ)?;
    std::fs::write(folder.join("wards.cpg"), "UTF-8")
}

fn polygon(ward: &Ward) -> Polygon {
    let points = |ring: &Line| ring.iter().map(|&[x, y]| Point::new(x, y)).collect();
    let outer = ward.outer.iter().map(|ring| PolygonRing::Outer(points(ring)));
    let holes = ward.holes.iter().map(|ring| PolygonRing::Inner(points(ring)));
    Polygon::with_rings(outer.chain(holes).collect())
}

fn record(ward: &Ward) -> Record {
    let (authority, name) = (authority_code(ward.authority), format!("Authority {}", ward.authority));
    let mut record = Record::default();
    for ((field, _), value) in FIELDS.iter().zip([&ward.code, &ward.name, &authority, &name]) {
        record.insert((*field).to_owned(), FieldValue::Character(Some(value.clone())));
    }
    record
}

pub fn write_households(folder: &Path, land: &Land) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(folder.join("base_households.csv"))?);
    writeln!(out, "ward_code,segment,households")?;
    for (at, ward) in land.wards.iter().enumerate() {
        for (of, segment) in SEGMENTS.iter().enumerate() {
            writeln!(out, "{},{segment},{}", ward.code, 40 + (at * 31 + of * 17) % 700)?;
        }
    }
    out.flush()
}

pub fn write_carers(folder: &Path, count: usize, people: &mut People) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(folder.join("carers.csv"))?);
    writeln!(out, "carer_id,easting,northing,provider,approved_places,segment")?;
    for at in 0..count {
        let (id, point) = (people.id('F', at), cells(people.point()));
        let (provider, places) = (people.one_of(&PROVIDERS), people.number(1, 4));
        writeln!(out, "{id},{point},{provider},{places},{}", people.one_of(&SEGMENTS))?;
    }
    out.flush()
}

pub fn write_children(folder: &Path, count: usize, people: &mut People) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(folder.join("children.csv"))?);
    writeln!(
        out,
        "child_id,home_easting,home_northing,placement_easting,placement_northing,placement_type,provider,age,\
         responsible_authority"
    )?;
    for (at, child) in people.children(count).into_iter().enumerate() {
        let id = people.id('C', at);
        let (kind, provider, age) = (people.one_of(&PLACEMENT_TYPES), people.one_of(&PROVIDERS), people.number(0, 17));
        let (home, placement) = (cells(child.home), cells(child.placement));
        writeln!(out, "{id},{home},{placement},{kind},{provider},{age},{}", child.responsible.unwrap_or_default())?;
    }
    out.flush()
}

fn cells(point: Option<[f64; 2]>) -> String {
    point.map_or(",".to_owned(), |[x, y]| format!("{x},{y}"))
}

/// Only what the other tools are asked for: two layers and the summary.
pub fn write_study(folder: &Path, size: &Size) -> std::io::Result<()> {
    let authority =
        if size.blocks == [1, 1] { format!("authority = \"{}\"\n", authority_code(0)) } else { String::new() };
    let study = format!(
        "[study]\ntitle = \"The same job\"\n{authority}distance = \"exact\"\n\n[boundaries]\nwards = \"wards.shp\"\n\n\
         [children]\nfile = \"children.csv\"\n\n[carers]\nfile = \"carers.csv\"\n\n\
         [households]\nfile = \"base_households.csv\"\n\n\
         [outputs]\nlayers = [\"wards\", \"home_to_placement\"]\n\
         record_columns = [\"child_id\", \"distance_exact_miles\", \"category\"]\ntables = false\nreport = false\nworkbook = false\n"
    );
    std::fs::write(folder.join("study.toml"), study)
}

//! A shapefile set (.shp, .dbf and perhaps .shx, .prj, .cpg) to a `Layer`: shape and attributes paired by position.

use std::path::Path;

use super::dbf::Table;
use super::layer::{DELETED, Geometry, Layer, Outline};
use super::open::ensure_few_cells;
use super::place_crs::{Declared, crs};
use super::shp;
use super::sidecars::sidecar;
use crate::read::ReadError;
use crate::read::input::{FileBytes, InputFile, Warning, file_name, read_bytes};
use crate::read::text::{decode, encoding_named};

/// The files of one shapefile, read.
#[derive(Debug)]
pub(super) struct Members {
    pub shp: FileBytes,
    pub dbf: FileBytes,
    pub shx: Option<FileBytes>,
    pub prj: Option<FileBytes>,
    pub cpg: Option<FileBytes>,
    /// The zip that holds them, where one does.
    pub zip: Option<InputFile>,
}

impl Members {
    /// Reads a .shp and its sidecars from their folder.
    ///
    /// # Errors
    /// When the .shp or its .dbf is not there, or a file cannot be read.
    pub fn beside(shp: &Path) -> Result<Self, ReadError> {
        let read_shp = read_bytes(shp)?;
        let folder = shp.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let names = names_in(folder)?;
        let name = file_name(shp);
        let read =
            |ending: &str| sidecar(&names, &name, ending).map(|found| read_bytes(&folder.join(found))).transpose();
        Self::new(read_shp, read, None)
    }

    /// Puts a .shp and its sidecars together; `read` gives a sidecar by its ending.
    pub fn new(
        shp: FileBytes,
        mut read: impl FnMut(&str) -> Result<Option<FileBytes>, ReadError>,
        zip: Option<InputFile>,
    ) -> Result<Self, ReadError> {
        let Some(dbf) = read("dbf")? else {
            let error = ReadError::new(&shp.name, "there is no .dbf of the same name beside it, which holds the codes");
            return Err(error.with_hint("copy the whole shapefile: .shp, .dbf, .prj and .cpg"));
        };
        Ok(Self { shp, dbf, shx: read("shx")?, prj: read("prj")?, cpg: read("cpg")?, zip })
    }
}

fn names_in(folder: &Path) -> Result<Vec<String>, ReadError> {
    let entries = std::fs::read_dir(folder).map_err(|error| ReadError::io(folder.display().to_string(), error))?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect())
}

/// Makes a layer of a shapefile.
///
/// # Errors
/// When a member is damaged, the .shp and the .dbf differ in their number of records, or the .prj is not known.
pub(super) fn layer(members: Members) -> Result<Layer, ReadError> {
    let mut warnings = Vec::new();
    let (mut geometry, bytes_after_end) = shp::outlines(&members.shp, members.shx.as_ref())?;
    if bytes_after_end > 0 {
        let what = "bytes after the end that its header names are not read";
        warnings.push(Warning::of_file(&members.shp.name, what).counted(bytes_after_end));
    }
    let table = Table::parse(&members.dbf)?;
    ensure_same_count(&members, &geometry, &table)?;
    ensure_few_cells(&members.dbf.name, table.len(), table.columns().len())?;
    mark_deleted(&mut geometry, &table);
    let (encoding, encoding_warning) = encoding(&members, &table)?;
    warnings.extend(encoding_warning);
    let (crs, crs_warning) = crs(&members.shp.name, projection(&members)?, geometry.bounds())?;
    warnings.extend(crs_warning);
    let rows = table.rows(encoding);
    let inputs = inputs(&members, rows.len() as u64, crs.name(), encoding.name());
    Ok(Layer { name: members.shp.name.clone(), columns: table.columns(), rows, geometry, crs, inputs, warnings })
}

/// One record more or less, and every later ward would have another ward's shape.
fn ensure_same_count(members: &Members, geometry: &Geometry, table: &Table<'_>) -> Result<(), ReadError> {
    let (shapes, records) = (geometry.outlines.len(), table.len());
    if shapes == records {
        return Ok(());
    }
    let what = format!("it has {shapes} shapes, and the .dbf beside it {records} records: they do not belong together");
    Err(ReadError::new(&members.shp.name, what).with_hint("download or export the whole shapefile again"))
}

fn mark_deleted(geometry: &mut Geometry, table: &Table<'_>) {
    for (at, outline) in geometry.outlines.iter_mut().enumerate() {
        if table.is_deleted(at) {
            *outline = Outline::Missing(DELETED);
        }
    }
}

/// The .cpg's encoding, else the language byte's, else as the text itself shows; with a warning when the declared one
/// is not the one used and the text has letters for which that matters.
fn encoding(
    members: &Members,
    table: &Table<'_>,
) -> Result<(&'static encoding_rs::Encoding, Option<Warning>), ReadError> {
    let cpg = match &members.cpg {
        Some(cpg) => Some(decode(&cpg.name, &cpg.bytes, None)?.0.trim().to_owned()).filter(|label| !label.is_empty()),
        None => None,
    };
    let declared = cpg.as_deref().or(table.declared_encoding());
    let used = table.encoding(declared);
    let is_other = declared.is_some_and(|label| encoding_named(label) != Some(used));
    let warning = (is_other && !table.is_ascii()).then(|| {
        let what = format!("its text is not in the encoding that is declared for it; it was read as {}", used.name());
        Warning::of_file(&members.dbf.name, what)
    });
    Ok((used, warning))
}

fn projection(members: &Members) -> Result<Declared, ReadError> {
    let Some(prj) = &members.prj else { return Ok(Declared::Nothing) };
    let text = decode(&prj.name, &prj.bytes, None)?.0.trim().to_owned();
    Ok(if text.is_empty() { Declared::Nothing } else { Declared::Wkt { file: prj.name.clone(), text } })
}

fn inputs(members: &Members, rows: u64, crs: String, encoding: &str) -> Vec<InputFile> {
    let shp = InputFile { rows: Some(rows), crs: Some(crs), ..members.shp.input() };
    let dbf = InputFile { rows: Some(rows), encoding: Some(encoding.to_owned()), ..members.dbf.input() };
    let others = [&members.shx, &members.prj, &members.cpg].into_iter().flatten().map(FileBytes::input);
    members.zip.iter().cloned().chain([shp, dbf]).chain(others).collect()
}

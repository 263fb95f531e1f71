//! A `Layer` to wards: codes and names read, outlines on the National Grid, and every other row left out by reason.

use super::FieldNames;
use super::layer::{Layer, Outline};
use super::to_grid::map_rings;
use super::ward_faults::{Outlined, outline, summed_up};
use crate::geography::{GeometryFault, GssCode, Shape};
use crate::read::hierarchy::{CodeCell, Hierarchy, HierarchyColumns, PlaceColumns, code, filled};
use crate::read::input::Warning;
use crate::read::ons_columns::{Column, Level, LevelColumns, position};
use crate::read::{Effect, LeftOut, ReadError};

/// A ward as one record of a boundary file gives it.
#[derive(Clone, Debug)]
pub(super) struct FoundWard {
    pub file: String,
    /// The record's number, from 1.
    pub row: u64,
    pub code: GssCode,
    pub name: Option<String>,
    pub name_welsh: Option<String>,
    pub areas: Hierarchy,
    pub shape: Shape,
}

/// The wards of one boundary file, and its rows that are no wards.
#[derive(Debug)]
pub(super) struct FileWards {
    pub name: String,
    pub rows_read: u64,
    pub wards: Vec<FoundWard>,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<Warning>,
    pub geometry_faults: Vec<GeometryFault>,
    /// The year in the name of the ward code's column.
    pub vintage: Option<u16>,
}

/// Reads the wards of a layer, and repairs their outlines where that is asked.
///
/// # Errors
/// When there is no column of ward codes, no row is a ward, or a coordinate is off the National Grid.
pub(super) fn wards(layer: &Layer, names: &FieldNames, repair: bool) -> Result<FileWards, ReadError> {
    if layer.rows.is_empty() {
        return Err(ReadError::new(&layer.name, "it has no records").with_hint("name a file with wards in it"));
    }
    let columns = WardColumns::find(layer, names)?;
    let (mut wards, mut left_out) = (Vec::new(), Vec::new());
    for at in 0..layer.rows.len() {
        match columns.ward(layer, at, &mut left_out) {
            Ok(ward) => wards.push((ward, at)),
            Err(reason) => left_out.push(reason),
        }
    }
    let ats: Vec<usize> = wards.iter().map(|&(_, at)| at).collect();
    let outlines = map_rings(layer, &ats, |at, rings| outline(&layer.name, wards[at].0.code, rings, repair))?;
    let with_outline = |((ward, _), outlined): ((FoundWard, usize), Outlined)| {
        (FoundWard { shape: outlined.shape, ..ward }, outlined.faults)
    };
    let outlined = wards.into_iter().zip(outlines).map(with_outline);
    let (wards, empty): (Vec<_>, Vec<_>) = outlined.partition(|(ward, _)| !ward.shape.is_empty());
    let (wards, faults): (Vec<FoundWard>, Vec<_>) = wards.into_iter().unzip();
    let geometry_faults = faults.concat();
    left_out
        .extend(empty.into_iter().map(|(ward, _)| row_left_out(layer, ward.row, None, "its outline encloses nothing")));
    ensure_any(layer, &columns, &wards)?;
    let warnings = nameless(layer, &wards).into_iter().chain(summed_up("wards", &geometry_faults)).collect();
    let (name, rows_read) = (layer.name.clone(), layer.rows.len() as u64);
    Ok(FileWards { name, rows_read, wards, left_out, warnings, geometry_faults, vintage: columns.vintage })
}

/// Where a layer's codes and names are.
struct WardColumns {
    code: usize,
    name: Option<usize>,
    name_welsh: Option<usize>,
    vintage: Option<u16>,
    areas: HierarchyColumns,
    /// Codes and names are in OS Boundary-Line's `CODE` and `NAME`.
    is_boundary_line: bool,
}

impl WardColumns {
    fn find(layer: &Layer, names: &FieldNames) -> Result<Self, ReadError> {
        let columns = &layer.columns;
        let named_code = named(layer, names.ward_code.as_deref())?.map(|at| LevelColumns::named(columns, at));
        let onss = named_code.or_else(|| LevelColumns::find(columns, Level::Ward, None));
        let is_boundary_line = onss.is_none();
        let found = onss.or_else(|| boundary_line(columns)).ok_or_else(|| no_code_column(layer))?;
        let name = named(layer, names.ward_name.as_deref())?.or(found.name);
        let areas = area_columns(layer, names, found.code.year)?;
        let (code, name_welsh, vintage) = (found.code.at, found.name_welsh, found.code.year);
        Ok(Self { code, name, name_welsh, vintage, areas, is_boundary_line })
    }

    /// The ward of a row, its shape yet to come; or why the row is left out.
    fn ward(&self, layer: &Layer, at: usize, left_out: &mut Vec<LeftOut>) -> Result<FoundWard, LeftOut> {
        let (cells, row) = (&layer.rows[at], at as u64 + 1);
        if let Outline::Missing(reason) = layer.geometry.outlines[at] {
            return Err(row_left_out(layer, row, None, reason));
        }
        let name = self.name.and_then(|at| filled(&cells[at]));
        if self.is_boundary_line && is_filler(&cells[self.code], name.as_deref()) {
            return Err(row_left_out(layer, row, None, "a filler area of OS Boundary-Line, no ward"));
        }
        let code = match code(&cells[self.code]) {
            CodeCell::Gss(code) => code,
            CodeCell::None => return Err(row_left_out(layer, row, Some(self.code), "the ward code is blank")),
            CodeCell::NotACode => {
                return Err(row_left_out(layer, row, Some(self.code), "the ward code is not a GSS code"));
            }
        };
        let (areas, not_codes) = self.areas.read(|at| &cells[at]);
        left_out.extend(not_codes.into_iter().map(|column| LeftOut {
            effect: Effect::ValueNotUsed,
            ..row_left_out(layer, row, Some(column), "not a GSS code")
        }));
        let name = name.map(|name| if self.is_boundary_line { plain_name(&name) } else { name });
        let name_welsh = self.name_welsh.and_then(|at| filled(&cells[at]));
        let shape = Shape::default();
        Ok(FoundWard { file: layer.name.clone(), row, code, name, name_welsh, areas, shape })
    }
}

/// The columns of OS Boundary-Line.
fn boundary_line(columns: &[String]) -> Option<LevelColumns> {
    let code = Column { at: position(columns, "CODE")?, year: None };
    Some(LevelColumns { code, name: position(columns, "NAME"), name_welsh: None })
}

/// Districts and counties by pattern, unless the study names the authority's column.
fn area_columns(layer: &Layer, names: &FieldNames, year: Option<u16>) -> Result<HierarchyColumns, ReadError> {
    let mut found = HierarchyColumns::find(&layer.columns, year);
    let name = named(layer, names.authority_name.as_deref())?;
    if let Some(code) = named(layer, names.authority_code.as_deref())? {
        let same = [found.district, found.upper_tier].into_iter().flatten().find(|columns| columns.code == code);
        found.district = Some(PlaceColumns { code, name: name.or(same.and_then(|columns| columns.name)) });
        found.upper_tier = None;
    } else if let (Some(name), Some(columns)) = (name, found.upper_tier.as_mut().or(found.district.as_mut())) {
        columns.name = Some(name);
    }
    Ok(found)
}

/// The position of a column that the study names.
fn named(layer: &Layer, name: Option<&str>) -> Result<Option<usize>, ReadError> {
    let Some(name) = name else { return Ok(None) };
    let found = position(&layer.columns, name);
    found.map(Some).ok_or_else(|| {
        let what = format!("it has no column {name}; its columns are {}", layer.columns.join(", "));
        ReadError::new(&layer.name, what).with_hint("correct the column's name in the study")
    })
}

fn no_code_column(layer: &Layer) -> ReadError {
    let what = format!("no column of ward codes, such as WD25CD, among its columns: {}", layer.columns.join(", "));
    ReadError::new(&layer.name, what).with_hint("name the column of ward codes in the study")
}

fn ensure_any(layer: &Layer, columns: &WardColumns, wards: &[FoundWard]) -> Result<(), ReadError> {
    if !wards.is_empty() {
        return Ok(());
    }
    let (rows, column) = (layer.rows.len(), &layer.columns[columns.code]);
    let what = format!("none of its {rows} records has an outline and a GSS code in column {column}");
    Err(ReadError::new(&layer.name, what).with_hint("name the column of ward codes in the study"))
}

fn row_left_out(layer: &Layer, row: u64, column: Option<usize>, reason: &str) -> LeftOut {
    let column = column.map(|at| layer.columns[at].clone());
    LeftOut { file: layer.name.clone(), row, column, effect: Effect::RowLeftOut, reason: reason.to_owned() }
}

/// OS Boundary-Line covers tidal water between wards with areas that are no wards.
fn is_filler(code: &str, name: Option<&str>) -> bool {
    code.trim() == "999999" || name.is_some_and(|name| name.eq_ignore_ascii_case("FILLER AREA"))
}

/// OS writes `Acocks Green Ward` and `Alcester ED` where ONS writes `Acocks Green` and `Alcester`.
fn plain_name(name: &str) -> String {
    name.strip_suffix(" Ward").or_else(|| name.strip_suffix(" ED")).unwrap_or(name).to_owned()
}

fn nameless(layer: &Layer, wards: &[FoundWard]) -> Option<Warning> {
    let nameless = wards.iter().filter(|ward| ward.name.is_none()).count() as u64;
    let first = wards.iter().find(|ward| ward.name.is_none())?;
    let warning = Warning::of_file(&layer.name, "wards have no name; their code stands for it");
    Some(warning.counted(nameless).at_row(first.row))
}

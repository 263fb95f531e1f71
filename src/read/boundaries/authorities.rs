//! Boundaries of authorities (counties and unitaries, or districts): read beside the wards. `areas` asks them which
//! authority a ward lies in; the run asks them which authority holds a point.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::layer::{Layer, Outline};
use super::to_grid::map_rings;
use super::ward_faults::{Outlined, outline, summed_up};
use super::{FieldNames, open};
use crate::geography::{FaultKind, GeometryFault, GssCode, Shape, counterpart, related_codes};
use crate::locate::WardIndex;
use crate::outline::bordering_areas;
use crate::read::hierarchy::{CodeCell, Hierarchy, HierarchyColumns, Place, PlaceColumns, code};
use crate::read::lookup::Lookup;
use crate::read::ons_columns::{Level, LevelColumns, position};
use crate::read::{Account, Effect, InputFile, LeftOut, ReadError, Records, Warning};

/// The outlines of authorities, as the study's file gives them.
#[derive(Clone, Debug, Default)]
pub struct AuthorityAreas {
    /// The file's name, for messages.
    pub file: String,
    /// Each outline and its authority's code, in order of code; an authority may come with several.
    pub outlines: Vec<(GssCode, Shape)>,
}

impl AuthorityAreas {
    /// An index of the outlines: the "ward" that it finds is the position in [`AuthorityAreas::outlines`].
    pub fn index(&self) -> WardIndex {
        WardIndex::from_shapes(self.outlines.iter().map(|(_, shape)| shape))
    }

    /// For each authority, those that share a stretch of border with it.
    pub(super) fn borders(&self) -> BTreeMap<GssCode, BTreeSet<GssCode>> {
        let mut parts: BTreeMap<GssCode, Vec<&Shape>> = BTreeMap::new();
        for (code, shape) in &self.outlines {
            parts.entry(*code).or_default().push(shape);
        }
        let (codes, parts): (Vec<GssCode>, Vec<Vec<&Shape>>) = parts.into_iter().unzip();
        let others = bordering_areas(&parts).into_iter();
        let coded = others.map(|set| set.into_iter().map(|ix| codes[ix.0 as usize]).collect());
        codes.iter().copied().zip(coded).collect()
    }
}

/// The file of authorities before its codes have met those of the wards.
#[derive(Debug)]
pub(super) struct AuthoritiesFile {
    pub inputs: Vec<InputFile>,
    pub warnings: Vec<Warning>,
    pub vintage: Option<u16>,
    name: String,
    rows_read: u64,
    left_out: Vec<LeftOut>,
    authorities: Vec<FoundAuthority>,
}

/// One record of the file.
#[derive(Debug)]
struct FoundAuthority {
    row: u64,
    place: Place,
    above: Hierarchy,
    shape: Shape,
    faults: Vec<GeometryFault>,
}

/// What the file of authorities comes to, its codes those of the wards where they can be.
#[derive(Debug)]
pub(super) struct Adopted {
    pub areas: AuthorityAreas,
    /// What the file says of each authority: its name as the upper tier, its region and its nation.
    pub told: BTreeMap<GssCode, Hierarchy>,
    pub account: Account,
    pub left_out: Vec<LeftOut>,
    pub warnings: Vec<Warning>,
    /// What is wrong with the outlines that are used, by authority; `warnings` sums it up.
    pub geometry_faults: Vec<GeometryFault>,
}

/// Reads a file of authorities, in any format that wards come in.
///
/// The code is in the column that the study names, where the file has it, else in ONS's `CTYUA##CD`, `UTLA##CD` and the
/// like, else in `LAD##CD`, else in OS Boundary-Line's `CODE`.
///
/// # Errors
/// When the file cannot be read, has no such column, or no record with a code and an outline.
pub(super) fn read_authorities(path: &Path, names: &FieldNames, repair: bool) -> Result<AuthoritiesFile, ReadError> {
    let layer = open::open(path)?;
    let (columns, vintage) = area_columns(&layer, names)?;
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for at in 0..layer.rows.len() {
        match authority(&layer, at, &columns, &mut left_out) {
            Ok((place, above)) => found.push((at, place, above)),
            Err(reason) => left_out.push(reason),
        }
    }
    let ats: Vec<usize> = found.iter().map(|&(at, ..)| at).collect();
    let outlines = map_rings(&layer, &ats, |at, rings| outline(&layer.name, found[at].1.code, rings, repair))?;
    let with_shape = |((at, place, above), Outlined { shape, faults }): (_, Outlined)| {
        let row = at as u64 + 1;
        FoundAuthority { row, place, above, shape, faults }
    };
    let authorities = found.into_iter().zip(outlines).map(with_shape);
    let (authorities, empty): (Vec<_>, Vec<_>) = authorities.partition(|each| !each.shape.is_empty());
    left_out.extend(empty.iter().map(|each| row_left_out(&layer.name, each.row, None, "its outline encloses nothing")));
    if authorities.is_empty() {
        let what = format!("none of its {} records has an outline and a code of an authority", layer.rows.len());
        return Err(ReadError::new(&layer.name, what).with_hint("name the column of authority codes in the study"));
    }
    let inputs = layer.inputs.into_iter().map(|input| InputFile { vintage: input.rows.and(vintage), ..input });
    let (name, rows_read, warnings) = (layer.name, layer.rows.len() as u64, layer.warnings);
    Ok(AuthoritiesFile { inputs: inputs.collect(), warnings, vintage, name, rows_read, left_out, authorities })
}

/// The columns of the code and of what is above it, and the year in the code column's name.
fn area_columns(layer: &Layer, names: &FieldNames) -> Result<(HierarchyColumns, Option<u16>), ReadError> {
    let columns = &layer.columns;
    let of_study = |name: &Option<String>| name.as_deref().and_then(|name| position(columns, name));
    let named = of_study(&names.authority_code).map(|at| LevelColumns::named(columns, at));
    let by_year =
        || [Level::UpperTier, Level::District].into_iter().find_map(|level| LevelColumns::find(columns, level, None));
    let boundary_line = || position(columns, "CODE").map(|at| (at, position(columns, "NAME")));
    let (code, name, year) = match (named.or_else(by_year), boundary_line()) {
        (Some(found), _) => (found.code.at, found.name, found.code.year),
        (None, Some((code, name))) => (code, name, None),
        (None, None) => {
            let what =
                format!("no column of authority codes, such as CTYUA25CD, among its columns: {}", columns.join(", "));
            return Err(
                ReadError::new(&layer.name, what).with_hint("name it in the study: [boundaries] authority_code")
            );
        }
    };
    let name = of_study(&names.authority_name).or(name);
    let found = HierarchyColumns::find(columns, year);
    // The rest of the row is what is above the authority; a file of districts may have the county beside it.
    let upper_tier = found.upper_tier.filter(|upper| upper.code != code);
    Ok((HierarchyColumns { district: Some(PlaceColumns { code, name }), upper_tier, ..found }, year))
}

/// The authority of a record, and what the record says is above it.
fn authority(
    layer: &Layer,
    at: usize,
    columns: &HierarchyColumns,
    left_out: &mut Vec<LeftOut>,
) -> Result<(Place, Hierarchy), LeftOut> {
    let (cells, row) = (&layer.rows[at], at as u64 + 1);
    let note =
        |column: Option<usize>, reason| row_left_out(&layer.name, row, column.map(|at| &layer.columns[at]), reason);
    if let Outline::Missing(reason) = layer.geometry.outlines[at] {
        return Err(note(None, reason));
    }
    let code_at = columns.district.map_or(0, |column| column.code);
    match code(&cells[code_at]) {
        CodeCell::Gss(_) => {}
        CodeCell::None => return Err(note(Some(code_at), "the authority code is blank")),
        CodeCell::NotACode => return Err(note(Some(code_at), "the authority code is not a GSS code")),
    }
    let (above, not_codes) = columns.read(|at| &cells[at]);
    left_out.extend(
        not_codes
            .into_iter()
            .map(|column| LeftOut { effect: Effect::ValueNotUsed, ..note(Some(column), "not a GSS code") }),
    );
    let place = above.authority().cloned().ok_or_else(|| note(Some(code_at), "the authority code is blank"))?;
    Ok((place, above))
}

fn row_left_out(file: &str, row: u64, column: Option<&String>, reason: &str) -> LeftOut {
    let (file, column) = (file.to_owned(), column.cloned());
    LeftOut { file, row, column, effect: Effect::RowLeftOut, reason: reason.to_owned() }
}

const DIVIDED: &str =
    "the authority has been divided since, or made of several: its outline is of none of the wards' authorities";

impl AuthoritiesFile {
    /// The file's name, for messages.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Meets the codes of the wards' authorities: a shire district becomes its county, an old or a new code the wards' own.
    /// An outline whose authority was divided among the wards' authorities, or made of them, is left out: there the wards decide.
    pub(super) fn adopt(mut self, of_wards: &BTreeSet<GssCode>, lookup: Option<&Lookup>) -> Adopted {
        let (mut outlines, mut told) = (Vec::new(), BTreeMap::<GssCode, Hierarchy>::new());
        let (mut by_other_code, mut left_out) = (BTreeSet::new(), std::mem::take(&mut self.left_out));
        let mut faults = BTreeMap::new();
        for each in std::mem::take(&mut self.authorities) {
            let Some(code) = code_among(each.place.code, of_wards, lookup) else {
                left_out.push(row_left_out(&self.name, each.row, None, DIVIDED));
                continue;
            };
            if each.place.code != code && counterpart(each.place.code, |other| other == code).is_some() {
                by_other_code.insert(each.place.code);
            }
            let name = each.place.name.filter(|_| each.place.code == code);
            let upper_tier = Some(Place { code, name });
            told.entry(code).or_insert(Hierarchy { upper_tier, district: None, ..each.above });
            outlines.push((each.row, code, each.shape));
            each.faults.into_iter().for_each(|fault| add_fault(&mut faults, code, fault));
        }
        outlines.sort_by_key(|(row, code, _)| (*code, *row));
        left_out.sort();
        let divided = left_out.iter().filter(|each| each.reason == DIVIDED).count();
        let mut warnings = self.about_codes(divided, by_other_code.len());
        let geometry_faults: Vec<GeometryFault> = faults.into_values().collect();
        warnings.extend(summed_up("authorities", &geometry_faults));
        let outlines: Vec<_> = outlines.into_iter().map(|(_, code, shape)| (code, shape)).collect();
        let records = Records::accounted(&self.name, self.rows_read, vec![(); outlines.len()], left_out);
        let areas = AuthorityAreas { file: self.name, outlines };
        let (account, left_out) = (records.account, records.left_out);
        Adopted { areas, told, account, left_out, warnings, geometry_faults }
    }

    fn about_codes(&self, divided: usize, by_other_code: usize) -> Vec<Warning> {
        let found = [
            (
                divided,
                "authorities were divided or put together between the year of this file and the wards': there the wards decide",
            ),
            (
                by_other_code,
                "authorities have another code here than in the wards or the lookup, of the same area; theirs is used",
            ),
        ];
        let found = found.into_iter().filter(|(count, _)| *count > 0);
        found.map(|(count, what)| Warning::of_file(&self.name, what).counted(count as u64)).collect()
    }
}

/// Adds a fault of one outline to those of its authority, which may have several outlines.
fn add_fault(faults: &mut BTreeMap<(GssCode, FaultKind), GeometryFault>, code: GssCode, fault: GeometryFault) {
    let (kind, count) = (fault.fault, fault.count);
    let of_authority = faults.entry((code, kind)).or_insert(GeometryFault { area_code: code, count: 0, ..fault });
    of_authority.count += count;
}

/// The code that an authority of the file goes by; `None` when the wards have other cuts of its area.
fn code_among(code: GssCode, of_wards: &BTreeSet<GssCode>, lookup: Option<&Lookup>) -> Option<GssCode> {
    if of_wards.contains(&code) {
        return Some(code);
    }
    let above = lookup.and_then(|lookup| lookup.of_area(code)).and_then(Hierarchy::authority).map(|place| place.code);
    if let Some(above) = above.filter(|above| of_wards.contains(above)) {
        return Some(above);
    }
    let same = counterpart(code, |other| of_wards.contains(&other));
    let is_cut_otherwise = || related_codes(code).iter().any(|other| of_wards.contains(other));
    same.or_else(|| (!is_cut_otherwise()).then(|| above.unwrap_or(code)))
}

#[cfg(test)]
#[path = "authorities_tests.rs"]
mod tests;

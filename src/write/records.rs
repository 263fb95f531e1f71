//! The record layers: one feature a carer, a home, a placement. For internal runs only.

use super::layers::REACH_COLUMNS;
use super::postcode_columns::with_postcode_columns;
use super::{Cell, Column};
use crate::fostering::{AgeBand, Carer, Child, PlacementGroup, Provider, Segment, Sex};
use crate::geography::{Coverage, Distance, GssCode, WardIx};
use crate::locate::Located;
use crate::measure::{Beyond, MeasuredChild};

/// The columns of the carers layer.
static CARER_COLUMNS: [Column; 16] = [
    Column::new("carer_id", "The carer's identifier in the file."),
    Column::new("row", "Row in the carers file; the header is row 1."),
    Column::new("provider", "in_house, ifa, other_authority, parent or other; null when not known."),
    Column::new("approved_places", "Approved places; null when not known."),
    Column::new("filled_places", "Places with a child in them; null when not known."),
    Column::new("vacant_places", "Vacant places; null when not known."),
    Column::new("not_available_places", "Places neither filled nor free for now; null when not known."),
    Column::new("segment", "Segment code; null when not known."),
    Column::new("segment_name", "Name of the segment, where the study has a codebook or the segments are ONS's."),
    Column::new("carer_type", "Type of approval in the council's own words."),
    Column::new("ward_code", "The ward that holds the carer's point; null when none does."),
    Column::new("ward_name", "That ward's name."),
    Column::new("authority_code", "That ward's authority (upper tier)."),
    Column::new("authority_name", "That authority's name."),
    Column::new("region_code", "That authority's region."),
    Column::new("placing", PLACING),
];

/// The columns of the homes, placements and home_to_placement layers.
static CHILD_COLUMNS: [Column; 26] = [
    Column::new("child_id", "The child's identifier in the file."),
    Column::new("row", "Row in the children file; the header is row 1."),
    Column::new("responsible_authority", "GSS code of the authority responsible for the child."),
    Column::new("placement_type", "SSDA903 code, or the word of the file."),
    Column::new("placement_group", "DfE's group of placement types."),
    Column::new("provider", "in_house, ifa, other_authority, parent or other; null when not known."),
    Column::new("age", "Age in completed years."),
    Column::new("age_band", "DfE's age band."),
    Column::new("sex", "M or F; null when not known."),
    Column::new("ethnicity", "Ethnicity in the file's own words."),
    Column::new("legal_status", "SSDA903 legal status."),
    Column::new("is_uasc", "Unaccompanied asylum-seeking child; their distance is not known."),
    Column::new("home_ward_code", "The ward that holds the home; null when none does."),
    Column::new("home_ward_name", "That ward's name."),
    Column::new("home_authority_code", "That ward's authority (upper tier)."),
    Column::new("home_placing", PLACING),
    Column::new("placement_ward_code", "The ward that holds the placement; null when none does."),
    Column::new("placement_ward_name", "That ward's name."),
    Column::new(
        "placement_authority_code",
        "The authority (upper tier) that counts: the ward's, unless a file of authorities or the directory decides.",
    ),
    Column::new("placement_placing", PLACING),
    Column::new("distance_ssda903_miles", "Home to placement as the SSDA903 return rounds it, miles."),
    Column::new("distance_exact_miles", "Home to placement in miles of 1,609.344 m, unrounded but for 4 decimals."),
    Column::new("boundary", "inside or outside the responsible authority's boundary, or not_known."),
    Column::new("nearness", "near or far by the study's threshold, or not_known."),
    Column::new("category", "DfE's category of distance and locality."),
    Column::new("beyond", "Where a placement outside the boundary is, as seen from the responsible authority."),
];

/// The columns of the carers layer in a study with or without a postcode directory.
pub(super) fn carer_columns(has_directory: bool) -> Vec<Column> {
    with_postcode_columns(&CARER_COLUMNS, &[""], has_directory)
}

/// The columns of the layers of children in a study with or without a postcode directory.
pub(super) fn child_columns(has_directory: bool) -> Vec<Column> {
    with_postcode_columns(&CHILD_COLUMNS, &["home_", "placement_"], has_directory)
}

/// The layers that are no tables and their columns, for the table of columns.
pub fn layer_columns(has_directory: bool) -> [(&'static str, Vec<Column>); 5] {
    [
        ("reach", REACH_COLUMNS.to_vec()),
        ("carers", carer_columns(has_directory)),
        ("homes", child_columns(has_directory)),
        ("placements", child_columns(has_directory)),
        ("home_to_placement", child_columns(has_directory)),
    ]
}

const PLACING: &str =
    "How the ward was found: inside, on_border, overlap, snapped, outside (no ward) or not_known (no coordinates).";

/// The values of one carer.
pub(super) fn carer_values<'a>(
    carer: &'a Carer,
    segment: Option<&'a Segment>,
    located: Located,
    coverage: &'a Coverage,
) -> Vec<Cell<'a>> {
    let authority = located.ward().and_then(|ward| coverage.authority_of(ward)).map(|ix| coverage.authority(ix));
    let region = authority.and_then(|authority| authority.region).map(|ix| &coverage.regions[ix.0 as usize]);
    vec![
        Cell::text(carer.id.as_deref()),
        Cell::Count(carer.row as i64),
        Cell::text(carer.provider.map(Provider::word)),
        Cell::count(carer.approved_places),
        Cell::count(carer.filled_places),
        Cell::count(carer.vacant_places),
        Cell::count(carer.not_available_places),
        Cell::text(carer.segment.as_deref()),
        Cell::text(segment.and_then(|segment| segment.name.as_deref())),
        Cell::text(carer.carer_type.as_deref()),
        ward_code(located.ward(), coverage),
        ward_name(located.ward(), coverage),
        Cell::code(authority.map(|authority| authority.code)),
        Cell::text(authority.map(|authority| authority.name.as_str())),
        Cell::code(region.map(|region| region.code)),
        placing(located),
    ]
}

/// The values of one child.
///
/// `categories` are the labels of [`Category::ALL`] at the study's threshold.
pub(super) fn child_values<'a>(
    child: &'a Child,
    measured: &MeasuredChild,
    categories: &'a [String; 7],
    coverage: &'a Coverage,
) -> Vec<Cell<'a>> {
    let mut values = Vec::with_capacity(CHILD_COLUMNS.len());
    values.extend(stated(child, measured));
    let home_authority = measured.home.ward().and_then(|ward| coverage.authority_of(ward));
    let home_authority = home_authority.map(|ix| coverage.authority(ix).code);
    values.extend(located(measured.home, home_authority, coverage));
    values.extend(located(measured.placement, measured.placed_in.code(coverage), coverage));
    values.extend(found(measured, categories));
    values
}

fn stated<'a>(child: &'a Child, measured: &MeasuredChild) -> [Cell<'a>; 12] {
    let sex = child.sex.map(|sex| match sex {
        Sex::Male => "M",
        Sex::Female => "F",
    });
    [
        Cell::text(child.id.as_deref()),
        Cell::Count(child.row as i64),
        Cell::code(measured.responsible),
        Cell::text(child.placement_type.map(|placement_type| placement_type.word())),
        Cell::text(measured.placement_group.map(PlacementGroup::label)),
        Cell::text(child.provider.map(Provider::word)),
        Cell::count(child.age.map(u32::from)),
        Cell::text(child.age_band().map(AgeBand::label)),
        Cell::text(sex),
        Cell::text(child.ethnicity.as_deref()),
        Cell::text(child.legal_status.as_deref()),
        Cell::flag(child.is_uasc),
    ]
}

fn located<'a>(located: Located, authority: Option<GssCode>, coverage: &'a Coverage) -> [Cell<'a>; 4] {
    let ward = located.ward();
    [ward_code(ward, coverage), ward_name(ward, coverage), Cell::code(authority), placing(located)]
}

fn found<'a>(measured: &MeasuredChild, categories: &'a [String; 7]) -> [Cell<'a>; 6] {
    [
        Cell::number(measured.distance.map(Distance::ssda903_miles), 1),
        Cell::number(measured.distance.map(Distance::exact_miles), 4),
        Cell::Text(measured.boundary.word()),
        Cell::Text(measured.nearness.word()),
        Cell::Text(&categories[measured.category as usize]),
        Cell::text(measured.beyond.map(Beyond::word)),
    ]
}

fn ward_code(ward: Option<WardIx>, coverage: &Coverage) -> Cell<'_> {
    Cell::code(ward.map(|ward| coverage.ward(ward).code))
}

fn ward_name(ward: Option<WardIx>, coverage: &Coverage) -> Cell<'_> {
    Cell::text(ward.map(|ward| coverage.ward(ward).name.as_str()))
}

fn placing(located: Located) -> Cell<'static> {
    Cell::Text(located.placing().word())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::Coverage;

    #[test]
    fn a_record_has_as_many_values_as_its_layer_has_columns() {
        let carer = crate::summarise::made_up::a_carer();
        let coverage = Coverage::default();
        let values = carer_values(&carer, None, Located::NOT_KNOWN, &coverage);
        assert_eq!(values.len(), CARER_COLUMNS.len());
    }
}

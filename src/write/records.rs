//! The record layers: one feature a carer, a home, a placement. For internal runs only.

use super::layers::REACH_COLUMNS;
use super::postcode_columns::with_postcode_columns;
use super::{Column, Value};
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
pub(super) fn carer_values(
    carer: &Carer,
    segment: Option<&Segment>,
    located: Located,
    coverage: &Coverage,
) -> Vec<Value> {
    let authority = located.ward().and_then(|ward| coverage.authority_of(ward)).map(|ix| coverage.authority(ix));
    let region = authority.and_then(|authority| authority.region).map(|ix| &coverage.regions[ix.0 as usize]);
    vec![
        Value::text(carer.id.as_deref()),
        Value::Count(carer.row as i64),
        Value::text(carer.provider.map(Provider::word)),
        Value::count(carer.approved_places.map(u64::from)),
        Value::count(carer.filled_places.map(u64::from)),
        Value::count(carer.vacant_places.map(u64::from)),
        Value::count(carer.not_available_places.map(u64::from)),
        Value::text(carer.segment.as_deref()),
        Value::text(segment.and_then(|segment| segment.name.as_deref())),
        Value::text(carer.carer_type.as_deref()),
        ward_code(located.ward(), coverage),
        ward_name(located.ward(), coverage),
        Value::text(authority.map(|authority| authority.code.as_str())),
        Value::text(authority.map(|authority| authority.name.as_str())),
        Value::text(region.map(|region| region.code.as_str())),
        placing(located),
    ]
}

/// The values of one child.
pub(super) fn child_values(
    child: &Child,
    measured: &MeasuredChild,
    threshold_miles: f64,
    coverage: &Coverage,
) -> Vec<Value> {
    let mut values = stated(child, measured).to_vec();
    let home_authority = measured.home.ward().and_then(|ward| coverage.authority_of(ward));
    let home_authority = home_authority.map(|ix| coverage.authority(ix).code);
    values.extend(located(measured.home, home_authority, coverage));
    values.extend(located(measured.placement, measured.placed_in.code(coverage), coverage));
    values.extend(found(measured, threshold_miles));
    values
}

fn stated(child: &Child, measured: &MeasuredChild) -> [Value; 12] {
    let sex = child.sex.map(|sex| match sex {
        Sex::Male => "M",
        Sex::Female => "F",
    });
    [
        Value::text(child.id.as_deref()),
        Value::Count(child.row as i64),
        Value::text(measured.responsible.map(|code| code.as_str().to_owned())),
        Value::text(child.placement_type.map(|placement_type| placement_type.word())),
        Value::text(measured.placement_group.map(PlacementGroup::label)),
        Value::text(child.provider.map(Provider::word)),
        Value::count(child.age.map(u64::from)),
        Value::text(child.age_band().map(AgeBand::label)),
        Value::text(sex),
        Value::text(child.ethnicity.as_deref()),
        Value::text(child.legal_status.as_deref()),
        child.is_uasc.map_or(Value::Null, Value::Flag),
    ]
}

fn located(located: Located, authority: Option<GssCode>, coverage: &Coverage) -> [Value; 4] {
    let ward = located.ward();
    [
        ward_code(ward, coverage),
        ward_name(ward, coverage),
        Value::text(authority.map(|code| code.as_str().to_owned())),
        placing(located),
    ]
}

fn found(measured: &MeasuredChild, threshold_miles: f64) -> [Value; 6] {
    [
        Value::number(measured.distance.map(Distance::ssda903_miles), 1),
        Value::number(measured.distance.map(Distance::exact_miles), 4),
        Value::Text(measured.boundary.word().to_owned()),
        Value::Text(measured.nearness.word().to_owned()),
        Value::Text(measured.category.label(threshold_miles)),
        Value::text(measured.beyond.map(Beyond::word)),
    ]
}

fn ward_code(ward: Option<WardIx>, coverage: &Coverage) -> Value {
    Value::text(ward.map(|ward| coverage.ward(ward).code.as_str().to_owned()))
}

fn ward_name(ward: Option<WardIx>, coverage: &Coverage) -> Value {
    Value::text(ward.map(|ward| coverage.ward(ward).name.as_str()))
}

fn placing(located: Located) -> Value {
    Value::Text(located.placing().word().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::Coverage;

    #[test]
    fn a_record_has_as_many_values_as_its_layer_has_columns() {
        let carer = crate::summarise::made_up::a_carer();
        let values = carer_values(&carer, None, Located::NOT_KNOWN, &Coverage::default());
        assert_eq!(values.len(), CARER_COLUMNS.len());
    }
}

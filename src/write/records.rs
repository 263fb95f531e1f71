//! The record layers: one feature a carer, a home, a placement. For internal runs only.

use super::layers::REACH_COLUMNS;
use super::postcode_columns::{QUALITY, TERMINATED, quality, terminated};
use super::{Cell, Column};
use crate::fostering::{AgeBand, Carer, Child, LegalStatus, PlacementGroup, PlacementType, Provider, Segment, Sex};
use crate::geography::{Authority, Coverage, Distance};
use crate::locate::Located;
use crate::measure::{Beyond, MeasuredChild};
use crate::study::Study;

/// A carer with all that its columns are told from.
pub(super) struct CarerRecord<'a> {
    pub(super) carer: &'a Carer,
    pub(super) segment: Option<&'a Segment>,
    pub(super) located: Located,
    pub(super) coverage: &'a Coverage,
}

/// A child with all that its columns are told from.
pub(super) struct ChildRecord<'a> {
    pub(super) child: &'a Child,
    pub(super) measured: &'a MeasuredChild,
    /// The labels of [`Category::ALL`](crate::measure::Category::ALL) at the study's threshold.
    pub(super) categories: &'a [String; 7],
    pub(super) coverage: &'a Coverage,
}

/// A column and the value that a record has in it.
pub(super) type CarerColumn = (Column, for<'a> fn(&CarerRecord<'a>) -> Cell<'a>);
/// A column and the value that a record has in it.
pub(super) type ChildColumn = (Column, for<'a> fn(&ChildRecord<'a>) -> Cell<'a>);

const PLACING: &str =
    "How the ward was found: inside, on_border, overlap, snapped, outside (no ward) or not_known (no coordinates).";
const PROVIDER: &str = "in_house, ifa, other_authority, parent or other; null when not known.";

/// The columns of the carers layer; the last two only in a study with a postcode directory.
static CARER_COLUMNS: [CarerColumn; 18] = [
    (Column::new("carer_id", "The carer's identifier in the file."), |r| Cell::text(r.carer.id.as_deref())),
    (Column::new("row", "Row in the carers file; the header is row 1."), |r| Cell::Count(r.carer.row as i64)),
    (Column::new("provider", PROVIDER), |r| Cell::text(r.carer.provider.map(Provider::word))),
    (Column::new("approved_places", "Approved places; null when not known."), |r| Cell::count(r.carer.approved_places)),
    (Column::new("filled_places", "Places with a child in them; null when not known."), |r| {
        Cell::count(r.carer.filled_places)
    }),
    (Column::new("vacant_places", "Vacant places; null when not known."), |r| Cell::count(r.carer.vacant_places)),
    (Column::new("not_available_places", "Places neither filled nor free for now; null when not known."), |r| {
        Cell::count(r.carer.not_available_places)
    }),
    (Column::new("segment", "Segment code; null when not known."), |r| Cell::text(r.carer.segment.as_deref())),
    (
        Column::new("segment_name", "Name of the segment, where the study has a codebook or the segments are ONS's."),
        |r| Cell::text(r.segment.and_then(|segment| segment.name.as_deref())),
    ),
    (Column::new("carer_type", "Type of approval in the council's own words."), |r| {
        Cell::text(r.carer.carer_type.as_deref())
    }),
    (Column::new("ward_code", "The ward that holds the carer's point; null when none does."), |r| {
        ward_code(r.located, r.coverage)
    }),
    (Column::new("ward_name", "That ward's name."), |r| ward_name(r.located, r.coverage)),
    (Column::new("authority_code", "That ward's authority (upper tier)."), |r| {
        Cell::code(authority(r.located, r.coverage).map(|authority| authority.code))
    }),
    (Column::new("authority_name", "That authority's name."), |r| {
        Cell::text(authority(r.located, r.coverage).map(|authority| authority.name.as_str()))
    }),
    (Column::new("region_code", "That authority's region."), |r| {
        let region = authority(r.located, r.coverage).and_then(|authority| authority.region);
        Cell::code(region.map(|ix| r.coverage.regions[ix.0 as usize].code))
    }),
    (Column::new("placing", PLACING), |r| placing(r.located)),
    (Column::new("positional_quality", QUALITY), |r| quality(r.carer.place.as_deref())),
    (Column::new("postcode_terminated", TERMINATED), |r| terminated(r.carer.place.as_deref())),
];

/// The columns of the homes, placements and home_to_placement layers; the last four only in a study with a directory.
static CHILD_COLUMNS: [ChildColumn; 30] = [
    (Column::new("child_id", "The child's identifier in the file."), |r| Cell::text(r.child.id.as_deref())),
    (Column::new("row", "Row in the children file; the header is row 1."), |r| Cell::Count(r.child.row as i64)),
    (Column::new("responsible_authority", "GSS code of the authority responsible for the child."), |r| {
        Cell::code(r.measured.responsible)
    }),
    (Column::new("placement_type", "SSDA903 code, or the word of the file."), |r| {
        Cell::text(r.child.placement_type.map(PlacementType::word))
    }),
    (Column::new("placement_group", "DfE's group of placement types."), |r| {
        Cell::text(r.measured.placement_group.map(PlacementGroup::label))
    }),
    (Column::new("provider", PROVIDER), |r| Cell::text(r.child.provider.map(Provider::word))),
    (Column::new("age", "Age in completed years."), |r| Cell::count(r.child.age.map(u32::from))),
    (Column::new("age_band", "DfE's age band."), |r| Cell::text(r.child.age_band().map(AgeBand::label))),
    (Column::new("sex", "M or F; null when not known."), |r| Cell::text(r.child.sex.map(Sex::word))),
    (Column::new("ethnicity", "Ethnicity in the file's own words."), |r| Cell::text(r.child.ethnicity.as_deref())),
    (Column::new("legal_status", "SSDA903 legal status."), |r| Cell::text(r.child.legal_status.map(LegalStatus::code))),
    (Column::new("is_uasc", "Unaccompanied asylum-seeking child; their distance is not known."), |r| {
        Cell::flag(r.child.is_uasc)
    }),
    (Column::new("home_ward_code", "The ward that holds the home; null when none does."), |r| {
        ward_code(r.measured.home, r.coverage)
    }),
    (Column::new("home_ward_name", "That ward's name."), |r| ward_name(r.measured.home, r.coverage)),
    (Column::new("home_authority_code", "That ward's authority (upper tier)."), |r| {
        Cell::code(authority(r.measured.home, r.coverage).map(|authority| authority.code))
    }),
    (Column::new("home_placing", PLACING), |r| placing(r.measured.home)),
    (Column::new("placement_ward_code", "The ward that holds the placement; null when none does."), |r| {
        ward_code(r.measured.placement, r.coverage)
    }),
    (Column::new("placement_ward_name", "That ward's name."), |r| ward_name(r.measured.placement, r.coverage)),
    (
        Column::new(
            "placement_authority_code",
            "The authority (upper tier) that counts: the ward's, unless a file of authorities or the directory decides.",
        ),
        |r| Cell::code(r.measured.placed_in.code(r.coverage)),
    ),
    (Column::new("placement_placing", PLACING), |r| placing(r.measured.placement)),
    (Column::new("distance_ssda903_miles", "Home to placement as the SSDA903 return rounds it, miles."), |r| {
        Cell::number(r.measured.distance.map(Distance::ssda903_miles), 1)
    }),
    (
        Column::new("distance_exact_miles", "Home to placement in miles of 1,609.344 m, unrounded but for 4 decimals."),
        |r| Cell::number(r.measured.distance.map(Distance::exact_miles), 4),
    ),
    (Column::new("boundary", "inside or outside the responsible authority's boundary, or not_known."), |r| {
        Cell::Text(r.measured.boundary.word())
    }),
    (Column::new("nearness", "near or far by the study's threshold, or not_known."), |r| {
        Cell::Text(r.measured.nearness.word())
    }),
    (Column::new("category", "DfE's category of distance and locality."), |r| {
        Cell::Text(&r.categories[r.measured.category as usize])
    }),
    (
        Column::new("beyond", "Where a placement outside the boundary is, as seen from the responsible authority."),
        |r| Cell::text(r.measured.beyond.map(Beyond::word)),
    ),
    (Column::new("home_positional_quality", QUALITY), |r| quality(r.child.home_place())),
    (Column::new("home_postcode_terminated", TERMINATED), |r| terminated(r.child.home_place())),
    (Column::new("placement_positional_quality", QUALITY), |r| quality(r.child.placement_place())),
    (Column::new("placement_postcode_terminated", TERMINATED), |r| terminated(r.child.placement_place())),
];

/// How many columns at the end of each list only a study with a postcode directory has.
const CARER_POSTCODE_COLUMNS: usize = 2;
const CHILD_POSTCODE_COLUMNS: usize = 4;

/// The columns of the carers layer in this study.
pub(super) fn carer_columns(study: &Study) -> Vec<&'static CarerColumn> {
    in_study(&CARER_COLUMNS, CARER_POSTCODE_COLUMNS, study)
}

/// The columns of the layers of children in this study.
pub(super) fn child_columns(study: &Study) -> Vec<&'static ChildColumn> {
    in_study(&CHILD_COLUMNS, CHILD_POSTCODE_COLUMNS, study)
}

fn in_study<V>(columns: &'static [(Column, V)], of_postcodes: usize, study: &Study) -> Vec<&'static (Column, V)> {
    let unasked = if study.postcodes.is_some() { 0 } else { of_postcodes };
    let columns = columns[..columns.len() - unasked].iter();
    columns.filter(|(column, _)| study.outputs.wants_record_column(&column.name)).collect()
}

/// What the columns are called and mean, without their values.
pub(super) fn without_values<V>(columns: &[&(Column, V)]) -> Vec<Column> {
    columns.iter().map(|(column, _)| column.clone()).collect()
}

/// Every column that a layer of records can have, for the key `record_columns` of a study.
pub fn record_column_names() -> Vec<&'static str> {
    let of_carers = CARER_COLUMNS.iter().map(|(column, _)| &*column.name);
    let mut names: Vec<_> = of_carers.chain(CHILD_COLUMNS.iter().map(|(column, _)| &*column.name)).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The layers that are no tables and their columns in this study, for the table of columns.
pub fn layer_columns(study: &Study) -> [(&'static str, Vec<Column>); 5] {
    let of_children = without_values(&child_columns(study));
    [
        ("reach", REACH_COLUMNS.to_vec()),
        ("carers", without_values(&carer_columns(study))),
        ("homes", of_children.clone()),
        ("placements", of_children.clone()),
        ("home_to_placement", of_children),
    ]
}

fn ward_code(located: Located, coverage: &Coverage) -> Cell<'_> {
    Cell::code(located.ward().map(|ward| coverage.ward(ward).code))
}

fn ward_name(located: Located, coverage: &Coverage) -> Cell<'_> {
    Cell::text(located.ward().map(|ward| coverage.ward(ward).name.as_str()))
}

fn authority(located: Located, coverage: &Coverage) -> Option<&Authority> {
    located.ward().and_then(|ward| coverage.authority_of(ward)).map(|ix| coverage.authority(ix))
}

fn placing(located: Located) -> Cell<'static> {
    Cell::Text(located.placing().word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_column_s_and_those_of_postcodes_are_last() {
        let names = |columns: Vec<Column>| columns.into_iter().map(|column| column.name).collect::<Vec<_>>();
        let (carers, children) = (names(of_all(&CARER_COLUMNS)), names(of_all(&CHILD_COLUMNS)));
        for (names, of_postcodes) in [(carers, CARER_POSTCODE_COLUMNS), (children, CHILD_POSTCODE_COLUMNS)] {
            let mut once = names.clone();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), names.len());
            let is_of_postcodes =
                |name: &str| name.ends_with("positional_quality") || name.ends_with("postcode_terminated");
            let first = names.iter().position(|name| is_of_postcodes(name));
            assert_eq!(first, Some(names.len() - of_postcodes));
        }
    }

    fn of_all<V>(columns: &[(Column, V)]) -> Vec<Column> {
        without_values(&columns.iter().collect::<Vec<_>>())
    }
}

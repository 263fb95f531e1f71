//! The tables of the wards on which two ways of telling a point's ward or authority differ. Made from the run's answers,
//! and only where there are two ways.

use super::figure::{Figure, count, figure, table, text};
use crate::geography::{Coverage, GssCode, WardIx};
use crate::write::{Answers, BoundaryDifference, DirectoryDifference, Table, Value};

/// One row of a table, with the coverage that names its wards.
struct Named<'a, R> {
    row: &'a R,
    coverage: &'a Coverage,
}

/// `boundary_differences` where a file of authorities was read, `directory_differences` where a directory has codes.
pub fn answer_tables(answers: &Answers, coverage: &Coverage) -> Vec<Table> {
    let mut tables = Vec::new();
    if !answers.boundary.is_empty() {
        tables.push(boundary_differences_table(&answers.boundary_differences, coverage));
    }
    if !answers.directory.is_empty() {
        tables.push(directory_differences_table(&answers.directory_differences, coverage));
    }
    tables
}

fn boundary_differences_table(rows: &[BoundaryDifference], coverage: &Coverage) -> Table {
    let figures: Vec<Figure<Named<BoundaryDifference>>> = vec![
        figure("points", "carers, homes or placements.", |each| text(each.row.points)),
        figure("ward_code", "GSS code of the ward that holds the points; empty when none does.", |each| {
            each.ward_code(each.row.ward)
        }),
        figure("ward_name", "Name of that ward.", |each| each.ward_name(each.row.ward)),
        figure("authority_by_ward_code", "GSS code of that ward's authority.", |each| {
            each.authority_of_ward(each.row.ward)
        }),
        figure(
            "authority_by_outline_code",
            "GSS code of the authority whose outline in the file of authorities holds the points; empty when none does.",
            |each| code(each.row.by_outline),
        ),
        figure("authority_by_outline_name", "Name of that authority.", |each| each.authority_name(each.row.by_outline)),
        figure("points_counted", "How many points.", |each| count(each.row.count)),
    ];
    let about =
        "In which wards do points lie that the wards and the file of authorities put into different authorities?";
    table("boundary_differences", about, figures, rows.iter().map(|row| Named { row, coverage }))
}

fn directory_differences_table(rows: &[DirectoryDifference], coverage: &Coverage) -> Table {
    let figures: Vec<Figure<Named<DirectoryDifference>>> = vec![
        figure("points", "carers, homes or placements.", |each| text(each.row.points)),
        figure("ward_by_polygon_code", "GSS code of the ward that holds the points; empty when none does.", |each| {
            each.ward_code(each.row.by_polygon)
        }),
        figure("ward_by_polygon_name", "Name of that ward.", |each| each.ward_name(each.row.by_polygon)),
        figure(
            "ward_by_directory_code",
            "GSS code of the ward that the postcode directory has; empty when it has none.",
            |each| code(each.row.by_directory),
        ),
        figure("ward_by_directory_name", "Name of that ward; empty when it is not in these boundaries.", |each| {
            each.ward_name(each.row.by_directory.and_then(|code| each.coverage.find_ward(code)))
        }),
        figure("authority_by_polygon_code", "GSS code of the authority by the boundaries.", |each| {
            code(each.row.authority_by_polygon)
        }),
        figure("authority_by_directory_code", "GSS code of the authority by the directory.", |each| {
            code(each.row.authority_by_directory)
        }),
        figure("points_counted", "How many points.", |each| count(each.row.count)),
    ];
    let about = "In which wards do points lie that the boundaries and the postcode directory tell differently?";
    table("directory_differences", about, figures, rows.iter().map(|row| Named { row, coverage }))
}

impl<R> Named<'_, R> {
    fn ward_code(&self, ward: Option<WardIx>) -> Value {
        code(ward.map(|ward| self.coverage.ward(ward).code))
    }

    fn ward_name(&self, ward: Option<WardIx>) -> Value {
        Value::text(ward.map(|ward| self.coverage.ward(ward).name.as_str()))
    }

    fn authority_of_ward(&self, ward: Option<WardIx>) -> Value {
        code(ward.and_then(|ward| self.coverage.authority_of(ward)).map(|ix| self.coverage.authority(ix).code))
    }

    fn authority_name(&self, authority: Option<GssCode>) -> Value {
        Value::text(authority.and_then(|code| self.coverage.name_of_authority(code)))
    }
}

fn code(code: Option<GssCode>) -> Value {
    Value::text(code.map(|code| code.to_string()))
}

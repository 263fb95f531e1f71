//! The whole job, each stage one call: read, locate, measure, summarise, write.

mod codes;
mod error;
mod files;
mod places;

pub use codes::match_codes;
pub use error::RunError;
pub use files::{StudyFiles, read_files};
pub use places::{Places, locate};

use std::collections::BTreeSet;

use crate::geography::AuthorityIx;
use crate::measure::{MeasuredChild, measure_children};
use crate::outline::bordering_authorities;
use crate::read::LeftOut;
use crate::study::Study;
use crate::summarise::{self, Findings, Inputs, LocatedCarers, Summary};
use crate::write::tables::{all_tables, columns_table};
use crate::write::{
    Audience, LayerInputs, PointsPlaced, RunReport, RunSettings, WholeFolder, WriteError, json, layer_columns,
    left_out_csv, table_csv, write_layers,
};

/// What a run found, and its account.
#[derive(Debug)]
pub struct Done {
    pub summary: Summary,
    pub report: RunReport,
}

/// Runs a study and writes its result into a folder, which the caller then finishes.
///
/// # Errors
/// When an input cannot be used, or the folder cannot be written.
pub fn run(study: &Study, folder: &mut WholeFolder) -> Result<Done, RunError> {
    let files = read_files(study)?;
    let mut warnings = match_codes(study, &files)?;
    let places = locate(&files, study.settings.snap_metres)?;
    warnings.extend(places.warnings.iter().cloned());
    let bordering = bordering_authorities(&files.boundaries.coverage);
    let children = measure(study, &files, &places, &bordering);
    let findings = find(study, &files, &places, &bordering, &children);
    let report = RunReport {
        nearhome: env!("CARGO_PKG_VERSION"),
        audience: Audience::Internal,
        study: study.title.clone(),
        snapshot: study.snapshot.clone(),
        settings: RunSettings::of(study),
        inputs: files.inputs.clone(),
        accounts: files.accounts.clone(),
        points: points_placed(&files, &places),
        warnings,
        outputs: Vec::new(),
    };
    let layers = LayerInputs {
        study,
        coverage: &files.boundaries.coverage,
        findings: &findings,
        carers: files.carers.as_deref().map(|carers| (carers, &places.carers[..])),
        children: files.children.as_deref().map(|records| (records, &children[..])),
    };
    let report = write(&layers, &files.left_out, report, folder)?;
    Ok(Done { summary: findings.summary, report })
}

/// Measures the children of a study: one answer a child, in the order of its records.
pub fn measure(
    study: &Study,
    files: &StudyFiles,
    places: &Places,
    bordering: &[BTreeSet<AuthorityIx>],
) -> Vec<MeasuredChild> {
    let (records, coverage) = (files.children.as_deref().unwrap_or_default(), &files.boundaries.coverage);
    measure_children(records, &places.homes, &places.placements, coverage, bordering, &study.settings)
}

/// Answers every question of a study.
pub fn find<'a>(
    study: &'a Study,
    files: &'a StudyFiles,
    places: &'a Places,
    bordering: &'a [BTreeSet<AuthorityIx>],
    children: &'a [MeasuredChild],
) -> Findings<'a> {
    summarise::find(&Inputs {
        coverage: &files.boundaries.coverage,
        settings: &study.settings,
        bordering,
        carers: files.carers.as_deref().map(|carers| LocatedCarers::new(carers, &places.carers)),
        children: files.children.as_ref().map(|_| children),
        population: files.population.as_ref(),
        households: files.households.as_deref(),
    })
}

fn points_placed(files: &StudyFiles, places: &Places) -> Vec<PointsPlaced> {
    let mut placed = Vec::new();
    if files.carers.is_some() {
        placed.push(PointsPlaced::of("carers", &places.carers));
    }
    if files.children.is_some() {
        placed.push(PointsPlaced::of("homes", &places.homes));
        placed.push(PointsPlaced::of("placements", &places.placements));
    }
    placed
}

fn write(
    layers: &LayerInputs<'_>,
    left_out: &[LeftOut],
    mut report: RunReport,
    folder: &mut WholeFolder,
) -> Result<RunReport, WriteError> {
    write_layers(layers, folder)?;
    if layers.study.outputs.tables {
        let mut tables = all_tables(layers.findings);
        let columns = tables.iter().map(|table| (&*table.name, &table.columns[..]));
        let columns = columns_table(columns.chain(layer_columns()));
        tables.push(columns);
        for table in &tables {
            folder.write(&format!("tables/{}.csv", table.name), |out| table_csv(table, out))?;
        }
    }
    folder.write("summary.json", |out| json(&layers.findings.summary, out))?;
    folder.write("left_out.csv", |out| left_out_csv(left_out, out))?;
    report.outputs = folder.files().to_vec();
    folder.write("run_report.json", |out| json(&report, out))?;
    Ok(report)
}

//! The whole job, each stage one call: read, locate, measure, summarise, write.

mod answer_warnings;
mod answers;
mod borders;
mod check;
mod codes;
mod directory;
mod error;
mod files;
mod init;
mod locate_csv;
mod places;
mod postcodes;
mod prepare;
mod segments;
mod sources;
mod ssda903;
mod vintages;
mod writing;

pub use answers::decide;
pub use check::{CheckReport, InputChecked, Matched, Mend, Range, Severity, check};
pub use codes::match_codes;
pub use error::RunError;
pub use files::{StudyFiles, read_files};
pub use init::{InitAsked, Place, Proposal, Told, propose};
pub use locate_csv::{Destination, LocateAsked, LocatedRows, locate_csv};
pub use places::{Places, locate};
pub use postcodes::{postcode_warnings, postcodes_report};
pub use prepare::{Prepared, prepare};
pub use sources::sources;
pub use ssda903::ReturnChecks;
pub use vintages::{ensure_categories_hold, meet_codes, other_years};

use std::collections::BTreeSet;

use crate::fostering::{Carer, HouseholdBase};
use crate::geography::{AuthorityIx, GeometryFault};
use crate::locate::Located;
use crate::measure::{MeasuredChild, NearestFirst, measure_children};
use crate::reproject::unpack_shifts;
use crate::study::Study;
use crate::summarise::{self, Findings, Inputs, LocatedCarers, Summary};
use crate::write::tables::{answer_tables, data_quality_table};
use crate::write::{Audience, CHILD_LAYERS, LayerInputs, Outlines, PointsPlaced, RunReport, RunSettings, WholeFolder};

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
    if study.outputs.wants_any_layer() {
        // What layers are turned to degrees by is unpacked beside the reading; before the writing every core would wait for it.
        rayon::spawn(unpack_shifts);
    }
    let prepared = prepare(study, read_files(study)?);
    let Prepared { study, mut files, mut places, children, postcodes, rules, warnings, faults } = prepared;
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault.into());
    }
    let points = points_placed(&files, &places);
    // The measured children hold them too.
    (places.homes, places.placements, places.placed_in) = Default::default();
    if !CHILD_LAYERS.iter().any(|name| study.outputs.wants_layer(name)) {
        // No layer shows them: what was measured of them is enough.
        files.children = files.children.map(|_| Vec::new());
    }
    let in_order = NearestFirst::of(children);
    let counted = Counted::taken_from(&mut files, &mut places);
    let findings = find(&study, &files, &places.bordering, &counted, in_order.children());
    // What no layer shows is not needed once it is counted.
    let carers = Some(counted).filter(|_| study.outputs.wants_layer("carers"));
    let carers = carers.as_ref().and_then(Counted::carers);
    let report = RunReport { points, postcodes, warnings, ..report_of(&study, &files, &places) };
    let sources = sources(&study, &files);
    let mut more_tables = answer_tables(&places.answers, &files.boundaries.coverage);
    more_tables.extend(rules.as_deref().map(data_quality_table));
    let tables = writing::tables(&study, &findings, more_tables);
    let layers = LayerInputs {
        study: &study,
        sources: &sources,
        coverage: &files.boundaries.coverage,
        outlines: &Outlines::default(),
        findings: &findings,
        tables: &tables,
        carers,
        children: files.children.as_deref().map(|records| (records, &in_order)),
    };
    let report = writing::write(&layers, &files.left_out, report, folder)?;
    Ok(Done { summary: findings.summary, report })
}

/// The account of a run but for what became of its points, and its outputs.
fn report_of(study: &Study, files: &StudyFiles, places: &Places) -> RunReport {
    RunReport {
        nearhome: env!("CARGO_PKG_VERSION"),
        audience: Audience::Internal,
        study: study.title.clone(),
        snapshot: study.snapshot.clone(),
        settings: RunSettings::of(&study.settings, &study.segments, &study.boundaries),
        inputs: files.inputs.clone(),
        accounts: files.accounts.clone(),
        geometry_faults: geometry_faults(files, places),
        points: Vec::new(),
        postcodes: None,
        boundary_answers: places.answers.boundary.clone(),
        directory_answers: places.answers.directory.clone(),
        warnings: Vec::new(),
        outputs: Vec::new(),
    }
}

/// Measures the children of a study: one answer a child, in the order of its records.
pub fn measure(study: &Study, files: &StudyFiles, places: &Places) -> Vec<MeasuredChild> {
    let (records, coverage) = (files.children.as_deref().unwrap_or_default(), &files.boundaries.coverage);
    let (homes, placements) = (&places.homes, &places.placements);
    measure_children(records, homes, placements, &places.placed_in, coverage, &places.bordering, &study.settings)
}

/// Records that are counted, and shown at most as they are.
#[derive(Debug)]
struct Counted {
    carers: Option<Vec<Carer>>,
    /// The wards of the carers, in the same order.
    located: Vec<Located>,
    households: Option<Vec<HouseholdBase>>,
}

impl Counted {
    fn taken_from(files: &mut StudyFiles, places: &mut Places) -> Self {
        let located = std::mem::take(&mut places.carers);
        Self { carers: files.carers.take(), located, households: files.households.take() }
    }

    fn carers(&self) -> Option<(&[Carer], &[Located])> {
        Some((self.carers.as_deref()?, &self.located))
    }
}

/// Answers every question of a study.
fn find<'a>(
    study: &'a Study,
    files: &'a StudyFiles,
    bordering: &'a [BTreeSet<AuthorityIx>],
    counted: &Counted,
    children: &[MeasuredChild],
) -> Findings<'a> {
    let _stage = study.progress.begin_uncounted("Summarising");
    summarise::find(&Inputs {
        coverage: &files.boundaries.coverage,
        settings: &study.settings,
        bordering,
        carers: counted.carers().map(|(carers, located)| LocatedCarers::new(carers, located)),
        children: files.children.as_ref().map(|_| children),
        population: files.population.as_ref(),
        households: counted.households.as_deref(),
        codebook: files.codebook.as_ref(),
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

/// What is wrong with the outlines of wards and authorities, and between wards.
fn geometry_faults(files: &StudyFiles, places: &Places) -> Vec<GeometryFault> {
    files.boundaries.geometry_faults.iter().chain(&places.border_faults).cloned().collect()
}

#[cfg(test)]
mod real_data_tests;

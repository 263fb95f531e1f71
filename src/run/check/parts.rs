//! The files of a study, each read on its own where reading them together comes to a fault.

use std::path::PathBuf;

use crate::read::ReadError;
use crate::read::boundaries::{BoundarySources, read_boundaries};
use crate::run::files::{StudyFiles, read_files, read_people};
use crate::study::{ChildrenSource, Segments, Source, Study};

/// All that can be read, and the fault of each file that cannot. No files at all when the boundaries cannot be read.
pub(super) fn read_what_can_be_read(study: &Study) -> (Option<StudyFiles>, Vec<ReadError>) {
    let mut faults = Faults::default();
    match read_files(study) {
        Ok(files) => return (Some(files), faults.errors),
        Err(error) => faults.add(error),
    }
    let mut whole = match read_files(&Parts::default().of(study)) {
        Ok(boundaries) => Some(boundaries),
        Err(error) => {
            faults.add(error);
            each_boundary_file(study, &mut faults);
            None
        }
    };
    for part in Parts::each(study) {
        let part = part.of(study);
        match &mut whole {
            Some(whole) => match read_files(&part) {
                Ok(files) => absorb(whole, files),
                Err(error) => faults.add(error),
            },
            // Households and population are read against the wards: without these there is nothing to say of them.
            None => faults.extend(read_people(&part).err()),
        }
    }
    (whole, faults.errors)
}

/// Several boundary files: the fault of each.
fn each_boundary_file(study: &Study, faults: &mut Faults) {
    for path in &study.boundaries.wards {
        let one = BoundarySources { wards: vec![path.clone()], lookup: None, ..study.boundaries.clone() };
        faults.extend(read_boundaries(&one).err());
    }
}

/// The files beside the boundaries that are to be read.
#[derive(Clone, Default)]
struct Parts {
    children: Option<ChildrenSource>,
    carers: Option<Source>,
    households: Option<Source>,
    households_lookup: Option<PathBuf>,
    population: Option<Source>,
    postcodes: Option<Source>,
    segments: Segments,
}

impl Parts {
    /// One part a file, with what it is looked up in.
    fn each(study: &Study) -> Vec<Self> {
        let none = Self { postcodes: study.postcodes.clone(), ..Self::default() };
        let segments = study.segments.clone();
        let mut parts = Vec::new();
        if study.children.is_some() {
            parts.push(Self { children: study.children.clone(), ..none.clone() });
        }
        if study.carers.is_some() {
            parts.push(Self { carers: study.carers.clone(), segments: segments.clone(), ..none.clone() });
        }
        if study.households.is_some() {
            let (households, households_lookup) = (study.households.clone(), study.households_lookup.clone());
            parts.push(Self { households, households_lookup, segments, ..Self::default() });
        }
        if study.population.is_some() {
            parts.push(Self { population: study.population.clone(), ..Self::default() });
        }
        parts
    }

    /// The study with these files only.
    fn of(self, study: &Study) -> Study {
        let Self { children, carers, households, households_lookup, population, postcodes, segments } = self;
        Study { children, carers, households, households_lookup, population, postcodes, segments, ..study.clone() }
    }
}

/// Adds what was read of one part to the rest.
fn absorb(whole: &mut StudyFiles, mut part: StudyFiles) {
    // The directory was read for the postcodes of each part; its account is told once.
    if let Some(directory) = &whole.postcodes {
        part.accounts.retain(|account| account.file != directory.file);
    }
    whole.postcodes = whole.postcodes.take().or(part.postcodes);
    whole.codebook = whole.codebook.take().or(part.codebook);
    whole.ssda903 = whole.ssda903.take().or(part.ssda903);
    add_new(&mut whole.warnings, part.warnings);
    whole.children = whole.children.take().or(part.children);
    whole.carers = whole.carers.take().or(part.carers);
    whole.households = whole.households.take().or(part.households);
    whole.population = whole.population.take().or(part.population);
    add_new(&mut whole.inputs, part.inputs);
    let accounts = add_new(&mut whole.accounts, part.accounts);
    let of_new = |file: &String| accounts.iter().any(|account| account.file == *file);
    whole.left_out.extend(part.left_out.into_iter().filter(|each| of_new(&each.file)));
    whole.left_out.sort();
}

/// Adds what is not there yet, and gives what was added. Every part was read with the boundaries.
fn add_new<T: Clone + PartialEq>(whole: &mut Vec<T>, part: Vec<T>) -> Vec<T> {
    let new: Vec<T> = part.into_iter().filter(|each| !whole.contains(each)).collect();
    whole.extend(new.iter().cloned());
    new
}

/// Faults, each once: a postcode directory that is not there is a fault of children and carers alike.
#[derive(Default)]
struct Faults {
    errors: Vec<ReadError>,
}

impl Faults {
    fn add(&mut self, error: ReadError) {
        if !self.errors.iter().any(|other| other.to_string() == error.to_string()) {
            self.errors.push(error);
        }
    }

    fn extend(&mut self, errors: impl IntoIterator<Item = ReadError>) {
        errors.into_iter().for_each(|error| self.add(error));
    }
}

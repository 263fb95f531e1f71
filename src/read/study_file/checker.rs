//! The sections of a study file, each value checked, put together as a [`Study`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::sections::{
    BoundariesSection, ChildrenSection, FileSection, OutputsSection, SegmentsFrom, SegmentsSection, StudyFile,
    StudySection,
};
use super::words::did_you_mean;
use crate::geography::GssCode;
use crate::progress::Progress;
use crate::read::boundaries::{BoundarySources, FieldNames};
use crate::read::columns::{GivenNames, Wanted};
use crate::read::{ReadError, carers, children, postcodes, segments, ward_figures};
use crate::study::{ChildrenSource, Outputs, SegmentSource, Segments, Settings, Source, Study};
use crate::write::record_column_names;

/// Checks the sections of one study file.
pub(super) struct Checker<'a> {
    pub name: &'a str,
    pub folder: &'a Path,
}

impl Checker<'_> {
    pub fn study(&self, file: StudyFile) -> Result<Study, ReadError> {
        if file.children.is_none() && file.carers.is_none() {
            return Err(self
                .wrong("children", "neither [children] nor [carers] is there: nothing to study")
                .with_hint("add [children] with file = \"children.csv\""));
        }
        let temporary = file.children.as_ref().and_then(|section| section.temporary_placements).unwrap_or_default();
        let decided_by = file.postcodes.as_ref().and_then(|section| section.decides).unwrap_or_default();
        let settings = self.settings(&file.study, file.groups)?;
        let postcodes = file.postcodes.map(|section| FileSection { file: section.file, columns: section.columns });
        let has_directory = postcodes.is_some();
        let (households, households_lookup) = match file.households {
            Some(section) => (Some(FileSection { file: section.file, columns: section.columns }), section.lookup),
            None => (None, None),
        };
        Ok(Study {
            title: file.study.title.clone().unwrap_or_else(|| "Untitled study".to_owned()),
            attribution: file.study.attribution.clone(),
            snapshot: self.snapshot(file.study.snapshot)?,
            settings: Settings { decided_by, temporary_placements: temporary, ..settings },
            boundaries: self.boundaries(file.boundaries)?,
            children: self.children(file.children, file.study.snapshot.is_some())?,
            carers: self.source("carers", file.carers, &carers::COLUMNS)?,
            postcodes: self.source("postcodes", postcodes, &postcodes::COLUMNS)?,
            segments: self.segments(file.segments, has_directory)?,
            households: self.source("households", households, &ward_figures::HOUSEHOLDS_COLUMNS)?,
            households_lookup: households_lookup.map(|path| self.folder.join(path)),
            population: self.source("population", file.population, &ward_figures::POPULATION_COLUMNS)?,
            outputs: self.outputs(file.outputs)?,
            progress: Progress::default(),
        })
    }

    fn children(
        &self,
        section: Option<ChildrenSection>,
        has_snapshot: bool,
    ) -> Result<Option<ChildrenSource>, ReadError> {
        let Some(section) = section else { return Ok(None) };
        match (section.file, section.ssda903) {
            (Some(file), None) => {
                let source =
                    self.source("children", Some(FileSection { file, columns: section.columns }), &children::COLUMNS)?;
                Ok(source.map(ChildrenSource::Table))
            }
            (None, Some(files)) if !has_snapshot => Err(self
                .wrong("[children] ssda903", &format!("the return of {} files needs a day", files.into_list().len()))
                .with_hint("add snapshot = 2026-03-31 under [study]")),
            (None, Some(_)) if !section.columns.is_empty() => Err(self
                .wrong("[children] columns", "a return's columns have fixed titles, and none can be named")
                .with_hint("leave columns out; a children file of another shape goes under file = \"…\"")),
            (None, Some(files)) => {
                let files: Vec<PathBuf> = files.into_list().iter().map(|path| self.folder.join(path)).collect();
                if files.is_empty() {
                    return Err(self.wrong("[children] ssda903", "the list of files is empty"));
                }
                Ok(Some(ChildrenSource::Ssda903(files)))
            }
            _ => Err(self
                .wrong("children", "one of file and ssda903 is needed, and not both")
                .with_hint("file = \"children.csv\", or ssda903 = [\"episodes.csv\", \"header.csv\", \"uasc.csv\"]")),
        }
    }

    fn segments(&self, section: Option<SegmentsSection>, has_directory: bool) -> Result<Segments, ReadError> {
        let Some(section) = section else { return Ok(Segments::default()) };
        let classes = section.classification.map(|year| (year, section.level.unwrap_or_default()));
        if classes.is_none() && section.level.is_some() && section.from != Some(SegmentsFrom::Directory) {
            let error =
                self.wrong("[segments] level", "it is a level of the Output Area Classification, which is not named");
            return Err(error.with_hint("add classification = \"oac_2021\", or \"oac_2011\""));
        }
        let codebook = section.codebook.map(|file| FileSection { file, columns: GivenNames::new() });
        let is_from = section.from.unwrap_or(match section.file {
            Some(_) => SegmentsFrom::File,
            None => SegmentsFrom::Column,
        });
        let from = match (is_from, section.file) {
            (SegmentsFrom::Directory, None) if !has_directory => {
                let error = self.wrong("[segments] from", "the study names no postcode directory");
                return Err(error.with_hint("add [postcodes] with file = \"ONSPD….csv\""));
            }
            (SegmentsFrom::Directory, None) => SegmentSource::Directory {
                classification: section.classification.unwrap_or_default(),
                level: section.level.unwrap_or_default(),
            },
            (SegmentsFrom::Column, None) => SegmentSource::Column,
            (SegmentsFrom::File, Some(file)) => {
                let file = FileSection { file, columns: section.columns };
                let source = self.source("segments", Some(file), &segments::COLUMNS)?;
                source.map_or(SegmentSource::Column, SegmentSource::File)
            }
            (SegmentsFrom::File, None) => return Err(self.wrong("[segments] file", "no file is named")),
            (_, Some(_)) => {
                let error = self.wrong("[segments] from", "a file is named, and from says that it is not used");
                return Err(error.with_hint("leave out one of the two"));
            }
        };
        let classes = classes.filter(|_| !matches!(from, SegmentSource::Directory { .. }));
        Ok(Segments { from, classes, codebook: self.source("segments", codebook, &[])? })
    }

    fn snapshot(&self, date: Option<toml::value::Datetime>) -> Result<Option<String>, ReadError> {
        match date {
            Some(date) if date.date.is_none() || date.time.is_some() => {
                Err(self.wrong("snapshot", "it is not a date such as 2026-03-31"))
            }
            date => Ok(date.map(|date| date.to_string())),
        }
    }

    fn settings(&self, section: &StudySection, groups: BTreeMap<String, Vec<String>>) -> Result<Settings, ReadError> {
        let default = Settings::default();
        if section.bordering.is_some() && section.authority.is_none() {
            let error = self.wrong("bordering", "it lists the neighbours of the study's authority, and none is named");
            return Err(error.with_hint("add authority = \"E0…\" under [study]"));
        }
        let bordering = section.bordering.as_ref().map(|codes| self.codes("bordering", codes)).transpose()?;
        let groups = groups.into_iter().map(|(group, codes)| Ok((group, self.codes("groups", &codes)?)));
        let expected = self.at_least_zero("low_base_expected", section.low_base_expected, default.low_base_expected)?;
        Ok(Settings {
            authority: section.authority.as_ref().map(|code| self.code("authority", code)).transpose()?,
            threshold_miles: self.at_least_zero("threshold_miles", section.threshold_miles, default.threshold_miles)?,
            distance: section.distance.unwrap_or_default(),
            snap_metres: self.at_least_zero("snap_metres", section.snap_metres, default.snap_metres)?,
            bordering,
            groups: groups.collect::<Result<_, ReadError>>()?,
            low_base_carers: section.low_base_carers.unwrap_or(default.low_base_carers),
            low_base_expected: expected,
            ..default
        })
    }

    fn boundaries(&self, section: BoundariesSection) -> Result<BoundarySources, ReadError> {
        let wards = section.wards.into_list();
        if wards.is_empty() {
            return Err(self.wrong("wards", "the list of boundary files is empty"));
        }
        Ok(BoundarySources {
            wards: wards.iter().map(|path| self.folder.join(path)).collect(),
            lookup: section.lookup.map(|path| self.folder.join(path)),
            authorities: section.authorities.map(|path| self.folder.join(path)),
            fields: FieldNames {
                ward_code: section.ward_code,
                ward_name: section.ward_name,
                authority_code: section.authority_code,
                authority_name: section.authority_name,
            },
            repair: section.repair,
            progress: Progress::default(),
        })
    }

    fn source(&self, section: &str, file: Option<FileSection>, known: &[Wanted]) -> Result<Option<Source>, ReadError> {
        let Some(file) = file else { return Ok(None) };
        let keys: Vec<&str> = known.iter().map(|wanted| wanted.key).collect();
        if file.file.as_os_str().is_empty() {
            return Err(self.wrong(&format!("[{section}] file"), "no file is named"));
        }
        self.ensure_known(&format!("[{section}] columns"), "key", file.columns.keys(), &keys)?;
        Ok(Some(Source { path: self.folder.join(file.file), columns: file.columns }))
    }

    fn outputs(&self, section: Option<OutputsSection>) -> Result<Outputs, ReadError> {
        let Some(section) = section else { return Ok(Outputs::default()) };
        let layers: Option<BTreeSet<String>> = section.layers.map(|names| names.into_iter().collect());
        self.ensure_known("[outputs] layers", "layer", layers.iter().flatten(), &Outputs::LAYERS)?;
        let record_columns: Option<BTreeSet<String>> = section.record_columns.map(|names| names.into_iter().collect());
        let wanted = record_columns.iter().flatten();
        self.ensure_known("[outputs] record_columns", "column", wanted, &record_column_names())?;
        let [tables, report, workbook] =
            [section.tables, section.report, section.workbook].map(|wanted| wanted.unwrap_or(true));
        Ok(Outputs { layers, record_columns, tables, report, workbook })
    }

    fn ensure_known<'s>(
        &self,
        place: &str,
        what: &str,
        mut words: impl Iterator<Item = &'s String>,
        known: &[&str],
    ) -> Result<(), ReadError> {
        match words.find(|word| !known.contains(&word.as_str())) {
            None => Ok(()),
            Some(word) => {
                let error = self.wrong(place, &format!("unknown {what} \"{word}\""));
                Err(error.with_hint(did_you_mean(word, known)))
            }
        }
    }

    fn codes(&self, key: &str, codes: &[String]) -> Result<BTreeSet<GssCode>, ReadError> {
        codes.iter().map(|code| self.code(key, code)).collect()
    }

    fn code(&self, key: &str, code: &str) -> Result<GssCode, ReadError> {
        code.parse().map_err(|error| self.wrong(key, &format!("\"{code}\" is {error}")))
    }

    fn at_least_zero(&self, key: &str, figure: Option<f64>, default: f64) -> Result<f64, ReadError> {
        let figure = figure.unwrap_or(default);
        let is_right = figure.is_finite() && figure >= 0.0;
        if is_right { Ok(figure) } else { Err(self.wrong(key, "it is not a number of 0 or more")) }
    }

    fn wrong(&self, key: &str, what: &str) -> ReadError {
        ReadError::settings(format!("{}, {key}", self.name), what)
    }
}

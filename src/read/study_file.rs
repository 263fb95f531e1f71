//! The study file: TOML in, a checked [`Study`] out. Paths in it are relative to its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::boundaries::{BoundarySources, FieldNames};
use super::columns::{GivenNames, Wanted};
use super::input::{file_name, read_bytes};
use super::{ReadError, carers, children, ward_figures};
use crate::geography::{DistanceMode, GssCode};
use crate::study::{Outputs, Settings, Source, Study};

/// Reads and checks a study file. Opens none of the files it names.
///
/// # Errors
/// When it cannot be read, is no TOML, has a key that is not known (the nearest is offered), lacks one that is needed,
/// or a value that cannot be.
pub fn read_study(path: &Path) -> Result<Study, ReadError> {
    let name = file_name(path);
    let bytes = read_bytes(path)?.bytes;
    let text = String::from_utf8(bytes)
        .map_err(|_| ReadError::settings(&name, "it is not UTF-8 text").with_hint("save it again as UTF-8"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    parse_study(&name, &text, folder)
}

/// As [`read_study`], from the text of a file of that name in that folder.
///
/// # Errors
/// As [`read_study`].
pub fn parse_study(name: &str, text: &str, folder: &Path) -> Result<Study, ReadError> {
    let file: StudyFile = toml::from_str(text).map_err(|error| not_a_study(name, text, &error))?;
    Checker { name, folder }.study(file)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyFile {
    study: StudySection,
    boundaries: BoundariesSection,
    children: Option<FileSection>,
    carers: Option<FileSection>,
    households: Option<FileSection>,
    population: Option<FileSection>,
    outputs: Option<OutputsSection>,
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StudySection {
    title: Option<String>,
    snapshot: Option<toml::value::Datetime>,
    authority: Option<String>,
    threshold_miles: Option<f64>,
    distance: Option<DistanceMode>,
    snap_metres: Option<f64>,
    bordering: Option<Vec<String>>,
    low_base_carers: Option<u64>,
    low_base_expected: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundariesSection {
    wards: OneOrMany,
    lookup: Option<PathBuf>,
    ward_code: Option<String>,
    ward_name: Option<String>,
    authority_code: Option<String>,
    authority_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileSection {
    file: PathBuf,
    #[serde(default)]
    columns: GivenNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutputsSection {
    layers: Option<Vec<String>>,
    tables: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(PathBuf),
    Many(Vec<PathBuf>),
}

struct Checker<'a> {
    name: &'a str,
    folder: &'a Path,
}

impl Checker<'_> {
    fn study(&self, file: StudyFile) -> Result<Study, ReadError> {
        if file.children.is_none() && file.carers.is_none() {
            return Err(self
                .wrong("children", "neither [children] nor [carers] is there: nothing to study")
                .with_hint("add [children] with file = \"children.csv\""));
        }
        Ok(Study {
            title: file.study.title.clone().unwrap_or_else(|| "Untitled study".to_owned()),
            snapshot: self.snapshot(file.study.snapshot)?,
            settings: self.settings(&file.study, file.groups)?,
            boundaries: self.boundaries(file.boundaries)?,
            children: self.source("children", file.children, &children::COLUMNS)?,
            carers: self.source("carers", file.carers, &carers::COLUMNS)?,
            households: self.source("households", file.households, &ward_figures::HOUSEHOLDS_COLUMNS)?,
            population: self.source("population", file.population, &ward_figures::POPULATION_COLUMNS)?,
            outputs: self.outputs(file.outputs)?,
        })
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
        })
    }

    fn boundaries(&self, section: BoundariesSection) -> Result<BoundarySources, ReadError> {
        let wards = match section.wards {
            OneOrMany::One(path) => vec![path],
            OneOrMany::Many(paths) => paths,
        };
        if wards.is_empty() {
            return Err(self.wrong("wards", "the list of boundary files is empty"));
        }
        Ok(BoundarySources {
            wards: wards.iter().map(|path| self.folder.join(path)).collect(),
            lookup: section.lookup.map(|path| self.folder.join(path)),
            fields: FieldNames {
                ward_code: section.ward_code,
                ward_name: section.ward_name,
                authority_code: section.authority_code,
                authority_name: section.authority_name,
            },
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
        Ok(Outputs { layers, tables: section.tables.unwrap_or(true) })
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

/// TOML's own message says where; the names it expected are offered by nearness.
fn not_a_study(name: &str, text: &str, error: &toml::de::Error) -> ReadError {
    let line = error.span().map(|span| 1 + text[..span.start.min(text.len())].matches('\n').count());
    let place = line.map_or(name.to_owned(), |line| format!("{name}, line {line}"));
    let message = error.message().lines().collect::<Vec<_>>().join("; ");
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let error = ReadError::settings(place, message.clone());
    match quoted[..] {
        [unknown, ref expected @ ..] if message.starts_with("unknown ") && !expected.is_empty() => {
            error.with_hint(did_you_mean(unknown, expected))
        }
        _ => error.with_hint("the README shows a whole study file"),
    }
}

/// Words less alike than this are no slip of the pen.
const ALIKE: f64 = 0.75;

fn did_you_mean(word: &str, known: &[&str]) -> String {
    let closeness = |each: &&str| strsim::jaro_winkler(each, word);
    let nearest = known.iter().copied().max_by(|one, other| closeness(one).total_cmp(&closeness(other)));
    match nearest.filter(|nearest| closeness(nearest) >= ALIKE) {
        Some(nearest) => format!("did you mean \"{nearest}\"?"),
        None => format!("it is one of: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "[study]\n[boundaries]\nwards = \"wards.shp\"\n[children]\nfile = \"children.csv\"\n";

    fn parse(text: &str) -> Result<Study, ReadError> {
        parse_study("study.toml", text, Path::new("here"))
    }

    fn fault(text: &str) -> (String, String) {
        let error = parse(text).unwrap_err();
        (error.to_string(), error.hint().unwrap_or_default().to_owned())
    }

    #[test]
    fn the_least_study_has_the_defaults_of_the_design() {
        let study = parse(LEAST).unwrap();
        assert_eq!(study.settings, Settings::default());
        assert_eq!(study.boundaries.wards, [Path::new("here").join("wards.shp")]);
        assert!(study.carers.is_none() && study.outputs.tables);
    }

    #[test]
    fn the_whole_study_of_the_design_is_read() {
        let text = LEAST.replace("[study]", "[study]\ntitle = \"T\"\nsnapshot = 2026-03-31\nauthority = \"E08000025\"\nthreshold_miles = 15\ndistance = \"exact\"\nsnap_metres = 50\nbordering = [\"E08000026\"]");
        let text = text.replace("\"wards.shp\"", "[\"a.shp\", \"b.zip\"]")
            + "[groups]\n\"Hub\" = [\"E08000025\", \"E08000026\"]\n";
        let study = parse(&text).unwrap();
        assert_eq!(study.snapshot.as_deref(), Some("2026-03-31"));
        assert_eq!((study.settings.threshold_miles, study.settings.distance), (15.0, DistanceMode::Exact));
        assert_eq!(study.settings.groups["Hub"].len(), 2);
        assert_eq!(study.boundaries.wards.len(), 2);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_the_nearest_name() {
        let (message, hint) = fault(&LEAST.replace("[study]", "[study]\nautority = \"E08000025\""));
        assert!(message.starts_with("study.toml, line 2: unknown field `autority`"), "{message}");
        assert_eq!(hint, "did you mean \"authority\"?");
        let (_, hint) = fault(&LEAST.replace("file = ", "columns = { child_idd = \"x\" }\nfile = "));
        assert_eq!(hint, "did you mean \"child_id\"?");
        let (_, hint) = fault(&(LEAST.to_owned() + "[outputs]\nlayers = [\"ward\"]\n"));
        assert_eq!(hint, "did you mean \"wards\"?");
        let (_, hint) = fault(&(LEAST.to_owned() + "[outputs]\nlayers = [\"qq\"]\n"));
        assert!(hint.starts_with("it is one of: wards, authorities, "), "{hint}");
    }

    #[test]
    fn values_that_cannot_be_are_errors() {
        for (line, message) in [
            (
                "authority = \"Birmingham\"",
                "study.toml, authority: \"Birmingham\" is not a GSS code (one letter and eight digits, such as E05011118)",
            ),
            ("threshold_miles = -1", "study.toml, threshold_miles: it is not a number of 0 or more"),
            ("snap_metres = nan", "study.toml, snap_metres: it is not a number of 0 or more"),
            ("snapshot = 07:30:00", "study.toml, snapshot: it is not a date such as 2026-03-31"),
        ] {
            assert_eq!(fault(&LEAST.replace("[study]", &format!("[study]\n{line}"))).0, message);
        }
    }

    #[test]
    fn a_study_of_nothing_is_an_error() {
        assert!(fault("[study]\n[boundaries]\nwards = \"w.shp\"\n").0.contains("nothing to study"));
        assert!(fault("[study").0.starts_with("study.toml, line 1"));
    }
}

//! The study file: TOML in, a checked [`Study`] out. Paths in it are relative to its folder.

mod checker;
mod sections;
mod words;

use std::path::Path;

use super::ReadError;
use super::input::{file_name, read_bytes};
use crate::study::Study;
use checker::Checker;
use sections::StudyFile;
use words::not_a_study;

/// More than any study needs. Keys of many dots take the parser some six hundred times their length in memory.
const MOST_BYTES: u64 = 200_000;

/// Reads and checks a study file. Opens none of the files it names.
///
/// # Errors
/// When it cannot be read, is no TOML, has a key that is not known (the nearest is offered), lacks one that is needed,
/// or a value that cannot be.
pub fn read_study(path: &Path) -> Result<Study, ReadError> {
    let name = file_name(path);
    // Asked before it is read: it may be another file altogether.
    ensure_is_short(&name, std::fs::metadata(path).map_or(0, |about| about.len()))?;
    let bytes = read_bytes(path)?.bytes;
    ensure_is_short(&name, bytes.len() as u64)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| ReadError::settings(&name, "it is not UTF-8 text").with_hint("save it again as UTF-8"))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    parse_study(&name, &text, folder)
}

fn ensure_is_short(name: &str, bytes: u64) -> Result<(), ReadError> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    let what = format!("it has {bytes} bytes; a study file over {MOST_BYTES} bytes is not read");
    Err(ReadError::new(name, what).with_hint("is it a study file? The README shows a whole one"))
}

/// As [`read_study`], from the text of a file of that name in that folder.
///
/// # Errors
/// As [`read_study`].
pub fn parse_study(name: &str, text: &str, folder: &Path) -> Result<Study, ReadError> {
    let file: StudyFile = toml::from_str(text).map_err(|error| not_a_study(name, text, &error))?;
    Checker { name, folder }.study(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::{DistanceMode, OacLevel, OacYear};
    use crate::study::{SegmentSource, Settings};

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
        let (_, hint) = fault(&(LEAST.to_owned() + "[outputs]\nrecord_columns = [\"catgory\"]\n"));
        assert_eq!(hint, "did you mean \"category\"?");
        let (_, hint) = fault(&(LEAST.to_owned() + "[outputs]\nlayers = [\"qq\"]\n"));
        assert!(hint.starts_with("it is one of: wards, authorities, "), "{hint}");
    }

    #[test]
    fn a_word_of_any_letters_and_length_is_not_poured_out() {
        let (message, hint) =
            fault(&LEAST.replace("[study]", &format!("[study]\n\"{}`, expected x\" = 1", "`é".repeat(5_000))));
        assert!(message.contains("unknown field ``é`é") && message.ends_with('…'), "{message}");
        assert!(message.len() < 900 && hint.starts_with("it is one of: title, "), "{message} {hint}");
        let (message, _) = fault(&(LEAST.to_owned() + &format!("[outputs]\nlayers = [\"{}\"]\n", "w".repeat(5_000))));
        assert!(message.len() < 900 && message.ends_with('…'), "{message}");
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
    fn the_segments_come_from_where_the_study_says() {
        let segments = |lines: &str| parse(&format!("{LEAST}[postcodes]\nfile = \"p.csv\"\n[segments]\n{lines}"));
        let of = |lines: &str| segments(lines).unwrap().segments;
        let (oac, group) = (OacYear::Oac2021, OacLevel::Group);
        let directory = of("from = \"directory\"\n");
        assert_eq!(directory.from, SegmentSource::Directory { classification: oac, level: group });
        assert_eq!((directory.oac(), directory.classes), (Some((oac, group)), None));
        let file = of("file = \"s.csv\"\nclassification = \"oac_2011\"\nlevel = \"supergroup\"\n");
        assert!(matches!(&file.from, SegmentSource::File(source) if source.path.ends_with("s.csv")));
        assert_eq!(file.oac(), Some((OacYear::Oac2011, OacLevel::Supergroup)));
        assert_eq!(of("codebook = \"c.csv\"\n").oac(), None);
        let (message, hint) = fault(&format!("{LEAST}[segments]\nlevel = \"group\"\n"));
        assert!(message.starts_with("study.toml, [segments] level: it is a level of"), "{message}");
        assert!(hint.contains("classification = "), "{hint}");
    }

    #[test]
    fn a_study_of_nothing_is_an_error() {
        assert!(fault("[study]\n[boundaries]\nwards = \"w.shp\"\n").0.contains("nothing to study"));
        assert!(fault("[study").0.starts_with("study.toml, line 1"));
    }
}

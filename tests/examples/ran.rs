//! Runs a study of `examples/` and compares what it found with `expected.toml`.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::support;

/// The studies by folder and file.
pub const STUDIES: [(&str, &str); 7] = [
    ("postcodes", "study"),
    ("ssda903", "study"),
    ("ssda903", "study_xml"),
    ("wales", "study"),
    ("two_tier_county", "study"),
    ("two_tier_county", "study_authorities"),
    ("hub", "study"),
];

/// A folder of `examples/`.
pub fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// What the generator knows of an example.
pub struct Expected(toml::Table);

impl Expected {
    pub fn of(example: &str) -> Self {
        Self(support::text(&folder(example).join("expected.toml")).parse().unwrap())
    }

    pub fn figure(&self, name: &str) -> u64 {
        u64::try_from(self.0[name].as_integer().unwrap()).unwrap()
    }

    /// The figures of a section, by name.
    pub fn section(&self, name: &str) -> Vec<(String, u64)> {
        let figures = self.0[name].as_table().unwrap_or_else(|| panic!("expected.toml has [{name}]"));
        assert!(!figures.is_empty());
        figures.iter().map(|(name, figure)| (name.clone(), figure.as_integer().unwrap() as u64)).collect()
    }
}

/// A study that was run.
pub struct Ran {
    out: tempfile::TempDir,
    /// What it printed, with `OUT` for its folder.
    pub printed: String,
    pub summary: Value,
}

impl Ran {
    /// Runs `examples/FOLDER/STUDY.toml`, which must end well.
    pub fn of(example: &str, study: &str) -> Self {
        let out = tempfile::tempdir().unwrap();
        let target = out.path().join("result");
        let output = Command::new(assert_cmd::cargo::cargo_bin("nearhome"))
            .args([Path::new("run"), &folder(example).join(format!("{study}.toml")), Path::new("--out"), &target])
            .output()
            .unwrap();
        let [printed, errors] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert_eq!(output.status.code(), Some(0), "{example}/{study}.toml: {errors}");
        let summary = support::json(&target.join("summary.json"));
        let printed = format!("{printed}{errors}").replace(&target.display().to_string(), "OUT");
        Self { out, printed, summary }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.out.path().join("result").join(name)
    }

    /// The rows of a table.
    pub fn table(&self, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
        support::csv_rows(&self.path(&format!("tables/{name}.csv")))
    }

    /// The numerators of a part of the summary, for the names of a section.
    pub fn has_numerators(&self, part: &str, expected: &[(String, u64)]) {
        let shares = self.summary.pointer(part).unwrap_or_else(|| panic!("the summary has {part}"));
        for (name, figure) in expected {
            assert_eq!(shares[name]["numerator"], *figure, "{part}/{name}");
        }
    }

    /// Are the headline figures the generator's?
    pub fn has_the_figures_of(&self, expected: &Expected) {
        let children = &self.summary["children"];
        assert_eq!(children["children"], expected.figure("children"));
        assert_eq!(children["fostered"]["numerator"], expected.figure("fostered"));
        assert_eq!(children["uasc"], expected.figure("uasc"));
        self.has_numerators("/children/all/categories", &expected.section("categories"));
        if expected.figure("carers") == 0 {
            assert!(self.summary["carers"].is_null(), "the study has no carers");
            return;
        }
        let carers = &self.summary["carers"];
        assert_eq!(carers["carers"], expected.figure("carers"));
        assert_eq!(carers["in_house"]["numerator"], expected.figure("carers_in_house"));
        assert_eq!(carers["approved_places"], expected.figure("approved_places"));
        assert_eq!(carers["vacant_places"], expected.figure("vacant_places"));
    }
}

//! A study file from a proposal, every choice explained beside it: the last step of `nearhome init`.

use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use crate::geography::{OacLevel, OacYear};
use crate::read::recognise::Recognised;
use crate::run::{Place, Proposal, Told};

/// More authorities than this are not listed in the file.
const MOST_LISTED: usize = 40;

/// The text of a study file that stands in `folder`: paths in it are relative to that, where they can be.
pub fn study_toml(proposal: &Proposal, folder: &Path) -> String {
    let mut toml = Toml { folder, text: String::new() };
    toml.line("# Written by nearhome init. Paths are relative to this file; a line that begins with # is not read.");
    toml.line("# Look through it, then: nearhome check study.toml, and nearhome run study.toml");
    for asked in proposal.to_fill_in() {
        toml.line(&format!("# TO FILL IN: {asked}"));
    }
    toml.study(proposal);
    toml.boundaries(proposal);
    toml.children(proposal);
    toml.section("carers", "file", &proposal.carers, "approved fostering households");
    toml.postcodes(proposal);
    toml.segments(proposal);
    toml.section("households", "file", &proposal.households, "the base of the segment profile");
    toml.key_of("lookup", &proposal.households_lookup, "output areas to wards");
    toml.section("population", "file", &proposal.population, "under-18s by ward, for rates per 10,000");
    toml.text
}

struct Toml<'a> {
    folder: &'a Path,
    text: String,
}

impl Toml<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn head(&mut self, section: &str) {
        self.line(&format!("\n[{section}]"));
    }

    fn study(&mut self, proposal: &Proposal) {
        self.head("study");
        self.line("title = \"Fostering sufficiency\"");
        match &proposal.snapshot {
            Told::Known { value, why } => self.line(&format!("snapshot = {value}          # {why}")),
            Told::Asked { why, .. } => self.line(&format!("# snapshot = 2026-03-31      # {why}")),
        }
        match &proposal.authority {
            Told::Known { value, why } => self.line(&format!("authority = \"{value}\"      # {why}")),
            Told::Asked { why, .. } => {
                self.line(&format!("# authority = \"E…\"           # {why}"));
                for choice in proposal.choices.iter().take(MOST_LISTED) {
                    self.line(&format!("#   {} {}", choice.code, one_line(&choice.name)));
                }
                if proposal.choices.len() > MOST_LISTED {
                    self.line(&format!("#   and {} more", proposal.choices.len() - MOST_LISTED));
                }
            }
        }
        self.line("threshold_miles = 20.0         # near is this many miles or less, as DfE has it");
        self.line("distance = \"ssda903\"           # as the return rounds it, or \"exact\"");
    }

    fn boundaries(&mut self, proposal: &Proposal) {
        self.head("boundaries");
        if proposal.wards.taken.is_empty() {
            self.line("# wards = \"wards.zip\"          # to fill in: a .shp, a zipped .shp, a .geojson or a .gpkg");
            self.line("wards = []");
        }
        self.key_of("wards", &proposal.wards, "electoral wards; several files make one coverage");
        self.key_of("lookup", &proposal.lookup, "ward or district to authority, region and nation");
        self.key_of("authorities", &proposal.authorities, "without it they are dissolved from the wards");
    }

    fn children(&mut self, proposal: &Proposal) {
        let (table, returned) = (&proposal.children, &proposal.ssda903);
        match returned.taken.is_empty() {
            false => self.section("children", "ssda903", returned, "the SSDA903 return"),
            true => self.section("children", "file", table, "one child a row"),
        }
        for (other, key) in table.others.iter().filter(|_| !returned.taken.is_empty()).map(|other| (other, "file")) {
            self.other(key, other);
        }
        if proposal.children.taken.is_empty() && returned.taken.is_empty() && proposal.carers.taken.is_empty() {
            self.line("\n# [children]\n# file = \"children.csv\"          # to fill in: children, carers, or both");
        }
    }

    fn postcodes(&mut self, proposal: &Proposal) {
        self.section("postcodes", "file", &proposal.postcodes, "where each postcode is");
        if proposal.postcodes.taken.is_empty() && proposal.needs_directory() {
            self.line(
                "\n# [postcodes]\n# file = \"ONSPD.csv\"             # to fill in: ONSPD, NSPL or Code-Point Open",
            );
        }
    }

    fn segments(&mut self, proposal: &Proposal) {
        let (file, codebook) = (&proposal.segments, &proposal.codebook);
        if file.taken.is_empty() && codebook.taken.is_empty() && proposal.oac.is_none() {
            return;
        }
        self.head("segments");
        if let Some((edition, level)) = proposal.oac {
            let edition = match edition {
                OacYear::Oac2011 => "oac_2011",
                OacYear::Oac2021 => "oac_2021",
            };
            let level = match level {
                OacLevel::Supergroup => "supergroup",
                OacLevel::Group => "group",
                OacLevel::Subgroup => "subgroup",
            };
            self.line("from = \"directory\"             # the class of each carer's postcode, as the directory has it");
            self.line(&format!("classification = \"{edition}\"    # of the same census as the households' segments?"));
            self.line(&format!("level = \"{level}\"                # as the households' segments are"));
        }
        self.key_of("file", file, "the segment of each postcode or output area");
        self.key_of("codebook", codebook, "names and order of the segments");
    }

    fn section(&mut self, section: &str, key: &str, place: &Place, what: &str) {
        if place.taken.is_empty() {
            return;
        }
        self.head(section);
        self.key_of(key, place, what);
    }

    /// The key with its file or files, which columns are taken, and the files that could stand there too.
    fn key_of(&mut self, key: &str, place: &Place, what: &str) {
        let paths: Vec<String> = place.taken.iter().map(|file| self.path(file)).collect();
        match paths.as_slice() {
            [] => {}
            [one] if key != "ssda903" => self.line(&format!("{key} = {one}    # {what}")),
            many => self.line(&format!("{key} = [{}]    # {what}", many.join(", "))),
        }
        for file in &place.taken {
            self.line(&format!("# {}: {}", one_line(&file.name()), one_line(&about(file))));
            for fault in &file.to_settle {
                self.line(&format!("# to settle: {}", one_line(fault)));
            }
        }
        for file in &place.others {
            self.other(key, file);
        }
    }

    fn other(&mut self, key: &str, file: &Recognised) {
        let path = self.path(file);
        self.line(&format!("# {key} = {path}    # could stand here too: {}", one_line(&about(file))));
    }

    fn path(&self, file: &Recognised) -> String {
        quoted(&relative(&file.path, self.folder))
    }
}

/// Which column is taken for what, else why it is thought to be what it is.
fn about(file: &Recognised) -> String {
    if file.columns.len() < 2 {
        return file.why.clone();
    }
    let mut text = "columns".to_owned();
    for (at, (key, title)) in file.columns.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let named = if key == title { String::new() } else { format!("{key} = ") };
        // Writing to a String cannot fail.
        let _ = write!(text, "{comma} {named}{title}");
    }
    text
}

/// A comment must stay on its line whatever a file is called.
fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// The path from a folder, with `/` between folders; as it is where there is none (another drive).
fn relative(path: &Path, folder: &Path) -> String {
    let whole =
        |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (whole(path), whole(folder));
    let (to, from): (Vec<Component>, Vec<Component>) = (path.components().collect(), folder.components().collect());
    let common = to.iter().zip(&from).take_while(|(one, other)| one == other).count();
    if common == 0 {
        return path.to_string_lossy().into_owned();
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    let down = to[common..].iter().map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A text of TOML.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// The folder that a study file is to stand in.
pub fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_studys_folder_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let study = folder.path().join("a/b");
        std::fs::create_dir_all(&study).unwrap();
        std::fs::write(folder.path().join("a/x y.csv"), "").unwrap();
        assert_eq!(relative(&folder.path().join("a/x y.csv"), &study), "../x y.csv");
        assert_eq!(relative(&folder.path().join("a/x y.csv"), folder.path()), "a/x y.csv");
    }

    #[test]
    fn any_name_of_a_file_is_a_text_of_toml() {
        for name in ["plain.csv", "it's \"so\".csv", "back\\slash.csv", "Llŷn\n.csv"] {
            let parsed: toml::Table = toml::from_str(&format!("file = {}", quoted(name))).unwrap();
            assert_eq!(parsed["file"].as_str(), Some(name));
        }
    }
}

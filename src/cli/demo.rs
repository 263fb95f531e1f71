//! `nearhome demo`: a made-up council, built in.

use std::path::PathBuf;

use clap::Args;
use nearhome::read::read_study;
use nearhome::run::{RunError, run};
use nearhome::write::WholeFolder;

use super::messages::Messages;
use super::watch::Watch;
use super::{stop, summary_lines};

/// Write a made-up council's files and the whole result of its study
///
/// Everyone in it is made up. Its totals are shaped after those that Birmingham Children's Trust published in its
/// Sufficiency Strategy 2021-23. DIR/inputs holds the files a council would bring; the rest of DIR is what a run writes.
#[derive(Args)]
#[command(after_help = "Examples:\n  nearhome demo\n  nearhome demo --out try-it --overwrite")]
pub struct Demo {
    /// Folder to write; it must not be there yet
    #[arg(long, value_name = "DIR", default_value = "nearhome-demo")]
    out: PathBuf,
}

macro_rules! council_files {
    ($($name:literal from $path:literal),* $(,)?) => {
        /// The made-up council's files, by their names in `DIR/inputs`.
        const FILES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../", $path)))),*];
    };
}

council_files! {
    "boundaries/wards.shp" from "boundaries/wards.shp",
    "boundaries/wards.shx" from "boundaries/wards.shx",
    "boundaries/wards.dbf" from "boundaries/wards.dbf",
    "boundaries/wards.prj" from "boundaries/wards.prj",
    "boundaries/wards.cpg" from "boundaries/wards.cpg",
    "boundaries/ward_lookup.csv" from "boundaries/ward_lookup.csv",
    "carers.csv" from "examples/made_up_council/carers.csv",
    "children.csv" from "examples/made_up_council/children.csv",
    "households.csv" from "examples/made_up_council/households.csv",
    "population.csv" from "examples/made_up_council/population.csv",
    "segments.csv" from "examples/made_up_council/segments.csv",
    "README.md" from "examples/made_up_council/README.md",
}

/// The study as it stands in the repository, two folders below the boundaries.
const STUDY: &str = include_str!("../../examples/made_up_council/study.toml");

impl Demo {
    pub fn execute(&self, overwrite: bool, messages: &Messages, watch: Watch) -> Result<(), RunError> {
        let mut folder = stop::begin(|| WholeFolder::prepare(&self.out, overwrite, &[]))?;
        for (name, bytes) in FILES {
            folder.write(&format!("inputs/{name}"), |out| out.write_all(bytes))?;
        }
        let study = STUDY.replace("../../boundaries/", "boundaries/");
        folder.write("inputs/study.toml", |out| out.write_all(study.as_bytes()))?;
        let study = read_study(&folder.unfinished().join("inputs/study.toml"))?.watched_through(&watch.progress);
        let done = run(&study, &mut folder)?;
        let target = stop::finish(folder)?;
        drop(watch);
        summary_lines::print(&done, &target, messages);
        Ok(())
    }
}

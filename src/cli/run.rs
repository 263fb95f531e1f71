//! `nearhome run`: the whole study.

use std::path::PathBuf;

use clap::Args;
use nearhome::read::read_study;
use nearhome::run::{RunError, run};
use nearhome::write::WholeFolder;

use super::messages::Messages;
use super::watch::Watch;
use super::{stop, summary_lines};

/// Run a whole study: read, locate, measure, summarise, write
///
/// The study is a TOML file that names the boundaries, the carers and the children; see the README.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
nearhome run study.toml --out sufficiency-2026\n  \
nearhome run study.toml --out sufficiency-2026 --overwrite\n  \
nearhome run study.toml --out nightly --overwrite --quiet --threads 2\n  \
nearhome run study.toml --log-format json > result.jsonl 2> log.jsonl")]
pub struct Run {
    /// The study file
    #[arg(value_name = "STUDY.toml")]
    study: PathBuf,
    /// Folder to write; it must not be there yet
    #[arg(long, value_name = "DIR", default_value = "nearhome-out")]
    out: PathBuf,
}

impl Run {
    pub fn execute(&self, overwrite: bool, messages: &Messages, watch: Watch) -> Result<(), RunError> {
        let study = read_study(&self.study)?.watched_through(&watch.progress);
        let mut inputs = study.input_paths();
        inputs.push(self.study.clone());
        let mut folder = stop::begin(|| WholeFolder::prepare(&self.out, overwrite, &inputs))?;
        let report = run(&study, &mut folder)?;
        let target = stop::finish(folder)?;
        drop(watch);
        summary_lines::print(&report, &target, messages);
        Ok(())
    }
}

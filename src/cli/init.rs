//! `nearhome init`: from a handful of files to a study file.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use nearhome::geography::GssCode;
use nearhome::progress::Progress;
use nearhome::read::input::file_name;
use nearhome::read::recognise::{Recognised, files_in, recognise};
use nearhome::read::{Date, ReadError};
use nearhome::run::{InitAsked, RunError, propose};
use nearhome::write::{WholeFile, WriteError, folder_of, study_toml};

use super::messages::Messages;
use super::watch::Watch;
use super::{init_lines, stop};

/// Look at files, say what each one is, and write a study file
///
/// Files, folders and zips: boundaries, lookups, postcode directories, children, carers, the SSDA903 return, households,
/// population. Says what each is and why; writes a study file in which every choice is explained, and what could
/// not be told is asked for. Reads the files and changes none.
#[derive(Args)]
#[command(after_help = "Examples:\n  nearhome init inputs/ --authority E08000025 --snapshot 2026-03-31\n  \
nearhome init wards.zip ONSPD.zip episodes.csv header.csv uasc.csv carers.csv --out study.toml")]
pub struct Init {
    /// Files, or folders of files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Study file to write
    #[arg(long, value_name = "FILE", default_value = "study.toml")]
    out: PathBuf,
    /// Whose children: the authority's GSS code
    #[arg(long, value_name = "CODE", value_parser = code)]
    authority: Option<GssCode>,
    /// The day the figures are for
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    snapshot: Option<Date>,
}

impl Init {
    pub fn execute(&self, overwrite: bool, messages: &Messages, watch: Watch) -> Result<(), RunError> {
        let mut file = stop::begin_file(|| WholeFile::prepare(&self.out, overwrite, &self.files))?;
        let found = self.recognised(&watch.progress)?;
        let asked = InitAsked { authority: self.authority, snapshot: self.snapshot };
        let putting_together = watch.progress.begin_uncounted("Putting the study together");
        let proposal = propose(&found, &asked);
        drop(putting_together);
        let text = study_toml(&proposal, &folder_of(&self.out));
        file.write_all(text.as_bytes()).map_err(|error| WriteError::io(&self.out, error))?;
        stop::finish_file(file)?;
        drop(watch);
        messages.result(&init_lines::lines(&found, &proposal, &self.out));
        Ok(())
    }

    /// What each file is, in the order of the command line, then of names; each once.
    fn recognised(&self, progress: &Progress) -> Result<Vec<Recognised>, ReadError> {
        let mut paths = files_in(&self.files)?;
        // The study file of an earlier time, and the one that is being written, are no inputs.
        paths.retain(|path| path.extension().is_none_or(|ending| ending != "toml"));
        let recognised = |path: &PathBuf| {
            let _stage = progress.begin_uncounted(format!("Looking at {}", file_name(path)));
            recognise(path)
        };
        Ok(paths.iter().map(recognised).collect())
    }
}

fn code(text: &str) -> Result<GssCode, String> {
    text.parse().map_err(|error| format!("it is {error}"))
}

fn day(text: &str) -> Result<Date, String> {
    Date::iso(text).ok_or_else(|| "it is not a day such as 2026-03-31".to_owned())
}

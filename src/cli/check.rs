//! `nearhome check`: would the study run, and what would be left out?

use std::io;
use std::path::PathBuf;

use clap::Args;
use nearhome::read::read_study;
use nearhome::run::{CheckReport, RunError, check};
use nearhome::write::{WriteError, left_out_csv};

use super::check_lines;
use super::messages::{LogFormat, Messages};
use super::watch::Watch;

/// Read and check everything a study names; write nothing
///
/// Says for each file its rows, what would be left out and why, its year, coordinate system and encoding; then how the
/// codes meet and how many points lie in a ward; and ends with "Ready", or with what to mend, most costly first. It goes on
/// after the first fault. Exit status: 0 ready, 1 the data is not fit, 2 the study file is wrong.
#[derive(Args)]
#[command(after_help = "Examples:\n  nearhome check study.toml\n  \
nearhome check study.toml --list > rows_to_mend.csv\n  nearhome check study.toml --log-format json")]
pub struct Check {
    /// The study file
    #[arg(value_name = "STUDY.toml")]
    study: PathBuf,
    /// List every row left out and every value not used as CSV: file, row, column, what, reason
    #[arg(long)]
    list: bool,
}

impl Check {
    /// Returns the exit status.
    pub fn execute(&self, messages: &Messages, watch: Watch) -> Result<u8, RunError> {
        let report = check(&read_study(&self.study)?.watched_through(&watch.progress));
        drop(watch);
        let verdict = check_lines::verdict(&report, &self.study);
        match (self.list, messages.format) {
            (true, _) => {
                list(&report)?;
                messages.remark(&verdict);
            }
            (false, LogFormat::Json) => messages.records(&check_lines::records(&report)),
            (false, LogFormat::Text) => {
                messages.result(&check_lines::lines(&report));
                messages.result(&verdict);
            }
        }
        Ok(match (report.is_ready(), report.is_settings()) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        })
    }
}

fn list(report: &CheckReport) -> Result<(), WriteError> {
    match left_out_csv(&report.left_out, &mut io::stdout().lock()) {
        // Whoever reads the list has had enough of it (`| head`).
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(WriteError::io(std::path::Path::new("standard output"), error))
        }
        _ => Ok(()),
    }
}

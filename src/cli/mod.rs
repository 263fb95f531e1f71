//! The command line: what was typed. One file a command, of the same name.

mod bars;
mod check;
mod check_lines;
mod completions;
mod demo;
mod init;
mod init_lines;
mod locate;
mod locate_lines;
mod man;
mod messages;
mod progress_lines;
mod run;
mod stage_clock;
mod stop;
mod summary_lines;
mod watch;

use std::io::{IsTerminal, stdout};

use clap::{Args, Parser, Subcommand};
use nearhome::run::RunError;

pub use messages::{LogFormat, Messages};
use watch::{Display, Watch};

/// How near to home are children in care placed, and where are the foster carers that would bring them nearer?
///
/// Nothing leaves this machine: no command ever uses the network.
#[derive(Parser)]
#[command(name = "nearhome", version, max_term_width = 110)]
#[command(after_help = "Exit status: 0 done, 1 the data is not fit, 2 the command or the settings are wrong.\n\
Try this first: nearhome demo")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    common: Common,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Run(run::Run),
    Init(init::Init),
    Check(check::Check),
    Locate(locate::Locate),
    Completions(completions::Completions),
    Man(man::ManPage),
}

/// Flags that mean the same in every command.
#[derive(Args)]
struct Common {
    /// Replace the output: a folder only if nearhome wrote it
    #[arg(long, global = true)]
    overwrite: bool,
    /// Number of threads, 1 to 1024 [default: one a core]; the output is the same with any number
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Print errors only
    #[arg(long, short, global = true)]
    quiet: bool,
    /// How messages are written
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    log_format: LogFormat,
}

impl Cli {
    /// Does what was typed. Returns the exit status: 0 done, 1 the data is not fit, 2 the command or the settings are wrong.
    pub fn execute(&self) -> u8 {
        stop::listen();
        let messages = Messages { format: self.common.log_format, quiet: self.common.quiet };
        if let Some(threads) = self.common.threads {
            // Fails only when a pool is there already, and none is before this.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
        }
        let done = self.do_it(&messages);
        stop::leave_to_the_handler_if_asked();
        match done {
            Ok(status) => status,
            Err(error) => {
                messages.error(&error, error.hint().as_deref());
                if RunError::is_settings(&error) { 2 } else { 1 }
            }
        }
    }

    /// Each command ends the watch when the work is done, before it says what came of it.
    fn do_it(&self, messages: &Messages) -> Result<u8, RunError> {
        let overwrite = self.common.overwrite;
        let watch = Watch::begin(*messages, Display::choose(messages, self.writes_data_to_terminal()));
        match &self.command {
            Command::Demo(demo) => demo.execute(overwrite, messages, watch).map(|()| 0),
            Command::Run(run) => run.execute(overwrite, messages, watch).map(|()| 0),
            Command::Init(init) => init.execute(overwrite, messages, watch).map(|()| 0),
            Command::Check(check) => check.execute(messages, watch),
            Command::Locate(locate) => locate.execute(overwrite, messages, watch).map(|()| 0),
            Command::Completions(completions) => {
                messages.print(&completions.text());
                Ok(0)
            }
            Command::Man(man) => {
                messages.print(&man.text());
                Ok(0)
            }
        }
    }

    fn writes_data_to_terminal(&self) -> bool {
        matches!(&self.command, Command::Locate(locate) if locate.writes_to_stdout()) && stdout().is_terminal()
    }
}

//! Parses what was typed, does it, and ends with its status.
#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    nearhome::outline::silence_guarded_panics();
    ExitCode::from(cli::Cli::parse().execute())
}

//! Parses what was typed, does it, and ends with its status.
#![forbid(unsafe_code)]

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    ExitCode::from(cli::Cli::parse().execute())
}

//! The only printer: what a person or a log reads. Results on stdout, everything else on stderr.

use std::fmt::Display;
use std::io::{self, Write};

use clap::ValueEnum;
use clap::builder::Styles;

use super::bars;

/// How messages are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line, for batch jobs.
    Json,
}

/// Prints messages as the command line asked.
#[derive(Clone, Copy, Debug)]
pub struct Messages {
    pub format: LogFormat,
    /// Errors only.
    pub quiet: bool,
}

impl Messages {
    /// What the command found: to stdout.
    pub fn result(&self, lines: &[String]) {
        if self.quiet {
            return;
        }
        for line in lines {
            let line = self.line("result", line);
            to_stdout(&line);
        }
    }

    /// Records for a batch job, one JSON object a line, to stdout.
    pub fn records(&self, records: &[serde_json::Value]) {
        if self.quiet {
            return;
        }
        for record in records {
            to_stdout(record);
        }
    }

    /// As [`result`](Self::result), on stderr: for a command whose stdout is data.
    pub fn remark(&self, lines: &[String]) {
        if self.quiet {
            return;
        }
        for line in lines {
            to_stderr(self.line("result", line));
        }
    }

    /// What was asked to be printed, as it is: to stdout, quiet or not.
    pub fn print(&self, bytes: &[u8]) {
        // A closed pipe is no fault of the run.
        let _ = std::io::stdout().write_all(bytes);
    }

    /// Something the user should know.
    pub fn warning(&self, what: impl Display) {
        if !self.quiet {
            self.say("warning", &what.to_string());
        }
    }

    /// What is wrong and what to do next.
    pub fn error(&self, what: impl Display, hint: Option<&str>) {
        self.say("error", &what.to_string());
        if let Some(hint) = hint {
            self.say("hint", hint);
        }
    }

    /// How far the work is: lines that are ready to be printed.
    pub fn progress(&self, lines: &[String]) {
        lines.iter().for_each(to_stderr);
    }

    fn say(&self, level: &str, what: &str) {
        to_stderr(match self.format {
            LogFormat::Text => format!("{}: {what}", coloured(level)),
            LogFormat::Json => self.line(level, what),
        });
    }

    fn line(&self, level: &str, what: &str) -> String {
        match self.format {
            LogFormat::Text => what.to_owned(),
            LogFormat::Json => serde_json::json!({ "level": level, "message": what }).to_string(),
        }
    }
}

/// A closed pipe (`| head`) is no fault of the run.
fn to_stdout(line: impl Display) {
    let _ = bars::aside(|| writeln!(io::stdout(), "{line}"));
}

/// Colours go to a terminal only, and to none when `NO_COLOR` is set.
fn to_stderr(line: impl Display) {
    let _ = bars::aside(|| writeln!(anstream::stderr(), "{line}"));
}

/// The word in the colour that clap gives it in its own messages.
fn coloured(level: &str) -> String {
    let styles = Styles::styled();
    let style = match level {
        "error" => styles.get_error(),
        "warning" => styles.get_invalid(),
        _ => styles.get_valid(),
    };
    format!("{style}{level}{style:#}")
}

//! What a person sees while long work goes on: bars and colours on a terminal, plain lines elsewhere. A stage is made to
//! last as long as a test wants by keeping its input or its output waiting.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

use small_study::{Outcome, SmallStudy};

fn nearhome() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin("nearhome"))
}

/// What a stream has given so far.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<u8>>>);

impl Seen {
    fn of(mut stream: impl Read + Send + 'static) -> Self {
        let seen = Self::default();
        let written = seen.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = stream.read(&mut bytes) {
                written.0.lock().unwrap().extend_from_slice(&bytes[..read]);
            }
        });
        seen
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }

    /// Waits until it has this. The time is only for a test that has failed.
    fn wait_for(&self, wanted: &str) {
        let begun = Instant::now();
        while !self.text().contains(wanted) {
            assert!(begun.elapsed() < Duration::from_secs(120), "no {wanted:?} in {:?}", self.text());
            sleep(Duration::from_millis(10));
        }
    }
}

const ROW: &str = "some point,400500,301500\n";

#[test]
fn where_there_is_no_terminal_long_work_has_plain_lines() {
    let study = SmallStudy::new();
    let start = |more: &[&str]| {
        let mut command = nearhome();
        command.args(["locate", "-", "--wards", "wards.shp"]).args(more).current_dir(study.folder());
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // More than the first block, and less than the second: it waits for the rest.
        let mut rows = child.stdin.take().unwrap();
        write!(rows, "name,easting,northing\n{}", ROW.repeat((5 << 20) / ROW.len())).unwrap();
        let errors = Seen::of(child.stderr.take().unwrap());
        (child, rows, errors)
    };
    let [plain, json, quiet] = [&[][..], &["--log-format", "json"], &["--quiet"]].map(start);
    for (_, _, errors) in [&plain, &json] {
        errors.wait_for("Locating standard input: ");
    }
    let end = |(mut child, rows, errors): (Child, std::process::ChildStdin, Seen), last: &str| {
        drop(rows);
        errors.wait_for(last);
        assert!(child.wait().unwrap().success());
        assert!(!errors.text().contains('\u{1b}'), "{:?}", errors.text());
        errors.text()
    };
    let plain = end(plain, "Rows read: ");
    assert!(plain.starts_with("Locating standard input: "), "{plain}");
    assert!(plain.contains(" so far\n") && plain.contains("Locating standard input: done in "), "{plain}");
    assert!(plain.lines().last().unwrap().starts_with("Rows read: "), "{plain}");
    let levels: Vec<String> = end(json, "Rows read: ")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["level"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((levels[0].as_str(), levels.last().unwrap().as_str()), ("progress", "result"));
    assert_eq!(end(quiet, ""), "");
}

#[test]
fn short_work_has_no_lines() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).errors, "");
}

#[cfg(target_os = "linux")]
mod on_a_terminal {
    use std::fs::File;
    use std::process::ChildStdin;

    use super::*;

    /// A command that runs on a terminal of its own, 100 columns wide, made by `script` of util-linux. Its stdout goes to
    /// `rows`, a named pipe that the test reads as slowly as it likes.
    struct OnTerminal {
        child: Child,
        keyboard: ChildStdin,
        screen: Seen,
    }

    fn has_script() -> bool {
        let is_there = Command::new("script").arg("--version").output().is_ok();
        if !is_there {
            println!("skipped: there is no script (util-linux)");
        }
        is_there
    }

    fn on_terminal(study: &SmallStudy, command: &str, variables: &[(&str, &str)]) -> OnTerminal {
        let binary = assert_cmd::cargo::cargo_bin("nearhome");
        let line = format!("stty cols 100 rows 24; exec '{}' {command}", binary.display());
        let mut script = Command::new("script");
        script.args(["-qefc", &line, "/dev/null"]).current_dir(study.folder());
        script.env("TERM", "xterm-256color").env("SHELL", "/bin/sh");
        for unset in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI"] {
            script.env_remove(unset);
        }
        script.envs(variables.iter().copied());
        script.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut child = script.spawn().unwrap();
        let (keyboard, screen) = (child.stdin.take().unwrap(), Seen::of(child.stdout.take().unwrap()));
        OnTerminal { child, keyboard, screen }
    }

    /// A study with three blocks of points, which are more than the pipe holds.
    fn study_of_many_points() -> SmallStudy {
        let study = SmallStudy::new();
        study.write("points.csv", format!("name,easting,northing\n{}", ROW.repeat((14 << 20) / ROW.len())));
        assert!(Command::new("mkfifo").arg(study.path("rows")).status().unwrap().success());
        study
    }

    fn locating(study: &SmallStudy) -> (OnTerminal, File) {
        let terminal = on_terminal(study, "locate points.csv --wards wards.shp > rows", &[]);
        let rows = File::open(study.path("rows")).unwrap();
        terminal.screen.wait_for("Locating points.csv [");
        (terminal, rows)
    }

    /// What stands on the screen when all bars were taken off.
    fn after_the_bars(screen: &str) -> &str {
        screen.rsplit("\u{1b}[2K").next().unwrap()
    }

    #[test]
    fn a_bar_shows_rate_and_time_left_and_goes_when_the_work_is_done() {
        if !has_script() {
            return;
        }
        let study = study_of_many_points();
        let (mut terminal, mut rows) = locating(&study);
        // The work goes on as far as its rows are taken: little by little until the figures have been shown.
        let is_shown = |screen: &str| screen.contains("B/s, ") && screen.contains(" left ");
        while !is_shown(&terminal.screen.text()) {
            let taken = std::io::copy(&mut (&mut rows).take(1 << 16), &mut std::io::sink()).unwrap();
            assert!(taken > 0, "neither rate nor time left in {:?}", terminal.screen.text());
            sleep(Duration::from_millis(5));
        }
        std::io::copy(&mut rows, &mut std::io::sink()).unwrap();
        assert!(terminal.child.wait().unwrap().success());
        terminal.screen.wait_for("Rows read: ");
        let screen = terminal.screen.text();
        assert!(after_the_bars(&screen).starts_with("Rows read: "), "{screen:?}");
    }

    #[test]
    fn ctrl_c_takes_the_bar_off_the_terminal() {
        if !has_script() {
            return;
        }
        let study = study_of_many_points();
        let (mut terminal, _rows) = locating(&study);
        terminal.keyboard.write_all(b"\x03").unwrap();
        assert_eq!(terminal.child.wait().unwrap().code(), Some(130));
        let screen = terminal.screen.text();
        assert_eq!(after_the_bars(&screen).trim(), "", "{screen:?}");
    }

    #[test]
    fn messages_are_coloured_unless_that_is_not_wanted() {
        if !has_script() {
            return;
        }
        let study = SmallStudy::new();
        let said = |variables: &[(&str, &str)]| {
            let mut terminal = on_terminal(&study, "run nowhere.toml", variables);
            assert_eq!(terminal.child.wait().unwrap().code(), Some(2));
            terminal.screen.wait_for("nowhere.toml");
            terminal.screen.text()
        };
        assert!(said(&[]).contains("\u{1b}[31merror\u{1b}[0m: "), "{:?}", said(&[]));
        for variable in [("NO_COLOR", "1"), ("TERM", "dumb")] {
            let plain = said(&[variable]);
            assert!(plain.contains("error: ") && !plain.contains('\u{1b}'), "{plain:?}");
        }
        assert!(said(&[("NO_COLOR", "")]).contains("\u{1b}[31merror"), "an empty NO_COLOR says nothing");
    }

    #[test]
    fn a_bar_has_no_colour_when_that_is_not_wanted_and_none_is_drawn_when_quiet() {
        if !has_script() {
            return;
        }
        let study = study_of_many_points();
        for (flags, variables) in [("", &[("NO_COLOR", "1")][..]), ("--quiet", &[]), ("", &[("TERM", "dumb")])] {
            let command = format!("locate points.csv --wards wards.shp {flags} > rows");
            let mut terminal = on_terminal(&study, &command, variables);
            let mut rows = File::open(study.path("rows")).unwrap();
            if variables == [("NO_COLOR", "1")] {
                terminal.screen.wait_for("Locating points.csv [");
            }
            std::io::copy(&mut rows, &mut std::io::sink()).unwrap();
            assert!(terminal.child.wait().unwrap().success());
            let is_colour = |sequence: &str| {
                sequence.split(|each: char| each.is_ascii_alphabetic()).count() > 1
                    && sequence.find(|each: char| each.is_ascii_alphabetic()).map(|at| &sequence[at..=at]) == Some("m")
            };
            let screen = terminal.screen.text();
            assert!(!screen.split("\u{1b}[").skip(1).any(is_colour), "{screen:?}");
            if flags == "--quiet" {
                assert_eq!(screen, "");
            }
            if variables == [("TERM", "dumb")] {
                assert!(!screen.contains('\u{1b}'), "{screen:?}");
            }
        }
    }
}

/// The help of every command ends with examples.
#[test]
fn every_command_has_examples() {
    let help = |arguments: &[&str]| Outcome::of(&nearhome().args(arguments).output().unwrap()).output;
    for command in ["demo", "run", "init", "check", "locate", "completions", "man"] {
        let text = help(&["help", command]);
        let (_, examples) = text.split_once("Examples:\n").unwrap_or_else(|| panic!("{command}: {text}"));
        let is_example = |line: &&str| line.trim_start().starts_with("nearhome ") || line.contains("| nearhome ");
        assert!(examples.lines().filter(is_example).count() >= 2, "{command}: {examples}");
    }
}

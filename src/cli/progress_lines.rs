//! Progress where there is no terminal: a line for a stage that is long, and then one now and again. For logs.

use std::collections::BTreeMap;
use std::time::Duration;

use indicatif::HumanDuration;
use nearhome::progress::{StageNow, Unit};
use serde_json::{Value, json};

use super::messages::LogFormat;
use super::stage_clock::{StageClock, Timed};

/// A stage that is shorter has no line: a short run has none at all.
const FIRST_LINE_AFTER: Duration = Duration::from_secs(3);

/// Between two lines of one stage.
const PAUSE: Duration = Duration::from_secs(10);

/// Says which lines are due.
#[derive(Debug)]
pub struct ProgressLines {
    format: LogFormat,
    clock: StageClock,
    /// When each stage had its last line.
    told: BTreeMap<u64, Duration>,
}

impl ProgressLines {
    pub fn new(format: LogFormat) -> Self {
        Self { format, clock: StageClock::default(), told: BTreeMap::new() }
    }

    /// The lines that are due `now`: one for each stage that is long, and one for each of those that has ended.
    pub fn due(&mut self, now: Duration, at_work: Vec<StageNow>) -> Vec<String> {
        let mut lines = Vec::new();
        for ended in self.clock.look(now, at_work) {
            if self.told.remove(&ended.now.number).is_some() {
                lines.push(self.line(&ended, &format!("done in {:#}", HumanDuration(ended.age))));
            }
        }
        for stage in self.clock.stages() {
            let last = self.told.get(&stage.now.number);
            if last.map_or(stage.age >= FIRST_LINE_AFTER, |last| now.saturating_sub(*last) >= PAUSE) {
                lines.push(self.line(stage, &stage.in_short()));
                self.told.insert(stage.now.number, now);
            }
        }
        lines
    }

    fn line(&self, stage: &Timed, how_far: &str) -> String {
        let line = format!("{}: {how_far}", stage.what());
        match self.format {
            LogFormat::Text => line,
            LogFormat::Json => record(stage, line).to_string(),
        }
    }
}

fn record(stage: &Timed, message: String) -> Value {
    let unit = match stage.now.unit {
        Unit::Bytes => Some("bytes"),
        Unit::Features => Some("features"),
        Unit::Files => Some("files"),
        Unit::Uncounted => None,
    };
    json!({
        "level": "progress",
        "message": message,
        "stage": stage.what(),
        "unit": unit,
        "done": unit.map(|_| stage.now.done),
        "total": stage.now.total,
        "seconds": stage.age.as_secs(),
        "seconds_left": stage.left().map(|left| left.as_secs()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::stage_clock::tests::{seconds, stage};
    use super::*;

    #[test]
    fn a_short_stage_has_no_line() {
        let mut lines = ProgressLines::new(LogFormat::Text);
        for tenth in 0..30 {
            assert!(lines.due(seconds(7) + tenth * Duration::from_millis(100), vec![stage(1, 0, None)]).is_empty());
        }
        assert!(lines.due(seconds(11), vec![]).is_empty());
    }

    #[test]
    fn a_long_stage_has_a_line_every_ten_seconds_and_one_at_its_end() {
        let mut lines = ProgressLines::new(LogFormat::Text);
        let mut told = Vec::new();
        for second in 0..25 {
            told.extend(lines.due(seconds(second), vec![stage(1, second * 1_000, Some(50_000))]));
        }
        told.extend(lines.due(seconds(25), vec![]));
        let expected = [
            "Reading 1.csv: 6%, 47s left",
            "Reading 1.csv: 26%, 37s left",
            "Reading 1.csv: 46%, 27s left",
            "Reading 1.csv: done in 24s",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn stages_side_by_side_have_lines_of_their_own() {
        let mut lines = ProgressLines::new(LogFormat::Text);
        assert!(lines.due(seconds(0), vec![stage(1, 0, None)]).is_empty());
        assert!(lines.due(seconds(2), vec![stage(1, 0, None), stage(2, 0, None)]).is_empty());
        assert_eq!(
            lines.due(seconds(3), vec![stage(1, 0, None), stage(2, 0, None)]),
            ["Reading 1.csv: 0 B, 3s so far"]
        );
        assert_eq!(
            lines.due(seconds(5), vec![stage(1, 0, None), stage(2, 9, None)]),
            ["Reading 2.csv: 9 B, 3s so far"]
        );
        assert_eq!(lines.due(seconds(6), vec![]).len(), 2);
    }

    #[test]
    fn for_a_batch_job_a_line_is_a_json_object() {
        let mut lines = ProgressLines::new(LogFormat::Json);
        lines.due(seconds(0), vec![stage(1, 0, Some(100))]);
        let due = lines.due(seconds(4), vec![stage(1, 40, Some(100))]);
        let line: Value = serde_json::from_str(&due[0]).unwrap();
        let expected = json!({ "level": "progress", "message": "Reading 1.csv: 40%, 6s left", "stage": "Reading 1.csv",
            "unit": "bytes", "done": 40, "total": 100, "seconds": 4, "seconds_left": 6 });
        assert_eq!(line, expected);
    }
}

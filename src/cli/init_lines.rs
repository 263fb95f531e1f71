//! What `nearhome init` prints: what each file is and why, which was taken for what, and what is still asked.

use std::path::Path;

use nearhome::read::recognise::{Kind, Recognised};
use nearhome::run::Proposal;

/// One line a file, then what was written and what to fill in.
pub fn lines(found: &[Recognised], proposal: &Proposal, out: &Path) -> Vec<String> {
    let told = found.iter().filter(|file| file.kind != Kind::Part);
    let mut lines: Vec<String> = told.map(|file| line(file, proposal)).collect();
    let asked = proposal.to_fill_in();
    lines.push(match asked.len() {
        0 => format!("Wrote {}; next: nearhome check {}", out.display(), out.display()),
        1 => format!("Wrote {}; to fill in there:", out.display()),
        many => format!("Wrote {}; {many} things to fill in there:", out.display()),
    });
    lines.extend(asked.into_iter().map(|asked| format!("  {asked}")));
    lines
}

fn line(file: &Recognised, proposal: &Proposal) -> String {
    let is = |files: &[Recognised]| files.iter().any(|each| each.path == file.path);
    let places = proposal.places();
    let taken = places.iter().find(|(_, place)| is(&place.taken)).map(|(key, _)| format!(" -> {key}"));
    let other = places.iter().find(|(_, place)| is(&place.others));
    let fate = taken.or(other.map(|(key, _)| format!(" -> not taken; it could be {key}"))).unwrap_or_default();
    format!("{}: {} ({}){fate}", file.name(), file.kind.label(), file.why)
}

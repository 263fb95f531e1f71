//! The same return as XML, one child a line.

use std::fmt::Write;

use super::csv_files::{UPN, written};
use super::episode::{Episode, LookedAfter};

/// `return.xml`.
pub fn file(children: &[LookedAfter]) -> Vec<u8> {
    let mut text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<EXPSSDA903>\n".to_owned();
    for child in children {
        let (header, episodes) = (header(child), child.episodes.iter().map(episode).collect::<String>());
        writeln!(text, "<CHILD><HEADER>{header}</HEADER>{episodes}</CHILD>").expect("memory takes every byte");
    }
    text += "</EXPSSDA903>\n";
    text.into_bytes()
}

fn header(child: &LookedAfter) -> String {
    let born = child.born.to_string();
    let uasc = if child.uasc.is_some() { "1" } else { "0" };
    let ended = written(child.uasc.flatten());
    let fields =
        [("CHILDID", &*child.id), ("SEX", child.sex), ("DOB", &born), ("ETHNIC", child.ethnicity), ("UPN", UPN)];
    let uasc = [("UASC", uasc), ("DUC", &ended), ("MOTHER", ""), ("MC_DOB", "")];
    fields.into_iter().chain(uasc).map(element).collect()
}

fn episode(episode: &Episode) -> String {
    let (begun, ended) = (episode.begun.to_string(), written(episode.ended));
    let fields = [
        ("DECOM", &*begun),
        ("RNE", episode.reason_begun),
        ("LS", episode.legal_status),
        ("CIN", episode.need),
        ("PL", episode.place),
        ("PL_POST", &episode.placement),
        ("HOME_POST", &episode.home),
        ("URN", &episode.urn),
        ("PLACE_PROVIDER", episode.provider),
        ("DEC", &ended),
        ("REC", episode.reason_ended),
        ("REASON_PLACE_CHANGE", episode.reason_of_move),
    ];
    format!("<EPISODE>{}</EPISODE>", fields.into_iter().map(element).collect::<String>())
}

/// No value of the return has a letter that XML would not take as it is.
fn element((name, value): (&str, &str)) -> String {
    if value.is_empty() { format!("<{name}/>") } else { format!("<{name}>{value}</{name}>") }
}

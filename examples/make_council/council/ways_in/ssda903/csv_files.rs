//! The return's CSV files, with the columns of the SSDA903 guide for 2025/26.

use super::super::super::tables::table;
use super::day::Day;
use super::episode::{Episode, LookedAfter};

/// One row an episode.
pub fn episodes(children: &[LookedAfter]) -> Vec<u8> {
    let header = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
    let row = |(child, episode): (&LookedAfter, &Episode)| {
        let Episode { reason_begun, legal_status, need, place, provider, reason_ended, reason_of_move, .. } = *episode;
        let mut row = vec![child.id.clone(), episode.begun.to_string()];
        row.extend([reason_begun, legal_status, need, place, provider].map(str::to_owned));
        row.push(written(episode.ended));
        row.extend([reason_ended, reason_of_move, &episode.home, &episode.placement, &episode.urn].map(str::to_owned));
        row
    };
    let rows = children.iter().flat_map(|child| child.episodes.iter().map(move |episode| row((child, episode))));
    table(header, rows)
}

/// One row a child.
pub fn header(children: &[LookedAfter]) -> Vec<u8> {
    let row = |child: &LookedAfter| {
        let row = [&child.id, child.sex, &child.born.to_string(), child.ethnicity, UPN, "", ""];
        row.map(str::to_owned).to_vec()
    };
    table("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", children.iter().map(row))
}

/// One row an unaccompanied asylum-seeking child.
pub fn uasc(children: &[LookedAfter]) -> Vec<u8> {
    let rows = children.iter().filter_map(|child| {
        let ended = written(child.uasc?);
        Some([&child.id, child.sex, &child.born.to_string(), &*ended].map(str::to_owned).to_vec())
    });
    table("CHILD,SEX,DOB,DUC", rows)
}

/// The code of the guide for a pupil number that is not known: nobody's.
pub const UPN: &str = "UN5";

/// As the return writes it; blank when there is none.
pub fn written(day: Option<Day>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

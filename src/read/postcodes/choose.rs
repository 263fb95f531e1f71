//! Which of the CSV files in a folder or a zip are the directory. ONS ships one big file, the same once more by
//! postcode area, and dozens of lists of names; Ordnance Survey one file a postcode area. Part of `parts`.

use super::layout::Layout;
use super::parts::{At, Part};
use super::product::Vintage;
use crate::read::ReadError;
use crate::read::columns::GivenNames;

/// A CSV file that may be the directory, or a part of it.
pub(super) struct Candidate {
    /// Its path below the folder or in the zip.
    pub below: String,
    pub first_row: Vec<u8>,
    pub at: At,
}

/// The files that are the directory: of those that look like one, the ones in the folder nearest the top, and among
/// those the one whose name the others continue (`ONSPD_NOV_2025_UK.csv` before `ONSPD_NOV_2025_UK_B.csv`).
///
/// # Errors
/// When there is none, or there are several directories.
pub(super) fn choose(whole: &str, mut candidates: Vec<Candidate>, given: &GivenNames) -> Result<Vec<Part>, ReadError> {
    candidates.sort_by(|one, other| one.below.cmp(&other.below));
    let mut found: Vec<(String, Part)> = Vec::new();
    let mut fault = None;
    for Candidate { below, first_row, at } in candidates {
        let name = format!("{whole}/{}", split(&below).1);
        match Layout::of(&name, &first_row, given) {
            Ok(layout) => found.push((below, Part { name, layout, at })),
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    let top = found.iter().map(|(below, _)| below.matches('/').count()).min().unwrap_or(0);
    found.retain(|(below, _)| below.matches('/').count() == top);
    if let Some(at) = the_whole_one(&found) {
        return Ok(vec![found.swap_remove(at).1]);
    }
    ensure_one_directory(whole, &found, fault)?;
    Ok(found.into_iter().map(|(_, part)| part).collect())
}

/// Folder and name.
fn split(below: &str) -> (&str, &str) {
    below.rsplit_once('/').unwrap_or(("", below))
}

/// Name without its ending.
fn stem(below: &str) -> &str {
    &below[..below.len() - ".csv".len()]
}

/// The one file whose name all others continue after an underscore; no directory comes so by halves.
fn the_whole_one(found: &[(String, Part)]) -> Option<usize> {
    let is_whole = |whole: &str| {
        let continues =
            |other: &str| other == whole || other.strip_prefix(whole).is_some_and(|rest| rest.starts_with('_'));
        found.iter().all(|(below, _)| continues(stem(below)))
    };
    found.iter().position(|(below, _)| is_whole(stem(below)))
}

fn ensure_one_directory(whole: &str, found: &[(String, Part)], fault: Option<ReadError>) -> Result<(), ReadError> {
    let Some((first, part)) = found.first() else {
        return Err(match fault {
            Some(error) => ReadError::new(whole, "there is no postcode directory in it").with_hint(error.to_string()),
            None => ReadError::new(whole, "there is no CSV file in it")
                .with_hint("name an ONSPD, NSPL or Code-Point Open file, folder or zip under [postcodes]"),
        });
    };
    let is_another = |(below, other): &&(String, Part)| {
        split(below).0 != split(first).0
            || other.layout.product != part.layout.product
            || Vintage::in_name(below) != Vintage::in_name(first)
    };
    match found.iter().find(is_another) {
        None => Ok(()),
        Some((other, _)) => {
            let what = format!("there is more than one postcode directory in it, such as {first} and {other}");
            Err(ReadError::new(whole, what).with_hint("name one of them under [postcodes]"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONSPD: &str = "pcds,doterm,east1m,north1m";

    fn chosen(files: &[(&str, &str)]) -> Result<Vec<String>, String> {
        let candidate = |(at, (below, row)): (usize, &(&str, &str))| Candidate {
            below: (*below).to_owned(),
            first_row: row.as_bytes().to_vec(),
            at: At::Entry(at),
        };
        let candidates = files.iter().enumerate().map(candidate).collect();
        let parts = choose("it.zip", candidates, &GivenNames::new()).map_err(|error| error.to_string())?;
        Ok(parts.into_iter().map(|part| part.name).collect())
    }

    #[test]
    fn of_onss_zip_the_one_big_file_is_taken() {
        let files = [
            ("Documents/LA_UA names and codes UK as at 04_25.csv", "LAD25CD,LAD25NM"),
            ("Data/multi_csv/ONSPD_NOV_2025_UK_AB.csv", ONSPD),
            ("Data/multi_csv/ONSPD_NOV_2025_UK_B.csv", ONSPD),
            ("Data/ONSPD_NOV_2025_UK.csv", ONSPD),
        ];
        assert_eq!(chosen(&files).unwrap(), ["it.zip/ONSPD_NOV_2025_UK.csv"]);
        let both_in_one_folder = [("ONSPD_NOV_2025_UK_B.csv", ONSPD), ("ONSPD_NOV_2025_UK.csv", ONSPD)];
        assert_eq!(chosen(&both_in_one_folder).unwrap(), ["it.zip/ONSPD_NOV_2025_UK.csv"]);
    }

    #[test]
    fn of_a_folder_of_areas_all_are_taken_in_order() {
        let row = "B1  1AA,10,406649,286530,,,,,,";
        let files = [
            ("Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC"),
            ("Data/CSV/ba.csv", row),
            ("Data/CSV/b.csv", row),
        ];
        assert_eq!(chosen(&files).unwrap(), ["it.zip/b.csv", "it.zip/ba.csv"]);
    }

    #[test]
    fn two_directories_at_once_are_refused_and_named() {
        let two_months = [("ONSPD_AUG_2025_UK.csv", ONSPD), ("ONSPD_NOV_2025_UK.csv", ONSPD)];
        let named = "such as ONSPD_AUG_2025_UK.csv and ONSPD_NOV_2025_UK.csv";
        assert!(chosen(&two_months).unwrap_err().ends_with(named));
        let two_kinds = [("a.csv", ONSPD), ("b.csv", "B1  1AA,10,406649,286530,,,,,,")];
        assert!(chosen(&two_kinds).unwrap_err().contains("more than one postcode directory"));
        let two_folders = [("x/a.csv", ONSPD), ("y/b.csv", ONSPD)];
        assert!(chosen(&two_folders).unwrap_err().contains("x/a.csv and y/b.csv"));
    }

    #[test]
    fn nothing_to_choose_from_is_an_error() {
        assert_eq!(chosen(&[]).unwrap_err(), "it.zip: there is no CSV file in it");
        assert_eq!(chosen(&[("a.csv", "x,y")]).unwrap_err(), "it.zip: there is no postcode directory in it");
    }
}

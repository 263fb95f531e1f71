//! Whose data a study stands on, in the words that the licences ask for.

use super::files::StudyFiles;
use crate::study::Study;

/// The study's own lines, or those of ONS and OS for boundaries of that year, and of Royal Mail where postcodes are used.
/// Wording: Open Government Licence v3.0, and the terms of the ONS Postcode Directory.
pub fn sources(study: &Study, files: &StudyFiles) -> String {
    if let Some(own) = &study.attribution {
        return own.clone();
    }
    let year = files.inputs.iter().filter_map(|input| input.vintage).max();
    let year = year.map_or(String::new(), |year| format!(" {year}"));
    let ons = "Source: Office for National Statistics licensed under the Open Government Licence v.3.0.";
    let os = format!("Contains OS data \u{a9} Crown copyright and database right{year}.");
    let royal_mail = format!("Contains Royal Mail data \u{a9} Royal Mail copyright and database right{year}.");
    let royal_mail = study.postcodes.is_some().then_some(royal_mail);
    [ons.to_owned(), os].into_iter().chain(royal_mail).collect::<Vec<_>>().join("\n")
}

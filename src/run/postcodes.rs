//! What the postcode directory did for the records of a run: the `postcodes` section of the run report, and a warning
//! where much of it is not the place of an address.

use std::collections::{BTreeMap, BTreeSet};

use super::files::StudyFiles;
use crate::read::columns::{GivenNames, Wanted};
use crate::read::input::file_name;
use crate::read::{CARER_POSTCODE, HOME_POSTCODE, PLACEMENT_POSTCODE, Warning};
use crate::study::{ChildrenSource, Study};
use crate::write::{PointsByPostcode, PostcodesReport};

/// What the directory gave to each kind of point; `None` where the study names no directory.
pub fn postcodes_report(study: &Study, files: &StudyFiles) -> Option<PostcodesReport> {
    let directory = files.postcodes.clone()?;
    let mut points = Vec::new();
    if let (Some(carers), Some(source)) = (&files.carers, &study.carers) {
        let records = carers.iter().map(|carer| (carer.point, carer.place.as_deref()));
        let of_carers = |file: &str| file == file_name(&source.path);
        let noted = noted(files, of_carers, CARER_POSTCODE, &source.columns);
        points.push(PointsByPostcode::of("carers", records, noted));
    }
    if let (Some(children), Some(source)) = (&files.children, &study.children) {
        // A return's columns have the return's names, and it says itself what its files are called.
        let (given, names) = match source {
            ChildrenSource::Table(source) => (source.columns.clone(), BTreeSet::from([file_name(&source.path)])),
            ChildrenSource::Ssda903(_) => {
                let names = files.ssda903.iter().flat_map(|checks| &checks.episode_files);
                (BTreeMap::new(), names.cloned().collect())
            }
        };
        let of_children = |file: &str| names.contains(file);
        let homes = children.iter().map(|child| (child.home, child.home_place()));
        let reasons = noted(files, of_children, HOME_POSTCODE, &given);
        points.push(PointsByPostcode::of("homes", homes, reasons));
        let placements = children.iter().map(|child| (child.placement, child.placement_place()));
        let reasons = noted(files, of_children, PLACEMENT_POSTCODE, &given);
        points.push(PointsByPostcode::of("placements", placements, reasons));
    }
    Some(PostcodesReport { directory, points })
}

/// The reasons noted against one column of some files.
fn noted<'a>(
    files: &'a StudyFiles,
    is_of: impl Fn(&str) -> bool,
    wanted: Wanted,
    given: &GivenNames,
) -> impl Iterator<Item = &'a str> {
    let is_wanted = move |column: &Option<String>| column.as_ref().is_some_and(|title| wanted.is_called(title, given));
    files.left_out.iter().filter(move |each| is_of(&each.file) && is_wanted(&each.column)).map(|each| &*each.reason)
}

/// More than this share of a kind's postcodes is worth a word.
const WORTH_A_WORD: f64 = 0.05;

/// Warns where more than 5 % of the postcodes of one kind of point are out of use, imputed or sector means, or not in
/// the directory.
pub fn postcode_warnings(report: &PostcodesReport) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for points in &report.points {
        let mut warn = |count: u64, of: u64, what: &str| {
            if count as f64 > WORTH_A_WORD * of as f64 {
                let what = format!("more than 5% of the postcodes of {} {what}", points.points);
                warnings.push(Warning::of_file(&report.directory.file, what).counted(count));
            }
        };
        warn(points.terminated, points.by_postcode, "are out of use: their last position is used");
        let approximate = "have a position that is imputed or their sector's mean, not their addresses'";
        warn(points.approximate(), points.by_postcode, approximate);
        let all = points.by_postcode + points.without_position + points.not_in_directory;
        warn(points.not_in_directory, all, "are not in the directory: is it older than they are?");
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::postcodes::{AboutDirectory, Product};

    #[test]
    fn a_warning_is_given_above_five_per_cent_and_not_at_it() {
        let directory = AboutDirectory {
            file: "ONSPD.csv".to_owned(),
            product: Product::OnspdOrNspl,
            vintage: None,
            postcodes_asked: Some(100),
            postcodes_found: Some(100),
        };
        let warned = |terminated| {
            let points = PointsByPostcode { points: "homes", by_postcode: 100, terminated, ..Default::default() };
            postcode_warnings(&PostcodesReport { directory: directory.clone(), points: vec![points] })
        };
        assert_eq!(warned(5), []);
        assert_eq!((warned(6).len(), warned(6)[0].count), (1, 6));
        assert!(warned(6)[0].what.starts_with("more than 5% of the postcodes of homes are out of use"));
    }
}

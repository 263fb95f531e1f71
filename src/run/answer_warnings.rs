//! What is worth a word where the ways of telling a point's ward and authority differ. The counts are in the run report,
//! the wards concerned in the tables.

use super::files::StudyFiles;
use crate::read::Warning;
use crate::study::DecidedBy;
use crate::write::Answers;

/// Points that differ are worth a word above this share of those compared: a postcode's place and its addresses' wards
/// are never quite the same.
const WORTH_A_WORD: f64 = 0.01;

/// Warns where the outlines of a file of authorities differ from the wards at all, and where the postcode directory
/// differs from the boundaries, or has codes that they lack, on more than 1 % of the points.
pub(super) fn answer_warnings(files: &StudyFiles, decided_by: DecidedBy, answers: &Answers) -> Vec<Warning> {
    outlines(files, answers).into_iter().chain(directory(files, decided_by, answers)).collect()
}

fn outlines(files: &StudyFiles, answers: &Answers) -> Option<Warning> {
    let areas = files.boundaries.authority_areas.as_ref()?;
    let differ: u64 = answers.boundary.iter().map(|each| each.differ).sum();
    let what = "points are in another authority by these outlines than by their ward; the outlines decide: \
        tables/boundary_differences.csv lists the wards";
    (differ > 0).then(|| Warning::of_file(&areas.file, what).counted(differ))
}

fn directory(files: &StudyFiles, decided_by: DecidedBy, answers: &Answers) -> Vec<Warning> {
    let Some(about) = &files.postcodes else { return Vec::new() };
    let sum = |count: fn(&crate::write::DirectoryAnswers) -> u64| answers.directory.iter().map(count).sum::<u64>();
    let compared = sum(|each| each.compared);
    let decides = match decided_by {
        DecidedBy::Polygon => "the boundaries decide",
        DecidedBy::Directory => "the directory decides where the boundaries have its code",
    };
    let mut warnings = Vec::new();
    let mut warn = |count: u64, what: String| {
        if count as f64 > WORTH_A_WORD * compared as f64 {
            warnings.push(Warning::of_file(&about.file, what).counted(count));
        }
    };
    let differ = "points are in another authority by the directory than by the boundaries";
    warn(
        sum(|each| each.authority_differs),
        format!("{differ}; {decides}: tables/directory_differences.csv lists the wards"),
    );
    let unknown = "points have a ward or district code in the directory that the boundaries do not have";
    warn(sum(|each| each.code_not_in_boundaries), format!("{unknown}: are the two of one year? {decides}"));
    if decided_by == DecidedBy::Directory && compared > 0 && sum(|each| each.wards_compared) == 0 {
        let what = "the directory is to decide, and tells no ward of the boundaries: they tell every ward";
        warnings.push(Warning::of_file(&about.file, what).counted(compared));
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::postcodes::{AboutDirectory, Product};
    use crate::write::DirectoryAnswers;

    fn files() -> StudyFiles {
        let about = AboutDirectory {
            file: "ONSPD.csv".to_owned(),
            product: Product::OnspdOrNspl,
            vintage: None,
            postcodes_asked: None,
            postcodes_found: None,
        };
        StudyFiles { postcodes: Some(about), ..StudyFiles::default() }
    }

    fn warned(differs: u64, unknown: u64, decided_by: DecidedBy) -> Vec<u64> {
        let of_homes = DirectoryAnswers {
            points: "homes",
            compared: 100,
            wards_compared: 100,
            authority_differs: differs,
            code_not_in_boundaries: unknown,
            ..DirectoryAnswers::default()
        };
        let answers = Answers { directory: vec![of_homes], ..Answers::default() };
        answer_warnings(&files(), decided_by, &answers).iter().map(|warning| warning.count).collect()
    }

    #[test]
    fn more_than_one_point_in_a_hundred_is_worth_a_word() {
        assert!(warned(1, 1, DecidedBy::Polygon).is_empty());
        assert_eq!(warned(2, 1, DecidedBy::Polygon), [2]);
        assert_eq!(warned(0, 3, DecidedBy::Directory), [3]);
    }

    #[test]
    fn a_directory_without_wards_that_is_to_decide_is_said() {
        let of_homes = DirectoryAnswers { points: "homes", compared: 7, ..DirectoryAnswers::default() };
        let answers = Answers { directory: vec![of_homes], ..Answers::default() };
        assert_eq!(answer_warnings(&files(), DecidedBy::Directory, &answers).len(), 1);
        assert!(answer_warnings(&files(), DecidedBy::Polygon, &answers).is_empty());
    }
}

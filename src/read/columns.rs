//! Finding a column by its usual names, or by the name the study gives it.

use std::collections::BTreeMap;

use super::text::beginning;
use super::{Effect, LeftOut, ReadError};

/// As many bytes of the titles as one can be asked to read.
const MOST_OF_TITLES: usize = 600;

/// A column we look for: its own name (the key in the study file) and other names it goes by.
/// Names are compared in lower case, with every run of other characters as one underscore; `#` stands for any digit.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub key: &'static str,
    pub also: &'static [&'static str],
}

impl Wanted {
    /// Is a column of this title the one: by the name the study gives it, or else by one of its own?
    pub fn is_called(&self, title: &str, given: &GivenNames) -> bool {
        match given.get(self.key) {
            Some(name) => title.trim().eq_ignore_ascii_case(name.trim()),
            None => std::iter::once(&self.key).chain(self.also).any(|name| is_same(name, &plain(title))),
        }
    }
}

/// Column names given in the study, by key: `[children.columns] child_id = "PersonRef"`.
pub type GivenNames = BTreeMap<String, String>;

/// Finds columns in the header of one file.
pub struct ColumnFinder<'a> {
    file: &'a str,
    header: &'a [String],
    given: &'a GivenNames,
}

impl<'a> ColumnFinder<'a> {
    /// A finder for one file's header.
    pub fn new(file: &'a str, header: &'a [String], given: &'a GivenNames) -> Self {
        Self { file, header, given }
    }

    /// Where the column stands, or `None` when the file has none such.
    ///
    /// # Errors
    /// When the study names a column that is not there, or when two columns could be the one.
    pub fn find(&self, wanted: Wanted) -> Result<Option<usize>, ReadError> {
        if let Some(name) = self.given.get(wanted.key) {
            return self.named(wanted.key, name).map(Some);
        }
        let own_name = self.matching(&[wanted.key]);
        let found = if own_name.is_empty() { self.matching(wanted.also) } else { own_name };
        match found[..] {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            [first, second, ..] => Err(self.ambiguous(wanted.key, first, second)),
        }
    }

    /// Where the column stands in a file that has it several times over: the first of its names that is there, and of
    /// names with a year in them (`#`) the newest.
    ///
    /// # Errors
    /// When the study names a column that is not there, or two have the very same title.
    pub fn preferred(&self, wanted: Wanted) -> Result<Option<usize>, ReadError> {
        if self.is_given(wanted) {
            return self.find(wanted);
        }
        let found = |name: &&str| self.newest(self.matching(&[*name]), wanted.key).transpose();
        std::iter::once(&wanted.key).chain(wanted.also).find_map(found).transpose()
    }

    /// The last of these columns by title: within one century the newest year.
    fn newest(&self, mut found: Vec<usize>, key: &str) -> Result<Option<usize>, ReadError> {
        found.sort_by_key(|&at| plain(&self.header[at]));
        match found[..] {
            [.., before, last] if plain(&self.header[before]) == plain(&self.header[last]) => {
                Err(self.ambiguous(key, before, last))
            }
            [.., last] => Ok(Some(last)),
            [] => Ok(None),
        }
    }

    /// Where the column stands.
    ///
    /// # Errors
    /// As [`find`](Self::find), and when the file has no such column.
    pub fn require(&self, wanted: Wanted) -> Result<usize, ReadError> {
        self.find(wanted)?.ok_or_else(|| {
            let hint = format!("name it in the study: columns = {{ {} = \"…\" }}", wanted.key);
            ReadError::new(self.file, format!("no column for {}; {}", wanted.key, self.titles())).with_hint(hint)
        })
    }

    /// The header's own name of a column.
    pub fn name(&self, at: usize) -> &'a str {
        &self.header[at]
    }

    /// What is noted of a row for the value in a column.
    pub fn left_out(&self, row: u64, column: usize, effect: Effect, reason: &str) -> LeftOut {
        let (file, column) = (self.file().to_owned(), Some(self.name(column).to_owned()));
        LeftOut { file, row, column, effect, reason: reason.to_owned() }
    }

    /// The file's name.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// Is this column named in the study?
    pub fn is_given(&self, wanted: Wanted) -> bool {
        self.given.contains_key(wanted.key)
    }

    /// The titles for a message; not when they look like a record, for a record's values are never printed.
    pub(super) fn titles(&self) -> String {
        titles(self.header)
    }

    fn matching(&self, names: &[&str]) -> Vec<usize> {
        let is_match = |title: &String| names.iter().any(|name| is_same(name, &plain(title)));
        (0..self.header.len()).filter(|&at| is_match(&self.header[at])).collect()
    }

    fn named(&self, key: &str, name: &str) -> Result<usize, ReadError> {
        let same = |title: &&String| title.trim().eq_ignore_ascii_case(name.trim());
        let mut found = (0..self.header.len()).filter(|&at| same(&&self.header[at]));
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (None, _) => Err(self.not_there(key, name)),
            (Some(first), Some(second)) => Err(self.ambiguous(key, first, second)),
        }
    }

    fn not_there(&self, key: &str, name: &str) -> ReadError {
        let closeness = |title: &&String| (strsim::jaro_winkler(&plain(title), &plain(name)) * 1000.0) as u32;
        let nearest = self.header.iter().filter(|title| !title.is_empty()).max_by_key(closeness);
        let what = format!("no column \"{name}\", which the study names for {key}");
        match nearest.filter(|_| !self.header.iter().any(|title| looks_like_data(title))) {
            Some(title) => ReadError::new(self.file, what).with_hint(format!("did you mean \"{title}\"?")),
            None => ReadError::new(self.file, what).with_hint(self.titles()),
        }
    }

    fn ambiguous(&self, key: &str, first: usize, second: usize) -> ReadError {
        let (first, second) = (self.name(first), self.name(second));
        let what = format!("columns \"{first}\" and \"{second}\" could both be {key}");
        ReadError::new(self.file, what).with_hint(format!("name one in the study: columns = {{ {key} = \"{first}\" }}"))
    }
}

/// The titles of a file for a message; not when they look like a record, for a record's values are never printed.
pub(super) fn titles(header: &[String]) -> String {
    match header.iter().any(|title| looks_like_data(title)) {
        true => "its first row looks like a record, not like titles".to_owned(),
        false => format!("it has: {}", beginning(header.join(", "), MOST_OF_TITLES)),
    }
}

/// Could the title be a value: a number, a date, a code, a postcode? Each has digits and hardly a word.
fn looks_like_data(title: &str) -> bool {
    let digits = title.bytes().filter(u8::is_ascii_digit).count();
    let letters = title.chars().filter(|letter| letter.is_alphabetic()).count();
    digits >= 2 && digits >= letters || (digits >= 2 && title.len() <= 8 && title.contains(' '))
}

/// Is the title the name, a digit for every `#`?
fn is_same(name: &str, title: &str) -> bool {
    let same = |(wanted, letter): (u8, u8)| wanted == letter || (wanted == b'#' && letter.is_ascii_digit());
    name.len() == title.len() && name.bytes().zip(title.bytes()).all(same)
}

/// The title in lower case, every run of characters that are neither letters nor digits as one underscore.
pub fn plain(title: &str) -> String {
    let words = title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROVIDER: Wanted = Wanted { key: "provider", also: &["placement_provider", "place_provider"] };

    fn find(header: &[&str], given: &[(&str, &str)]) -> Result<Option<usize>, ReadError> {
        let header: Vec<String> = header.iter().map(|&title| title.to_owned()).collect();
        let given = given.iter().map(|&(key, name)| (key.to_owned(), name.to_owned())).collect();
        ColumnFinder::new("carers.csv", &header, &given).find(PROVIDER)
    }

    #[test]
    fn a_column_is_found_in_any_case_and_with_any_separator() {
        assert_eq!(find(&["id", "Place-Provider "], &[]).unwrap(), Some(1));
        assert_eq!(find(&["PLACEMENT  PROVIDER"], &[]).unwrap(), Some(0));
        assert_eq!(find(&["id"], &[]).unwrap(), None);
    }

    #[test]
    fn a_first_row_that_is_a_record_is_not_printed() {
        for value in ["400500", "31/03/2015", "E08000025", "B30 1AA", "A1234567"] {
            assert!(looks_like_data(value), "{value}");
        }
        for title in ["child_id", "WD25CD", "population_0_17", "HOME_POST", "age", "LAD25NM", "oseast1m"] {
            assert!(!looks_like_data(title), "{title}");
        }
        let header = ["400500".to_owned(), "Jane Smith".to_owned()];
        let given = GivenNames::new();
        let error = ColumnFinder::new("carers.csv", &header, &given).require(PROVIDER).unwrap_err();
        assert!(!error.to_string().contains("Jane"), "{error}");
    }

    #[test]
    fn of_ten_thousand_titles_no_more_are_named_than_one_reads() {
        let header: Vec<String> =
            (0..10_000).map(|at| format!("Spalte_ä{}", char::from(b'a' + at as u8 % 26))).collect();
        let named = titles(&header);
        assert!(named.starts_with("it has: Spalte_äa, ") && named.ends_with('…') && named.chars().count() < 620);
    }

    #[test]
    fn a_number_sign_stands_for_any_digit() {
        assert!(is_same("wd##cd", "wd19cd") && is_same("wd##cd", "wd25cd"));
        assert!(!is_same("wd##cd", "wdabcd") && !is_same("wd##cd", "wd2cd"));
    }

    #[test]
    fn its_own_name_wins_over_its_other_names() {
        assert_eq!(find(&["place_provider", "provider"], &[]).unwrap(), Some(1));
    }

    #[test]
    fn a_title_is_known_by_its_own_names_or_by_the_one_given() {
        let given = GivenNames::from([("provider".to_owned(), "Agency".to_owned())]);
        assert!(PROVIDER.is_called("Place provider", &GivenNames::new()) && PROVIDER.is_called("agency ", &given));
        assert!(!PROVIDER.is_called("Place provider", &given) && !PROVIDER.is_called("place", &GivenNames::new()));
    }

    #[test]
    fn of_several_names_the_first_is_preferred_and_of_several_years_the_newest() {
        const OUTPUT_AREA: Wanted = Wanted { key: "output_area", also: &["oa_code", "oa##", "oa##cd"] };
        let preferred = |titles: &str| {
            let header: Vec<String> = titles.split(',').map(str::to_owned).collect();
            ColumnFinder::new("directory.csv", &header, &GivenNames::new()).preferred(OUTPUT_AREA)
        };
        assert_eq!(preferred("oa01,oa21,oa11").unwrap(), Some(1));
        assert_eq!(preferred("oa21,OA_code").unwrap(), Some(1));
        assert_eq!(preferred("lsoa21,soa").unwrap(), None);
        assert!(preferred("oa21,OA21").unwrap_err().to_string().contains("could both be output_area"));
    }

    #[test]
    fn two_columns_that_could_both_be_it_are_an_error() {
        let error = find(&["place_provider", "placement_provider"], &[]).unwrap_err();
        assert!(error.to_string().contains("could both be provider"), "{error}");
    }

    #[test]
    fn a_name_given_in_the_study_decides() {
        assert_eq!(find(&["provider", "Agency"], &[("provider", "agency")]).unwrap(), Some(1));
    }

    #[test]
    fn a_given_name_that_is_not_there_offers_the_nearest() {
        let error = find(&["id", "Agency type"], &[("provider", "Agencytype")]).unwrap_err();
        assert_eq!(error.hint(), Some("did you mean \"Agency type\"?"));
    }
}

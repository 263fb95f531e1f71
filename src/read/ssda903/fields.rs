//! The three files of the return that are read, their columns, and how they are told apart.

use crate::read::ReadError;
use crate::read::columns::plain;

/// A file of the return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Episodes,
    Header,
    Uasc,
}

/// The columns of an episodes file, in the order of [`EPISODE_COLUMNS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum EpisodeField {
    Child,
    Start,
    End,
    LegalStatus,
    Place,
    HomePostcode,
    PlacementPostcode,
    Provider,
    ReasonNew,
    Need,
    ReasonCeased,
    ReasonPlaceChange,
    Urn,
}

/// The columns of a header file, in the order of [`HEADER_COLUMNS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeaderField {
    Child,
    Sex,
    Birth,
    Ethnic,
}

/// Where DUC stands in [`UASC_COLUMNS`]: the day a child ceased to be a UASC.
pub(super) const UASC_CEASED: usize = 1;

/// A column: its title, and whether its file is of no use without it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub title: &'static str,
    is_needed: bool,
}

const fn needed(title: &'static str) -> Column {
    Column { title, is_needed: true }
}

const fn optional(title: &'static str) -> Column {
    Column { title, is_needed: false }
}

const EPISODE_COLUMNS: [Column; 13] = [
    needed("CHILD"),
    needed("DECOM"),
    needed("DEC"),
    needed("LS"),
    needed("PLACE"),
    needed("HOME_POST"),
    needed("PL_POST"),
    optional("PLACE_PROVIDER"),
    optional("RNE"),
    optional("CIN"),
    optional("REC"),
    optional("REASON_PLACE_CHANGE"),
    optional("URN"),
];

const HEADER_COLUMNS: [Column; 4] = [needed("CHILD"), needed("SEX"), needed("DOB"), optional("ETHNIC")];

const UASC_COLUMNS: [Column; 2] = [needed("CHILD"), needed("DUC")];

/// Columns that only the other files of the return have: reviews, outcomes, care leavers, adoption, previous
/// permanence, missing, social workers, deprivation of liberty.
const OF_OTHER_FILES: [&str; 9] =
    ["REVIEW", "SDQ_SCORE", "IN_TOUCH", "DATE_INT", "DATE_PLACED", "PREV_PERM", "MIS_START", "SW_ID", "DOLO_START"];

impl Kind {
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Episodes => &EPISODE_COLUMNS,
            Self::Header => &HEADER_COLUMNS,
            Self::Uasc => &UASC_COLUMNS,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Episodes => "episodes",
            Self::Header => "header",
            Self::Uasc => "UASC",
        }
    }

    /// Tells a file by its titles: the date an episode began is in no other, nor is the date a UASC ceased to be one.
    ///
    /// # Errors
    /// When it is none of the three.
    pub fn of(file: &str, header: &[String]) -> Result<Self, ReadError> {
        let has = |title: &&str| position(header, title).is_some();
        match () {
            () if has(&"CHILD") && has(&"DECOM") => Ok(Self::Episodes),
            () if has(&"CHILD") && has(&"DUC") => Ok(Self::Uasc),
            () if ["CHILD", "SEX", "DOB"].iter().all(has) => Ok(Self::Header),
            () if OF_OTHER_FILES.iter().any(has) => {
                let what = "it is a file of the return that no figure is made of (reviews, outcomes, adoption, …)";
                Err(ReadError::settings(file, what).with_hint("leave it out of ssda903 under [children]"))
            }
            () => Err(ReadError::new(file, "it is none of the return's episodes, header and UASC files")
                .with_hint("episodes have the columns CHILD, DECOM, DEC, LS, PLACE, HOME_POST and PL_POST; a header CHILD, SEX and DOB; UASC CHILD and DUC")),
        }
    }

    /// Where each column stands in the file; `None` for one that it has not and can do without.
    ///
    /// # Errors
    /// When it lacks one it cannot do without, or has two of one title.
    pub fn find(self, file: &str, header: &[String]) -> Result<Vec<Option<usize>>, ReadError> {
        let find = |column: &Column| {
            let title = column.title;
            let count = header.iter().filter(|each| is_titled(each, title)).count();
            match position(header, title) {
                _ if count > 1 => Err(ReadError::new(file, format!("two columns have the title {title}"))
                    .with_hint("keep the one that is meant")),
                None if column.is_needed => {
                    let what = format!("it looks like the return's {} file, and has no column {title}", self.word());
                    Err(ReadError::new(file, what).with_hint("export it again with every column of the return"))
                }
                found => Ok(found),
            }
        };
        self.columns().iter().map(find).collect()
    }
}

fn position(header: &[String], title: &str) -> Option<usize> {
    header.iter().position(|each| is_titled(each, title))
}

fn is_titled(title: &str, wanted: &str) -> bool {
    plain(title).eq_ignore_ascii_case(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(titles: &str) -> Result<Kind, String> {
        let header: Vec<String> = titles.split(',').map(str::to_owned).collect();
        Kind::of("some.csv", &header).map_err(|error| error.to_string())
    }

    #[test]
    fn the_three_files_are_told_by_their_columns_in_any_order_and_case() {
        // The titles of the validator's config.
        let episodes = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";
        assert_eq!(kind(episodes), Ok(Kind::Episodes));
        assert_eq!(kind("urn,pl_post,Test_Column,decom,child"), Ok(Kind::Episodes));
        assert_eq!(kind("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"), Ok(Kind::Header));
        assert_eq!(kind("CHILD,SEX,DOB,DUC"), Ok(Kind::Uasc));
    }

    #[test]
    fn other_files_of_the_return_are_named_as_such() {
        for titles in [
            "CHILD,DOB,REVIEW,REVIEW_CODE",
            "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED",
            "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM",
            "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR",
            "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
            "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM",
            "CHILD,DOB,MISSING,MIS_START,MIS_END",
            "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
            "CHILD,DOB,DOLO_START,DOLO_END",
        ] {
            assert!(kind(titles).unwrap_err().contains("no figure is made of"), "{titles}");
        }
        assert!(kind("a,b").unwrap_err().contains("none of the return's"));
    }

    #[test]
    fn a_column_that_is_needed_must_be_there_once() {
        let find = |titles: &str| {
            let header: Vec<String> = titles.split(',').map(str::to_owned).collect();
            Kind::Episodes.find("e.csv", &header).map_err(|error| error.to_string())
        };
        let least = "PL_POST,HOME_POST,PLACE,LS,DEC,DECOM,CHILD";
        assert_eq!(find(least).unwrap()[EpisodeField::PlacementPostcode as usize], Some(0));
        assert_eq!(find(least).unwrap()[EpisodeField::Urn as usize], None);
        let lacking = find("HOME_POST,PLACE,LS,DEC,DECOM,CHILD").unwrap_err();
        assert_eq!(lacking, "e.csv: it looks like the return's episodes file, and has no column PL_POST");
        assert_eq!(find(&format!("{least},ls")).unwrap_err(), "e.csv: two columns have the title LS");
    }

    #[test]
    fn fields_are_numbered_in_the_order_of_their_columns() {
        let titles = |kind: Kind, at: usize| kind.columns()[at].title;
        assert_eq!(titles(Kind::Episodes, EpisodeField::End as usize), "DEC");
        assert_eq!(titles(Kind::Episodes, EpisodeField::PlacementPostcode as usize), "PL_POST");
        assert_eq!(titles(Kind::Episodes, EpisodeField::Provider as usize), "PLACE_PROVIDER");
        assert_eq!(titles(Kind::Episodes, EpisodeField::Urn as usize), "URN");
        assert_eq!(titles(Kind::Header, HeaderField::Ethnic as usize), "ETHNIC");
        assert_eq!(titles(Kind::Uasc, UASC_CEASED), "DUC");
    }
}

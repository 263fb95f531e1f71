//! `SegmentCodes`: what a text of the study's files is as a segment code. Carers, households and the segments file are
//! read through the same one, so that their codes meet.

use crate::fostering::{Codebook, ShortText};
use crate::geography::{OacCode, OacLevel, OacYear};
use crate::read::ReadError;
use crate::read::columns::{ColumnFinder, Wanted};

/// Which codes a study knows: classes of the Output Area Classification at one level, or any; and the codebook's only,
/// where it has a codebook.
#[derive(Clone, Debug, Default)]
pub struct SegmentCodes {
    oac: Option<(OacYear, OacLevel)>,
    codebook: Option<Codebook>,
}

impl SegmentCodes {
    /// The codes of a study with this classification and this codebook of its own.
    pub fn new(oac: Option<(OacYear, OacLevel)>, codebook: Option<Codebook>) -> Self {
        Self { oac, codebook }
    }

    /// The names, order and colours of the codes: the study's own, else ONS's names of its classification.
    pub fn into_codebook(self) -> Option<Codebook> {
        self.codebook.or_else(|| self.oac.map(|(year, level)| Codebook::of_oac(year, level)))
    }

    /// The segment code of a text: upper case; of the Output Area Classification cut to the study's level (`1c3` to `1C`).
    ///
    /// # Errors
    /// The reason why the text is none.
    pub fn code(&self, text: &str) -> Result<ShortText, &'static str> {
        let code = match self.oac {
            None => upper_case(text),
            Some((_, level)) => class(text, level)?,
        };
        let is_known = self.codebook.as_ref().is_none_or(|codebook| codebook.find(&code).is_some());
        if is_known { Ok(code) } else { Err("the segment is not in the codebook") }
    }

    /// The column of segments in a file: as the study names it, else `segment`; else, in a study of the Output Area
    /// Classification, the column of its level or of a narrower one; else one of the other names of `wanted`.
    ///
    /// # Errors
    /// When two columns could be it, or the one that the study names is not there.
    pub fn column(&self, finder: &ColumnFinder<'_>, wanted: Wanted) -> Result<Option<usize>, ReadError> {
        let mut ways = vec![Wanted { also: &[], ..wanted }];
        if let Some((year, level)) = self.oac {
            let narrower = [OacLevel::Supergroup, OacLevel::Group, OacLevel::Subgroup].into_iter();
            let titles = narrower.filter(|each| *each >= level).map(titles_of).chain([titles_of_year(year)]);
            ways.extend(titles.map(|also| Wanted { also, ..wanted }));
        }
        ways.push(wanted);
        for way in ways {
            if let Some(at) = finder.find(way)? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }
}

/// The text in upper case; most are already.
pub fn upper_case(text: &str) -> ShortText {
    let is_upper = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase());
    if is_upper { ShortText::from(text) } else { text.to_uppercase().into() }
}

fn class(text: &str, level: OacLevel) -> Result<ShortText, &'static str> {
    let code: OacCode = text.parse().map_err(|_| "not a class of the Output Area Classification")?;
    if code.level() < level {
        return Err("a wider class of the Output Area Classification than the study's level");
    }
    Ok(code.at(level).as_str().into())
}

/// What the columns of a level are called in ONS's files.
fn titles_of(level: OacLevel) -> &'static [&'static str] {
    match level {
        OacLevel::Supergroup => &["supergroup", "oac_supergroup", "supergroup_code"],
        OacLevel::Group => &["group", "oac_group", "group_code"],
        OacLevel::Subgroup => &["subgroup", "oac_subgroup", "subgroup_code"],
    }
}

/// What the column of subgroups is called in postcode directories.
fn titles_of_year(year: OacYear) -> &'static [&'static str] {
    match year {
        OacYear::Oac2011 => &["oac11", "oac11ind", "oac11cd", "oac_2011"],
        OacYear::Oac2021 => &["oac21", "oac21ind", "oac21cd", "oac_2021"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fostering::Segment;
    use crate::read::columns::GivenNames;
    use crate::read::segments::COLUMNS;

    fn oac(level: OacLevel) -> SegmentCodes {
        SegmentCodes::new(Some((OacYear::Oac2021, level)), None)
    }

    #[test]
    fn classes_are_cut_to_the_level_in_any_case() {
        let at = |level, text| oac(level).code(text).map(String::from);
        assert_eq!(at(OacLevel::Group, " 1c3 "), Ok("1C".to_owned()));
        assert_eq!(at(OacLevel::Supergroup, "1C3"), Ok("1".to_owned()));
        assert_eq!(at(OacLevel::Subgroup, "1C3"), Ok("1C3".to_owned()));
        assert!(at(OacLevel::Group, "1").unwrap_err().contains("wider"));
        assert!(at(OacLevel::Group, "9Z9").unwrap_err().contains("not a class"));
    }

    #[test]
    fn only_the_codes_of_the_codebook_are_known_where_there_is_one() {
        let codebook = Codebook::new(vec![Segment { code: "1C".into(), name: None, colour: None }]);
        let codes = SegmentCodes::new(Some((OacYear::Oac2011, OacLevel::Group)), Some(codebook.clone()));
        assert_eq!(codes.code("1c1").as_deref(), Ok("1C"));
        assert_eq!(codes.code("2c1"), Err("the segment is not in the codebook"));
        assert_eq!(SegmentCodes::default().code("any thing").as_deref(), Ok("ANY THING"));
        assert_eq!(codes.into_codebook(), Some(codebook));
    }

    #[test]
    fn without_a_codebook_the_names_are_onss() {
        let name = |code: &str| oac(OacLevel::Group).into_codebook().unwrap().find(code).unwrap().name.clone();
        assert_eq!(name("8B").as_deref(), Some("Legacy and Demographically Mixed Communities"));
        assert_eq!(SegmentCodes::default().into_codebook(), None);
    }

    #[test]
    fn the_column_of_the_level_is_taken_then_a_narrower_one() {
        let given = GivenNames::new();
        let column = |codes: &SegmentCodes, titles: &str| {
            let header: Vec<String> = titles.split(',').map(str::to_owned).collect();
            let at = codes.column(&ColumnFinder::new("oac.csv", &header, &given), COLUMNS[2]).unwrap();
            at.map(|at| header[at].clone())
        };
        let all = "OA21CD,supergroup,group,subgroup";
        let found = [OacLevel::Supergroup, OacLevel::Group, OacLevel::Subgroup].map(|level| column(&oac(level), all));
        assert_eq!(found.map(Option::unwrap), ["supergroup", "group", "subgroup"]);
        assert_eq!(column(&oac(OacLevel::Group), "oac11ind,oac21ind,supergroup").as_deref(), Some("oac21ind"));
        assert_eq!(column(&oac(OacLevel::Group), "segment,group").as_deref(), Some("segment"));
        assert_eq!(column(&SegmentCodes::default(), "oa21cd,mosaic_group").as_deref(), Some("mosaic_group"));
        assert_eq!(column(&SegmentCodes::default(), "oa21cd,subgroup"), None);
    }
}

//! District, authority, region and nation as one row of a boundary file or a lookup gives them.
//! Both readers use it, so that both know the same column names and the same ways of saying "none".

use super::ons_columns::{Level, LevelColumns};
use crate::geography::GssCode;

/// A code and the name that came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub code: GssCode,
    pub name: Option<String>,
}

/// The areas above a ward or a district.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hierarchy {
    pub district: Option<Place>,
    /// The authority as a column of the upper tier gives it; blank for most unitaries in files with a county column.
    pub upper_tier: Option<Place>,
    pub region: Option<Place>,
    pub nation: Option<Place>,
}

impl Hierarchy {
    /// The authority with children's-services duties: the upper tier where it is given, else the district.
    pub fn authority(&self) -> Option<&Place> {
        self.upper_tier.as_ref().or(self.district.as_ref())
    }

    /// Do both give the same areas? Names are not compared: they are spelt in many ways.
    pub fn same_codes(&self, other: &Self) -> bool {
        let codes = |each: &Self| {
            [&each.district, &each.upper_tier, &each.region, &each.nation]
                .map(|place| place.as_ref().map(|place| place.code))
        };
        codes(self) == codes(other)
    }
}

/// Where the columns of district, upper tier, region and nation are.
#[derive(Clone, Debug, Default)]
pub(super) struct HierarchyColumns {
    pub district: Option<PlaceColumns>,
    pub upper_tier: Option<PlaceColumns>,
    pub region: Option<PlaceColumns>,
    pub nation: Option<PlaceColumns>,
}

/// A column of codes and the column of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlaceColumns {
    pub code: usize,
    pub name: Option<usize>,
}

impl HierarchyColumns {
    /// Finds the columns by their yearly names, of the wanted year where a level comes in several.
    pub fn find(columns: &[String], wanted_year: Option<u16>) -> Self {
        let find = |level| {
            let found = LevelColumns::find(columns, level, wanted_year)?;
            Some(PlaceColumns { code: found.code.at, name: found.name })
        };
        Self {
            district: find(Level::District),
            upper_tier: find(Level::UpperTier),
            region: find(Level::Region),
            nation: find(Level::Nation),
        }
    }

    /// Has it a column above the ward at all?
    pub fn is_empty(&self) -> bool {
        [self.district, self.upper_tier, self.region, self.nation].iter().all(Option::is_none)
    }

    /// The areas of one row, and the columns whose text is neither a code, nor blank, nor ONS's code for none.
    pub fn read<'a>(&self, cell: impl Fn(usize) -> &'a str) -> (Hierarchy, Vec<usize>) {
        let mut not_codes = Vec::new();
        let mut place = |columns: Option<PlaceColumns>| {
            let columns = columns?;
            let code = match code(cell(columns.code)) {
                CodeCell::Gss(code) => code,
                CodeCell::None => return None,
                CodeCell::NotACode => {
                    not_codes.push(columns.code);
                    return None;
                }
            };
            Some(Place { code, name: columns.name.and_then(|at| filled(cell(at))) })
        };
        let hierarchy = Hierarchy {
            district: place(self.district),
            upper_tier: place(self.upper_tier),
            region: place(self.region),
            nation: place(self.nation),
        };
        (hierarchy, not_codes)
    }
}

/// What a cell that should hold a code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeCell {
    Gss(GssCode),
    /// Blank, or one of ONS's codes for "there is none": `E99999999`, `W99999999`.
    None,
    NotACode,
}

/// Reads a cell that should hold a GSS code.
pub(super) fn code(text: &str) -> CodeCell {
    match text.parse::<GssCode>() {
        Ok(code) if code.is_pseudo() => CodeCell::None,
        Ok(code) => CodeCell::Gss(code),
        Err(_) if text.trim().is_empty() => CodeCell::None,
        Err(_) => CodeCell::NotACode,
    }
}

/// The text without blanks around it; `None` when nothing is left (ONS writes one blank for "no Welsh name").
pub(super) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(columns: &str, row: &str) -> (Hierarchy, Vec<usize>) {
        let columns: Vec<String> = columns.split(',').map(str::to_owned).collect();
        let cells: Vec<&str> = row.split(',').collect();
        HierarchyColumns::find(&columns, None).read(|at| cells[at])
    }

    fn gss(text: &str) -> GssCode {
        text.parse().unwrap()
    }

    #[test]
    fn the_authority_is_the_county_where_there_is_one_and_else_the_district() {
        let columns = "LAD21CD,LAD21NM,CTY21CD,CTY21NM";
        let (shire, _) = read(columns, "E07000234,Bromsgrove,E10000034,Worcestershire");
        assert_eq!(shire.authority().unwrap().code, gss("E10000034"));
        assert_eq!(shire.authority().unwrap().name.as_deref(), Some("Worcestershire"));
        let (city, _) = read(columns, "E08000025,Birmingham,,");
        assert_eq!(city.authority().unwrap().code, gss("E08000025"));
    }

    #[test]
    fn pseudo_codes_and_blanks_mean_none() {
        let columns = "LADCD,CTYCD,RGNCD,CTRYCD";
        let (wales, not_codes) = read(columns, "W06000001,W99999999, ,W92000004");
        assert_eq!((wales.upper_tier, wales.region, not_codes), (None, None, vec![]));
        assert_eq!(wales.nation.unwrap().code, gss("W92000004"));
        assert_eq!(code("E99999999"), CodeCell::None);
    }

    #[test]
    fn a_cell_that_is_no_code_is_named_by_its_column() {
        let (row, not_codes) = read("LADCD,RGNCD", "Birmingham,E12000005");
        assert_eq!((row.district, not_codes), (None, vec![0]));
        assert_eq!(row.region.unwrap().code, gss("E12000005"));
    }

    #[test]
    fn other_names_for_the_same_codes_are_no_disagreement() {
        let (one, _) = read("LADCD,LADNM", "E06000019,Herefordshire");
        let (other, _) = read("LADCD,LADNM", "E06000019,Herefordshire County of");
        assert!(one != other && one.same_codes(&other));
        let (elsewhere, _) = read("LADCD,LADNM", "E06000051,Shropshire");
        assert!(!one.same_codes(&elsewhere));
    }
}

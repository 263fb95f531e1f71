//! The column names of ONS products: `WD25CD`, `lad16nm`, `LADCD`. They change every year and sometimes their case,
//! so they are found by pattern: stem, two digits or none, `CD` (code), `NM` (name) or `NMW` (Welsh name).

/// A kind of area and the stems ONS gives its columns, the first the most telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Ward,
    /// Local authority district: the lower tier in shire counties.
    District,
    /// County, or the unitary that has no county above it.
    UpperTier,
    Region,
    Nation,
}

impl Level {
    fn stems(self) -> &'static [&'static str] {
        match self {
            Self::Ward => &["wd"],
            Self::District => &["lad", "ltla"],
            Self::UpperTier => &["utla", "ctyua", "cty"],
            Self::Region => &["rgn"],
            Self::Nation => &["ctry"],
        }
    }
}

/// A column that was found: its position and the year in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub at: usize,
    /// 2025 for `WD25CD`, `None` for `WDCD`.
    pub year: Option<u16>,
}

/// The columns of one level: its code, its name and its Welsh name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LevelColumns {
    pub code: Column,
    pub name: Option<usize>,
    pub name_welsh: Option<usize>,
}

impl LevelColumns {
    /// Finds a level's columns. When it comes in several years, the wanted one wins, then the name without a year
    /// (`LADCD` beside `LAD20CD`), then the newest. `LADCD_ACTIVE` and the like are other columns.
    pub fn find(columns: &[String], level: Level, wanted_year: Option<u16>) -> Option<Self> {
        level.stems().iter().find_map(|stem| {
            let code = find(columns, stem, "cd", wanted_year)?;
            let name = |suffix| find(columns, stem, suffix, code.year).map(|column| column.at);
            Some(Self { code, name: name("nm"), name_welsh: name("nmw") })
        })
    }
}

impl LevelColumns {
    /// The columns of a code column that is named: `LSOA11CD` has its name in `LSOA11NM` and its year in its digits.
    pub fn named(columns: &[String], at: usize) -> Self {
        let name = columns[at].trim().to_ascii_lowercase();
        let Some(stem) = name.strip_suffix("cd") else {
            return Self { code: Column { at, year: None }, name: None, name_welsh: None };
        };
        let beside = |suffix| position(columns, &format!("{stem}{suffix}"));
        let year = year_of(&name, stem.trim_end_matches(|letter: char| letter.is_ascii_digit()), "cd").flatten();
        Self { code: Column { at, year }, name: beside("nm"), name_welsh: beside("nmw") }
    }
}

/// The year of the codes in a file with these columns: 2021 for `WD21CD`. Of wards, else of districts, else of authorities.
pub fn code_year(columns: &[String]) -> Option<u16> {
    let levels = [Level::Ward, Level::District, Level::UpperTier];
    levels.into_iter().find_map(|level| LevelColumns::find(columns, level, None))?.code.year
}

/// The position of a column by its name, in any case.
pub(super) fn position(columns: &[String], name: &str) -> Option<usize> {
    columns.iter().position(|column| column.trim().eq_ignore_ascii_case(name.trim()))
}

fn find(columns: &[String], stem: &str, suffix: &str, wanted_year: Option<u16>) -> Option<Column> {
    let preference = |year: Option<u16>| match year {
        _ if year == wanted_year => (2, 0),
        None => (1, 0),
        Some(year) => (0, year),
    };
    let years =
        columns.iter().enumerate().filter_map(|(at, name)| Some(Column { at, year: year_of(name, stem, suffix)? }));
    // `min_by_key` of the reversed order: of two equal names the first wins.
    years.min_by_key(|column| std::cmp::Reverse(preference(column.year)))
}

/// `Some(year)` when the name is stem, two digits or none, suffix; the year is `None` when there are no digits.
fn year_of(name: &str, stem: &str, suffix: &str) -> Option<Option<u16>> {
    let name = name.trim().to_ascii_lowercase();
    let digits = name.strip_prefix(stem)?.strip_suffix(suffix)?;
    match digits.as_bytes() {
        [] => Some(None),
        // GSS codes, and these column names with them, began in 2009: two digits are always of this century.
        [a, b] if a.is_ascii_digit() && b.is_ascii_digit() => {
            Some(Some(2000 + u16::from(a - b'0') * 10 + u16::from(b - b'0')))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    fn code_of(names: &str, level: Level, year: Option<u16>) -> Option<(usize, Option<u16>)> {
        LevelColumns::find(&columns(names), level, year).map(|found| (found.code.at, found.code.year))
    }

    #[test]
    fn yearly_names_are_found_in_any_case() {
        assert_eq!(code_of("FID,WD25CD,WD25NM", Level::Ward, None), Some((1, Some(2025))));
        assert_eq!(code_of("wd16nm,objectid,wd16cd", Level::Ward, None), Some((2, Some(2016))));
        assert_eq!(code_of("CTYUA19CD", Level::UpperTier, None), Some((0, Some(2019))));
        assert_eq!(code_of("CTY21CD,CTRY21CD", Level::Nation, None), Some((1, Some(2021))));
        assert_eq!(code_of("LTLA21CD,UTLA21CD", Level::District, None), Some((0, Some(2021))));
    }

    #[test]
    fn names_that_only_look_alike_are_not_taken() {
        for names in ["WD13CDO", "WD25CD_1", "WDXXCD", "WARD_CODE", "WD2025CD", "AWD25CD", "WD5CD", "LAD25CD"] {
            assert_eq!(code_of(names, Level::Ward, None), None, "{names}");
        }
        assert_eq!(code_of("LADCD_ACTIVE", Level::District, None), None);
    }

    #[test]
    fn the_wanted_year_wins_then_no_year_then_the_newest() {
        let two = "WD11CD,LAD11CD,WD22CD,LAD22CD";
        assert_eq!(code_of(two, Level::Ward, Some(2011)), Some((0, Some(2011))));
        assert_eq!(code_of(two, Level::Ward, Some(2015)), Some((2, Some(2022))));
        assert_eq!(code_of(two, Level::Ward, None), Some((2, Some(2022))));
        assert_eq!(code_of("LAD20CD,LADCD,LADCD_ACTIVE", Level::District, None), Some((1, None)));
        assert_eq!(code_of("LAD20CD,LADCD", Level::District, Some(2020)), Some((0, Some(2020))));
    }

    #[test]
    fn names_belong_to_the_year_of_their_code() {
        let names = columns("WD11CD,WD11NM,WD22CD,WD22NM,WD22NMW");
        let found = LevelColumns::find(&names, Level::Ward, Some(2011)).unwrap();
        assert_eq!(found.name, Some(1));
        let found = LevelColumns::find(&names, Level::Ward, None).unwrap();
        assert_eq!((found.name, found.name_welsh), (Some(3), Some(4)));
    }

    #[test]
    fn a_named_code_column_brings_its_names_and_its_year() {
        let names = columns("fid,LSOA11CD,LSOA11NM,lsoa11nmw,code,NM");
        let found = LevelColumns::named(&names, 1);
        assert_eq!((found.code.year, found.name, found.name_welsh), (Some(2011), Some(2), Some(3)));
        let found = LevelColumns::named(&names, 4);
        assert_eq!((found.code.year, found.name, found.name_welsh), (None, None, None));
    }

    #[test]
    fn a_named_column_is_found_in_any_case() {
        assert_eq!(position(&columns("FID,LSOA11CD"), "lsoa11cd "), Some(1));
        assert_eq!(position(&columns("FID,LSOA11CD"), "WD25CD"), None);
    }
}

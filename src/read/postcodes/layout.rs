//! `Layout`: which column of a directory's file holds what. Told from its first row, never from its name.

use super::COLUMNS;
use super::fields::bare;
use super::product::Product;
use crate::geography::Postcode;
use crate::read::ReadError;
use crate::read::columns::{ColumnFinder, GivenNames, Wanted, plain};
use crate::read::csv_file::separator_of;
use crate::read::text::decode;

/// Which column of a file holds what.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub separator: u8,
    /// The titles of its columns: the first row, or Code-Point Open's own where the file has none.
    pub titles: Vec<String>,
    pub has_header: bool,
    pub product: Product,
    /// The year of its ward or district codes.
    pub code_year: Option<u16>,
    pub columns: Columns,
}

/// The columns that are looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub postcode: usize,
    pub position: PositionColumns,
    pub quality: Option<usize>,
    pub terminated: Option<usize>,
    pub ward: Option<usize>,
    pub district: Option<usize>,
    pub nation: Option<usize>,
    pub output_area: Option<usize>,
    pub oac_2011: Option<usize>,
    pub oac_2021: Option<usize>,
}

/// The two columns of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PositionColumns {
    /// Metres on the National Grid, or for Northern Ireland on the Irish Grid.
    Grid { easting: usize, northing: usize },
    /// Degrees, WGS 84.
    Degrees { longitude: usize, latitude: usize },
}

impl PositionColumns {
    /// Both columns.
    pub fn columns(self) -> [usize; 2] {
        match self {
            Self::Grid { easting, northing } => [easting, northing],
            Self::Degrees { longitude, latitude } => [longitude, latitude],
        }
    }
}

/// Code-Point Open's columns (Doc/Code-Point_Open_Column_Headers.csv): its data files have no header.
const CODE_POINT_OPEN: [&str; 10] = [
    "Postcode",
    "Positional_quality_indicator",
    "Eastings",
    "Northings",
    "Country_code",
    "NHS_regional_HA_code",
    "NHS_HA_code",
    "Admin_county_code",
    "Admin_district_code",
    "Admin_ward_code",
];

impl Layout {
    /// The layout of a file with this first row.
    ///
    /// # Errors
    /// When it is UTF-16, or lacks a postcode or its coordinates, or a column that the study names.
    pub fn of(file: &str, first_row: &[u8], given: &GivenNames) -> Result<Self, ReadError> {
        let (text, _) = decode(file, first_row, None)?;
        let separator = separator_of(&text);
        let titles = titles(&text, separator);
        let is_code_point = is_code_point_row(&titles);
        let titles = if is_code_point { CODE_POINT_OPEN.map(str::to_owned).to_vec() } else { titles };
        let finder = ColumnFinder::new(file, &titles, given);
        let columns = Columns::find(&finder)?;
        let product = match columns {
            _ if is_code_point => Product::CodePointOpen,
            // Only ONS tells when a postcode ended.
            Columns { terminated: Some(_), .. } => Product::OnspdOrNspl,
            _ => Product::Plain,
        };
        let code_year = columns.ward.or(columns.district).and_then(|column| year_of(&titles[column]));
        Ok(Self { separator, has_header: !is_code_point, product, code_year, columns, titles })
    }
}

impl Columns {
    fn find(finder: &ColumnFinder<'_>) -> Result<Self, ReadError> {
        let [postcode, easting, northing, quality, terminated, ward, district, nation, output_area, ..] = COLUMNS;
        let [.., oac_2011, oac_2021, longitude, latitude] = COLUMNS;
        Ok(Self {
            postcode: match finder.preferred(postcode)? {
                Some(column) => column,
                None => return Err(lacks(finder, "postcodes (pcd7, pcd, pcds, postcode)", postcode)),
            },
            position: PositionColumns::find(finder, [easting, northing], [longitude, latitude])?,
            quality: finder.preferred(quality)?,
            terminated: finder.preferred(terminated)?,
            ward: finder.preferred(ward)?,
            district: finder.preferred(district)?,
            nation: finder.preferred(nation)?,
            output_area: finder.preferred(output_area)?,
            oac_2011: finder.preferred(oac_2011)?,
            oac_2021: finder.preferred(oac_2021)?,
        })
    }
}

impl PositionColumns {
    /// Eastings and northings, and where there are none longitudes and latitudes.
    fn find(finder: &ColumnFinder<'_>, grid: [Wanted; 2], degrees: [Wanted; 2]) -> Result<Self, ReadError> {
        let pair = |[first, second]: [Wanted; 2]| Ok((finder.preferred(first)?, finder.preferred(second)?));
        match (pair(grid)?, pair(degrees)?) {
            ((Some(easting), Some(northing)), _) => Ok(Self::Grid { easting, northing }),
            (_, (Some(longitude), Some(latitude))) => Ok(Self::Degrees { longitude, latitude }),
            _ => Err(lacks(finder, "eastings and northings (east1m, oseast1m, easting), nor degrees", grid[0])),
        }
    }

    /// The column that goes east and the one that goes north.
    pub fn pair(self) -> (usize, usize) {
        match self {
            Self::Grid { easting, northing } => (easting, northing),
            Self::Degrees { longitude, latitude } => (longitude, latitude),
        }
    }
}

fn lacks(finder: &ColumnFinder<'_>, what: &str, wanted: Wanted) -> ReadError {
    let what = format!("it is no postcode directory: no column of {what}; {}", finder.titles());
    let hint = format!(
        "name an ONSPD, NSPL or Code-Point Open file under [postcodes], or its columns: columns = {{ {} = \"…\" }}",
        wanted.key
    );
    ReadError::new(finder.file(), what).with_hint(hint)
}

fn titles(first_row: &str, separator: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).has_headers(false).from_reader(first_row.as_bytes());
    let mut titles = csv::StringRecord::new();
    // Reading valid UTF-8 from memory cannot fail.
    reader.read_record(&mut titles).unwrap_or(false);
    titles.iter().map(|title| title.trim().to_owned()).collect()
}

/// Ten fields: a postcode, a quality and two whole numbers first.
fn is_code_point_row(fields: &[String]) -> bool {
    let is_number = |field: &String| !field.is_empty() && field.bytes().all(|byte| byte.is_ascii_digit());
    fields.len() == CODE_POINT_OPEN.len()
        && Postcode::from_bytes(bare(fields[0].as_bytes())).is_ok()
        && fields[1..4].iter().all(is_number)
}

/// 2025 for `wd25cd`; `None` for `osward`.
fn year_of(title: &str) -> Option<u16> {
    let title = plain(title);
    let digits = title.strip_suffix("cd")?.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    (digits.len() == 2).then(|| digits.parse::<u16>().ok()).flatten().map(|year| 2000 + year)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The three generations (domain facts, 3.4), gen 2 and 3 being NSPL's too.
    const GENERATIONS: [&str; 4] = [
        "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21",
        "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,ced,laua,ward,nhser,ctry,rgn,pcon,ttwa,itl,park,lsoa21,msoa21,wz11,sicbl,bua24,ruc21,oac11,lat,long,lep1,lep2,pfa,imd,icb",
        "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty25cd,ced25cd,lad25cd,wd25cd,nhser24cd,ctry25cd,rgn25cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl24cd,bua24cd,ruc21ind,oac11ind,lat,long,lep21cd1,lep21cd2,pfa23cd,imd20ind,icb23cd",
        "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced26cd,lad26cd,wd26cd,nhser26cd,ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl26cd,bua24cd,ruc21ind,oac11ind,oac21ind,lat,long,pfa23cd,imd25ind,icb26cd",
    ];

    fn layout(first_row: &str) -> Result<Layout, ReadError> {
        Layout::of("directory.csv", first_row.as_bytes(), &GivenNames::new())
    }

    /// The titles of the columns taken, in the order of `Columns`.
    fn taken(layout: &Layout) -> String {
        let columns = &layout.columns;
        let position = columns.position.columns();
        let others = [
            columns.quality,
            columns.terminated,
            columns.ward,
            columns.district,
            columns.nation,
            columns.output_area,
            columns.oac_2011,
            columns.oac_2021,
        ];
        let all = std::iter::once(columns.postcode).chain(position).map(Some).chain(others);
        all.map(|at| at.map_or("-", |at| layout.titles[at].as_str())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_columns_of_every_generation_are_found_by_their_names() {
        let expected = [
            "pcd oseast1m osnrth1m osgrdind doterm osward oslaua ctry oa21 oac11 -",
            "pcd oseast1m osnrth1m osgrdind doterm ward laua ctry oa21 oac11 -",
            "pcd7 east1m north1m gridind doterm wd25cd lad25cd ctry25cd oa21cd oac11ind -",
            "pcd7 east1m north1m gridind doterm wd26cd lad26cd ctry26cd oa21cd oac11ind oac21ind",
        ];
        let years = [None, None, Some(2025), Some(2026)];
        for ((header, expected), year) in GENERATIONS.iter().zip(expected).zip(years) {
            let found = layout(&format!("\u{feff}{header}")).unwrap();
            assert_eq!((taken(&found).as_str(), found.code_year), (expected, year));
            assert_eq!((found.product, found.has_header), (Product::OnspdOrNspl, true));
            let quoted = layout(&format!("\"{}\"", header.replace(',', "\",\"").to_uppercase())).unwrap();
            assert_eq!(taken(&quoted).to_lowercase(), expected);
        }
    }

    #[test]
    fn columns_in_another_order_are_the_same_columns() {
        let reversed = GENERATIONS[2].rsplit(',').collect::<Vec<_>>().join(",");
        assert_eq!(taken(&layout(&reversed).unwrap()), taken(&layout(GENERATIONS[2]).unwrap()));
    }

    #[test]
    fn plain_tables_of_metres_or_degrees_are_directories() {
        let metres = layout("postcode;easting;northing").unwrap();
        assert_eq!((metres.separator, metres.product), (b';', Product::Plain));
        let degrees = layout("\"Postcode\",\"LAT\",\"LONG\",\"District\"").unwrap();
        assert_eq!(degrees.columns.position, PositionColumns::Degrees { longitude: 2, latitude: 1 });
    }

    #[test]
    fn code_point_open_is_known_by_its_first_row() {
        let found = layout("\"B1  1AA\",10,406649,286530,\"E92000001\",\"\",\"\",\"\",\"E08000025\",\"E05011118\"");
        let found = found.unwrap();
        assert_eq!((found.product, found.has_header), (Product::CodePointOpen, false));
        let expected = "Postcode Eastings Northings Positional_quality_indicator - Admin_ward_code Admin_district_code";
        assert_eq!(taken(&found), format!("{expected} Country_code - - -"));
    }

    #[test]
    fn a_file_without_the_columns_says_what_it_lacks_and_no_value() {
        let message = |first_row| layout(first_row).unwrap_err().to_string();
        let no_postcode = message("ward,easting,northing");
        assert!(
            no_postcode.contains("no column of postcodes (pcd7") && no_postcode.ends_with("ward, easting, northing")
        );
        assert!(message("postcode,easting").contains("no column of eastings and northings (east1m"));
        let record = message("B1 1AA,406649,286530");
        assert!(record.contains("looks like a record") && !record.contains("1AA"), "{record}");
        assert!(Layout::of("d.csv", b"\xFF\xFEp\0", &GivenNames::new()).unwrap_err().to_string().contains("UTF-16"));
    }

    #[test]
    fn a_column_that_the_study_names_decides() {
        let given = GivenNames::from([("postcode".to_owned(), "pcds".to_owned())]);
        let found = Layout::of("d.csv", GENERATIONS[2].as_bytes(), &given).unwrap();
        assert_eq!(found.columns.postcode, 2);
    }
}

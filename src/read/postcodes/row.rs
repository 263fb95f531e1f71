//! One row of a directory: its postcode, and what the row says of it. Between `lines` and `directory`.

use std::collections::BTreeMap;

use super::fields::{Ragged, Splitter, first};
use super::layout::{Columns, Layout};
use super::position::{Position, position};
use super::product::Product;
use super::reasons::not_a_postcode;
use crate::geography::{GssCode, OacCode, PositionalQuality, Postcode, PostcodePlace};

/// Reads the rows of one file.
pub(super) struct RowReader<'l> {
    layout: &'l Layout,
    splitter: Splitter,
    /// Values that are not the codes they ought to be, by column: how many, and the line of the first.
    pub odd_codes: BTreeMap<usize, (u64, u64)>,
}

/// Why a row cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A quoted field is not closed in it: give it again with the next line, if there is one.
    Open,
    /// It has so many fields, not the header's number.
    Fields(usize),
    /// This column is to blame.
    Value { column: usize, reason: &'static str },
}

impl From<Ragged> for Fault {
    fn from(ragged: Ragged) -> Self {
        match ragged {
            Ragged::Open => Self::Open,
            Ragged::Fields(has) => Self::Fields(has),
        }
    }
}

impl<'l> RowReader<'l> {
    pub fn new(layout: &'l Layout) -> Self {
        let splitter = Splitter::new(layout.separator, layout.titles.len());
        Self { layout, splitter, odd_codes: BTreeMap::new() }
    }

    /// Is the last field of a row a coordinate? Where the file ends without a line end, some of its digits may be lost.
    pub fn ends_with_coordinate(&self) -> bool {
        self.layout.columns.position.columns().contains(&(self.layout.titles.len() - 1))
    }

    /// Why the last row of such a file is not used.
    pub fn may_be_cut_off(&self) -> Fault {
        let reason =
            "the file ends in this coordinate, which may be cut off: end the row with a line end where it is whole";
        Fault::Value { column: self.layout.titles.len() - 1, reason }
    }

    /// The postcode of a row. What else is in it is not looked at.
    ///
    /// # Errors
    /// When the row has no postcode.
    pub fn postcode(&mut self, row: &[u8]) -> Result<Postcode, Fault> {
        let column = self.layout.columns.postcode;
        let field = if column == 0 {
            first(row, self.layout.separator)
        } else {
            self.splitter.split(row)?;
            self.splitter.field(row, column)
        };
        Postcode::from_bytes(field).map_err(|error| {
            let reason = if field.is_empty() { "the postcode is blank" } else { not_a_postcode(error) };
            // A row that is ragged too has lost more than its postcode.
            self.check(row).err().unwrap_or(Fault::Value { column, reason })
        })
    }

    /// Has the row as many fields as the header? All that is asked of a row that nobody wants.
    ///
    /// # Errors
    /// When it has not.
    pub fn check(&mut self, row: &[u8]) -> Result<(), Fault> {
        self.splitter.check(row).map_err(Fault::from)
    }

    /// What a row says of its postcode; its position apart, for the Irish Grid is converted in one go.
    ///
    /// # Errors
    /// When the row is ragged, or its position cannot be.
    pub fn place(&mut self, row: &[u8], postcode: Postcode, line: u64) -> Result<(PostcodePlace, Position), Fault> {
        self.splitter.split(row)?;
        let columns = self.layout.columns;
        let [ward, district, nation] =
            [columns.ward, columns.district, columns.nation].map(|column| self.code(row, column, line));
        let nation = nation.or_else(|| nation_of(district.or(ward)?));
        let is_area = |code: &GssCode| !code.is_pseudo();
        let place = PostcodePlace {
            point: None,
            quality: self.filled(row, columns.quality).and_then(quality),
            is_terminated: self.is_terminated(row),
            ward: ward.filter(is_area),
            district: district.filter(is_area),
            nation: nation.filter(is_area),
            output_area: self.code(row, columns.output_area, line).filter(is_area),
            oac_2011: self.oac(row, columns.oac_2011),
            oac_2021: self.oac(row, columns.oac_2021),
        };
        let position = position(columns.position, self.coordinates(row, &columns), postcode, &place)?;
        Ok((place, position))
    }

    fn coordinates<'r>(&self, row: &'r [u8], columns: &Columns) -> (&'r [u8], &'r [u8]) {
        let (x, y) = columns.position.pair();
        (self.splitter.field(row, x), self.splitter.field(row, y))
    }

    /// The field of a column, where there is that column and it is not blank.
    fn filled<'r>(&self, row: &'r [u8], column: Option<usize>) -> Option<&'r [u8]> {
        Some(self.splitter.field(row, column?)).filter(|field| !field.is_empty())
    }

    /// A GSS code, the ones that mean "none" among them.
    fn code(&mut self, row: &[u8], column: Option<usize>, line: u64) -> Option<GssCode> {
        let field = self.filled(row, column)?;
        let code = GssCode::from_bytes(field).ok();
        if let (None, Some(column)) = (code, column) {
            self.odd_codes.entry(column).or_insert((0, line)).0 += 1;
        }
        code
    }

    /// ONS writes 9Z9 and blanks where there is no class: no word on those.
    fn oac(&self, row: &[u8], column: Option<usize>) -> Option<OacCode> {
        OacCode::from_bytes(self.filled(row, column)?).ok()
    }

    fn is_terminated(&self, row: &[u8]) -> Option<bool> {
        let column = self.layout.columns.terminated;
        match self.layout.product {
            // It holds postcodes in use only.
            Product::CodePointOpen => Some(false),
            _ => column.map(|_| self.filled(row, column).is_some()),
        }
    }
}

/// The nation whose letter a code begins with, pseudo codes too, for directories without a column of nations.
fn nation_of(code: GssCode) -> Option<GssCode> {
    let nation = match code.nation_letter() {
        'E' => "E92000001",
        'W' => "W92000004",
        'S' => "S92000003",
        'N' => "N92000002",
        'L' => "L93000001",
        'M' => "M83000003",
        _ => return None,
    };
    nation.parse().ok()
}

/// ONS's 1 to 9, and Code-Point Open's 10 to 90.
fn quality(field: &[u8]) -> Option<PositionalQuality> {
    Some(match field {
        b"1" | b"10" => PositionalQuality::Building,
        b"2" => PositionalQuality::BuildingByEye,
        b"3" | b"20" | b"30" | b"40" => PositionalQuality::Within50Metres,
        b"4" | b"50" => PositionalQuality::PostcodeMean,
        b"5" => PositionalQuality::Imputed,
        b"6" | b"60" => PositionalQuality::SectorMean,
        b"8" => PositionalQuality::BeforeGridlink,
        b"9" | b"90" => PositionalQuality::None,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::columns::GivenNames;
    use crate::read::postcodes::reasons::LETTER_FOR_DIGIT;

    fn read(header: &str, row: &str) -> Result<(PostcodePlace, Position), Fault> {
        let layout = Layout::of("directory.csv", header.as_bytes(), &GivenNames::new()).unwrap();
        let mut reader = RowReader::new(&layout);
        let postcode = reader.postcode(row.as_bytes())?;
        reader.place(row.as_bytes(), postcode, 2)
    }

    const HEADER: &str = "pcd7,doterm,east1m,north1m,gridind,lad25cd,wd25cd,ctry25cd,oa21cd,oac11ind,oac21ind";

    #[test]
    fn everything_a_row_says_is_read() {
        let row = "\"B1  1AA\",\"199606\",\"406649\",\"0286530\",\"6\",\"E08000025\",\"E05011118\",\"E92000001\",\"E00045678\",\"2C1\",\"4a2\"";
        let (place, position) = read(HEADER, row).unwrap();
        let code = |code: Option<GssCode>| code.unwrap().to_string();
        assert_eq!((place.quality, place.is_terminated), (Some(PositionalQuality::SectorMean), Some(true)));
        assert_eq!((code(place.ward), code(place.district)), ("E05011118".to_owned(), "E08000025".to_owned()));
        assert_eq!((code(place.nation), code(place.output_area)), ("E92000001".to_owned(), "E00045678".to_owned()));
        assert_eq!((place.oac_2011.unwrap().as_str(), place.oac_2021.unwrap().as_str()), ("2C1", "4A2"));
        let Position::Point(point) = position else { panic!("no point") };
        assert_eq!(point.xy(), [406_649.0, 286_530.0]);
    }

    #[test]
    fn blanks_and_pseudo_codes_are_not_known() {
        let (place, position) = read(HEADER, "JE2 3AB,,,,9,L99999999,L99999999,L93000001,L99999999,9Z9,").unwrap();
        assert_eq!((place.ward, place.district, place.output_area), (None, None, None));
        assert_eq!((place.oac_2011, place.is_terminated, position), (None, Some(false), Position::Nowhere));
        assert_eq!(place.nation.unwrap().to_string().as_str(), "L93000001");
    }

    #[test]
    fn a_directory_without_nations_has_those_of_its_districts() {
        let header = "pcd,laua,oseast1m,osnrth1m";
        for (district, nation) in [("W06000015", Some("W92000004")), ("M99999999", Some("M83000003")), ("", None)] {
            let (place, _) = read(header, &format!("CF1 1AA,{district},,")).unwrap();
            assert_eq!(place.nation.map(|code| code.to_string()).as_deref(), nation, "{district}");
            assert_eq!(place.is_terminated, None);
        }
    }

    #[test]
    fn what_is_no_code_is_counted_with_its_first_line() {
        let layout = Layout::of("d.csv", b"postcode,easting,northing,ward", &GivenNames::new()).unwrap();
        let mut reader = RowReader::new(&layout);
        for line in [5, 6] {
            reader.place(b"B1 1AA,406649,286530,Ladywood", "B1 1AA".parse().unwrap(), line).unwrap();
        }
        assert_eq!(reader.odd_codes, BTreeMap::from([(3, (2, 5))]));
    }

    #[test]
    fn unsound_rows_are_refused_by_column_and_reason() {
        let refused = |row| read("pcd,easting,northing", row).unwrap_err();
        let value = |column, reason| Fault::Value { column, reason };
        assert_eq!(refused("B1 1AA,406649"), Fault::Fields(2));
        assert_eq!(refused("B1 1AA,\"406649"), Fault::Open);
        assert_eq!(refused(",406649,286530"), value(0, "the postcode is blank"));
        assert_eq!(refused("B1,406649,286530"), value(0, "not a postcode"));
        assert_eq!(refused("B1 IAA,406649,286530"), value(0, LETTER_FOR_DIGIT));
        assert_eq!(refused("B1 1AA,x,286530"), value(1, "the coordinate is not a number"));
    }
}

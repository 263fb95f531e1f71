//! A codebook CSV (code, name, order, colour) to a `Codebook`. The first step of `read::segments`.

use std::collections::BTreeSet;

use super::CODEBOOK_COLUMNS;
use crate::fostering::{Codebook, Colour, Segment};
use crate::read::columns::{ColumnFinder, GivenNames};
use crate::read::csv_file::CsvFile;
use crate::read::csv_row::Row;
use crate::read::row_notes::Notes;
use crate::read::{ReadError, Records};

/// A segment and its place in the order, where the codebook gives it one.
type Ordered = (Option<u32>, Segment);

/// Where the columns of a codebook are.
struct Columns {
    code: usize,
    name: Option<usize>,
    order: Option<usize>,
    colour: Option<usize>,
}

/// Reads a codebook: one segment a row. Segments stand by their order, those without one after the others by code.
/// An order that is no whole number, and a colour that is not like `#1f77b4`, is taken as none and noted; a repeated code,
/// or a blank one, leaves its row out.
///
/// # Errors
/// When the file has no column for the code, or no row with one.
pub fn read_codebook(file: &CsvFile) -> Result<(Codebook, Records<()>), ReadError> {
    let given = GivenNames::new();
    let finder = ColumnFinder::new(file.name(), file.header(), &given);
    let [code, name, order, colour] = CODEBOOK_COLUMNS;
    let columns = Columns {
        code: finder.require(code)?,
        name: finder.find(name)?,
        order: finder.find(order)?,
        colour: finder.find(colour)?,
    };
    let (mut notes, mut seen, mut segments) = (Notes::new(&finder), BTreeSet::new(), Vec::new());
    let (rows, mut left_out) = file.each_row(|row| segments.extend(segment(&row, &columns, &mut seen, &mut notes)));
    left_out.extend(notes.into_left_out());
    if segments.is_empty() {
        return Err(ReadError::new(file.name(), "it has no row with a code").with_hint("one segment a row: code, name"));
    }
    segments.sort_by(|(order, segment), (other, another)| {
        (order.is_none(), order, &segment.code).cmp(&(other.is_none(), other, &another.code))
    });
    let records = Records::accounted(file.name(), rows, vec![(); segments.len()], left_out);
    Ok((Codebook::new(segments.into_iter().map(|(_, segment)| segment).collect()), records))
}

fn segment(row: &Row<'_>, columns: &Columns, seen: &mut BTreeSet<Box<str>>, notes: &mut Notes<'_>) -> Option<Ordered> {
    let Some(code) = row.text(columns.code).map(|text| Box::from(text.to_uppercase())) else {
        notes.leave_out(row, columns.code, "the code is blank");
        return None;
    };
    if !seen.insert(Box::clone(&code)) {
        notes.leave_out(row, columns.code, "an earlier row has the same code");
        return None;
    }
    let order = notes.parsed(row, columns.order, "the order is not a whole number", |text| text.parse().ok());
    let colour: Option<Colour> =
        notes.parsed(row, columns.colour, "not a colour such as #1f77b4", |text| text.parse().ok());
    Some((order, Segment { code, name: notes.text(row, columns.name), colour }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::input::FileBytes;

    fn read(text: &str) -> Result<(Codebook, Records<()>), ReadError> {
        read_codebook(&CsvFile::of(FileBytes::new("codebook.csv", text.into()))?)
    }

    #[test]
    fn segments_stand_by_their_order_and_the_others_after_them() {
        let text = "Code,Name,Order,Colour\nz,Last,2,#FF0000\nb,No order,,\na,No order,x,\ny,First,1,red\n";
        let (codebook, records) = read(text).unwrap();
        let codes: Vec<&str> = codebook.segments().iter().map(|segment| &*segment.code).collect();
        assert_eq!(codes, ["Y", "Z", "A", "B"]);
        assert_eq!(codebook.find("Z").unwrap().colour.unwrap().to_string(), "#ff0000");
        assert_eq!(codebook.find("Y").unwrap().colour, None);
        let noted: Vec<_> = records.left_out.iter().map(|each| (each.row, each.column.as_deref())).collect();
        assert_eq!(noted, [(4, Some("Order")), (5, Some("Colour"))]);
        assert_eq!((records.account.rows_read, records.account.rows_used), (4, 4));
    }

    #[test]
    fn a_code_that_comes_again_and_a_blank_one_are_left_out() {
        let (codebook, records) = read("code,name\nA,One\na,Two\n,Three\n").unwrap();
        assert_eq!(codebook.segments().len(), 1);
        let reasons: Vec<&str> = records.left_out.iter().map(|each| each.reason.as_str()).collect();
        assert_eq!(reasons, ["an earlier row has the same code", "the code is blank"]);
    }

    #[test]
    fn a_codebook_without_codes_is_an_error() {
        assert!(read("name,order\nOne,1\n").unwrap_err().to_string().contains("no column for code"));
        assert_eq!(read("code,name\n").unwrap_err().to_string(), "codebook.csv: it has no row with a code");
    }
}

//! The fields of one row of a directory, found in one pass and looked at only where they are needed.

use memchr::memchr_iter;

use crate::read::separators::separators;

/// Splits rows of one separator. Keeps its memory from row to row.
#[derive(Clone, Debug)]
pub(super) struct Splitter {
    separator: u8,
    /// How many fields the header has.
    fields: usize,
    /// Where each field of the row ends; as many as the header has fields, or more where a row has.
    ends: Vec<usize>,
}

/// What is wrong with a row as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ragged {
    /// A quoted field is not closed in it.
    Open,
    /// It has so many fields, not as many as the header.
    Fields(usize),
}

impl Splitter {
    pub fn new(separator: u8, fields: usize) -> Self {
        Self { separator, fields, ends: vec![0; fields] }
    }

    /// Has the row as many fields as the header? Finds no field: for rows that nobody asked for.
    ///
    /// # Errors
    /// As [`split`](Self::split).
    pub fn check(&mut self, row: &[u8]) -> Result<(), Ragged> {
        // Counting is several times as fast as finding. Only a separator inside quotation marks upsets it.
        if memchr_iter(self.separator, row).count() + 1 == self.fields {
            return Ok(());
        }
        self.split_quoted(row)
    }

    /// Finds the fields of a row.
    ///
    /// # Errors
    /// When it has not as many as the header. Blank ones at the end are no matter.
    pub fn split(&mut self, row: &[u8]) -> Result<(), Ragged> {
        self.ends.resize(self.fields, 0);
        if separators(row, self.separator, &mut self.ends) + 1 != self.fields {
            return self.split_quoted(row);
        }
        self.ends[self.fields - 1] = row.len();
        Ok(())
    }

    /// The field in a column of the row split last, without quotation marks and blanks around it.
    #[inline]
    pub fn field<'r>(&self, row: &'r [u8], column: usize) -> &'r [u8] {
        let start = if column == 0 { 0 } else { self.ends[column - 1] + 1 };
        bare(&row[start..self.ends[column]])
    }

    /// As `split`, with an eye to separators inside quotation marks.
    fn split_quoted(&mut self, row: &[u8]) -> Result<(), Ragged> {
        self.ends.clear();
        let mut is_quoted = false;
        for (at, &byte) in row.iter().enumerate() {
            is_quoted ^= byte == b'"';
            if byte == self.separator && !is_quoted {
                self.ends.push(at);
            }
        }
        self.ends.push(row.len());
        let has = self.ends.len();
        let is_surplus_blank = || (self.fields..has).all(|column| self.field(row, column).is_empty());
        match is_quoted {
            true => Err(Ragged::Open),
            false if has == self.fields || (has > self.fields && is_surplus_blank()) => Ok(()),
            false => Err(Ragged::Fields(has)),
        }
    }
}

/// The first field of a row, bare.
pub(super) fn first(row: &[u8], separator: u8) -> &[u8] {
    // It is short: looking at each byte is faster than getting ready to look at many.
    bare(&row[..row.iter().position(|&byte| byte == separator).unwrap_or(row.len())])
}

/// Without the blanks around it, and without the quotation marks within those.
#[inline]
pub(super) fn bare(field: &[u8]) -> &[u8] {
    match field {
        [b'"', inner @ .., b'"'] => inner.trim_ascii(),
        _ => bare_within_blanks(field),
    }
}

fn bare_within_blanks(field: &[u8]) -> &[u8] {
    match field.trim_ascii() {
        [b'"', inner @ .., b'"'] => inner.trim_ascii(),
        field => field,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(row: &str, count: usize) -> Result<Vec<&str>, Ragged> {
        let mut splitter = Splitter::new(b',', count);
        assert_eq!(splitter.check(row.as_bytes()), splitter.clone().split(row.as_bytes()));
        splitter.split(row.as_bytes())?;
        Ok((0..count).map(|at| std::str::from_utf8(splitter.field(row.as_bytes(), at)).unwrap()).collect())
    }

    #[test]
    fn quoted_and_bare_fields_are_told_apart() {
        assert_eq!(fields("\"B1  1AA\", 406649 ,\"\",x", 4), Ok(vec!["B1  1AA", "406649", "", "x"]));
        assert_eq!(fields("a,\"b, c\",d", 3), Ok(vec!["a", "b, c", "d"]));
        assert_eq!(first(b"\"B1  1AA\",1", b','), b"B1  1AA");
        assert_eq!(first(b"B1", b','), b"B1");
    }

    #[test]
    fn a_row_with_other_than_the_headers_fields_is_ragged() {
        assert_eq!(fields("a,b", 3), Err(Ragged::Fields(2)));
        assert_eq!(fields("a,b,c,d", 3), Err(Ragged::Fields(4)));
        assert_eq!(fields("a,b,c,,\"\"", 3), Ok(vec!["a", "b", "c"]));
        assert_eq!(fields("a,\"b", 3), Err(Ragged::Open));
    }

    proptest! {
        #[test]
        fn fields_are_those_of_the_csv_crate(
            record in prop::collection::vec("[ab,; ]{0,5}", 2..6)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&record).unwrap();
            let row = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let expected: Vec<&str> = record.iter().map(|field| field.trim()).collect();
            prop_assert_eq!(fields(row.trim_end_matches('\n'), record.len()).unwrap(), expected);
        }
    }
}

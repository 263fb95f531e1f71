//! The rows of a CSV file on every core: the text is cut at line ends into parts, and what is made of each is put together in the
//! order of the file.

use memchr::{memchr, memchr_iter};
use rayon::prelude::*;

use super::LeftOut;
use super::csv_file::{CsvFile, lines};
use super::csv_row::{Fields, Row};

/// Bytes of a part, more or less a line: enough to be worth handing out, few enough that little is held twice.
const PART_BYTES: usize = 1 << 16;
/// Parts that one thread reads before they are put together.
const PARTS_A_THREAD: usize = 16;

/// A row of a point has as many bytes; for more rows than that no memory is reserved, since lines may be blank.
const LEAST_ROW_BYTES: usize = 24;

/// Some lines of a file, how many rows memory is reserved for, and the number of the first.
struct Part<'a> {
    text: &'a str,
    rows: usize,
    first: u64,
    /// Where in the file it ends.
    end: usize,
}

impl CsvFile {
    /// As [`each_row`](Self::each_row), on every core: what `take` makes of the rows of a part, which `begin` begins for about so many
    /// rows, goes to `join`, part by part in the order of the file. A file with quotation marks is one part of rows not
    /// counted (0), since any line end may be within a field.
    pub fn each_part<P: Send>(
        &self,
        begin: impl Fn(usize) -> P + Sync,
        take: impl Fn(&mut P, Row<'_>) + Sync,
        mut join: impl FnMut(P) + Send,
    ) -> (u64, Vec<LeftOut>) {
        if !self.is_plain() {
            let mut part = begin(0);
            let read = self.each_row(|row| take(&mut part, row));
            join(part);
            return read;
        }
        let (stage, mut parts) = (self.begin_reading(), self.parts());
        let (mut rows, mut left_out, mut read) = (0, Vec::new(), Vec::new());
        loop {
            let wave: Vec<Part> = parts.by_ref().take(PARTS_A_THREAD * rayon::current_num_threads()).collect();
            let end = wave.last().map(|part| part.end);
            // A wave is put together while the next is read.
            let put_together = || {
                for (made, rows_here, left_out_here) in read {
                    rows += rows_here;
                    left_out.extend(left_out_here);
                    join(made);
                }
            };
            let read_part = |part: Part| self.read_part(&part, begin(part.rows), &take);
            ((), read) = rayon::join(put_together, || wave.into_par_iter().map(read_part).collect::<Vec<_>>());
            let Some(end) = end else { return (rows, left_out) };
            stage.reach(end as u64);
        }
    }

    fn read_part<P>(&self, part: &Part<'_>, mut made: P, take: &impl Fn(&mut P, Row<'_>)) -> (P, u64, Vec<LeftOut>) {
        let (mut rows, mut left_out, mut ends) = (0, Vec::new(), Vec::new());
        for (number, _, line) in lines(part.text, part.first) {
            rows += 1;
            match self.row(number, Fields::of_line(line, self.separator(), &mut ends)) {
                Ok(row) => take(&mut made, row),
                Err(why) => left_out.push(why),
            }
        }
        (made, rows, left_out)
    }

    /// The lines after the header, cut at line ends.
    fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        let text = self.text();
        let header = lines(text, 1).next();
        let (mut first, mut start) = header.map_or((1, text.len()), |(number, end, _)| (number + 1, end as usize + 1));
        std::iter::from_fn(move || {
            let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
            let after = memchr(b'\n', &rest.as_bytes()[PART_BYTES.min(rest.len())..]);
            let (part, _) = rest.split_at(after.map_or(rest.len(), |at| PART_BYTES + at + 1));
            start += part.len();
            let line_ends = memchr_iter(b'\n', part.as_bytes()).count();
            let rows = (line_ends + 1).min(part.len() / LEAST_ROW_BYTES);
            first += line_ends as u64;
            Some(Part { text: part, rows, first: first - line_ends as u64, end: start })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::input::FileBytes;
    use super::*;

    /// Each row's number and first field, part by part; and the rows left out.
    fn in_parts(file: &CsvFile) -> (Vec<(u64, String)>, usize, Vec<u64>) {
        let (mut all, mut parts) = (Vec::new(), 0);
        let take =
            |made: &mut Vec<(u64, String)>, row: Row<'_>| made.push((row.number, row.text(0).unwrap_or("").to_owned()));
        let (rows, left_out) = file.each_part(Vec::with_capacity, take, |made| {
            all.extend(made);
            parts += 1;
        });
        assert_eq!(rows, (all.len() + left_out.len()) as u64);
        (all, parts, left_out.into_iter().map(|each| each.row).collect())
    }

    fn in_one_go(file: &CsvFile) -> (Vec<(u64, String)>, Vec<u64>) {
        let mut all = Vec::new();
        let (_, left_out) = file.each_row(|row| all.push((row.number, row.text(0).unwrap_or("").to_owned())));
        (all, left_out.into_iter().map(|each| each.row).collect())
    }

    #[test]
    fn a_file_of_many_parts_has_the_rows_of_one() {
        for (seed, line_end) in [(1_u64, "\n"), (2, "\r\n"), (3, "\n")] {
            // Lines of many lengths, blank ones and ragged ones among them, some letters of two bytes.
            let line = |at: u64| match at.wrapping_mul(0x9e37_79b9_7f4a_7c15 ^ seed) >> 58 {
                0 => String::new(),
                1 => format!("{at},too,many"),
                length => format!("{at},{}", "\u{e9}".repeat(length as usize)),
            };
            let mut lines = vec![String::new(), "id,text".to_owned()];
            lines.extend((0..60_000).map(line));
            let ending = if seed == 3 { "" } else { line_end };
            let bytes = (lines.join(line_end) + ending).into_bytes();
            let file = CsvFile::of(FileBytes::new("some.csv", bytes)).unwrap();
            let (rows, parts, left_out) = in_parts(&file);
            assert!(parts > 5 && rows.len() > 50_000 && left_out.len() > 500, "{parts}");
            assert_eq!((rows, left_out), in_one_go(&file));
        }
    }

    #[test]
    fn small_files_and_quoted_ones_are_one_part() {
        for (bytes, parts) in
            [("id\n", 0), ("id", 0), ("id\n1", 1), ("\nid\n\n1\n2\n", 1), ("id,a\n1,\"b\n\"\n2,c\n", 1)]
        {
            let file = CsvFile::of(FileBytes::new("some.csv", bytes.as_bytes().to_vec())).unwrap();
            let found = in_parts(&file);
            assert_eq!(found.1, parts, "{bytes:?}");
            assert_eq!((found.0, found.2), in_one_go(&file));
        }
    }
}

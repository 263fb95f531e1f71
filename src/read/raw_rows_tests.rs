//! Tests of the raw rows: nothing is lost, and rows end where `CsvFile` ends them.

use proptest::prelude::*;

use super::*;
use crate::read::CsvFile;
use crate::read::input::FileBytes;

/// All the file's pieces put together again, and the content of each row with its number.
type Pieces = (Vec<u8>, Vec<(u64, Vec<u8>)>);

fn read(bytes: &[u8], block: usize) -> Result<Pieces, ReadError> {
    let (mut raw, header) = RawRows::begin_with("some.csv", bytes, block)?;
    let mut whole = [header.before, header.content, header.ending].concat();
    let (mut rows, mut contents) = (Vec::new(), Vec::new());
    loop {
        raw.next_block_of(block, &mut rows)?;
        let block = raw.block();
        let Some(last) = rows.last() else { break };
        whole.extend_from_slice(&block[..last.end]);
        contents.extend(rows.iter().map(|row| (row.number, block[row.content.clone()].to_vec())));
    }
    assert!(raw.is_at_end());
    contents.retain(|(_, content)| !content.is_empty());
    Ok((whole, contents))
}

fn rows(bytes: &[u8]) -> Vec<(u64, String)> {
    let text = |(number, content): (u64, Vec<u8>)| (number, String::from_utf8(content).unwrap());
    read(bytes, 5).unwrap().1.into_iter().map(text).collect()
}

fn error(bytes: &[u8]) -> String {
    read(bytes, 4).unwrap_err().to_string()
}

#[test]
fn a_row_ends_where_its_line_ends_outside_of_quotation_marks() {
    let text = "id;note\r\n\r\n1;\"two\r\nlines; \"\"quoted\"\"\"\r\n2;x\n3;y";
    let expected = [(3, "1;\"two\r\nlines; \"\"quoted\"\"\""), (5, "2;x"), (6, "3;y")];
    assert_eq!(rows(text.as_bytes()), expected.map(|(number, row)| (number, row.to_owned())));
    assert_eq!(rows(b"id,a\r1,b\r2,c\r"), [(2, "1,b".to_owned()), (3, "2,c".to_owned())]);
}

#[test]
fn what_csv_file_refuses_is_refused_in_the_same_words() {
    let spoilt: [&[u8]; 5] =
        [b"", b"\r\n\n", b"id,a\n1,\0\n", b"id,a\n1,b\n2,\"c\n3,d\n4,e\n", b"id,a,b\n1,x,\"W\n2,x,W\n3,x,\"W\n"];
    for bytes in spoilt {
        let of_csv_file = CsvFile::of(FileBytes::new("some.csv", bytes.to_vec())).unwrap_err();
        assert_eq!(error(bytes), of_csv_file.to_string());
    }
    assert_eq!(error(b"\xFF\xFEi\0d\0"), "some.csv: it is UTF-16 text, which is not read");
}

#[test]
fn a_row_that_never_ends_does_not_fill_the_memory() {
    let endless = b"id,a\n1,b\n".chain(std::io::repeat(b'x'));
    let (mut raw, _) = RawRows::begin("some.csv", endless).unwrap();
    let mut rows = Vec::new();
    raw.next_block(&mut rows).unwrap();
    let error = raw.next_block(&mut rows).unwrap_err();
    assert_eq!(error.to_string(), "some.csv, row 3: a row is longer than 67108864 bytes");
}

/// Bytes that look like CSV now and then, in all its awkward ways.
pub(crate) fn csv_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        &b"a"[..],
        b"1,b",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"\"",
        b"\",\"",
        b"\"x\ny\"",
        b" ",
        b"\xE9",
        "ŵ".as_bytes(),
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_is_lost_and_any_size_of_block_gives_the_same(rest in csv_like(), block in 6..40_usize) {
        let bytes = [b"id,a\n", rest.as_slice()].concat();
        let outcome = |read: Result<_, ReadError>| read.map_err(|error| error.to_string());
        let whole = outcome(read(&bytes, 1 << 20));
        prop_assert_eq!(&outcome(read(&bytes, block)), &whole);
        if let Ok((together, _)) = whole {
            prop_assert_eq!(together, bytes);
        }
    }
}

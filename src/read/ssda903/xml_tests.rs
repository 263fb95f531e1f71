//! The return as XML. Its shape is that of the validator's made-up file; the values here are made up anew.

use super::super::fields::EpisodeField;
use super::*;

const RETURN: &str = "<?xml version='1.0' encoding='us-ascii'?>\n<EXPSSDA903>
<CHILD><HEADER><CHILDID>11</CHILDID><UPN>A1</UPN><SEX>1</SEX><DOB>02/03/2013</DOB><ETHNIC>WBRI</ETHNIC><UASC />
<AREVIEW><REVIEW>28/01/2016</REVIEW><SEX>2</SEX></AREVIEW></HEADER>
<EPISODE><DECOM>11/11/2016</DECOM><RNE>S</RNE><LS>C2</LS><PL>U6</PL><PL_POST>B1 1AA</PL_POST><DEC /></EPISODE>
<EPISODE><DECOM>12/11/2016</DECOM><PL>K&amp;2</PL><LS><![CDATA[C2]]></LS></EPISODE></CHILD>
<CHILD><HEADER><CHILDID>12</CHILDID><UASC>1</UASC><DUC>2025-01-31</DUC></HEADER></CHILD>
</EXPSSDA903>";

fn read(text: &str) -> Result<Vec<Table>, ReadError> {
    read_xml(&FileBytes::new("return.xml", text.as_bytes().to_vec())).map(|(tables, _)| tables)
}

fn fault(text: &str) -> String {
    read(text).unwrap_err().to_string()
}

#[test]
fn an_xml_return_gives_the_tables_of_the_csv_files() {
    let tables = read(RETURN).unwrap();
    let [episodes, header, uasc] = &tables[..] else { panic!("three tables") };
    let text = |table: &Table, row: usize, field: usize| table.rows[row].text(field).unwrap_or("-").to_owned();
    assert_eq!((episodes.rows.len(), header.rows.len(), uasc.rows.len()), (2, 2, 1));
    assert_eq!((&*episodes.ledger.file, episodes.rows[1].number), ("return.xml/EPISODE", 2));
    let fields = [EpisodeField::Child, EpisodeField::Start, EpisodeField::End, EpisodeField::Place];
    assert_eq!(fields.map(|field| text(episodes, 0, field as usize)), ["11", "11/11/2016", "-", "U6"]);
    assert_eq!(fields.map(|field| text(episodes, 1, field as usize)), ["11", "12/11/2016", "-", "K&2"]);
    assert_eq!(text(episodes, 1, EpisodeField::LegalStatus as usize), "C2");
    assert_eq!([0, 1, 2, 3].map(|field| text(header, 0, field)), ["11", "1", "02/03/2013", "WBRI"]);
    assert_eq!([0, 1].map(|field| text(uasc, 0, field)), ["12", "2025-01-31"]);
    assert_eq!(uasc.rows[0].number, 2, "the second header");
}

#[test]
fn a_reviews_own_tags_are_not_the_childs() {
    assert_eq!(read(RETURN).unwrap()[1].rows[0].text(1), Some("1"), "the review's SEX is another");
}

#[test]
fn entities_document_types_depth_and_length_are_refused() {
    let with = |inner: &str| RETURN.replace("<RNE>S</RNE>", inner);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>".to_owned() + &RETURN[RETURN.find("<EXP").unwrap()..];
    assert!(fault(&bomb).contains("a document type"), "{}", fault(&bomb));
    assert!(fault(&with("<RNE>&a;</RNE>")).contains("an entity"));
    assert!(fault(&with(&"<X>".repeat(100))).contains("nested far too deep"));
    assert!(fault(&with(&format!("<RNE>{}</RNE>", "x".repeat(2_000)))).contains("far too long"));
    assert!(fault(&with("<RNE>S</RNE><RNE>L</RNE>")).contains("comes twice"));
}

#[test]
fn what_is_damaged_or_no_return_is_one_clear_error() {
    let cut = &RETURN[..RETURN.rfind("</EXP").unwrap()];
    assert_eq!(fault(cut), "return.xml, line 8: it is cut off: an element is never closed");
    assert!(fault(&RETURN[..RETURN.len() - 4]).contains("it is not well-formed XML"));
    assert_eq!(fault(&RETURN.replace("</DECOM>", "</DEC>")), "return.xml, line 5: it is not well-formed XML");
    assert!(fault("<html></html>").contains("not an SSDA903 return"));
    assert!(fault("<EXPSSDA903></EXPSSDA903>").contains("it holds no child"));
    assert!(!fault(&RETURN.replace("</CHILDID>", "<")).contains("11"));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes: Vec<u8>, at in 0_usize..800) {
        let mut spoilt = RETURN.as_bytes().to_vec();
        let at = at.min(spoilt.len());
        spoilt.splice(at..at, bytes);
        let _ = read_xml(&FileBytes::new("return.xml", spoilt));
    }
}

//! A small made-up return with every case, its snapshot of 31 March 2026 told row by row; and the faults of files.

use super::*;
use crate::fostering::{PlacementGroup, Provider, Sex};
use crate::geography::{Distance, GridPoint, PostcodePlace};
use crate::read::Effect;

const TITLES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN,TEST_COLUMN";

/// Row 2 and on. What each shows stands in [`expected`].
const EPISODES: &str = "\
plain,01/06/2025,S,C2,N1,U4,PR1,,,,ZE1 0AA,ZE3 9JX,1234567,x
agency,01/06/2024,S,C2,N1,U6,PR4,31/03/2026,X1,CARPL,B1 1AA,B2 2BB,1234567,x
agency,31/03/2026,P,C2,N1,K2,PR5,,,,b11aa,B3 3CC,1234567,x
ended,01/06/2024,S,C2,N1,U6,PR4,31/03/2026,E4A,,B1 1AA,B2 2BB,1234567,x
later,01/04/2026,S,C2,N1,U6,PR4,,,,B1 1AA,B2 2BB,1234567,x
respite,01/06/2025,S,V4,N1,U6,PR1,,,,B1 1AA,,,x
hospital,01/06/2025,S,C2,N1,U1,PR1,20/03/2026,X1,OTHER,B1 1AA,B2 2BB,1234567,x
hospital,20/03/2026,P,C2,N1,T1,,,,,B1 1AA,B3 3CC,,x
straight,20/03/2026,S,C2,N1,T4,,,,,B1 1AA,B3 3CC,,x
uasc,01/06/2025,S,C2,N5,U6,PR4,,,,B1 1AA,B2 2BB,1234567,x
former,01/06/2025,S,C2,N5,H5,PR4,,,,,B2 2BB,1234567,x
twice,01/06/2025,S,C2,N1,U4,PR1,,,,B1 1AA,B2 2BB,1234567,x
twice,01/06/2025,S,C2,N1,U4,PR1,,,,B1 1AA,B2 2BB,1234567,x
overlap,01/02/2025,S,C2,N1,U4,PR1,,,,B1 1AA,B2 2BB,1234567,x
OVERLAP,01/06/2025,P,C2,N1,U6,PR1,,,,B1 1AA,B3 3CC,1234567,x
slip,31/02/2026,S,C2,N1,U4,PR1,,,,B1 1AA,B2 2BB,1234567,x
backwards,01/06/2025,S,C2,N1,U4,PR1,31/05/2025,E4A,,B1 1AA,B2 2BB,1234567,x
strange,01/06/2025,S,XX,N1,QQ,PR9,,,,JE2 3AB,B1 IAA,1234567,x
,01/06/2025,S,C2,N1,U4,PR1,,,,B1 1AA,B2 2BB,1234567,x
";

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
plain,1,01/04/2010,WBRI,,,
agency,F,31/03/2010,ABAN,,,
agency,F,31/03/2011,ABAN,,,
hospital,U,31/02/2012,,,,
nobody,M,01/01/2012,,,,
uasc,Q,01/04/2026,,,,
";

const UASC: &str = "CHILD,SEX,DOB,DUC
uasc,1,01/01/2012,01/04/2026
former,1,01/01/2009,31/03/2026
nobody,1,01/01/2009,
";

fn directory() -> PostcodeDirectory {
    let place = |postcode: &str, point: Option<(f64, f64)>| {
        let point = point.and_then(|(x, y)| GridPoint::new(x, y));
        (postcode.parse().unwrap(), PostcodePlace { point, ..PostcodePlace::default() })
    };
    PostcodeDirectory::new(vec![
        // Of the ONSPD of November 2025; the others are made up.
        place("ZE1 0AA", Some((447_759.0, 1_141_280.0))),
        place("ZE3 9JX", Some((438_872.0, 1_110_219.0))),
        place("B1 1AA", Some((400_000.0, 300_000.0))),
        place("B2 2BB", Some((402_000.0, 300_000.0))),
        place("B3 3CC", Some((403_000.0, 300_000.0))),
        place("JE2 3AB", None),
    ])
}

fn files(of: &[(&str, &str)]) -> Result<ReturnFiles, ReadError> {
    ReturnFiles::of(of.iter().map(|(name, text)| FileBytes::new(*name, text.as_bytes().to_vec())).collect())
}

fn whole() -> [(&'static str, String); 3] {
    [
        ("uasc.csv", UASC.to_owned()),
        ("header.csv", HEADER.to_owned()),
        ("episodes.csv", format!("{TITLES}\n{EPISODES}")),
    ]
}

fn read_with(temporary: TemporaryPlacements) -> Return {
    let [uasc, header, episodes] = whole();
    let all = [(uasc.0, &*uasc.1), (header.0, &*header.1), (episodes.0, &*episodes.1)];
    files(&all).unwrap().children(Date::iso("2026-03-31").unwrap(), temporary, &directory()).unwrap()
}

fn read() -> Return {
    read_with(TemporaryPlacements::Underlying)
}

/// Child by child: row, id, placement code, metres east of B1 1AA, is a UASC.
type Told<T> = (u32, T, T, Option<f64>, Option<bool>);

fn told(found: &Return) -> Vec<Told<String>> {
    let told = found.children.iter().map(|child| {
        let word = child.placement_type.map_or("", |place| place.word()).to_owned();
        let east = child.placement.filter(|_| child.row > 2).map(|point| point.easting() - 400_000.0);
        (child.row, child.id.as_deref().unwrap_or_default().to_owned(), word, east, child.is_uasc)
    });
    told.collect()
}

#[test]
fn the_snapshot_has_one_row_a_child_and_the_right_one() {
    let expected: [Told<&str>; 9] = [
        (2, "plain", "U4", None, Some(false)),
        (4, "agency", "K2", Some(3_000.0), Some(false)), // the episode that begins on the day, not the one that ends
        (9, "hospital", "U1", Some(2_000.0), Some(false)), // counted at the placement before the hospital
        (10, "straight", "T4", Some(3_000.0), Some(false)), // came into care on a temporary one
        (11, "uasc", "U6", Some(2_000.0), Some(true)),   // ceases the day after
        (12, "former", "H5", Some(2_000.0), Some(false)), // ceased on the day
        (13, "twice", "U4", Some(2_000.0), Some(false)),
        (16, "OVERLAP", "U6", Some(3_000.0), Some(false)), // the last to begin, in whatever case
        (19, "strange", "", None, Some(false)),
    ];
    let expected = expected.map(|(row, id, place, east, uasc)| (row, id.to_owned(), place.to_owned(), east, uasc));
    assert_eq!(told(&read()), expected);
}

#[test]
fn a_temporary_placement_counts_as_recorded_where_that_is_asked() {
    let found = read_with(TemporaryPlacements::AsRecorded);
    let hospital = found.children.iter().find(|child| child.row == 9).unwrap();
    assert_eq!(hospital.placement_type.map(|place| place.group()), Some(PlacementGroup::Temporary));
    assert_eq!((hospital.placement.unwrap().easting(), hospital.provider), (403_000.0, None));
    let underlying = read().children.into_iter().find(|child| child.row == 9).unwrap();
    assert_eq!(underlying.provider, Some(Provider::InHouse));
}

#[test]
fn every_row_left_out_has_its_reason() {
    let found = read();
    let reasons: Vec<(u64, Option<&str>, &str)> = found
        .left_out
        .iter()
        .filter(|each| each.file == "episodes.csv" && each.effect == Effect::RowLeftOut)
        .map(|each| (each.row, each.column.as_deref(), &*each.reason))
        .collect();
    assert_eq!(
        reasons,
        [
            (17, Some("DECOM"), "not a date (DD/MM/YYYY)"),
            (18, Some("DEC"), "the episode ends before it starts"),
            (20, Some("CHILD"), "the identifier is blank"),
            (3, Some("DEC"), "the episode ended by the end of the snapshot day"),
            (5, Some("DEC"), "the episode ended by the end of the snapshot day"),
            (6, Some("DECOM"), "the episode began after the snapshot day"),
            (7, Some("LS"), "a series of short-term breaks (V3, V4)"),
            (8, Some("DEC"), "the episode ended by the end of the snapshot day"),
            (14, None, "the same episode as an earlier row"),
            (15, Some("DECOM"), "overlaps another episode of the child that is open on the snapshot day"),
        ]
    );
    let used = |file: &str| {
        let account = found.accounts.iter().find(|account| account.file == file).unwrap();
        (account.rows_read, account.rows_used)
    };
    assert_eq!([used("episodes.csv"), used("header.csv"), used("uasc.csv")], [(19, 9), (6, 4), (3, 2)]);
}

#[test]
fn values_that_cannot_be_used_are_listed_without_themselves() {
    let found = read();
    let listed: Vec<String> = found
        .left_out
        .iter()
        .filter(|each| each.effect == Effect::ValueNotUsed)
        .map(|each| format!("{} {} {}: {}", each.file, each.row, each.column.as_deref().unwrap_or(""), each.reason))
        .collect();
    assert_eq!(
        listed,
        [
            "header.csv 5 DOB: not a date (DD/MM/YYYY)",
            "header.csv 7 DOB: born after the snapshot day",
            "header.csv 7 SEX: not in the code list",
            "episodes.csv 19 HOME_POST: the postcode has no grid reference",
            "episodes.csv 19 PL_POST: not a postcode: a letter O for a zero, an I for a one, or the reverse",
            "episodes.csv 19 PLACE: not in the code list",
            "episodes.csv 19 PLACE_PROVIDER: not in the code list",
            "episodes.csv 19 LS: not in the code list",
        ]
    );
}

#[test]
fn the_header_tells_age_sex_and_ethnicity() {
    let found = read();
    let child = |row: u32| found.children.iter().find(|child| child.row == row).unwrap();
    let (plain, agency) = (child(2), child(4));
    assert_eq!((plain.age, plain.sex, plain.ethnicity.as_deref()), (Some(15), Some(Sex::Male), Some("WBRI")));
    assert_eq!((agency.age, agency.sex), (Some(16), Some(Sex::Female)), "of the first of two rows");
    assert_eq!((child(9).age, child(9).sex), (None, None));
    assert_eq!(child(13).age, None, "not in the header");
}

#[test]
fn the_published_pair_is_20_1_miles_through_the_files() {
    let found = read();
    let distance =
        found.children[0].home.zip(found.children[0].placement).map(|(from, to)| Distance::between(from, to));
    assert_eq!(distance.map(Distance::ssda903_miles), Some(20.1));
}

#[test]
fn the_rules_it_breaks_are_told_with_their_rows() {
    let found = read();
    let rules: Vec<(&str, &str, &[u64])> = found
        .broken_rules
        .iter()
        .map(|rule| (rule.rule, rule.column.as_deref().unwrap_or(""), &rule.rows[..]))
        .collect();
    assert_eq!(
        rules,
        [
            ("", "DECOM", &[16][..]),
            ("144", "LS", &[19]),
            ("146", "PLACE", &[12]), // of another year
            ("146", "PLACE", &[19]), // of none
            ("178", "PLACE_PROVIDER", &[19]),
            ("214, 398, 420", "HOME_POST", &[7]),
            ("392c", "PL_POST", &[19]),
            ("406", "HOME_POST", &[11]),
            ("", "DOB", &[4]),
        ]
    );
    let warnings: Vec<(u64, Option<u64>)> = found.warnings.iter().map(|each| (each.count, each.row)).collect();
    assert_eq!(
        warnings,
        [(1, Some(9)), (1, Some(10)), (5, None), (2, None)],
        "at the placement before, without one, not in the header, not counted for a date"
    );
}

#[test]
fn no_message_holds_a_value() {
    let found = read();
    let left_out = found.left_out.iter().map(|each| format!("{each:?}"));
    let warnings = found.warnings.iter().map(|each| format!("{each:?}"));
    let rules = found.broken_rules.iter().map(|each| format!("{each:?}"));
    let said: String = left_out.chain(warnings).chain(rules).collect();
    for value in ["plain", "strange", "nobody", "B1 1AA", "JE2", "IAA", "31/02", "QQ", "PR9", "1234567"] {
        assert!(!said.contains(value), "{value}");
    }
}

#[test]
fn the_postcodes_to_look_up_are_those_of_the_return_each_once() {
    let [.., episodes] = whole();
    let postcodes = files(&[(episodes.0, &*episodes.1)]).unwrap().postcodes();
    let mut expected: Vec<Postcode> =
        ["B1 1AA", "B2 2BB", "B3 3CC", "JE2 3AB", "ZE1 0AA", "ZE3 9JX"].map(|text| text.parse().unwrap()).to_vec();
    expected.sort();
    assert_eq!(postcodes, expected);
}

#[test]
fn the_order_of_files_columns_and_rows_does_not_matter() {
    let [uasc, header, episodes] = whole();
    let turned: Vec<String> =
        episodes.1.lines().map(|line| line.split(',').rev().collect::<Vec<_>>().join(";")).collect();
    let turned = format!("\u{feff}{}\r\n", turned.join("\r\n").replace("CHILD", "child").replace("DECOM", " Decom "));
    let all = [("episodes.csv", &*turned), (header.0, &*header.1), (uasc.0, &*uasc.1)];
    let found = files(&all).unwrap();
    let found =
        found.children(Date::iso("2026-03-31").unwrap(), TemporaryPlacements::Underlying, &directory()).unwrap();
    assert_eq!(found.children, read().children);
}

#[test]
fn the_xml_return_gives_the_same_children() {
    let mut xml = "<?xml version=\"1.0\"?><EXPSSDA903>".to_owned();
    let uasc = "<UASC>1</UASC><DUC>2026-04-01</DUC>";
    for (id, header, episode) in [
        (
            "plain",
            "<SEX>1</SEX><DOB>2010-04-01</DOB><UASC/>",
            "<DECOM>01/06/2025</DECOM><LS>C2</LS><PL>U4</PL><DEC/><HOME_POST>ZE1 0AA</HOME_POST><PL_POST>ZE3 9JX</PL_POST>",
        ),
        ("uasc", uasc, "<DECOM>2025-06-01</DECOM><LS>C2</LS><PL>U6</PL><PL_POST>B2 2BB</PL_POST>"),
    ] {
        xml += &format!("<CHILD><HEADER><CHILDID>{id}</CHILDID>{header}</HEADER><EPISODE>{episode}</EPISODE></CHILD>");
    }
    let found = files(&[("return.xml", &*(xml + "</EXPSSDA903>"))]).unwrap();
    let found =
        found.children(Date::iso("2026-03-31").unwrap(), TemporaryPlacements::Underlying, &directory()).unwrap();
    let [plain, uasc] = &found.children[..] else { panic!("two children") };
    assert_eq!((plain.row, plain.age, plain.is_uasc), (1, Some(15), Some(false)));
    assert_eq!((uasc.row, uasc.is_uasc, uasc.placement.map(GridPoint::easting)), (2, Some(true), Some(402_000.0)));
    let names: Vec<&str> = found.accounts.iter().map(|account| &*account.file).collect();
    assert_eq!(names, ["return.xml/EPISODE", "return.xml/HEADER", "return.xml/UASC"]);
}

#[test]
fn without_header_and_uasc_files_ages_and_flags_are_not_known() {
    let [.., episodes] = whole();
    let found = files(&[(episodes.0, &*episodes.1)]).unwrap();
    let found =
        found.children(Date::iso("2026-03-31").unwrap(), TemporaryPlacements::Underlying, &directory()).unwrap();
    assert!(found.children.iter().all(|child| child.age.is_none() && child.is_uasc.is_none()));
    let said: Vec<&str> = found.warnings.iter().map(|warning| &*warning.what).collect();
    assert!(
        said.iter().any(|what| what.contains("no header file"))
            && said.iter().any(|what| what.contains("no UASC file"))
    );
}

#[test]
fn what_is_no_return_is_one_clear_error() {
    let fault = |of: &[(&str, &str)]| files(of).unwrap_err().to_string();
    let utf_16 = FileBytes::new("episodes.csv", b"\xFF\xFEC\0H\0".to_vec());
    let error = ReturnFiles::of(vec![utf_16]).unwrap_err().to_string();
    assert_eq!(error, "episodes.csv: it is UTF-16 text, which is not read");
    assert_eq!(
        fault(&[("header.csv", HEADER), ("uasc.csv", UASC)]),
        "[children] ssda903: no episodes among header.csv, uasc.csv"
    );
    let lacking = TITLES.replace("PL_POST", "POSTCODE");
    assert!(fault(&[("episodes.csv", &lacking)]).contains("has no column PL_POST"));
    assert!(fault(&[("some.csv", "a,b\n1,2\n")]).contains("none of the return's"));
}

#[test]
fn a_return_of_another_year_is_an_error_and_not_a_study_of_no_one() {
    let [.., episodes] = whole();
    let found = files(&[("header.csv", HEADER), (episodes.0, &*episodes.1)]).unwrap();
    let error =
        found.children(Date::iso("2019-03-31").unwrap(), TemporaryPlacements::Underlying, &directory()).unwrap_err();
    let expected = "episodes.csv: no child is looked after on the snapshot day; of its 19 rows most often: the episode began after the snapshot day";
    assert_eq!(error.to_string(), expected);
    assert!(error.hint().unwrap().contains("snapshot"));
    let empty = files(&[("episodes.csv", TITLES)]).unwrap();
    let nobody =
        empty.children(Date::iso("2019-03-31").unwrap(), TemporaryPlacements::Underlying, &directory()).unwrap();
    assert!(nobody.children.is_empty(), "a file without rows is a study of no one");
}

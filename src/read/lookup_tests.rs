//! Lookups made here, and the real ones in `../shared/data/lookups`.

use super::*;
use crate::read::boundaries::fixtures::shared;
use crate::read::input::FileBytes;

fn lookup(text: &str, ward_year: Option<u16>) -> Result<LookupFile, ReadError> {
    parse(&CsvFile::of(FileBytes::new("lookup.csv", text.as_bytes().to_vec()))?, ward_year)
}

fn gss(text: &str) -> GssCode {
    text.parse().unwrap()
}

fn authority(file: &LookupFile, ward: &str) -> Option<String> {
    Some(file.lookup.of_ward(gss(ward))?.authority()?.code.to_string())
}

#[test]
fn onss_own_columns_give_the_whole_hierarchy() {
    let text = "\u{FEFF}WD21CD,WD21NM,LAD21CD,LAD21NM,CTY21CD,CTY21NM,RGN21CD,RGN21NM,CTRY21CD,CTRY21NM\n\
        E05009439,Aylestone Hill,E06000019,\"Herefordshire, County of\",,,E12000005,West Midlands,E92000001,England\n\
        E05007859,Alvechurch Village,E07000234,Bromsgrove,E10000034,Worcestershire,E12000005,West Midlands,E92000001,England\n\
        W05000981,Aethwy,W06000001,Isle of Anglesey,W99999999,,W99999999,,W92000004,Wales\n";
    let file = lookup(text, Some(2021)).unwrap();
    assert_eq!(authority(&file, "E05009439").as_deref(), Some("E06000019"));
    assert_eq!(authority(&file, "E05007859").as_deref(), Some("E10000034"));
    assert_eq!(authority(&file, "W05000981").as_deref(), Some("W06000001"));
    let hereford = file.lookup.of_ward(gss("E05009439")).unwrap();
    assert_eq!(hereford.authority().unwrap().name.as_deref(), Some("Herefordshire, County of"));
    assert_eq!(file.lookup.of_ward(gss("W05000981")).unwrap().region, None);
    assert_eq!(file.lookup.of_area(gss("E07000234")).unwrap().authority().unwrap().code, gss("E10000034"));
    assert_eq!(file.lookup.of_area(gss("E10000034")).unwrap().region.as_ref().unwrap().code, gss("E12000005"));
    assert_eq!((file.input.rows, file.input.vintage), (Some(3), Some(2021)));
    assert_eq!((file.account.rows_used, file.account.rows_left_out), (3, 0));
}

#[test]
fn a_code_again_with_another_answer_is_left_out_and_warned_of() {
    let text = "WDCD,LADCD\nE05000001,E09000001\nE05000001,E09000001\nE05000001,E09000002\n";
    let file = lookup(text, None).unwrap();
    assert_eq!(authority(&file, "E05000001").as_deref(), Some("E09000001"));
    assert_eq!((file.account.rows_read, file.account.rows_used, file.account.rows_left_out), (3, 2, 1));
    assert_eq!(file.left_out[0].row, 4);
    let [warning] = file.warnings.as_slice() else { panic!("{:?}", file.warnings) };
    assert_eq!((warning.row, warning.count, warning.column.as_deref()), (Some(4), 1, Some("WDCD")));
}

#[test]
fn rows_without_a_code_are_left_out_and_cells_without_one_are_not_used() {
    let text = "WDCD,LADCD\n,E09000001\nAbbey,E09000001\nE05000001,Barking\nE05000002,\n";
    let file = lookup(text, None).unwrap();
    assert_eq!((file.account.rows_used, file.account.rows_left_out), (2, 2));
    let reasons: Vec<_> = file.left_out.iter().map(|each| (each.row, each.reason.as_str())).collect();
    assert_eq!(reasons, [(2, "the code is blank"), (3, "not a GSS code"), (4, "not a GSS code")]);
    assert_eq!(file.left_out[2].effect, Effect::ValueNotUsed);
    assert_eq!(authority(&file, "E05000002"), None);
}

#[test]
fn rows_that_are_damaged_are_left_out_and_named_by_their_line() {
    let long = "x".repeat(100_000);
    let text = format!(
        "WDCD,LADCD,LADNM\n\nE05000001,E09000001,\"two\nlines\"\nE05000002,E09000001\n\
         E05000003,E09000001,{long}\n,,\nAbbey,E09000001,x\nE05000001,E09000002,x\n"
    );
    let file = lookup(&text, None).unwrap();
    assert_eq!((file.account.rows_read, file.account.rows_used, file.account.rows_left_out), (6, 1, 5));
    assert_eq!(file.left_out.iter().map(|each| each.row).collect::<Vec<_>>(), [5, 6, 7, 8, 9]);
    assert_eq!(file.warnings[0].row, Some(9));
    assert_eq!((authority(&file, "E05000002"), authority(&file, "E05000003")), (None, None));
}

#[test]
fn semicolons_and_tabs_separate_as_well() {
    for separator in [";", "\t"] {
        let text = "WDCD,LADCD\nE05000001,E09000001\n".replace(',', separator);
        assert_eq!(authority(&lookup(&text, None).unwrap(), "E05000001").as_deref(), Some("E09000001"));
    }
}

#[test]
fn an_open_quotation_mark_or_a_nul_byte_is_an_error_that_names_the_line() {
    let rows = "WDCD,LADCD,LADNM\nE05000001,E09000001,\"Barking\nE05000002,E09000001,x\nE05000003,E09000001,x\n";
    let error = lookup(rows, None).unwrap_err();
    assert!(error.to_string().starts_with("lookup.csv, row 2: a quotation mark"), "{error}");
    let error = lookup("WDCD,LADCD\nE05000001,E09000001\n\0,\n", None).unwrap_err();
    assert!(error.to_string().starts_with("lookup.csv, row 3: the file holds NUL bytes"), "{error}");
}

#[test]
fn a_district_whose_wards_disagree_has_no_answer() {
    let text = "WDCD,LADCD,UTLACD\nE05000001,E07000001,E10000001\nE05000002,E07000001,E10000002\n";
    let file = lookup(text, None).unwrap();
    assert!(file.lookup.of_area(gss("E07000001")).is_none());
    assert_eq!(authority(&file, "E05000002").as_deref(), Some("E10000002"));
}

#[test]
fn the_wards_own_year_is_taken() {
    let text = "WD11CD,LAD11CD,WD22CD,LAD22CD\nE05000011,E07000111,E05000022,E06000222\n";
    let of_2011 = lookup(text, Some(2011)).unwrap();
    assert_eq!(authority(&of_2011, "E05000011").as_deref(), Some("E07000111"));
    assert_eq!(of_2011.input.vintage, Some(2011));
    let newest = lookup(text, Some(2025)).unwrap();
    assert_eq!(authority(&newest, "E05000022").as_deref(), Some("E06000222"));
}

#[test]
fn a_lookup_may_be_keyed_by_district_or_by_authority() {
    let by_district = lookup("LAD21CD,UTLA21CD,UTLA21NM\nE07000234,E10000034,Worcestershire\n", None).unwrap();
    assert!(!by_district.lookup.is_of_wards());
    let bromsgrove = by_district.lookup.of_area(gss("E07000234")).unwrap();
    assert_eq!(bromsgrove.authority().unwrap().name.as_deref(), Some("Worcestershire"));
    let by_authority = lookup("UTLACD,RGNCD\nE10000034,E12000005\n", None).unwrap();
    assert_eq!(by_authority.lookup.of_area(gss("E10000034")).unwrap().region.as_ref().unwrap().code, gss("E12000005"));
}

#[test]
fn files_that_are_no_lookup_say_why() {
    let cases = [
        ("child,dob\n1,2\n", "no column of ward or authority codes; it has: child, dob"),
        (
            "E00000001,Jane Smith,B30 1AA\n",
            "no column of ward or authority codes; its first row looks like a record, not like titles",
        ),
        ("", "the file is empty"),
        ("WD25CD,WD25NM\nE05000001,Abbey\n", "it says nothing of authorities, regions or nations"),
        ("WD25CD,LAD25CD\n", "it has no row with a code"),
        ("WD25CD,LAD25CD\nAbbey,Barking\n", "it has no row with a code"),
    ];
    for (text, what) in cases {
        assert_eq!(lookup(text, None).unwrap_err().to_string(), format!("lookup.csv: {what}"));
    }
}

#[test]
fn the_real_ward_lookup_has_one_code_twice() {
    let Some(path) = shared("lookups/ward_all_codes.csv") else { return };
    let file = read_lookup(&path, Some(2025)).unwrap();
    // Counted with another program (Python's csv): 15,729 rows, 15,728 codes, E05014284 again in row 10,590.
    assert_eq!((file.account.rows_read, file.account.rows_used, file.lookup.wards.len()), (15_729, 15_728, 15_728));
    assert_eq!(file.left_out.iter().map(|each| each.row).collect::<Vec<_>>(), [10_590]);
    assert_eq!(authority(&file, "E05001218").as_deref(), Some("E08000026"));
    // LADCD, not LADCD_ACTIVE or LAD20CD: Hambleton's ward keeps its abolished district, under North Yorkshire.
    let first = file.lookup.of_ward(gss("E05014284")).unwrap();
    assert_eq!(first.district.as_ref().unwrap().code, gss("E07000167"));
    assert_eq!(first.authority().unwrap().code, gss("E06000065"));
}

#[test]
fn the_real_lookups_of_other_kinds_are_read() {
    let names = [
        ("la_all_codes.csv", 415, None),
        ("utla_all_codes.csv", 218, None),
        ("Ward_to_Local_Authority_District_(December_2019)_Lookup_in_the_United_Kingdom.csv", 8887, Some(2019)),
        ("Ward_to_Local_Authority_District_(December_2023)_Lookup_in_the_United_Kingdom.csv", 8441, Some(2023)),
    ];
    for (name, rows, vintage) in names {
        let Some(path) = shared(&format!("lookups/{name}")) else { return };
        let file = read_lookup(&path, Some(2025)).unwrap();
        assert_eq!((file.account.rows_used, file.input.vintage), (rows, vintage), "{name}");
    }
}

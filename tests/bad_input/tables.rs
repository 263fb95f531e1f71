//! Lists and their values.

use super::small_study::{SmallStudy, WARDS};
use super::support::{csv_rows, json, text};

#[test]
fn a_list_that_is_not_there() {
    let study = SmallStudy::new();
    study.edit("study.toml", "carers.csv", "nowhere.csv");
    study.fails(2, "nowhere.csv: there is no such file");
}

#[test]
fn ragged_rows_are_left_out_and_listed() {
    let study = SmallStudy::new();
    study.edit("children.csv", "a2,400500,", "a2,9,400500,");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let left_out = text(&study.path("out/left_out.csv"));
    assert_eq!(
        left_out,
        "file,row,column,what,reason\nchildren.csv,3,,row left out,\"the number of fields is not the header's (9, not 8)\"\n"
    );
    assert_eq!(json(&study.path("out/summary.json"))["children"]["children"], 3);
}

#[test]
fn a_file_without_a_header() {
    let study = SmallStudy::new();
    study.write("children.csv", "a1,400500,301500,400500,300500,U4\n");
    study.fails(
        1,
        "children.csv: no columns for home_easting and home_northing, nor for home_longitude and home_latitude",
    );
    study.write("children.csv", "");
    study.fails(1, "children.csv: the file is empty");
}

#[test]
fn a_file_with_a_header_only_is_a_study_of_no_one() {
    let study = SmallStudy::new();
    study.write("children.csv", "child_id,home_easting,home_northing,placement_easting,placement_northing\n");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert_eq!(json(&study.path("out/summary.json"))["children"]["children"], 0);
}

#[test]
fn nul_bytes_and_utf_16() {
    let study = SmallStudy::new();
    study.edit("children.csv", "a3", "a\u{0}3");
    study.fails(1, "children.csv, row 4: the file holds NUL bytes");
    let utf16: Vec<u8> = "\u{feff}child_id".encode_utf16().flat_map(u16::to_le_bytes).collect();
    study.write("children.csv", utf16);
    study.fails(1, "children.csv: it is UTF-16 text");
}

#[test]
fn ten_megabytes_in_one_field_leave_out_that_row() {
    let study = SmallStudy::new();
    study.edit("carers.csv", "c2,", &format!("{},", "c".repeat(10_000_000)));
    assert_eq!(study.run(&[]).status, Some(0));
    let left_out = text(&study.path("out/left_out.csv"));
    assert_eq!(
        left_out,
        "file,row,column,what,reason\ncarers.csv,3,,row left out,a field is longer than 65536 bytes\n"
    );
}

#[test]
fn values_that_cannot_be_are_not_known_and_listed_without_the_value() {
    let study = SmallStudy::new();
    study.edit("children.csv", "a1,400500,301500,400500,300500,U4,PR1,9", "a1,52.4,-1.9,300500,1300500,X9,PR7,900");
    study.edit("children.csv", "a4", "a3");
    study.edit("carers.csv", "c1,400500,301500,in_house,2", "c1,4005000,301500,our own,many");
    assert_eq!(study.run(&[]).status, Some(0));
    let left_out = csv_rows(&study.path("out/left_out.csv"));
    let lines: Vec<String> = left_out
        .iter()
        .map(|row| format!("{} {} {}: {}", row["row"], row["column"], row["what"], row["reason"]))
        .collect();
    let expected = [
        "2 approved_places value not used: not a whole number of places",
        "2 easting value not used: the point is not in Great Britain",
        "2 provider value not used: not a provider of the code list",
        "2 age value not used: not an age in whole years, 0 to 25",
        "2 home_easting value not used: degrees in the columns of eastings and northings",
        "2 placement_easting value not used: the point is not in Great Britain",
        "2 placement_provider value not used: not in the code list",
        "2 placement_type value not used: not in the code list",
        "5 child_id row left out: an earlier row has the same identifier",
    ];
    assert_eq!(lines, expected);
    let listed = text(&study.path("out/left_out.csv"));
    for value in ["X9", "PR7", "900", "52.4", "our own", "many", "a3"] {
        assert!(!listed.contains(value), "{value} is in left_out.csv");
    }
}

#[test]
fn an_authority_that_cannot_be_read_is_never_taken_for_the_studys_own() {
    let study = SmallStudy::new();
    study.edit("children.csv", "placement_provider,age", "placement_provider,responsible_authority");
    study.edit("children.csv", "PR1,9", "PR1,Coventry");
    study.edit("children.csv", "U6,PR4,15", "U6,PR4,P12345678");
    study.edit("children.csv", "K2,PR4,16", "K2,PR4,E08990001");
    study.edit("children.csv", "PR1,0", "PR1,");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let children = &json(&study.path("out/summary.json"))["children"];
    assert_eq!((&children["children"], &children["responsible_not_known"]), (&2.into(), &2.into()), "{children}");
    assert!(!outcome.errors.contains("P12345678"), "{}", outcome.errors);
}

#[test]
fn a_file_without_a_header_does_not_have_its_first_record_printed() {
    let study = SmallStudy::new();
    study.write("carers.csv", "easting,northing,Jane Smith,B30 1AA\n400500,301500,x,y\n");
    let outcome = study.fails(1, "carers.csv: no column for provider; its first row looks like a record");
    assert!(!outcome.errors.contains("Jane") && !outcome.errors.contains("B30"), "{}", outcome.errors);
}

#[test]
fn a_file_of_which_no_row_can_be_used() {
    let study = SmallStudy::new();
    study.write("carers.csv", "carer_id,easting,northing,provider\nc1,400500,301500\nc2,400500,301500\n");
    study.fails(1, "carers.csv: none of its 2 rows can be used; most often: the number of fields is not the header's");
}

#[test]
fn figures_of_wards_that_are_not_there_are_left_out_and_listed() {
    let study = SmallStudy::new();
    let settings = text(&study.path("study.toml")) + "[population]\nfile = \"population.csv\"\n";
    study.write("study.toml", settings);
    study.write(
        "population.csv",
        "WD19CD,population_0_17\nE05990001,\"1,500\"\nE05990099,10\nE05990002,18446744073709551615\n",
    );
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let left_out = csv_rows(&study.path("out/left_out.csv"));
    let rows: Vec<_> = left_out.iter().map(|row| (row["row"].as_str(), row["reason"].as_str())).collect();
    let expected = [
        ("3", "the ward is not among the boundaries, or of another year"),
        ("4", "not a whole number of people or households in a ward"),
    ];
    assert_eq!(rows, expected);
    assert_eq!(csv_rows(&study.path("out/tables/wards.csv"))[0]["population_0_17"], "1500");
}

#[test]
fn short_term_breaks_are_left_out_and_counted_as_such() {
    let study = SmallStudy::new();
    study.edit("children.csv", "placement_provider,age", "placement_provider,legal_status");
    study.edit("children.csv", "U4,PR1,9", "U4,PR1,v4");
    study.edit("children.csv", "U6,PR4,15", "U6,PR4,C2");
    assert_eq!(study.run(&[]).status, Some(0));
    assert_eq!(json(&study.path("out/summary.json"))["children"]["children"], 3);
    let left_out = &csv_rows(&study.path("out/left_out.csv"))[0];
    assert_eq!((&*left_out["row"], &*left_out["what"]), ("2", "row left out"));
    assert_eq!(left_out["reason"], "a series of short-term breaks (V3, V4)");
}

#[test]
fn longitudes_and_latitudes_give_the_same_wards_and_both_pairs_are_an_error() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    let carers = json(&study.path("out/layers/carers.geojson"));
    let row = |feature: &serde_json::Value| {
        let at = &feature["geometry"]["coordinates"];
        format!("{},{},{},x\n", feature["properties"]["carer_id"].as_str().unwrap(), at[0], at[1])
    };
    let rows: String = carers["features"].as_array().unwrap().iter().map(row).collect();
    study.write("carers.csv", format!("carer_id,longitude,latitude,provider\n{rows}"));
    assert_eq!(study.run(&["--overwrite"]).status, Some(0));
    let wards = csv_rows(&study.path("out/tables/wards.csv"));
    assert_eq!(wards.iter().map(|row| row["carers"].as_str()).collect::<Vec<_>>(), ["2", "0", "1", "0"]);
    study.write("carers.csv", "carer_id,longitude,latitude,easting,northing,provider\na,-2,52.6,400500,301500,ifa\n");
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(1));
    assert!(
        outcome.errors.contains("it has eastings and northings, and longitudes and latitudes too"),
        "{}",
        outcome.errors
    );
}

#[test]
fn more_places_vacant_than_approved_are_not_known() {
    let study = SmallStudy::new();
    study.edit("carers.csv", "approved_places,segment", "approved_places,vacant_places");
    study.edit("carers.csv", "in_house,2,A", "in_house,2,3");
    study.edit("carers.csv", "ifa,3,B", "ifa,3,1");
    study.edit("carers.csv", "ifa,,A", "ifa,,");
    assert_eq!(study.run(&[]).status, Some(0));
    assert_eq!(csv_rows(&study.path("out/tables/wards.csv"))[0]["vacant_places"], "1");
    assert_eq!(csv_rows(&study.path("out/left_out.csv"))[0]["reason"], "more places vacant than approved");
}

#[test]
fn wards_that_overlap_in_part_are_warned_of() {
    let study = SmallStudy::new();
    let mut wards = WARDS.to_vec();
    wards[1].4 = 1.2;
    study.write_wards("wards", &wards);
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert!(outcome.errors.contains("wards overlap along their edges, such as"), "{}", outcome.errors);
}

#[test]
fn a_list_of_neighbours_without_an_authority() {
    let study = SmallStudy::new();
    study.edit("study.toml", "authority = \"E08990001\"", "bordering = [\"E08990002\"]");
    study.fails(2, "study.toml, bordering: it lists the neighbours of the study's authority, and none is named");
}

#[test]
fn a_point_off_every_ward_snaps_only_when_asked() {
    let study = SmallStudy::new();
    study.edit("carers.csv", "c3,401500,300500", "c3,402030,300500");
    assert_eq!(study.run(&[]).status, Some(0));
    assert_eq!(csv_rows(&study.path("out/tables/wards.csv"))[2]["carers"], "0");
    study.edit("study.toml", "title = \"Small\"", "title = \"Small\"\nsnap_metres = 50");
    assert_eq!(study.run(&["--overwrite"]).status, Some(0));
    assert_eq!(csv_rows(&study.path("out/tables/wards.csv"))[2]["carers"], "1");
    assert_eq!(json(&study.path("out/run_report.json"))["points"][0]["snapped"], 1);
}

#[test]
fn two_columns_that_could_be_the_same() {
    let study = SmallStudy::new();
    study.edit("carers.csv", "carer_id,easting,northing,provider", "carer_id,easting,eastings,provider");
    study.edit("carers.csv", "easting,eastings", "east,northing");
    study.fails(1, "carers.csv: column \"northing\" stands alone: there is none for easting");
    study.edit("carers.csv", "east,northing", "oseast1m,eastings");
    study.fails(1, "columns \"oseast1m\" and \"eastings\" could both be easting");
}

#[test]
fn swapped_columns_are_found_by_where_the_points_lie() {
    let study = SmallStudy::new();
    study.edit("carers.csv", "easting,northing", "northing,easting");
    let rows: String = (0..20).map(|at| format!("d{at},{},{},ifa,1,A\n", 400_100 + at, 301_200 + at)).collect();
    let file = text(&study.path("carers.csv")) + &rows;
    study.write("carers.csv", file);
    study.fails(1, "carers: easting and northing are swapped: 23 of 23 points");
}

//! Bad input, one piece at a time: each gives one clear error (or left-out rows), none panics, none leaves half an output.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::fs;

use small_study::{SmallStudy, WARDS};
use support::{csv_rows, files_below, json, text};

#[test]
fn the_small_study_runs_and_accounts_for_every_row() {
    let study = SmallStudy::new();
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let summary = json(&study.path("out/summary.json"));
    assert_eq!(summary["children"]["children"], 4, "{summary}");
    let rows = csv_rows(&study.path("out/tables/wards.csv"));
    assert_eq!(rows.iter().map(|row| row["children_home"].as_str()).collect::<Vec<_>>(), ["1", "2", "0", "0"]);
    assert_eq!(rows.iter().map(|row| row["approved_places"].as_str()).collect::<Vec<_>>(), ["5", "0", "", "0"]);
    assert_eq!(study.unfinished(), 0);
}

// Boundaries

#[test]
fn a_boundary_file_that_is_not_there() {
    let study = SmallStudy::new();
    study.edit("study.toml", "wards.shp", "nowhere.shp");
    study.fails(2, "nowhere.shp: there is no such file");
}

#[test]
fn a_boundary_file_that_is_no_shapefile() {
    let study = SmallStudy::new();
    study.write(
        "wards.shp",
        "this is a letter to the council, not a shapefile, however long it may be: it goes on and on, past the header",
    );
    study.fails(1, "wards.shp");
}

#[test]
fn a_shapefile_cut_off_in_the_middle() {
    let study = SmallStudy::new();
    let bytes = fs::read(study.path("wards.shp")).unwrap();
    for length in [0, 50, 100, 104, 150, bytes.len() - 1] {
        study.write("wards.shp", &bytes[..length]);
        study.fails(1, "wards.shp");
    }
}

#[test]
fn a_dbf_with_another_number_of_rows() {
    let study = SmallStudy::new();
    study.write_wards("fewer", &WARDS[..3]);
    fs::copy(study.path("fewer.dbf"), study.path("wards.dbf")).unwrap();
    study.fails(1, "wards.shp: it has 4 shapes, and the .dbf beside it 3 records");
}

#[test]
fn boundaries_without_a_code_field() {
    let study = SmallStudy::new();
    let bytes = fs::read(study.path("wards.dbf")).unwrap();
    let at = bytes.windows(6).position(|name| name == b"WD25CD").unwrap();
    let mut spoilt = bytes.clone();
    spoilt[at..at + 6].copy_from_slice(b"THINGS");
    study.write("wards.dbf", spoilt);
    study.fails(1, "wards.shp: no column of ward codes, such as WD25CD, among its columns: THINGS, WD25NM, LAD25CD");
}

#[test]
fn a_coordinate_system_that_is_none() {
    let study = SmallStudy::new();
    study.write("wards.prj", "LOCAL_CS[\"somewhere\",UNIT[\"Meter\",1.0]]");
    study.fails(1, "wards.prj");
    study.write("wards.prj", "complete nonsense");
    study.fails(1, "wards.prj");
}

#[test]
fn an_empty_coverage() {
    let study = SmallStudy::new();
    study.write_wards("wards", &[]);
    study.fails(1, "wards");
}

#[test]
fn wards_that_lie_over_one_another() {
    let study = SmallStudy::new();
    let mut wards = WARDS.to_vec();
    wards.push(("E05990005", "Over Northgate", "E08990001", [400.1, 301.1], 0.8));
    study.write_wards("wards", &wards);
    let outcome = study.fails(1, "lie over another ward, such as E05990001 and E05990005");
    assert!(outcome.errors.contains("hint: are boundaries of two years mixed?"), "{}", outcome.errors);
}

#[test]
fn a_code_twice_with_another_outline() {
    let study = SmallStudy::new();
    let mut wards = WARDS.to_vec();
    wards[3].0 = "E05990003";
    study.write_wards("wards", &wards);
    study.fails(1, "wards.shp, record 4: the ward code of wards.shp, record 3, comes again with another outline");
}

#[test]
fn an_authority_that_the_boundaries_do_not_have() {
    let study = SmallStudy::new();
    study.edit("study.toml", "E08990001", "E08000025");
    study.fails(2, "authority E08000025 has no ward in the boundaries; they have E08990001, E08990002");
}

// CSV files

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

// The output folder

#[test]
fn an_output_folder_that_exists_is_refused_and_stays_as_it_is() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    let before = text(&study.path("out/run_report.json"));
    let again = study.run(&[]);
    assert_eq!(again.status, Some(2));
    assert!(
        again.errors.contains("is there already") && again.errors.contains("hint: add --overwrite"),
        "{}",
        again.errors
    );
    assert_eq!(study.run(&["--overwrite"]).status, Some(0));
    assert_eq!(text(&study.path("out/run_report.json")), before);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_folder_of_something_else_is_never_overwritten() {
    let study = SmallStudy::new();
    fs::create_dir(study.path("out")).unwrap();
    study.write("out/letter.txt", "dear council");
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.errors.contains("is not a folder that nearhome wrote"), "{}", outcome.errors);
    assert_eq!(files_below(&study.path("out")), ["letter.txt"]);
}

#[test]
fn an_earlier_output_outlives_a_run_that_fails() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    let before = files_below(&study.path("out"));
    study.write("children.csv", "");
    assert_eq!(study.run(&["--overwrite"]).status, Some(1));
    assert_eq!(files_below(&study.path("out")), before);
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_place_where_no_folder_can_be_made() {
    let study = SmallStudy::new();
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    let output =
        command.args(["run", "study.toml", "--out", "no/such/place/out"]).current_dir(study.folder()).output().unwrap();
    let outcome = small_study::Outcome::of(&output);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.errors.contains("is not a folder to write in"), "{}", outcome.errors);
}

/// `nearhome run study.toml --overwrite` into a folder of another name.
fn overwrite(study: &SmallStudy, out: &str) -> small_study::Outcome {
    let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
    let command = command.args(["run", "study.toml", "--overwrite", "--out", out]).current_dir(study.folder());
    small_study::Outcome::of(&command.output().unwrap())
}

#[test]
fn a_file_that_someone_put_into_an_output_is_named_and_kept() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    study.write("out/tables/notes.txt", "seen by the panel");
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
    assert!(outcome.errors.contains("tables/notes.txt, which nearhome did not write"), "{}", outcome.errors);
    assert_eq!(text(&study.path("out/tables/notes.txt")), "seen by the panel");
    fs::remove_file(study.path("out/tables/notes.txt")).unwrap();
    assert_eq!(study.run(&["--overwrite"]).status, Some(0));
}

#[test]
fn the_run_report_of_something_else_does_not_make_a_folder_ours() {
    let study = SmallStudy::new();
    fs::create_dir(study.path("out")).unwrap();
    study.write("out/run_report.json", r#"{"other tool": 1}"#);
    let outcome = study.run(&["--overwrite"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
    assert!(outcome.errors.contains("is not a folder that nearhome wrote"), "{}", outcome.errors);
    assert_eq!(text(&study.path("out/run_report.json")), r#"{"other tool": 1}"#);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_refused_before_the_work() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    std::os::unix::fs::symlink("out", study.path("link")).unwrap();
    study.write("children.csv", ""); // Status 1, were it read.
    for out in ["link", "link/"] {
        let outcome = overwrite(&study, out);
        assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
        assert!(outcome.errors.contains("is a symbolic link"), "{}", outcome.errors);
    }
    assert!(study.path("out/summary.json").is_file());
}

#[test]
fn a_path_that_goes_up_again_is_the_folder_it_leads_to() {
    let study = SmallStudy::new();
    assert_eq!(study.run(&[]).status, Some(0));
    for out in ["out/tables/..", "out/"] {
        let outcome = overwrite(&study, out);
        assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    }
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn a_file_in_the_way_is_not_to_be_made_a_folder() {
    let study = SmallStudy::new();
    for out in ["carers.csv/out", "carers.csv/no/out"] {
        let outcome = overwrite(&study, out);
        assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
        assert!(outcome.errors.contains("carers.csv is a file, not a folder to write in"), "{}", outcome.errors);
        assert!(!outcome.errors.contains("mkdir"), "{}", outcome.errors);
    }
}

/// In a mount namespace of its own, on a small file system made for the test; says so where that may not be done.
#[cfg(target_os = "linux")]
fn in_a_small_file_system(options: &str, study: &SmallStudy) -> Option<small_study::Outcome> {
    fs::create_dir(study.path("disk")).unwrap();
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    let script = format!(
        "mount -t tmpfs -o size=40k tmpfs disk || exit 99; mount -o remount,{options} disk; \
         '{}' run study.toml --out disk/out; status=$?; ls -A disk | sed 's/^/left: /'; exit $status",
        binary.display()
    );
    let mut command = std::process::Command::new("unshare");
    let output = command.args(["--mount", "--map-root-user", "sh", "-c", &script]).current_dir(study.folder()).output();
    match output.ok().map(|output| small_study::Outcome::of(&output)) {
        Some(outcome) if outcome.status.is_some_and(|status| status < 99) && !outcome.errors.contains("unshare:") => {
            Some(outcome)
        }
        _ => {
            assert!(std::env::var_os("CI").is_none(), "in CI a small file system can be mounted");
            eprintln!("skipped: no file system can be mounted here");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up() {
    let study = SmallStudy::new();
    let Some(outcome) = in_a_small_file_system("rw", &study) else { return };
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("cannot be written: the disk is full"), "{}", outcome.errors);
    assert!(!outcome.output.contains("left:"), "nothing is left on the disk: {}", outcome.output);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_read_only() {
    let study = SmallStudy::new();
    let Some(outcome) = in_a_small_file_system("ro", &study) else { return };
    assert_eq!(outcome.status, Some(1), "{}", outcome.errors);
    assert!(outcome.errors.contains("cannot be written: the disk is read-only"), "{}", outcome.errors);
}

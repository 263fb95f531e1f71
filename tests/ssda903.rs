//! Children from DfE's own output file, and what a study of an SSDA903 return needs.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use small_study::SmallStudy;
use support::{csv_rows, json};

/// A study of a made-up `distance_and_Placement_Extended.csv`: no points at all.
fn study_of_dfes_file() -> SmallStudy {
    let study = SmallStudy::new();
    study.write(
        "distance.csv",
        "CHILD_LA_CODE,SEX,ETHNIC_CODE,UASC_STATUS,DOB,PL_DISTANCE,LA_PLACEMENT,row_id,D_LAST_POC,D_DEC,REC\n\
         899,M,WBRI,0,01/04/2012,20.0,899,1,01/01/2025,,\n\
         899,F,WBRI,0,01/04/2012,20.1,898,2,01/01/2025,,\n\
         899,F,WBRI,1,01/04/2009,,899,3,01/01/2025,,\n\
         899,M,WBRI,0,01/04/2012,999.9,WAL,4,01/01/2025,,\n\
         899,M,WBRI,0,01/04/2012,5.0,CON,5,01/01/2025,,\n\
         899,M,WBRI,0,01/04/2012,5.0,899,6,01/01/2025,31/03/2026,E4A\n",
    );
    study.edit("study.toml", "children.csv", "distance.csv");
    study.edit("study.toml", "[study]\n", "[study]\nsnapshot = 2026-03-31\n");
    study
}

#[test]
fn the_split_comes_out_right_without_a_single_point() {
    let study = study_of_dfes_file();
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let table = csv_rows(&study.path("out/tables/boundary_split.csv"));
    let of_all = table.iter().filter(|row| row["breakdown"] == "all" && row["split"] == "distance_and_boundary");
    let split: Vec<(&str, &str, &str)> =
        of_all.map(|row| (&*row["category"], &*row["children"], &*row["group_children"])).collect();
    assert_eq!(
        split,
        [
            ("Inside boundary - 20 miles or less", "1", "5"),
            ("Inside boundary - Over 20 miles", "0", "5"),
            ("Inside boundary - Distance not known or not recorded", "1", "5"),
            ("Outside boundary - 20 miles or less", "0", "5"),
            ("Outside boundary - Over 20 miles", "1", "5"),
            ("Outside boundary - Distance not known or not recorded", "1", "5"),
            ("Boundary not known", "1", "5"),
        ]
    );
    let wards = csv_rows(&study.path("out/tables/wards.csv"));
    assert!(
        wards.iter().all(|ward| ward["children_home"].is_empty()
            && ward["children_placed"].is_empty()
            && ward["inside_near"].is_empty()),
        "the file tells no child's ward"
    );
    let report = json(&study.path("out/run_report.json"));
    let account = report["accounts"].as_array().unwrap().iter().find(|each| each["file"] == "distance.csv").unwrap();
    assert_eq!(
        (&account["rows_read"], &account["rows_used"], &account["rows_left_out"]),
        (&6.into(), &5.into(), &1.into())
    );
}

/// What a study of a return lacks, and what is said then.
#[test]
fn a_return_needs_an_authority_a_day_and_a_postcode_directory() {
    let study = SmallStudy::new();
    study.write("episodes.csv", "CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\na,01/06/2025,,C2,U4,B1 1AA,B2 2BB\n");
    study.edit("study.toml", "file = \"children.csv\"", "ssda903 = \"episodes.csv\"");
    study.fails(2, "the return of 1 files needs a day");
    study.edit("study.toml", "[study]\n", "[study]\nsnapshot = 2026-03-31\n");
    study.fails(2, "names no postcode directory");
    study.edit("study.toml", "authority = \"E08990001\"\n", "");
    study.fails(2, "a return is one authority's");
}

#[test]
fn files_that_are_no_return_are_one_clear_error() {
    let study = SmallStudy::new();
    study.edit("study.toml", "file = \"children.csv\"", "ssda903 = [\"episodes.csv\", \"children.csv\"]");
    study.edit("study.toml", "[study]\n", "[study]\nsnapshot = 2026-03-31\n");
    study.write("episodes.csv", b"\xFF\xFEC\0H\0I\0L\0D\0");
    study.fails(1, "episodes.csv: it is UTF-16 text, which is not read");
    study.write("episodes.csv", "CHILD,DECOM,DEC,LS,PLACE,HOME_POST\n");
    study.fails(1, "episodes.csv: it looks like the return's episodes file, and has no column PL_POST");
    study.write("episodes.csv", "CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\n");
    study.fails(1, "children.csv: it is none of the return's episodes, header and UASC files");
    study.write("children.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n");
    study.fails(2, "children.csv: it is a file of the return that no figure is made of");
    study.write("children.csv", "<EXPSSDA903><CHILD>");
    study.fails(1, "children.csv, line 1: it is cut off");
}

#[test]
fn columns_cannot_be_named_for_a_return() {
    let study = SmallStudy::new();
    study.edit(
        "study.toml",
        "file = \"children.csv\"",
        "ssda903 = \"episodes.csv\"\ncolumns = { child_id = \"CHILD\" }",
    );
    study.edit("study.toml", "[study]\n", "[study]\nsnapshot = 2026-03-31\n");
    study.fails(2, "[children] columns: a return's columns have fixed titles");
}

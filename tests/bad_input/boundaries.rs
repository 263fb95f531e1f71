//! Boundary files that are damaged, missing or not what they should be.

use std::fs;

use super::small_study::{SmallStudy, WARDS};

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

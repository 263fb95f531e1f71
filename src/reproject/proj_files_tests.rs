//! What lies in the working directory is read by the whole process, so each case runs this test program
//! again, in a folder of its own, as a child.

use std::process::Command;

use super::super::{Crs, to_lonlat};
use super::*;
use crate::geography::GridPoint;

/// Set in the child: what it is to find.
const ROLE: &str = "NEARHOME_TEST_CHILD";

/// Runs one test of this file again in a new folder with one stray file; the child must pass.
fn run_again(test: &str, prepare: impl Fn(&mut Command, &Path)) {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", &format!("reproject::proj_files::tests::{test}"), "--nocapture"]);
    child.env(ROLE, "1").current_dir(folder.path());
    prepare(&mut child, folder.path());
    let output = child.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}{}", String::from_utf8_lossy(&output.stderr));
}

fn is_child() -> bool {
    std::env::var_os(ROLE).is_some()
}

#[test]
fn a_stray_database_is_refused_and_named() {
    if is_child() {
        let error = Crs::from_epsg_name("EPSG:3857").unwrap_err();
        assert!(matches!(error, CrsError::StrayFile { file: "proj.db", .. }), "{error}");
        assert!(error.to_string().contains("the working directory"));
        return;
    }
    run_again("a_stray_database_is_refused_and_named", |_, folder| {
        std::fs::write(folder.join("proj.db"), "no").unwrap()
    });
}

#[test]
fn a_stray_settings_file_in_proj_data_is_refused_and_named() {
    if is_child() {
        let error = Crs::from_epsg_name("EPSG:3857").unwrap_err();
        assert!(matches!(error, CrsError::StrayFile { file: "proj.ini", .. }), "{error}");
        return;
    }
    run_again("a_stray_settings_file_in_proj_data_is_refused_and_named", |child, folder| {
        let data = folder.join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::write(data.join("proj.ini"), "only_best_default=on\n").unwrap();
        child.env("PROJ_DATA", &data);
    });
}

#[test]
fn a_stray_setting_is_refused_and_named() {
    if is_child() {
        assert_eq!(Crs::from_epsg_name("EPSG:3857"), Err(CrsError::StraySetting { variable: "PROJ_NETWORK" }));
        return;
    }
    run_again("a_stray_setting_is_refused_and_named", |child, _| _ = child.env("PROJ_NETWORK", "ON"));
}

#[test]
fn an_empty_proj_data_folder_changes_nothing() {
    if is_child() {
        assert!(Crs::from_epsg_name("EPSG:3857").is_ok());
        return;
    }
    run_again("an_empty_proj_data_folder_changes_nothing", |child, folder| _ = child.env("PROJ_DATA", folder));
}

#[test]
fn no_stray_file_changes_the_national_grid() {
    let degrees = to_lonlat(GridPoint::new(406_649.0, 286_530.0).unwrap());
    let bits = format!("{:x} {:x}", degrees.lon.to_bits(), degrees.lat.to_bits());
    if is_child() {
        assert_eq!(std::env::var("NEARHOME_TEST_BITS").unwrap(), bits);
        assert!(matches!(Crs::from_epsg_name("EPSG:3857"), Err(CrsError::StrayFile { .. })));
        return;
    }
    run_again("no_stray_file_changes_the_national_grid", |child, folder| {
        std::fs::write(folder.join("proj.db"), "no").unwrap();
        // PROJ's less exact way to compute a Transverse Mercator.
        std::fs::write(folder.join("proj.ini"), "tmerc_default_algo=evenden_snyder\nnetwork=on\n").unwrap();
        // Looked into before the folder of the build.
        child.env("PROJ_DATA", folder).env("NEARHOME_TEST_BITS", &bits);
    });
}

/// OSGB36 degrees, which PROJ converts by a grid where it finds one.
fn osgb36_degrees() -> Result<[f64; 2], CrsError> {
    let crs = Crs::from_epsg_name("EPSG:4277")?;
    crs.to_grid_all(&[[-1.9, 52.4]]).map(|points| points[0].xy())
}

#[test]
fn a_stray_grid_is_refused_and_told() {
    if is_child() {
        let error = osgb36_degrees().unwrap_err();
        assert_eq!(error, CrsError::StrayGrid { name: "EPSG:4277".to_owned() });
        return;
    }
    run_again("a_stray_grid_is_refused_and_told", |_, folder| {
        std::fs::write(folder.join("OSTN15_NTv2_OSGBtoETRS.gsb"), grid_of_no_shifts()).unwrap();
    });
}

#[test]
fn a_stray_grid_that_cannot_be_read_changes_nothing() {
    let metres = osgb36_degrees().unwrap();
    if is_child() {
        assert_eq!(std::env::var("NEARHOME_TEST_METRES").unwrap(), format!("{metres:?}"));
        return;
    }
    run_again("a_stray_grid_that_cannot_be_read_changes_nothing", |child, folder| {
        std::fs::write(folder.join("uk_os_OSTN15_NTv2_OSGBtoETRS.tif"), "no").unwrap();
        child.env("NEARHOME_TEST_METRES", format!("{metres:?}"));
    });
}

/// The smallest NTv2 file that covers Britain: four nodes, no shift at any of them. Made up.
fn grid_of_no_shifts() -> Vec<u8> {
    let text = |key: &str, value: &str| format!("{key:<8}{value:<8}").into_bytes();
    let count = |key: &str, value: u32| [format!("{key:<8}").as_bytes(), &value.to_le_bytes(), &[0; 4]].concat();
    let seconds = |key: &str, value: f64| [format!("{key:<8}").as_bytes(), &value.to_le_bytes()].concat();
    let (wide, high) = (20.0 * 3600.0, 20.0 * 3600.0);
    let records = [
        count("NUM_OREC", 11),
        count("NUM_SREC", 11),
        count("NUM_FILE", 1),
        text("GS_TYPE", "SECONDS"),
        text("VERSION", "NTv2.0"),
        text("SYSTEM_F", "OSGB36"),
        text("SYSTEM_T", "ETRS89"),
        seconds("MAJOR_F", 6_377_563.396),
        seconds("MINOR_F", 6_356_256.909),
        seconds("MAJOR_T", 6_378_137.0),
        seconds("MINOR_T", 6_356_752.314),
        text("SUB_NAME", "BRITAIN"),
        text("PARENT", "NONE"),
        text("CREATED", "20160101"),
        text("UPDATED", "20160101"),
        seconds("S_LAT", 45.0 * 3600.0),
        seconds("N_LAT", 45.0 * 3600.0 + high),
        // Longitudes count westwards in NTv2.
        seconds("E_LONG", -10.0 * 3600.0),
        seconds("W_LONG", -10.0 * 3600.0 + wide),
        seconds("LAT_INC", high),
        seconds("LONG_INC", wide),
        count("GS_COUNT", 4),
    ];
    [records.concat(), vec![0; 4 * 16], text("END", "")].concat()
}

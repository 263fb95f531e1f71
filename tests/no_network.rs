//! No command opens a connection: `strace` sees every call that could, and there is none.
#![cfg(target_os = "linux")]

#[path = "support/small_study.rs"]
mod small_study;

use std::process::Command;

use small_study::SmallStudy;

/// Is there an `strace` that may trace? Else the test is skipped, with a note; CI has one.
fn can_trace() -> bool {
    let traced = Command::new("strace").args(["-f", "-e", "trace=%network", "true"]).output();
    let can = traced.is_ok_and(|output| output.status.success());
    assert!(can || std::env::var_os("CI").is_none(), "CI must have strace");
    if !can {
        eprintln!("skipped: strace is not here, or may not trace (apt-get install strace)");
    }
    can
}

/// The calls about sockets that a command makes, one a line, with its exit status.
fn network_calls(study: &SmallStudy, program: &str, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let log = study.path("calls.txt");
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-e", "trace=%network", "-e", "signal=none", "-o"])
        .arg(&log)
        .arg(program)
        .args(arguments);
    let status = command.current_dir(study.folder()).output().unwrap().status;
    let calls = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(log).unwrap();
    let is_call = |line: &&str| line.contains('(') && !line.contains("AF_UNIX");
    (calls.lines().filter(is_call).map(str::to_owned).collect(), status.code())
}

#[test]
fn no_command_makes_a_network_call() {
    if !can_trace() {
        return;
    }
    let study = SmallStudy::new();
    study.write("points.csv", "easting,northing\n400500,301500\n");
    // Web Mercator goes by way of PROJ, which can fetch grids where it is told to.
    let mercator = "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\",GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Mercator_Auxiliary_Sphere\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],UNIT[\"Meter\",1.0]]";
    for end in ["shp", "shx", "dbf"] {
        std::fs::copy(study.path(&format!("wards.{end}")), study.path(&format!("far.{end}"))).unwrap();
    }
    study.write("far.prj", mercator);
    let commands: [(&[&str], i32); 8] = [
        (&["demo"], 0),
        (&["run", "study.toml", "--out", "out"], 0),
        (&["check", "study.toml"], 0),
        (&["init", "wards.shp", "children.csv", "carers.csv", "--out", "new.toml"], 0),
        (&["locate", "points.csv", "--wards", "wards.shp"], 0),
        (&["locate", "points.csv", "--wards", "far.shp"], 1),
        (&["completions", "bash"], 0),
        (&["--help"], 0),
    ];
    for (arguments, status) in commands {
        let (calls, found) = network_calls(&study, env!("CARGO_BIN_EXE_nearhome"), arguments);
        assert_eq!(found, Some(status), "{arguments:?}");
        assert!(calls.is_empty(), "{arguments:?} calls the network:\n{}", calls.join("\n"));
    }
}

#[test]
fn the_test_would_see_a_network_call() {
    if !can_trace() {
        return;
    }
    let study = SmallStudy::new();
    let (calls, _) = network_calls(&study, "bash", &["-c", "exec 3<>/dev/udp/127.0.0.1/9"]);
    assert!(calls.iter().any(|call| call.contains("AF_INET")), "{calls:?}");
}

//! The commands as they are typed: help, exit status, and golden outputs of the demo.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::path::Path;
use std::process::Command;

use small_study::{Outcome, SmallStudy};
use support::{csv_rows, files_below, json, text};

fn nearhome(folder: &Path, arguments: &[&str]) -> Outcome {
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    Outcome::of(&Command::new(binary).args(arguments).current_dir(folder).env("COLUMNS", "100").output().unwrap())
}

/// The demo's result, made once for all tests that look at it.
fn demo() -> &'static (tempfile::TempDir, Outcome) {
    static DEMO: std::sync::OnceLock<(tempfile::TempDir, Outcome)> = std::sync::OnceLock::new();
    DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let outcome = nearhome(folder.path(), &["demo"]);
        assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
        (folder, outcome)
    })
}

fn demo_file(name: &str) -> std::path::PathBuf {
    demo().0.path().join("nearhome-demo").join(name)
}

#[test]
fn help_says_what_it_is_for_and_what_the_exit_status_means() {
    let here = std::env::temp_dir();
    let commands = ["run", "demo", "init", "check", "locate"].map(|command| vec![command, "--help"]);
    for command in [vec!["--help"]].into_iter().chain(commands) {
        let outcome = nearhome(&here, &command);
        assert_eq!(outcome.status, Some(0));
        insta::assert_snapshot!(format!("help of {}", command.join(" ")), outcome.output);
    }
}

#[test]
fn a_command_that_is_none_ends_with_2() {
    assert_eq!(nearhome(&std::env::temp_dir(), &["walk"]).status, Some(2));
    assert_eq!(nearhome(&std::env::temp_dir(), &["run"]).status, Some(2));
}

#[test]
fn the_demo_says_what_it_found_in_ten_lines_at_most() {
    let (folder, outcome) = demo();
    assert!(outcome.output.lines().count() <= 10, "{}", outcome.output);
    let place = folder.path().canonicalize().unwrap().display().to_string();
    insta::assert_snapshot!(
        "demo output",
        outcome.output.replace(&place, "HERE").replace(&folder.path().display().to_string(), "HERE")
    );
    assert_eq!(outcome.errors, "");
}

#[test]
fn the_demo_writes_all_that_the_design_names() {
    let files = files_below(&demo_file(""));
    insta::assert_snapshot!("demo files", files.join("\n"));
}

#[test]
fn the_demos_summary_and_small_tables_are_golden() {
    insta::assert_snapshot!("demo summary.json", text(&demo_file("summary.json")));
    for table in [
        "boundary_split",
        "outside_where",
        "distances",
        "provider_split",
        "segment_profile",
        "authority_flows",
        "placed_here",
    ] {
        let rows = text(&demo_file(&format!("tables/{table}.csv")));
        insta::assert_snapshot!(format!("demo {table}"), rows.lines().take(40).collect::<Vec<_>>().join("\n"));
    }
}

#[test]
fn the_demo_has_the_published_shape() {
    let summary = json(&demo_file("summary.json"));
    let children = &summary["children"];
    assert_eq!(children["children"], 1928);
    assert_eq!(children["fostered"]["numerator"], 1411);
    let percent = |category: &str| children["all"]["categories"][category]["percent"].as_f64().unwrap();
    assert!((57.5..=58.5).contains(&percent("inside_near")), "{}", percent("inside_near"));
    assert!((11.5..=12.5).contains(&percent("outside_far")), "{}", percent("outside_far"));
    assert_eq!(summary["placed_here"]["of_other_authorities"]["numerator"], 984);
    assert_eq!(summary["carers"]["in_house"]["numerator"], 526);
    assert_eq!(summary["carers"]["ifa"]["numerator"], 432);
}

/// Commands shown in the README with their output, which must be what they print.
#[test]
fn the_readme_shows_what_the_demo_prints() {
    let readme = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
    for line in demo().1.output.lines().filter(|line| !line.starts_with("Result:")) {
        assert!(readme.contains(line), "the README lacks: {line}");
    }
    let looks_at_the_demo =
        |block: &&str| block.split("```").next().is_some_and(|code| code.contains("nearhome-demo/"));
    let shown: Vec<&str> = readme.split("```sh\n").skip(1).filter(looks_at_the_demo).collect();
    assert_eq!(shown.len(), 3);
    for block in shown {
        let (command, rest) = block.split_once("\n```\n\n```text\n").unwrap();
        let (expected, _) = rest.split_once("```").unwrap();
        let output = Command::new("sh").args(["-c", command]).current_dir(demo().0.path()).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected, "{command}");
    }
}

#[test]
fn every_table_adds_up_to_what_was_read() {
    let report = json(&demo_file("run_report.json"));
    let rows = csv_rows(&demo_file("tables/wards.csv"));
    let sum = |column: &str| rows.iter().map(|row| row[column].parse::<u64>().unwrap()).sum::<u64>();
    for (column, points) in [("carers", "carers"), ("children_home", "homes"), ("children_placed", "placements")] {
        let placed = report["points"].as_array().unwrap().iter().find(|placed| placed["points"] == points).unwrap();
        let number = |name: &str| placed[name].as_u64().unwrap();
        let in_a_ward = number("inside") + number("on_border") + number("overlap") + number("snapped");
        assert_eq!(sum(column), in_a_ward, "{column}");
    }
}

#[test]
fn every_layer_is_rfc_7946() {
    for name in files_below(&demo_file("layers")).iter().filter(|name| name.ends_with(".geojson")) {
        let layer = text(&demo_file("layers").join(name));
        let collection: geojson::FeatureCollection = layer.parse::<geojson::GeoJson>().unwrap().try_into().unwrap();
        let about = collection.foreign_members.as_ref().unwrap();
        assert!(!about.contains_key("crs"), "{name}: RFC 7946 has no crs");
        assert_eq!(about["nearhome"]["audience"], "internal", "{name}");
        assert_eq!(about["nearhome"]["distance"], "ssda903", "{name}");
        for feature in &collection.features {
            rings_wind_by_the_right_hand_rule(feature, name);
        }
    }
}

fn rings_wind_by_the_right_hand_rule(feature: &geojson::Feature, layer: &str) {
    let polygons = match feature.geometry.as_ref().map(|geometry| &geometry.value) {
        Some(geojson::GeometryValue::Polygon { coordinates }) => vec![coordinates.clone()],
        Some(geojson::GeometryValue::MultiPolygon { coordinates }) => coordinates.clone(),
        _ => return,
    };
    for (at, ring) in polygons.iter().flat_map(|polygon| polygon.iter().enumerate()) {
        assert!(ring.len() >= 4 && ring.first() == ring.last(), "{layer}: a closed ring");
        let twice_area: f64 = ring.windows(2).map(|edge| (edge[1][0] - edge[0][0]) * (edge[1][1] + edge[0][1])).sum();
        assert_eq!(twice_area < 0.0, at == 0, "{layer}: exteriors anticlockwise, holes clockwise");
        assert!(ring.iter().all(|at| (-9.0..=3.0).contains(&at[0]) && (49.0..=61.0).contains(&at[1])), "{layer}");
    }
}

#[test]
fn layers_and_tables_have_the_same_fields_and_figures() {
    for name in ["wards", "authorities", "regions", "nations", "groups", "ward_flows"] {
        let rows = csv_rows(&demo_file(&format!("tables/{name}.csv")));
        let layer = json(&demo_file(&format!("layers/{name}.geojson")));
        let features = layer["features"].as_array().unwrap();
        assert_eq!(features.len(), rows.len(), "{name}");
        for (feature, row) in features.iter().zip(&rows) {
            let properties = feature["properties"].as_object().unwrap();
            assert_eq!(properties.keys().collect::<std::collections::BTreeSet<_>>(), row.keys().collect(), "{name}");
            for (field, value) in properties {
                let written = if value.is_null() {
                    String::new()
                } else {
                    value.as_str().map_or(value.to_string(), str::to_owned)
                };
                let same_figure = value.is_number() && row[field].parse().ok() == value.as_f64();
                assert!(written == row[field] || same_figure, "{name}, {field}: {written}, {}", row[field]);
            }
        }
    }
}

#[test]
fn no_postcode_name_or_identifier_is_printed() {
    let study = SmallStudy::new();
    study.edit("children.csv", "a1,400500", "SecretName,none");
    study.edit("carers.csv", "c1", "SecretCarer");
    study.edit("carers.csv", "c2", "SecretCarer");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0));
    let printed = outcome.output
        + &outcome.errors
        + &text(&study.path("out/left_out.csv"))
        + &text(&study.path("out/run_report.json"));
    for secret in ["SecretName", "SecretCarer", "400500", "401500"] {
        assert!(!printed.contains(secret), "{secret} was printed");
    }
}

#[test]
fn messages_for_batch_jobs_are_json_lines() {
    let study = SmallStudy::new();
    study.edit("study.toml", "wards.shp", "nowhere.shp");
    let outcome = study.run(&["--log-format", "json"]);
    for line in outcome.errors.lines() {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(message["level"] == "error" || message["level"] == "hint");
    }
    assert_eq!(outcome.status, Some(2));
}

#[test]
fn quiet_prints_errors_only() {
    let study = SmallStudy::new();
    let outcome = study.run(&["--quiet"]);
    assert_eq!((outcome.status, outcome.output.as_str(), outcome.errors.as_str()), (Some(0), "", ""));
}

#[test]
fn only_the_layers_that_are_wanted_are_written() {
    let study = SmallStudy::new();
    let settings = text(&study.path("study.toml"))
        + "[outputs]\nlayers = [\"wards\", \"reach\"]\ntables = false\nreport = false\nworkbook = false\n";
    study.write("study.toml", settings);
    assert_eq!(study.run(&[]).status, Some(0));
    let expected = [
        "layers/reach.geojson",
        "layers/reach.qml",
        "layers/wards.geojson",
        "layers/wards.qml",
        "left_out.csv",
        "nearhome.qgs",
        "run_report.json",
        "summary.json",
    ];
    assert_eq!(files_below(&study.path("out")), expected);
}

#[test]
fn only_the_columns_that_are_wanted_are_in_the_layers_of_records() {
    let study = SmallStudy::new();
    let settings =
        text(&study.path("study.toml")) + "[outputs]\nrecord_columns = [\"category\", \"child_id\", \"provider\"]\n";
    study.write("study.toml", settings);
    assert_eq!(study.run(&[]).status, Some(0));
    for (layer, columns) in
        [("carers", &["provider"][..]), ("home_to_placement", &["child_id", "provider", "category"])]
    {
        let layer: serde_json::Value =
            serde_json::from_str(&text(&study.path(&format!("out/layers/{layer}.geojson")))).unwrap();
        let features = layer["features"].as_array().unwrap();
        assert!(!features.is_empty());
        for feature in features {
            let mut names: Vec<&str> = feature["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            names.sort_by_key(|name| columns.iter().position(|column| column == name));
            assert_eq!(names, columns);
        }
    }
    let written = files_below(&study.path("out"));
    let is_written = |name: &str| written.iter().any(|each| each == name);
    assert!(is_written("layers/carers.qml") && !is_written("layers/home_to_placement.qml"), "{written:?}");
    assert!(!text(&study.path("out/nearhome.qgs")).contains("home_to_placement"));
    let columns = text(&study.path("out/tables/columns.csv"));
    assert!(columns.contains("home_to_placement,category,") && !columns.contains("home_to_placement,boundary,"));
}

#[test]
fn the_columns_of_the_readme_keep_the_styles_that_it_says() {
    let study = SmallStudy::new();
    let columns = "record_columns = [\"child_id\", \"distance_exact_miles\", \"boundary\", \"nearness\"]\n";
    assert!(text(std::path::Path::new("README.md")).contains(columns.trim_end()));
    study.write("study.toml", text(&study.path("study.toml")) + "[outputs]\n" + columns);
    assert_eq!(study.run(&[]).status, Some(0));
    let project = text(&study.path("out/nearhome.qgs"));
    for layer in ["homes", "placements", "home_to_placement"] {
        assert!(study.path(&format!("out/layers/{layer}.qml")).exists() && project.contains(layer), "{layer}");
    }
    assert!(!study.path("out/layers/carers.qml").exists(), "none of these tells one provider from another");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_nothing_behind() {
    let study = SmallStudy::new();
    let row = "b{},400500,301500,400500,300500,U4,PR1,9\n";
    let many: String = (0..400_000).map(|at| row.replace("{}", &at.to_string())).collect();
    let children = text(&study.path("children.csv")) + &many;
    study.write("children.csv", children);
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    let mut child =
        Command::new(binary).args(["run", "study.toml", "--out", "out"]).current_dir(study.folder()).spawn().unwrap();
    while study.unfinished() == 0 {
        assert_eq!(child.try_wait().unwrap(), None, "it is still at work");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let stopped = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(!study.path("out").exists());
    assert_eq!(study.unfinished(), 0);
}

#[test]
fn more_threads_than_any_machine_has_are_refused() {
    let study = SmallStudy::new();
    for threads in ["0", "1025", "100000"] {
        let outcome = study.run(&["--threads", threads]);
        assert_eq!(outcome.status, Some(2), "{}", outcome.errors);
        assert!(outcome.errors.contains("is not in 1..=1024"), "{}", outcome.errors);
    }
    assert_eq!(study.run(&["--threads", "3"]).status, Some(0));
}

/// At moments spread over the whole run. Before it can listen (`None`) nothing was made; after its end nothing is unfinished.
#[cfg(unix)]
#[test]
fn a_stop_at_any_moment_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    for moment in 0..24 {
        let mut demo = Command::new(&binary);
        demo.args(["demo", "--quiet"]).current_dir(folder.path()).stderr(std::process::Stdio::piped());
        let child = demo.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(moment * 12));
        let signal = ["-INT", "-TERM", "-HUP"][moment as usize % 3];
        Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        let outcome = Outcome::of(&child.wait_with_output().unwrap());
        assert!(matches!(outcome.status, None | Some(0 | 130)), "{signal}: {:?}", outcome.status);
        assert_eq!(outcome.errors, "", "{signal}");
        let _ = std::fs::remove_dir_all(folder.path().join("nearhome-demo"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{signal} after {moment} x 12 ms");
    }
}

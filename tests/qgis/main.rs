//! The demo's layers and its project as QGIS sees them: opened, rendered, looked at.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The Pythons that may have QGIS: a distribution's own, then whatever comes first.
const PYTHONS: [&str; 2] = ["/usr/bin/python3", "python3"];

/// What QGIS says of the demo's folder; `None` where there is no QGIS.
fn seen() -> Option<&'static Value> {
    static SEEN: std::sync::OnceLock<Option<Value>> = std::sync::OnceLock::new();
    SEEN.get_or_init(|| {
        let has_qgis = |python: &&&str| {
            let found = Command::new(python).args(["-c", "import qgis.core"]).output();
            found.is_ok_and(|output| output.status.success())
        };
        let Some(python) = PYTHONS.iter().find(has_qgis) else {
            println!("skipped: QGIS with its Python is not installed");
            return None;
        };
        Some(look(python))
    })
    .as_ref()
}

fn look(python: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let demo = Command::new(assert_cmd::cargo::cargo_bin("nearhome"))
        .args(["demo", "--quiet"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(demo.status.success());
    // Moved, so that only relative paths lead from the project to its layers.
    let moved = folder.path().join("moved elsewhere");
    std::fs::rename(folder.path().join("nearhome-demo"), &moved).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/qgis/render.py");
    let output = Command::new(python).arg(script).arg(&moved).arg(folder.path()).output().unwrap();
    let line = String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned();
    serde_json::from_str(&line).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn qgis_takes_the_style_beside_each_layer_by_itself() {
    let Some(seen) = seen() else { return };
    let layers = seen["layers"].as_array().unwrap();
    assert_eq!(layers.len(), 11);
    for layer in layers {
        let name = &layer["name"];
        assert_eq!((&layer["valid"], &layer["crs"]), (&true.into(), &"EPSG:4326".into()), "{name}");
        assert!(!layer["rules"].as_array().unwrap().is_empty(), "{name}: the .qml is not applied");
        assert_eq!((&layer["style_read"], &layer["map_tip"]), (&true.into(), &true.into()), "{name}");
        for faults in ["wrong_filters", "unknown_fields"] {
            assert!(layer[faults].as_array().unwrap().is_empty(), "{name}: {faults} {}", layer[faults]);
        }
        assert_ne!(layer["alias"], "", "{name}: fields have names for people");
    }
}

#[test]
fn every_layer_is_drawn() {
    let Some(seen) = seen() else { return };
    for layer in seen["layers"].as_array().unwrap() {
        let (colours, painted) = (layer["colours"].as_u64().unwrap(), layer["painted"].as_f64().unwrap());
        assert!(colours >= 3 && painted > 0.005, "{}: {colours} colours on {painted} of the picture", layer["name"]);
    }
}

#[test]
fn wards_have_classes_of_their_own_for_none_and_not_known() {
    let Some(seen) = seen() else { return };
    let wards = seen["layers"].as_array().unwrap().iter().find(|layer| layer["name"] == "wards").unwrap();
    let rules: Vec<&str> = wards["rules"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert_eq!((rules[0], rules[rules.len() - 1], rules.len()), ("None", "Not known, or does not apply", 7));
}

#[test]
fn the_project_opens_every_layer_in_its_group_with_a_page_to_print() {
    let Some(seen) = seen() else { return };
    let project = &seen["project"];
    assert_eq!((&project["read"], &project["crs"]), (&true.into(), &"EPSG:27700".into()));
    for none in ["invalid", "absolute"] {
        assert!(project[none].as_array().unwrap().is_empty(), "{none}: {}", project[none]);
    }
    let words = |key: &str| project[key].as_array().unwrap().iter().filter_map(Value::as_str).collect::<Vec<_>>();
    let groups =
        ["Boundaries", "Records: for those who may see them", "From ward to ward", "Maps of wards", "Larger areas"];
    assert_eq!(words("groups"), groups);
    assert_eq!(words("shown"), ["Authority and what is within reach", "Children by home ward"]);
    for item in ["Legend", "Map", "North arrow", "Scale bar", "Sources", "Title"] {
        assert!(words("items").contains(&item), "{item}: {}", project["items"]);
    }
    let side = |at: usize| project["extent"][at].as_f64().unwrap();
    assert!(side(2) - side(0) > 10e3 && side(3) - side(1) < 60e3, "an extent on the study's area");
    assert_eq!(project["exported"], true);
    assert!(project["colours"].as_u64().unwrap() > 20 && project["painted"].as_f64().unwrap() > 0.2, "{project}");
}

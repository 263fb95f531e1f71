//! The page in real Chromium: axe-core's checks of WCAG 2.2 AA, use by keyboard and pointer, a phone's width, and A4.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use super::support::csv_rows;
use super::{demo, page};

const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Where `.ci/run` puts it.
const AXE: &str = "target/axe/node_modules/axe-core/axe.min.js";

fn chromium() -> Option<&'static str> {
    let runs =
        |browser: &&str| Command::new(browser).arg("--version").output().is_ok_and(|output| output.status.success());
    let found = BROWSERS.into_iter().find(runs);
    if found.is_none() {
        println!("skipped: Chromium is not installed");
    }
    found
}

fn axe() -> Option<String> {
    let found = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(AXE)).ok();
    if found.is_none() {
        println!("skipped: axe-core is not in target/axe (npm install --prefix target/axe axe-core)");
    }
    found
}

/// Runs the browser on a file, with nothing of its own left behind.
fn browse(browser: &str, arguments: &[String], file: &Path) -> Vec<u8> {
    let profile = tempfile::tempdir().unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"])
        .args(["--disable-component-update", "--disable-sync", "--disable-quic", "--disable-dev-shm-usage"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(arguments)
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// What `browser.js` found of the demo's page; `None` where there is no browser or no axe-core.
fn found() -> Option<&'static Value> {
    static FOUND: OnceLock<Option<Value>> = OnceLock::new();
    FOUND.get_or_init(|| Some(look(chromium()?, &axe()?))).as_ref()
}

fn look(browser: &str, axe: &str) -> Value {
    // "</" would end the script that the text is written into.
    let quoted = |text: &str| serde_json::to_string(text).unwrap().replace("</", "<\\/");
    let script = include_str!("browser.js");
    let text = format!(
        "<!DOCTYPE html><meta charset=utf-8><body><script>const PAGE = {};\nconst AXE = {};\n{script}</script>",
        quoted(&page()),
        quoted(axe)
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("look.html");
    std::fs::write(&file, text).unwrap();
    let wait = ["--dump-dom", "--virtual-time-budget=120000", "--window-size=1400,1000"].map(str::to_owned);
    let dom = String::from_utf8(browse(browser, &wait, &file)).unwrap();
    let start = dom.find("<pre id=\"found\">").unwrap_or_else(|| panic!("{}", &dom[dom.len().saturating_sub(600)..]));
    let found = dom[start..].trim_start_matches("<pre id=\"found\">").split('<').next().unwrap();
    serde_json::from_str(found).unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|each| each.as_str().unwrap()).collect()
}

#[test]
fn axe_finds_nothing_wrong_on_a_desk_or_on_a_phone() {
    let Some(found) = found() else { return };
    assert_eq!(texts(&found["violations"]), Vec::<&str>::new());
    assert_eq!(texts(&found["violations_on_a_phone"]), Vec::<&str>::new());
}

#[test]
fn the_page_is_no_wider_than_a_phone() {
    let Some(found) = found() else { return };
    assert_eq!(found["overflow"], serde_json::json!([0, 0]));
}

#[test]
fn each_map_is_one_stop_and_tells_the_figures_of_its_areas() {
    let Some(found) = found() else { return };
    let wards: Vec<_> = csv_rows(&demo().join("tables/wards.csv"))
        .into_iter()
        .filter(|row| row["authority_name"] == "Doggerbridge")
        .collect();
    let maps = found["told"].as_array().unwrap();
    assert_eq!(maps.len(), 5);
    for (map, column) in
        maps.iter().zip(["carers", "children_home", "children_placed", "gap_places", "children_home_per_10k"])
    {
        assert_eq!(
            (&map["stops"], &map["areas"], &map["drawn"]),
            (&1.into(), &wards.len().into(), &wards.len().into())
        );
        let heard = texts(&map["heard"]);
        let (first, last) = (&wards[0], &wards[wards.len() - 1]);
        for (heard, ward) in heard.iter().zip([first, &wards[1], last, &wards[wards.len() - 2], first]) {
            assert!(heard.starts_with(&format!("{}: carers {} ", ward["ward_name"], ward["carers"])), "{heard}");
        }
        let mut tips = texts(&map["tips"]);
        let figure = |ward: &std::collections::BTreeMap<String, String>| ward[column].replace('-', "\u{2212}");
        let mut expected: Vec<String> =
            wards.iter().map(|ward| format!("{}: {}", ward["ward_name"], figure(ward))).collect();
        tips.sort_unstable();
        expected.sort_unstable();
        assert_eq!(tips, expected, "{column}");
        assert!(!map["pointed"].as_str().unwrap().is_empty());
    }
}

#[test]
fn tables_are_sorted_by_a_click_on_a_title() {
    let Some(found) = found() else { return };
    let sorted = &found["sorted"];
    let column = |rows: &Value| -> Vec<i64> {
        rows.as_array().unwrap().iter().map(|row| row[1].as_str().unwrap().replace(',', "").parse().unwrap()).collect()
    };
    let (mut before, down, up) = (column(&sorted["before"]), column(&sorted["down"]), column(&sorted["up"]));
    before.sort_unstable();
    assert_eq!(up, before);
    before.reverse();
    assert_eq!(down, before);
    assert_eq!(sorted["state"], "ascending");
    assert_eq!(sorted["after"], sorted["before"], "a third click gives the order back");
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    let Some(found) = found() else { return };
    let levels: Vec<u8> = texts(&found["headings"]).iter().map(|heading| heading.as_bytes()[1] - b'0').collect();
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
}

#[test]
fn the_page_prints_on_a4() {
    let Some(browser) = chromium() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (file, pdf): (PathBuf, PathBuf) = (demo().join("report.html"), folder.path().join("page.pdf"));
    browse(browser, &[format!("--print-to-pdf={}", pdf.display()), "--no-pdf-header-footer".to_owned()], &file);
    let bytes = std::fs::read(&pdf).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let boxes: Vec<&str> = text.split("/MediaBox [").skip(1).map(|rest| rest.split(']').next().unwrap()).collect();
    assert!((8..=30).contains(&boxes.len()), "{} pages", boxes.len());
    for each in boxes {
        let sides: Vec<f64> = each.split_whitespace().map(|side| side.parse().unwrap()).collect();
        assert!((sides[2] - 595.0).abs() < 1.5 && (sides[3] - 842.0).abs() < 1.5, "not A4: {each}");
    }
}

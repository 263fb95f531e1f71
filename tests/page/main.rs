//! The page of a run: one file that asks nothing of any network, with the figures of the tables, and what a real
//! browser makes of it.

mod browser;

#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use support::{csv_rows, json, text};

/// The demo's folder, made once.
fn demo() -> &'static Path {
    static DEMO: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = DEMO.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let binary = assert_cmd::cargo::cargo_bin("nearhome");
        let done = Command::new(binary)
            .args(["demo", "--quiet", "--out", "demo"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        folder
    });
    Box::leak(folder.path().join("demo").into_boxed_path())
}

/// The page of the demo.
fn page() -> String {
    text(&demo().join("report.html"))
}

/// The text after each of these marks, up to the next quotation mark.
fn after<'p>(page: &'p str, mark: &str) -> Vec<&'p str> {
    page.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

#[test]
fn the_page_asks_nothing_of_any_network() {
    let page = page();
    for reference in after(&page, "href=\"") {
        assert!(reference.starts_with('#'), "a reference that leaves the page: {reference}");
    }
    for mark in
        ["src=", "@import", "url(http", "url(//", "<link", "<img", "<iframe", "fetch(", "XMLHttpRequest", "import("]
    {
        assert!(!page.contains(mark), "{mark}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn every_reference_within_the_page_leads_somewhere_and_no_name_is_given_twice() {
    let page = page();
    let mut names = after(&page, " id=\"");
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count, "a name is given twice");
    let patterns = page.split("url(#").skip(1).map(|rest| rest.split(')').next().unwrap_or_default());
    let references = after(&page, "href=\"#").into_iter().chain(after(&page, "aria-labelledby=\"")).chain(patterns);
    for reference in references {
        assert!(names.binary_search(&reference).is_ok(), "#{reference} is not there");
    }
}

#[test]
fn a_city_is_well_under_two_megabytes() {
    assert!(page().len() < 2_000_000, "{}", page().len());
}

#[test]
fn the_headline_figures_stand_with_their_denominators() {
    let (page, summary) = (page(), json(&demo().join("summary.json")));
    let children = &summary["children"];
    for share in [
        &children["fostered"],
        &children["all"]["categories"]["inside_near"],
        &children["all"]["far"],
        &summary["carers"]["in_house"],
    ] {
        let percent = share["percent"].as_f64().unwrap();
        assert!(page.contains(&format!("<strong>{percent:.1}%</strong>")), "{percent}");
        let of = format!(
            "{} of {}",
            nearhome::write::grouped(share["numerator"].as_u64().unwrap()),
            nearhome::write::grouped(share["denominator"].as_u64().unwrap())
        );
        assert!(page.contains(&of), "{of}");
    }
}

#[test]
fn every_segment_stands_with_its_interval_and_low_bases_say_so() {
    let (page, rows) = (page(), csv_rows(&demo().join("tables/segment_profile.csv")));
    let compared = || rows.iter().filter(|row| row["is_compared"] == "true");
    assert!(compared().count() > 5);
    for row in compared() {
        assert!(page.contains(&format!("{} {}</th>", row["segment"], row["segment_name"])), "{}", row["segment"]);
    }
    let low = compared().filter(|row| row["is_low_base"] == "true").count();
    assert_eq!(page.matches("<td>low base</td>").count(), low);
}

/// The figures of a map's areas and the line under its title: nothing is on the map that is not in the file.
#[test]
fn each_map_says_how_many_of_all_it_shows() {
    let page = page();
    let totals = csv_rows(&demo().join("tables/totals.csv"));
    for column in ["carers", "children_home", "children_placed"] {
        let all = totals.iter().find(|row| row["column"] == column).unwrap()["all"].parse().unwrap();
        let wards = csv_rows(&demo().join("tables/wards.csv"));
        let here = wards.iter().filter(|row| row["authority_name"] == "Doggerbridge");
        let here: u64 = here.map(|row| row[column].parse::<u64>().unwrap()).sum();
        let [here, all] = [here, all].map(nearhome::write::grouped);
        assert!(page.contains(&format!("On this map: {here} of the {all} in the file.")), "{column}: {here} of {all}");
    }
}

#[test]
fn wards_of_one_name_are_told_apart_by_their_authority() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/hub");
    let folder = tempfile::tempdir().unwrap();
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    let out = folder.path().join("hub");
    let done = Command::new(binary).arg("run").arg(root.join("study.toml")).arg("--out").arg(&out).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let page = text(&out.join("report.html"));
    let areas = page.split("<div id=\"areas\">").nth(1).unwrap().split("</table>").next().unwrap();
    let names: Vec<&str> =
        areas.split("<th scope=\"row\">").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
    let different: std::collections::BTreeSet<_> = names.iter().collect();
    assert!(names.len() > 100 && different.len() == names.len());
}

/// Runs a study of carers alone, with what else its file says.
fn carers_alone(title: &str, more: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).display();
    let boundaries = format!("wards = \"{root}/boundaries/wards.shp\"\nlookup = \"{root}/boundaries/ward_lookup.csv\"");
    let carers = format!("file = \"{root}/examples/made_up_council/carers.csv\"");
    let study = format!("[study]\ntitle = '{title}'\n[boundaries]\n{boundaries}\n[carers]\n{carers}\n{more}");
    std::fs::write(folder.path().join("study.toml"), study).unwrap();
    let binary = assert_cmd::cargo::cargo_bin("nearhome");
    let done = Command::new(binary).args(["run", "study.toml"]).current_dir(folder.path()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    folder
}

#[test]
fn what_a_study_lacks_is_not_on_its_page_and_its_words_are_text() {
    let folder = carers_alone("Carers <alone> & \"quoted\"", "");
    let page = text(&folder.path().join("nearhome-out/report.html"));
    assert!(page.contains("<h1>Carers &lt;alone&gt; &amp; &quot;quoted&quot;</h1>"));
    for absent in ["id=\"boundary\"", "id=\"distance\"", "id=\"segments\"", "id=\"flows\"", ">Children"] {
        assert!(!page.contains(absent), "{absent}");
    }
    for there in ["headline", "providers", "maps", "ranks", "every-area", "left-out", "definitions"] {
        assert!(page.contains(&format!("<section id=\"{there}\"")), "{there}");
    }
}

#[test]
fn a_study_can_do_without_the_page() {
    let folder = carers_alone("Tables only", "[outputs]\nreport = false\n");
    assert!(!folder.path().join("nearhome-out/report.html").exists());
    assert!(folder.path().join("nearhome-out/workbook.xlsx").exists());
}

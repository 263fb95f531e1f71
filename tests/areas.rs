//! `nearhome run` with a file of authorities, with codes of other years, and of a Welsh authority, on made-up square wards.

#[path = "support/small_study.rs"]
mod small_study;
mod support;

use std::fs;

use small_study::{SmallStudy, SquareWard};
use support::{csv_rows, json};

/// A study whose wards have no authority of their own beyond `LAD25CD`, and a file of authorities: squares of 2 km.
fn with_authorities(authorities: &[(&str, &str, [f64; 2])]) -> SmallStudy {
    let study = SmallStudy::new();
    let feature = |&(code, name, [x, y]): &(&str, &str, [f64; 2])| {
        let [w, s, e, n] = [x, y, x + 1.0, y + 2.0].map(|km| km * 1000.0);
        format!(
            r#"{{"type":"Feature","properties":{{"CTYUA25CD":"{code}","CTYUA25NM":"{name}"}},"geometry":{{"type":"Polygon",
            "coordinates":[[[{w},{s}],[{e},{s}],[{e},{n}],[{w},{n}],[{w},{s}]]]}}}}"#
        )
    };
    let features: Vec<String> = authorities.iter().map(feature).collect();
    let crs = r#""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}}"#;
    let text = format!(r#"{{"type":"FeatureCollection",{crs},"features":[{}]}}"#, features.join(","));
    study.write("ctyua.geojson", text);
    study.edit("study.toml", "wards = \"wards.shp\"", "wards = \"wards.shp\"\nauthorities = \"ctyua.geojson\"");
    study
}

fn table(study: &SmallStudy, name: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    csv_rows(&study.path(&format!("out/tables/{name}.csv")))
}

#[test]
fn a_file_of_authorities_decides_and_the_differences_are_told() {
    // The wards put 400 to 401 km into E08990001; this file draws the border 100 m to the west, and knows one more.
    let authorities = [
        ("E08990001", "West", [399.9, 300.0]),
        ("E08990002", "East", [400.9, 300.0]),
        ("E06990009", "Far", [439.5, 300.0]),
    ];
    let study = with_authorities(&authorities);
    // A placement that the wards put into the one and the file into the other authority.
    study.edit("children.csv", "a1,400500,301500,400500,300500", "a1,400500,301500,400950,300500");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let report = json(&study.path("out/run_report.json"));
    let placements = &report["boundary_answers"][2];
    assert_eq!(placements["points"], "placements");
    assert_eq!((&placements["compared"], &placements["differ"]), (&4.into(), &1.into()));
    assert_eq!((&placements["in_no_outline"], &placements["in_no_ward"]), (&0.into(), &1.into()));
    // 4 children: one moved outside by the file, one far away and known there, one inside, one outside anyway.
    let inside = &json(&study.path("out/summary.json"))["children"]["all"]["inside"]["numerator"];
    assert_eq!(inside, 1);
    let flows = table(&study, "authority_flows");
    let far = flows.iter().find(|row| row["placed_in"] == "authority_beyond").unwrap();
    assert_eq!((far["placement_code"].as_str(), far["placement_name"].as_str()), ("E06990009", "Far"));
    let children: u64 = flows.iter().map(|row| row["children"].parse::<u64>().unwrap()).sum();
    assert_eq!(children, 4);
    let differences = table(&study, "boundary_differences");
    let moved = differences.iter().find(|row| row["ward_code"] == "E05990002").unwrap();
    assert_eq!(
        (moved["authority_by_ward_code"].as_str(), moved["authority_by_outline_code"].as_str()),
        ("E08990001", "E08990002")
    );
    // The sums over wards are not touched: they are by ward.
    for row in table(&study, "totals") {
        let [inside, outside, unknown, all] = ["in_these_boundaries", "outside_these_boundaries", "not_known", "all"]
            .map(|name| row[name].parse::<u64>());
        if let (Ok(inside), Ok(outside), Ok(unknown), Ok(all)) = (inside, outside, unknown, all) {
            assert_eq!(inside + outside + unknown, all);
        }
    }
}

#[test]
fn children_of_a_divided_authority_stop_the_run_with_its_successors() {
    let study = SmallStudy::new();
    let wards: [SquareWard; 2] = [
        ("E05990001", "North", "E06000063", [400.0, 301.0], 1.0),
        ("E05990002", "South", "E06000064", [400.0, 300.0], 1.0),
    ];
    study.write_wards("wards", &wards);
    study.edit("study.toml", "authority = \"E08990001\"\n", "");
    study.write(
        "children.csv",
        "responsible_authority,home_easting,home_northing,placement_easting,placement_northing\n\
         E10000006,,,400500,300500\nE06000063,,,400500,301500\n",
    );
    let message = "children.csv: 1 of 2 children have a responsible authority whose code is of another year than the \
                   boundaries and has no one authority for its area there: E10000006 is now E06000063, E06000064 (2023)";
    study.fails(1, message);
}

#[test]
fn an_old_code_of_the_studys_authority_is_met() {
    let study = SmallStudy::new();
    let wards: [SquareWard; 1] = [("E05990001", "Hills", "E08000039", [400.0, 300.0], 2.0)];
    study.write_wards("wards", &wards);
    study.edit("study.toml", "authority = \"E08990001\"", "authority = \"E08000019\"");
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    assert!(outcome.errors.contains("E08000019 is now E08000039 (2025)"), "{}", outcome.errors);
    assert_eq!(json(&study.path("out/summary.json"))["authority_code"], "E08000039");
}

#[test]
fn a_welsh_study_tells_wales_from_england_and_keeps_its_letters() {
    let study = SmallStudy::new();
    let wards: [SquareWard; 3] = [
        ("W05990001", "Llŷn a'r Tŵr", "W06990001", [400.0, 300.0], 1.0),
        ("W05990002", "Pontŵen", "W06990002", [401.0, 300.0], 1.0),
        ("E05990003", "Border", "E06990003", [402.0, 300.0], 1.0),
    ];
    study.write_wards("wards", &wards);
    study.edit("study.toml", "authority = \"E08990001\"", "authority = \"W06990001\"");
    study.write(
        "children.csv",
        "child_id,home_easting,home_northing,placement_easting,placement_northing,placement_type\n\
         1,400500,300500,400500,300600,U4\n2,400500,300500,401500,300600,U4\n3,400500,300500,402500,300600,K2\n\
         4,400500,300500,460000,300600,U4\n5,400500,300500,,,U4\n",
    );
    let outcome = study.run(&[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.errors);
    let split = table(&study, "welsh_split");
    let children: Vec<&str> = split.iter().map(|row| row["children"].as_str()).collect();
    assert_eq!(children, ["1", "1", "1", "0", "2", "1", "1", "0", "0", "2"]);
    assert_eq!((split[0]["group"].as_str(), split[9]["group_children"].as_str()), ("all", "4"));
    assert!(
        outcome.output.contains("20.0% (1 of 5) inside the authority, 20.0% (1 of 5) elsewhere in Wales"),
        "{}",
        outcome.output
    );
    assert_eq!(json(&study.path("out/summary.json"))["welsh_split"]["all"]["england"]["numerator"], 1);
    // From a .dbf with a .cpg to the CSV and the GeoJSON.
    assert_eq!(table(&study, "wards")[1]["ward_name"], "Llŷn a'r Tŵr");
    let layer = fs::read_to_string(study.path("out/layers/wards.geojson")).unwrap();
    assert!(layer.contains("Llŷn a'r Tŵr") && layer.contains("Pontŵen"));
}

//! The outlines of the authorities: the edges that only one ward of an authority has, put together to rings, as GeoJSON in metres.

use std::collections::{BTreeMap, BTreeSet};

use super::super::land::{Land, Point};

/// A spot in tenths of a metre, which is how exact the land is.
type Tenths = [i64; 2];

/// Counties and unitaries as GeoJSON, with the old-style `crs` member that says British National Grid, as some portals export it.
pub fn authorities_geojson(land: &Land) -> Vec<u8> {
    let names: BTreeMap<&str, &str> = land.districts.iter().map(|district| district.authority()).collect();
    let features: Vec<String> = names.iter().map(|(code, name)| feature(code, name, &outline(land, code))).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\n\
         \"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"urn:ogc:def:crs:EPSG::27700\"}}}},\n\
         \"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
    .into_bytes()
}

fn feature(code: &str, name: &str, rings: &[Vec<Tenths>]) -> String {
    let metres = |tenths: i64| format!("{}.{}", tenths / 10, tenths % 10);
    let spot = |at: &Tenths| format!("[{},{}]", metres(at[0]), metres(at[1]));
    let polygon = |ring: &Vec<Tenths>| format!("[[{}]]", ring.iter().map(spot).collect::<Vec<_>>().join(","));
    let polygons = rings.iter().map(polygon).collect::<Vec<_>>().join(",");
    format!(
        "{{\"type\":\"Feature\",\"properties\":{{\"CTYUA26CD\":\"{code}\",\"CTYUA26NM\":\"{name}\"}},\
         \"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":[{polygons}]}}}}"
    )
}

/// The rings about an authority, anticlockwise.
fn outline(land: &Land, authority: &str) -> Vec<Vec<Tenths>> {
    let mut edges: BTreeSet<[Tenths; 2]> = BTreeSet::new();
    for ward in (0..land.wards.len()).filter(|&at| land.authority(at) == authority).map(|at| &land.wards[at]) {
        let holes = ward.holes.iter().map(|ring| wound(ring, false));
        for ring in ward.outer.iter().map(|ring| wound(ring, true)).chain(holes) {
            for edge in ring.windows(2) {
                // Two neighbours go along their border in opposite directions.
                if !edges.remove(&[edge[1], edge[0]]) {
                    edges.insert([edge[0], edge[1]]);
                }
            }
        }
    }
    rings(edges)
}

fn rings(edges: BTreeSet<[Tenths; 2]>) -> Vec<Vec<Tenths>> {
    let count = edges.len();
    let mut next: BTreeMap<Tenths, Tenths> = edges.into_iter().map(|[from, to]| (from, to)).collect();
    assert_eq!(next.len(), count, "an outline touches itself nowhere");
    let mut rings = Vec::new();
    while let Some((start, mut at)) = next.pop_first() {
        let mut ring = vec![start];
        while at != start {
            ring.push(at);
            at = next.remove(&at).expect("an outline is closed");
        }
        ring.push(start);
        assert!(twice_area(&ring) > 0, "no authority lies within another");
        rings.push(ring);
    }
    rings
}

/// The ring in tenths, anticlockwise or clockwise.
fn wound(ring: &[Point], anticlockwise: bool) -> Vec<Tenths> {
    let mut ring: Vec<Tenths> = ring.iter().map(|at| at.map(|metres| (metres * 10.0).round() as i64)).collect();
    if (twice_area(&ring) > 0) != anticlockwise {
        ring.reverse();
    }
    ring
}

fn twice_area(ring: &[Tenths]) -> i64 {
    let [x, y] = ring[0];
    ring.windows(2).map(|edge| (edge[0][0] - x) * (edge[1][1] - y) - (edge[1][0] - x) * (edge[0][1] - y)).sum()
}

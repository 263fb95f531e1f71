//! The wards: as many as planned, with no gap, no overlap and no crossing.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, Line};
use robust::{Coord, orient2d};

use super::files::{CITY, Ward, in_package, wards};

/// Ends of an edge in tenths of a metre, the lower one first.
type Edge = [[i64; 2]; 2];

fn tenths(at: geo::Coord) -> [i64; 2] {
    let tenth = |metres: f64| {
        let tenths = (metres * 10.0).round();
        assert!((metres * 10.0 - tenths).abs() < 1e-6, "coordinates are in tenths of a metre");
        tenths as i64
    };
    [tenth(at.x), tenth(at.y)]
}

/// Every edge with the wards that have it.
fn edges(wards: &[Ward]) -> BTreeMap<Edge, Vec<usize>> {
    let mut edges: BTreeMap<Edge, Vec<usize>> = BTreeMap::new();
    for (at, ward) in wards.iter().enumerate() {
        let rings =
            ward.shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        for Line { start, end } in rings.flat_map(|ring| ring.lines()) {
            let (a, b) = (tenths(start), tenths(end));
            edges.entry([a.min(b), a.max(b)]).or_default().push(at);
        }
    }
    edges
}

fn authorities(wards: &[Ward]) -> BTreeSet<&str> {
    wards.iter().map(|ward| ward.authority.as_str()).collect()
}

#[test]
fn the_city_has_69_wards_and_six_neighbours() {
    let wards = wards();
    assert_eq!(wards.len(), 332);
    assert_eq!(wards.iter().filter(|ward| ward.authority == CITY).count(), 69);
    assert_eq!(authorities(&wards).len(), 14);
    let mut neighbours = BTreeSet::new();
    for sharing in edges(&wards).values().filter(|sharing| sharing.len() == 2) {
        let pair = [0, 1].map(|at| wards[sharing[at]].authority.as_str());
        neighbours.extend(pair.contains(&CITY).then_some(pair).into_iter().flatten().filter(|&code| code != CITY));
    }
    assert_eq!(neighbours.len(), 6);
    assert!(neighbours.contains("E10999001"), "one of them is a shire county");
}

#[test]
fn codes_are_in_order_and_none_comes_twice() {
    let wards = wards();
    assert!(wards.windows(2).all(|pair| pair[0].code < pair[1].code));
}

#[test]
fn an_edge_belongs_to_two_wards_or_lies_on_the_coast() {
    let wards = wards();
    let edges = edges(&wards);
    assert!(edges.values().all(|sharing| sharing.len() <= 2));
    // Each spot of the coast has two coastal edges, and they make four rings: the mainland and three islands.
    let mut coast: BTreeMap<[i64; 2], Vec<[i64; 2]>> = BTreeMap::new();
    for ([a, b], _) in edges.iter().filter(|(_, sharing)| sharing.len() == 1) {
        coast.entry(*a).or_default().push(*b);
        coast.entry(*b).or_default().push(*a);
    }
    assert!(coast.values().all(|next| next.len() == 2));
    assert_eq!(rings(&coast), 4);
}

fn rings(coast: &BTreeMap<[i64; 2], Vec<[i64; 2]>>) -> usize {
    let mut unseen: BTreeSet<[i64; 2]> = coast.keys().copied().collect();
    let mut count = 0;
    while let Some(start) = unseen.pop_first() {
        count += 1;
        let mut ahead = vec![start];
        while let Some(at) = ahead.pop() {
            ahead.extend(coast[&at].iter().filter(|next| unseen.remove(*next)));
        }
    }
    count
}

#[test]
fn no_two_edges_cross_or_touch_but_at_their_ends() {
    let edges: Vec<Edge> = edges(&wards()).into_keys().collect();
    let widest = edges.iter().map(|[a, b]| b[0] - a[0]).max().unwrap();
    let mut compared = 0;
    for (at, edge) in edges.iter().enumerate() {
        // In order of their western ends: those that start beyond this one's eastern end cannot meet it.
        for other in edges[at + 1..].iter().take_while(|other| other[0][0] <= edge[0][0] + widest) {
            compared += 1;
            assert!(!meet(edge, other), "two edges meet");
        }
    }
    assert!(compared > 1_000_000);
}

/// Do two edges share a spot that is not an end of both?
fn meet([a, b]: &Edge, [c, d]: &Edge) -> bool {
    let apart =
        |axis: usize| a[axis].max(b[axis]) < c[axis].min(d[axis]) || c[axis].max(d[axis]) < a[axis].min(b[axis]);
    if apart(0) || apart(1) {
        return false;
    }
    let coord = |at: &[i64; 2]| Coord { x: at[0] as f64, y: at[1] as f64 };
    let side = |p: &[i64; 2], q: &[i64; 2], r: &[i64; 2]| match orient2d(coord(p), coord(q), coord(r)) {
        turn if turn > 0.0 => 1,
        turn if turn < 0.0 => -1,
        _ => 0,
    };
    let shared = [a, b].iter().filter(|end| [c, d].contains(end)).count();
    let (cd, ab) = (side(a, b, c) * side(a, b, d), side(c, d, a) * side(c, d, b));
    match shared {
        0 => cd <= 0 && ab <= 0,
        // They share one end: they meet elsewhere only when they lie on one line, on the same side of it.
        _ => {
            let (end, p) = if a == c || a == d { (a, b) } else { (b, a) };
            let q = if end == c { d } else { c };
            let ahead = (p[0] - end[0]) * (q[0] - end[0]) + (p[1] - end[1]) * (q[1] - end[1]);
            cd == 0 && ab == 0 && side(end, p, q) == 0 && ahead > 0
        }
    }
}

#[test]
fn two_edges_that_cross_or_overlap_are_found() {
    assert!(meet(&[[0, 0], [10, 10]], &[[0, 10], [10, 0]]));
    assert!(meet(&[[0, 0], [10, 0]], &[[5, 0], [5, 9]]));
    assert!(meet(&[[0, 0], [10, 0]], &[[0, 0], [4, 0]]));
    assert!(!meet(&[[0, 0], [10, 0]], &[[10, 0], [14, 0]]));
    assert!(!meet(&[[0, 0], [10, 0]], &[[0, 0], [9, 1]]));
    assert!(!meet(&[[0, 0], [10, 0]], &[[0, 1], [10, 1]]));
}

#[test]
fn one_ward_is_in_a_hole_and_two_have_islands() {
    let wards = wards();
    let hole = wards.iter().flat_map(|ward| ward.shape.iter()).flat_map(|polygon| polygon.interiors());
    let holes: Vec<_> = hole.collect();
    assert_eq!(holes.len(), 1);
    let fills = |ward: &&Ward| ward.shape.0[0].exterior().0.iter().all(|at| holes[0].0.contains(at));
    assert_eq!(wards.iter().filter(fills).count(), 1);
    let mut parts: Vec<usize> = wards.iter().map(|ward| ward.shape.0.len()).filter(|&parts| parts > 1).collect();
    parts.sort_unstable();
    assert_eq!(parts, [2, 2]);
}

#[test]
fn wards_are_of_believable_size_and_lie_at_sea() {
    let wards = wards();
    for ward in &wards {
        let km2 = ward.shape.unsigned_area() / 1e6;
        let (least, most) = if ward.authority == CITY { (2.0, 10.0) } else { (2.0, 110.0) };
        assert!(km2 > least && km2 < most, "{} has {km2} km²", ward.code);
        for at in ward.shape.iter().flat_map(|polygon| polygon.exterior()) {
            assert!((545e3..=655e3).contains(&at.x) && (395e3..=525e3).contains(&at.y));
        }
    }
}

#[test]
fn the_files_are_small_enough_to_build_in_and_name_their_grid() {
    let bytes = |name: &str| std::fs::read(in_package(name)).unwrap();
    assert!(bytes("boundaries/wards.shp").len() < 900_000);
    assert_eq!(bytes("boundaries/wards.cpg"), b"UTF-8");
    assert!(bytes("boundaries/wards.prj").starts_with(b"PROJCS[\"British_National_Grid\""));
    assert!(bytes("boundaries/ward_lookup.csv").starts_with(b"\xef\xbb\xbfWD26CD,"));
    assert_eq!(bytes("boundaries/wards.dbf")[1..4], [126, 3, 31], "the date is the snapshot's, not today's");
}

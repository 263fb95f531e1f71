//! `examples/postcodes`: children and carers by postcode, the made-up directory that places them, segments from it, and base
//! households by output area.

use std::collections::BTreeMap;

use super::super::dice::Dice;
use super::super::fostering::INDEX;
use super::super::households::Households;
use super::super::land::Land;
use super::super::plan::CITY;
use super::super::tables::table;
use super::carers::{self, Carer};
use super::child::{Child, Children, Spots};
use super::directory::Directory;
use super::expected::{Expected, distance};
use super::output_areas::OutputAreas;
use super::{File, Spot, grid_tables, onspd, own_authorities};

const CHILDREN: usize = 420;
const CARERS: usize = 240;
/// Every so many rows a home is written in one of these ways, none of which gives a point.
const AWKWARD_EVERY: usize = 35;

/// Its files.
pub fn files(land: &Land, people: &Households, areas: &OutputAreas, directory: &Directory, seed: u64) -> Vec<File> {
    let authorities = own_authorities(land);
    let dice = Dice::new(seed, 920);
    let mut maker = Children { land, people, spots: directory, authorities: &authorities, inside: 0.6, dice };
    let mut children = maker.of(CITY, CHILDREN);
    let (rows, awkward) = child_rows(directory, &mut children, &mut maker.dice);
    let carers = city_carers((land, people), areas, directory, &mut maker.dice);
    let mut expected = Expected::new(&children, &carers, &authorities);
    expected.section("home_postcodes", awkward);
    let is_far = |child: &&Child| distance(child).is_some_and(|miles| miles > 250.0);
    expected.section("distances", [("over_250_miles", children.iter().filter(is_far).count())]);
    expected.section("carers_by_group", carers_by_group(areas, directory, &carers));
    expected.section("households_by_group", households_by_group(land, areas));
    let file = |name: &str, bytes| (format!("examples/postcodes/{name}.csv"), bytes);
    vec![
        file("children", rows),
        file("carers", carer_rows(directory, &carers)),
        file("made_up_onspd", onspd::file(land, areas, directory)),
        file("households", areas.households()),
        file("output_areas", areas.lookup(land)),
        expected.into_file("postcodes"),
    ]
}

/// One row a child. A few homes are written so that they give no point; then the child has no home, here as there.
fn child_rows(directory: &Directory, children: &mut [Child], dice: &mut Dice) -> (Vec<u8>, [(&'static str, usize); 4]) {
    let mut counts =
        [("letter_for_digit", 0), ("not_a_postcode", 0), ("not_in_directory", 0), ("no_grid_reference", 0)];
    let mut rows = Vec::new();
    for (at, child) in children.iter_mut().enumerate() {
        let mut home = directory.postcode(child.home);
        if at % AWKWARD_EVERY == AWKWARD_EVERY - 1 && !child.details.is_uasc {
            let way = at / AWKWARD_EVERY % counts.len();
            home = no_point(way, directory, dice);
            child.home = None;
            counts[way].1 += 1;
        }
        let mut row = vec![format!("C{:04}", at + 1), as_typed(home, dice)];
        row.push(as_typed(directory.postcode(child.placement), dice));
        row.extend(grid_tables::details(child));
        rows.push(row);
    }
    let header = "child_id,home_postcode,placement_postcode,placement_type,placement_provider,age,sex,ethnicity,legal_status,uasc";
    (table(header, rows.into_iter()), counts)
}

/// A home that gives no point: a letter for a digit, no postcode at all, one that no directory has, one without a grid reference.
fn no_point(way: usize, directory: &Directory, dice: &mut Dice) -> String {
    match way {
        0 => "QD1 IAB".to_owned(),
        1 => "no fixed abode".to_owned(),
        2 => "QZ9 9ZZ".to_owned(),
        _ => directory.pointless(dice).to_owned(),
    }
}

/// As people type it: mostly right, now and then in small letters, without its blank, or with two.
fn as_typed(postcode: String, dice: &mut Dice) -> String {
    match dice.weighted(&[0.85, 0.06, 0.06, 0.03]) {
        0 => postcode,
        1 => postcode.to_lowercase(),
        2 if postcode.starts_with('Q') => postcode.replace(' ', ""),
        _ => postcode.replace(' ', "  "),
    }
}

/// The city's households. They live where the segments that foster live.
fn city_carers(
    (land, people): (&Land, &Households),
    areas: &OutputAreas,
    directory: &Directory,
    dice: &mut Dice,
) -> Vec<Carer> {
    let readiness = |spot: &Spot| segment_index(areas, directory, spot);
    carers::make((land, people), directory as &dyn Spots, |at| land.authority(at) == CITY, readiness, CARERS, dice)
}

fn segment_index(areas: &OutputAreas, directory: &Directory, spot: &Spot) -> f64 {
    let area = spot.postcode.and_then(|at| directory.entries[at].output_area);
    area.map_or(0.0, |at| INDEX[areas.0[at].segment])
}

/// One row a household, with all four figures of places.
fn carer_rows(directory: &Directory, carers: &[Carer]) -> Vec<u8> {
    let header =
        "carer_id,postcode,provider,approved_places,filled_places,vacant_places,not_available_places,carer_type";
    let row = |(at, carer): (usize, &Carer)| {
        let places = [carer.approved, carer.filled, carer.vacant(), carer.not_available];
        let mut row =
            vec![format!("F{:03}", at + 1), directory.postcode(Some(carer.spot)), carer.provider().to_owned()];
        row.extend(places.map(|places| places.to_string()));
        row.push(carer.carer_type.to_owned());
        row
    };
    table(header, carers.iter().enumerate().map(row))
}

/// Carers by the group of their postcode's output area.
fn carers_by_group(areas: &OutputAreas, directory: &Directory, carers: &[Carer]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for postcode in carers.iter().filter_map(|carer| carer.spot.postcode) {
        if let Some(at) = directory.entries[postcode].output_area {
            *counts.entry(areas.0[at].group().to_owned()).or_default() += 1;
        }
    }
    counts
}

/// Households of the city's output areas by group.
fn households_by_group(land: &Land, areas: &OutputAreas) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for area in areas.0.iter().filter(|area| land.authority(area.ward) == CITY) {
        *counts.entry(area.group().to_owned()).or_default() += area.households as usize;
    }
    counts
}

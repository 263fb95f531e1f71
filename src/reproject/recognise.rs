//! Which coordinate system a .prj file means, told by its parameters and not by its name: software agrees on
//! the numbers of the National Grid and on little else. Called by `crs`; what is not known here goes to PROJ.

use super::wkt::Node;

/// What a well-known text turned out to be.
#[derive(Debug, PartialEq)]
pub(super) enum Recognised {
    BritishNationalGrid,
    /// Degrees on WGS 84 or ETRS89.
    LonLat,
    /// A system of the Earth that PROJ has to convert from; its name.
    Other(String),
    /// Nothing that has a place on the Earth: `LOCAL_CS`, a vertical system.
    Nowhere,
}

const PROJECTED: [&str; 3] = ["PROJCS", "PROJCRS", "PROJECTEDCRS"];
const GEOGRAPHIC: [&str; 5] = ["GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS"];
/// Wrappers around a map's system: with heights, or with a datum shift.
const WRAPPERS: [&str; 4] = ["COMPD_CS", "COMPOUNDCRS", "BOUNDCRS", "SOURCECRS"];

/// Semi-major axis in metres and inverse flattening (EPSG ellipsoids 7001, 7030, 7019).
const AIRY_1830: [f64; 2] = [6_377_563.396, 299.324_964_6];
const WGS_84: [f64; 2] = [6_378_137.0, 298.257_223_563];
const GRS_80: [f64; 2] = [6_378_137.0, 298.257_222_101];

/// Each parameter of the National Grid (EPSG:27700), the names it goes by, its value, and how far off it may be: what
/// software that writes fewer digits makes of it, worth less than 5 mm.
const NATIONAL_GRID: [(&[&str], f64, f64); 5] = [
    (&["latitudeoforigin", "latitudeofnaturalorigin"], 49.0, 1e-9),
    (&["centralmeridian", "longitudeoforigin", "longitudeofnaturalorigin"], -2.0, 1e-9),
    (&["scalefactor", "scalefactoratnaturalorigin"], 0.999_601_271_7, 5e-9),
    (&["falseeasting"], 400_000.0, 1e-3),
    (&["falsenorthing"], -100_000.0, 1e-3),
];

/// Names of the two datums that are taken to be one, as far as they are the same in all files.
const LONLAT_DATUMS: [&str; 5] =
    ["wgs1984", "wgs84", "worldgeodeticsystem1984", "etrs1989", "europeanterrestrialreferencesystem1989"];

/// Recognises the coordinate system of a well-known text.
pub(super) fn recognise(root: &Node) -> Recognised {
    match of_the_map(root) {
        None => Recognised::Nowhere,
        Some(system) if is_national_grid(system) => Recognised::BritishNationalGrid,
        Some(system) if is_lonlat(system) => Recognised::LonLat,
        Some(system) => Recognised::Other(system.name().to_owned()),
    }
}

/// The system of the map itself, out of its wrappers.
fn of_the_map(node: &Node) -> Option<&Node> {
    if is_one_of(node, &PROJECTED) || is_one_of(node, &GEOGRAPHIC) {
        return Some(node);
    }
    is_one_of(node, &WRAPPERS).then(|| node.children().find_map(of_the_map)).flatten()
}

fn is_national_grid(system: &Node) -> bool {
    let mut methods = system.all(&["PROJECTION", "METHOD"]).into_iter();
    let is_transverse_mercator = methods.next().is_some_and(|method| plain(method.name()) == "transversemercator");
    is_one_of(system, &PROJECTED)
        && is_transverse_mercator
        && is_on(system, &[AIRY_1830])
        && is_in_metres_and_degrees(system)
        && has_parameters_of_national_grid(system)
}

fn has_parameters_of_national_grid(system: &Node) -> bool {
    let parameters = system.all(&["PARAMETER"]);
    let is_there = |(names, value, tolerance): (&[&str], f64, f64)| {
        parameters.iter().any(|parameter| {
            names.contains(&plain(parameter.name()).as_str())
                && parameter.numbers().next().is_some_and(|number| (number - value).abs() <= tolerance)
        })
    };
    parameters.len() == NATIONAL_GRID.len() && NATIONAL_GRID.into_iter().all(is_there)
}

fn is_lonlat(system: &Node) -> bool {
    let is_known = |datum: &&Node| LONLAT_DATUMS.iter().any(|known| plain(datum.name()).contains(known));
    is_one_of(system, &GEOGRAPHIC)
        && system.all(&["DATUM", "ENSEMBLE"]).first().is_some_and(is_known)
        && is_on(system, &[WGS_84, GRS_80])
        && is_in_metres_and_degrees(system)
}

fn is_on(system: &Node, ellipsoids: &[[f64; 2]]) -> bool {
    let Some(ellipsoid) = system.all(&["SPHEROID", "ELLIPSOID"]).first().copied() else { return false };
    let numbers: Vec<f64> = ellipsoid.numbers().collect();
    let is_same = |[axis, flattening]: &[f64; 2]| {
        numbers.len() >= 2 && (numbers[0] - axis).abs() < 1e-3 && (numbers[1] - flattening).abs() < 1e-6
    };
    ellipsoids.iter().any(is_same)
}

/// Metres, degrees and the meridian of Greenwich throughout.
fn is_in_metres_and_degrees(system: &Node) -> bool {
    let only_number = |node: &Node| node.numbers().next().unwrap_or(f64::NAN);
    let is_metre = |number: f64| (number - 1.0).abs() < 1e-9;
    let is_degree = |number: f64| (number - 1_f64.to_radians()).abs() < 1e-9;
    system.all(&["PRIMEM", "PRIMEMERIDIAN"]).iter().all(|node| only_number(node) == 0.0)
        && system.all(&["LENGTHUNIT", "SCALEUNIT"]).iter().all(|node| is_metre(only_number(node)))
        && system.all(&["ANGLEUNIT"]).iter().all(|node| is_degree(only_number(node)))
        && system.all(&["UNIT"]).iter().all(|node| is_metre(only_number(node)) || is_degree(only_number(node)))
}

fn is_one_of(node: &Node, keywords: &[&str]) -> bool {
    keywords.contains(&node.keyword.as_str())
}

/// A name without capitals, blanks and underscores.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|each| each.to_ascii_lowercase()).collect()
}

#[cfg(test)]
#[path = "recognise_tests.rs"]
mod tests;

//! Against Ordnance Survey's own test points, there and back over land and sea, and off the edge of the table.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::super::os_test_points::OS_TEST_POINTS;
use super::*;

/// Points all over the square, Britain and its seas alike.
fn random_points(count: usize, east: [f64; 2], north: [f64; 2]) -> Vec<GridPoint> {
    let mut random = ChaCha8Rng::seed_from_u64(15);
    let mut point = || GridPoint::new(random.random_range(east[0]..east[1]), random.random_range(north[0]..north[1]));
    (0..count).map(|_| point().unwrap()).collect()
}

/// Points whose place before the shift is on a border of the table's squares, or a little beside it: of one to the east, of one to the
/// north, or of both.
fn points_on_borders() -> Vec<GridPoint> {
    let steps = [-1e-3, -1e-6, -4e-7, -1e-9, 0.0, 1e-9, 4e-7, 1e-6, 1e-3];
    let point = |at: u32| {
        let on_border = |by: u32| f64::from(1 + at * by % 690) * 1000.0 + steps[(at / by % 9) as usize];
        let off_border = f64::from(at) * 97.3;
        let place =
            [[on_border(1), off_border], [off_border, on_border(7)], [on_border(1), on_border(7)]][at as usize % 3];
        let [east, north] = shift(place);
        GridPoint::new(place[0] + east, place[1] + north).unwrap()
    };
    (0..6_900).map(point).collect()
}

fn worst_metres_there_and_back(points: &[GridPoint]) -> f64 {
    let back = to_grid_all(&to_lonlat_all(points));
    points.iter().zip(back).map(|(point, back)| point.metres_to(back.unwrap())).fold(0.0, f64::max)
}

#[test]
fn ordnance_surveys_forty_points_come_out_to_two_millimetres() {
    for [lat, lon, easting, northing] in OS_TEST_POINTS {
        let published = GridPoint::new(easting, northing).unwrap();
        let found = to_grid(LonLat { lon, lat }).unwrap();
        assert!(found.metres_to(published) <= 0.002, "{published:?}: {} m off", found.metres_to(published));
    }
}

#[test]
fn ordnance_surveys_forty_points_lead_back_to_their_degrees() {
    for [lat, lon, easting, northing] in OS_TEST_POINTS {
        let found = to_lonlat(GridPoint::new(easting, northing).unwrap());
        // 2e-8 degrees of latitude are 2 mm.
        assert!((found.lat - lat).abs() <= 2e-8 && (found.lon - lon).abs() <= 4e-8, "{lat} {lon}: {found:?}");
    }
}

#[test]
fn there_and_back_is_the_same_point_to_a_tenth_of_a_millimetre() {
    let worst = worst_metres_there_and_back(&random_points(100_000, [0.0, 700e3], [0.0, 1250e3]));
    assert!(worst < 1e-4, "{worst} m");
}

#[test]
fn there_and_back_holds_wherever_a_grid_point_can_be() {
    let worst = worst_metres_there_and_back(&random_points(100_000, [-499e3, 1199e3], [-499e3, 1799e3]));
    assert!(worst < 1e-4, "{worst} m");
}

#[test]
fn a_place_and_its_shift_are_the_point_to_a_hundred_thousandth_of_a_millimetre() {
    let mut points = random_points(100_000, [0.0, 700e3], [0.0, 1250e3]);
    points.extend(random_points(2_000, [-499e3, 1199e3], [-499e3, 1799e3]));
    points.extend(points_on_borders());
    let mut kept = square_of(points[0]);
    for point in points {
        for square in [&mut square_of(point), &mut kept] {
            let place = place_near(square, point.xy());
            let [east, north] = shift(place);
            let off = (place[0] + east - point.easting()).abs().max((place[1] + north - point.northing()).abs());
            assert!(off < 1e-8, "{point:?}: {off} m");
        }
    }
}

#[test]
fn the_rim_of_all_grid_points_has_degrees() {
    let rim =
        [[-500e3, -500e3], [1200e3, -500e3], [-500e3, 1800e3], [1200e3, 1800e3], [350e3, 1800e3], [350e3, -500e3]];
    for [easting, northing] in rim {
        let degrees = to_lonlat(GridPoint::new(easting, northing).unwrap());
        assert!(is_near_britain(degrees), "{degrees:?}");
    }
}

#[test]
fn at_the_edge_of_the_table_there_is_no_jump() {
    for edge in [0.0, 700e3] {
        let [inside, outside] = [edge - 1e-6, edge + 1e-6].map(|east| to_lonlat(GridPoint::new(east, 400e3).unwrap()));
        assert!((inside.lon - outside.lon).abs() < 1e-10 && (inside.lat - outside.lat).abs() < 1e-10);
    }
}

#[test]
fn places_that_are_not_near_britain_have_no_grid_point() {
    let nowhere = [(f64::NAN, 52.0), (-2.0, f64::INFINITY), (151.2, -33.9), (52.4, -1.9), (12.5, 41.9), (0.0, 0.0)];
    for (lon, lat) in nowhere {
        assert_eq!(to_grid(LonLat { lon, lat }), None);
    }
}

#[test]
fn many_points_give_the_same_bits_as_one_by_one_on_any_number_of_threads() {
    let mut points = random_points(20_000, [0.0, 700e3], [0.0, 1250e3]);
    // Each after one that leaves another square behind.
    points.extend(points_on_borders().windows(2).flat_map(|pair| [pair[1], pair[0]]));
    points.extend(points_on_borders().into_iter().flat_map(beside_and_itself));
    let one_by_one: Vec<LonLat> = points.iter().map(|point| to_lonlat(*point)).collect();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| to_lonlat_all(&points)) == one_by_one);
    }
}

/// A point, and some metres to the west, south, east and north of it before it again.
fn beside_and_itself(point: GridPoint) -> Vec<GridPoint> {
    let beside = [[-5.0, 0.0], [0.0, -5.0], [5.0, 0.0], [0.0, 5.0]];
    let moved = |[east, north]: [f64; 2]| GridPoint::new(point.easting() + east, point.northing() + north).unwrap();
    beside.into_iter().flat_map(|by| [moved(by), point]).collect()
}

#[test]
fn points_that_lie_anywhere_give_the_same_bits_as_one_by_one_and_unknown_ones_stay_so() {
    let points = random_points(100, [0.0, 700e3], [0.0, 1250e3]);
    for count in [0, 1, 31, 32, 33, 65, 100] {
        // Another place is unknown in each group that is looked at together.
        let some: Vec<Option<GridPoint>> =
            (0..count).map(|at| Some(points[at]).filter(|_| at % 7 != 3 && at % 32 != at / 32)).collect();
        let one_by_one: Vec<Option<LonLat>> = some.iter().map(|point| point.map(to_lonlat)).collect();
        assert!(to_lonlat_each(&some) == one_by_one, "{count}");
    }
}

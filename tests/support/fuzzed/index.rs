//! The index of wards against the oracle, which shares nothing with it, on small coverages in which nearly every point is
//! a special case.

use nearhome::geography::{GridPoint, Shape};
use nearhome::locate::{Located, Placing, WardIndex};

use super::made_wards::{Rings, Xy};
use super::oracle::Oracle;

const ORIGIN: Xy = [400_000.0, 300_000.0];
/// The distance between two neighbours of the raster that corners and points lie on, metres. The second is no power of
/// two, so that its multiples are rounded; the third is so small that areas nearly vanish.
const UNITS: [f64; 4] = [1.0, 0.1, 1.0 / 1024.0, 2_048.0];
const MOST_WARDS: usize = 6;
/// The byte that ends a ring. The one after it ends a ward.
const RING_ENDS: u8 = 255;
const WARD_ENDS: u8 = 254;

/// The first byte chooses the unit; then each byte is a corner on a raster of 15 x 15.
pub fn index(bytes: &[u8]) {
    let (choice, bytes) = super::scratch::choice(bytes);
    let unit = unit(choice);
    let wards = wards(bytes, unit);
    let shapes: Vec<Shape> = wards.iter().map(shape).collect();
    // What `Shape` makes of the rings is what the oracle is asked of: rings without an area are dropped.
    let wards: Vec<Rings> = shapes.iter().map(rings).collect();
    let oracle = Oracle::new(&wards);
    let (plain, bulk) = (WardIndex::from_shapes(&shapes), WardIndex::from_shapes(&shapes));
    bulk.prepare_for_many_points();
    let points = points(unit, bytes.len());
    let in_bulk = bulk.locate_all(&points);
    let mut placed = vec![0; wards.len()];
    for (&point, in_bulk) in points.iter().zip(in_bulk) {
        let expected = oracle.answer(point.xy());
        assert_eq!(seen(plain.locate(point)), (expected.ward, expected.placing), "one by one, at {point:?}");
        assert_eq!(seen(in_bulk), (expected.ward, expected.placing), "in bulk, at {point:?}");
        in_bulk.ward().into_iter().for_each(|ward| placed[ward.0 as usize] += 1);
        if expected.placing == Placing::Overlap {
            let holding: Vec<u32> = plain.wards_holding(point).iter().map(|ward| ward.0).collect();
            assert_eq!(holding, expected.holding, "at {point:?}");
        }
    }
    assert!(placed.iter().sum::<usize>() <= points.len());
}

/// The unit that the first byte chooses.
pub fn unit(choice: u8) -> f64 {
    UNITS[usize::from(choice & 3)]
}

/// Wards as rings of corners, from bytes.
pub fn wards(bytes: &[u8], unit: f64) -> Vec<Rings> {
    let ward = |bytes: &[u8]| -> Rings {
        let rings = bytes.split(|&byte| byte == RING_ENDS);
        rings.map(|ring| ring.iter().map(|&corner| place(corner, unit)).collect()).collect()
    };
    bytes.split(|&byte| byte == WARD_ENDS).take(MOST_WARDS).map(ward).collect()
}

/// The shape of a ward's rings.
pub fn shape(rings: &Rings) -> Shape {
    let point = |&[x, y]: &Xy| GridPoint::new(x, y).expect("the raster is on the grid");
    Shape::new(rings.iter().map(|ring| ring.iter().map(point).collect()).collect())
}

fn rings(shape: &Shape) -> Rings {
    shape.rings().iter().map(|ring| ring.iter().map(|point| point.xy()).collect()).collect()
}

fn place(corner: u8, unit: f64) -> Xy {
    at([f64::from(corner % 16), f64::from(corner / 16)], unit)
}

/// Whole numbers of 2⁻²⁰ m, which the oracle can hold.
fn at(steps: [f64; 2], unit: f64) -> Xy {
    const FINEST: f64 = (1u64 << 20) as f64;
    [0, 1].map(|i| ORIGIN[i] + (steps[i] * unit * FINEST).round() / FINEST)
}

/// Every place of the raster, the middles between them, and off the raster on all sides; fewer when there is little to see.
fn points(unit: f64, length: usize) -> Vec<GridPoint> {
    let step = if length < 4 { 4 } else { 1 };
    let line = || (-2..=32).step_by(step).map(|half| f64::from(half) / 2.0);
    let all = line().flat_map(|y| line().map(move |x| at([x, y], unit)));
    all.map(|[x, y]| GridPoint::new(x, y).expect("near the raster")).collect()
}

fn seen(located: Located) -> (Option<u32>, Placing) {
    (located.ward().map(|ward| ward.0), located.placing())
}

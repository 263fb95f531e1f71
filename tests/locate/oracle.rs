//! The oracle: which wards hold a point, in whole numbers that cannot round.
//!
//! Coordinates are taken as multiples of 2⁻⁴⁰ m, which every double of 8,192 m or more is, so that a product of two
//! differences fits 128 bits. The ray goes north, where the library's goes east.

use nearhome::locate::Placing;

use super::made_wards::{Rings, Xy};

const UNITS_PER_METRE: f64 = (1u64 << 40) as f64;

type Whole = [i64; 2];

/// Every edge of every ward, with the ward's envelope.
pub struct Oracle(Vec<WholeWard>);

struct WholeWard {
    low: Whole,
    high: Whole,
    edges: Vec<[Whole; 2]>,
}

/// The oracle's answer: the ward, how, and all wards by the half-open rule.
#[derive(Debug, PartialEq)]
pub struct Answer {
    pub ward: Option<u32>,
    pub placing: Placing,
    pub holding: Vec<u32>,
}

fn whole(p: Xy) -> Whole {
    p.map(|v| {
        let units = v * UNITS_PER_METRE;
        assert!(units.fract() == 0.0 && units.abs() < 2f64.powi(61), "the oracle cannot hold this coordinate exactly");
        units as i64
    })
}

impl Oracle {
    pub fn new(wards: &[Rings]) -> Self {
        Self(wards.iter().map(whole_ward).collect())
    }

    pub fn answer(&self, p: Xy) -> Answer {
        let p = whole(p);
        let (mut holding, mut touching) = (Vec::new(), None);
        for (ward, shape) in (0u32..).zip(&self.0) {
            if (0..2).any(|i| p[i] < shape.low[i] || p[i] > shape.high[i]) {
                continue;
            }
            if shape.edges.iter().filter(|edge| is_north_of(**edge, p)).count() % 2 == 1 {
                holding.push(ward);
            }
            if touching.is_none() && shape.edges.iter().any(|edge| is_on(*edge, p)) {
                touching = Some(ward);
            }
        }
        let (ward, placing) = match (holding.as_slice(), touching) {
            ([], None) => (None, Placing::Outside),
            ([], Some(touched)) => (Some(touched), Placing::OnBorder),
            ([one], None) => (Some(*one), Placing::Inside),
            ([one], Some(_)) => (Some(*one), Placing::OnBorder),
            ([lowest, ..], _) => (Some(*lowest), Placing::Overlap),
        };
        Answer { ward, placing, holding }
    }
}

fn whole_ward(rings: &Rings) -> WholeWard {
    let line = |ring: &Vec<Xy>| {
        let mut line: Vec<Whole> = ring.iter().copied().map(whole).collect();
        line.extend(line.first().copied());
        line
    };
    let pair = |line: Vec<Whole>| line.windows(2).map(|ends| [ends[0], ends[1]]).collect::<Vec<_>>();
    let edges: Vec<[Whole; 2]> = rings.iter().map(line).flat_map(pair).filter(|[a, b]| a != b).collect();
    let along = |i: usize| edges.iter().map(move |edge| edge[0][i]);
    let low = [0, 1].map(|i| along(i).min().unwrap_or(i64::MAX));
    let high = [0, 1].map(|i| along(i).max().unwrap_or(i64::MIN));
    WholeWard { low, high, edges }
}

/// Is the edge straight north of `(x + e, y + e²)`? A step east of a point on the edge, the edge is above the point
/// when it rises; when it falls or is level it is below, for `e²` is above level.
fn is_north_of([a, b]: [Whole; 2], p: Whole) -> bool {
    let [a, b] = if a[0] <= b[0] { [a, b] } else { [b, a] };
    if !(a[0] <= p[0] && p[0] < b[0]) {
        return false;
    }
    match turn(a, b, p) {
        0 => b[1] > a[1],
        turn => turn < 0,
    }
}

fn is_on([a, b]: [Whole; 2], p: Whole) -> bool {
    (0..2).all(|i| a[i].min(b[i]) <= p[i] && p[i] <= a[i].max(b[i])) && turn(a, b, p) == 0
}

/// Positive when `p` is left of `a -> b`.
fn turn(a: Whole, b: Whole, p: Whole) -> i128 {
    let by = |to: Whole, i: usize| i128::from(to[i]) - i128::from(a[i]);
    by(b, 0) * by(p, 1) - by(b, 1) * by(p, 0)
}

#[test]
fn the_oracle_knows_a_square() {
    let square: Rings = vec![vec![[9000.0, 9000.0], [9004.0, 9000.0], [9004.0, 9004.0], [9000.0, 9004.0]]];
    let oracle = Oracle::new(&[square]);
    let placing = |x, y| oracle.answer([x, y]).placing;
    let holding = |x, y| oracle.answer([x, y]).holding.len();
    assert_eq!((placing(9002.0, 9001.0), holding(9002.0, 9001.0)), (Placing::Inside, 1));
    assert_eq!((placing(9005.0, 9001.0), holding(9005.0, 9001.0)), (Placing::Outside, 0));
    assert_eq!((placing(9000.0, 9000.0), holding(9000.0, 9000.0)), (Placing::OnBorder, 1), "south and west are in");
    assert_eq!((placing(9004.0, 9002.0), holding(9004.0, 9002.0)), (Placing::OnBorder, 0), "east is out");
    assert_eq!((placing(9002.0, 9004.0), holding(9002.0, 9004.0)), (Placing::OnBorder, 0), "north is out");
}

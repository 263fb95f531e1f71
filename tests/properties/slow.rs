//! The slow plain version: every point against every edge of every ward, in whole numbers that cannot round.

use crate::made_study::{MadeChild, MadeStudy, MadeWard, Point};

/// The point is moved by 1/STEPS m east and 1/STEPS³ m north, so that it is on no line between whole metres.
/// More than any edge is long in metres.
const STEPS: i128 = 1 << 13;
const UNIT: i128 = STEPS * STEPS * STEPS;

/// The position of the ward that holds the point: of several the first; of none the first whose edge it is on.
pub fn ward_of(wards: &[MadeWard], point: Option<Point>) -> Option<usize> {
    let point = point?;
    let holds = |ward: &MadeWard| edges(ward).filter(|&edge| is_east_of_moved(edge, point)).count() % 2 == 1;
    let touches = |ward: &MadeWard| edges(ward).any(|edge| is_on(edge, point));
    wards.iter().position(holds).or_else(|| wards.iter().position(touches))
}

fn edges(ward: &MadeWard) -> impl Iterator<Item = [Point; 2]> {
    ward.rings.iter().flat_map(|ring| (0..ring.len()).map(|at| [ring[at], ring[(at + 1) % ring.len()]]))
}

/// Does a ray from the moved point to the east cross the edge?
fn is_east_of_moved([from, to]: [Point; 2], point: Point) -> bool {
    // Relative to the point, so that products fit; then the move, the other way.
    let moved = |at: Point| {
        let [x, y] = [0, 1].map(|axis| i128::from(at[axis] - point[axis]) * UNIT);
        [x - STEPS * STEPS, y - 1]
    };
    let (low, high) = if from[1] < to[1] { (moved(from), moved(to)) } else { (moved(to), moved(from)) };
    // The point is the origin now: it is left of the line upward when the origin makes a left turn.
    low[1] < 0 && high[1] > 0 && turn(low, high, [0, 0]) > 0
}

fn is_on([from, to]: [Point; 2], point: Point) -> bool {
    let [a, b, p] = [from, to, point].map(|at| at.map(i128::from));
    let is_between = |axis: usize| (a[axis].min(b[axis])..=a[axis].max(b[axis])).contains(&p[axis]);
    is_between(0) && is_between(1) && turn(a, b, p) == 0
}

fn turn(a: [i128; 2], b: [i128; 2], p: [i128; 2]) -> i128 {
    (b[0] - a[0]) * (p[1] - a[1]) - (p[0] - a[0]) * (b[1] - a[1])
}

/// Home to placement in miles, `None` when it is not known.
pub fn miles(child: &MadeChild, mode: &str) -> Option<f64> {
    let (home, placement) = child.home.zip(child.placement).filter(|_| !child.is_uasc)?;
    let [east, north] = [0, 1].map(|axis| placement[axis] - home[axis]);
    let squared = east * east + north * north;
    Some(match mode {
        "exact" => (squared as f64).sqrt() / 1609.344,
        _ => tenths_of_return_miles(squared) as f64 / 10.0,
    })
}

/// The tenth nearest to `sqrt(squared) / 160.93`, found in whole numbers: twice over it is between two odd numbers. No sum of
/// squares lies on a half but nought.
fn tenths_of_return_miles(squared: i64) -> i64 {
    // tenths = round(d / 160.93); d / 160.93 > n + 1/2 when (200 d)² > (16093 (2n + 1))².
    let scaled = i128::from(squared) * 40_000;
    let past_half = |tenths: i64| scaled > (16_093 * i128::from(2 * tenths + 1)).pow(2);
    (0..).find(|&tenths| !past_half(tenths)).expect("no distance is without end")
}

/// The word of the child's DfE category; near is 20 miles or less.
pub fn category(study: &MadeStudy, child: &MadeChild, mode: &str) -> &'static str {
    let is_covered = study.wards.iter().any(|ward| ward.authority == child.authority);
    let placed_in = child.placement.map(|at| ward_of(&study.wards, Some(at)).map(|at| study.wards[at].authority));
    let is_inside = match placed_in {
        None => return "boundary_not_known",
        Some(None) if !is_covered => return "boundary_not_known",
        Some(authority) => authority == Some(child.authority),
    };
    match (is_inside, miles(child, mode).map(|miles| miles <= 20.0)) {
        (true, Some(true)) => "inside_near",
        (true, Some(false)) => "inside_far",
        (true, None) => "inside_not_known",
        (false, Some(true)) => "outside_near",
        (false, Some(false)) => "outside_far",
        (false, None) => "outside_not_known",
    }
}

/// The middle one, or the mean of the middle two.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(values[middle]),
        _ => Some((values[middle - 1] + values[middle]) / 2.0),
    }
}

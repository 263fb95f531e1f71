//! Makes straight borders wiggly without letting any two of them cross: each lives in a rhombus of its own, halved again and
//! again about a midpoint thrown within it ("noisy edges"). Then the whole plane is bent a little, all borders alike.

use super::dice::Dice;
use super::noise::Noise;

type Point = [f64; 2];

/// How wide the rhombus may be, as a share of the border's length.
const WIDEST: f64 = 0.42;

/// A wiggly line from one end of a border to the other, ends included. `seeds` are those on either side of it.
pub fn wiggly(ends: [Point; 2], seed: Point, shortest: f64, dice: &mut Dice) -> Vec<Point> {
    let [a, b] = ends;
    let (along, length) = direction(a, b);
    let normal = [-along[1], along[0]];
    let middle = mix(a, b, 0.5);
    // The triangle of the border and its seed lies in the seed's own cell: stay within its height at the middle.
    let from_middle = [seed[0] - middle[0], seed[1] - middle[1]];
    let sideways = (from_middle[0] * along[0] + from_middle[1] * along[1]).abs();
    let height = (from_middle[0] * normal[0] + from_middle[1] * normal[1]).abs();
    let room = 0.85 * height * (length / 2.0) / (length / 2.0 + sideways);
    let half = room.min(WIDEST * length);
    let apex = |by: f64| [middle[0] + by * normal[0], middle[1] + by * normal[1]];
    let mut line = vec![a];
    halve([a, apex(half), b, apex(-half)], shortest, dice, &mut line);
    line
}

/// Adds the line from the first to the third corner of a quad, the first excluded.
fn halve([a, p, b, q]: [Point; 4], shortest: f64, dice: &mut Dice, line: &mut Vec<Point>) {
    if direction(a, b).1 < 2.0 * shortest {
        return line.push(b);
    }
    let middle = mix(p, q, dice.between(0.2, 0.8));
    halve([a, mix(a, p, 0.5), middle, mix(a, q, 0.5)], shortest, dice, line);
    halve([middle, mix(p, b, 0.5), b, mix(q, b, 0.5)], shortest, dice, line);
}

/// A closed ring, clockwise, about a spot: an octagon with wiggly sides that stays between 0.5 and 1.3 times the radius.
pub fn blob(middle: Point, radius: f64, shortest: f64, dice: &mut Dice) -> Vec<Point> {
    /// The corners of an octagon, clockwise, to three decimals.
    const OCTAGON: [Point; 8] = [
        [0.0, 1.0],
        [0.707, 0.707],
        [1.0, 0.0],
        [0.707, -0.707],
        [0.0, -1.0],
        [-0.707, -0.707],
        [-1.0, 0.0],
        [-0.707, 0.707],
    ];
    let corners = OCTAGON.map(|[x, y]| {
        let far = radius * dice.between(0.7, 1.2);
        [middle[0] + x * far, middle[1] + y * far]
    });
    let mut ring = vec![corners[0]];
    for at in 0..corners.len() {
        let ends = [corners[at], corners[(at + 1) % corners.len()]];
        ring.extend_from_slice(&wiggly(ends, middle, shortest, dice)[1..]);
    }
    ring
}

/// Bends the plane smoothly, and rounds to 0.1 m as ONS does. Neighbouring spots stay neighbours.
pub fn bend(at: Point, noise: Noise) -> Point {
    let shift = |n: u64| 1.3e3 * Noise(noise.0 + n).at(at, 13e3) + 0.25e3 * Noise(noise.0 + 10 + n).at(at, 3.1e3);
    [at[0] + shift(1), at[1] + shift(2)].map(|metres| (metres * 10.0).round() / 10.0)
}

fn direction(a: Point, b: Point) -> (Point, f64) {
    let length = super::seeds::metres(a, b);
    ([(b[0] - a[0]) / length, (b[1] - a[1]) / length], length)
}

fn mix(a: Point, b: Point, part: f64) -> Point {
    [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])]
}

//! Which side of an edge a point is on, decided exactly. Every other file of `locate` asks here, so the
//! R-tree path and the grid path cannot disagree about a border.
//!
//! The half-open rule (design, rule 2) is that of a point moved by an infinitely small step east and a far
//! smaller one north: `p' = (x + e, y + e²)`, `e -> 0`. `p'` is on no edge, so "inside" has one answer.

/// Easting and northing, metres.
pub(super) type Xy = [f64; 2];

/// Shewchuk's static bound for the 2 x 2 determinant of rounded differences is `(3 + 16u)u` with `u = 2⁻⁵³`,
/// which is 3.33e-16 of the sum of the products' magnitudes; a little more keeps clear of the bound's own rounding.
const ROUNDING: f64 = 4e-16;

/// Twice the signed area of `a, b, p`, of which the sign is exact: positive when `p` is left of `a -> b`, zero
/// when the three are in line. Exact unless products underflow (coordinates within 1e-140 m of each other).
#[inline]
pub(super) fn orientation(a: Xy, b: Xy, p: Xy) -> f64 {
    let left = (b[0] - a[0]) * (p[1] - a[1]);
    let right = (b[1] - a[1]) * (p[0] - a[0]);
    let area = left - right;
    if area.abs() > (left.abs() + right.abs()) * ROUNDING { area } else { exact_orientation(a, b, p) }
}

#[cold]
fn exact_orientation(a: Xy, b: Xy, p: Xy) -> f64 {
    let coord = |[x, y]: Xy| robust::Coord { x, y };
    robust::orient2d(coord(a), coord(b), coord(p))
}

/// Is the nudged point `p'` left of `a -> b`?
#[inline]
pub(super) fn is_nudged_left(a: Xy, b: Xy, p: Xy) -> bool {
    let area = orientation(a, b, p);
    if area != 0.0 { area > 0.0 } else { nudge_goes_left(a, b) }
}

/// From a point in line with `a -> b`, does the nudge lead to its left? East of a line that is not level
/// is left when the line goes south; along a level line the step north decides.
#[cold]
fn nudge_goes_left(a: Xy, b: Xy) -> bool {
    if a[1] != b[1] { b[1] < a[1] } else { b[0] > a[0] }
}

/// Does a ray from the nudged point to the east cross the edge?
#[inline]
pub(super) fn is_crossed_eastward(a: Xy, b: Xy, p: Xy) -> bool {
    let is_astride = (a[1] <= p[1]) != (b[1] <= p[1]);
    is_astride && is_nudged_left(a, b, p) == (b[1] > a[1])
}

/// Is the point exactly on the edge, its ends included?
#[inline]
pub(super) fn is_on_edge(a: Xy, b: Xy, p: Xy) -> bool {
    let is_between = |i: usize| (a[i] <= p[i] && p[i] <= b[i]) || (b[i] <= p[i] && p[i] <= a[i]);
    is_between(0) && is_between(1) && orientation(a, b, p) == 0.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sign of the determinant in whole numbers, which cannot round.
    fn whole_sign(a: [i32; 2], b: [i32; 2], p: [i32; 2]) -> i128 {
        let d = |from: [i32; 2], to: [i32; 2], i: usize| i128::from(to[i]) - i128::from(from[i]);
        (d(a, b, 0) * d(a, p, 1) - d(a, b, 1) * d(a, p, 0)).signum()
    }

    fn xy(p: [i32; 2]) -> Xy {
        p.map(f64::from)
    }

    fn sign(value: f64) -> i128 {
        i128::from(i8::from(value > 0.0) - i8::from(value < 0.0))
    }

    proptest! {
        #[test]
        fn the_sign_of_an_orientation_is_that_of_whole_number_arithmetic(
            a in any::<[i32; 2]>(), b in any::<[i32; 2]>(), p in any::<[i32; 2]>(), k in -3i32..3, step in any::<[i16; 2]>(),
        ) {
            prop_assert_eq!(sign(orientation(xy(a), xy(b), xy(p))), whole_sign(a, b, p));
            let s = step.map(i32::from);
            let a = a.map(|v| v / 4);
            let [b, p] = [7, k].map(|times| [a[0] + times * s[0], a[1] + times * s[1]]);
            prop_assert_eq!(orientation(xy(a), xy(b), xy(p)), 0.0);
            prop_assert_eq!(is_on_edge(xy(a), xy(b), xy(p)), (0..=7).contains(&k) || s == [0, 0]);
        }

        #[test]
        fn a_nudged_point_is_never_both_left_of_an_edge_and_left_of_its_reverse(
            a in prop::array::uniform2(-9..9), b in prop::array::uniform2(-9..9), p in prop::array::uniform2(-9..9),
        ) {
            prop_assume!(a != b);
            prop_assert_ne!(is_nudged_left(xy(a), xy(b), xy(p)), is_nudged_left(xy(b), xy(a), xy(p)));
            prop_assert_eq!(is_crossed_eastward(xy(a), xy(b), xy(p)), is_crossed_eastward(xy(b), xy(a), xy(p)));
        }
    }

    #[test]
    fn the_nudge_goes_east_and_then_north() {
        assert!(is_nudged_left([0.0, 1.0], [0.0, 0.0], [0.0, 0.5]), "east of a line that goes south");
        assert!(is_nudged_left([0.0, 0.0], [1.0, 0.0], [0.5, 0.0]), "north of a line that goes east");
        assert!(is_nudged_left([0.0, 1.0], [9.0, 0.0], [4.5, 0.5]), "east beats north on a slope");
    }

    #[test]
    fn a_point_one_step_of_a_double_off_a_long_edge_is_off_it() {
        let (a, b) = ([400_000.125, 300_000.5], [400_003.125, 300_001.5]);
        let on = [400_001.625, 300_001.0];
        assert!(is_on_edge(a, b, on));
        assert!(orientation(a, b, [on[0], on[1].next_up()]) > 0.0);
        assert!(orientation(a, b, [on[0], on[1].next_down()]) < 0.0);
    }
}

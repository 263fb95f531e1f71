//! The nearest ward to a point outside every ward, for those who ask to snap (design, rule 3).

use super::envelopes::Envelopes;
use super::outlines::Outlines;
use super::side::Xy;

/// An envelope's distance may be rounded up past that of the edge in it; nearer than this share and it is looked into.
const ENVELOPE_SLACK: f64 = 1.0 + 1e-9;

/// The ward with the nearest edge, no farther than `metres`; of several equally near, the lowest.
pub(super) fn nearest_ward(outlines: &Outlines, envelopes: &Envelopes, p: Xy, metres: f64) -> Option<u32> {
    let mut nearest: Option<(f64, u32)> = None;
    for (ward, envelope_squared) in envelopes.nearest_first(p) {
        let limit = nearest.map_or(metres * metres, |(squared, _)| squared);
        if envelope_squared > limit * ENVELOPE_SLACK {
            break;
        }
        let here = (squared_distance_to_ward(outlines, ward, p), ward);
        if here.0.sqrt() <= metres && nearest.is_none_or(|best| here < best) {
            nearest = Some(here);
        }
    }
    nearest.map(|(_, ward)| ward)
}

fn squared_distance_to_ward(outlines: &Outlines, ward: u32, p: Xy) -> f64 {
    outlines.edges(ward).map(|edge| squared_distance(edge, p)).fold(f64::INFINITY, f64::min)
}

/// The square of the distance from a point to an edge. The ends are taken in one order, so that an edge shared by
/// two wards is exactly as far from the point in the one as in the other.
fn squared_distance([a, b]: [Xy; 2], p: Xy) -> f64 {
    let [a, b] = if a <= b { [a, b] } else { [b, a] };
    let (edge, to_point, past_end) = (minus(b, a), minus(p, a), minus(p, b));
    let (along, length_squared) = (dot(edge, to_point), dot(edge, edge));
    if along <= 0.0 {
        dot(to_point, to_point)
    } else if along >= length_squared {
        dot(past_end, past_end)
    } else {
        let area = edge[0] * to_point[1] - edge[1] * to_point[0];
        area * area / length_squared
    }
}

fn minus(to: Xy, from: Xy) -> Xy {
    [to[0] - from[0], to[1] - from[1]]
}

fn dot(u: Xy, v: Xy) -> f64 {
    u[0] * v[0] + u[1] * v[1]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The nearest of 10,001 points along the edge.
    fn slow_distance([a, b]: [Xy; 2], p: Xy) -> f64 {
        let at = |t: f64| [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
        (0..=10_000).map(|i| minus(p, at(f64::from(i) / 1e4))).map(|d| dot(d, d).sqrt()).fold(f64::INFINITY, f64::min)
    }

    proptest! {
        #[test]
        fn a_distance_to_an_edge_is_that_to_the_nearest_of_many_points_on_it(
            a in prop::array::uniform2(-50.0..50.0), b in prop::array::uniform2(-50.0..50.0), p in prop::array::uniform2(-90.0..90.0),
        ) {
            let distance = squared_distance([a, b], p).sqrt();
            // Half a step of the slow version is at most 0.0071 m.
            prop_assert!((distance - slow_distance([a, b], p)).abs() < 0.0072);
            prop_assert_eq!(distance, squared_distance([b, a], p).sqrt());
        }
    }

    #[test]
    fn distances_beside_and_past_an_edge() {
        let edge = [[0.0, 0.0], [4.0, 0.0]];
        assert_eq!(squared_distance(edge, [3.0, 5.0]), 25.0);
        assert_eq!(squared_distance(edge, [7.0, 4.0]), 25.0);
        assert_eq!(squared_distance(edge, [-3.0, -4.0]), 25.0);
    }
}

//! Rings that cross or touch themselves, cut into rings that do not: same area by even-odd, but such as maps can draw.
//! `polygons` calls it; for the rings of nearly every file there is nothing to do.

use std::borrow::Cow;

use geo::{BooleanOps, MultiPolygon};

use super::contacts::Contact;
use super::crossings::repaired;
use super::edges::odd_edges;
use super::guarded::guarded_overlay;
use super::planar::{line_string, shape};
use super::rings::rings;
use super::touches::worst_contact;
use crate::geography::Shape;

/// Do two edges of the outline cross, does a ring cross another where it touches it, or run along itself or touch itself half-way
/// along an edge?
///
/// Touching itself at a corner is no crossing. Costs a sort of the edges, and then looks at the pairs whose
/// boxes meet: a few an edge in outlines as they are. Of an outline whose edges lie in thousands beside one another, which no
/// map has, it says that it crosses itself.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::{area_square_metres, crosses_itself}};
/// let ring = |points: [[f64; 2]; 4]| Shape::new(vec![points.map(|[x, y]| GridPoint::new(x, y).unwrap()).to_vec()]);
/// let bow_tie = ring([[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0]]);
/// assert!(crosses_itself(&bow_tie));
/// assert!((area_square_metres(&bow_tie) - 8.0).abs() < 1e-3);
/// ```
pub fn crosses_itself(shape: &Shape) -> bool {
    matches!(worst_contact(shape), Ok(Some(Contact::Crossing)) | Err(_))
}

/// The same area, by even-odd, of rings that neither cross nor touch themselves; as it is where nobody can tell them. Where rings only touch themselves
/// at corners every point is one of the shape's own; at crossings points may move by some hundredth of a millimetre.
pub(super) fn untangled(tangled: &Shape) -> Cow<'_, Shape> {
    match worst_contact(tangled) {
        Ok(None | Some(Contact::Touch)) => Cow::Borrowed(tangled),
        Ok(Some(Contact::Corner)) => {
            let cut = Shape::new(rings(&odd_edges([tangled])));
            // Two rings that ran along one another, with different points, may be one ring now that runs along itself.
            Cow::Owned(if crosses_itself(&cut) { overlaid(&cut) } else { cut })
        }
        Ok(Some(Contact::Crossing)) | Err(_) => Cow::Owned(overlaid(tangled)),
    }
}

/// What the rings enclose by even-odd, as `geo` works it out; where it cannot, as the edges cut at their crossings tell. Rings that run
/// along one another over and over are tried once more without the edges that cancel.
fn overlaid(tangled: &Shape) -> Shape {
    by_even_odd(tangled).unwrap_or_else(|| {
        let edges = odd_edges([tangled]);
        let fewer = if edges.len() < tangled.edges().count() { Shape::new(rings(&edges)) } else { tangled.clone() };
        by_even_odd(&fewer).unwrap_or_else(|| repaired(&fewer).map_or_else(|| fewer.clone(), Cow::into_owned))
    })
}

fn by_even_odd(tangled: &Shape) -> Option<Shape> {
    let ring = |ring| geo::Polygon::new(line_string(ring), Vec::new());
    let all: MultiPolygon = tangled.rings().iter().map(ring).collect();
    // Even-odd, by default.
    guarded_overlay(&[tangled], || all.union(&MultiPolygon::new(Vec::new()))).map(|united| shape(&united))
}

#[cfg(test)]
#[path = "tangles_tests.rs"]
mod tests;

//! Shapes with fewer points, for small maps: borders stay borders.

use super::arcs::Network;
use super::thinning::thinned;
use crate::geography::Shape;

/// The shapes drawn with fewer points, in the same order: a border that two shapes share is the same line in both
/// afterwards, without gaps or overlaps between them that were not there before.
///
/// Points are left out, none is moved. The one goes first whose loss moves a line least (Douglas and Peucker's measure, the
/// largest distance from a point left out to the new line, in one ranking over all borders), while no line moves by more than
/// `metres`; after that more go, until no more than `most_points` are left in all shapes together (closing points not
/// counted; a point of two shapes is two). Visvalingam's areas would rank as well, but only a distance bounds what a map gets wrong:
/// unless `most_points` asks for more, a point farther than `metres` from every line stays in the shape it was in.
///
/// Points where borders meet stay, and so does each point whose loss would make lines cross or touch. So every ring is still
/// there, with three points at least and an area, however small an island; `most_points` is not reached where that
/// forbids it. Borders that two shapes draw with different points are two lines; they may come apart by twice `metres`, but
/// they cross only where they did.
///
/// Costs two sorts of the points and then a search near each point that goes.
///
/// ```
/// use nearhome::{geography::{GridPoint, Shape}, outline::simplify};
/// let shape = |points: &[[f64; 2]]| Shape::new(vec![points.iter().map(|&[x, y]| GridPoint::new(x, y).unwrap()).collect()]);
/// let west = shape(&[[0.0, 0.0], [90.0, 0.0], [91.0, 50.0], [90.0, 90.0], [0.0, 90.0]]);
/// let east = shape(&[[90.0, 0.0], [180.0, 0.0], [180.0, 90.0], [90.0, 90.0], [91.0, 50.0]]);
/// let simple = simplify(&[&west, &east], 5.0, usize::MAX);
/// assert!(simple[0].has_same_outline(&shape(&[[0.0, 0.0], [90.0, 0.0], [90.0, 90.0], [0.0, 90.0]])));
/// assert!(simple[1].has_same_outline(&shape(&[[90.0, 0.0], [180.0, 0.0], [180.0, 90.0], [90.0, 90.0]])));
/// ```
pub fn simplify(shapes: &[&Shape], metres: f64, most_points: usize) -> Vec<Shape> {
    let network = Network::new(shapes);
    let is_kept = thinned(&network, &uses(shapes, &network), metres, most_points);
    let mut corners = network.corners.iter();
    let mut thinned = |ring: &Vec<_>| {
        let numbered = ring.iter().zip(corners.by_ref());
        numbered.filter(|(_, vertex)| is_kept[**vertex]).map(|(point, _)| *point).collect()
    };
    shapes.iter().map(|shape| Shape::new(shape.rings().iter().map(&mut thinned).collect())).collect()
}

/// For each vertex how many points of the shapes it is, closing points not counted.
fn uses(shapes: &[&Shape], network: &Network) -> Vec<usize> {
    let mut uses = vec![0; network.vertices.len()];
    let mut corners = network.corners.iter();
    for ring in shapes.iter().flat_map(|shape| shape.rings()) {
        corners.by_ref().take(ring.len() - 1).for_each(|vertex| uses[*vertex] += 1);
        corners.next();
    }
    uses
}

#[cfg(test)]
#[path = "simplify_tests.rs"]
mod tests;

//! A point well inside a ward, and by it the check that no ward lies over another. Used when a coverage is read.

use super::WardIndex;
use crate::geography::{GridPoint, Shape, Ward, WardIx};

/// Where to draw a line across the shape, as shares of its height. Not round, so that it seldom meets a vertex.
const LEVELS: [f64; 7] = [0.49, 0.37, 0.63, 0.27, 0.73, 0.13, 0.89];

/// A point strictly inside the shape, in the middle of its widest part at about half height;
/// `None` when the shape is empty or too thin for a double to be inside it.
///
/// ```
/// use nearhome::geography::{GridPoint, Shape};
/// let corner = |x, y| GridPoint::new(x, y).unwrap();
/// let square = Shape::new(vec![vec![corner(0.0, 0.0), corner(8.0, 0.0), corner(8.0, 8.0), corner(0.0, 8.0)]]);
/// assert_eq!(nearhome::locate::interior_point(&square).map(GridPoint::easting), Some(4.0));
/// ```
pub fn interior_point(shape: &Shape) -> Option<GridPoint> {
    let [_, south, _, north] = shape.bounds()?;
    let index = WardIndex::from_shapes([shape]);
    let is_inside = |&point: &GridPoint| index.locate(point).placing() == super::Placing::Inside;
    LEVELS.iter().filter_map(|share| widest_middle(shape, south + share * (north - south))).find(is_inside)
}

/// The middle of the longest piece of a level line that is inside the shape.
fn widest_middle(shape: &Shape, northing: f64) -> Option<GridPoint> {
    let mut crossings: Vec<f64> = shape.edges().filter_map(|(a, b)| crossing(a.xy(), b.xy(), northing)).collect();
    crossings.sort_unstable_by(f64::total_cmp);
    let pieces = crossings.chunks_exact(2).map(|ends| (ends[1] - ends[0], (ends[0] + ends[1]) / 2.0));
    let (_, middle) = pieces.max_by(|one, other| one.0.total_cmp(&other.0))?;
    GridPoint::new(middle, northing)
}

/// Where an edge crosses a level line, to within rounding.
fn crossing(a: [f64; 2], b: [f64; 2], northing: f64) -> Option<f64> {
    let is_astride = (a[1] <= northing) != (b[1] <= northing);
    is_astride.then(|| a[0] + (northing - a[1]) * ((b[0] - a[0]) / (b[1] - a[1])))
}

/// The pairs of wards of which one has its interior point in the other: boundaries that lie over one another, as when two
/// years of wards are read as one. Slivers along a border are not found; points in them come out as [`Placing::Overlap`].
///
/// Each pair once, lower code first, in order. `index` is that of `wards`.
///
/// [`Placing::Overlap`]: super::Placing::Overlap
pub fn gross_overlaps(wards: &[Ward], index: &WardIndex) -> Vec<(WardIx, WardIx)> {
    let mut pairs: Vec<(WardIx, WardIx)> = Vec::new();
    for (ward, at) in wards.iter().zip((0..).map(WardIx)) {
        let holding = interior_point(&ward.shape).map_or(Vec::new(), |point| index.wards_holding(point));
        let others = holding.into_iter().filter(|&other| other != at);
        pairs.extend(others.map(|other| (at.min(other), at.max(other))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

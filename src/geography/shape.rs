//! `Shape`: the outline of an area as its rings, just as the file has them.

use std::sync::Arc;

use super::GridPoint;

/// A closed ring: the last point equals the first, at least four points.
pub type Ring = Vec<GridPoint>;

/// The rings of one area on the National Grid. A point is in the area when it is inside an odd number
/// of rings, so the order and direction of rings, holes, islands and enclaves need no bookkeeping. A clone shares the rings.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    rings: Arc<[Ring]>,
    bounds: Option<[f64; 4]>,
    /// It has been looked at, and none of its rings crosses, touches or runs along itself, nor do rings cross. Rings may touch.
    is_known_simple: bool,
}

impl PartialEq for Shape {
    fn eq(&self, other: &Self) -> bool {
        self.rings == other.rings
    }
}

impl Shape {
    /// A shape of these rings. Open rings are closed; rings of fewer than three different points enclose nothing and are dropped.
    pub fn new(rings: Vec<Ring>) -> Self {
        let rings: Arc<[Ring]> = rings.into_iter().filter_map(closed).collect();
        Self { bounds: bounds(&rings), rings, is_known_simple: false }
    }

    /// The same shape, of which it is known now that none of its rings crosses, touches or runs along itself, and that no rings
    /// cross: whoever looked for that has looked for all.
    #[must_use]
    pub(crate) fn known_simple(self) -> Self {
        Self { is_known_simple: true, ..self }
    }

    /// Is that known? `false` says nothing.
    pub(crate) fn is_known_simple(&self) -> bool {
        self.is_known_simple
    }

    /// The rings, each closed.
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// Has it no ring at all?
    pub fn is_empty(&self) -> bool {
        self.rings.is_empty()
    }

    /// Every edge, ring by ring.
    pub fn edges(&self) -> impl Iterator<Item = (GridPoint, GridPoint)> {
        self.rings.iter().flat_map(|ring| ring.windows(2).map(|pair| (pair[0], pair[1])))
    }

    /// Do the two have the same edges, wherever their rings begin and whichever way they run?
    pub fn has_same_outline(&self, other: &Self) -> bool {
        self == other || (self.vertex_count() == other.vertex_count() && self.sorted_edges() == other.sorted_edges())
    }

    /// The edges without direction, in a fixed order, by the bits of their coordinates.
    fn sorted_edges(&self) -> Vec<[[u64; 2]; 2]> {
        let bits = |point: GridPoint| point.xy().map(f64::to_bits);
        let undirected =
            |(from, to)| if bits(from) <= bits(to) { [bits(from), bits(to)] } else { [bits(to), bits(from)] };
        let mut edges: Vec<_> = self.edges().map(undirected).collect();
        edges.sort_unstable();
        edges
    }

    /// How many points its rings have, the closing ones included.
    pub fn vertex_count(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// Lowest easting and northing, highest easting and northing; `None` when empty.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        self.bounds
    }
}

fn bounds(rings: &[Ring]) -> Option<[f64; 4]> {
    let mut points = rings.iter().flatten().map(|point| point.xy());
    let [x, y] = points.next()?;
    let grow = |[w, s, e, n]: [f64; 4], [x, y]: [f64; 2]| [w.min(x), s.min(y), e.max(x), n.max(y)];
    Some(points.fold([x, y, x, y], grow))
}

/// Does the ring go from point to point three times at least, the way back to its first one counted? Else it encloses nothing.
pub(crate) fn encloses(ring: &[GridPoint]) -> bool {
    let changes = ring.windows(2).filter(|pair| pair[0] != pair[1]).count();
    changes + usize::from(ring.first() != ring.last()) >= 3
}

fn closed(mut ring: Ring) -> Option<Ring> {
    let first = *ring.first()?;
    if ring.last() != Some(&first) {
        ring.push(first);
    }
    ring.dedup();
    encloses(&ring).then_some(ring)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(corners: &[[f64; 2]]) -> Shape {
        Shape::new(vec![corners.iter().map(|&[x, y]| GridPoint::new(x, y).unwrap()).collect()])
    }

    #[test]
    fn a_ring_that_begins_elsewhere_or_runs_the_other_way_is_the_same_outline() {
        let square = shape(&[[0.0, 0.0], [0.0, 9.0], [9.0, 9.0], [9.0, 0.0]]);
        assert!(square.has_same_outline(&shape(&[[9.0, 9.0], [9.0, 0.0], [0.0, 0.0], [0.0, 9.0]])));
        assert!(square.has_same_outline(&shape(&[[9.0, 0.0], [9.0, 9.0], [0.0, 9.0], [0.0, 0.0]])));
        assert!(!square.has_same_outline(&shape(&[[0.0, 0.0], [0.0, 9.0], [9.0, 9.0], [8.0, 0.0]])));
        assert!(!square.has_same_outline(&shape(&[[0.0, 0.0], [9.0, 9.0], [0.0, 9.0], [9.0, 0.0]])));
    }
}

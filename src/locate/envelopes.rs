//! The R-tree over the wards' envelopes: which wards could hold a point, and which come nearest to it.

use rstar::RTree;
use rstar::primitives::{GeomWithData, Rectangle};

use super::outlines::Outlines;
use super::side::Xy;

/// One envelope a ward that has rings, with the ward's place.
#[derive(Clone, Debug)]
pub(super) struct Envelopes(RTree<GeomWithData<Rectangle<Xy>, u32>>);

impl Envelopes {
    pub fn of(outlines: &Outlines) -> Self {
        let boxed =
            outlines.envelopes().map(|(ward, [low, high])| GeomWithData::new(Rectangle::from_corners(low, high), ward));
        Self(RTree::bulk_load(boxed.collect()))
    }

    /// The wards whose envelope holds the point, its edge included; in no order that may be relied on.
    pub fn holding(&self, p: Xy) -> impl Iterator<Item = u32> {
        self.0.locate_all_at_point(p).map(|each| each.data)
    }

    /// Every ward with the square of its envelope's distance from the point, nearest first.
    pub fn nearest_first(&self, p: Xy) -> impl Iterator<Item = (u32, f64)> {
        self.0.nearest_neighbor_iter_with_distance_2(p).map(|(each, squared)| (each.data, squared))
    }
}

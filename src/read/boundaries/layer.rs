//! `Layer`: one boundary file as its format gave it, before its codes are read and its coordinates converted.

use std::ops::Range;

use rayon::prelude::*;

use crate::read::{InputFile, Warning};
use crate::reproject::Crs;

/// Points that one thread looks at at a time.
const POINTS_PER_TASK: usize = 1 << 14;

/// The rows of one boundary file.
#[derive(Debug)]
pub(super) struct Layer {
    /// The file that rows are accounted to.
    pub name: String,
    pub columns: Vec<String>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
    /// An outline a row.
    pub geometry: Geometry,
    pub crs: Crs,
    /// The file and its sidecars; the vintage of those that have columns is for `wards` to say.
    pub inputs: Vec<InputFile>,
    pub warnings: Vec<Warning>,
}

/// The outlines of all rows, their points in one list so that they are converted in one go.
#[derive(Debug, Default)]
pub(super) struct Geometry {
    /// Coordinates bit for bit as in the file.
    pub points: Vec<[f64; 2]>,
    pub outlines: Vec<Outline>,
}

/// The outline of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outline {
    /// Rings as ranges of [`Geometry::points`], one after the other.
    Rings(Vec<Range<usize>>),
    /// There is none, and why.
    Missing(&'static str),
}

/// Why a row has no outline.
pub(super) const NULL_SHAPE: &str = "it has no outline (null shape)";
/// The row's attributes are marked deleted; its shape stays in the .shp until the file is packed.
pub(super) const DELETED: &str = "it is marked deleted in the .dbf";
/// Only GeoJSON can mix polygons with other shapes in one file.
pub(super) const NOT_A_POLYGON: &str = "its shape is not a polygon";

impl Geometry {
    /// Lowest x and y, highest x and y of the points with finite coordinates; `None` when there are none.
    pub fn bounds(&self) -> Option<[f64; 4]> {
        let grow = |[w, s, e, n]: [f64; 4], [x, y, u, v]: [f64; 4]| [w.min(x), s.min(y), e.max(u), n.max(v)];
        let of_some = |points: &[[f64; 2]]| {
            let finite = points.iter().filter(|[x, y]| x.is_finite() && y.is_finite());
            finite.map(|&[x, y]| [x, y, x, y]).reduce(grow)
        };
        self.points.par_chunks(POINTS_PER_TASK).filter_map(of_some).reduce_with(grow)
    }

    /// Adds one ring to the list of points and gives its range.
    pub fn push_ring(&mut self, ring: impl Iterator<Item = [f64; 2]>) -> Range<usize> {
        let start = self.points.len();
        self.points.extend(ring);
        start..self.points.len()
    }
}

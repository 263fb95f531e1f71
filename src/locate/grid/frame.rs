//! The frame of the grid: where its square cells are, which cell holds a point and which cells an edge may touch.

use crate::locate::side::Xy;

/// Cells that an edge comes this near to count as touched. Far more than rounding can move a clipped edge
/// (1e-9 m at the size of the National Grid), far less than a cell.
const MARGIN: f64 = 1e-5;

/// No cell is smaller, metres.
const SMALLEST_CELL: f64 = 0.01;

/// Two cells a vertex: with more the cells themselves miss the cache, with fewer there are more edges to test in each.
/// Measured with 1, 2 and 4 (see `benches/locate.rs`).
const CELLS_PER_VERTEX: f64 = 2.0;

/// No grid has more cells, plus those that narrow grids need for a margin: 32 MiB of them.
const MOST_CELLS: f64 = (1 << 23) as f64;

/// An edge should be listed in no more cells than this on average, so that memory stays in line with the vertices
/// even where edges are long and thin shapes many.
const MOST_CELLS_PER_EDGE: f64 = 8.0;

/// Square cells over the coverage with a rim of one empty cell, to which everything farther out is counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    south_west: Xy,
    size: f64,
    per_metre: f64,
    pub columns: u32,
    pub rows: u32,
}

impl Frame {
    /// A frame for so many vertices within these corners, and for edges so long on average (east plus north).
    pub fn new([low, high]: [Xy; 2], vertices: usize, length: f64) -> Self {
        let (width, height, vertices) = (high[0] - low[0], high[1] - low[1], vertices.max(1) as f64);
        let by_density = (width * height / (CELLS_PER_VERTEX * vertices)).sqrt();
        let by_length = length / (MOST_CELLS_PER_EDGE - 1.0);
        let mut size = by_density.max(by_length).max(SMALLEST_CELL);
        while (width / size + 3.0) * (height / size + 3.0) > MOST_CELLS.min(16.0 * vertices + 1024.0) {
            size *= 1.25;
        }
        Self::with_cells([low, high], size)
    }

    fn with_cells([low, high]: [Xy; 2], size: f64) -> Self {
        let south_west = low.map(|each| each - 1.5 * size);
        let count = |i: usize| ((high[i] - south_west[i]) / size).ceil() as u32 + 2;
        Self { south_west, size, per_metre: 1.0 / size, columns: count(0), rows: count(1) }
    }

    /// The place of the cell that holds the point; of a cell of the rim when it is beyond.
    #[inline]
    pub fn cell(&self, p: Xy) -> usize {
        self.row(p[1]) as usize * self.columns as usize + self.column(p[0]) as usize
    }

    /// The middle of the cell that holds the point.
    #[inline]
    pub fn centre_of_cell_of(&self, p: Xy) -> Xy {
        self.centre_at(self.column(p[0]), self.row(p[1]))
    }

    /// The middle of a cell.
    #[inline]
    pub fn centre_at(&self, column: u32, row: u32) -> Xy {
        let middle = |i: usize, at: u32| self.south_west[i] + (f64::from(at) + 0.5) * self.size;
        [middle(0, column), middle(1, row)]
    }

    /// The column that holds an easting. Never falls as the easting rises: what makes a cell a rectangle.
    #[inline]
    pub fn column(&self, x: f64) -> u32 {
        // `as` takes what is below 0 to 0.
        (((x - self.south_west[0]) * self.per_metre) as u32).min(self.columns - 1)
    }

    #[inline]
    fn row(&self, y: f64) -> u32 {
        (((y - self.south_west[1]) * self.per_metre) as u32).min(self.rows - 1)
    }

    /// The first and last row that an edge may touch.
    #[inline]
    pub fn rows_touched(&self, [a, b]: [Xy; 2]) -> [u32; 2] {
        [self.row(a[1].min(b[1]) - MARGIN), self.row(a[1].max(b[1]) + MARGIN)]
    }

    /// The first and last column that an edge may touch within a row. The edge goes north: `a[1] <= b[1]`.
    #[inline]
    pub fn columns_touched(&self, [a, b]: [Xy; 2], row: u32) -> [u32; 2] {
        let floor = self.south_west[1] + f64::from(row) * self.size;
        let enters = easting_at([a, b], floor - MARGIN);
        let leaves = easting_at([a, b], floor + self.size + MARGIN);
        [self.column(enters.min(leaves) - MARGIN), self.column(enters.max(leaves) + MARGIN)]
    }
}

/// Where an edge that goes north is at a northing, to within rounding; its nearer end above and below it.
#[inline]
pub(super) fn easting_at([a, b]: [Xy; 2], y: f64) -> f64 {
    if y <= a[1] {
        a[0]
    } else if y >= b[1] {
        b[0]
    } else {
        a[0] + (y - a[1]) * ((b[0] - a[0]) / (b[1] - a[1]))
    }
}

//! The grid: what makes locating a point of many cheap. Asked by `WardIndex::locate_all` when there are enough points.
//!
//! A cell that no edge touches knows its ward. A cell that edges touch knows them, and the wards that hold its centre
//! as one [`Token`]. To locate a point there is to walk from the centre, north or south and then east or west, and
//! toggle the token of each edge crossed on the way: what is left is the point's ward. No ring's direction, nesting or hole
//! matters; an edge between two wards is one edge with both their tokens.
//!
//! The grid answers only what is plain: strictly inside one ward, or strictly outside all. A point on an edge or where wards overlap is
//! handed back to the exact scan, which is why both paths always agree.

mod build;
mod edges;
mod frame;
#[cfg(test)]
mod grid_tests;
mod lookup;
mod source;
mod token;

use edges::Edges;
use frame::Frame;
use token::Token;

pub(super) use lookup::BATCH;
pub(super) use token::MOST_WARDS;

/// The cells over a coverage. Built once, then only read.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    frame: Frame,
    cells: Vec<Cell>,
    borders: Vec<Border>,
    edges: Edges,
}

/// What a cell holds, in one word: nothing, one ward, or a place in [`Grid::borders`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell(u32);

impl Cell {
    const BORDER: u32 = 1 << 31;
    const OUTSIDE: Self = Self(0);

    fn of_ward(ward: u32) -> Self {
        Self(ward + 1)
    }

    fn of_border(at: usize) -> Self {
        Self(at as u32 | Self::BORDER)
    }

    #[inline]
    fn border(self) -> Option<usize> {
        (self.0 & Self::BORDER != 0).then_some((self.0 & !Self::BORDER) as usize)
    }

    /// The ward that holds all of the cell, if it is not a border.
    #[inline]
    fn ward(self) -> Option<u32> {
        self.0.checked_sub(1)
    }
}

/// A cell that edges touch, or in which wards overlap.
#[derive(Clone, Copy, Debug, Default)]
struct Border {
    /// The wards that hold the cell's centre.
    at_centre: Token,
    first_edge: u32,
    edge_count: u32,
}

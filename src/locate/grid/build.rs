//! Builds the grid from the wards' outlines: edges to rows, rows to cells, each row on its own.

use std::ops::Range;

use rayon::prelude::*;

use super::edges::{Edge, Edges, MOST_COPIED, NamedEdge, RowEdge};
use super::frame::{Frame, easting_at};
use super::source::Source;
use super::token::{Members, Token};
use super::{Border, Cell, Grid};
use crate::locate::outlines::Outlines;
use crate::locate::side::is_nudged_left;
use crate::outline::Twins;

impl Grid {
    /// The grid of these outlines, whose edges have these twins. Cost: about 0.1 µs a vertex on one core; some 40 bytes a vertex, of
    /// many millions 15.
    pub fn of(outlines: &Outlines, twins: &Twins) -> Self {
        Self::with(outlines, twins, MOST_COPIED)
    }

    /// As [`of`](Self::of); its edges are copied when they are no more than so many, counted once a row.
    pub(super) fn with(outlines: &Outlines, twins: &Twins, most_copied: usize) -> Self {
        let source = Source::of(outlines, twins);
        let lengths = source.edges().map(|(_, [a, b])| (b[0] - a[0]).abs() + (b[1] - a[1]).abs());
        let (count, length) = lengths.fold((0, 0.0), |(count, sum), length| (count + 1, sum + length));
        let bounds = outlines.bounds().unwrap_or_default();
        let frame = Frame::new(bounds, outlines.vertex_count(), length / f64::from(count.max(1)));
        let mut rows = Lists::default();
        rows.sort(frame.rows, source.edges().map(|(number, edge)| (number, frame.rows_touched(edge))));
        let build = Build { frame: &frame, source, rows };
        let (cells, borders, edges) = if build.rows.items.len() <= most_copied {
            let all: Band<Edge> = build.all();
            (all.cells, all.borders, Edges::Copied(all.edges))
        } else {
            let all: Band<NamedEdge> = build.all();
            (all.cells, all.borders, Edges::named(all.edges, outlines))
        };
        Self { frame, cells, borders, edges }
    }
}

/// Rows to be built in one go: all of them by one thread, else some a thread. The grid is the same however they are split.
fn bands_of(rows: u32) -> Vec<Range<u32>> {
    let threads = rayon::current_num_threads() as u32;
    let each = if threads == 1 { rows } else { rows.div_ceil(4 * threads) };
    (0..rows).step_by(each as usize).map(|first| first..rows.min(first + each)).collect()
}

/// Items sorted into lists by counting; each item comes in every list of its span, in order.
#[derive(Default)]
struct Lists {
    ends: Vec<usize>,
    items: Vec<u32>,
}

impl Lists {
    /// Sorts items into `count` lists by their spans (first and last list). Keeps its memory for the next time.
    fn sort(&mut self, count: u32, items: impl Iterator<Item = (u32, [u32; 2])> + Clone) {
        self.ends.clear();
        self.ends.resize(count as usize, 0);
        // By `for_each`: of items that come ring by ring it makes a loop within a loop.
        items.clone().for_each(|(_, [first, last])| {
            self.ends[first as usize..=last as usize].iter_mut().for_each(|length| *length += 1);
        });
        let mut start = 0;
        for end in &mut self.ends {
            start += std::mem::replace(end, start);
        }
        self.items.clear();
        self.items.resize(start, 0);
        // Each "end" is where its list starts, and moves on to its end as the list is filled.
        items.for_each(|(item, [first, last])| {
            for end in &mut self.ends[first as usize..=last as usize] {
                self.items[*end] = item;
                *end += 1;
            }
        });
    }

    fn list(&self, at: u32) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at as usize - 1] };
        &self.items[start..self.ends[at as usize]]
    }
}

/// What a grid is built from.
struct Build<'a> {
    frame: &'a Frame,
    source: Source<'a>,
    /// The numbers of the edges that touch each row of cells.
    rows: Lists,
}

/// Some rows of cells, with places counted from their own start; an edge is kept as an `E`.
struct Band<E> {
    cells: Vec<Cell>,
    borders: Vec<Border>,
    edges: Vec<E>,
}

impl<E> Default for Band<E> {
    fn default() -> Self {
        Self { cells: Vec::new(), borders: Vec::new(), edges: Vec::new() }
    }
}

impl Build<'_> {
    fn all<E: for<'e> From<&'e RowEdge> + Send>(self) -> Band<E> {
        let bands = bands_of(self.frame.rows).into_par_iter();
        let bands = bands.map(|band| BandBuilder::new(&self).build(band)).collect();
        // What it was built from is large too, and not needed while there are two of some edges.
        drop(self);
        joined(bands)
    }
}

/// Builds bands row by row; what follows `band` is working memory.
struct BandBuilder<'a, E> {
    of: &'a Build<'a>,
    band: Band<E>,
    in_row: Vec<RowEdge>,
    at_centre: Vec<Token>,
    spans: Vec<[u32; 2]>,
    columns: Lists,
}

impl<'a, E: for<'e> From<&'e RowEdge>> BandBuilder<'a, E> {
    fn new(of: &'a Build<'a>) -> Self {
        Self {
            of,
            band: Band::default(),
            in_row: Vec::new(),
            at_centre: Vec::new(),
            spans: Vec::new(),
            columns: Lists::default(),
        }
    }

    fn build(mut self, rows: Range<u32>) -> Band<E> {
        for row in rows {
            self.in_row.clear();
            self.in_row.extend(self.of.source.row_edges(self.of.rows.list(row)));
            self.cross(row);
            self.columns.sort(self.of.frame.columns, (0..).zip(self.spans.iter().copied()));
            for column in 0..self.of.frame.columns {
                self.add_cell(column);
            }
        }
        self.band
    }

    /// The columns that each edge of the row touches, and the wards that hold each cell's centre: those of the edges one crosses on
    /// the way there from the far west.
    fn cross(&mut self, row: u32) {
        let frame = self.of.frame;
        self.spans.clear();
        self.at_centre.clear();
        self.at_centre.resize(frame.columns as usize, Token::NONE);
        let level = frame.centre_at(0, row)[1];
        for RowEdge { edge, .. } in &self.in_row {
            if edge.is_astride(level)
                && let Some(first) = self.at_centre.get_mut(first_column_east(frame, edge, row) as usize)
            {
                first.toggle(edge.token);
            }
            self.spans.push(frame.columns_touched([edge.from, edge.to], row));
        }
        let mut inside = Token::NONE;
        for centre in &mut self.at_centre {
            inside.toggle(*centre);
            *centre = inside;
        }
    }

    fn add_cell(&mut self, column: u32) {
        let at_centre = self.at_centre[column as usize];
        let touching = self.columns.list(column);
        let cell = match at_centre.members() {
            Members::None if touching.is_empty() => Cell::OUTSIDE,
            Members::One(ward) if touching.is_empty() => Cell::of_ward(ward),
            _ => Cell::of_border(self.band.borders.len()),
        };
        if cell.border().is_some() {
            let (first_edge, edge_count) = (self.band.edges.len() as u32, touching.len() as u32);
            self.band.edges.extend(touching.iter().map(|&at| E::from(&self.in_row[at as usize])));
            self.band.borders.push(Border { at_centre, first_edge, edge_count });
        }
        self.band.cells.push(cell);
    }
}

/// The first column of which the centre is east of an edge that is astride the row's middle; the count of columns
/// when there is none. Estimated, then put right by the exact test.
fn first_column_east(frame: &Frame, edge: &Edge, row: u32) -> u32 {
    let is_east = |column: u32| !is_nudged_left(edge.from, edge.to, frame.centre_at(column, row));
    let level = frame.centre_at(0, row)[1];
    let mut column = frame.column(easting_at([edge.from, edge.to], level));
    while column > 0 && is_east(column - 1) {
        column -= 1;
    }
    while column < frame.columns && !is_east(column) {
        column += 1;
    }
    column
}

/// Puts bands together in order.
fn joined<E>(mut bands: Vec<Band<E>>) -> Band<E> {
    // Far the most memory is in the edges: those of a first or only band are not copied.
    let rest = bands.split_off(1.min(bands.len()));
    let mut all = bands.pop().unwrap_or_default();
    for band in rest {
        let (borders, edges) = (all.borders.len(), all.edges.len() as u32);
        let moved = |cell: Cell| cell.border().map_or(cell, |at| Cell::of_border(at + borders));
        all.cells.extend(band.cells.into_iter().map(moved));
        let moved = |border: Border| Border { first_edge: border.first_edge + edges, ..border };
        all.borders.extend(band.borders.into_iter().map(moved));
        all.edges.extend(band.edges);
    }
    all
}

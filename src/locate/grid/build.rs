//! Builds the grid from the wards' outlines: edges to rows, rows to cells, each row on its own.

use std::ops::Range;

use rayon::prelude::*;

use super::edges::{Edge, Edges, MOST_COPIED, NO_WARD, NamedEdge};
use super::frame::{Frame, easting_at};
use super::token::{Members, Token};
use super::{Border, Cell, Grid};
use crate::geography::GridPoint;
use crate::locate::outlines::{Outlines, RingPlace};
use crate::locate::side::{Xy, is_nudged_left};

impl Grid {
    /// The grid of these outlines. Cost: about 0.2 µs a vertex on one core; some 40 bytes a vertex, of many millions 15.
    pub fn of(outlines: &Outlines) -> Self {
        Self::with(outlines, MOST_COPIED)
    }

    /// As [`of`](Self::of); its edges are copied when they are no more than so many.
    pub(super) fn with(outlines: &Outlines, most_copied: usize) -> Self {
        let source = Source::of(outlines);
        let length = source.edges().map(|(_, [a, b])| (b[0] - a[0]).abs() + (b[1] - a[1]).abs()).sum();
        let frame = Frame::new(outlines.bounds().unwrap_or_default(), outlines.vertex_count(), length);
        let mut rows = Lists::default();
        rows.sort(frame.rows, source.edges().map(|(start, edge)| (start, frame.rows_touched(edge))));
        let bands = bands_of(frame.rows);
        let built = bands.into_par_iter().map(|band| BandBuilder::new(&frame, &source, &rows).build(band));
        let all = joined(built.collect());
        let edges = Edges::of(all.edges, outlines, most_copied);
        Self { frame, cells: all.cells, borders: all.borders, edges }
    }
}

/// Rows to be built in one go: all of them by one thread, else some a thread. The grid is the same however they are split.
fn bands_of(rows: u32) -> Vec<Range<u32>> {
    let threads = rayon::current_num_threads() as u32;
    let each = if threads == 1 { rows } else { rows.div_ceil(4 * threads) };
    (0..rows).step_by(each as usize).map(|first| first..rows.min(first + each)).collect()
}

/// The edges to build from, known by their first vertex, the vertices of all rings being counted through.
struct Source<'a> {
    rings: Vec<SourceRing<'a>>,
}

struct SourceRing<'a> {
    points: &'a [GridPoint],
    /// The number of its first vertex.
    first: u32,
    ward: u32,
    token: Token,
}

/// An edge, and where it is.
#[derive(Clone, Copy)]
struct SourceEdge {
    edge: Edge,
    ring: u32,
    start: u32,
    ward: u32,
}

impl<'a> Source<'a> {
    fn of(outlines: &'a Outlines) -> Self {
        let mut first = 0;
        let ring = |(place, points): (RingPlace, &'a [GridPoint])| {
            let ring = SourceRing { points, first, ward: place.ward, token: Token::of(place.ward) };
            first += points.len() as u32;
            ring
        };
        Self { rings: outlines.rings().map(ring).collect() }
    }

    /// Every edge with its first vertex, in order.
    fn edges(&self) -> impl Iterator<Item = (u32, [Xy; 2])> + Clone {
        self.rings.iter().flat_map(|ring| {
            (ring.first..).zip(ring.points.windows(2)).map(|(start, pair)| (start, [pair[0].xy(), pair[1].xy()]))
        })
    }

    /// The ring of a first vertex: this one, or one after it. They are asked for in order.
    #[inline]
    fn ring_of(&self, start: u32, ring: usize) -> usize {
        // Mostly of the same ring as the one before, and rings of a row are far apart.
        if self.rings.get(ring + 1).is_none_or(|next| start < next.first) {
            return ring;
        }
        ring + self.rings[ring..].partition_point(|ring| ring.first <= start) - 1
    }
}

impl SourceRing<'_> {
    #[inline]
    fn edge(&self, ring: usize, vertex: u32) -> SourceEdge {
        let start = vertex - self.first;
        let edge = Edge::between(self.points[start as usize], self.points[start as usize + 1], self.token);
        SourceEdge { edge, ring: ring as u32, start, ward: self.ward }
    }
}

impl SourceEdge {
    /// The same for equal edges, and hardly ever for others: where it is, equal ones may not be seen to be, which changes no answer. So it
    /// need not be as good as the key of `outline`, and is asked once a cell.
    fn key(&self) -> u64 {
        let [x, y] = self.edge.from.map(f64::to_bits);
        let [u, v] = self.edge.to.map(f64::to_bits);
        x ^ y.rotate_left(16) ^ u.rotate_left(32) ^ v.rotate_left(48)
    }

    fn is_equal(&self, other: &Self) -> bool {
        (self.edge.from, self.edge.to) == (other.edge.from, other.edge.to)
    }

    fn is_astride(&self, level: f64) -> bool {
        self.edge.from[1] <= level && level < self.edge.to[1]
    }
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

/// Some rows of cells, with places counted from their own start.
#[derive(Default)]
struct Band {
    cells: Vec<Cell>,
    borders: Vec<Border>,
    edges: Vec<NamedEdge>,
}

/// Builds bands row by row; what follows `band` is working memory.
struct BandBuilder<'a> {
    frame: &'a Frame,
    source: &'a Source<'a>,
    rows: &'a Lists,
    band: Band,
    in_row: Vec<SourceEdge>,
    at_centre: Vec<Token>,
    spans: Vec<[u32; 2]>,
    columns: Lists,
    /// The edges of a cell, each with its key.
    in_cell: Vec<(u64, u32)>,
}

impl<'a> BandBuilder<'a> {
    fn new(frame: &'a Frame, source: &'a Source<'a>, rows: &'a Lists) -> Self {
        Self {
            frame,
            source,
            rows,
            band: Band::default(),
            in_row: Vec::new(),
            at_centre: Vec::new(),
            spans: Vec::new(),
            columns: Lists::default(),
            in_cell: Vec::new(),
        }
    }

    fn build(mut self, rows: Range<u32>) -> Band {
        for row in rows {
            self.read_row(row);
            self.columns.sort(self.frame.columns, (0..).zip(self.spans.iter().copied()));
            for column in 0..self.frame.columns {
                self.add_cell(column);
            }
        }
        self.band
    }

    /// The edges of a row, the columns that each touches, and the wards that hold each cell's centre: those of the edges one
    /// crosses on the way there from the far west.
    fn read_row(&mut self, row: u32) {
        self.in_row.clear();
        self.spans.clear();
        self.at_centre.clear();
        self.at_centre.resize(self.frame.columns as usize, Token::NONE);
        let level = self.frame.centre_at(0, row)[1];
        let mut ring = 0;
        for &start in self.rows.list(row) {
            ring = self.source.ring_of(start, ring);
            let each = self.source.rings[ring].edge(ring, start);
            let edge = &each.edge;
            if each.is_astride(level)
                && let Some(first) = self.at_centre.get_mut(first_column_east(self.frame, edge, row) as usize)
            {
                first.toggle(edge.token);
            }
            self.spans.push(self.frame.columns_touched([edge.from, edge.to], row));
            self.in_row.push(each);
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
            self.in_cell.clear();
            self.in_cell.extend(touching.iter().map(|&at| (self.in_row[at as usize].key(), at)));
            let first_edge = self.band.edges.len() as u32;
            name_edges(&mut self.in_cell, &self.in_row, &mut self.band.edges);
            let edge_count = self.band.edges.len() as u32 - first_edge;
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

/// Names the edges of a cell, two equal ones as one with a ward on either side. An edge that a ward has twice stays, and crossing it
/// changes nothing: a point on it is still on a border.
fn name_edges(in_cell: &mut [(u64, u32)], in_row: &[SourceEdge], named: &mut Vec<NamedEdge>) {
    in_cell.sort_unstable();
    let mut rest = &in_cell[..];
    while let [(key, at), more @ ..] = rest {
        let edge = &in_row[*at as usize];
        let same_key = more.first().filter(|other| other.0 == *key).map(|other| &in_row[other.1 as usize]);
        let other = same_key.filter(|other| edge.is_equal(other));
        let ward = other.map_or(NO_WARD, |other| other.ward);
        named.push(NamedEdge { ring: edge.ring, start: edge.start, other: ward });
        rest = &more[usize::from(other.is_some())..];
    }
}

/// Puts bands together in order.
fn joined(mut bands: Vec<Band>) -> Band {
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

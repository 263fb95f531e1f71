//! Locates points by the grid, in batches: each pass over a batch asks memory for what the next pass needs, so that the
//! waits for it overlap.

use std::hint::black_box;

use super::edges::{Edge, Edges};
use super::token::Members;
use super::{Border, Cell, Grid};
use crate::geography::WardIx;
use crate::locate::Located;
use crate::locate::outlines::Outlines;
use crate::locate::side::{Xy, is_nudged_left, is_on_edge, orientation};

/// Points a batch: enough to overlap the waits, few enough to stay in the nearest cache.
pub(in crate::locate) const BATCH: usize = 32;

impl Grid {
    /// Locates a batch of points, each into the same place of `answers`, which may be fewer. Those on an edge or in several
    /// wards are left to `plain`.
    pub fn locate_batch(
        &self,
        outlines: &Outlines,
        points: &[Xy; BATCH],
        answers: &mut [Located],
        plain: impl Fn(Xy) -> Located,
    ) {
        let mut cells = [Cell::OUTSIDE; BATCH];
        for (cell, &p) in cells.iter_mut().zip(points) {
            *cell = self.cells[self.frame.cell(p)];
        }
        // Answers all points but those in border cells, which wait in a list.
        let (mut waiting, mut count) = ([0; BATCH], 0);
        for (i, (answer, cell)) in answers.iter_mut().zip(&cells).enumerate() {
            *answer = strictly(cell.ward());
            waiting[count] = i;
            count += usize::from(cell.border().is_some());
        }
        let waiting = &waiting[..count];
        let borders = self.fetch_borders(waiting, &cells);
        for (border, &i) in borders.iter().zip(waiting) {
            let here = border.first_edge as usize..(border.first_edge + border.edge_count) as usize;
            let ward = match &self.edges {
                Edges::Copied(edges) => self.locate_in_border(border, edges[here].iter().copied(), points[i]),
                Edges::Named { edges, rings } => {
                    let found = edges[here].iter().map(|edge| edge.found(rings, outlines));
                    self.locate_in_border(border, found, points[i])
                }
            };
            answers[i] = ward.map_or_else(|| plain(points[i]), strictly);
        }
    }

    /// The border of each waiting point's cell; its first edge is looked at only to have it fetched.
    #[inline]
    fn fetch_borders(&self, waiting: &[usize], cells: &[Cell; BATCH]) -> [Border; BATCH] {
        let mut borders = [Border::default(); BATCH];
        for (border, &i) in borders.iter_mut().zip(waiting) {
            if let Some(at) = cells[i].border() {
                *border = self.borders[at];
            }
        }
        let fetched = borders[..waiting.len()].iter().map(|border| self.edges.touch(border.first_edge as usize));
        black_box(fetched.fold(0, u64::wrapping_add));
        borders
    }

    /// The one ward that strictly holds the point, or `Some(None)` when none does; `None` when it is on an edge or in several.
    #[inline]
    fn locate_in_border(&self, border: &Border, edges: impl Iterator<Item = Edge>, p: Xy) -> Option<Option<u32>> {
        let mut inside = border.at_centre;
        let centre = self.frame.centre_of_cell_of(p);
        for edge in edges {
            if edge.is_crossed_on_the_way(centre, p)? {
                inside.toggle(edge.token);
            }
        }
        match inside.members() {
            Members::None => Some(None),
            Members::One(ward) => Some(Some(ward)),
            Members::Several => None,
        }
    }
}

/// Strictly inside this ward, or strictly outside all.
fn strictly(ward: Option<u32>) -> Located {
    ward.map_or(Located::OUTSIDE, |ward| Located::inside(WardIx(ward)))
}

impl Edge {
    /// Is the edge crossed an odd number of times on the way from the centre, first along its meridian to the
    /// point's northing and then level to the point? `None` when the point is on the edge.
    #[inline]
    fn is_crossed_on_the_way(&self, centre: Xy, p: Xy) -> Option<bool> {
        let Self { from, to, .. } = *self;
        let is_astride_level = self.is_astride(p[1]);
        let is_astride_meridian = (from[0] <= centre[0]) != (to[0] <= centre[0]);
        if p[1] == to[1] && is_on_edge(from, to, p) {
            return None;
        }
        if !(is_astride_level || is_astride_meridian) {
            return Some(false);
        }
        let corner_is_left = is_nudged_left(from, to, [centre[0], p[1]]);
        let mut crossed = is_astride_meridian && is_nudged_left(from, to, centre) != corner_is_left;
        if is_astride_level {
            let side = orientation(from, to, p);
            if side == 0.0 {
                return None;
            }
            crossed ^= (side > 0.0) != corner_is_left;
        }
        Some(crossed)
    }
}

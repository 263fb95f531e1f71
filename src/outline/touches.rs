//! Rings that touch one another, and whether they cross where they touch: from the inside of a ring to its outside by way of
//! points that both have. Part of `tangles`, `crossings` and `faults`.

use std::ops::ControlFlow;

use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};

use super::contacts::{Contact, Meeting, passes};
use super::meetings::{Tangle, meetings};
use super::planar::line_string;
use crate::geography::Shape;

/// Edges that may be looked at to tell it. Rings that touch so often are said to cross.
const MOST_LOOKED_AT: usize = 20_000_000;

/// The gravest contact of any two edges; `None` where they meet only as they should.
///
/// # Errors
/// When too many edges are beside one another to look at.
pub(super) fn worst_contact(shape: &Shape) -> Result<Option<Contact>, Tangle> {
    let (mut worst, mut touches) = (None, Touches::of(shape));
    meetings(shape, |meeting| {
        match meeting.contact {
            Contact::Touch => touches.add(&meeting),
            other => worst = worst.max(Some(other)),
        }
        if worst == Some(Contact::Crossing) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    let crosses = worst == Some(Contact::Crossing) || !touches.crossings().is_empty();
    Ok(if crosses { Some(Contact::Crossing) } else { worst })
}

/// Where the rings of a shape touch one another.
pub(super) struct Touches<'a> {
    shape: &'a Shape,
    all: Vec<Touch>,
}

/// A point of an edge of the first of two rings that the second one has too. In the order of the rings, then of the edges.
#[derive(Clone, Copy, Debug)]
struct Touch {
    rings: [u32; 2],
    edge: u32,
    at: [f64; 2],
}

impl<'a> Touches<'a> {
    pub fn of(shape: &'a Shape) -> Self {
        Self { shape, all: Vec::new() }
    }

    pub fn add(&mut self, meeting: &Meeting) {
        if self.are_too_many() {
            return;
        }
        let [one, other] = &meeting.edges;
        let of_other = other.ends.into_iter().filter(|&end| one.ends.contains(&end) || passes(one.ends, end));
        let of_one = one.ends.into_iter().filter(|&end| passes(other.ends, end));
        let touch = |at| Touch { rings: [one.ring, other.ring], edge: one.at, at };
        self.all.extend(of_other.chain(of_one).map(touch));
    }

    /// Rings that share a border touch twice an edge; a fan of thousands of rings, which no map has, would fill the memory.
    fn are_too_many(&self) -> bool {
        self.all.len() > 4 * self.shape.vertex_count() + 64
    }

    /// A place where they touch of every two rings that cross; one place when they touch too often to be looked at.
    pub fn crossings(mut self) -> Vec<[f64; 2]> {
        if self.are_too_many() {
            return vec![self.all[0].at];
        }
        self.all.sort_unstable_by_key(|touch| (touch.rings, touch.edge, touch.at.map(f64::to_bits)));
        let mut left = MOST_LOOKED_AT;
        let of_two = self.all.chunk_by(|one, other| one.rings == other.rings);
        // Closed lines that cross do so twice.
        let twice = of_two.filter(|touches| touches.iter().any(|touch| touch.at != touches[0].at));
        twice.filter(|touches| cross(touches, self.shape, &mut left)).map(|touches| touches[0].at).collect()
    }
}

/// Does the first ring lead both inside and outside of the second? Between the places where they touch it is on one side, or on its line.
fn cross(touches: &[Touch], shape: &Shape, left: &mut usize) -> bool {
    let [ring, other] = touches[0].rings.map(|ring| &shape.rings()[ring as usize]);
    let other = line_string(other);
    let mut sides = [false; 2];
    for touches in touches.chunk_by(|one, other| one.edge == other.edge) {
        let edge = touches[0].edge as usize;
        for middle in middles([ring[edge].xy(), ring[edge + 1].xy()], touches) {
            let Some(rest) = left.checked_sub(other.0.len()) else { return true };
            *left = rest;
            match coord_pos_relative_to_ring(middle.into(), &other) {
                CoordPos::Inside => sides[0] = true,
                CoordPos::Outside => sides[1] = true,
                CoordPos::OnBoundary => {}
            }
        }
    }
    sides == [true; 2]
}

/// The middles of the pieces of an edge between the places where it is touched.
fn middles(ends: [[f64; 2]; 2], touches: &[Touch]) -> Vec<[f64; 2]> {
    let mut places: Vec<[f64; 2]> = ends.into_iter().chain(touches.iter().map(|touch| touch.at)).collect();
    // Along a line, east and north grow or fall together.
    let is_level = (ends[0][0] - ends[1][0]).abs() > (ends[0][1] - ends[1][1]).abs();
    let along = if is_level { 0 } else { 1 };
    places.sort_unstable_by(|one, other| one[along].total_cmp(&other[along]));
    places.dedup();
    places.windows(2).map(|pair| [0, 1].map(|axis| pair[0][axis].midpoint(pair[1][axis]))).collect()
}

#[cfg(test)]
#[path = "touches_tests.rs"]
mod tests;

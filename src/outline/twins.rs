//! Meets each edge of many shapes with its like in another: what has met its like is a border between the two.
//!
//! Neighbours draw a border with the same points, one forth and one back. So it is enough to meet some of its edges by a table, and
//! to follow both rings from there as long as they agree; the edges of short stretches are met by a table one by one.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};
use rayon::prelude::*;

use super::edges::EdgeKeys;
use super::numbered_rings::{NumberedRing, NumberedRings, last_from};
use crate::geography::{Coverage, Shape};

/// Of how many edges one is met by the table first: a border of a hundred edges is passed over twice in a million times.
const SAMPLED: u64 = 8;

/// Rings of which the keys are worked out before they are looked at, on every core.
const RINGS_AT_ONCE: usize = 512;

/// What the mate of an edge is that has not met its like.
const ALONE: u32 = u32::MAX;
/// In place of a shape: its like came before, and has been told with it.
const TOLD: u32 = u32::MAX - 1;

/// What each edge of some shapes has on its other side. The edges of all rings are numbered through ([`NumberedRings`]).
#[derive(Clone, Debug, Default)]
pub(crate) struct Twins {
    /// Borders are long: edges that follow one another and have the same on their other side are told once.
    runs: Vec<Run>,
}

/// The first of some edges, and the shape on their other side, or what stands in its place.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u32,
    shape: u32,
}

/// What an edge has on its other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherSide {
    /// No shape that has the same edge, or all that have it met one another.
    None,
    /// The shape at this position. It may be the edge's own, which then has the edge twice.
    Shape(u32),
    /// The edge is the other side of one that came before.
    Told,
}

impl Twins {
    /// Meets the edges of these shapes two by two, at some 10 ns an edge. The answer does not hang on the number of threads.
    pub fn of(rings: &NumberedRings<'_>) -> Self {
        let hasher = DefaultHashBuilder::default();
        let mut meeting = Meeting { rings, mates: vec![ALONE; rings.edge_count()] };
        let waiting =
            |ring: &NumberedRing, edge| Waiting { hash: hasher.hash_one(ring.edge(edge).bits()) as u32, edge };
        meeting.meet(|_, ring| {
            let sampled = EdgeKeys::of(ring.points).zip(ring.edges()).filter(|(key, _)| key.is_multiple_of(SAMPLED));
            sampled.map(|(_, edge)| waiting(ring, edge)).collect()
        });
        meeting.meet(|mates, ring| {
            let alone = ring.edges().filter(|&edge| mates[edge as usize] == ALONE);
            alone.map(|edge| waiting(ring, edge)).collect()
        });
        Self { runs: meeting.into_runs() }
    }

    /// As [`of`](Self::of), for shapes whose rings are not numbered yet.
    pub fn of_shapes(shapes: &[&Shape]) -> Self {
        Self::of(&NumberedRings::of(shapes.iter().copied()))
    }

    /// As [`of`](Self::of), for the wards of a coverage.
    pub fn of_wards(coverage: &Coverage) -> Self {
        Self::of(&NumberedRings::of(coverage.wards.iter().map(|ward| &ward.shape)))
    }

    /// The edges of a range in order, run by run, with what they have on their other side.
    pub fn runs(&self, edges: Range<u32>) -> impl Iterator<Item = (Range<u32>, OtherSide)> + Clone + '_ {
        let from = self.runs.partition_point(|run| run.first <= edges.start).saturating_sub(1);
        let runs = (from..self.runs.len()).map(|at| (self.edges_of(at), self.runs[at].other_side()));
        let within = edges.clone();
        let runs = runs.map(move |(run, side)| (run.start.max(within.start)..run.end.min(within.end), side));
        runs.take_while(move |(run, _)| run.start < edges.end)
    }

    /// The position of an edge's run: this one, or one after it.
    #[inline]
    pub fn position_from(&self, at: usize, edge: u32) -> usize {
        last_from(&self.runs, at, edge, |run| run.first)
    }

    /// What the edges of the run at a position have on their other side.
    #[inline]
    pub fn side_at(&self, at: usize) -> OtherSide {
        self.runs[at].other_side()
    }

    #[inline]
    fn edges_of(&self, at: usize) -> Range<u32> {
        self.runs[at].first..self.runs.get(at + 1).map_or(u32::MAX, |next| next.first)
    }
}

impl Run {
    #[inline]
    fn other_side(self) -> OtherSide {
        match self.shape {
            ALONE => OtherSide::None,
            TOLD => OtherSide::Told,
            shape => OtherSide::Shape(shape),
        }
    }
}

/// Which edge has met which.
struct Meeting<'r, 'a> {
    rings: &'r NumberedRings<'a>,
    /// By edge: its like, or [`ALONE`].
    mates: Vec<u32>,
}

impl<'r, 'a> Meeting<'r, 'a> {
    /// Meets some edges of each ring with one another, and those beside two that met.
    fn meet(&mut self, some: impl Fn(&[u32], &NumberedRing) -> Vec<Waiting> + Sync) {
        let mut waiting = HashTable::new();
        // Wave upon wave: what is known of all edges at once would be as much as the edges.
        for wave in self.rings.all().chunks(RINGS_AT_ONCE) {
            let of_rings: Vec<_> = wave.par_iter().map(|ring| some(&self.mates, ring)).collect();
            of_rings.into_iter().flatten().for_each(|edge| self.meet_one(&mut waiting, edge));
        }
    }

    fn meet_one(&mut self, waiting: &mut HashTable<Waiting>, here: Waiting) {
        if self.mates[here.edge as usize] != ALONE {
            return;
        }
        let is_like = |other: &Waiting| other.hash == here.hash && self.rings.are_like(here.edge, other.edge);
        match waiting.find_mut(here.spread(), is_like) {
            None => drop(waiting.insert_unique(here.spread(), here, Waiting::spread)),
            Some(other) if self.mates[other.edge as usize] == ALONE => {
                let other = other.edge;
                self.follow(here.edge, other);
            }
            // It has met one that came before. This one waits for a fourth.
            Some(other) => *other = here,
        }
    }

    /// Two edges met: so do those that follow them on either side, as long as they are alike and alone.
    fn follow(&mut self, one: u32, other: u32) {
        self.join(one, other);
        let [here, there] = [one, other].map(|edge| self.rings.ring_of(edge));
        let is_opposite = here.from(one) == there.to(other);
        for goes_on in [true, false] {
            let (mut one, mut other) = (one, other);
            loop {
                (one, other) = (here.beside(one, goes_on), there.beside(other, goes_on != is_opposite));
                // They have one end in common, or they would not be beside two that do.
                let are_like = here.end(one, goes_on) == there.end(other, goes_on != is_opposite);
                let are_alone = [one, other].iter().all(|&edge| self.mates[edge as usize] == ALONE);
                if !are_like || !are_alone || one == other {
                    break;
                }
                self.join(one, other);
            }
        }
    }

    fn join(&mut self, one: u32, other: u32) {
        self.mates[one as usize] = other;
        self.mates[other as usize] = one;
    }

    fn into_runs(self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        // The next edge mostly met one of the same ring as the last.
        let mut mate_ring = None::<NumberedRing>;
        for (first, mate) in (0..).zip(self.mates) {
            let shape = match mate {
                ALONE => ALONE,
                mate if mate < first => TOLD,
                mate => {
                    let is_its = |ring: &NumberedRing| ring.edges().contains(&mate);
                    let ring = mate_ring.filter(is_its).unwrap_or_else(|| self.rings.ring_of(mate));
                    mate_ring.insert(ring).shape
                }
            };
            if runs.last().is_none_or(|run| run.shape != shape) {
                runs.push(Run { first, shape });
            }
        }
        runs
    }
}

/// An edge that waits for its like, and half of its hash, which nobody can foresee: points made so that their keys are the same would fill
/// one place of the table.
#[derive(Clone, Copy)]
struct Waiting {
    hash: u32,
    edge: u32,
}

impl Waiting {
    /// In both halves: a table takes its low bits for the place and its high ones for a mark.
    fn spread(&self) -> u64 {
        u64::from(self.hash) << 32 | u64::from(self.hash)
    }
}

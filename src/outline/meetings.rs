//! Finds every two edges of one outline that meet where they should not: a sweep over short chains of edges, whose boxes are
//! few beside the edges. Part of `tangles`, `crossings` and `faults`.

use std::ops::ControlFlow;

use super::contacts::{Meeting, Segment};
use crate::geography::{GridPoint, Shape};

/// Edges of a chain: few enough that its box is small, and many enough that there are few boxes.
const CHAIN: usize = 8;

/// Edges and boxes that may be looked at for each edge, on average. A comb of a million teeth has them all beside one another.
const MOST_BESIDE: usize = 500;

/// Too many edges beside one another to look at: no map has such an outline.
#[derive(Debug)]
pub(super) struct Tangle;

/// Shows every meeting of two edges, some perhaps twice, until it is told to stop.
///
/// Costs a sort of chains of edges, and then looks at those whose boxes meet. Goes from south to north; where too many
/// are beside one another that way, from west to east.
///
/// # Errors
/// When that is so too.
pub(super) fn meetings(shape: &Shape, mut see: impl FnMut(Meeting) -> ControlFlow<()>) -> Result<(), Tangle> {
    let chains = chains(shape);
    sweep(&chains, 1, &mut see).or_else(|Tangle| sweep(&chains, 0, &mut see))
}

/// Sweeps along an axis: 0 is east, 1 is north.
fn sweep(chains: &[Chain], along: usize, see: &mut impl FnMut(Meeting) -> ControlFlow<()>) -> Result<(), Tangle> {
    let edges: usize = chains.iter().map(|chain| chain.points.len() - 1).sum();
    let mut search = Search { left: MOST_BESIDE * edges, near: [Vec::new(), Vec::new()], see };
    match search.sweep(chains, along) {
        ControlFlow::Break(Stop::Tangle) => Err(Tangle),
        ControlFlow::Break(Stop::Told) | ControlFlow::Continue(()) => Ok(()),
    }
}

/// Why a search ends before its end.
enum Stop {
    /// Whoever is shown the meetings has seen enough.
    Told,
    Tangle,
}

struct Search<'s, F> {
    /// How many edges and boxes may still be looked at.
    left: usize,
    /// Of two chains the edges that reach into the other's box. Kept for its memory.
    near: [Vec<Segment>; 2],
    see: &'s mut F,
}

impl<F: FnMut(Meeting) -> ControlFlow<()>> Search<'_, F> {
    fn sweep(&mut self, chains: &[Chain], along: usize) -> ControlFlow<Stop> {
        let across = 1 - along;
        // Numbers sort several times as fast as chains.
        let mut order: Vec<(f64, u32)> = chains.iter().map(|chain| chain.bounds.low[along]).zip(0..).collect();
        order.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
        let mut active: Vec<Active> = Vec::new();
        for chain in order.into_iter().map(|(_, at)| &chains[at as usize]) {
            self.look_at(active.len())?;
            self.within(chain)?;
            let Bounds { low, high } = chain.bounds;
            active.retain(|other| other.ends >= low[along]);
            for other in active.iter().filter(|other| other.low <= high[across] && low[across] <= other.high) {
                self.between([chain, other.chain])?;
            }
            active.push(Active { ends: high[along], low: low[across], high: high[across], chain });
        }
        ControlFlow::Continue(())
    }

    /// The meetings of edges of one chain.
    fn within(&mut self, chain: &Chain) -> ControlFlow<Stop> {
        if chain.goes_one_way {
            return ControlFlow::Continue(());
        }
        self.look_at(CHAIN * CHAIN)?;
        for (at, one) in chain.edges().enumerate() {
            for other in chain.edges().take(at) {
                self.meet(one, other)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The meetings of edges of two chains.
    fn between(&mut self, chains: [&Chain; 2]) -> ControlFlow<Stop> {
        let mut near = std::mem::take(&mut self.near);
        let others = [chains[1], chains[0]];
        for ((near, chain), other) in near.iter_mut().zip(chains).zip(others) {
            near.clear();
            near.extend(chain.edges().filter(|edge| Bounds::of(edge.ends).meet(&other.bounds)));
        }
        self.look_at(CHAIN + near[0].len() * near[1].len())?;
        for &one in &near[0] {
            for &other in &near[1] {
                self.meet(one, other)?;
            }
        }
        self.near = near;
        ControlFlow::Continue(())
    }

    fn meet(&mut self, one: Segment, other: Segment) -> ControlFlow<Stop> {
        if !Bounds::of(one.ends).meet(&Bounds::of(other.ends)) {
            return ControlFlow::Continue(());
        }
        let Some(meeting) = Meeting::of(one, other) else { return ControlFlow::Continue(()) };
        (self.see)(meeting).map_break(|()| Stop::Told)
    }

    fn look_at(&mut self, many: usize) -> ControlFlow<Stop> {
        match self.left.checked_sub(many) {
            Some(left) => {
                self.left = left;
                ControlFlow::Continue(())
            }
            None => ControlFlow::Break(Stop::Tangle),
        }
    }
}

/// A chain that reaches as far as the next begins, and what is asked of it each time: where it ends along the sweep, and its
/// reach across.
struct Active<'a> {
    ends: f64,
    low: f64,
    high: f64,
    chain: &'a Chain<'a>,
}

/// Edges of a ring that follow one another, at most [`CHAIN`] of them.
struct Chain<'a> {
    /// One more than it has edges.
    points: &'a [GridPoint],
    bounds: Bounds,
    /// Do all edges lead east, or all west, or all north, or all south? Then no two of them meet but where one follows the other.
    goes_one_way: bool,
    ring: u32,
    /// Where its first edge is among its ring's.
    first: u32,
    edges_in_ring: u32,
}

impl<'a> Chain<'a> {
    fn of(points: &'a [GridPoint], ring: u32, first: u32, edges_in_ring: u32) -> Self {
        let mut bounds = Bounds::of([points[0].xy(); 2]);
        let [mut east, mut west, mut north, mut south] = [true; 4];
        for pair in points.windows(2) {
            let [[x, y], to @ [u, v]] = [pair[0].xy(), pair[1].xy()];
            bounds = bounds.with(to);
            east &= x < u;
            west &= x > u;
            north &= y < v;
            south &= y > v;
        }
        Self { points, bounds, goes_one_way: east | west | north | south, ring, first, edges_in_ring }
    }

    fn edges(&self) -> impl Iterator<Item = Segment> {
        let &Self { ring, first, edges_in_ring, .. } = self;
        let ends = self.points.windows(2).map(|pair| [pair[0].xy(), pair[1].xy()]);
        ends.zip(first..).map(move |(ends, at)| Segment { ends, ring, at, edges_in_ring })
    }
}

/// A box. What is asked of it is written out axis by axis: every edge of every map comes here several times.
#[derive(Clone, Copy)]
struct Bounds {
    low: [f64; 2],
    high: [f64; 2],
}

impl Bounds {
    #[inline]
    fn of([one, other]: [[f64; 2]; 2]) -> Self {
        Self { low: one, high: one }.with(other)
    }

    #[inline]
    fn with(self, [x, y]: [f64; 2]) -> Self {
        let Self { low, high } = self;
        Self { low: [low[0].min(x), low[1].min(y)], high: [high[0].max(x), high[1].max(y)] }
    }

    #[inline]
    fn meet(&self, other: &Self) -> bool {
        let along = self.low[0] <= other.high[0] && other.low[0] <= self.high[0];
        along && self.low[1] <= other.high[1] && other.low[1] <= self.high[1]
    }
}

fn chains(shape: &Shape) -> Vec<Chain<'_>> {
    let mut chains = Vec::with_capacity(shape.vertex_count() / CHAIN + shape.rings().len());
    for (ring, points) in (0..).zip(shape.rings()) {
        let edges_in_ring = (points.len() - 1) as u32;
        for first in (0..edges_in_ring).step_by(CHAIN) {
            let points = &points[first as usize..points.len().min(first as usize + CHAIN + 1)];
            chains.push(Chain::of(points, ring, first, edges_in_ring));
        }
    }
    chains
}

#[cfg(test)]
#[path = "meetings_tests.rs"]
mod tests;

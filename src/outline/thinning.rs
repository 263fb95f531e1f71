//! Which vertices of a network a map can do without: the one whose loss moves a line least goes first, and none goes
//! whose loss would make lines cross or touch. `simplify` calls it.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use robust::{Coord, orient2d};
use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::arcs::Network;

/// For each vertex: does it stay? Goes on while a line moves by no more than `metres`, and beyond that while there are
/// more than `most_points`. `uses` tells how many points of the shapes each vertex is.
pub(super) fn thinned(network: &Network, uses: &[usize], metres: f64, most_points: usize) -> Vec<bool> {
    let square_metres = metres.max(0.0).powi(2);
    let mut thinning = Thinning::new(network);
    let mut points: usize = uses.iter().sum();
    while let Some(Reverse(next)) = thinning.queue.pop() {
        if points <= most_points && next.square_metres > square_metres {
            break;
        }
        if !thinning.is_current(&next) {
            continue;
        }
        match thinning.hindrance(next.place) {
            Some(Hindrance::Vertex(vertex)) => thinning.waiting.entry(vertex).or_default().push(next),
            Some(Hindrance::Line) => {}
            None => {
                points -= uses[thinning.line[next.place]];
                thinning.drop(next.place);
            }
        }
    }
    thinning.is_kept
}

/// A vertex to leave out, by how far the line between its neighbours is from what it stands for.
struct Candidate {
    /// The square of that distance.
    square_metres: f64,
    /// How many vertices go between the neighbours. Of equals the shorter goes first, so that a long straight
    /// line is not measured again and again from its beginning.
    span: usize,
    place: usize,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_distance = self.square_metres.total_cmp(&other.square_metres);
        by_distance.then(self.span.cmp(&other.span)).then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// Why a vertex has to stay.
enum Hindrance {
    /// The new line would pass another vertex on the wrong side, or touch it: for as long as that vertex is there.
    Vertex(usize),
    /// The new line is there already: for good.
    Line,
}

struct Thinning {
    at: Vec<[f64; 2]>,
    tree: RTree<GeomWithData<[f64; 2], usize>>,
    /// The vertices of all arcs, one arc after the other. All below are by place on this line but what says otherwise.
    line: Vec<usize>,
    /// The neighbours on the arc that are still there; at the ends of an arc the place itself.
    before: Vec<usize>,
    after: Vec<usize>,
    /// By vertex.
    is_kept: Vec<bool>,
    /// Lines from end to end of an arc.
    straight_arcs: BTreeSet<[usize; 2]>,
    queue: BinaryHeap<Reverse<Candidate>>,
    /// By vertex: those it hinders.
    waiting: BTreeMap<usize, Vec<Candidate>>,
}

impl Thinning {
    fn new(network: &Network) -> Self {
        let at: Vec<[f64; 2]> = network.vertices.iter().map(|vertex| vertex.0.xy()).collect();
        let tree = at.iter().enumerate().map(|(vertex, at)| GeomWithData::new(*at, vertex)).collect();
        let line = network.arcs.concat();
        let mut thinning = Self {
            tree: RTree::bulk_load(tree),
            is_kept: vec![true; at.len()],
            before: (0..line.len()).collect(),
            after: (0..line.len()).collect(),
            straight_arcs: BTreeSet::new(),
            queue: BinaryHeap::new(),
            waiting: BTreeMap::new(),
            at,
            line,
        };
        let mut start = 0;
        for arc in &network.arcs {
            thinning.begin(start, start + arc.len() - 1);
            start += arc.len();
        }
        thinning
    }

    /// Links the places of an arc, its ends given, and queues all but the ends.
    fn begin(&mut self, start: usize, end: usize) {
        if start + 1 == end {
            self.straight_arcs.insert(self.ends_of(start, end));
        }
        for place in start + 1..end {
            (self.before[place], self.after[place]) = (place - 1, place + 1);
        }
        (start + 1..end).for_each(|place| self.enqueue(place));
    }

    fn enqueue(&mut self, place: usize) {
        self.queue.push(Reverse(self.candidate(place)));
    }

    fn candidate(&self, place: usize) -> Candidate {
        let (before, after) = (self.before[place], self.after[place]);
        let [from, to] = [before, after].map(|end| self.point(end));
        let distances = (before + 1..after).map(|between| square_distance(self.point(between), from, to));
        Candidate { square_metres: distances.fold(0.0, f64::max), span: after - before, place }
    }

    /// Is the vertex still there, and are its neighbours those it was queued with?
    fn is_current(&self, candidate: &Candidate) -> bool {
        self.is_kept[self.line[candidate.place]]
            && candidate.span == self.after[candidate.place] - self.before[candidate.place]
    }

    fn drop(&mut self, place: usize) {
        let (before, after) = (self.before[place], self.after[place]);
        self.is_kept[self.line[place]] = false;
        match [before, after].map(|end| self.is_end(end)) {
            [true, true] => _ = self.straight_arcs.insert(self.ends_of(before, after)),
            [is_start, is_end] => {
                if !is_start {
                    self.after[before] = after;
                    self.enqueue(before);
                }
                if !is_end {
                    self.before[after] = before;
                    self.enqueue(after);
                }
            }
        }
        let set_free = self.waiting.remove(&self.line[place]).unwrap_or_default();
        self.queue.extend(set_free.into_iter().map(Reverse));
    }

    /// What stands against leaving out a vertex. Where no vertex lies in the triangle that it makes with its neighbours,
    /// no line does but such as cross it already.
    fn hindrance(&self, place: usize) -> Option<Hindrance> {
        let corners = [self.before[place], place, self.after[place]];
        if self.has_line_between(corners[0], corners[2]) {
            return Some(Hindrance::Line);
        }
        let (own, triangle) = (corners.map(|corner| self.line[corner]), corners.map(|corner| self.point(corner)));
        let near = self.tree.locate_in_envelope(AABB::from_points(&triangle));
        let in_the_way = near.filter(|near| self.is_kept[near.data] && !own.contains(&near.data));
        let in_the_way = in_the_way.filter(|near| is_in(triangle, *near.geom())).map(|near| near.data);
        // The lowest, so that the order of the tree does not matter.
        in_the_way.min().map(Hindrance::Vertex)
    }

    /// Between the neighbours of a vertex: the two ends of arcs, or the last two vertices of a ring but the one.
    fn has_line_between(&self, before: usize, after: usize) -> bool {
        match [before, after].map(|end| self.is_end(end)) {
            [true, true] => self.straight_arcs.contains(&self.ends_of(before, after)),
            [false, _] => self.line[self.before[before]] == self.line[after],
            [true, false] => self.line[self.after[after]] == self.line[before],
        }
    }

    fn is_end(&self, place: usize) -> bool {
        self.before[place] == self.after[place]
    }

    fn ends_of(&self, before: usize, after: usize) -> [usize; 2] {
        let [one, other] = [self.line[before], self.line[after]];
        [one.min(other), one.max(other)]
    }

    fn point(&self, place: usize) -> [f64; 2] {
        self.at[self.line[place]]
    }
}

/// From a point to the nearest point of a line, in square metres; exactly 0 on a line along whole metres.
pub(super) fn square_distance([x, y]: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let (run, rise) = (to[0] - from[0], to[1] - from[1]);
    let (east, north) = (x - from[0], y - from[1]);
    let (length, along) = (run * run + rise * rise, east * run + north * rise);
    if along <= 0.0 {
        return east * east + north * north;
    }
    if along >= length {
        return (x - to[0]).powi(2) + (y - to[1]).powi(2);
    }
    (east * rise - north * run).powi(2) / length
}

/// Is the point in the triangle or on its edge? Exact, for points in the triangle's box.
fn is_in(triangle: [[f64; 2]; 3], point: [f64; 2]) -> bool {
    let [a, b, c, point] = [triangle[0], triangle[1], triangle[2], point].map(|[x, y]| Coord { x, y });
    let sides = [orient2d(a, b, point), orient2d(b, c, point), orient2d(c, a, point)];
    !(sides.iter().any(|side| *side < 0.0) && sides.iter().any(|side| *side > 0.0))
}

#[cfg(test)]
#[path = "thinning_tests.rs"]
mod tests;

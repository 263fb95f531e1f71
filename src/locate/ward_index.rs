//! `WardIndex`: which ward holds each point. The stage between `read` (points) and `measure` (distances).

use std::sync::OnceLock;

use rayon::prelude::*;

use super::envelopes::Envelopes;
use super::grid::{BATCH, Grid, MOST_WARDS};
use super::nearest::nearest_ward;
use super::outlines::Outlines;
use super::side::Xy;
use super::{Located, Placing};
use crate::geography::{GridPoint, Shape, Ward, WardIx};
use crate::outline::Twins;

/// What the two paths cost, nanoseconds on one core of a 2-core x86-64 virtual machine; only their ratio matters, and it only for speed.
const PLAIN_NS_PER_POINT: f64 = 700.0;
const PLAIN_NS_PER_VERTEX: f64 = 1.0;
const GRID_BUILD_NS_PER_VERTEX: f64 = 80.0;

/// Where the grid's numbers of edges, listed once a cell, fit 32 bits with room to spare.
const MOST_GRID_VERTICES: usize = 1 << 27;

/// Points that one thread takes at a time.
const POINTS_PER_TASK: usize = 4096;

/// Stands for a point that is not known until its answer is overwritten: in no ward, and no cost to find that out.
const FAR_OFF: Xy = [f64::NEG_INFINITY; 2];

/// The wards of a study, ready to be asked which of them holds a point.
///
/// Every point is in one ward or in none, the same on every run, machine and number of threads. On a border the half-open rule
/// decides, by exact arithmetic; see [`Placing`] for what is told apart.
///
/// ```
/// use nearhome::geography::{GridPoint, Shape, WardIx};
/// use nearhome::locate::{Placing, WardIndex};
/// let square = |west: f64| {
///     let corner = |x, y| GridPoint::new(400_000.0 + west + x, 300_000.0 + y).unwrap();
///     Shape::new(vec![vec![corner(0.0, 0.0), corner(1000.0, 0.0), corner(1000.0, 1000.0), corner(0.0, 1000.0)]])
/// };
/// let index = WardIndex::from_shapes(&[square(0.0), square(1000.0)]);
/// let on_their_border = index.locate(GridPoint::new(401_000.0, 300_500.0).unwrap());
/// assert_eq!(on_their_border.ward(), Some(WardIx(1)));
/// assert_eq!(on_their_border.placing(), Placing::OnBorder);
/// ```
#[derive(Clone, Debug)]
pub struct WardIndex {
    outlines: Outlines,
    envelopes: Envelopes,
    /// What one point costs without the grid, nanoseconds.
    plain_ns_per_point: f64,
    /// Built when first there are points enough to pay for it.
    grid: OnceLock<Grid>,
}

impl WardIndex {
    /// The index of these wards; each one's [`WardIx`] is its position here, which should be in order of code.
    ///
    /// Cost: one pass over the vertices, which are shared with the wards, not copied. The first large [`locate_all`](Self::locate_all) adds a grid.
    pub fn build(wards: &[Ward]) -> Self {
        Self::from_shapes(wards.iter().map(|ward| &ward.shape))
    }

    /// The index of any shapes, such as authorities; what is then called a ward is the shape at that position.
    pub fn from_shapes<'a>(shapes: impl IntoIterator<Item = &'a Shape>) -> Self {
        let outlines = Outlines::of(shapes);
        let plain_ns_per_point = PLAIN_NS_PER_POINT + PLAIN_NS_PER_VERTEX * outlines.vertices_per_point();
        Self { envelopes: Envelopes::of(&outlines), outlines, plain_ns_per_point, grid: OnceLock::new() }
    }

    /// The ward of one point. Cost: about 0.7 µs and 1 ns a vertex of the wards whose envelope holds the point.
    pub fn locate(&self, point: GridPoint) -> Located {
        self.locate_plainly(point.xy())
    }

    /// The ward of each point, in their order; [`Located::NOT_KNOWN`] for a `None`. Takes points (`&[GridPoint]`) and
    /// points that may not be known (`&[Option<GridPoint>]`).
    ///
    /// The answers are those of [`locate`](Self::locate). Cost: as many `locate`s when the points are few; else 10-100 ns a
    /// point, once the grid is built (0.1 µs a vertex, once). All threads of the current `rayon` pool take part.
    pub fn locate_all<P>(&self, points: &[P]) -> Vec<Located>
    where
        P: Copy + Sync + Into<Option<GridPoint>>,
    {
        self.locate_each(points, |&point| point.into(), 0.0)
    }

    /// As [`locate`](Self::locate), but a point in no ward goes to the ward with the nearest edge no farther than `snap_metres`
    /// (the lowest code of those equally near), as [`Placing::Snapped`]. Nothing snaps when that is not above 0.
    pub fn locate_with_snap(&self, point: GridPoint, snap_metres: f64) -> Located {
        self.snap(point, self.locate(point), snap_metres)
    }

    /// As [`locate_all`](Self::locate_all), but a point in no ward snaps as in [`locate_with_snap`](Self::locate_with_snap).
    pub fn locate_all_with_snap<P>(&self, points: &[P], snap_metres: f64) -> Vec<Located>
    where
        P: Copy + Sync + Into<Option<GridPoint>>,
    {
        self.locate_each(points, |&point| point.into(), snap_metres)
    }

    /// As [`locate_all_with_snap`](Self::locate_all_with_snap), for records that have a point; nothing of them is copied.
    pub(crate) fn locate_each<T: Sync>(
        &self,
        records: &[T],
        point: impl Fn(&T) -> Option<GridPoint> + Sync,
        snap_metres: f64,
    ) -> Vec<Located> {
        let grid = self.grid_for(records.len());
        let mut answers = vec![Located::NOT_KNOWN; records.len()];
        // To snap a point takes as long as to locate a thousand.
        let snaps = snap_metres > 0.0;
        let at_once = if snaps { BATCH } else { POINTS_PER_TASK };
        let tasks = records.par_chunks(at_once).zip(answers.par_chunks_mut(at_once));
        tasks.for_each(|(records, answers)| {
            for (records, answers) in records.chunks(BATCH).zip(answers.chunks_mut(BATCH)) {
                let mut points = [None; BATCH];
                for (known, record) in points.iter_mut().zip(records) {
                    *known = point(record);
                }
                let batch = points.map(|point| point.map_or(FAR_OFF, GridPoint::xy));
                self.locate_batch(grid, &batch, answers);
                for (answer, point) in answers.iter_mut().zip(points) {
                    match point {
                        None => *answer = Located::NOT_KNOWN,
                        Some(point) if snaps => *answer = self.snap(point, *answer, snap_metres),
                        Some(_) => {}
                    }
                }
            }
        });
        answers
    }

    /// Every ward in which the half-open rule puts the point, in order: several where boundaries overlap.
    pub fn wards_holding(&self, point: GridPoint) -> Vec<WardIx> {
        let holds = |&ward: &u32| self.outlines.holds(ward, point.xy()).inside;
        let mut wards: Vec<WardIx> = self.envelopes.holding(point.xy()).filter(holds).map(WardIx).collect();
        wards.sort_unstable();
        wards
    }

    /// Builds the grid now where so many points are worth it, though they will come in several lists. It changes no answer.
    /// `twins` are those of the wards' edges.
    pub(crate) fn prepare_with(&self, points: usize, twins: &Twins) {
        if self.can_have_grid() && self.repays_grid(points) {
            self.grid_with(Some(twins));
        }
    }

    /// Builds the grid now, so that every later [`locate_all`](Self::locate_all) is fast however few its points.
    /// It changes no answer.
    pub fn prepare_for_many_points(&self) {
        if self.can_have_grid() {
            self.grid();
        }
    }

    fn locate_batch(&self, grid: Option<&Grid>, points: &[Xy; BATCH], answers: &mut [Located]) {
        if let Some(grid) = grid {
            return grid.locate_batch(&self.outlines, points, answers, |p| self.locate_plainly(p));
        }
        for (&p, answer) in points.iter().zip(answers) {
            *answer = self.locate_plainly(p);
        }
    }

    fn locate_plainly(&self, p: Xy) -> Located {
        let (mut inside, mut lowest, mut touched) = (0, u32::MAX, None::<u32>);
        for ward in self.envelopes.holding(p) {
            let holding = self.outlines.holds(ward, p);
            if holding.inside {
                inside += 1;
                lowest = lowest.min(ward);
            }
            if holding.touching {
                touched = Some(touched.map_or(ward, |other| other.min(ward)));
            }
        }
        match (inside, touched) {
            (0, None) => Located::OUTSIDE,
            (0, Some(ward)) => Located::on_border(WardIx(ward)),
            (1, None) => Located::inside(WardIx(lowest)),
            (1, Some(_)) => Located::on_border(WardIx(lowest)),
            _ => Located::overlap(WardIx(lowest)),
        }
    }

    fn snap(&self, point: GridPoint, located: Located, metres: f64) -> Located {
        if located.placing() != Placing::Outside || metres.is_nan() || metres <= 0.0 {
            return located;
        }
        let nearest = nearest_ward(&self.outlines, &self.envelopes, point.xy(), metres);
        nearest.map_or(located, |ward| Located::snapped(WardIx(ward)))
    }

    /// The grid, when it is there or so many points are worth building it.
    fn grid_for(&self, points: usize) -> Option<&Grid> {
        self.grid.get().or_else(|| (self.can_have_grid() && self.repays_grid(points)).then(|| self.grid()))
    }

    fn can_have_grid(&self) -> bool {
        self.outlines.ward_count() < MOST_WARDS && self.outlines.vertex_count() < MOST_GRID_VERTICES
    }

    fn repays_grid(&self, points: usize) -> bool {
        points as f64 * self.plain_ns_per_point > self.outlines.vertex_count() as f64 * GRID_BUILD_NS_PER_VERTEX
    }

    /// Builds outside of the lock: a thread that builds works on `rayon` tasks, and one of them may come here too.
    fn grid(&self) -> &Grid {
        self.grid_with(None)
    }

    fn grid_with(&self, twins: Option<&Twins>) -> &Grid {
        if let Some(grid) = self.grid.get() {
            return grid;
        }
        let grid = match twins {
            Some(twins) => Grid::of(&self.outlines, twins),
            None => Grid::of(&self.outlines, &Twins::of(&self.outlines.numbered_rings())),
        };
        self.grid.get_or_init(|| grid)
    }
}

//! Locates the points of a run, and stops it where they cannot be what they seem.

use crate::fostering::{Carer, Child};
use crate::geography::{Coverage, GridPoint};
use crate::locate::{Located, Placing, WardIndex, gross_overlaps};
use crate::measure::PlacedIn;
use crate::read::{ReadError, Warning};
use crate::write::Answers;

use super::files::StudyFiles;

/// The ward of every carer, home and placement, each list in the order of its records.
#[derive(Debug, Default)]
pub struct Places {
    pub carers: Vec<Located>,
    pub homes: Vec<Located>,
    pub placements: Vec<Located>,
    /// The authority of every placement; that of its ward until [`decide`](super::decide) has asked the others.
    pub placed_in: Vec<PlacedIn>,
    /// Where the ways of telling wards and authorities differ.
    pub answers: Answers,
    /// What was noticed on the way.
    pub warnings: Vec<Warning>,
}

impl Places {
    /// Is there no point at all?
    pub fn is_empty(&self) -> bool {
        self.carers.is_empty() && self.homes.is_empty() && self.placements.is_empty()
    }
}

/// Fewer points than this are too few to tell swapped columns from far placements.
const FEWEST_TO_JUDGE: usize = 10;

/// Locates every point of a study.
///
/// # Errors
/// When wards lie one over another, as where two vintages are mixed; when most points of a file lie in no ward,
/// and in a ward with easting and northing exchanged.
pub fn locate(files: &StudyFiles, snap_metres: f64) -> Result<Places, ReadError> {
    let coverage = &files.boundaries.coverage;
    let points = files.carers.as_ref().map_or(0, Vec::len) + 2 * files.children.as_ref().map_or(0, Vec::len);
    let (index, warnings) = sound_index(coverage, points)?;
    let mut locator = Locator { index: &index, snap_metres, warnings };
    let carers: Vec<_> = files.carers.iter().flatten().map(|carer: &Carer| carer.point).collect();
    let children = || files.children.iter().flatten();
    let homes: Vec<_> = children().map(|child: &Child| child.home).collect();
    let placements: Vec<_> = children().map(|child: &Child| child.placement).collect();
    let (carers, homes, placements) = (
        locator.locate("carers", &carers)?,
        locator.locate("homes", &homes)?,
        locator.locate("placements", &placements)?,
    );
    let placed_in = placements.iter().map(|&at| PlacedIn::by_ward(at, coverage)).collect();
    Ok(Places { carers, homes, placements, placed_in, answers: Answers::default(), warnings: locator.warnings })
}

/// The index of a coverage, for about so many points, and what was noticed of its borders.
///
/// # Errors
/// When wards lie one over another.
pub(super) fn sound_index(coverage: &Coverage, points: usize) -> Result<(WardIndex, Vec<Warning>), ReadError> {
    let index = WardIndex::build(&coverage.wards);
    index.prepare_for(points);
    ensure_no_ward_lies_over_another(coverage, &index)?;
    let warnings = overlapping_edges(coverage, &index).into_iter().collect();
    Ok((index, warnings))
}

fn ensure_no_ward_lies_over_another(coverage: &Coverage, index: &WardIndex) -> Result<(), ReadError> {
    let overlaps = gross_overlaps(&coverage.wards, index);
    let Some(&(first, second)) = overlaps.first() else { return Ok(()) };
    let (first, second) = (coverage.ward(first).code, coverage.ward(second).code);
    let what = format!("{} wards lie over another ward, such as {first} and {second}", overlaps.len());
    Err(ReadError::new("boundaries", what).with_hint("are boundaries of two years mixed? Name those of one year"))
}

/// Where borders of neighbours do not meet, a point beside an edge is in two wards, and counted in the lower code.
/// Looks half a metre to both sides of the middle of each edge, of as many edges as are quickly done.
fn overlapping_edges(coverage: &Coverage, index: &WardIndex) -> Option<Warning> {
    let edges = || coverage.wards.iter().flat_map(|ward| ward.shape.edges());
    let every = edges().count().div_ceil(MOST_EDGES_TESTED).max(1);
    let beside: Vec<GridPoint> = edges().step_by(every).flat_map(beside_its_middle).collect();
    let located = index.locate_all(&beside);
    let overlapping = || located.iter().zip(&beside).filter(|(each, _)| each.placing() == Placing::Overlap);
    let (_, &first) = overlapping().next()?;
    let codes: Vec<&str> = index.wards_holding(first).iter().map(|&ward| coverage.ward(ward).code.as_str()).collect();
    let what = format!(
        "wards overlap along their edges, such as {}: a point there goes to the lowest code",
        codes.join(" and ")
    );
    Some(Warning::of_file("boundaries", what).counted(overlapping().count() as u64))
}

/// More edges than this are tested by sample, evenly spread.
const MOST_EDGES_TESTED: usize = 100_000;

fn beside_its_middle((from, to): (GridPoint, GridPoint)) -> impl Iterator<Item = GridPoint> {
    const BESIDE_METRES: f64 = 0.5;
    let ([x, y], [u, v]) = (from.xy(), to.xy());
    let scale = BESIDE_METRES / from.metres_to(to);
    let (east, north) = ((v - y) * scale, (x - u) * scale);
    let middle = [(x + u) / 2.0, (y + v) / 2.0];
    [1.0, -1.0].into_iter().filter_map(move |side| GridPoint::new(middle[0] + side * east, middle[1] + side * north))
}

struct Locator<'a> {
    index: &'a WardIndex,
    snap_metres: f64,
    warnings: Vec<Warning>,
}

impl Locator<'_> {
    fn locate(&mut self, kind: &str, points: &[Option<GridPoint>]) -> Result<Vec<Located>, ReadError> {
        let located = self.index.locate_all_with_snap(points, self.snap_metres);
        let known = located.iter().filter(|each| each.is_known()).count();
        let outside = known - in_a_ward(&located);
        if known >= FEWEST_TO_JUDGE && outside * 2 > known {
            self.ensure_axes_are_not_swapped(kind, points)?;
            let what = format!("more than half of the {kind} lie in no ward: do the boundaries cover the study?");
            self.warnings.push(Warning::of_file(kind, what).counted(outside as u64));
        }
        Ok(located)
    }

    fn ensure_axes_are_not_swapped(&self, kind: &str, points: &[Option<GridPoint>]) -> Result<(), ReadError> {
        let swapped = |point: &Option<GridPoint>| GridPoint::new(point.as_ref()?.northing(), point.as_ref()?.easting());
        let swapped: Vec<_> = points.iter().map(swapped).collect();
        let would_be_found = in_a_ward(&self.index.locate_all(&swapped));
        let known = points.iter().flatten().count();
        if would_be_found * 2 <= known {
            return Ok(());
        }
        let what = format!(
            "easting and northing are swapped: {would_be_found} of {known} points are in a ward only when exchanged"
        );
        Err(ReadError::new(kind, what).with_hint("name the two columns in the study, the right way round"))
    }
}

fn in_a_ward(located: &[Located]) -> usize {
    located.iter().filter(|each| each.ward().is_some()).count()
}

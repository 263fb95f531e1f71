//! Locates the points of a run, and stops it where they cannot be what they seem.

use std::collections::BTreeSet;

use crate::fostering::{Carer, Child};
use crate::geography::{AuthorityIx, Coverage, GeometryFault, GridPoint, Shape};
use crate::locate::{Located, WardIndex, gross_overlaps};
use crate::measure::PlacedIn;
use crate::outline::{Seams, Twins, bordering_authorities};
use crate::read::boundaries::summed_up;
use crate::read::{ReadError, Warning};
use crate::write::Answers;

use super::borders::border_faults;
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
    /// Which authorities border each, in the order of the boundaries' authorities.
    pub bordering: Vec<BTreeSet<AuthorityIx>>,
    /// Where the borders of wards do not meet; `warnings` sums it up.
    pub border_faults: Vec<GeometryFault>,
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
    let twins = files.twins.get_or_init(|| Twins::of_wards(coverage));
    let SoundIndex { index, bordering, border_faults } = SoundIndex::of(coverage, twins, points)?;
    let mut locator = Locator { index: &index, snap_metres, warnings: summed_up("wards", &border_faults) };
    let (carers, children) =
        (files.carers.as_deref().unwrap_or_default(), files.children.as_deref().unwrap_or_default());
    let carers = locator.locate("carers", carers, |carer: &Carer| carer.point)?;
    let homes = locator.locate("homes", children, |child: &Child| child.home)?;
    let placements = locator.locate("placements", children, |child: &Child| child.placement)?;
    let (answers, warnings) = (Answers::default(), locator.warnings);
    drop(index);
    let placed_in = placements.iter().map(|&at| PlacedIn::by_ward(at, coverage)).collect();
    Ok(Places { carers, homes, placements, placed_in, answers, bordering, border_faults, warnings })
}

/// The index of a coverage whose wards do not lie one over another, and what its borders are.
pub(super) struct SoundIndex {
    pub index: WardIndex,
    pub bordering: Vec<BTreeSet<AuthorityIx>>,
    pub border_faults: Vec<GeometryFault>,
}

impl SoundIndex {
    /// For about so many points. `twins` are those of the wards.
    ///
    /// # Errors
    /// When wards lie one over another.
    pub fn of(coverage: &Coverage, twins: &Twins, points: usize) -> Result<Self, ReadError> {
        let build = || {
            let index = WardIndex::build(&coverage.wards);
            index.prepare_with(points, twins);
            index
        };
        let shapes: Vec<&Shape> = coverage.wards.iter().map(|ward| &ward.shape).collect();
        let (index, seams) = rayon::join(build, || Seams::of_twins(&shapes, twins));
        ensure_no_ward_lies_over_another(coverage, &index)?;
        let border_faults = border_faults(coverage, &index, &seams);
        Ok(Self { bordering: bordering_authorities(coverage, &seams), index, border_faults })
    }
}

fn ensure_no_ward_lies_over_another(coverage: &Coverage, index: &WardIndex) -> Result<(), ReadError> {
    let overlaps = gross_overlaps(&coverage.wards, index);
    let Some(&(first, second)) = overlaps.first() else { return Ok(()) };
    let (first, second) = (coverage.ward(first).code, coverage.ward(second).code);
    let what = format!("{} wards lie over another ward, such as {first} and {second}", overlaps.len());
    Err(ReadError::new("boundaries", what).with_hint("are boundaries of two years mixed? Name those of one year"))
}

struct Locator<'a> {
    index: &'a WardIndex,
    snap_metres: f64,
    warnings: Vec<Warning>,
}

impl Locator<'_> {
    fn locate<T: Sync>(
        &mut self,
        kind: &str,
        records: &[T],
        point: fn(&T) -> Option<GridPoint>,
    ) -> Result<Vec<Located>, ReadError> {
        let located = self.index.locate_each(records, point, self.snap_metres);
        let known = located.iter().filter(|each| each.is_known()).count();
        let outside = known - in_a_ward(&located);
        if known >= FEWEST_TO_JUDGE && outside * 2 > known {
            self.ensure_axes_are_not_swapped(kind, &records.iter().filter_map(point).collect::<Vec<_>>())?;
            let what = format!("more than half of the {kind} lie in no ward: do the boundaries cover the study?");
            self.warnings.push(Warning::of_file(kind, what).counted(outside as u64));
        }
        Ok(located)
    }

    fn ensure_axes_are_not_swapped(&self, kind: &str, points: &[GridPoint]) -> Result<(), ReadError> {
        let swapped = |point: &GridPoint| GridPoint::new(point.northing(), point.easting());
        let swapped: Vec<_> = points.iter().map(swapped).collect();
        let would_be_found = in_a_ward(&self.index.locate_all(&swapped));
        let known = points.len();
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

//! The ward and the authority of each point, told in every way there is: by the wards, by the file of authorities, by the
//! postcode directory. Decides which counts, and counts where they differ. Stands between `places` and `measure`.

use std::collections::BTreeMap;

use super::answer_warnings::answer_warnings;
use super::files::StudyFiles;
use super::places::Places;
use crate::geography::{Authority, Coverage, GridPoint, GssCode, PostcodePlace, WardIx};
use crate::locate::Located;
use crate::measure::PlacedIn;
use crate::study::{DecidedBy, Settings};
use crate::write::{Answers, BoundaryAnswers, BoundaryDifference, DirectoryAnswers, DirectoryDifference};

/// The points of one kind, as they were located, and what the directory says of each.
struct Points<'a> {
    kind: &'static str,
    points: Vec<Option<GridPoint>>,
    located: &'a [Located],
    places: Vec<Option<&'a PostcodePlace>>,
}

/// What was decided for the points of one kind.
struct Decided {
    located: Vec<Located>,
    placed_in: Vec<PlacedIn>,
}

/// Decides the ward and the authority of every point.
///
/// The outlines of a file of authorities come before the wards for the authority; a point in no outline keeps its ward's.
/// By [`DecidedBy::Directory`] the directory's ward and authority come before both, where the boundaries have them. Of
/// placements that are in no ward and no outline the directory tells the authority beyond, or at least the nation.
pub fn decide(files: &StudyFiles, settings: &Settings, mut places: Places) -> Places {
    // Where there are neither outlines nor a directory, the wards are all that tells.
    let carers = || files.carers.iter().flatten();
    let children = || files.children.iter().flatten();
    let is_told = carers().any(|carer| carer.place.is_some())
        || children().any(|child| child.home_place().is_some() || child.placement_place().is_some());
    if files.boundaries.authority_areas.is_none() && !is_told {
        return places;
    }
    let mut decider = Decider::new(files, settings.decided_by);
    let of_carers = decider.decide(Points {
        kind: "carers",
        points: carers().map(|carer| carer.point).collect(),
        located: &places.carers,
        places: carers().map(|carer| carer.place.as_deref()).collect(),
    });
    let homes = decider.decide(Points {
        kind: "homes",
        points: children().map(|child| child.home).collect(),
        located: &places.homes,
        places: children().map(|child| child.home_place()).collect(),
    });
    let placements = decider.decide(Points {
        kind: "placements",
        points: children().map(|child| child.placement).collect(),
        located: &places.placements,
        places: children().map(|child| child.placement_place()).collect(),
    });
    let mut warnings = std::mem::take(&mut places.warnings);
    warnings.extend(answer_warnings(files, settings.decided_by, &decider.answers));
    Places {
        carers: of_carers.located,
        homes: homes.located,
        placements: placements.located,
        placed_in: placements.placed_in,
        answers: decider.answers,
        warnings,
        ..places
    }
}

struct Decider<'a> {
    files: &'a StudyFiles,
    coverage: &'a Coverage,
    decided_by: DecidedBy,
    answers: Answers,
}

impl<'a> Decider<'a> {
    fn new(files: &'a StudyFiles, decided_by: DecidedBy) -> Self {
        Self { files, coverage: &files.boundaries.coverage, decided_by, answers: Answers::default() }
    }

    fn decide(&mut self, points: Points<'_>) -> Decided {
        let by_outlines = self.ask_outlines(&points);
        let by_outline = |at: usize| by_outlines.as_ref().and_then(|codes| codes[at]);
        let mut decided = Decided { located: Vec::new(), placed_in: Vec::new() };
        let mut directory = Differences::of(points.kind);
        for (at, &located) in points.located.iter().enumerate() {
            let by_polygon = self.by_polygon(located, by_outline(at));
            let (mut ward, mut placed_in) = (located, by_polygon);
            if let Some(told) = points.places[at].map(|place| Told::by(place, self.coverage)) {
                directory.compare(located, by_polygon, &told, self.coverage);
                (ward, placed_in) = self.choose(located, by_polygon, &told);
            }
            decided.located.push(ward);
            decided.placed_in.push(placed_in);
        }
        directory.add_to(&mut self.answers);
        decided
    }

    /// The outline's authority, else the ward's.
    fn by_polygon(&self, located: Located, outline: Option<GssCode>) -> PlacedIn {
        outline.map_or_else(|| PlacedIn::by_ward(located, self.coverage), |code| PlacedIn::by_code(code, self.coverage))
    }

    /// The authority of the outline that holds each point, counted against its ward's; `None` without such a file.
    fn ask_outlines(&mut self, points: &Points<'_>) -> Option<Vec<Option<GssCode>>> {
        let areas = self.files.boundaries.authority_areas.as_ref()?;
        let found = areas.index().locate_all(&points.points);
        let codes: Vec<_> = found.iter().map(|at| Some(areas.outlines[at.ward()?.0 as usize].0)).collect();
        if !points.points.is_empty() {
            let (answers, differences) = compare_outlines(points, &codes, self.coverage);
            self.answers.boundary.push(answers);
            self.answers.boundary_differences.extend(differences);
        }
        Some(codes)
    }

    fn choose(&self, located: Located, by_polygon: PlacedIn, told: &Told) -> (Located, PlacedIn) {
        if self.decided_by == DecidedBy::Directory {
            let ward = told.covered_ward.map_or(located, Located::by_directory);
            match told.placed_in {
                PlacedIn::Authority(_) => return (ward, told.placed_in),
                _ if ward != located => return (ward, PlacedIn::by_ward(ward, self.coverage)),
                _ => {}
            }
        }
        let placed_in = match (by_polygon, told.placed_in) {
            (PlacedIn::NoWard(_), PlacedIn::Beyond(_)) => told.placed_in,
            // Without a point the boundaries have no answer, and the directory's is the only one.
            (PlacedIn::NotKnown, PlacedIn::Beyond(_) | PlacedIn::Authority(_)) => told.placed_in,
            (PlacedIn::NoWard(_), _) => PlacedIn::NoWard(told.nation),
            // A nation alone tells something only when it has no ward here: Jersey, say.
            (PlacedIn::NotKnown, PlacedIn::NoWard(Some(nation))) if !self.has_nation(nation) => told.placed_in,
            _ => by_polygon,
        };
        (located, placed_in)
    }

    fn has_nation(&self, nation: GssCode) -> bool {
        let of_authority = |each: &Authority| self.coverage.nation_of_authority(each.code) == Some(nation);
        self.coverage.authorities.iter().any(of_authority)
    }
}

/// What the directory tells of one postcode.
struct Told {
    ward: Option<GssCode>,
    covered_ward: Option<WardIx>,
    /// Does it tell an area at all?
    has_areas: bool,
    authority: Option<GssCode>,
    nation: Option<GssCode>,
    placed_in: PlacedIn,
}

impl Told {
    /// The authority is that of the district, by the wards, the lookup and the changes of codes; else that of the ward.
    fn by(place: &PostcodePlace, coverage: &Coverage) -> Self {
        let covered_ward = place.ward.and_then(|ward| coverage.find_ward(ward));
        let of_ward = || Some(coverage.authority(coverage.authority_of(covered_ward?)?).code);
        let authority = place.district.and_then(|district| coverage.authority_for(district)).or_else(of_ward);
        let by_letter = || [place.district, place.ward].into_iter().flatten().find_map(|code| code.nation());
        let nation = place.nation.or_else(by_letter);
        let placed_in = match (authority, nation) {
            (Some(code), _) => PlacedIn::by_code(code, coverage),
            (None, Some(nation)) => PlacedIn::NoWard(Some(nation)),
            (None, None) => PlacedIn::NotKnown,
        };
        let has_areas = place.ward.is_some() || place.district.is_some();
        Self { ward: place.ward, covered_ward, has_areas, authority, nation, placed_in }
    }
}

/// Kind of points apart: ward by polygon, ward by directory, and the authority by each.
type DirectoryKey = (Option<WardIx>, Option<GssCode>, Option<GssCode>, Option<GssCode>);

/// Where the directory and the boundaries differ, for one kind of points.
struct Differences {
    answers: DirectoryAnswers,
    by_ward: BTreeMap<DirectoryKey, u64>,
}

impl Differences {
    fn of(points: &'static str) -> Self {
        Self { answers: DirectoryAnswers { points, ..DirectoryAnswers::default() }, by_ward: BTreeMap::new() }
    }

    fn compare(&mut self, located: Located, by_polygon: PlacedIn, told: &Told, coverage: &Coverage) {
        if !located.is_known() || !told.has_areas {
            return;
        }
        self.answers.compared += 1;
        let is_in_ward = located.ward().is_some();
        let unknown_ward = told.ward.is_some() && told.covered_ward.is_none();
        let is_covered = |code: GssCode| coverage.find_authority(code).is_some();
        let unknown_authority = !told.authority.is_some_and(is_covered);
        let authority = by_polygon.code(coverage);
        let ward_differs = told.covered_ward.is_some() && told.covered_ward != located.ward();
        let authority_differs = match by_polygon {
            PlacedIn::Authority(_) | PlacedIn::Beyond(_) => told.authority.is_some() && told.authority != authority,
            PlacedIn::NoWard(_) => !unknown_authority,
            PlacedIn::AuthorityNotKnown | PlacedIn::NotKnown => false,
        };
        let not_in_boundaries = is_in_ward && (unknown_ward || unknown_authority);
        if told.covered_ward.is_some() {
            self.answers.wards_compared += 1;
            *self.answers.ward_differs.get_or_insert(0) += u64::from(ward_differs);
        }
        self.answers.authority_differs += u64::from(authority_differs);
        self.answers.code_not_in_boundaries += u64::from(not_in_boundaries);
        if ward_differs || authority_differs || not_in_boundaries {
            *self.by_ward.entry((located.ward(), told.ward, authority, told.authority)).or_default() += 1;
        }
    }

    fn add_to(self, answers: &mut Answers) {
        let points = self.answers.points;
        if self.answers.compared > 0 {
            answers.directory.push(self.answers);
        }
        let difference =
            |((by_polygon, by_directory, authority_by_polygon, authority_by_directory), count)| DirectoryDifference {
                points,
                by_polygon,
                by_directory,
                authority_by_polygon,
                authority_by_directory,
                count,
            };
        answers.directory_differences.extend(self.by_ward.into_iter().map(difference));
    }
}

fn compare_outlines(
    points: &Points<'_>,
    by_outline: &[Option<GssCode>],
    coverage: &Coverage,
) -> (BoundaryAnswers, Vec<BoundaryDifference>) {
    let mut answers = BoundaryAnswers { points: points.kind, ..BoundaryAnswers::default() };
    let mut by_ward: BTreeMap<(Option<WardIx>, Option<GssCode>), u64> = BTreeMap::new();
    for (located, &outline) in points.located.iter().zip(by_outline).filter(|(located, _)| located.is_known()) {
        answers.compared += 1;
        let of_ward = PlacedIn::by_ward(*located, coverage).code(coverage);
        let concerned = match (located.ward(), outline) {
            (Some(_), None) => &mut answers.in_no_outline,
            (None, Some(_)) => &mut answers.in_no_ward,
            (Some(_), Some(outline)) if of_ward != Some(outline) => &mut answers.differ,
            _ => continue,
        };
        *concerned += 1;
        *by_ward.entry((located.ward(), outline)).or_default() += 1;
    }
    let difference = |((ward, by_outline), count)| BoundaryDifference { points: points.kind, ward, by_outline, count };
    (answers, by_ward.into_iter().map(difference).collect())
}

#[cfg(test)]
#[path = "answers_tests.rs"]
mod tests;

//! What was read, in ranges and shares that identify no one: kilometres, ages, and how many codes meet.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::fostering::Child;
use crate::geography::{GridPoint, GssCode};
use crate::run::files::StudyFiles;
use crate::summarise::Share;

/// Fewer records than this have no range told: its ends would be somebody's.
const FEWEST_FOR_A_RANGE: usize = 10;

/// From where to where the figures of one kind go.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    /// `homes, easting`, `ages`.
    pub of: String,
    pub unit: &'static str,
    pub lowest: i64,
    pub highest: i64,
    /// How many records have one.
    pub known: u64,
}

/// How many codes of one file are found in another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matched {
    /// `responsible authorities of children that are among the boundaries`.
    pub what: &'static str,
    #[serde(flatten)]
    pub share: Share,
}

/// The ranges of wards, points and ages.
pub(super) fn ranges(files: &StudyFiles) -> Vec<Range> {
    let children = || files.children.iter().flatten();
    let wards = files.boundaries.coverage.wards.iter().filter_map(|ward| ward.shape.bounds());
    let mut ranges = of_boxes("wards", wards);
    ranges.extend(of_boxes("homes", children().filter_map(|child| child.home).map(box_of)));
    ranges.extend(of_boxes("placements", children().filter_map(|child| child.placement).map(box_of)));
    ranges.extend(of_boxes("carers", files.carers.iter().flatten().filter_map(|carer| carer.point).map(box_of)));
    ranges.extend(range("ages", "years", children().filter_map(|child| child.age).map(i64::from)));
    // A few wards have a range all the same: they are on every map.
    ranges.retain(|range| range.of.starts_with("wards") || range.known >= FEWEST_FOR_A_RANGE as u64);
    ranges
}

/// West, south, east and north of a point.
fn box_of(point: GridPoint) -> [f64; 4] {
    let [x, y] = point.xy();
    [x, y, x, y]
}

/// Eastings and northings in whole kilometres, the lower end rounded down and the higher up.
fn of_boxes(of: &str, boxes: impl Iterator<Item = [f64; 4]>) -> Vec<Range> {
    let grow = |[w, s, e, n]: [f64; 4], [x, y, u, v]: [f64; 4]| [w.min(x), s.min(y), e.max(u), n.max(v)];
    let mut known = 0;
    let Some([west, south, east, north]) = boxes.inspect(|_| known += 1).reduce(grow) else { return Vec::new() };
    let range = |axis: &str, lowest: f64, highest: f64| Range {
        of: format!("{of}, {axis}"),
        unit: "km",
        lowest: (lowest / 1000.0).floor() as i64,
        highest: (highest / 1000.0).ceil() as i64,
        known,
    };
    vec![range("easting", west, east), range("northing", south, north)]
}

fn range(of: &str, unit: &'static str, figures: impl Iterator<Item = i64> + Clone) -> Option<Range> {
    let (lowest, highest) = (figures.clone().min()?, figures.clone().max()?);
    Some(Range { of: of.to_owned(), unit, lowest, highest, known: figures.count() as u64 })
}

/// How many codes meet across the files.
pub(super) fn matched(files: &StudyFiles) -> Vec<Matched> {
    let coverage = &files.boundaries.coverage;
    let in_an_authority = coverage.wards.iter().map(|ward| ward.authority.is_some());
    let mut matched = vec![share("wards whose authority is known", in_an_authority)];
    if let Some(children) = &files.children {
        let responsible = children.iter().filter_map(|child: &Child| child.responsible_authority);
        let found = responsible.map(|code| coverage.find_authority(code).is_some());
        matched.push(share("children whose responsible authority is among the boundaries", found));
    }
    if let Some(population) = &files.population {
        let found = coverage.wards.iter().map(|ward| population.contains_key(&ward.code));
        matched.push(share("wards with a population", found));
    }
    if let Some(households) = &files.households {
        let with: BTreeSet<GssCode> = households.iter().map(|base| base.ward).collect();
        matched.push(share("wards with households", coverage.wards.iter().map(|ward| with.contains(&ward.code))));
        let segments: BTreeSet<&str> = households.iter().map(|base| &*base.segment).collect();
        let of_carers = files.carers.iter().flatten().filter_map(|carer| carer.segment.as_deref());
        matched.push(share("carers whose segment has households", of_carers.map(|code| segments.contains(code))));
    }
    matched.retain(|matched| matched.share.denominator > 0);
    matched
}

fn share(what: &'static str, found: impl Iterator<Item = bool>) -> Matched {
    let (met, all) = found.fold((0, 0), |(met, all), is_found| (met + u64::from(is_found), all + 1));
    Matched { what, share: Share::of(met, all) }
}

//! `expected.toml`: what a run must find. It is worked out here from what the generator knows of each child, by the words of the
//! SSDA903 guide and not by the library, so that the examples' tests check the library with it.

use std::fmt::{Display, Write};

use super::super::land::Point;
use super::carers::Carer;
use super::child::Child;

/// DfE's seven categories, as the summary names them.
const CATEGORIES: [&str; 7] = [
    "inside_near",
    "inside_far",
    "inside_not_known",
    "outside_near",
    "outside_far",
    "outside_not_known",
    "boundary_not_known",
];

/// Miles as the SSDA903 guide has them, to one decimal: kilometres / 1.6093.
pub fn miles(from: Point, to: Point) -> f64 {
    let [east, north] = [0, 1].map(|axis| from[axis] - to[axis]);
    ((east * east + north * north).sqrt() / 1000.0 / 1.6093 * 10.0).round_ties_even() / 10.0
}

/// A child's distance from home; `None` when an end is not known, or for a UASC.
pub fn distance(child: &Child) -> Option<f64> {
    let (home, placement) = (child.home?, child.placement?);
    (!child.details.is_uasc).then(|| miles(home.at, placement.at))
}

/// Position of a child's category. A placement beyond the land is outside.
fn category(child: &Child, authorities: &[Option<&'static str>]) -> usize {
    let Some(placement) = child.placement else { return 6 };
    let whose = placement.ward.and_then(|ward| authorities[ward]);
    let from = if whose == Some(child.responsible_authority) { 0 } else { 3 };
    match distance(child) {
        Some(miles) if miles <= 20.0 => from,
        Some(_) => from + 1,
        None => from + 2,
    }
}

/// The file while it is written.
pub struct Expected(String);

impl Expected {
    /// The figures that every study has.
    pub fn new(children: &[Child], carers: &[Carer], authorities: &[Option<&'static str>]) -> Self {
        let mut expected = Self("# What a run must find: made with the files, by examples/make_council.\n".to_owned());
        let count = |keep: fn(&Child) -> bool| children.iter().filter(|child| keep(child)).count();
        expected.figure("children", children.len());
        expected.figure("fostered", count(|child| child.details.placement_type.starts_with('U')));
        expected.figure("uasc", count(|child| child.details.is_uasc));
        expected.figure("carers", carers.len());
        expected.figure("carers_in_house", carers.iter().filter(|carer| carer.is_in_house).count());
        expected.figure("approved_places", carers.iter().map(|carer| carer.approved).sum());
        expected.figure("vacant_places", carers.iter().map(Carer::vacant).sum());
        expected.section("categories", categories(children.iter(), authorities));
        expected
    }

    /// A figure; before any section.
    pub fn figure(&mut self, name: &str, figure: usize) {
        writeln!(self.0, "{name} = {figure}").expect("memory takes every byte");
    }

    /// A section of figures by name.
    pub fn section(&mut self, name: &str, figures: impl IntoIterator<Item = (impl Display, usize)>) {
        write!(self.0, "\n[{name}]\n").expect("memory takes every byte");
        for (name, figure) in figures {
            writeln!(self.0, "\"{name}\" = {figure}").expect("memory takes every byte");
        }
    }

    /// The file of this folder of examples.
    pub fn into_file(self, folder: &str) -> super::File {
        (format!("examples/{folder}/expected.toml"), self.0.into_bytes())
    }
}

/// How many children are in each category.
pub fn categories<'a>(
    children: impl Iterator<Item = &'a Child>,
    authorities: &[Option<&'static str>],
) -> [(&'static str, usize); 7] {
    let mut counts = CATEGORIES.map(|name| (name, 0));
    children.for_each(|child| counts[category(child, authorities)].1 += 1);
    counts
}

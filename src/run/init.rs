//! From files to a study: which file takes which place, and what must still be said. What `nearhome init` does between
//! `read::recognise` and `write::study_toml`.

use std::path::PathBuf;

use serde::Serialize;

use crate::geography::{Area, GssCode, OacLevel, OacYear};
use crate::read::Date;
use crate::read::boundaries::{BoundarySources, read_boundaries};
use crate::read::recognise::{Kind, Recognised};
use crate::read::ssda903::ReturnPart;

/// What is known beforehand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InitAsked {
    /// Whose children.
    pub authority: Option<GssCode>,
    /// The day the figures are for.
    pub snapshot: Option<Date>,
}

/// A study that the files make, with what could not be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// One place a file, or several: wards and the files of a return.
    pub wards: Place,
    pub lookup: Place,
    pub authorities: Place,
    pub children: Place,
    pub ssda903: Place,
    pub carers: Place,
    pub postcodes: Place,
    pub segments: Place,
    pub codebook: Place,
    pub households: Place,
    pub households_lookup: Place,
    pub population: Place,
    /// The segments of carers are those of their postcodes in the directory: this edition, at the households' level.
    pub oac: Option<(OacYear, OacLevel)>,
    pub authority: Told<GssCode>,
    pub snapshot: Told<Date>,
    /// The authorities that the boundaries have, for the one to be chosen.
    #[serde(skip)]
    pub choices: Vec<Area>,
}

/// The files of one place in the study, and the ones that could take it too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    pub taken: Vec<Recognised>,
    pub others: Vec<Recognised>,
}

/// A setting: told with the reason, or asked for with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Told<T> {
    Known {
        value: T,
        why: String,
    },
    /// A run needs it, or its figures would be poorer without it.
    Asked {
        why: &'static str,
        is_needed: bool,
    },
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self::Asked { why: "it is not known yet", is_needed: false }
    }
}

impl Place {
    /// The one file, where there is one.
    pub fn one(&self) -> Option<&Recognised> {
        self.taken.first()
    }

    fn is_empty(&self) -> bool {
        self.taken.is_empty()
    }
}

impl Proposal {
    /// Every place, in the order of the study file, with its section and key.
    pub fn places(&self) -> [(&'static str, &Place); 12] {
        [
            ("[boundaries] wards", &self.wards),
            ("[boundaries] lookup", &self.lookup),
            ("[boundaries] authorities", &self.authorities),
            ("[children] file", &self.children),
            ("[children] ssda903", &self.ssda903),
            ("[carers] file", &self.carers),
            ("[postcodes] file", &self.postcodes),
            ("[segments] file", &self.segments),
            ("[segments] codebook", &self.codebook),
            ("[households] file", &self.households),
            ("[households] lookup", &self.households_lookup),
            ("[population] file", &self.population),
        ]
    }

    /// What must be filled in before the study can run.
    pub fn to_fill_in(&self) -> Vec<String> {
        let mut asked = Vec::new();
        if self.wards.is_empty() {
            asked.push("[boundaries] wards: no ward boundaries are among the files".to_owned());
        }
        if self.children.is_empty() && self.ssda903.is_empty() && self.carers.is_empty() {
            asked.push("[children] or [carers]: no list of people is among the files".to_owned());
        }
        if self.needs_directory() && self.postcodes.is_empty() {
            asked.push(
                "[postcodes] file: places are postcodes, and no postcode directory is among the files".to_owned(),
            );
        }
        if let Told::Asked { why, is_needed: true } = &self.authority {
            asked.push(format!("authority: {why}"));
        }
        if let Told::Asked { why, is_needed: true } = &self.snapshot {
            asked.push(format!("snapshot: {why}"));
        }
        let settle = self.places().into_iter().flat_map(|(_, place)| &place.taken);
        asked.extend(settle.flat_map(|file| file.to_settle.iter().map(|what| format!("{}: {what}", file.name()))));
        asked
    }

    /// Are places of people postcodes alone?
    pub fn needs_directory(&self) -> bool {
        let mut people = [&self.children, &self.carers].into_iter().flat_map(|place| &place.taken);
        people.any(|file| file.needs_directory) || !self.ssda903.is_empty()
    }
}

/// Gives each file its place. Of two that could take one place the better is taken: the newer, then the one with more of
/// the columns that are looked for, then the first by path. Boundaries of one year that make one coverage are taken
/// together. Reads the boundaries, to say which authorities there are.
pub fn propose(files: &[Recognised], asked: &InitAsked) -> Proposal {
    let one = |kind: Kind| best(of_kind(files, kind));
    let mut proposal = Proposal {
        wards: wards(of_kind(files, Kind::Wards)),
        authorities: one(Kind::Authorities),
        children: one(Kind::Children),
        carers: one(Kind::Carers),
        postcodes: one(Kind::Postcodes),
        segments: one(Kind::Segments),
        codebook: one(Kind::Codebook),
        households: one(Kind::Households),
        population: one(Kind::Population),
        ssda903: Place { taken: of_kind(files, Kind::Ssda903), others: Vec::new() },
        ..Proposal::default()
    };
    let year = proposal.wards.one().and_then(|wards| wards.year);
    proposal.lookup = best_lookup(of_kind(files, Kind::Lookup), year);
    // Of districts only as a second thought: in shire counties they are no authorities.
    proposal.authorities.others.extend(of_kind(files, Kind::Districts));
    if proposal.households.one().is_some_and(|file| !has_column(file, "ward_code")) {
        proposal.households_lookup = one(Kind::OutputAreaLookup);
    }
    prefer_the_return(&mut proposal);
    choose_segments(&mut proposal);
    proposal.choices = authorities(&proposal);
    proposal.authority = authority(&proposal, asked);
    proposal.snapshot = snapshot(&proposal, asked);
    proposal
}

fn of_kind(files: &[Recognised], kind: Kind) -> Vec<Recognised> {
    files.iter().filter(|file| file.kind == kind).cloned().collect()
}

fn has_column(file: &Recognised, key: &str) -> bool {
    file.columns.iter().any(|(each, _)| each == key)
}

fn best(files: Vec<Recognised>) -> Place {
    first_by(files, |file| (file.year, file.month, file.to_settle.is_empty(), file.columns.len()))
}

/// Of lookups: one of the wards' year, or without a year of its own (which may have every year's codes), then the one
/// with most levels. Where the wards have no year the newest comes first.
fn best_lookup(files: Vec<Recognised>, wards_year: Option<u16>) -> Place {
    first_by(files, |file| {
        let fits = wards_year.is_none() || file.year.is_none() || file.year == wards_year;
        let newest = file.year.filter(|_| wards_year.is_none());
        (fits, newest, file.columns.len(), file.year)
    })
}

/// The file with the highest rank, and the others in the order of theirs; of equals the first by path.
fn first_by<R: Ord>(mut files: Vec<Recognised>, rank: impl Fn(&Recognised) -> R) -> Place {
    files.sort_by_key(|file| std::cmp::Reverse(rank(file)));
    let others = files.split_off(files.len().min(1));
    Place { taken: files, others }
}

/// The newest boundaries: all of that year where they make one coverage, else one of them.
fn wards(files: Vec<Recognised>) -> Place {
    let newest = files.iter().map(|file| file.year).max().flatten();
    let (mut taken, mut others): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| file.year == newest);
    if taken.len() > 1 && read_boundaries(&sources(&taken, None)).is_err() {
        others.splice(0..0, taken.split_off(1));
    }
    Place { taken, others }
}

fn sources(wards: &[Recognised], lookup: Option<&Recognised>) -> BoundarySources {
    let paths: Vec<PathBuf> = wards.iter().map(|file| file.path.clone()).collect();
    BoundarySources { wards: paths, lookup: lookup.map(|file| file.path.clone()), ..BoundarySources::default() }
}

/// A study has its children from a table or from the return; a return says more. Of a return that is there as CSVs and
/// as XML the CSVs are taken: together they would have each child twice.
fn prefer_the_return(proposal: &mut Proposal) {
    let has = |part| proposal.ssda903.taken.iter().any(|file| file.part == Some(part));
    let (has_episodes, has_whole) = (has(ReturnPart::Episodes), has(ReturnPart::Whole));
    let is_taken = |file: &Recognised| match file.part {
        Some(ReturnPart::Whole) => !has_episodes,
        _ => has_episodes,
    };
    let (taken, others) = std::mem::take(&mut proposal.ssda903.taken).into_iter().partition(is_taken);
    proposal.ssda903 = Place { taken, others };
    if has_episodes || has_whole {
        let table = &mut proposal.children;
        table.others.splice(0..0, table.taken.drain(..));
    }
}

/// Where carers have no segment of their own it is looked up by their postcodes: in a segments file, by postcode, or by
/// output area through a directory; without such a file in the directory, where the households' segments can be its.
fn choose_segments(proposal: &mut Proposal) {
    let has_directory = !proposal.postcodes.is_empty();
    let carers = proposal.carers.one();
    let can_be_looked_up = carers.is_some_and(|file| !has_column(file, "segment") && has_column(file, "postcode"));
    let is_of_use = |file: &Recognised| can_be_looked_up && (has_directory || has_column(file, "postcode"));
    let segments = &mut proposal.segments;
    if !segments.taken.iter().all(is_of_use) {
        segments.others.splice(0..0, segments.taken.drain(..));
    }
    if can_be_looked_up && segments.is_empty() {
        let edition = proposal.postcodes.one().and_then(|file| file.classifications.first().copied());
        proposal.oac = edition.zip(proposal.households.one().and_then(|file| file.oac_level));
    }
}

/// The authorities of the boundaries, in order of code; none when they cannot be read.
fn authorities(proposal: &Proposal) -> Vec<Area> {
    if proposal.wards.is_empty() {
        return Vec::new();
    }
    let authorities = proposal.authorities.one().map(|file| file.path.clone());
    let read =
        read_boundaries(&BoundarySources { authorities, ..sources(&proposal.wards.taken, proposal.lookup.one()) });
    let authorities = read.map(|read| read.coverage.authorities).unwrap_or_default();
    authorities.into_iter().map(|authority| Area { code: authority.code, name: authority.name }).collect()
}

fn authority(proposal: &Proposal, asked: &InitAsked) -> Told<GssCode> {
    if let Some(value) = asked.authority {
        return Told::Known { value, why: "as asked for with --authority".to_owned() };
    }
    if let [only] = proposal.choices.as_slice() {
        return Told::Known { value: only.code, why: format!("{}: the only one in the boundaries", only.name) };
    }
    let states = proposal.children.one().map(|file| file.states_authority);
    match (proposal.ssda903.is_empty(), states) {
        (false, _) => Told::Asked { why: "whose return is it?", is_needed: true },
        (true, Some(false)) => Told::Asked { why: "whose children are they? The file does not say", is_needed: true },
        (true, Some(true)) => {
            let why = "whose children is the headline of? Each row says whose child it is; without this it is of all";
            Told::Asked { why, is_needed: false }
        }
        (true, None) => Told::Asked { why: "which authority is the headline of?", is_needed: false },
    }
}

fn snapshot(proposal: &Proposal, asked: &InitAsked) -> Told<Date> {
    if let Some(value) = asked.snapshot {
        return Told::Known { value, why: "as asked for with --snapshot".to_owned() };
    }
    let last = proposal.ssda903.taken.iter().filter_map(|file| file.last_start).max();
    match last.and_then(Date::nearest_year_end) {
        Some(value) => Told::Known {
            value,
            why: "the end of a collection year nearest to the day on which the last episode begins".to_owned(),
        },
        None => Told::Asked { why: "which day are the figures for?", is_needed: !proposal.ssda903.is_empty() },
    }
}

#[cfg(test)]
#[path = "init_tests.rs"]
mod tests;

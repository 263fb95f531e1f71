//! Made-up studies for tests: a small fixed coverage, and carers and children drawn at random from a seed.

use std::collections::{BTreeMap, BTreeSet};

use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{Inputs, LocatedCarers};
use crate::fostering::{Carer, Child, HouseholdBase, PlacementType, Provider};
use crate::geography::{
    Area, Authority, AuthorityIx, Coverage, GridPoint, GssCode, NationIx, RegionIx, Shape, Surroundings, Ward, WardIx,
};
use crate::locate::Located;
use crate::measure::{MeasuredChild, PlacedIn, measure_children};
use crate::study::Settings;

/// North, South and Coast are in one region, East in another; the last two are Welsh. In order of code.
pub const AUTHORITIES: [&str; 6] = ["E08000001", "E08000002", "E08000003", "E08000004", "W06000001", "W06000002"];
const SEGMENTS: [&str; 4] = ["A", "B", "C", "D"];

pub fn code(text: &str) -> GssCode {
    text.parse().expect("a made-up code is a code")
}

/// Two wards an authority (ward 2k and 2k+1 are authority k's) and ward 12, whose authority is not known.
pub fn small_coverage() -> Coverage {
    let ward = |at: u32| Ward {
        code: code(&format!("{}050000{at:02}", if at < 8 { "E" } else { "W" })),
        name: format!("Ward {at}"),
        name_welsh: None,
        district: None,
        authority: (at < 12).then_some(AuthorityIx(at / 2)),
        shape: Shape::default(),
    };
    let authority = |at: usize| Authority {
        code: code(AUTHORITIES[at]),
        name: format!("Authority {at}"),
        region: [Some(0), Some(0), Some(0), Some(1), None, None][at].map(RegionIx),
        nation: Some(NationIx(u32::from(at >= 4))),
    };
    let area = |text: &str| Area { code: code(text), name: format!("Area {text}") };
    Coverage {
        wards: (0..13).map(ward).collect(),
        authorities: (0..6).map(authority).collect(),
        regions: vec![area("E12000001"), area("E12000002")],
        nations: vec![area("E92000001"), area("W92000004")],
        surroundings: Surroundings::default(),
    }
}

/// North borders South, South borders Coast, Coast borders East; no one else borders anyone.
pub fn small_bordering() -> Vec<BTreeSet<AuthorityIx>> {
    let sets: [&[u32]; 6] = [&[1], &[0, 2], &[1, 3], &[2], &[], &[]];
    sets.iter().map(|set| set.iter().copied().map(AuthorityIx).collect()).collect()
}

pub fn a_child() -> Child {
    Child {
        row: 2,
        id: None,
        home: None,
        placement: None,
        told: None,
        placement_type: None,
        provider: None,
        responsible_authority: None,
        has_unreadable_authority: false,
        age: None,
        sex: None,
        ethnicity: None,
        legal_status: None,
        is_uasc: None,
        was_uasc: false,
    }
}

pub fn a_carer() -> Carer {
    Carer {
        row: 2,
        id: None,
        point: None,
        place: None,
        provider: None,
        approved_places: None,
        filled_places: None,
        vacant_places: None,
        not_available_places: None,
        segment: None,
        carer_type: None,
    }
}

/// The records of a made-up study, each with its located points.
#[derive(Clone)]
pub struct MadeUp {
    pub coverage: Coverage,
    pub settings: Settings,
    pub bordering: Vec<BTreeSet<AuthorityIx>>,
    pub carers: Vec<(Carer, Located)>,
    pub children: Vec<(Child, Located, Located)>,
    pub population: BTreeMap<GssCode, u64>,
    pub households: Vec<HouseholdBase>,
}

impl MadeUp {
    /// Every kind of record there is: located in every way, with and without each value.
    pub fn at_random(seed: u64, carers: usize, children: usize) -> Self {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let coverage = small_coverage();
        let group = BTreeSet::from([code(AUTHORITIES[0]), code(AUTHORITIES[3]), code("E10000999")]);
        let groups = BTreeMap::from([("Hub".to_owned(), group)]);
        let authority = dice.random_bool(0.5).then(|| code(AUTHORITIES[0]));
        Self {
            settings: Settings { authority, groups, ..Settings::default() },
            bordering: small_bordering(),
            carers: (0..carers).map(|_| random_carer(&mut dice)).collect(),
            children: (0..children).map(|_| random_child(&mut dice)).collect(),
            population: random_population(&coverage, &mut dice),
            households: random_households(&coverage, &mut dice),
            coverage,
        }
    }

    /// The same records in another order.
    pub fn shuffled(&self, seed: u64) -> Self {
        let (mut dice, mut other) = (ChaCha8Rng::seed_from_u64(seed), self.clone());
        other.carers.shuffle(&mut dice);
        other.children.shuffle(&mut dice);
        other.households.shuffle(&mut dice);
        other
    }

    pub fn measured(&self) -> Vec<MeasuredChild> {
        let children: Vec<_> = self.children.iter().map(|(child, ..)| child.clone()).collect();
        let homes: Vec<_> = self.children.iter().map(|(_, home, _)| *home).collect();
        let placements: Vec<_> = self.children.iter().map(|(.., placement)| *placement).collect();
        let placed_in: Vec<_> = placements.iter().map(|&at| PlacedIn::by_ward(at, &self.coverage)).collect();
        measure_children(&children, &homes, &placements, &placed_in, &self.coverage, &self.bordering, &self.settings)
    }

    /// Calls `then` with the study as the summaries take it.
    pub fn with_inputs<T>(&self, then: impl FnOnce(Inputs) -> T) -> T {
        let (carers, located): (Vec<_>, Vec<_>) = self.carers.iter().cloned().unzip();
        let children = self.measured();
        then(Inputs {
            coverage: &self.coverage,
            settings: &self.settings,
            bordering: &self.bordering,
            carers: Some(LocatedCarers::new(&carers, &located)),
            children: Some(&children),
            population: Some(&self.population),
            households: Some(&self.households),
            codebook: None,
        })
    }
}

fn random_located(dice: &mut ChaCha8Rng) -> Located {
    let ward = WardIx(dice.random_range(0..13));
    match dice.random_range(0..11) {
        0 => Located::NOT_KNOWN,
        1 => Located::OUTSIDE,
        2 => Located::on_border(ward),
        3 => Located::snapped(ward),
        4 => Located::overlap(ward),
        _ => Located::inside(ward),
    }
}

fn random_point(located: Located, dice: &mut ChaCha8Rng) -> Option<GridPoint> {
    let [easting, northing] = [dice.random_range(0.0..90e3), dice.random_range(0.0..90e3)];
    GridPoint::new(easting, northing).filter(|_| located.is_known())
}

fn random_provider(dice: &mut ChaCha8Rng) -> Option<Provider> {
    dice.random_bool(0.9).then(|| Provider::ALL[dice.random_range(0..5)])
}

fn random_carer(dice: &mut ChaCha8Rng) -> (Carer, Located) {
    let located = random_located(dice);
    let carer = Carer {
        point: random_point(located, dice),
        provider: random_provider(dice),
        approved_places: dice.random_bool(0.7).then(|| dice.random_range(0..5)),
        filled_places: dice.random_bool(0.3).then(|| dice.random_range(0..4)),
        vacant_places: dice.random_bool(0.4).then(|| dice.random_range(0..3)),
        not_available_places: dice.random_bool(0.2).then(|| dice.random_range(0..2)),
        segment: ["A", "B", "C", "D", "U", ""].choose(dice).filter(|_| dice.random_bool(0.9)).map(|&text| text.into()),
        ..a_carer()
    };
    (carer, located)
}

fn random_child(dice: &mut ChaCha8Rng) -> (Child, Located, Located) {
    let (home, placement) = (random_located(dice), random_located(dice));
    let types: Vec<_> = PlacementType::words().collect();
    let responsible = if dice.random_bool(0.1) { "E10000999" } else { AUTHORITIES[dice.random_range(0..6)] };
    let child = Child {
        home: random_point(home, dice),
        placement: random_point(placement, dice),
        placement_type: types
            .choose(dice)
            .filter(|_| dice.random_bool(0.9))
            .and_then(|word| PlacementType::parse(word)),
        provider: random_provider(dice),
        responsible_authority: dice.random_bool(0.8).then(|| code(responsible)),
        age: dice.random_bool(0.9).then(|| dice.random_range(0..18)),
        is_uasc: [None, Some(true), Some(false), Some(false)][dice.random_range(0..4)],
        ..a_child()
    };
    (child, home, placement)
}

/// Each ward but one in eight has a population; one in ten of those is zero.
fn random_population(coverage: &Coverage, dice: &mut ChaCha8Rng) -> BTreeMap<GssCode, u64> {
    let mut population = BTreeMap::new();
    for ward in &coverage.wards {
        if dice.random_bool(0.875) {
            population.insert(ward.code, if dice.random_bool(0.1) { 0 } else { dice.random_range(100..5_000) });
        }
    }
    population
}

/// Segment D has no households anywhere; one row is of a ward that is in no coverage, one has no segment.
fn random_households(coverage: &Coverage, dice: &mut ChaCha8Rng) -> Vec<HouseholdBase> {
    let mut base = Vec::new();
    for ward in &coverage.wards {
        for segment in SEGMENTS {
            let households = if segment == "D" { 0 } else { dice.random_range(0..900) };
            if dice.random_bool(0.9) {
                base.push(HouseholdBase { ward: ward.code, segment: segment.into(), households });
            }
        }
    }
    base.push(HouseholdBase { ward: code("E05999999"), segment: "A".into(), households: 77 });
    base.push(HouseholdBase { ward: coverage.wards[0].code, segment: "".into(), households: 33 });
    base
}

//! The children: 1,928 of the city by the quota, and 984 of other authorities who are placed in the city.

use super::details::{Details, PlacedWith};
use super::dice::Dice;
use super::elsewhere::far_beyond;
use super::fostering::Carer;
use super::households::Households;
use super::land::{Land, Place, Point};
use super::placing::{Wards, is_near, pull_of_home, spot_in, ssda903_miles};
use super::plan::CITY;
use super::quota::{CELLS, Cell, FROM_ELSEWHERE, FROM_OWN_REGION, Kind, QUOTAS, asylum_seeking};
use super::sites::{Site, Sites};

/// A child looked after at the snapshot.
pub struct Child {
    pub home: Option<Point>,
    pub placement: Option<Point>,
    pub responsible_authority: &'static str,
    pub details: Details,
}

/// Spots to choose a placement from: the more, the more the pull of home tells.
const CHOICES: usize = 14;
/// Throws before another home is tried.
const THROWS: usize = 2_000;

/// Every child, the city's first, each of the two lots in no order that means anything.
pub fn make_children(land: &Land, people: &Households, sites: &Sites, carers: &mut [Carer], seed: u64) -> Vec<Child> {
    let mut maker = Maker::new(land, people, sites, carers, seed);
    let mut own = maker.own();
    let mut others = maker.others();
    maker.dice.shuffle(&mut own);
    maker.dice.shuffle(&mut others);
    own.append(&mut others);
    own
}

struct Maker<'a> {
    land: &'a Land,
    sites: &'a Sites,
    carers: &'a mut [Carer],
    dice: Dice,
    /// Where the city's children come from: the poorer the ward, the more.
    homes: Wards,
    city_wards: Vec<usize>,
    /// Where there are spare rooms, in the city, about it and elsewhere.
    rooms: [Wards; 3],
    own_region: Wards,
    farther: Wards,
    last_home: Option<Point>,
}

/// A spot found, and the carer who lives there, if it is one of the list.
#[derive(Clone, Copy)]
struct Found {
    at: Point,
    carer: Option<usize>,
}

impl<'a> Maker<'a> {
    fn new(land: &'a Land, people: &'a Households, sites: &'a Sites, carers: &'a mut [Carer], seed: u64) -> Self {
        let need = |at: usize| people.under_18[at] as f64 * (0.12 + people.poverty[at] * people.poverty[at]);
        let room = |at: usize| people.by_segment[at][1..4].iter().sum::<u64>() as f64;
        let region = |at: usize| land.district(at).region;
        let home_region = land.districts[0].region;
        let is_neighbour = |at: usize| land.place(at) != Place::City && region(at) == home_region;
        Self {
            land,
            sites,
            carers,
            dice: Dice::new(seed, 800),
            homes: Wards::of(land, Place::City, need),
            city_wards: (0..land.wards.len()).filter(|&at| land.place(at) == Place::City).collect(),
            rooms: [Place::City, Place::Bordering, Place::Elsewhere].map(|place| Wards::of(land, place, room)),
            own_region: Wards::all(land, |at| if is_neighbour(at) { need(at) } else { 0.0 }),
            farther: Wards::all(land, |at| if region(at) == home_region { 0.0 } else { need(at) }),
            last_home: None,
        }
    }

    /// The city's own children, as the quota has them.
    fn own(&mut self) -> Vec<Child> {
        let mut children = Vec::new();
        for (kind, counts) in QUOTAS {
            let mut asylum = asylum_seeking(kind);
            for (cell, count) in CELLS.into_iter().zip(counts) {
                for _ in 0..count {
                    let is_uasc = !cell.is_known() && asylum > 0;
                    asylum -= usize::from(is_uasc);
                    children.push(self.own_child(kind, cell, is_uasc));
                }
            }
        }
        children
    }

    fn own_child(&mut self, kind: Kind, cell: Cell, is_uasc: bool) -> Child {
        loop {
            let home = self.home();
            let Some(found) = self.placement(kind, cell, home) else { continue };
            // A UASC's distance is not known even where a home is recorded; a few are.
            let keeps_home = cell.is_known() || (is_uasc && self.dice.chance(0.1));
            self.last_home = Some(home);
            let details = Details::make(kind, is_uasc, self.settle(found), &mut self.dice);
            return Child {
                home: keeps_home.then_some(home),
                placement: (cell != Cell::Confidential).then_some(found.at),
                responsible_authority: CITY,
                details,
            };
        }
    }

    /// Children of other authorities, placed in the city.
    fn others(&mut self) -> Vec<Child> {
        let mut children = Vec::new();
        let mut kinds: Vec<Kind> = FROM_ELSEWHERE.iter().flat_map(|&(kind, count)| vec![kind; count]).collect();
        self.dice.shuffle(&mut kinds);
        for (number, kind) in kinds.into_iter().enumerate() {
            let from = if number < FROM_OWN_REGION { &self.own_region } else { &self.farther };
            let ward = from.pick(&mut self.dice);
            let home = spot_in(&self.land.wards[ward], &mut self.dice);
            let is_uasc = matches!(kind, Kind::Supported | Kind::Foster) && self.dice.chance(0.025);
            let found = self.placement_in_city(kind, home);
            let details = Details::make(kind, is_uasc, self.settle(found), &mut self.dice);
            // Councils often do not know where a child whom another authority placed comes from.
            let is_home_known = !is_uasc && self.dice.chance(0.92);
            children.push(Child {
                home: is_home_known.then_some(home),
                placement: Some(found.at),
                responsible_authority: self.land.authority(ward),
                details,
            });
        }
        children
    }

    /// A home in the city; brothers and sisters share one.
    fn home(&mut self) -> Point {
        match self.last_home {
            Some(home) if self.dice.chance(0.3) => home,
            _ => spot_in(&self.land.wards[self.homes.pick(&mut self.dice)], &mut self.dice),
        }
    }

    /// A placement of this kind in this cell, or `None` when this home has none.
    fn placement(&mut self, kind: Kind, cell: Cell, home: Point) -> Option<Found> {
        let fits = |land: &Land, at: Point, ward: usize| {
            let (place, is_far) = match cell {
                Cell::InsideNear | Cell::InsideNotKnown | Cell::Confidential => (Place::City, Some(false)),
                Cell::BorderingNear => (Place::Bordering, Some(false)),
                Cell::ElsewhereNear => (Place::Elsewhere, Some(false)),
                Cell::BorderingFar => (Place::Bordering, Some(true)),
                Cell::ElsewhereFar | Cell::BeyondFar => (Place::Elsewhere, Some(true)),
                Cell::BorderingNotKnown => (Place::Bordering, None),
                Cell::ElsewhereNotKnown => (Place::Elsewhere, None),
            };
            land.place(ward) == place && is_far.is_none_or(|is_far| is_near(home, at) != is_far)
        };
        if cell == Cell::BeyondFar {
            return Some(Found { at: far_beyond(&mut self.dice), carer: None });
        }
        if kind == Kind::Parents && cell == Cell::InsideNear && self.dice.chance(0.36) {
            return Some(Found { at: home, carer: None });
        }
        self.listed(kind, home, &fits).or_else(|| self.spot(kind, cell, home, &fits))
    }

    fn placement_in_city(&mut self, kind: Kind, home: Point) -> Found {
        let fits = |land: &Land, _: Point, ward: usize| land.place(ward) == Place::City;
        let is_agency = |carer: &Carer| !carer.is_in_house;
        if kind == Kind::Foster && self.dice.chance(0.35) {
            if let Some(found) = self.with_carer(home, &fits, is_agency) {
                return found;
            }
        } else if let Some(found) = self.at_site(kind, home, &fits) {
            return found;
        }
        let ward = self.rooms[0].pick(&mut self.dice);
        Found { at: spot_in(&self.land.wards[ward], &mut self.dice), carer: None }
    }

    /// With a carer of the list or at a site, where the kind has either.
    fn listed(&mut self, kind: Kind, home: Point, fits: &impl Fn(&Land, Point, usize) -> bool) -> Option<Found> {
        match kind {
            Kind::Foster if self.dice.chance(0.9) => self.with_carer(home, fits, |_| true),
            _ => self.at_site(kind, home, fits),
        }
    }

    fn with_carer(
        &mut self,
        home: Point,
        fits: &impl Fn(&Land, Point, usize) -> bool,
        who: impl Fn(&Carer) -> bool,
    ) -> Option<Found> {
        let weight = |carer: &Carer| match carer.free() > 0 && who(carer) && fits(self.land, carer.at, carer.ward) {
            true => pull_of_home(ssda903_miles(home, carer.at), half_miles(Kind::Foster)),
            false => 0.0,
        };
        let weights: Vec<f64> = self.carers.iter().map(weight).collect();
        if weights.iter().all(|&weight| weight == 0.0) {
            return None;
        }
        let carer = self.dice.weighted(&weights);
        Some(Found { at: self.carers[carer].at, carer: Some(carer) })
    }

    fn at_site(&mut self, kind: Kind, home: Point, fits: &impl Fn(&Land, Point, usize) -> bool) -> Option<Found> {
        let sites = match kind {
            Kind::Home => &self.sites.homes,
            Kind::Supported => &self.sites.supported,
            Kind::Secure | Kind::OtherResidential | Kind::School => &self.sites.special,
            _ => return None,
        };
        let fitting: Vec<&Site> = sites.iter().filter(|site| fits(self.land, site.at, site.ward)).collect();
        let pull = |site: &&Site| pull_of_home(ssda903_miles(home, site.at), half_miles(kind));
        let weights: Vec<f64> = fitting.iter().map(pull).collect();
        let at = fitting.get(self.dice.weighted(&weights))?.at;
        Some(Found { at, carer: None })
    }

    /// At an address of its own: several are thrown, and the pull of home decides.
    fn spot(
        &mut self,
        kind: Kind,
        cell: Cell,
        home: Point,
        fits: &impl Fn(&Land, Point, usize) -> bool,
    ) -> Option<Found> {
        let is_inside = matches!(cell, Cell::InsideNear | Cell::InsideNotKnown);
        let is_close_by = is_inside && matches!(kind, Kind::Kin | Kind::Parents);
        let mut spots = Vec::new();
        for _ in 0..THROWS {
            let thrown = if is_close_by { self.close_by(kind, home) } else { Some(self.somewhere(cell)) };
            spots.extend(thrown.filter(|&(at, ward)| fits(self.land, at, ward)).map(|(at, _)| at));
            if spots.len() == CHOICES {
                break;
            }
        }
        let pull = |&at: &Point| pull_of_home(ssda903_miles(home, at), half_miles(kind));
        let weights: Vec<f64> = spots.iter().map(pull).collect();
        let at = *spots.get(self.dice.weighted(&weights))?;
        Some(Found { at, carer: None })
    }

    fn somewhere(&mut self, cell: Cell) -> (Point, usize) {
        let rooms = match cell {
            Cell::InsideNear | Cell::InsideNotKnown | Cell::Confidential => &self.rooms[0],
            Cell::BorderingNear | Cell::BorderingFar | Cell::BorderingNotKnown => &self.rooms[1],
            _ => &self.rooms[2],
        };
        let ward = rooms.pick(&mut self.dice);
        (spot_in(&self.land.wards[ward], &mut self.dice), ward)
    }

    /// A spot of the city in the streets about a home.
    fn close_by(&mut self, kind: Kind, home: Point) -> Option<(Point, usize)> {
        let reach = if kind == Kind::Parents { 2_500.0 } else { 9_000.0 };
        let at = home.map(|metres| (metres + self.dice.between(-reach, reach)).round());
        let ward = *self.city_wards.iter().find(|&&ward| self.land.wards[ward].holds(at))?;
        Some((at, ward))
    }

    /// Takes up the carer's place, and tells who provides it.
    fn settle(&mut self, found: Found) -> PlacedWith {
        let Some(carer) = found.carer else { return PlacedWith::NotListed };
        self.carers[carer].filled += 1;
        if self.carers[carer].is_in_house { PlacedWith::InHouse } else { PlacedWith::Agency }
    }
}

/// At how many miles from home a placement is half as likely, so that the medians are near those DfE published for 2015
/// (foster 5.5 miles, adoption 16.5, parents 0.6, children's homes 17.8, supported 4.0).
fn half_miles(kind: Kind) -> f64 {
    match kind {
        Kind::Parents => 0.5,
        Kind::Kin => 2.5,
        Kind::Foster => 7.0,
        Kind::Supported => 3.0,
        Kind::Community => 4.0,
        _ => 25.0,
    }
}

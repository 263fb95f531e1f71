//! Children with a home and a placement, by chance and the pull of home: simpler than the council's own, which follow quotas.

use super::super::details::{Details, PlacedWith};
use super::super::dice::Dice;
use super::super::elsewhere::far_beyond;
use super::super::households::Households;
use super::super::land::{Land, Point};
use super::super::placing::{Wards, pull_of_home, spot_in};
use super::super::quota::Kind;
use super::Spot;
use super::expected::miles;

/// A child looked after. What is `None` is not written.
pub struct Child {
    pub responsible_authority: &'static str,
    pub home: Option<Spot>,
    pub placement: Option<Spot>,
    pub details: Details,
}

/// Where spots come from: anywhere in a ward, or the postcodes of a directory.
pub trait Spots {
    /// One in this ward of the land.
    fn in_ward(&self, ward: usize, dice: &mut Dice) -> Spot;
    /// One beyond the land; `None` when there is none.
    fn beyond(&self, dice: &mut Dice) -> Option<Spot>;
}

/// Spots of the grid; beyond the land in the open country of real Great Britain, or nowhere.
pub struct OnTheGrid<'a> {
    pub land: &'a Land,
    pub goes_beyond: bool,
}

impl Spots for OnTheGrid<'_> {
    fn in_ward(&self, ward: usize, dice: &mut Dice) -> Spot {
        Spot { at: spot_in(&self.land.wards[ward], dice), ward: Some(ward), postcode: None }
    }

    fn beyond(&self, dice: &mut Dice) -> Option<Spot> {
        let spot = |at: Point| Spot { at, ward: None, postcode: None };
        self.goes_beyond.then(|| spot(far_beyond(dice)))
    }
}

/// Makes the children of one study.
pub struct Children<'a> {
    pub land: &'a Land,
    pub people: &'a Households,
    pub spots: &'a dyn Spots,
    /// Whose each ward of the land is in this study; `None` where it has no such ward.
    pub authorities: &'a [Option<&'static str>],
    /// The share of placements inside the boundary.
    pub inside: f64,
    pub dice: Dice,
}

/// Kinds of placement and their shares.
const KINDS: [(Kind, f64); 10] = [
    (Kind::Kin, 0.15),
    (Kind::Foster, 0.58),
    (Kind::Home, 0.11),
    (Kind::Supported, 0.06),
    (Kind::Adoption, 0.03),
    (Kind::Parents, 0.045),
    (Kind::Secure, 0.004),
    (Kind::OtherResidential, 0.01),
    (Kind::School, 0.004),
    (Kind::Other, 0.007),
];
/// Shares of children whose home, or whose placement, is not known, and who are placed beyond the land.
const HOME_NOT_KNOWN: f64 = 0.02;
const PLACEMENT_NOT_KNOWN: f64 = 0.01;
const BEYOND: f64 = 0.015;
/// Of those who can be: unaccompanied asylum-seeking. A few of them have a home recorded all the same.
const UASC: f64 = 0.06;
const UASC_WITH_HOME: f64 = 0.15;
/// Spots to choose a placement from: the more, the more the pull of home tells.
const CHOICES: usize = 9;

impl Children<'_> {
    /// So many children of an authority.
    pub fn of(&mut self, authority: &'static str, count: usize) -> Vec<Child> {
        let need =
            |at: usize| self.people.under_18[at] as f64 * (0.12 + self.people.poverty[at] * self.people.poverty[at]);
        let here = |at: usize| self.authorities[at] == Some(authority);
        let homes = Wards::all(self.land, |at| if here(at) { need(at) } else { 0.0 });
        let elsewhere = |at: usize| self.authorities[at].is_some_and(|other| other != authority);
        let room = |at: usize| self.people.under_18[at] as f64;
        let inside = Wards::all(self.land, |at| if here(at) { room(at) } else { 0.0 });
        let outside = Wards::all(self.land, |at| if elsewhere(at) { room(at) } else { 0.0 });
        (0..count).map(|_| self.child(authority, &homes, [&inside, &outside])).collect()
    }

    fn child(&mut self, authority: &'static str, homes: &Wards, rooms: [&Wards; 2]) -> Child {
        let kind = self.dice.pick(&KINDS);
        let is_uasc = matches!(kind, Kind::Foster | Kind::Supported) && self.dice.chance(UASC);
        let home = self.spots.in_ward(homes.pick(&mut self.dice), &mut self.dice);
        let placement = self.placement(kind, home, rooms);
        let with =
            self.dice.pick(&[(PlacedWith::InHouse, 0.45), (PlacedWith::Agency, 0.4), (PlacedWith::NotListed, 0.15)]);
        let with = if kind == Kind::Foster { with } else { PlacedWith::NotListed };
        let details = Details::make(kind, is_uasc, with, &mut self.dice);
        let is_home_known = if is_uasc { self.dice.chance(UASC_WITH_HOME) } else { !self.dice.chance(HOME_NOT_KNOWN) };
        let is_placement_known = !self.dice.chance(PLACEMENT_NOT_KNOWN);
        Child {
            responsible_authority: authority,
            home: is_home_known.then_some(home),
            placement: is_placement_known.then_some(placement),
            details,
        }
    }

    fn placement(&mut self, kind: Kind, home: Spot, [inside, outside]: [&Wards; 2]) -> Spot {
        if kind == Kind::Parents && self.dice.chance(0.4) {
            return home;
        }
        if kind != Kind::Parents
            && self.dice.chance(BEYOND)
            && let Some(spot) = self.spots.beyond(&mut self.dice)
        {
            return spot;
        }
        let wards = if self.dice.chance(self.inside) { inside } else { outside };
        let mut spots = Vec::new();
        while spots.len() < CHOICES {
            let spot = self.spots.in_ward(wards.pick(&mut self.dice), &mut self.dice);
            // Only a parent lives where home is (validator rule 392d).
            spots.extend((spot.at != home.at).then_some(spot));
        }
        let pull = |spot: &Spot| pull_of_home(miles(home.at, spot.at), half_miles(kind));
        let weights: Vec<f64> = spots.iter().map(pull).collect();
        spots[self.dice.weighted(&weights)]
    }
}

/// At how many miles from home a placement is half as likely.
fn half_miles(kind: Kind) -> f64 {
    match kind {
        Kind::Kin | Kind::Parents => 3.0,
        Kind::Foster | Kind::Supported => 7.0,
        _ => 25.0,
    }
}

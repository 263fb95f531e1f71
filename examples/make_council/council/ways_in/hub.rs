//! `examples/hub`: the children and carers of five authorities in one file each, three of them a recruitment hub.

use super::super::dice::Dice;
use super::super::households::Households;
use super::super::land::Land;
use super::child::{Children, OnTheGrid};
use super::expected::{Expected, categories};
use super::{File, carers, grid_tables, own_authorities};

/// Whose children, and how many of them.
const AUTHORITIES: [(&str, usize); 5] =
    [("E08999001", 240), ("E08999002", 70), ("E08999003", 80), ("E08999004", 60), ("E10999001", 90)];
/// The first so many are the hub; its study file says so too.
const HUB: usize = 3;
const CARERS: usize = 260;

/// Its files.
pub fn files(land: &Land, people: &Households, seed: u64) -> Vec<File> {
    let spots = OnTheGrid { land, goes_beyond: true };
    let authorities = own_authorities(land);
    let dice = Dice::new(seed, 1_000);
    let mut maker = Children { land, people, spots: &spots, authorities: &authorities, inside: 0.6, dice };
    let mut children: Vec<_> = AUTHORITIES.iter().flat_map(|&(code, count)| maker.of(code, count)).collect();
    maker.dice.shuffle(&mut children);
    let is_theirs = |at: usize| AUTHORITIES.iter().any(|&(code, _)| authorities[at] == Some(code));
    let carers = carers::make((land, people), &spots, is_theirs, |_| 1.0, CARERS, &mut maker.dice);
    let hub: Vec<&str> = AUTHORITIES[..HUB].iter().map(|&(code, _)| code).collect();
    let mut expected = Expected::new(&children, &carers, &authorities);
    expected.section("children_by_authority", AUTHORITIES);
    let of_hub = children.iter().filter(|child| hub.contains(&child.responsible_authority));
    expected.section("categories_of_hub", categories(of_hub, &authorities));
    let lives_there = |carer: &&carers::Carer| carer.spot.ward.is_some_and(|ward| hub.contains(&land.authority(ward)));
    expected.section("hub", [("carers", carers.iter().filter(lives_there).count())]);
    vec![
        ("examples/hub/children.csv".to_owned(), grid_tables::children(&children, true)),
        ("examples/hub/carers.csv".to_owned(), grid_tables::carers(&carers)),
        expected.into_file("hub"),
    ]
}

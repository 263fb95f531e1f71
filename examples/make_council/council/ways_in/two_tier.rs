//! `examples/two_tier_county`: a shire county over five districts. The wards say their district only; a lookup says the county,
//! and so does a boundary file of counties and unitaries.

use super::super::dice::Dice;
use super::super::households::Households;
use super::super::land::Land;
use super::super::plan::Named;
use super::super::tables::table;
use super::child::{Child, Children, OnTheGrid};
use super::expected::Expected;
use super::{File, carers, dissolve, grid_tables, own_authorities};

const COUNTY: &str = "E10999001";
const CHILDREN: usize = 320;
const CARERS: usize = 150;

/// Its files.
pub fn files(land: &Land, people: &Households, seed: u64) -> Vec<File> {
    let spots = OnTheGrid { land, goes_beyond: true };
    let authorities = own_authorities(land);
    let dice = Dice::new(seed, 1_100);
    let mut maker = Children { land, people, spots: &spots, authorities: &authorities, inside: 0.68, dice };
    let children = maker.of(COUNTY, CHILDREN);
    let is_theirs = |at: usize| authorities[at] == Some(COUNTY);
    let carers = carers::make((land, people), &spots, is_theirs, |_| 1.0, CARERS, &mut maker.dice);
    let mut expected = Expected::new(&children, &carers, &authorities);
    let moved = children.iter().filter(|child| is_in_another_district(land, child)).count();
    expected.section("two_tiers", [("inside_county_in_another_district", moved)]);
    vec![
        ("examples/two_tier_county/children.csv".to_owned(), grid_tables::children(&children, false)),
        ("examples/two_tier_county/carers.csv".to_owned(), grid_tables::carers(&carers)),
        ("examples/two_tier_county/district_to_county.csv".to_owned(), district_lookup(land)),
        ("examples/two_tier_county/counties_and_unitaries.geojson".to_owned(), dissolve::authorities_geojson(land)),
        expected.into_file("two_tier_county"),
    ]
}

/// Placed inside the county, and in another district than home: outside, if the districts were asked.
fn is_in_another_district(land: &Land, child: &Child) -> bool {
    let ward = |spot: Option<super::Spot>| spot.and_then(|spot| spot.ward);
    let (Some(home), Some(placement)) = (ward(child.home), ward(child.placement)) else { return false };
    land.authority(placement) == COUNTY && land.wards[home].district != land.wards[placement].district
}

/// District to county to region to nation; blank where there is no such area.
fn district_lookup(land: &Land) -> Vec<u8> {
    let row = |district: &super::super::plan::District| {
        let areas: [Named; 4] = [
            (district.code, district.name),
            district.county.unwrap_or_default(),
            district.region.unwrap_or_default(),
            district.nation,
        ];
        areas.iter().flat_map(|area| [area.0.to_owned(), area.1.to_owned()]).collect()
    };
    table("LAD26CD,LAD26NM,CTY26CD,CTY26NM,RGN26CD,RGN26NM,CTRY26CD,CTRY26NM", land.districts.iter().map(row))
}

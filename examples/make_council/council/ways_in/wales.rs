//! `examples/wales`: a Welsh authority with another beside it, one in England and one in Scotland, cut out of the same land under
//! other codes. The wards have two names, with letters that neither Latin-1 nor Windows-1252 has.

use super::super::dice::Dice;
use super::super::households::Households;
use super::super::land::Land;
use super::super::plan::Named;
use super::super::shapefile_set::{self, WardRecord};
use super::super::tables::table;
use super::child::{Child, Children, OnTheGrid};
use super::expected::Expected;
use super::{File, carers, grid_tables};

/// The study's authority.
const PENMOR: &str = "W06999001";
const CHILDREN: usize = 260;
const CARERS: usize = 110;

/// What a district of the land is called here.
struct Part {
    /// The district's code in the land.
    district: &'static str,
    authority: Named,
    region: Named,
    nation: Named,
    /// What its wards' codes begin with, up to three digits that count them; `None` keeps their own.
    ward_series: Option<&'static str>,
}

const NO_REGION: Named = ("", "");
const WALES: Named = ("W92999001", "Seamark");
const PARTS: [Part; 4] = [
    Part { district: PENMOR, authority: (PENMOR, "Penmôr"), region: NO_REGION, nation: WALES, ward_series: None },
    Part {
        district: "E08999002",
        authority: ("W06999002", "Glan-yr-ŵyl"),
        region: NO_REGION,
        nation: WALES,
        ward_series: Some("W059991"),
    },
    Part {
        district: "E08999003",
        authority: ("E08999003", "Hallowick"),
        region: ("E12999001", "Mid Dogger"),
        nation: ("E92999001", "Doggerland"),
        ward_series: None,
    },
    Part {
        district: "E07999002",
        authority: ("S12999001", "Skerrymore"),
        region: NO_REGION,
        nation: ("S92999001", "Skerryland"),
        ward_series: Some("S139990"),
    },
];

/// Wards of the second Welsh authority, as many as its district has.
const WELSH: [(&str, &str); 18] = [
    ("Aberhelyg", "Aberhelyg"),
    ("Bryngwêl", "Bryngwêl"),
    ("Church Street", "Stryd yr Eglwys"),
    ("Dŵr-y-felin", "Dŵr-y-felin"),
    ("Glan-y-môr", "Glan-y-môr"),
    ("Hafod Wen", "Hafod Wen"),
    ("High Moor", "Y Rhos Uchaf"),
    ("Llanwêr", "Llanwêr"),
    ("Llyn Gŵydd", "Llyn Gŵydd"),
    ("Market", "Y Farchnad"),
    ("New Bridge", "Y Bont Newydd"),
    ("Old Town", "Yr Hen Dref"),
    ("Pentre Tŷ Gwyn", "Pentre Tŷ Gwyn"),
    ("Station", "Yr Orsaf"),
    ("Tir Pêr", "Tir Pêr"),
    ("Trehelyg", "Trehelyg"),
    ("Upper Vale", "Cwm Uchaf"),
    ("Ynys Fechan", "Ynys Fechan"),
];

/// Its files.
pub fn files(land: &Land, people: &Households, seed: u64) -> Vec<File> {
    let spots = OnTheGrid { land, goes_beyond: false };
    let authorities: Vec<_> = (0..land.wards.len()).map(|ward| part(land, ward).map(|part| part.authority.0)).collect();
    let dice = Dice::new(seed, 1_200);
    let mut maker = Children { land, people, spots: &spots, authorities: &authorities, inside: 0.64, dice };
    let children = maker.of(PENMOR, CHILDREN);
    let is_theirs = |at: usize| authorities[at] == Some(PENMOR);
    let carers = carers::make((land, people), &spots, is_theirs, |_| 1.0, CARERS, &mut maker.dice);
    let mut expected = Expected::new(&children, &carers, &authorities);
    expected.section("welsh_split", welsh_split(land, children.iter()));
    let fostered = children.iter().filter(|child| child.details.placement_type.starts_with('U'));
    expected.section("welsh_split_foster_placements", welsh_split(land, fostered));
    let records = records(land);
    let mut files = shapefile_set::files("examples/wales/wards", &records);
    files.extend([
        ("examples/wales/ward_lookup.csv".to_owned(), lookup(&records)),
        ("examples/wales/children.csv".to_owned(), grid_tables::children(&children, false)),
        ("examples/wales/carers.csv".to_owned(), grid_tables::carers(&carers)),
        expected.into_file("wales"),
    ]);
    files
}

fn part(land: &Land, ward: usize) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.district == land.district(ward).code)
}

/// The wards of the parts, each part's counted from 1, in order of code.
fn records(land: &Land) -> Vec<WardRecord<'_>> {
    let mut records = Vec::new();
    for part in &PARTS {
        let wards = (0..land.wards.len()).filter(|&ward| land.district(ward).code == part.district);
        for (number, ward) in wards.map(|ward| &land.wards[ward]).enumerate() {
            let is_renamed = part.authority.0.starts_with('W') && part.ward_series.is_some();
            let names = if is_renamed { WELSH[number] } else { (&*ward.name.english, &*ward.name.welsh) };
            let code = part.ward_series.map_or(ward.code.clone(), |series| format!("{series}{:02}", number + 1));
            let (english, welsh) = names;
            records.push(WardRecord { ward, code, english, welsh, district: part.authority });
        }
    }
    records.sort_by(|a, b| a.code.cmp(&b.code));
    records
}

/// Ward to authority to region to nation.
fn lookup(records: &[WardRecord<'_>]) -> Vec<u8> {
    let row = |record: &WardRecord<'_>| {
        let part = PARTS.iter().find(|part| part.authority == record.district).expect("every ward is of a part");
        let areas = [part.authority, part.region, part.nation];
        let mut row = vec![record.code.clone(), record.english.to_owned()];
        row.extend(areas.iter().flat_map(|area| [area.0.to_owned(), area.1.to_owned()]));
        row
    };
    table("WD26CD,WD26NM,LAD26CD,LAD26NM,RGN26CD,RGN26NM,CTRY26CD,CTRY26NM", records.iter().map(row))
}

/// Where the children are placed, as Wales counts them.
fn welsh_split<'a>(land: &Land, children: impl Iterator<Item = &'a Child>) -> [(&'static str, usize); 5] {
    let names = ["inside", "elsewhere_in_wales", "england", "elsewhere", "not_known"];
    let mut counts = names.map(|name| (name, 0));
    for child in children {
        let part = child.placement.and_then(|spot| spot.ward).and_then(|ward| part(land, ward));
        let at = match part {
            None => 4,
            Some(part) if part.authority.0 == PENMOR => 0,
            Some(part) => match part.nation.0.as_bytes()[0] {
                b'W' => 1,
                b'E' => 2,
                _ => 3,
            },
        };
        counts[at].1 += 1;
    }
    counts
}

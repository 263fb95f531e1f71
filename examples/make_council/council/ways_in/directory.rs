//! The made-up postcodes: some in each ward, with all that is awkward about real ones. They are in postcode areas that begin with Q,
//! and Royal Mail has allotted none of those.

use std::collections::BTreeMap;

use super::super::dice::Dice;
use super::super::land::{Land, Place, Point};
use super::super::placing::spot_in;
use super::super::plan::District;
use super::super::seeds::metres;
use super::Spot;
use super::child::Spots;
use super::output_areas::{IN_A_WARD, OutputAreas};

/// What a postcode is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// In a ward of the land.
    Land,
    /// As those of Northern Ireland: on the Irish Grid.
    NorthernIreland,
    /// As those of the Channel Islands: without a grid reference.
    Islands,
    /// In a ward by its codes, and without a grid reference.
    Unplaced,
}

/// A postcode.
pub struct Entry {
    /// With one blank: `QD3 2AB`.
    pub postcode: String,
    pub kind: Kind,
    /// Metres on the grid that the kind is on; `None` when there is no grid reference.
    pub at: Option<Point>,
    /// The land's ward that holds it.
    pub ward: Option<usize>,
    /// The ward that the directory says, now and then a neighbour.
    pub listed_ward: Option<usize>,
    /// Position of its output area.
    pub output_area: Option<usize>,
    /// ONS's code of positional quality, 1 to 9.
    pub quality: u8,
    /// Year and month of its end, where it is out of use.
    pub ended: Option<u32>,
    /// Year and month of its beginning.
    pub begun: u32,
}

/// All postcodes.
pub struct Directory {
    pub entries: Vec<Entry>,
    by_ward: Vec<Vec<usize>>,
    northern_ireland: Vec<usize>,
    /// Those that give no point.
    pointless: Vec<usize>,
}

/// Postcodes in a ward of the city, and in another.
const IN_A_WARD_OF_THE_CITY: usize = 6;
const IN_ANOTHER_WARD: usize = 3;
/// Postcodes of the other kinds.
const OTHERS: [(Kind, &str, usize); 3] =
    [(Kind::NorthernIreland, "QN", 12), (Kind::Islands, "QJ", 8), (Kind::Unplaced, "QD", 6)];
/// Share of postcodes that are out of use, and of those whose listed ward is not the polygon's.
const ENDED: f64 = 0.03;
const LISTED_ELSEWHERE: f64 = 0.03;
/// Codes of positional quality and their shares.
const QUALITIES: [(u8, f64); 5] = [(1, 0.88), (3, 0.05), (4, 0.04), (5, 0.015), (6, 0.015)];
/// West, south, east, north on the Irish Grid: the north-east of Ireland.
const IRISH_BOX: [f64; 4] = [290e3, 350e3, 345e3, 390e3];
/// About what must be added to get from the Irish Grid to the National Grid there: right to some kilometres, enough to know how
/// many hundred miles it is.
const IRISH_TO_NATIONAL: Point = [-187e3, 155e3];

impl Directory {
    pub fn make(land: &Land, areas: &OutputAreas, seed: u64) -> Self {
        let mut dice = Dice::new(seed, 910);
        let mut numbers = Numbers::default();
        let mut entries = Vec::new();
        for ward in 0..land.wards.len() {
            let count = if land.place(ward) == Place::City { IN_A_WARD_OF_THE_CITY } else { IN_ANOTHER_WARD };
            for number in 0..count {
                let postcode = numbers.next(area(land.district(ward)));
                let output_area = ward * IN_A_WARD + number % IN_A_WARD;
                debug_assert_eq!(areas.0[output_area].ward, ward);
                entries.push(entry(land, ward, output_area, postcode, &mut dice));
            }
        }
        for (kind, area, count) in OTHERS {
            entries.extend((0..count).map(|_| other(kind, numbers.next(area), &mut dice)));
        }
        // As shipped: in order of the padded form.
        entries.sort_by_key(|entry| padded(&entry.postcode, 7));
        Self::indexed(entries, land.wards.len())
    }

    fn indexed(entries: Vec<Entry>, wards: usize) -> Self {
        let of =
            |keep: &dyn Fn(&Entry) -> bool| (0..entries.len()).filter(|&at| keep(&entries[at])).collect::<Vec<_>>();
        let by_ward = (0..wards).map(|ward| of(&|entry| entry.ward == Some(ward))).collect();
        let northern_ireland = of(&|entry| entry.kind == Kind::NorthernIreland);
        let pointless = of(&|entry| entry.at.is_none());
        Self { by_ward, northern_ireland, pointless, entries }
    }

    /// A postcode that the directory has and that gives no point.
    pub fn pointless(&self, dice: &mut Dice) -> &str {
        &self.entries[self.pointless[dice.below(self.pointless.len())]].postcode
    }

    /// The postcode of a spot, in its usual form; blank when there is no spot.
    pub fn postcode(&self, spot: Option<Spot>) -> String {
        let at = spot.and_then(|spot| spot.postcode);
        at.map_or(String::new(), |at| self.entries[at].postcode.clone())
    }

    fn spot(&self, at: usize) -> Spot {
        let entry = &self.entries[at];
        let point = entry.at.expect("only postcodes with a point are spots");
        let shift = if entry.kind == Kind::NorthernIreland { IRISH_TO_NATIONAL } else { [0.0; 2] };
        Spot { at: [point[0] + shift[0], point[1] + shift[1]], ward: entry.ward, postcode: Some(at) }
    }
}

impl Spots for Directory {
    fn in_ward(&self, ward: usize, dice: &mut Dice) -> Spot {
        let postcodes = &self.by_ward[ward];
        self.spot(postcodes[dice.below(postcodes.len())])
    }

    fn beyond(&self, dice: &mut Dice) -> Option<Spot> {
        Some(self.spot(self.northern_ireland[dice.below(self.northern_ireland.len())]))
    }
}

fn entry(land: &Land, ward: usize, output_area: usize, postcode: String, dice: &mut Dice) -> Entry {
    let ended = dice.chance(ENDED).then(|| 199_001 + 100 * dice.below(36) as u32 + dice.below(12) as u32);
    let quality = match ended {
        // Out of use before positions were matched to addresses (2000).
        Some(month) if month < 200_000 => 8,
        _ => dice.pick(&QUALITIES),
    };
    Entry {
        postcode,
        kind: Kind::Land,
        at: Some(spot_in(&land.wards[ward], dice)),
        ward: Some(ward),
        listed_ward: Some(if dice.chance(LISTED_ELSEWHERE) { neighbour(land, ward) } else { ward }),
        output_area: Some(output_area),
        quality,
        ended,
        begun: 198_001,
    }
}

fn other(kind: Kind, postcode: String, dice: &mut Dice) -> Entry {
    let [west, south, east, north] = IRISH_BOX;
    let at = [dice.between(west, east).round(), dice.between(south, north).round()];
    let at = (kind == Kind::NorthernIreland).then_some(at);
    let ended = (kind == Kind::Unplaced).then_some(199_612);
    let quality = if at.is_some() { 1 } else { 9 };
    // The first ward of the land is one of the city's.
    let listed_ward = (kind == Kind::Unplaced).then_some(0);
    Entry { postcode, kind, at, ward: None, listed_ward, output_area: None, quality, ended, begun: 198_001 }
}

/// The ward whose middle is nearest.
fn neighbour(land: &Land, ward: usize) -> usize {
    let away = |other: &usize| metres(land.wards[*other].middle, land.wards[ward].middle);
    let others = (0..land.wards.len()).filter(|&other| other != ward);
    others.min_by(|a, b| away(a).total_cmp(&away(b))).expect("there is more than one ward")
}

/// The postcode area of an authority.
fn area(district: &District) -> &'static str {
    match district.authority().0 {
        "E08999001" => "QD",
        "E08999002" => "QB",
        "E08999003" => "QF",
        "E08999004" => "QG",
        "E08999005" => "QH",
        "E08999006" => "QK",
        "E10999001" => "QL",
        "E06999001" => "QM",
        "E06999002" => "QP",
        "E06999003" => "QR",
        "E06999004" => "QS",
        "E06999005" => "QT",
        "E06999006" => "QU",
        _ => "QW",
    }
}

/// Gives each area its postcodes one after the other: eight units a sector, five sectors a district.
#[derive(Default)]
struct Numbers(BTreeMap<&'static str, usize>);

impl Numbers {
    fn next(&mut self, area: &'static str) -> String {
        // Inward parts have none of C, I, K, M, O and V.
        const LETTERS: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";
        let number = self.0.entry(area).or_default();
        let (district, sector) = (1 + *number / 40, 1 + *number / 8 % 5);
        let [first, second] = [7 * *number, 3 * *number + 1].map(|at| LETTERS[at % LETTERS.len()] as char);
        *number += 1;
        format!("{area}{district} {sector}{first}{second}")
    }
}

/// The postcode with as many blanks in its middle as make it this long.
pub fn padded(postcode: &str, length: usize) -> String {
    let (outward, inward) = postcode.split_once(' ').expect("there is one blank");
    format!("{outward:<width$}{inward}", width = length - inward.len())
}

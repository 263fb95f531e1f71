//! Names of wards: invented, believable, some with an apostrophe, a comma or an accent so that encodings are put to the test.

use std::collections::BTreeSet;

use super::dice::Dice;
use super::plan::{CITY, District};

/// A ward's names.
#[derive(Clone, Debug, Default)]
pub struct Name {
    pub english: String,
    /// Empty outside the second nation.
    pub welsh: String,
}

/// The enclave: a small town within a country ward.
pub const ENCLAVE: &str = "Ashmere Town";
/// The ward that is nothing but islands.
pub const ISLANDS: (&str, &str) = ("Seal Islands", "Ynysoedd y Morloi");

impl Name {
    /// A name of the first nation.
    pub fn fixed(english: &str) -> Self {
        Self { english: english.to_owned(), welsh: String::new() }
    }

    /// A name in both languages.
    pub fn bilingual((english, welsh): (&str, &str)) -> Self {
        Self { english: english.to_owned(), welsh: welsh.to_owned() }
    }
}

/// Gives each ward a name that no other has.
pub struct Namer {
    dice: Dice,
    taken: BTreeSet<String>,
    awkward: Vec<&'static str>,
    welsh: Vec<(&'static str, &'static str)>,
}

impl Namer {
    pub fn new(seed: u64) -> Self {
        let taken = [ENCLAVE, ISLANDS.0].map(str::to_owned).into();
        Self { dice: Dice::new(seed, 400), taken, awkward: AWKWARD.to_vec(), welsh: WELSH.to_vec() }
    }

    /// The next name for a ward of this district.
    pub fn next(&mut self, district: &District) -> Name {
        if district.is_bilingual() {
            return Name::bilingual(self.welsh.pop().expect("there are as many Welsh names as wards"));
        }
        if district.code == CITY && !self.awkward.is_empty() && self.dice.chance(0.3) {
            return Name::fixed(self.awkward.remove(0));
        }
        loop {
            let name = self.compose(district);
            if self.taken.insert(name.clone()) {
                return Name::fixed(&name);
            }
        }
    }

    fn compose(&mut self, district: &District) -> String {
        let root = ROOTS[self.dice.below(ROOTS.len())];
        let plain = format!("{root}{}", ENDINGS[self.dice.below(ENDINGS.len())]);
        let town = district.name;
        let (before, after) = (BEFORE[self.dice.below(BEFORE.len())], AFTER[self.dice.below(AFTER.len())]);
        match self.dice.weighted(&[60.0, 12.0, 14.0, 6.0, 4.0, 4.0]) {
            0 => plain,
            1 => format!("{before} {plain}"),
            2 => format!("{plain} {after}"),
            3 if district.code != CITY => format!("{town} {}", COMPASS[self.dice.below(COMPASS.len())]),
            4 => {
                format!("{plain} & {}{}", ROOTS[self.dice.below(ROOTS.len())], ENDINGS[self.dice.below(ENDINGS.len())])
            }
            _ => format!("St {}'s", SAINTS[self.dice.below(SAINTS.len())]),
        }
    }
}

/// City wards whose names trip naive readers.
const AWKWARD: [&str; 8] = [
    "Saltholme, St Ann's",
    "Brontë Park",
    "O'Hara's Wharf",
    "Skåne Dock",
    "King's Lode",
    "Café Row and Exchange",
    "Bell, Book & Anchor",
    "Fenêtre Cross",
];

const ROOTS: [&str; 44] = [
    "Brannock", "Caldock", "Dorrel", "Ellis", "Farrow", "Gannet", "Hollin", "Inker", "Jessam", "Kettle", "Larkin",
    "Mallow", "Nether", "Orrin", "Pell", "Quarrel", "Rushmer", "Sallow", "Tarrow", "Ulver", "Vennel", "Wherry", "Yarl",
    "Amber", "Bittern", "Cobble", "Dunnock", "Eider", "Fulmar", "Greylag", "Harrier", "Kelder", "Linnet", "Marram",
    "Osier", "Plover", "Redshank", "Shingle", "Teasel", "Withy", "Whimbrel", "Sedge", "Samphire", "Thrift",
];
const ENDINGS: [&str; 18] = [
    "ley", "ton", "field", "worth", "wick", "by", "holme", "ford", "mere", "combe", "stead", "thorpe", "den", "gate",
    "bury", "hurst", "moor", "well",
];
const BEFORE: [&str; 7] = ["Upper", "Lower", "Great", "Little", "Old", "New", "Long"];
const AFTER: [&str; 12] =
    ["Heath", "Park", "Green", "Cross", "Hill", "End", "Common", "Vale", "Quay", "Bridge", "Mill", "Wood"];
const COMPASS: [&str; 5] = ["North", "South", "East", "West", "Central"];
const SAINTS: [&str; 10] =
    ["Aidan", "Brannoc", "Clement", "Dunstan", "Elfrida", "Fergus", "Helier", "Morwenna", "Osyth", "Piran"];

/// Wards of the second nation: the name in English and in Welsh.
const WELSH: [(&str, &str); 20] = [
    ("Black Rock", "Y Garreg Ddu"),
    ("Caer Ŵydd", "Caer Ŵydd"),
    ("Castle", "Y Castell"),
    ("Cefn Llanw", "Cefn Llanw"),
    ("East Quay", "Cei'r Dwyrain"),
    ("Gorse Hill", "Bryn Eithin"),
    ("Harbour", "Yr Harbwr"),
    ("Lighthouse", "Y Goleudy"),
    ("Llanfôr Isaf", "Llanfôr Isaf"),
    ("Llanfôr Uchaf", "Llanfôr Uchaf"),
    ("Long Sands", "Traeth Hir"),
    ("Mill Street", "Stryd y Felin"),
    ("Penmôr North", "Gogledd Penmôr"),
    ("Penmôr South", "De Penmôr"),
    ("Pont-y-gwynt", "Pont-y-gwynt"),
    ("St Dwynwen's", "Llanddwyn Fach"),
    ("Sŵn-y-môr", "Sŵn-y-môr"),
    ("Tŷ Croes Newydd", "Tŷ Croes Newydd"),
    ("West Quay", "Cei'r Gorllewin"),
    ("White Sands", "Traeth Gwyn"),
];

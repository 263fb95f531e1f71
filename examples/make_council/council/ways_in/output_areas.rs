//! Output areas: two in each ward, each of one class of the Output Area Classification, with its households.

use super::super::dice::Dice;
use super::super::households::{Households, SEGMENTS};
use super::super::land::Land;
use super::super::tables::table;

/// An output area.
pub struct OutputArea {
    pub code: String,
    pub ward: usize,
    /// Position of the made-up segment that most of it is like.
    pub segment: usize,
    /// Its subgroups of 2011 and of 2021.
    pub oac_2011: String,
    pub oac_2021: String,
    pub households: u64,
}

/// All of them, [`IN_A_WARD`] for each ward in the land's order.
pub struct OutputAreas(pub Vec<OutputArea>);

/// How many a ward has.
pub const IN_A_WARD: usize = 2;
/// The group of 2011 and of 2021 that is most like each made-up segment.
const GROUPS: [[&str; 2]; SEGMENTS] =
    [["1A", "1A"], ["6A", "5A"], ["6B", "2A"], ["8B", "6A"], ["2D", "3C"], ["7B", "7A"], ["1C", "2C"], ["2A", "3A"]];

impl OutputAreas {
    pub fn make(land: &Land, people: &Households, seed: u64) -> Self {
        let mut dice = Dice::new(seed, 900);
        let mut areas = Vec::new();
        for (ward, of_ward) in land.wards.iter().enumerate() {
            let by_segment = people.by_segment[ward];
            let share = by_segment.iter().sum::<u64>() / IN_A_WARD as u64;
            for _ in 0..IN_A_WARD {
                let segment = dice.weighted(&by_segment.map(|households| households as f64));
                // Every group has a first and a second subgroup.
                let [oac_2011, oac_2021] = GROUPS[segment].map(|group| format!("{group}{}", 1 + dice.below(2)));
                let code = format!("{}00999{:03}", &of_ward.code[..1], areas.len() + 1);
                areas.push(OutputArea { code, ward, segment, oac_2011, oac_2021, households: share });
            }
        }
        Self(areas)
    }

    /// `households.csv`: the base of the profile, by output area, with the group of 2021.
    pub fn households(&self) -> Vec<u8> {
        let row = |area: &OutputArea| vec![area.code.clone(), area.group().to_owned(), area.households.to_string()];
        table("output_area,segment,households", self.0.iter().map(row))
    }

    /// `output_areas.csv`: which ward each is in, as ONS's best-fit lookups say it.
    pub fn lookup(&self, land: &Land) -> Vec<u8> {
        let row = |area: &OutputArea| {
            let (ward, district) = (&land.wards[area.ward], land.district(area.ward));
            [&area.code, &ward.code, &ward.name.english, district.code, district.name].map(str::to_owned).to_vec()
        };
        table("OA21CD,WD26CD,WD26NM,LAD26CD,LAD26NM", self.0.iter().map(row))
    }
}

impl OutputArea {
    /// The group of 2021.
    pub fn group(&self) -> &str {
        &self.oac_2021[..2]
    }
}

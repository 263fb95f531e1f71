//! The postcode studies worked out again, slowly and plainly, from the committed files: so that the files, `expected.toml` and the
//! library are held against each other two by two.

use std::collections::BTreeMap;

use geo::Point;

use super::files::{CITY, Row, Ward, ward_at, wards};

/// What the made-up directory says.
pub struct Directory {
    rows: BTreeMap<String, Row>,
    wards: Vec<Ward>,
}

/// A point, and the authority of the ward that holds it.
type Located = (Point, Option<String>);

impl Directory {
    pub fn read() -> Self {
        let rows = super::files::rows("examples/postcodes/made_up_onspd.csv");
        let keyed: BTreeMap<String, Row> = rows.into_iter().map(|row| (key(&row["pcds"]), row)).collect();
        Self { rows: keyed, wards: wards() }
    }

    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    pub fn row(&self, postcode: &str) -> Option<&Row> {
        self.rows.get(&key(postcode))
    }

    /// Where a postcode is; `None` when it is none, is not there or has no grid reference.
    pub fn locate(&self, postcode: &str) -> Option<Located> {
        let row = self.row(postcode)?;
        let [east, north] = ["east1m", "north1m"].map(|column| row[column].parse::<f64>().ok());
        let at = Point::new(east?, north?);
        if row["lad26cd"].starts_with('N') {
            // From the Irish Grid, to some kilometres: enough for anything that is hundreds of miles away.
            return Some((Point::new(at.x() - 187e3, at.y() + 155e3), None));
        }
        Some((at, ward_at(&self.wards, at).map(|ward| ward.authority.clone())))
    }

    /// The category of a child of the city, as the summary names it.
    pub fn category(&self, home: &str, placement: &str, is_uasc: bool) -> &'static str {
        let Some((to, authority)) = self.locate(placement) else { return "boundary_not_known" };
        let home = self.locate(home).filter(|_| !is_uasc);
        let miles = home.map(|(from, _)| (from.x() - to.x()).hypot(from.y() - to.y()) / 1609.3);
        let is_near = miles.map(|miles| (miles * 10.0).round_ties_even() <= 200.0);
        match (authority.as_deref() == Some(CITY), is_near) {
            (true, Some(true)) => "inside_near",
            (true, Some(false)) => "inside_far",
            (true, None) => "inside_not_known",
            (false, Some(true)) => "outside_near",
            (false, Some(false)) => "outside_far",
            (false, None) => "outside_not_known",
        }
    }
}

/// Counts, with the names of the section that they are to be compared with.
pub fn tally(words: impl Iterator<Item = &'static str>, like: &[(String, u64)]) -> Vec<(String, u64)> {
    let mut counts: BTreeMap<String, u64> = like.iter().map(|(name, _)| (name.clone(), 0)).collect();
    words.for_each(|word| *counts.get_mut(word).unwrap_or_else(|| panic!("{word} is in the section")) += 1);
    like.iter().map(|(name, _)| (name.clone(), counts[name])).collect()
}

fn key(postcode: &str) -> String {
    postcode.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase()
}

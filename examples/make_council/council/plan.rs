//! The plan of the made-up land: its districts, what they belong to, where their towns are and how many
//! wards each has. All of it is sea in truth: the Dogger Bank.

/// Metres: where the coverage may be (E 545-655 km, N 395-525 km).
pub const BOX: [f64; 4] = [545e3, 395e3, 655e3, 525e3];
/// The middle of Doggerbridge.
pub const CITY_CENTRE: [f64; 2] = [600e3, 460e3];
/// Radius of the city before its edge is bent; it comes to 293 km² (Birmingham has 268).
pub const CITY_RADIUS: f64 = 8.9e3;
/// The city's code.
pub const CITY: &str = "E08999001";

/// Code and name.
pub type Named = (&'static str, &'static str);

/// A lower-tier district, or an authority that is its own district.
pub struct District {
    pub code: &'static str,
    pub name: &'static str,
    /// The shire county it is in, if any.
    pub county: Option<Named>,
    pub region: Option<Named>,
    pub nation: Named,
    /// Its town, metres.
    pub town: [f64; 2],
    /// How much farther than its neighbours it stretches, metres.
    pub reach: f64,
    pub wards: usize,
}

impl District {
    /// The authority with children's-services duties: the county, or else itself.
    pub fn authority(&self) -> Named {
        self.county.unwrap_or((self.code, self.name))
    }

    /// Are its wards of the W05 series, with a Welsh name?
    pub fn is_bilingual(&self) -> bool {
        self.code.starts_with('W')
    }
}

const DOGGERLAND: Named = ("E92999001", "Doggerland");
const SEAMARK: Named = ("W92999001", "Seamark");
const MID: Option<Named> = Some(("E12999001", "Mid Dogger"));
const EAST: Option<Named> = Some(("E12999002", "East Dogger"));
const LODESHIRE: Option<Named> = Some(("E10999001", "Lodeshire"));

/// Every district, the city first.
pub fn districts() -> Vec<District> {
    let row = |code, name, county, region: Option<Named>, [x, y]: [f64; 2], reach: f64, wards| {
        let nation = if region.is_some() { DOGGERLAND } else { SEAMARK };
        let (town, reach) = ([x * 1e3, y * 1e3], reach * 1e3);
        District { code, name, county, region, nation, town, reach, wards }
    };
    vec![
        row(CITY, "Doggerbridge", None, MID, [600.0, 460.0], 0.0, 69),
        row("E08999002", "Westerlode", None, MID, [583.0, 461.0], 6.0, 18),
        row("E08999003", "Hallowick", None, MID, [591.0, 476.0], 5.0, 20),
        row("E08999004", "Saltersby", None, MID, [608.0, 478.0], 5.0, 21),
        row("E08999005", "Marrowby", None, MID, [618.0, 464.0], 5.0, 20),
        row("E08999006", "Tidewell", None, MID, [612.0, 445.0], 4.0, 17),
        row("E07999001", "Fenwold", LODESHIRE, MID, [594.0, 440.0], 6.0, 14),
        row("E07999002", "Ashmere", LODESHIRE, MID, [577.0, 438.0], 6.0, 13),
        row("E07999003", "Lower Lode", LODESHIRE, MID, [586.0, 420.0], 7.0, 11),
        row("E07999004", "Harrowfleet", LODESHIRE, MID, [606.0, 424.0], 7.0, 12),
        row("E07999005", "Cold Spit", LODESHIRE, MID, [598.0, 408.0], 5.0, 9),
        row("E06999001", "Brackenmoor", None, MID, [592.0, 499.0], 9.0, 16),
        row("E06999002", "Kelderwick", None, MID, [613.0, 500.0], 8.0, 14),
        row("E06999003", "Farsand", None, EAST, [638.0, 474.0], 9.0, 16),
        row("E06999004", "Easter Bank", None, EAST, [636.0, 452.0], 8.0, 14),
        row("E06999005", "Skellingham", None, EAST, [628.0, 428.0], 8.0, 15),
        row("E06999006", "Outer Sands", None, EAST, [633.0, 495.0], 7.0, 11),
        row("W06999001", "Penmôr", None, None, [563.0, 464.0], 11.0, 20),
    ]
}

//! The study: real wards, real postcodes' coordinates, and people made up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::plain::{PlainWard, Point, plain_miles, plain_wards};
use super::support::{csv_rows, real_data};

pub const BIRMINGHAM: &str = "E08000025";
pub const CHILDREN: usize = 6_000;
const CARERS: usize = 2_500;

/// Numbers that look random and are the same every time (Knuth's multiplicative hash).
fn scatter(at: usize, salt: usize, below: usize) -> usize {
    let mixed =
        (at as u64 + 1).wrapping_mul(6_364_136_223_846_793_005).wrapping_add(salt as u64 * 1_442_695_040_888_963_407);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33) as usize % below
}

pub struct PlainChild {
    pub home: Option<Point>,
    pub placement: Option<Point>,
    pub responsible: String,
    pub is_uasc: bool,
    pub is_foster: bool,
}

pub struct Real {
    pub folder: tempfile::TempDir,
    pub children: Vec<PlainChild>,
    pub carers: Vec<(Point, &'static str, Option<u32>)>,
    pub wards: Vec<PlainWard>,
    pub upper_tier: BTreeMap<String, String>,
}

/// The study's files, and what this test knows of them.
pub fn real() -> Option<Real> {
    let (postcodes, boundaries) = (real_data("postcodes_wm")?, real_data("wards_wm_2025_shp")?);
    let lookups = real_data("lookups")?;
    let points: Vec<Option<Point>> = csv_rows(&postcodes.join("onspd_nov2025_B_WV_WS_DY_CV.csv"))
        .iter()
        .map(|row| Some([row["oseast1m"].parse().ok()?, row["osnrth1m"].parse().ok()?]))
        .collect();
    let birmingham: Vec<Point> = csv_rows(&postcodes.join("onspd_nov2025_B_WV_WS_DY_CV.csv"))
        .iter()
        .filter(|row| row["laua"] == BIRMINGHAM)
        .filter_map(|row| Some([row["oseast1m"].parse().ok()?, row["osnrth1m"].parse().ok()?]))
        .collect();
    let rows = csv_rows(&lookups.join("ward_all_codes.csv"));
    let upper_tier = rows.iter().map(|row| (row["LADCD"].clone(), row["UTLACD"].clone())).collect();
    let responsible = [BIRMINGHAM, BIRMINGHAM, BIRMINGHAM, "E08000028", "E10000028", "E08000003", ""];
    let children = (0..CHILDREN).map(|at| PlainChild {
        home: if at % 40 == 7 { None } else { Some(birmingham[scatter(at, 1, birmingham.len())]) },
        placement: if at % 90 == 3 { None } else { points[scatter(at, 2, points.len())] },
        responsible: responsible[scatter(at, 3, responsible.len())].to_owned(),
        is_uasc: at % 31 == 5,
        is_foster: at % 4 != 0,
    });
    let carers = (0..CARERS).filter_map(|at| {
        let provider = ["in_house", "PR4", "other_authority", ""][scatter(at, 4, 4)];
        Some((points[scatter(at, 5, points.len())]?, provider, (at % 5 != 0).then_some(1 + (at % 4) as u32)))
    });
    let real = Real {
        folder: tempfile::tempdir().unwrap(),
        children: children.collect(),
        carers: carers.collect(),
        wards: plain_wards(&boundaries),
        upper_tier,
    };
    real.write(&boundaries, &lookups);
    Some(real)
}

impl Real {
    fn write(&self, boundaries: &Path, lookups: &Path) {
        let [x, y] = [
            |point: &Option<Point>| point.map_or(String::new(), |[x, _]| x.to_string()),
            |point: &Option<Point>| point.map_or(String::new(), |[_, y]| y.to_string()),
        ];
        let mut children = "child_id;home_easting;home_northing;placement_easting;placement_northing;placement_type;responsible_authority;uasc\n".to_owned();
        for (at, child) in self.children.iter().enumerate() {
            let kind = if child.is_foster { "U4" } else { "K2" };
            let (home, placement) = (&child.home, &child.placement);
            children += &format!(
                "{at};{};{};{};{};{kind};{};{}\n",
                x(home),
                y(home),
                x(placement),
                y(placement),
                child.responsible,
                u8::from(child.is_uasc)
            );
        }
        let mut carers = "carer_id,easting,northing,provider,approved_places\n".to_owned();
        for (at, (point, provider, places)) in self.carers.iter().enumerate() {
            let places = places.map_or(String::new(), |places| places.to_string());
            carers += &format!("{at},{},{},{provider},{places}\n", point[0], point[1]);
        }
        let study = format!(
            "[study]\ntitle = \"West Midlands\"\nauthority = \"{BIRMINGHAM}\"\n[boundaries]\nwards = '{}'\nlookup = '{}'\n\
             [children]\nfile = \"children.csv\"\n[carers]\nfile = \"carers.csv\"\n[groups]\nhub = [\"{BIRMINGHAM}\", \"E08000028\"]\n",
            boundaries.join("WD25_WestMidlands_BGC.shp").display(),
            lookups.join("ward_all_codes.csv").display()
        );
        for (name, text) in [("children.csv", children), ("carers.csv", carers), ("study.toml", study)] {
            std::fs::write(self.folder.path().join(name), text).unwrap();
        }
    }

    pub fn run(&self) -> PathBuf {
        let out = self.folder.path().join("out");
        let status = assert_cmd::Command::cargo_bin("nearhome")
            .unwrap()
            .args(["run", "study.toml", "--out", "out", "--overwrite"])
            .current_dir(self.folder.path())
            .assert();
        status.success();
        out
    }

    pub fn authority(&self, ward: usize) -> &str {
        &self.upper_tier[&self.wards[ward].district]
    }

    /// The row says who is responsible, else the study does.
    pub fn responsible<'a>(&self, child: &'a PlainChild) -> &'a str {
        if child.responsible.is_empty() { BIRMINGHAM } else { &child.responsible }
    }

    pub fn category(&self, child: &PlainChild, placement_ward: Option<usize>) -> &'static str {
        if child.placement.is_none() || (self.responsible(child) == "E08000003" && placement_ward.is_none()) {
            return "boundary_not_known";
        }
        let is_inside = placement_ward.is_some_and(|ward| self.authority(ward) == self.responsible(child));
        match (is_inside, plain_miles(child)) {
            (true, Some(miles)) if miles <= 20.0 => "inside_near",
            (true, Some(_)) => "inside_far",
            (true, None) => "inside_not_known",
            (false, Some(miles)) if miles <= 20.0 => "outside_near",
            (false, Some(_)) => "outside_far",
            (false, None) => "outside_not_known",
        }
    }
}

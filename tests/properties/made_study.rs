//! Random small studies as plain values, and the real files that a council would bring of them.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde_json::json;

/// Easting and northing in whole metres: exact in every format.
pub type Point = [i64; 2];

/// Wards stand on a board of this many columns and rows, about this wide each.
const COLUMNS: usize = 4;
const ROWS: usize = 3;
const WARD_METRES: i64 = 2_000;
const SOUTH_WEST: Point = [410_000, 290_000];

pub const AUTHORITIES: [&str; 3] = ["E08990001", "E08990002", "E08990003"];

#[derive(Clone, Debug)]
pub struct MadeWard {
    pub code: String,
    pub name: String,
    pub authority: &'static str,
    /// Open rings: even-odd.
    pub rings: Vec<Vec<Point>>,
}

#[derive(Clone, Debug)]
pub struct MadeChild {
    pub id: String,
    pub home: Option<Point>,
    pub placement: Option<Point>,
    pub authority: &'static str,
    pub is_uasc: bool,
}

#[derive(Clone, Debug)]
pub struct MadeCarer {
    pub id: String,
    pub point: Option<Point>,
    pub is_in_house: bool,
    pub places: u8,
}

/// In order of ward code.
#[derive(Clone, Debug)]
pub struct MadeStudy {
    pub wards: Vec<MadeWard>,
    pub children: Vec<MadeChild>,
    pub carers: Vec<MadeCarer>,
}

/// A board of wards with crooked corners, an enclave in one of them, and in half of the studies a corner of one ward alone
/// pulled away, so that it overlaps its neighbours or leaves gaps; then people anywhere, often on corners and borders.
pub fn made_study() -> impl Strategy<Value = MadeStudy> {
    let corners = prop::collection::vec([-400..=400_i64, -400..=400_i64], (COLUMNS + 1) * (ROWS + 1));
    let pulled = prop::option::of((0..COLUMNS * ROWS, 0..4_usize, [-90..=90_i64, -90..=90_i64]));
    let owners = prop::collection::vec(0..AUTHORITIES.len(), COLUMNS * ROWS);
    (corners, pulled, owners).prop_flat_map(|(corners, pulled, owners)| {
        let wards = made_wards(&corners, pulled, &owners);
        let child = (place(&wards), place(&wards), 0..AUTHORITIES.len(), prop::bool::weighted(0.1));
        let carer = (place(&wards), any::<bool>(), 0..4_u8);
        let people = (prop::collection::vec(child, 2..30), prop::collection::vec(carer, 1..15));
        people.prop_map(move |(children, carers)| MadeStudy {
            wards: wards.clone(),
            children: children.into_iter().enumerate().map(made_child).collect(),
            carers: carers.into_iter().enumerate().map(made_carer).collect(),
        })
    })
}

fn made_child(
    (at, (home, placement, authority, is_uasc)): (usize, (Option<Point>, Option<Point>, usize, bool)),
) -> MadeChild {
    // The first two are of different authorities, so that the file is not one authority's own.
    let authority = AUTHORITIES[if at < 2 { at } else { authority }];
    MadeChild { id: format!("Zoë {at}"), home, placement, authority, is_uasc }
}

fn made_carer((at, (point, is_in_house, places)): (usize, (Option<Point>, bool, u8))) -> MadeCarer {
    MadeCarer { id: format!("c{at}"), point, is_in_house, places }
}

type Pulled = Option<(usize, usize, Point)>;

fn made_wards(bends: &[Point], pulled: Pulled, owners: &[usize]) -> Vec<MadeWard> {
    let corner = |x: usize, y: usize| {
        let [east, north] = bends[y * (COLUMNS + 1) + x];
        [SOUTH_WEST[0] + x as i64 * WARD_METRES + east, SOUTH_WEST[1] + y as i64 * WARD_METRES + north]
    };
    let ward = |at: usize| {
        let (x, y) = (at % COLUMNS, at / COLUMNS);
        let mut ring = vec![corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)];
        if let Some((_, which, by)) = pulled.filter(|(ward, ..)| *ward == at) {
            ring[which] = [ring[which][0] + by[0], ring[which][1] + by[1]];
        }
        MadeWard {
            code: format!("E0599{:04}", at + 1),
            name: format!("Tŷ Gwyn é {}", at + 1),
            authority: AUTHORITIES[owners[at]],
            rings: vec![ring],
        }
    };
    let mut wards: Vec<MadeWard> = (0..COLUMNS * ROWS).map(ward).collect();
    let [x, y] = [0, 1].map(|axis| wards[5].rings[0].iter().map(|at| at[axis]).sum::<i64>() / 4);
    let enclave = vec![[x - 100, y], [x, y - 150], [x + 100, y], [x, y + 150]];
    wards[5].rings.push(enclave.clone());
    let (code, name) = ("E05990999".to_owned(), "Enclave".to_owned());
    wards.push(MadeWard { code, name, authority: AUTHORITIES[0], rings: vec![enclave] });
    wards
}

/// Nowhere, on a corner, half-way between two corners, in the board or far around it.
fn place(wards: &[MadeWard]) -> impl Strategy<Value = Option<Point>> + use<> {
    let rings: Vec<Vec<Point>> = wards.iter().flat_map(|ward| ward.rings.clone()).collect();
    let corners: Vec<Point> = rings.concat();
    let middle = |ring: &Vec<Point>| [0, 1].map(|axis| (ring[0][axis] + ring[1][axis]) / 2);
    let middles: Vec<Point> = rings.iter().map(middle).collect();
    let within = |margin: i64| {
        let axis = |axis: usize, wards: usize| {
            let from = SOUTH_WEST[axis];
            from - margin..from + wards as i64 * WARD_METRES + margin
        };
        [axis(0, COLUMNS), axis(1, ROWS)]
    };
    prop_oneof![
        1 => Just(None),
        2 => prop::sample::select(corners).prop_map(Some),
        1 => prop::sample::select(middles).prop_map(Some),
        10 => within(0).prop_map(Some),
        2 => within(60_000).prop_map(Some),
    ]
}

/// How the files of a study are written; the figures are the same whatever it is.
#[derive(Clone, Debug)]
pub struct Form {
    /// Ward files that the wards are dealt out to, one after the other.
    pub ward_files: usize,
    /// The titles of the children's columns, in the order of [`CHILD_COLUMNS`].
    pub child_titles: [&'static str; 7],
    pub encode: fn(&str) -> Vec<u8>,
    pub separator: &'static str,
    pub distance: &'static str,
}

pub const CHILD_COLUMNS: [&str; 7] = [
    "child_id",
    "home_easting",
    "home_northing",
    "placement_easting",
    "placement_northing",
    "responsible_authority",
    "uasc",
];

impl Default for Form {
    fn default() -> Self {
        let encode = |text: &str| text.as_bytes().to_vec();
        Self { ward_files: 1, child_titles: CHILD_COLUMNS, encode, separator: ",", distance: "ssda903" }
    }
}

impl MadeStudy {
    /// Writes the files of the study and runs it there; the folder of the result.
    pub fn run(&self, folder: &Path, form: &Form, more: &[&str]) -> PathBuf {
        self.write(folder, form);
        let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
        let run = command.args(["run", "study.toml", "--out", "out"]).args(more).current_dir(folder).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        folder.join("out")
    }

    fn write(&self, folder: &Path, form: &Form) {
        let mut names = Vec::new();
        for file in 0..form.ward_files {
            let name = format!("wards_{file}.geojson");
            let wards = self.wards.iter().skip(file).step_by(form.ward_files);
            std::fs::write(folder.join(&name), geojson(wards)).unwrap();
            names.push(name);
        }
        std::fs::write(folder.join("children.csv"), (form.encode)(&self.children_csv(form))).unwrap();
        std::fs::write(folder.join("carers.csv"), (form.encode)(&self.carers_csv(form))).unwrap();
        let columns = CHILD_COLUMNS.iter().zip(form.child_titles).map(|(key, title)| format!("{key} = \"{title}\""));
        let columns = columns.collect::<Vec<_>>().join(", ");
        let study = format!(
            "[study]\ntitle = \"Made up\"\ndistance = \"{}\"\n[boundaries]\nwards = {names:?}\n\
             [children]\nfile = \"children.csv\"\ncolumns = {{ {columns} }}\n[carers]\nfile = \"carers.csv\"\n\
             [outputs]\nlayers = []\nreport = false\nworkbook = false\n",
            form.distance
        );
        std::fs::write(folder.join("study.toml"), study).unwrap();
    }

    fn children_csv(&self, form: &Form) -> String {
        let row = |child: &MadeChild| {
            let ([home_x, home_y], [x, y]) = (cells(child.home), cells(child.placement));
            let uasc = if child.is_uasc { "1" } else { "0" };
            [child.id.clone(), home_x, home_y, x, y, child.authority.to_owned(), uasc.to_owned()].join(form.separator)
        };
        let header = form.child_titles.join(form.separator);
        [header].into_iter().chain(self.children.iter().map(row)).map(|line| line + "\n").collect()
    }

    fn carers_csv(&self, form: &Form) -> String {
        let row = |carer: &MadeCarer| {
            let ([x, y], provider) = (cells(carer.point), if carer.is_in_house { "in_house" } else { "ifa" });
            [carer.id.clone(), x, y, provider.to_owned(), carer.places.to_string()].join(form.separator)
        };
        let header = ["carer_id", "easting", "northing", "provider", "approved_places"].join(form.separator);
        [header].into_iter().chain(self.carers.iter().map(row)).map(|line| line + "\n").collect()
    }
}

fn cells(point: Option<Point>) -> [String; 2] {
    point.map_or([String::new(), String::new()], |point| point.map(|each| each.to_string()))
}

fn geojson<'a>(wards: impl Iterator<Item = &'a MadeWard>) -> String {
    let closed = |ring: &Vec<Point>| ring.iter().chain(ring.first()).copied().collect::<Vec<Point>>();
    let feature = |ward: &MadeWard| {
        let rings: Vec<Vec<Point>> = ward.rings.iter().map(closed).collect();
        json!({ "type": "Feature", "geometry": { "type": "Polygon", "coordinates": rings },
            "properties": { "WD25CD": ward.code, "WD25NM": ward.name, "LAD25CD": ward.authority } })
    };
    let crs = json!({ "type": "name", "properties": { "name": "urn:ogc:def:crs:EPSG::27700" } });
    json!({ "type": "FeatureCollection", "crs": crs, "features": wards.map(feature).collect::<Vec<_>>() }).to_string()
}

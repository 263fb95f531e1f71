//! A study of four square wards in two authorities, in a folder of its own, to spoil one piece of at a time.

#![allow(dead_code)] // Each test binary uses its own part of this.

use std::fs;
use std::path::{Path, PathBuf};

use shapefile::Point;
use shapefile::dbase::{FieldName, TableWriterBuilder};
use shapefile::record::polygon::{Polygon, PolygonRing};

/// Esri's text for the British National Grid.
pub const BRITISH_NATIONAL_GRID: &str = r#"PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]"#;

/// A ward to write: code, name, authority code, south-west corner in km, width in km.
pub type SquareWard = (&'static str, &'static str, &'static str, [f64; 2], f64);

pub const WARDS: [SquareWard; 4] = [
    ("E05990001", "Northgate", "E08990001", [400.0, 301.0], 1.0),
    ("E05990002", "Southgate", "E08990001", [400.0, 300.0], 1.0),
    ("E05990003", "Eastmoor", "E08990002", [401.0, 300.0], 1.0),
    ("E05990004", "Upper Eastmoor", "E08990002", [401.0, 301.0], 1.0),
];

/// The folder of a study, with what it holds.
pub struct SmallStudy {
    folder: tempfile::TempDir,
}

impl SmallStudy {
    /// A study that runs.
    pub fn new() -> Self {
        let study = Self { folder: tempfile::tempdir().unwrap() };
        study.write_wards("wards", &WARDS);
        study.write(
            "children.csv",
            "child_id,home_easting,home_northing,placement_easting,placement_northing,placement_type,placement_provider,age\n\
             a1,400500,301500,400500,300500,U4,PR1,9\n\
             a2,400500,300500,401500,300500,U6,PR4,15\n\
             a3,400400,300400,440000,300500,K2,PR4,16\n\
             a4,,,400300,300300,U1,PR1,0\n",
        );
        study.write(
            "carers.csv",
            "carer_id,easting,northing,provider,approved_places,segment\n\
             c1,400500,301500,in_house,2,A\nc2,400600,301600,ifa,3,B\nc3,401500,300500,ifa,,A\n",
        );
        study.write(
            "study.toml",
            "[study]\ntitle = \"Small\"\nauthority = \"E08990001\"\n[boundaries]\nwards = \"wards.shp\"\n\
             [children]\nfile = \"children.csv\"\n[carers]\nfile = \"carers.csv\"\n",
        );
        study
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    /// Replaces a piece of a text file, which must be there.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from:?}");
        self.write(name, text.replace(from, to));
    }

    /// Writes a shapefile set of square wards.
    pub fn write_wards(&self, stem: &str, wards: &[SquareWard]) {
        let path = self.path(&format!("{stem}.shp"));
        let field = |name: &str| FieldName::try_from(name).unwrap();
        let table = TableWriterBuilder::new()
            .add_character_field(field("WD25CD"), 9)
            .add_character_field(field("WD25NM"), 40)
            .add_character_field(field("LAD25CD"), 9);
        let mut writer = shapefile::Writer::from_path(&path, table).unwrap();
        for &(code, name, authority, corner, width) in wards {
            let mut record = shapefile::dbase::Record::default();
            for (field, text) in [("WD25CD", code), ("WD25NM", name), ("LAD25CD", authority)] {
                let value = shapefile::dbase::FieldValue::Character(Some(text.to_owned()));
                record.insert(field.to_owned(), value);
            }
            writer.write_shape_and_record(&square(corner, width), &record).unwrap();
        }
        drop(writer);
        self.write(&format!("{stem}.prj"), BRITISH_NATIONAL_GRID);
        self.write(&format!("{stem}.cpg"), "UTF-8");
    }

    /// `nearhome run study.toml --out out`, with more arguments.
    pub fn run(&self, more: &[&str]) -> Outcome {
        let mut command = assert_cmd::Command::cargo_bin("nearhome").unwrap();
        let output =
            command.args(["run", "study.toml", "--out", "out"]).args(more).current_dir(self.folder()).output().unwrap();
        Outcome::of(&output)
    }

    /// Asserts that the study cannot be run: exit status, what the message says, and that nothing was left behind.
    pub fn fails(&self, status: i32, message: &str) -> Outcome {
        let outcome = self.run(&[]);
        assert!(outcome.errors.contains(message), "expected {message:?} in:\n{}", outcome.errors);
        assert_eq!(outcome.status, Some(status), "{}", outcome.errors);
        assert_eq!(outcome.errors.matches("error:").count(), 1, "one clear error:\n{}", outcome.errors);
        assert!(!outcome.errors.contains("panicked"), "{}", outcome.errors);
        assert!(!self.path("out").exists(), "no half output");
        assert_eq!(self.unfinished(), 0, "no unfinished folder is left");
        outcome
    }

    /// How many unfinished folders lie about.
    pub fn unfinished(&self) -> usize {
        let names = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with(".nearhome-")).count()
    }
}

/// What a command printed and how it ended.
pub struct Outcome {
    pub status: Option<i32>,
    pub output: String,
    pub errors: String,
}

impl Outcome {
    pub fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { status: output.status.code(), output: text(&output.stdout), errors: text(&output.stderr) }
    }
}

fn square([x, y]: [f64; 2], width: f64) -> Polygon {
    let corner = |right: f64, up: f64| Point::new((x + right * width) * 1000.0, (y + up * width) * 1000.0);
    let ring = vec![corner(0.0, 0.0), corner(0.0, 1.0), corner(1.0, 1.0), corner(1.0, 0.0), corner(0.0, 0.0)];
    Polygon::new(PolygonRing::Outer(ring))
}

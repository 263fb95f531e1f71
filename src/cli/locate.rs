//! `nearhome locate`: ward, authority, region and nation for the points of any CSV file.

use std::io::{self, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use nearhome::geography::{DistanceMode, GridPoint, LonLat};
use nearhome::progress::{Progress, Stage, Unit};
use nearhome::read::boundaries::{BoundarySources, read_boundaries};
use nearhome::read::columns::GivenNames;
use nearhome::read::input::{file_name, open_file};
use nearhome::read::points_csv::{KEYS, PointsAsked, PointsCsv};
use nearhome::read::postcodes::{Directory, WantedPostcodes, read_directory_watched};
use nearhome::read::{Account, ReadError};
use nearhome::reproject::to_grid;
use nearhome::run::{Destination, LocateAsked, LocatedRows, RunError, locate_csv};
use nearhome::write::WriteError;

use super::messages::Messages;
use super::watch::Watch;
use super::{locate_lines, stop};

/// Add ward, authority, region and nation to the points of any CSV file
///
/// Appends ward_code, ward_name, authority_code, authority_name, region_code, nation_code and placing (inside,
/// on_border, overlap, snapped, outside, or not_known with the reason), and with --to the miles. Every byte of each row
/// stays as it is, in its order; a name that the file has already gets _2. Any size of file: it is never whole in memory.
/// The columns of the points are found by their usual names (easting and northing, longitude and latitude, postcode).
#[derive(Args)]
#[command(after_help = "Examples:\n  \
nearhome locate carers.csv --wards wards.zip --lookup lookup.csv --out carers_located.csv\n  \
nearhome locate clubs.csv --wards wards.zip --postcodes ONSPD.zip --snap 50 --out located.csv\n  \
nearhome locate children.csv --wards wards.shp --columns easting=home_e,northing=home_n \\\n    --to-columns easting=pl_e,northing=pl_n\n  \
nearhome locate - --wards wards.shp --to 406689,286822 < points.csv | sort -t, -k3 > sorted.csv")]
pub struct Locate {
    /// The CSV file of points; - reads standard input
    #[arg(value_name = "POINTS.csv")]
    points: PathBuf,
    /// Ward boundaries; several files make one coverage
    #[arg(long, value_name = "FILE", required = true, num_args = 1)]
    wards: Vec<PathBuf>,
    /// Lookup CSV: ward or district to authority, region, nation
    #[arg(long, value_name = "FILE")]
    lookup: Option<PathBuf>,
    /// Postcode directory, for points that are postcodes: ONSPD, NSPL, Code-Point Open; a CSV, .gz, .zip or folder
    #[arg(long, value_name = "FILE")]
    postcodes: Option<PathBuf>,
    /// Titles of the point's columns: easting=X,northing=Y or longitude=X,latitude=Y or postcode=P
    #[arg(long, value_name = "KEY=TITLE", value_delimiter = ',', value_parser = key_and_title)]
    columns: Vec<(String, String)>,
    /// Miles to this point: easting and northing
    #[arg(long, value_name = "E,N", allow_hyphen_values = true, value_parser = grid_point, group = "destination")]
    to: Option<GridPoint>,
    /// Miles to this point: longitude and latitude
    #[arg(long, value_name = "LON,LAT", allow_hyphen_values = true, value_parser = lonlat, group = "destination")]
    to_lonlat: Option<GridPoint>,
    /// Miles to a second point of the row, its columns named as for --columns
    #[arg(long, value_name = "KEY=TITLE", value_delimiter = ',', value_parser = key_and_title, group = "destination")]
    to_columns: Vec<(String, String)>,
    /// Which miles: ssda903 as the return rounds them, exact unrounded
    #[arg(long, value_name = "MODE", value_parser = distance_mode, default_value = "ssda903")]
    distance: DistanceMode,
    /// A point in no ward goes to the nearest ward within so many metres
    #[arg(long, value_name = "METRES", value_parser = metres, default_value = "0")]
    snap: f64,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Locate {
    pub fn execute(&self, overwrite: bool, messages: &Messages, watch: Watch) -> Result<(), RunError> {
        let (located, directory) = match &self.out {
            Some(out) => {
                let mut file =
                    stop::begin_file(|| nearhome::write::WholeFile::prepare(out, overwrite, &self.inputs()))?;
                let located = self.locate(&mut file, out, &watch.progress)?;
                stop::finish_file(file)?;
                located
            }
            None => match self.locate(
                &mut BufWriter::new(io::stdout().lock()),
                Path::new("standard output"),
                &watch.progress,
            ) {
                // Whoever reads the output has had enough of it (`| head`).
                Err(RunError::Write(WriteError::Io { source, .. })) if source.kind() == ErrorKind::BrokenPipe => {
                    return Ok(());
                }
                located => located?,
            },
        };
        drop(watch);
        locate_lines::print(&located, directory.as_ref(), messages);
        Ok(())
    }

    /// What became of the rows, and the account of the directory's.
    fn locate(
        &self,
        out: &mut dyn Write,
        out_name: &Path,
        progress: &Progress,
    ) -> Result<(LocatedRows, Option<Account>), RunError> {
        let points = self.begin(progress)?;
        let sources =
            BoundarySources { wards: self.wards.clone(), lookup: self.lookup.clone(), ..BoundarySources::default() };
        let boundaries = read_boundaries(&BoundarySources { progress: progress.clone(), ..sources })?;
        let directory = self.directory(progress)?;
        let points = points.watched_in(self.stage(progress));
        let places = directory.as_ref().map(|directory| &directory.places);
        let asked = LocateAsked { snap_metres: self.snap, miles: self.destination().map(|to| (to, self.distance)) };
        let mut located = locate_csv(points, &boundaries.coverage, places, &asked, out, out_name)?;
        let of_directory = directory.iter().flat_map(|directory| &directory.warnings).cloned();
        located.warnings.splice(0..0, boundaries.warnings.into_iter().chain(of_directory));
        Ok((located, directory.map(|directory| directory.account)))
    }

    fn begin(&self, progress: &Progress) -> Result<PointsCsv<Box<dyn Read>>, ReadError> {
        let name = self.name();
        let _stage = progress.begin_uncounted(format!("Reading the first rows of {name}"));
        PointsCsv::begin(&name, self.source()?, &self.asked_columns(), self.postcodes.is_some())
    }

    /// The rows that go through, in bytes read.
    fn stage(&self, progress: &Progress) -> Stage {
        // A pipe has a length of 0: how much will come through it is not known.
        let length = || std::fs::metadata(&self.points).ok().map(|file| file.len()).filter(|bytes| *bytes > 0);
        let total = if self.is_stdin() { None } else { length() };
        progress.begin(format!("Locating {}", self.name()), Unit::Bytes, total)
    }

    /// Do the rows go to standard output?
    pub fn writes_to_stdout(&self) -> bool {
        self.out.is_none()
    }

    fn name(&self) -> String {
        if self.is_stdin() { "standard input".to_owned() } else { file_name(&self.points) }
    }

    fn is_stdin(&self) -> bool {
        self.points == Path::new("-")
    }

    fn source(&self) -> Result<Box<dyn Read>, ReadError> {
        if self.is_stdin() {
            return Ok(Box::new(io::stdin().lock()));
        }
        Ok(Box::new(open_file(&self.points)?))
    }

    /// The whole directory: which postcodes will come is not known before the points have gone through.
    fn directory(&self, progress: &Progress) -> Result<Option<Directory>, ReadError> {
        let read = |path: &PathBuf| read_directory_watched(path, &GivenNames::new(), &WantedPostcodes::All, progress);
        self.postcodes.as_ref().map(read).transpose()
    }

    fn asked_columns(&self) -> PointsAsked {
        let names = |columns: &[(String, String)]| columns.iter().cloned().collect::<GivenNames>();
        let second = (!self.to_columns.is_empty()).then(|| names(&self.to_columns));
        PointsAsked { columns: names(&self.columns), second }
    }

    fn destination(&self) -> Option<Destination> {
        let point = self.to.or(self.to_lonlat).map(Destination::Point);
        point.or((!self.to_columns.is_empty()).then_some(Destination::SecondPoint))
    }

    fn inputs(&self) -> Vec<PathBuf> {
        let files = self.wards.iter().chain(&self.lookup).chain(&self.postcodes);
        files.chain(Some(&self.points).filter(|_| !self.is_stdin())).cloned().collect()
    }
}

fn key_and_title(text: &str) -> Result<(String, String), String> {
    let (key, title) = text.split_once('=').ok_or("it is not KEY=TITLE, such as easting=X")?;
    match KEYS.contains(&key) && !title.is_empty() {
        true => Ok((key.to_owned(), title.to_owned())),
        false => Err(format!("the key is one of {}, and a title follows it", KEYS.join(", "))),
    }
}

fn two_numbers(text: &str) -> Result<[f64; 2], String> {
    let pair = text.split_once(',').and_then(|(x, y)| Some([x.trim().parse().ok()?, y.trim().parse().ok()?]));
    pair.ok_or_else(|| "it is not two numbers with a comma between them".to_owned())
}

fn grid_point(text: &str) -> Result<GridPoint, String> {
    let [easting, northing] = two_numbers(text)?;
    let point = GridPoint::new(easting, northing).filter(|point| point.is_in_britain());
    point.ok_or_else(|| "it is not easting,northing in metres on the National Grid".to_owned())
}

fn lonlat(text: &str) -> Result<GridPoint, String> {
    let [lon, lat] = two_numbers(text)?;
    let point = Some(LonLat { lon, lat }).filter(|point| point.is_in_britain()).and_then(to_grid);
    point.ok_or_else(|| "it is not longitude,latitude in degrees within Great Britain".to_owned())
}

fn distance_mode(text: &str) -> Result<DistanceMode, String> {
    let modes = [DistanceMode::Ssda903, DistanceMode::Exact];
    modes.into_iter().find(|mode| mode.word() == text).ok_or_else(|| "it is ssda903 or exact".to_owned())
}

fn metres(text: &str) -> Result<f64, String> {
    let metres = text.parse().ok().filter(|metres: &f64| metres.is_finite() && *metres >= 0.0);
    metres.ok_or_else(|| "it is not a number of metres, 0 or more".to_owned())
}

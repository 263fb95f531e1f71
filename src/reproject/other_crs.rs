//! A coordinate system that only PROJ knows: Web Mercator, UTM, Irish Grid. PROJ takes it to degrees,
//! `national_grid` from there to the plane.

use proj::Proj;
use rayon::prelude::*;

use super::proj_files::ensure_proj_is_undisturbed;
use super::{CrsError, to_grid};
use crate::geography::{GridPoint, LonLat};

/// WGS 84 in degrees; the crate `proj` sees to it that longitude comes first.
const DEGREES: &str = "EPSG:4326";

/// A place in the middle of it, degrees.
const BRITAIN: (f64, f64) = (-2.0, 53.0);

/// Points for one `Proj`, which takes milliseconds to make.
const POINTS_A_PROJ: usize = 50_000;

/// A coordinate system that PROJ converts from, with PROJ's own accuracy: a metre or two where the datum differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCrs {
    name: String,
    /// Well-known text or `EPSG:n`.
    definition: String,
}

impl OtherCrs {
    /// A system that PROJ has been asked about and can convert from in Britain.
    pub(super) fn new(name: String, definition: String) -> Result<Self, CrsError> {
        let crs = Self { name, definition };
        let in_britain = crs.to_degrees()?.project(BRITAIN, true);
        match in_britain {
            Ok((x, y)) if x.is_finite() && y.is_finite() => Ok(crs),
            _ => Err(CrsError::Unknown { name: crs.name }),
        }
    }

    /// The name the file gives it, or `EPSG:n`.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn to_grid_all(&self, raw: &[[f64; 2]]) -> Result<Vec<GridPoint>, CrsError> {
        let Some(middle) = middle(raw) else { return Ok(Vec::new()) };
        let pipeline = self.pipeline_at(middle)?;
        let converted: Vec<Option<GridPoint>> = raw
            .par_chunks(POINTS_A_PROJ)
            .map(|chunk| convert(&pipeline, chunk))
            .collect::<Result<Vec<_>, _>>()?
            .concat();
        let or_position = |(position, point): (usize, Option<GridPoint>)| point.ok_or(CrsError::Point { position });
        converted.into_iter().enumerate().map(or_position).collect()
    }

    fn to_degrees(&self) -> Result<Proj, CrsError> {
        ensure_proj_is_undisturbed()?;
        Proj::new_known_crs(&self.definition, DEGREES, None).map_err(|_| CrsError::Unknown { name: self.name.clone() })
    }

    /// The steps PROJ would take at one place, to be taken at all of them: PROJ may know several ways between two datums
    /// and change over from one to the next along a border, which would tear a ward apart there.
    fn pipeline_at(&self, [x, y]: [f64; 2]) -> Result<String, CrsError> {
        let unknown = || CrsError::Unknown { name: self.name.clone() };
        let proj = self.to_degrees()?;
        proj.convert((x, y)).map_err(|_| unknown())?;
        let pipeline = proj.def().map_err(|_| unknown())?;
        // PROJ's word for leaving out a change of datum it does not know: some 100 m.
        if proj.proj_info().description.is_some_and(|steps| steps.contains("Ballpark")) {
            return Err(unknown());
        }
        if pipeline.contains("grids=") {
            return Err(CrsError::StrayGrid { name: self.name.clone() });
        }
        Ok(pipeline)
    }
}

/// The middle of the box around the points; `None` when there are none. Points that are not finite have no say in it.
fn middle(raw: &[[f64; 2]]) -> Option<[f64; 2]> {
    let mut bounds: Option<[f64; 4]> = None;
    for &[x, y] in raw.iter().filter(|[x, y]| x.is_finite() && y.is_finite()) {
        let [west, south, east, north] = bounds.unwrap_or([x, y, x, y]);
        bounds = Some([west.min(x), south.min(y), east.max(x), north.max(y)]);
    }
    let [west, south, east, north] = bounds.unwrap_or_default();
    (!raw.is_empty()).then_some([(west + east) / 2.0, (south + north) / 2.0])
}

fn convert(pipeline: &str, chunk: &[[f64; 2]]) -> Result<Vec<Option<GridPoint>>, CrsError> {
    let proj = Proj::new(pipeline).map_err(|_| CrsError::NoProj)?;
    let convert = |&[x, y]: &[f64; 2]| {
        let (lon, lat) = proj.convert((x, y)).ok()?;
        to_grid(LonLat { lon, lat })
    };
    Ok(chunk.iter().map(convert).collect())
}

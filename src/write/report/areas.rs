//! The areas that the page's maps show, drawn once and used by every map: the study's wards or, where these are too
//! many for a picture to tell apart, its authorities.

use std::collections::BTreeSet;
use std::fmt::Write;

use maud::{Markup, PreEscaped, html};

use super::parts::position;
use crate::geography::{AuthorityIx, Coverage, GridPoint, Shape, WardIx};
use crate::outline::{centre, simplify};
use crate::write::words::shown;
use crate::write::{LayerInputs, Table, Value};

/// More wards than this are shown by authority.
const MOST_WARDS: usize = 1_000;

/// The longer side of a map, in units of its drawing; a unit is no wider than a pixel of a common screen.
const LONGER_SIDE: f64 = 1_000.0;

/// No line is drawn farther from its place than so many units, unless there would be more than so many points.
const FINEST_UNITS: f64 = 1.0;
const MOST_POINTS: usize = 25_000;

/// The areas of the maps, with the rows of the table that has their figures.
pub(super) struct Areas<'a> {
    pub table: &'a Table,
    /// Rows of the table, one an area.
    pub rows: Vec<usize>,
    /// `Ward` or `Authority`.
    pub kind: &'static str,
    /// How many wards the study has.
    pub wards: usize,
    /// The one authority studied, whose wards need no more than their names.
    only: Option<AuthorityIx>,
    coverage: &'a Coverage,
    shapes: Vec<Shape>,
    frame: Frame,
}

/// From the National Grid to the drawing: its north-west corner and units a metre.
struct Frame {
    west: f64,
    north: f64,
    units_per_metre: f64,
    width: f64,
    height: f64,
}

impl<'a> Areas<'a> {
    /// The areas of a study.
    pub fn of(inputs: &LayerInputs<'a>) -> Self {
        let wards = inputs.studied_wards();
        let authorities = authorities_of(inputs, &wards);
        let (table, kind, rows, shapes): (_, _, _, Vec<&Shape>) = if wards.len() <= MOST_WARDS || authorities.len() < 2
        {
            let shapes = wards.iter().map(|&ward| &inputs.coverage.ward(ward).shape).collect();
            ("wards", "Ward", wards.iter().map(|ward| ward.0 as usize).collect(), shapes)
        } else {
            let outlines = inputs.outlines.of_authorities(inputs.coverage);
            let positions = authorities.iter().map(|authority| authority.0 as usize);
            let (rows, shapes) = positions.filter_map(|at| Some((at, outlines.shape(at)?))).unzip();
            ("authorities", "Authority", rows, shapes)
        };
        let frame = Frame::around(&shapes);
        let shapes = simplify(&shapes, FINEST_UNITS / frame.units_per_metre, MOST_POINTS);
        let only = authorities.first().copied().filter(|_| authorities.len() == 1);
        let (table, coverage) = (inputs.table(table), inputs.coverage);
        Self { table, rows, kind, wards: wards.len(), only, coverage, shapes, frame }
    }

    /// The value of an area in a column of the table.
    pub fn value(&self, area: usize, column: &str) -> Value {
        position(self.table, column).map_or(Value::Null, |at| self.table.rows[self.rows[area]][at].clone())
    }

    /// The area's name.
    pub fn name(&self, area: usize) -> String {
        match self.kind {
            "Ward" => self.name_of_ward(WardIx(self.rows[area] as u32)),
            _ => shown(&self.value(area, "authority_name")).unwrap_or_default(),
        }
    }

    /// A ward's name, with its authority's unless that is the only one of the study: names are not unique.
    pub fn name_of_ward(&self, ward: WardIx) -> String {
        let (name, authority) = (&self.coverage.ward(ward).name, self.coverage.authority_of(ward));
        match authority.filter(|_| authority != self.only) {
            Some(other) => format!("{name} ({})", self.coverage.authority(other).name),
            None => name.clone(),
        }
    }

    /// How wide and high the drawing is.
    pub fn view_box(&self) -> String {
        format!("-4 -4 {:.0} {:.0}", self.frame.width + 8.0, self.frame.height + 8.0)
    }

    /// Is the drawing higher than wide?
    pub fn is_tall(&self) -> bool {
        self.frame.height > self.frame.width
    }

    /// The outlines, to be used by name (`#a0`, `#a1`, …) in the drawings.
    pub fn outlines(&self) -> Markup {
        let mut text = String::new();
        for (at, shape) in self.shapes.iter().enumerate() {
            // Writing to a string cannot fail.
            let _ = write!(text, r#"<path id="a{at}" fill-rule="evenodd" d="{}"/>"#, self.frame.path(shape));
        }
        html! { defs { (PreEscaped(text)) } }
    }

    /// The middle of a ward in the drawing; `None` where the maps are not of wards or do not show it.
    pub fn middle_of_ward(&self, inputs: &LayerInputs, ward: WardIx) -> Option<[f64; 2]> {
        let is_shown = self.kind == "Ward" && self.rows.contains(&(ward.0 as usize));
        let middle = centre(&inputs.coverage.ward(ward).shape).filter(|_| is_shown)?;
        Some(self.frame.place(middle))
    }
}

/// The authorities of the wards, in order of code.
fn authorities_of(inputs: &LayerInputs, wards: &[WardIx]) -> Vec<AuthorityIx> {
    let authorities: BTreeSet<_> = wards.iter().filter_map(|&ward| inputs.coverage.authority_of(ward)).collect();
    authorities.into_iter().collect()
}

impl Frame {
    fn around(shapes: &[&Shape]) -> Self {
        let wider = |[w, s, e, n]: [f64; 4], [x, y, z, m]: [f64; 4]| [w.min(x), s.min(y), e.max(z), n.max(m)];
        let bounds = shapes.iter().filter_map(|shape| shape.bounds()).reduce(wider);
        let [west, south, east, north] = bounds.unwrap_or([0.0, 0.0, 1.0, 1.0]);
        let (wide, high) = ((east - west).max(1.0), (north - south).max(1.0));
        let units_per_metre = LONGER_SIDE / wide.max(high);
        Self { west, north, units_per_metre, width: wide * units_per_metre, height: high * units_per_metre }
    }

    fn place(&self, point: GridPoint) -> [f64; 2] {
        let [x, y] = point.xy();
        [(x - self.west) * self.units_per_metre, (self.north - y) * self.units_per_metre]
    }

    /// The shape in whole units, each step from the point before: what two areas share is rounded alike.
    fn path(&self, shape: &Shape) -> String {
        let mut text = String::new();
        for ring in shape.rings() {
            let mut points: Vec<[i64; 2]> =
                ring.iter().map(|&point| self.place(point).map(|unit| unit.round() as i64)).collect();
            points.dedup();
            let Some((&[x, y], rest)) = points.split_first() else { continue };
            if points.len() < 4 {
                // Too small to be drawn: a mark that can be seen and pointed at.
                let _ = write!(text, "M{} {y}l4 -4 4 4 -4 4z", x - 4);
                continue;
            }
            let _ = write!(text, "M{x} {y}l");
            let mut last = [x, y];
            for &[x, y] in rest {
                let _ = write!(text, "{} {} ", x - last[0], y - last[1]);
                last = [x, y];
            }
            text.truncate(text.trim_end_matches([' ', 'l']).len());
            text.push('z');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_step_by_step_and_closes() {
        let corners = [[0.0, 0.0], [0.0, 100.0], [200.0, 100.0], [200.0, 0.0]];
        let ring = corners.iter().map(|&[x, y]| GridPoint::new(x, y).unwrap()).collect();
        let shape = Shape::new(vec![ring]);
        let frame = Frame::around(&[&shape]);
        assert_eq!(frame.path(&shape), "M0 500l0 -500 1000 0 0 500 -1000 0z");
        assert_eq!((frame.width, frame.height), (1_000.0, 500.0));
    }
}

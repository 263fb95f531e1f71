//! The layers of a run: which there are, and where each feature's geometry and figures come from.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use super::dissolved::{Dissolved, Outlines};
use super::features::{Feature, Geometry};
use super::geojson::{LayerHead, Lines, each, write_layer};
use super::qgis::{self, Project, ProjectLayer, Style};
use super::records::{CarerRecord, ChildRecord, carer_columns, child_columns, without_values};
use super::{Audience, Cell, Column, Table, Value, WholeFolder, WriteError};
use crate::fostering::{Carer, Child};
use crate::geography::{Authority, AuthorityIx, Coverage, GridPoint, GssCode, LonLat, Shape, WardIx};
use crate::locate::Located;
use crate::measure::{Category, MeasuredChild, NearestFirst};
use crate::outline::{centre, dissolve, polygons, reach};
use crate::progress::Unit;
use crate::reproject::{to_lonlat, to_lonlat_all, to_lonlat_each};
use crate::study::Study;
use crate::summarise::Findings;

/// The layers of one feature a child.
pub const CHILD_LAYERS: [&str; 3] = ["homes", "placements", "home_to_placement"];

/// Everything the layers are made from.
#[derive(Clone, Copy, Debug)]
pub struct LayerInputs<'a> {
    pub study: &'a Study,
    pub coverage: &'a Coverage,
    /// Made when they are first asked for.
    pub outlines: &'a Outlines,
    pub findings: &'a Findings<'a>,
    /// The tables of the findings, at least those of the wanted layers ([`layer_tables`](super::tables::layer_tables)): layers of
    /// areas and flows have the same figures.
    pub tables: &'a [Table],
    /// Whose data it is, line by line, as their licences ask.
    pub sources: &'a str,
    /// Carers and their wards, in the same order.
    pub carers: Option<(&'a [Carer], &'a [Located])>,
    /// Children and what was measured of them.
    pub children: Option<(&'a [Child], &'a NearestFirst)>,
}

/// Writes the layers that the study wants, in `layers/`, each with its style, and the QGIS project of them all.
///
/// # Errors
/// When a file cannot be written.
///
/// # Panics
/// When the tables lack that of a wanted layer: a fault of the caller, never of its input.
pub fn write_layers(inputs: &LayerInputs<'_>, folder: &mut WholeFolder) -> Result<(), WriteError> {
    let mut writer = LayerWriter { inputs, folder, project: Vec::new() };
    writer.areas()?;
    writer.flows()?;
    writer.carers()?;
    writer.children()?;
    writer.project()
}

struct LayerWriter<'a, 'f> {
    inputs: &'a LayerInputs<'a>,
    folder: &'f mut WholeFolder,
    /// The layers written, each with its style.
    project: Vec<ProjectLayer>,
}

impl<'a> LayerWriter<'a, '_> {
    fn areas(&mut self) -> Result<(), WriteError> {
        let coverage = self.inputs.coverage;
        let wards = || coverage.wards.iter().map(|ward| &ward.shape).collect();
        self.area_layer("wards", wards)?;
        if !["authorities", "regions", "nations", "groups", "reach"].iter().any(|name| self.wants(name)) {
            return Ok(());
        }
        let _joining = self.inputs.study.progress.begin_uncounted("Joining wards into larger areas");
        let authorities = self.inputs.outlines.of_authorities(coverage);
        let of_authorities = || authorities.in_order(coverage.authorities.len());
        self.area_layer("authorities", of_authorities)?;
        // A region is the dissolve of its authorities' outlines: far fewer edges than its wards have.
        let region_of = |authority: usize| coverage.authorities[authority].region.map(|ix| ix.0 as usize);
        let regions = authorities.further(region_of);
        self.area_layer("regions", || regions.in_order(coverage.regions.len()))?;
        let nation_of = |authority: usize| coverage.authorities[authority].nation.map(|ix| ix.0 as usize);
        let nations = authorities.further(nation_of);
        self.area_layer("nations", || nations.in_order(coverage.nations.len()))?;
        self.groups(authorities)?;
        self.reach(authorities)
    }

    fn groups(&mut self, authorities: &Dissolved) -> Result<(), WriteError> {
        let (groups, coverage) = (&self.inputs.study.settings.groups, self.inputs.coverage);
        if groups.is_empty() {
            return Ok(());
        }
        let outlines = |codes: &BTreeSet<GssCode>| {
            let found = codes.iter().filter_map(|&code| coverage.find_authority(code));
            found.filter_map(|ix| authorities.shape(ix.0 as usize)).collect::<Vec<_>>()
        };
        let shapes: Vec<Shape> = groups.values().map(|codes| dissolve(&outlines(codes))).collect();
        self.area_layer("groups", || shapes.iter().collect())
    }

    fn wants(&self, name: &str) -> bool {
        self.inputs.study.outputs.wants_layer(name)
    }

    fn area_layer<'s>(&mut self, name: &'static str, shapes: impl Fn() -> Vec<&'s Shape>) -> Result<(), WriteError> {
        if !self.wants(name) {
            return Ok(());
        }
        let (table, shapes) = (self.inputs.table(name), shapes());
        assert_eq!(table.rows.len(), shapes.len(), "one shape a row of {name}");
        let feature = |at: usize| Feature { geometry: area(shapes[at]), values: cells(&table.rows[at]) };
        let style = qgis::area_style(table, qgis::FIRST_FIELD);
        self.layer(name, &table.about, &table.columns, shapes.len(), each(feature))?;
        if name != "wards" {
            return self.style(name, style);
        }
        self.project.extend(qgis::ward_maps(table));
        self.write_style(name, style.as_ref())
    }

    /// The outline of the study's authority, or of each that is responsible for a child, and the ring around it.
    fn reach(&mut self, authorities: &Dissolved) -> Result<(), WriteError> {
        if !self.wants("reach") {
            return Ok(());
        }
        let miles = self.inputs.study.settings.threshold_miles;
        let coverage = self.inputs.coverage;
        let of_one = |ix: AuthorityIx| {
            let outline = authorities.shape(ix.0 as usize);
            outline.map_or(Vec::new(), |outline| reach_features(coverage.authority(ix), outline, miles))
        };
        let features: Vec<Feature> = self.inputs.studied_authorities().into_par_iter().flat_map_iter(of_one).collect();
        let about = "The authority's boundary, and all that lies within the threshold of it.";
        self.layer("reach", about, &REACH_COLUMNS, features.len(), each(|at| features[at].clone()))
    }

    /// Lines between the middles of wards; a flow within one ward has no line.
    fn flows(&mut self) -> Result<(), WriteError> {
        let (coverage, findings) = (self.inputs.coverage, self.inputs.findings);
        let Some(flows) = findings.ward_flows.as_ref().filter(|_| self.wants("ward_flows")) else { return Ok(()) };
        let table = self.inputs.table("ward_flows");
        let middles: Vec<_> = coverage.wards.par_iter().map(|ward| centre(&ward.shape).map(to_lonlat)).collect();
        let middle = |ward: WardIx| middles[ward.0 as usize];
        let feature = |at: usize| {
            let ends = middle(flows.flows[at].home).zip(middle(flows.flows[at].placement));
            Feature { geometry: line(ends), values: cells(&table.rows[at]) }
        };
        self.layer("ward_flows", &table.about, &table.columns, table.rows.len(), each(feature))?;
        self.style("ward_flows", qgis::flow_style(table))
    }

    fn carers(&mut self) -> Result<(), WriteError> {
        let Some((carers, located)) = self.inputs.carers else { return Ok(()) };
        let (coverage, findings) = (self.inputs.coverage, self.inputs.findings);
        let columns = carer_columns(self.inputs.study);
        let lines = |range: Range<usize>, lines: &mut Lines<'_>| {
            let geometries = points(carers[range.clone()].iter().map(|carer| carer.point));
            for ((carer, &located), geometry) in carers[range.clone()].iter().zip(&located[range]).zip(&geometries) {
                let segment = carer.segment.as_deref().and_then(|code| findings.segment(code));
                let record = CarerRecord { carer, segment, located, coverage };
                lines.add(geometry, columns.iter().map(|(_, value)| value(&record)));
            }
        };
        let about = "Approved fostering households, one feature a carer.";
        self.layer("carers", about, &without_values(&columns), carers.len(), lines)
    }

    fn children(&mut self) -> Result<(), WriteError> {
        let Some((children, measured)) = self.inputs.children else { return Ok(()) };
        let (coverage, miles) = (self.inputs.coverage, self.inputs.study.settings.threshold_miles);
        let categories = &Category::ALL.map(|category| category.label(miles));
        let columns = child_columns(self.inputs.study);
        let titles = without_values(&columns);
        let mut layer = |name, about, geometries: fn(&[Child]) -> Vec<Geometry>| {
            let lines = |range: Range<usize>, lines: &mut Lines<'_>| {
                // What is far off in memory is asked for all at once: the waits for it overlap.
                let measured: Vec<MeasuredChild> = range.clone().map(|at| *measured.of_record(at)).collect();
                let children = &children[range];
                for ((child, measured), geometry) in children.iter().zip(&measured).zip(&geometries(children)) {
                    let record = ChildRecord { child, measured, categories, coverage };
                    lines.add(geometry, columns.iter().map(|(_, value)| value(&record)));
                }
            };
            self.layer(name, about, &titles, children.len(), lines)
        };
        let [homes, placements, lines] = CHILD_LAYERS;
        layer(homes, "Where each child lived when taken into care.", |children| {
            points(children.iter().map(|child| child.home))
        })?;
        layer(placements, "Where each child lives now.", |children| {
            points(children.iter().map(|child| child.placement))
        })?;
        let about =
            "A line from each child's home to the placement; none where the two are one place, or one is not known.";
        layer(lines, about, |children| {
            let ends: Vec<_> = children.iter().flat_map(|child| [child.home, child.placement]).collect();
            to_lonlat_each(&ends).chunks(2).map(|ends| line(ends[0].zip(ends[1]))).collect()
        })
    }

    fn layer(
        &mut self,
        name: &'static str,
        about: &str,
        columns: &[Column],
        count: usize,
        add: impl Fn(Range<usize>, &mut Lines<'_>) + Sync,
    ) -> Result<(), WriteError> {
        if !self.wants(name) {
            return Ok(());
        }
        let study = self.inputs.study;
        let head = LayerHead {
            layer: name,
            about,
            study: &study.title,
            snapshot: study.snapshot.as_deref(),
            audience: Audience::Internal,
            distance: study.settings.distance,
        };
        let file = format!("layers/{name}.geojson");
        let stage = study.progress.begin(format!("Writing {file}"), Unit::Features, Some(count as u64));
        let counted = |range: Range<usize>, lines: &mut Lines<'_>| {
            let features = range.len() as u64;
            add(range, lines);
            stage.add(features);
        };
        self.folder.write(&file, |out| write_layer(out, &head, columns, count, counted))?;
        drop(stage);
        self.style(name, qgis::fixed_style(name, columns))
    }

    /// Writes a layer's style, and puts the layer into the project.
    fn style(&mut self, name: &'static str, style: Option<Style>) -> Result<(), WriteError> {
        let Some(style) = style.filter(|_| self.wants(name)) else { return Ok(()) };
        self.write_style(name, Some(&style))?;
        let (title, group) = (qgis::title_of(name).to_owned(), qgis::group_of(name));
        self.project.push(ProjectLayer { file: name, title, group, style });
        Ok(())
    }

    /// The style beside a layer, which QGIS applies by itself.
    fn write_style(&mut self, name: &str, style: Option<&Style>) -> Result<(), WriteError> {
        let Some(style) = style else { return Ok(()) };
        self.folder.write(&format!("layers/{name}.qml"), |out| out.write_all(&style.qml()))
    }

    fn project(&mut self) -> Result<(), WriteError> {
        let extent = self.inputs.extent();
        let project =
            Project { title: &self.inputs.study.title, extent, sources: self.inputs.sources, layers: &self.project };
        let text = project.qgs();
        self.folder.write("nearhome.qgs", |out| out.write_all(text.as_bytes()))
    }
}

/// The columns of the reach layer.
pub(super) static REACH_COLUMNS: [Column; 4] = [
    Column::new("authority_code", "GSS code of the authority (upper tier)."),
    Column::new("authority_name", "Its name."),
    Column::new(
        "kind",
        "boundary: the authority's outline; reach: the outline and all that lies within the miles of it.",
    ),
    Column::new("miles", "Miles from the outline, as the crow flies."),
];

/// The boundary and, up to 300 miles, the ring around it.
fn reach_features<'a>(authority: &'a Authority, outline: &Shape, miles: f64) -> Vec<Feature<'a>> {
    let feature = |kind: &'static str, shape: &Shape, miles: f64| Feature {
        geometry: area(shape),
        values: vec![Cell::Code(authority.code), Cell::Text(&authority.name), Cell::Text(kind), Cell::Number(miles, 1)],
    };
    let within = reach(outline, miles);
    let ring = within.as_ref().map(|within| feature("reach", within, miles));
    std::iter::once(feature("boundary", outline, 0.0)).chain(ring).collect()
}

fn cells(row: &[Value]) -> Vec<Cell<'_>> {
    row.iter().map(Cell::from).collect()
}

fn area(shape: &Shape) -> Geometry {
    let polygons = polygons(shape).into_iter();
    let rings = |polygon: crate::outline::Polygon| {
        std::iter::once(&polygon.exterior).chain(&polygon.holes).map(|ring| to_lonlat_all(ring)).collect()
    };
    Geometry::Polygons(polygons.map(rings).collect())
}

fn points(points: impl Iterator<Item = Option<GridPoint>>) -> Vec<Geometry> {
    let degrees = to_lonlat_each(&points.collect::<Vec<_>>()).into_iter();
    degrees.map(|degrees| degrees.map_or(Geometry::Unknown, Geometry::Point)).collect()
}

/// A line without length is no valid geometry (OGC Simple Features), so two ends in one place give none.
fn line(ends: Option<(LonLat, LonLat)>) -> Geometry {
    let apart = ends.filter(|(from, to)| from != to);
    apart.map_or(Geometry::Unknown, |(from, to)| Geometry::Line([from, to]))
}

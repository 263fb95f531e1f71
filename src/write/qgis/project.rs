//! `nearhome.qgs`: one QGIS project of all layers, grouped and styled, with a page to print. Paths in it are relative,
//! so the folder can be moved. QGIS 3.22 and later read it; what they need was found by trying, for no document says it.

use std::io;

use quick_xml::Writer;
use quick_xml::escape::escape;

use super::style::{Kind, Style};

/// The coordinate systems as QGIS writes them: the project's, and the layers' (RFC 7946).
const NATIONAL_GRID: &str = include_str!("national_grid.xml");
const WGS84: &str = include_str!("wgs84.xml");

/// The page to print, with a place for each thing that differs between studies.
const LAYOUT: &str = include_str!("layout.xml");

/// Width over height of the map on the page.
const MAP_SHAPE: f64 = 200.0 / 160.0;

/// The width of the map on the page and the widest that half a scale bar may be, in millimetres.
const MAP_WIDTH: f64 = 200.0;
const SEGMENT_WIDTH: f64 = 30.0;

/// A layer of the project: a file in `layers/` with one style. One file may be in several.
#[derive(Clone, Debug)]
pub(in crate::write) struct ProjectLayer {
    /// The file's name without its ending.
    pub file: &'static str,
    pub title: String,
    pub group: Group,
    pub style: Style,
}

/// The groups of layers, in the order of the legend, topmost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::write) enum Group {
    Boundaries,
    Records,
    Flows,
    WardMaps,
    LargerAreas,
}

impl Group {
    const ALL: [Self; 5] = [Self::Boundaries, Self::Records, Self::Flows, Self::WardMaps, Self::LargerAreas];

    fn title(self) -> &'static str {
        match self {
            Self::Boundaries => "Boundaries",
            Self::Records => "Records: for those who may see them",
            Self::Flows => "From ward to ward",
            Self::WardMaps => "Maps of wards",
            Self::LargerAreas => "Larger areas",
        }
    }

    /// Only one of its layers is shown at a time: they cover each other.
    fn is_exclusive(self) -> bool {
        matches!(self, Self::WardMaps | Self::LargerAreas)
    }
}

/// What the project is of.
#[derive(Clone, Debug)]
pub(in crate::write) struct Project<'a> {
    pub title: &'a str,
    /// The study's area on the National Grid: west, south, east, north, in metres.
    pub extent: [f64; 4],
    /// Whose data it is, line by line, as their licences ask.
    pub sources: &'a str,
    pub layers: &'a [ProjectLayer],
}

impl Project<'_> {
    /// The text of the .qgs file.
    pub fn qgs(&self) -> String {
        let [west, south, east, north] = self.extent;
        let layers: String = self.layers.iter().map(|layer| self.map_layer(layer)).collect();
        format!(
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
<qgis version=\"3.22.0\" projectname=\"{title}\">\n<title>{title}</title>\n<projectCrs>{NATIONAL_GRID}</projectCrs>\n\
{tree}\n<mapcanvas name=\"theMapCanvas\"><units>meters</units><extent><xmin>{west}</xmin><ymin>{south}</ymin>\
<xmax>{east}</xmax><ymax>{north}</ymax></extent><rotation>0</rotation>\
<destinationsrs>{NATIONAL_GRID}</destinationsrs></mapcanvas>\n<projectlayers>\n{layers}</projectlayers>\n\
<properties><Paths><Absolute type=\"bool\">false</Absolute></Paths>\
<SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys></properties>\n\
<ProjectViewSettings><DefaultViewExtent xmin=\"{west}\" ymin=\"{south}\" xmax=\"{east}\" ymax=\"{north}\">\
{NATIONAL_GRID}</DefaultViewExtent></ProjectViewSettings>\n{layout}</qgis>\n",
            title = escape(self.title),
            tree = self.tree(),
            layout = self.layout(),
        )
    }

    fn map_layer(&self, layer: &ProjectLayer) -> String {
        let geometry = match layer.style.kind {
            Kind::Points => "Point",
            Kind::Lines => "Line",
            Kind::Areas => "Polygon",
        };
        let (id, file, title) = (self.id(layer), layer.file, escape(&layer.title));
        format!(
            "<maplayer type=\"vector\" geometry=\"{geometry}\" labelsEnabled=\"0\"><id>{id}</id>\
<datasource>./layers/{file}.geojson</datasource><layername>{title}</layername><srs>{WGS84}</srs>\
<provider encoding=\"UTF-8\">ogr</provider>\n{}</maplayer>\n",
            parts(&layer.style),
        )
    }

    /// QGIS keeps an id only when it is longer than ten characters.
    fn id(&self, layer: &ProjectLayer) -> String {
        let at = self.layers.iter().position(|each| std::ptr::eq(each, layer)).unwrap_or(0);
        format!("nearhome_layer_{at:03}")
    }

    fn tree(&self) -> String {
        let groups = Group::ALL.into_iter().map(|group| self.group(group));
        format!("<layer-tree-group>\n{}</layer-tree-group>", groups.collect::<String>())
    }

    fn group(&self, group: Group) -> String {
        let layers: Vec<&ProjectLayer> = self.layers.iter().filter(|layer| layer.group == group).collect();
        if layers.is_empty() {
            return String::new();
        }
        let nodes: String = layers.iter().map(|layer| self.node(layer, self.is_shown(layer))).collect();
        let shown = layers.iter().position(|layer| self.is_shown(layer)).map_or(-1, |at| at as i64);
        let exclusive = match group.is_exclusive() {
            true => format!(" mutually-exclusive=\"1\" mutually-exclusive-child=\"{shown}\""),
            false => String::new(),
        };
        let title = escape(group.title());
        format!(
            "<layer-tree-group name=\"{title}\" expanded=\"1\" checked=\"Qt::Checked\"{exclusive}>\n{nodes}</layer-tree-group>\n"
        )
    }

    /// What is shown when the project is opened: the boundaries over the first map of wards.
    fn is_shown(&self, layer: &ProjectLayer) -> bool {
        let first_map = self.layers.iter().find(|each| each.group == Group::WardMaps);
        layer.group == Group::Boundaries || first_map.is_some_and(|first| std::ptr::eq(first, layer))
    }

    fn node(&self, layer: &ProjectLayer, is_shown: bool) -> String {
        let checked = if is_shown { "Qt::Checked" } else { "Qt::Unchecked" };
        let (id, file, title) = (self.id(layer), layer.file, escape(&layer.title));
        let expanded = u8::from(is_shown);
        format!(
            "<layer-tree-layer id=\"{id}\" name=\"{title}\" checked=\"{checked}\" expanded=\"{expanded}\" \
source=\"./layers/{file}.geojson\" providerKey=\"ogr\"/>\n"
        )
    }

    fn layout(&self) -> String {
        let [west, south, east, north] = of_shape(self.extent, MAP_SHAPE);
        let shown = self.layers.iter().filter(|layer| self.is_shown(layer));
        let legend: String = shown.map(|layer| self.node(layer, true)).collect();
        let legend = format!("<layer-tree-group>\n{legend}</layer-tree-group>");
        let fields = [
            ("@west@", west.to_string()),
            ("@south@", south.to_string()),
            ("@east@", east.to_string()),
            ("@north@", north.to_string()),
            ("@title@", escape(self.title).into_owned()),
            ("@sources@", escape(self.sources).replace('\n', "&#xa;")),
            ("@scale_miles@", scale_miles(east - west).to_string()),
            ("@legend_tree@", legend),
        ];
        fields.iter().fold(LAYOUT.to_owned(), |text, (place, value)| text.replace(place, value))
    }
}

fn parts(style: &Style) -> String {
    let mut out = Writer::new(Vec::new());
    let written: io::Result<()> = style.write_parts(&mut out);
    written.expect("writing to memory cannot fail");
    String::from_utf8(out.into_inner()).expect("what was text before")
}

/// The least extent of this shape (width over height) around the same middle.
fn of_shape([west, south, east, north]: [f64; 4], shape: f64) -> [f64; 4] {
    let (width, height) = ((east - west).max(1.0), (north - south).max(1.0));
    let (width, height) = if width < height * shape { (height * shape, height) } else { (width, width / shape) };
    let (x, y) = (f64::midpoint(west, east), f64::midpoint(south, north));
    [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0]
}

/// Miles in a segment of the scale bar: 1, 2 or 5 times a power of ten.
fn scale_miles(map_metres: f64) -> f64 {
    let most = map_metres / crate::geography::METRES_PER_MILE * SEGMENT_WIDTH / MAP_WIDTH;
    let power = 10_f64.powf(most.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|times| times * power).find(|&miles| miles <= most).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_bar_has_round_miles_and_fits() {
        for (miles_across, expected) in [(100.0, 10.0), (40.0, 5.0), (14.0, 2.0), (7.0, 1.0), (3.0, 0.2)] {
            assert!((scale_miles(miles_across * 1609.344) - expected).abs() < 1e-9, "{miles_across}");
        }
    }

    #[test]
    fn the_extent_of_the_page_holds_the_study_in_the_shape_of_the_map() {
        for extent in [[0.0, 0.0, 100.0, 10.0], [0.0, 0.0, 10.0, 100.0]] {
            let [west, south, east, north] = of_shape(extent, 1.25);
            assert!(((east - west) / (north - south) - 1.25).abs() < 1e-9);
            assert!(west <= extent[0] && south <= extent[1] && east >= extent[2] && north >= extent[3]);
        }
    }
}

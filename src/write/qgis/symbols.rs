//! Symbols as QGIS writes them: fills, lines and markers of one layer each.

use std::io;

use quick_xml::Writer;

use crate::write::colours::{Colour, GREY, WHITE};

/// How a feature is drawn; sizes in millimetres on the map.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::write) enum Symbol {
    Fill {
        colour: Colour,
    },
    /// What is not known: grey lines on white, which no one takes for a class.
    Hatched,
    /// An area of which only the outline is drawn.
    Outline {
        colour: Colour,
        width: f64,
        is_dashed: bool,
    },
    Line {
        colour: Colour,
        width: f64,
    },
    Marker {
        shape: &'static str,
        colour: Colour,
        size: f64,
    },
}

/// Dark enough to part two pale wards, thin enough not to hide a small one.
const BORDER: (Colour, f64) = (Colour(110, 110, 110), 0.1);

impl Symbol {
    /// Writes the symbol under the name that a rule calls it by.
    pub fn write(&self, name: &str, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let (kind, class) = match self {
            Self::Fill { .. } | Self::Hatched | Self::Outline { .. } => ("fill", "SimpleFill"),
            Self::Line { .. } => ("line", "SimpleLine"),
            Self::Marker { .. } => ("marker", "SimpleMarker"),
        };
        let symbol = out.create_element("symbol");
        symbol.with_attributes([("type", kind), ("name", name), ("alpha", "1")]).write_inner_content(|out| {
            let layer = out.create_element("layer");
            layer
                .with_attributes([("class", class), ("enabled", "1"), ("locked", "0"), ("pass", "0")])
                .write_inner_content(|out| {
                    out.create_element("Option").with_attribute(("type", "Map")).write_inner_content(|out| {
                        for (name, value) in self.properties() {
                            let option = out.create_element("Option");
                            option
                                .with_attributes([("type", "QString"), ("name", name), ("value", value.as_str())])
                                .write_empty()?;
                        }
                        Ok(())
                    })?;
                    Ok(())
                })?;
            Ok(())
        })?;
        Ok(())
    }

    fn properties(&self) -> Vec<(&'static str, String)> {
        match *self {
            Self::Fill { colour } => fill(colour, "solid"),
            Self::Hatched => fill(GREY, "b_diagonal"),
            Self::Outline { colour, width, is_dashed } => vec![
                ("style", "no".to_owned()),
                ("outline_color", rgba(colour)),
                ("outline_style", if is_dashed { "dash" } else { "solid" }.to_owned()),
                ("outline_width", width.to_string()),
                ("outline_width_unit", "MM".to_owned()),
            ],
            Self::Line { colour, width } => vec![
                ("line_color", see_through(colour)),
                ("line_width", width.to_string()),
                ("line_width_unit", "MM".to_owned()),
                ("capstyle", "round".to_owned()),
            ],
            Self::Marker { shape, colour, size } => vec![
                ("name", shape.to_owned()),
                ("color", rgba(colour)),
                ("size", size.to_string()),
                ("size_unit", "MM".to_owned()),
                ("outline_color", rgba(WHITE)),
                ("outline_width", "0.15".to_owned()),
            ],
        }
    }
}

fn fill(colour: Colour, style: &str) -> Vec<(&'static str, String)> {
    let (border, width) = BORDER;
    vec![
        ("color", rgba(colour)),
        ("style", style.to_owned()),
        ("outline_color", rgba(border)),
        ("outline_style", "solid".to_owned()),
        ("outline_width", width.to_string()),
        ("outline_width_unit", "MM".to_owned()),
    ]
}

/// Lines lie over one another by the thousand: where many are, the colour is full.
fn see_through(Colour(red, green, blue): Colour) -> String {
    format!("{red},{green},{blue},130")
}

fn rgba(Colour(red, green, blue): Colour) -> String {
    format!("{red},{green},{blue},255")
}

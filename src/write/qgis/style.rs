//! A layer's style as QGIS writes it: rules with their symbols, field aliases and the map tip. `NAME.qml` beside
//! `NAME.geojson` is applied by QGIS by itself; the project holds the same.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::symbols::Symbol;
use crate::write::words::alias;

/// The features that a filter (a QGIS expression) picks, their line in the legend and how they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::write) struct Rule {
    pub filter: String,
    pub label: String,
    pub symbol: Symbol,
}

/// What kind of shapes a layer holds; the number is QGIS's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::write) enum Kind {
    Points = 0,
    Lines = 1,
    Areas = 2,
}

/// The style of one layer.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::write) struct Style {
    pub kind: Kind,
    /// Features that no rule picks are not drawn.
    pub rules: Vec<Rule>,
    /// The layer's fields, in order.
    pub fields: Vec<String>,
    /// The field that names a feature, and those that its map tip shows.
    pub title_field: &'static str,
    pub tip_fields: Vec<&'static str>,
}

impl Style {
    /// The text of a .qml file.
    pub fn qml(&self) -> Vec<u8> {
        let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
        let qgis = out.create_element("qgis").with_attribute(("version", "3.22.0"));
        qgis.write_inner_content(|out| self.write_parts(out)).expect("writing to memory cannot fail");
        let mut text = out.into_inner();
        text.push(b'\n');
        text
    }

    /// The parts of a style, in a .qml as in a project.
    pub fn write_parts(&self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        self.write_renderer(out)?;
        out.create_element("aliases").write_inner_content(|out| {
            for (at, field) in self.fields.iter().enumerate() {
                let (at, name) = (at.to_string(), alias(field));
                let alias = out.create_element("alias");
                let attributes = [("field", field.as_str()), ("index", at.as_str()), ("name", name.as_str())];
                alias.with_attributes(attributes).write_empty()?;
            }
            Ok(())
        })?;
        write_text(out, "previewExpression", &format!("\"{}\"", self.title_field))?;
        write_text(out, "mapTip", &self.map_tip())?;
        write_text(out, "layerGeometryType", &(self.kind as u8).to_string())
    }

    fn write_renderer(&self, out: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let renderer = out.create_element("renderer-v2");
        let attributes =
            [("type", "RuleRenderer"), ("symbollevels", "0"), ("forceraster", "0"), ("enableorderby", "0")];
        renderer.with_attributes(attributes).write_inner_content(|out| {
            out.create_element("rules").with_attribute(("key", "root")).write_inner_content(|out| {
                for (at, rule) in self.rules.iter().enumerate() {
                    let (at, key) = (at.to_string(), format!("rule-{at}"));
                    let element = out.create_element("rule").with_attributes([
                        ("filter", rule.filter.as_str()),
                        ("label", rule.label.as_str()),
                        ("symbol", at.as_str()),
                        ("key", key.as_str()),
                    ]);
                    element.write_empty()?;
                }
                Ok(())
            })?;
            out.create_element("symbols").write_inner_content(|out| {
                self.rules.iter().enumerate().try_for_each(|(at, rule)| rule.symbol.write(&at.to_string(), out))
            })?;
            Ok(())
        })?;
        Ok(())
    }

    /// The tip as HTML with QGIS expressions in it; fields that are null show a dash.
    fn map_tip(&self) -> String {
        let line = |field: &&str| {
            format!(
                "<tr><td>{}</td><td align=\"right\">[% coalesce(\"{field}\", '\u{2013}') %]</td></tr>",
                alias(field)
            )
        };
        let lines: String = self.tip_fields.iter().map(line).collect();
        format!("<b>[% \"{}\" %]</b><table>{lines}</table>", self.title_field)
    }
}

fn write_text(out: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

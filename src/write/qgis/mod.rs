//! What QGIS opens: each layer's style beside it (`.qml`), and a project of them all (`nearhome.qgs`).

mod layer_styles;
mod project;
mod style;
mod symbols;

pub(super) use layer_styles::{FIRST_FIELD, area_style, fixed_style, flow_style, group_of, title_of, ward_maps};
pub(super) use project::{Project, ProjectLayer};
pub(super) use style::Style;

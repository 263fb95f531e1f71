//! Which layer is drawn how: the one list of styles.

use std::borrow::Cow;

use super::project::{Group, ProjectLayer};
use super::style::{Kind, Rule, Style};
use super::symbols::Symbol;
use crate::fostering::Provider;
use crate::measure::Category;
use crate::write::classes::{Class, Within, classes};
use crate::write::colours::{BLUE, Colour, DARK, GREY, SKY, colour_of_category, colour_of_provider};
use crate::write::{Column, Table, Value};

/// What the tip of an area shows, as far as its layer has it.
const AREA_TIP: [&str; 9] = [
    "authority_name",
    "carers",
    "approved_places",
    "vacant_places",
    "children_home",
    "children_placed",
    "gap_places",
    "children_home_per_10k",
    "outside_percent",
];

/// The field that a layer of areas is coloured by when it is opened on its own.
pub(in crate::write) const FIRST_FIELD: &str = "children_home";

/// A map of areas coloured by one of their fields. `None` when the table has no such field.
pub(in crate::write) fn area_style(table: &Table, field: &str) -> Option<Style> {
    let at = table.columns.iter().position(|column| column.name == field)?;
    let rule = |class: Class| {
        let symbol = class.colour.map_or(Symbol::Hatched, |colour| Symbol::Fill { colour });
        Rule { filter: filter(field, class.within), label: class.label, symbol }
    };
    let rules = classes(table.rows.iter().map(|row| &row[at])).into_iter().map(rule).collect();
    let has = |name: &&&str| table.columns.iter().any(|column| column.name == **name);
    Some(Style {
        kind: Kind::Areas,
        rules,
        fields: names(&table.columns),
        title_field: title_field(&table.columns),
        tip_fields: AREA_TIP.iter().filter(has).copied().collect(),
    })
}

/// A class as an expression of QGIS.
fn filter(field: &str, within: Within) -> String {
    match within {
        Within::Above(lower, upper) => format!("\"{field}\" > {lower} AND \"{field}\" <= {upper}"),
        Within::Below(lower, upper) => format!("\"{field}\" < -{lower} AND \"{field}\" >= -{upper}"),
        Within::Nought => format!("\"{field}\" = 0"),
        Within::NotKnown => format!("\"{field}\" IS NULL"),
    }
}

/// An area's own name, by which its map tip and its row are called.
fn title_field(columns: &[Column]) -> &'static str {
    const NAMES: [&str; 5] = ["ward_name", "authority_name", "region_name", "nation_name", "group_name"];
    let own = NAMES.into_iter().find(|name| columns.iter().take(2).any(|column| column.name == *name));
    own.unwrap_or("ward_code")
}

/// The style of a layer of records or of lines, by the layer's name; `None` for layers of areas, and where the study wants
/// no columns to tell one feature from another by.
pub(in crate::write) fn fixed_style(layer: &str, columns: &[Column]) -> Option<Style> {
    const ANSWERS: &[&str] = &["boundary", "nearness"];
    let (kind, needed, rules, shown): (_, &[&str], _, &[&'static str]) = match layer {
        "reach" => (Kind::Areas, &["kind"], reach(), &["authority_name", "kind", "miles"]),
        "carers" => {
            let shown = &["provider", "carer_type", "approved_places", "vacant_places", "ward_name"];
            (Kind::Points, &["provider"], carers(), shown)
        }
        "homes" => (Kind::Points, &[], homes(), &["home_ward_name", "category", "placement_group"]),
        "placements" => {
            let shown = &["placement_ward_name", "category", "placement_group", "provider"];
            (Kind::Points, ANSWERS, placements(), shown)
        }
        "home_to_placement" => {
            (Kind::Lines, ANSWERS, journeys(), &["category", "distance_ssda903_miles", "placement_group"])
        }
        _ => return None,
    };
    let has = |name: &str| columns.iter().any(|column| column.name == name);
    if !needed.iter().all(|name| has(name)) {
        return None;
    }
    let mut shown = shown.iter().copied().filter(|name| has(name));
    let fixed = |column: &Column| match column.name {
        Cow::Borrowed(name) => Some(name),
        Cow::Owned(_) => None,
    };
    let title_field = shown.next().or_else(|| columns.iter().find_map(fixed))?;
    Some(Style { kind, rules, fields: names(columns), title_field, tip_fields: shown.collect() })
}

/// Flows between wards: the more children, the wider.
pub(in crate::write) fn flow_style(table: &Table) -> Option<Style> {
    let at = table.columns.iter().position(|column| column.name == "children")?;
    let classes = classes(table.rows.iter().map(|row| &row[at])).into_iter();
    let counted = classes.filter(|class| matches!(class.within, Within::Above(..)));
    let widths = [0.2, 0.6, 1.2, 2.0, 3.0];
    let line = |(class, width): (Class, f64)| Rule {
        filter: filter("children", class.within),
        label: class.label,
        symbol: Symbol::Line { colour: BLUE, width },
    };
    Some(Style {
        kind: Kind::Lines,
        rules: counted.zip(widths).map(line).collect(),
        fields: names(&table.columns),
        title_field: "home_ward_name",
        tip_fields: vec!["placement_ward_name", "children"],
    })
}

fn names(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.name.to_string()).collect()
}

fn is(field: &str, value: &str) -> String {
    format!("\"{field}\" = '{}'", value.replace('\'', "''"))
}

fn reach() -> Vec<Rule> {
    let outline = |kind, label: &str, width, is_dashed| Rule {
        filter: is("kind", kind),
        label: label.to_owned(),
        symbol: Symbol::Outline { colour: DARK, width, is_dashed },
    };
    vec![
        outline("boundary", "Boundary of the authority", 0.6, false),
        outline("reach", "Within the threshold of it", 0.4, true),
    ]
}

fn carers() -> Vec<Rule> {
    let shape_of = |provider| match provider {
        Provider::InHouse => "circle",
        Provider::Ifa => "square",
        Provider::OtherAuthority => "triangle",
        Provider::Parent => "star",
        Provider::Other => "diamond",
    };
    let rule = |provider: Provider| {
        let (shape, colour) = (shape_of(provider), colour_of_provider(Some(provider)));
        let symbol = Symbol::Marker { shape, colour, size: 2.0 };
        Rule { filter: is("provider", provider.word()), label: provider.label().to_owned(), symbol }
    };
    let mut rules: Vec<Rule> = Provider::ALL.map(rule).into();
    rules.push(not_known("provider", Symbol::Marker { shape: "cross2", colour: GREY, size: 2.0 }));
    rules
}

fn not_known(field: &str, symbol: Symbol) -> Rule {
    Rule { filter: format!("\"{field}\" IS NULL"), label: "Not known".to_owned(), symbol }
}

fn homes() -> Vec<Rule> {
    let symbol = Symbol::Marker { shape: "circle", colour: SKY, size: 1.6 };
    vec![Rule { filter: "TRUE".to_owned(), label: "Home".to_owned(), symbol }]
}

/// The shape says inside or outside, the colour near or far.
fn look(category: Category) -> (&'static str, Colour) {
    let shape = match category {
        Category::InsideNear | Category::InsideFar | Category::InsideNotKnown => "circle",
        Category::OutsideNear | Category::OutsideFar | Category::OutsideNotKnown => "triangle",
        Category::BoundaryNotKnown => "cross2",
    };
    (shape, colour_of_category(category))
}

/// The words of DfE stand in the layer with the study's threshold, so the fields of the two answers are asked.
fn of_category(category: Category, symbol: Symbol) -> Rule {
    let (boundary, nearness, label) = match category {
        Category::InsideNear => ("inside", Some("near"), "Inside the boundary, near"),
        Category::InsideFar => ("inside", Some("far"), "Inside the boundary, far"),
        Category::InsideNotKnown => ("inside", Some("not_known"), "Inside the boundary, distance not known"),
        Category::OutsideNear => ("outside", Some("near"), "Outside the boundary, near"),
        Category::OutsideFar => ("outside", Some("far"), "Outside the boundary, far"),
        Category::OutsideNotKnown => ("outside", Some("not_known"), "Outside the boundary, distance not known"),
        Category::BoundaryNotKnown => ("not_known", None, "Boundary not known"),
    };
    let nearness = nearness.map_or(String::new(), |word| format!(" AND {}", is("nearness", word)));
    Rule { filter: is("boundary", boundary) + &nearness, label: label.to_owned(), symbol }
}

fn placements() -> Vec<Rule> {
    let rule = |category| {
        let (shape, colour) = look(category);
        of_category(category, Symbol::Marker { shape, colour, size: 1.8 })
    };
    Category::ALL.map(rule).into()
}

fn journeys() -> Vec<Rule> {
    let rule = |category| of_category(category, Symbol::Line { colour: look(category).1, width: 0.25 });
    Category::ALL.map(rule).into()
}

/// The maps of wards that the project offers, by field; the first is the one shown.
const WARD_MAPS: [(&str, &str); 6] = [
    (FIRST_FIELD, "Children by home ward"),
    ("carers", "Carers"),
    ("children_placed", "Children placed"),
    ("gap_places", "Fostered children less approved places"),
    ("children_home_per_10k", "Children per 10,000 under 18"),
    ("untapped_carers", "Carers to be expected and not there"),
];

/// The wards once for each field that is known.
pub(in crate::write) fn ward_maps(table: &Table) -> Vec<ProjectLayer> {
    let known = WARD_MAPS.iter().filter(|(field, _)| is_known(table, field));
    let layer = |(field, title): &(&str, &str)| {
        let style = area_style(table, field)?;
        Some(ProjectLayer { file: "wards", title: (*title).to_owned(), group: Group::WardMaps, style })
    };
    known.filter_map(layer).collect()
}

fn is_known(table: &Table, field: &str) -> bool {
    let at = table.columns.iter().position(|column| column.name == field);
    at.is_some_and(|at| table.rows.iter().any(|row| row[at] != Value::Null))
}

/// The group of a layer in the project.
pub(in crate::write) fn group_of(layer: &str) -> Group {
    match layer {
        "reach" => Group::Boundaries,
        "ward_flows" => Group::Flows,
        "carers" | "homes" | "placements" | "home_to_placement" => Group::Records,
        _ => Group::LargerAreas,
    }
}

/// A layer's title for people.
pub(in crate::write) fn title_of(layer: &str) -> &'static str {
    match layer {
        "authorities" => "Children by home: authorities",
        "regions" => "Children by home: regions",
        "nations" => "Children by home: nations",
        "groups" => "Children by home: groups",
        "reach" => "Authority and what is within reach",
        "ward_flows" => "Children from home ward to placement ward",
        "carers" => "Carers by provider",
        "homes" => "Homes",
        "placements" => "Placements",
        "home_to_placement" => "From home to placement",
        _ => "Wards",
    }
}

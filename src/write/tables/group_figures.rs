//! The columns that say which group of a breakdown a row is of, for every table that is broken down.

use super::figure::{Figure, figure, text};
use crate::summarise::Group;
use crate::write::Value;

/// A row of one group.
pub(super) trait OfGroup {
    fn group(&self) -> &Group;
}

pub(super) fn group_figures<R: OfGroup>() -> Vec<Figure<R>> {
    vec![
        figure(
            "breakdown",
            "What the children are broken down by; each breakdown is of the same children.",
            |row: &R| text(row.group().breakdown.word()),
        ),
        figure("group_code", "GSS code of the ward or authority, or the provider's word; else empty.", |row: &R| {
            Value::text(row.group().code.clone())
        }),
        figure("group", "The group in words.", |row: &R| text(row.group().label.as_str())),
    ]
}

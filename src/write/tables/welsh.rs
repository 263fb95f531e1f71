//! The table of where a Welsh authority's children are placed, in the shape of StatsWales: of all and of those fostered.

use super::figure::{count, figure, percent, table, text};
use crate::summarise::{WelshPlace, WelshSplit};
use crate::write::Table;

/// One cell of the split.
type Cell<'a> = (&'a WelshSplit, WelshPlace);

/// One row a group of children and place, in a fixed order.
pub(super) fn welsh_split_table(splits: &[WelshSplit]) -> Table {
    let figures = vec![
        figure("group", "all or foster_placements.", |(split, _): &Cell| {
            text(if split.is_of_fostered { "foster_placements" } else { "all" })
        }),
        figure(
            "place",
            "inside, elsewhere_in_wales, england, elsewhere (Scotland, Northern Ireland, the islands) or not_known.",
            |(_, place): &Cell| text(place.word()),
        ),
        figure("category", "The same in words, after StatsWales.", |(_, place): &Cell| text(place.label())),
        figure("children", "Children placed there: the numerator.", |(split, place): &Cell| {
            count(split.by_place[*place as usize])
        }),
        figure(
            "group_children",
            "All children of the group, not known included: the denominator.",
            |(split, _): &Cell| count(split.children),
        ),
        figure("percent", "children of group_children, in percent.", |(split, place): &Cell| {
            percent(Some(split.share(*place)))
        }),
    ];
    let cells = splits.iter().flat_map(|split| WelshPlace::ALL.map(|place| (split, place)));
    let about =
        "How many children are placed inside their Welsh authority, elsewhere in Wales, in England and elsewhere?";
    table("welsh_split", about, figures, cells)
}

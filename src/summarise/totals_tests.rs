//! Wards + outside + not known = read, column by column of the ward table.

use proptest::prelude::*;

use super::*;
use crate::summarise::made_up::MadeUp;
use crate::summarise::{authority_counts, find};
use crate::write::Value;
use crate::write::tables::ward_table;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_ward_tables_columns_come_to_the_totals_and_these_to_what_was_read(seed: u64) {
        let study = MadeUp::at_random(seed, 70, 130);
        study.with_inputs(|inputs| {
            let table = ward_table(&find(&inputs));
            for total in totals(&inputs) {
                let parts = [total.in_wards, total.outside, total.not_known].map(|part| part.unwrap_or(0));
                prop_assert_eq!(Some(parts.iter().sum::<u64>()), total.all, "{}", total.column);
                let sum: i64 = match table.columns.iter().position(|column| column.name == total.column) {
                    Some(at) => table.rows.iter().map(|row| if let Value::Count(n) = row[at] { n } else { 0 }).sum(),
                    None => {
                        prop_assert_eq!(total.column, "children_responsible");
                        let children = authority_counts(&inputs).into_iter().filter_map(|each| each.children);
                        children.filter_map(|children| children.children_responsible).sum::<u64>() as i64
                    }
                };
                prop_assert_eq!(Some(sum as u64), total.in_wards, "{}", total.column);
            }
            Ok(())
        })?;
    }
}

#[test]
fn all_is_what_was_read_and_the_ways_of_placing_are_counted() {
    let study = MadeUp::at_random(8, 300, 200);
    study.with_inputs(|inputs| {
        let totals = totals(&inputs);
        let of = |column| totals.iter().find(|total| total.column == column).unwrap();
        assert_eq!((of("carers").all, of("children_home").all), (Some(300), Some(200)));
        assert_eq!((of("children_placed").all, of("children_responsible").all), (Some(200), Some(200)));
        let on_border = study.carers.iter().filter(|(_, point)| point.placing() == Placing::OnBorder).count() as u64;
        assert!(on_border > 0);
        assert_eq!(of("carers").placings.unwrap().on_border, on_border);
        let unknown = study.carers.iter().filter(|(_, point)| !point.is_known()).count() as u64;
        assert_eq!(of("carers").not_known, Some(unknown));
    });
}

//! Every table is well formed, and the ward table has the design's fields in the design's order.

use std::collections::BTreeSet;

use super::*;
use crate::fostering::Provider;
use crate::measure::Category;
use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};
use crate::summarise::{GroupSplit, RankMeasure, find};
use crate::write::Value;

fn of_a_study<T>(then: impl FnOnce(&Findings) -> T) -> T {
    let mut study = MadeUp::at_random(31, 150, 400);
    study.settings.authority = Some(code(AUTHORITIES[0]));
    study.with_inputs(|inputs| then(&find(&inputs)))
}

fn named(tables: &[Table], name: &str) -> Table {
    tables.iter().find(|table| table.name == name).unwrap_or_else(|| panic!("no table {name}")).clone()
}

fn cell<'a>(table: &'a Table, row: usize, column: &str) -> &'a Value {
    let at = table.columns.iter().position(|each| each.name == column);
    &table.rows[row][at.unwrap_or_else(|| panic!("no column {column} in {}", table.name))]
}

/// Design, section 5.
const WARD_FIELDS: [&str; 27] = [
    "ward_code",
    "ward_name",
    "authority_code",
    "authority_name",
    "region_code",
    "region_name",
    "carers",
    "carers_in_house",
    "carers_ifa",
    "carers_other",
    "approved_places",
    "vacant_places",
    "children_home",
    "children_placed",
    "children_placed_from_elsewhere",
    "population_0_17",
    "children_home_per_10k",
    "carers_per_10k_households",
    "median_distance_miles",
    "mean_distance_miles",
    "inside_near",
    "inside_far",
    "inside_not_known",
    "outside_near",
    "outside_far",
    "outside_not_known",
    "boundary_not_known",
];

#[test]
fn the_ward_table_begins_with_the_designs_fields_in_order() {
    let table = of_a_study(ward_table);
    let names: Vec<_> = table.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(names[..WARD_FIELDS.len()], WARD_FIELDS);
    for measure in RankMeasure::ALL {
        assert!(names.contains(&measure.word()), "{} is ranked and must be a column", measure.word());
    }
}

#[test]
fn every_table_is_well_formed() {
    let tables = of_a_study(all_tables);
    let names: BTreeSet<_> = tables.iter().map(|table| &table.name).collect();
    assert_eq!((names.len(), tables.len()), (22, 22), "each name once");
    for table in &tables {
        assert!(!table.rows.is_empty() && table.about.ends_with('?'), "{}", table.name);
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        let columns: BTreeSet<_> = table.columns.iter().map(|column| &column.name).collect();
        assert_eq!(columns.len(), table.columns.len(), "{}", table.name);
        for column in &table.columns {
            let is_snake = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
            assert!(column.name.chars().all(is_snake) && column.about.ends_with('.'), "{}", column.name);
        }
    }
}

#[test]
fn area_tables_have_one_row_an_area_in_order_of_code() {
    for (table, rows) in
        of_a_study(|findings| [(ward_table(findings), 13), (authority_table(findings), 6), (region_table(findings), 2)])
    {
        assert_eq!(table.rows.len(), rows);
        let codes: Vec<String> = table.rows.iter().map(|row| format!("{:?}", row[0])).collect();
        assert!(codes.is_sorted(), "{}", table.name);
    }
}

#[test]
fn decimals_are_those_of_the_unit() {
    let table = of_a_study(authority_table);
    let decimals = |column| match cell(&table, 0, column) {
        Value::Number(_, decimals) => *decimals,
        other => panic!("{column} is {other:?}"),
    };
    assert_eq!((decimals("mean_distance_miles"), decimals("median_distance_miles")), (2, 2));
    assert_eq!(decimals("outside_far_percent"), 1);
    assert_eq!(decimals("children_home_per_carer"), 2);
}

#[test]
fn what_is_not_known_is_null_and_a_true_zero_is_zero() {
    let table = of_a_study(|findings| {
        let mut findings = findings.clone();
        findings.wards[0].population_0_17 = None;
        findings.wards[1].population_0_17 = Some(0);
        ward_table(&findings)
    });
    assert_eq!(cell(&table, 0, "population_0_17"), &Value::Null);
    assert_eq!(cell(&table, 1, "population_0_17"), &Value::Count(0));
    assert_eq!(cell(&table, 1, "children_home_per_10k"), &Value::Null);
    assert_eq!(cell(&table, 12, "authority_code"), &Value::Null, "ward 12 has no authority");
    assert_eq!(cell(&table, 8, "region_code"), &Value::Null, "Wales has no regions");
}

#[test]
fn the_split_table_has_each_numerator_beside_its_denominator() {
    let (table, row): (Table, GroupSplit) =
        of_a_study(|findings| (named(&all_tables(findings), "boundary_split"), findings.boundary_split[0].clone()));
    assert_eq!(cell(&table, 0, "category"), &Value::Text("Inside boundary - 20 miles or less".to_owned()));
    assert_eq!(cell(&table, 0, "children"), &Value::Count(row.by_category[0] as i64));
    assert_eq!(cell(&table, 0, "group_children"), &Value::Count(row.children as i64));
    let percent = 100.0 * row.by_category[0] as f64 / row.children as f64;
    assert_eq!(cell(&table, 0, "percent"), &Value::Number(percent, 1));
    let outside = (0..13).find(|&at| cell(&table, at, "category") == &Value::Text("Outside boundary".to_owned()));
    let sum: u64 = row.by_category[3..6].iter().sum();
    assert_eq!(cell(&table, outside.expect("a row of all outside"), "children"), &Value::Count(sum as i64));
}

#[test]
fn unmatched_carers_stand_below_the_profile_and_outside_its_totals() {
    let table = of_a_study(|findings| named(&all_tables(findings), "segment_profile"));
    let compared: Vec<_> = (0..table.rows.len()).map(|row| cell(&table, row, "is_compared").clone()).collect();
    assert_eq!(compared[..4], vec![Value::Flag(true); 4]);
    assert!(compared[4..].iter().all(|flag| flag == &Value::Flag(false)) && compared.len() >= 8);
    assert!((4..table.rows.len()).all(|row| cell(&table, row, "carers_all") == &Value::Null));
}

#[test]
fn a_ranking_lists_ten_wards_from_each_end() {
    let mut study = MadeUp::at_random(31, 150, 400);
    study.settings.authority = None;
    let table = study.with_inputs(|inputs| named(&all_tables(&find(&inputs)), "ranks"));
    let of = |end: &str| {
        (0..table.rows.len())
            .filter(|&row| {
                cell(&table, row, "measure") == &Value::Text("carers".to_owned())
                    && cell(&table, row, "end") == &Value::Text(end.to_owned())
            })
            .count()
    };
    assert_eq!((of("highest"), of("lowest")), (10, 10));
}

#[test]
fn every_column_shows_the_figure_of_its_name() {
    of_a_study(|findings| {
        let (wards, authorities) = (ward_table(findings), authority_table(findings));
        for (table, counts) in [(&wards, &findings.wards), (&authorities, &findings.authorities)] {
            for (row, counts) in counts.iter().enumerate() {
                let (children, carers) = (counts.children.as_ref().unwrap(), counts.carers.unwrap());
                for category in Category::ALL {
                    let figure = children.in_category(category) as i64;
                    assert_eq!(cell(table, row, category.word()), &Value::Count(figure));
                }
                let in_house = carers.of(Some(Provider::InHouse)).carers;
                assert_eq!(cell(table, row, "carers_in_house"), &Value::count(Some(in_house)));
                assert_eq!(cell(table, row, "carers_ifa"), &Value::count(Some(carers.of(Some(Provider::Ifa)).carers)));
                assert_eq!(cell(table, row, "vacant_places"), &Value::count(carers.vacant_places()));
                assert_eq!(cell(table, row, "filled_places"), &Value::count(carers.filled_places()));
                assert_eq!(cell(table, row, "not_available_places"), &Value::count(carers.not_available_places()));
                assert_eq!(cell(table, row, "children_placed"), &Value::count(children.children_placed));
                assert_eq!(
                    cell(table, row, "median_distance_miles"),
                    &Value::number(counts.own_children().and_then(|own| own.distance.median_miles), 2)
                );
                assert_eq!(cell(table, row, "outside"), &Value::count(Some(children.outside())));
            }
        }
        for measure in [RankMeasure::Carers, RankMeasure::GapPlaces, RankMeasure::UntappedCarers] {
            let ranks = findings.rank_of_wards(measure);
            let column = format!("rank_{}", measure.word());
            assert!(ranks.iter().enumerate().all(|(row, rank)| cell(&wards, row, &column) == &Value::count(*rank)));
        }
    });
}

#[test]
fn the_tables_of_distances_providers_and_flows_repeat_their_answers() {
    of_a_study(|findings| {
        let tables = all_tables(findings);
        let distances = named(&tables, "distances");
        let spread = &findings.distances[0].ssda903;
        for (column, band) in
            distances.columns.iter().filter(|each| each.name.starts_with("children_")).zip(spread.bands)
        {
            assert_eq!(cell(&distances, 0, &column.name), &Value::Count(band as i64));
        }
        assert_eq!(
            cell(&distances, 0, "upper_quartile_distance_miles"),
            &Value::number(spread.upper_quartile_miles, 2)
        );
        let providers = named(&tables, "provider_split");
        let fostered = findings.provider_split[0].fostered(Some(Provider::Ifa)).unwrap();
        assert_eq!(cell(&providers, 1, "provider"), &Value::Text("ifa".to_owned()));
        assert_eq!(cell(&providers, 1, "children_fostered"), &Value::Count(fostered.numerator as i64));
        assert_eq!(cell(&providers, 1, "children_fostered_all"), &Value::Count(fostered.denominator as i64));
        let (balances, answer) = (named(&tables, "authority_balance"), findings.authority_flows.as_ref().unwrap());
        for (row, balance) in answer.balances.iter().enumerate() {
            let out = balance.holds_own_children.then_some(balance.out);
            assert_eq!(cell(&balances, row, "children_out"), &Value::count(out));
            assert_eq!(cell(&balances, row, "children_in"), &Value::count(balance.others_in));
            assert_eq!(cell(&balances, row, "net_in"), &balance.net().map_or(Value::Null, Value::Count));
        }
        let sum = |table: &Table| -> i64 {
            (0..table.rows.len())
                .map(|row| if let Value::Count(n) = cell(table, row, "children") { *n } else { 0 })
                .sum()
        };
        assert_eq!(sum(&named(&tables, "authority_flows")), 400);
        let flows = findings.ward_flows.as_ref().unwrap();
        assert_eq!(sum(&named(&tables, "ward_flows")), flows.counted as i64);
        let here = &findings.placed_here[0];
        assert_eq!(sum(&named(&tables, "placed_here")), here.of_others as i64);
        assert_eq!(sum(&named(&tables, "placed_here_by_authority")), here.of_others as i64);
    });
}

#[test]
fn segments_stand_in_the_codebooks_order_with_its_names_and_colours() {
    let segment = |code: &str, name: &str| crate::fostering::Segment {
        code: code.into(),
        name: Some(name.into()),
        colour: "#102030".parse().ok(),
    };
    let codebook = crate::fostering::Codebook::new(vec![segment("C", "Third"), segment("A", "First")]);
    let mut study = MadeUp::at_random(31, 150, 400);
    study.settings.authority = None;
    let (plain, named_table) = study.with_inputs(|inputs| {
        let with_codebook = find(&crate::summarise::Inputs { codebook: Some(&codebook), ..inputs });
        let profile = |findings: &Findings| named(&all_tables(findings), "segment_profile");
        (profile(&find(&inputs)), profile(&with_codebook))
    });
    let codes = |table: &Table| (0..4).map(|row| cell(table, row, "segment").clone()).collect::<Vec<_>>();
    let text = |text: &str| Value::Text(text.to_owned());
    assert_eq!(codes(&plain), ["A", "B", "C", "D"].map(text));
    assert_eq!(codes(&named_table), ["C", "A", "B", "D"].map(text));
    assert_eq!(cell(&named_table, 0, "segment_name"), &text("Third"));
    assert_eq!(cell(&named_table, 0, "segment_colour"), &text("#102030"));
    assert_eq!(cell(&named_table, 2, "segment_name"), &Value::Null);
    // Another order, the same figures.
    for code in codes(&plain) {
        let row = |table: &Table| (0..4).find(|&row| cell(table, row, "segment") == &code).unwrap();
        for column in ["carers", "households", "penetration_index", "z_score"] {
            assert_eq!(cell(&plain, row(&plain), column), cell(&named_table, row(&named_table), column), "{column}");
        }
    }
}

//! The figures of random studies are those of the slow version.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::made_study::{Form, MadeChild, MadeStudy, made_study};
use crate::slow::{category, median, miles, ward_of};
use crate::support::csv_rows;

const CATEGORIES: [&str; 7] = [
    "inside_near",
    "inside_far",
    "inside_not_known",
    "outside_near",
    "outside_far",
    "outside_not_known",
    "boundary_not_known",
];

/// The counts of one ward, by the names of its columns.
fn counts(study: &MadeStudy, ward: usize, mode: &str) -> BTreeMap<&'static str, u64> {
    let is_here = |point| ward_of(&study.wards, point) == Some(ward);
    let from_here: Vec<&MadeChild> = study.children.iter().filter(|child| is_here(child.home)).collect();
    let placed_here = || study.children.iter().filter(|child| is_here(child.placement));
    let carers_here = || study.carers.iter().filter(|carer| is_here(carer.point));
    let is_elsewheres = |child: &&MadeChild| child.authority != study.wards[ward].authority;
    let mut counts = BTreeMap::from([
        ("children_home", from_here.len()),
        ("children_placed", placed_here().count()),
        ("children_placed_from_elsewhere", placed_here().filter(is_elsewheres).count()),
        ("carers", carers_here().count()),
        ("carers_in_house", carers_here().filter(|carer| carer.is_in_house).count()),
        ("carers_ifa", carers_here().filter(|carer| !carer.is_in_house).count()),
        ("approved_places", carers_here().map(|carer| usize::from(carer.places)).sum()),
        ("distance_known", from_here.iter().filter(|child| miles(child, mode).is_some()).count()),
    ]);
    for word in CATEGORIES {
        counts.insert(word, from_here.iter().filter(|child| category(study, child, mode) == word).count());
    }
    counts.into_iter().map(|(column, count)| (column, count as u64)).collect()
}

fn assert_agrees(study: &MadeStudy, mode: &'static str) {
    let folder = tempfile::tempdir().unwrap();
    let out = study.run(folder.path(), &Form { distance: mode, ..Form::default() }, &["--quiet"]);
    let rows = csv_rows(&out.join("tables/wards.csv"));
    assert_eq!(rows.len(), study.wards.len());
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(row["ward_code"], study.wards[at].code);
        for (column, count) in counts(study, at, mode) {
            // Nobody's carers have places that are not known, so that a blank is a ward without carers.
            let written = row[column].parse().unwrap_or(0);
            assert_eq!(written, count, "{column} of {} ({mode})", study.wards[at].code);
        }
        let is_here = |child: &&MadeChild| ward_of(&study.wards, child.home) == Some(at);
        let known: Vec<f64> = study.children.iter().filter(is_here).filter_map(|child| miles(child, mode)).collect();
        let mean = (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64);
        assert_near(&row["mean_distance_miles"], mean);
        assert_near(&row["median_distance_miles"], median(known));
    }
}

/// Written with two decimals.
fn assert_near(written: &str, expected: Option<f64>) {
    let Some(expected) = expected else { return assert_eq!(written, "") };
    let figure: f64 = written.parse().unwrap();
    assert!((figure - expected).abs() <= 0.005 + 1e-9, "{figure}, not {expected}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_figure_of_a_ward_is_that_of_the_slow_version(study in made_study()) {
        for mode in ["ssda903", "exact"] {
            assert_agrees(&study, mode);
        }
    }
}

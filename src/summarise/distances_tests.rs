//! Distances by group against plain means and counts.

use proptest::prelude::*;

use super::*;
use crate::fostering::AgeBand;
use crate::summarise::Breakdown;
use crate::summarise::made_up::MadeUp;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn each_groups_distances_are_its_childrens(seed: u64) {
        let study = MadeUp::at_random(seed, 0, 150);
        let children = study.measured();
        let authority = study.settings.authority;
        let own = children.iter().filter(|child| authority.is_none() || child.responsible == authority);
        let rows = distances(&children, &study.coverage, &study.settings);
        for band in AgeBand::ALL {
            let row = rows.iter().find(|row| row.group.label == band.label()).unwrap();
            let there: Vec<_> = own.clone().filter(|child| child.age_band == Some(band)).collect();
            let miles: Vec<f64> = there.iter().filter_map(|child| child.distance.map(|d| d.exact_miles())).collect();
            prop_assert_eq!((row.children, row.exact.known), (there.len() as u64, miles.len() as u64));
            prop_assert_eq!(row.exact.not_known, (there.len() - miles.len()) as u64);
            prop_assert_eq!(row.exact.maximum_miles, miles.iter().copied().max_by(f64::total_cmp));
            if let Some(mean) = row.exact.mean_miles {
                prop_assert!((mean - miles.iter().sum::<f64>() / miles.len() as f64).abs() < 1e-9);
            }
            let five_to_ten = miles.iter().filter(|&&miles| miles > 5.0 && miles <= 10.0).count() as u64;
            prop_assert_eq!(row.exact.bands[1], five_to_ten);
        }
        for row in &rows {
            prop_assert_eq!(row.ssda903.known + row.ssda903.not_known, row.children);
            prop_assert_eq!(row.ssda903.bands.iter().sum::<u64>(), row.ssda903.known);
        }
        prop_assert_eq!(rows[0].group.breakdown, Breakdown::All);
    }
}

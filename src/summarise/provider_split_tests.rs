//! Providers against plain counts.

use proptest::prelude::*;

use super::*;
use crate::summarise::made_up::MadeUp;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn providers_of_an_area_add_up_and_all_is_every_record(seed: u64) {
        let mut study = MadeUp::at_random(seed, 80, 120);
        study.settings.authority = None;
        study.with_inputs(|inputs| {
            let splits = provider_split(&inputs);
            let levels = ["nation", "region", "group", "authority", "ward"];
            let of_level = |level: &str| splits.iter().filter(|split| split.place.as_ref().is_some_and(|place| place.level() == level)).count();
            prop_assert_eq!(levels.map(of_level), [2, 2, study.settings.groups.len(), 6, 13]);
            let providers = || Provider::ALL.map(Some).into_iter().chain([None]);
            for split in &splits {
                let sum = |share: &dyn Fn(Option<Provider>) -> Option<Share>| -> (u64, u64) {
                    let shares: Vec<_> = providers().filter_map(share).collect();
                    (shares.iter().map(|share| share.numerator).sum(), shares[0].denominator)
                };
                for (cells, total) in [
                    sum(&|provider| split.carers(provider)),
                    sum(&|provider| split.approved_places(provider)),
                    sum(&|provider| split.children(provider)),
                    sum(&|provider| split.fostered(provider)),
                ] {
                    prop_assert_eq!(cells, total);
                }
            }
            for provider in providers() {
                let carers = study.carers.iter().filter(|(carer, _)| carer.provider == provider);
                let places: u64 = carers.clone().filter_map(|(carer, _)| carer.approved_places).map(u64::from).sum();
                let children = study.children.iter().filter(|(child, ..)| child.provider == provider);
                prop_assert_eq!(splits[0].carers(provider), Some(Share::of(carers.count() as u64, 80)));
                prop_assert_eq!(splits[0].approved_places(provider).unwrap().numerator, places);
                prop_assert_eq!(splits[0].children(provider), Some(Share::of(children.count() as u64, 120)));
            }
            for split in &splits {
                let Some(Place::Authority(ix)) = split.place else { continue };
                let own = inputs.children.unwrap().iter().filter(|child| child.responsible_ix == Some(ix));
                let fostered = own.clone().filter(|child| child.is_fostered() && child.provider.is_none()).count() as u64;
                prop_assert_eq!(split.fostered(None).unwrap().numerator, fostered);
                prop_assert_eq!(split.children(None).unwrap().denominator, own.count() as u64);
            }
            Ok(())
        })?;
    }
}

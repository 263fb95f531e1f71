//! Where are the children of a Welsh authority placed: inside it, elsewhere in Wales, in England, elsewhere? In the shape of
//! StatsWales's table of foster placements by location, for all children and for those fostered.

use super::Share;
use super::inputs::in_scope;
use crate::geography::Coverage;
use crate::measure::{Boundary, MeasuredChild};
use crate::study::Settings;

/// Where a placement is, as Welsh statistics tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WelshPlace {
    /// Inside the responsible authority.
    Inside,
    /// In another authority of Wales.
    ElsewhereInWales,
    England,
    /// In Scotland, Northern Ireland, the Channel Islands or Man.
    Elsewhere,
    /// Outside the authority without a nation that is known, or not known whether inside.
    NotKnown,
}

impl WelshPlace {
    /// Every answer, in the order of tables.
    pub const ALL: [Self; 5] = [Self::Inside, Self::ElsewhereInWales, Self::England, Self::Elsewhere, Self::NotKnown];

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Inside => "Inside local authority in Wales",
            Self::ElsewhereInWales => "Outside local authority in Wales",
            Self::England => "Outside Wales - England",
            Self::Elsewhere => "Outside Wales - elsewhere",
            Self::NotKnown => "Not known",
        }
    }

    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::ElsewhereInWales => "elsewhere_in_wales",
            Self::England => "england",
            Self::Elsewhere => "elsewhere",
            Self::NotKnown => "not_known",
        }
    }

    fn of(child: &MeasuredChild, coverage: &Coverage) -> Self {
        let nation = || child.placed_in.nation(coverage).map(|nation| nation.nation_letter());
        match child.boundary {
            Boundary::Inside => Self::Inside,
            Boundary::NotKnown => Self::NotKnown,
            Boundary::Outside => match nation() {
                Some('W') => Self::ElsewhereInWales,
                Some('E') => Self::England,
                Some(_) => Self::Elsewhere,
                None => Self::NotKnown,
            },
        }
    }
}

/// The split of all children, or of those fostered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WelshSplit {
    pub is_of_fostered: bool,
    /// The denominator: not known is part of it.
    pub children: u64,
    /// In the order of [`WelshPlace::ALL`]; they add up to `children`.
    pub by_place: [u64; 5],
}

impl WelshSplit {
    /// Children placed there, of all that the split is of.
    pub fn share(&self, place: WelshPlace) -> Share {
        Share::of(self.by_place[place as usize], self.children)
    }
}

/// The split of all children and of those fostered, whom the study's authority is responsible for, or all where it names
/// none. `None` unless the study is Welsh: its authority is, or it names none and every responsible authority is.
///
/// ```
/// use nearhome::{geography::Coverage, study::Settings, summarise::welsh_split};
/// assert!(welsh_split(&[], &Coverage::default(), &Settings::default()).is_none());
/// let welsh = Settings { authority: "W06000015".parse().ok(), ..Settings::default() };
/// assert_eq!(welsh_split(&[], &Coverage::default(), &welsh).map(|[all, _]| all.children), Some(0));
/// ```
pub fn welsh_split(children: &[MeasuredChild], coverage: &Coverage, settings: &Settings) -> Option<[WelshSplit; 2]> {
    if !is_welsh(children, settings) {
        return None;
    }
    let none = |is_of_fostered| WelshSplit { is_of_fostered, children: 0, by_place: [0; 5] };
    let (mut all, mut fostered) = (none(false), none(true));
    for child in in_scope(children, settings) {
        let place = WelshPlace::of(child, coverage);
        all.add(place);
        if child.is_fostered() {
            fostered.add(place);
        }
    }
    Some([all, fostered])
}

impl WelshSplit {
    fn add(&mut self, place: WelshPlace) {
        self.children += 1;
        self.by_place[place as usize] += 1;
    }
}

fn is_welsh(children: &[MeasuredChild], settings: &Settings) -> bool {
    match settings.authority {
        Some(code) => code.nation_letter() == 'W',
        None => {
            let mut codes = children.iter().filter_map(|child| child.responsible).peekable();
            codes.peek().is_some() && codes.all(|code| code.nation_letter() == 'W')
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geography::AuthorityIx;
    use crate::measure::PlacedIn;
    use crate::summarise::made_up::{AUTHORITIES, MadeUp, code};

    fn welsh_study(seed: u64) -> MadeUp {
        let mut study = MadeUp::at_random(seed, 0, 300);
        study.settings.authority = Some(code(AUTHORITIES[4]));
        study
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn the_cells_add_up_and_agree_with_dfes_split(seed: u64) {
            let study = welsh_study(seed);
            let children = study.measured();
            let [all, fostered] = welsh_split(&children, &study.coverage, &study.settings).unwrap();
            let own = || children.iter().filter(|child| child.responsible == study.settings.authority);
            for (split, of) in [(all, own().count()), (fostered, own().filter(|child| child.is_fostered()).count())] {
                prop_assert_eq!(split.by_place.iter().sum::<u64>(), split.children);
                prop_assert_eq!(split.children, of as u64);
            }
            let inside = own().filter(|child| child.boundary == Boundary::Inside).count() as u64;
            prop_assert_eq!(all.share(WelshPlace::Inside).numerator, inside);
            let in_england = own().filter(|child| matches!(child.placed_in, PlacedIn::Authority(AuthorityIx(0..=3))));
            prop_assert_eq!(all.share(WelshPlace::England).numerator, in_england.count() as u64);
        }
    }

    #[test]
    fn a_nation_that_is_neither_wales_nor_england_is_elsewhere_and_none_is_not_known() {
        let study = welsh_study(3);
        let child = study.measured().into_iter().find(|child| child.boundary == Boundary::Outside).unwrap();
        let placed = |placed_in| {
            let child = MeasuredChild { responsible: study.settings.authority, placed_in, ..child };
            let [all, _] = welsh_split(&[child], &study.coverage, &study.settings).unwrap();
            WelshPlace::ALL.into_iter().find(|&place| all.by_place[place as usize] == 1).unwrap()
        };
        assert_eq!(placed(PlacedIn::Authority(AuthorityIx(5))), WelshPlace::ElsewhereInWales);
        assert_eq!(placed(PlacedIn::Beyond(code("E10000015"))), WelshPlace::England);
        assert_eq!(placed(PlacedIn::Beyond(code("S12000047"))), WelshPlace::Elsewhere);
        for nation in ["N92000002", "L93000001", "M83000003"] {
            assert_eq!(placed(PlacedIn::NoWard(Some(code(nation)))), WelshPlace::Elsewhere, "{nation}");
        }
        assert_eq!(placed(PlacedIn::NoWard(Some(code("W92000004")))), WelshPlace::ElsewhereInWales);
        assert_eq!(placed(PlacedIn::NoWard(None)), WelshPlace::NotKnown);
    }

    #[test]
    fn a_study_is_welsh_by_its_authority_or_by_all_of_its_children() {
        let mut study = welsh_study(4);
        let is_welsh = |study: &MadeUp| welsh_split(&study.measured(), &study.coverage, &study.settings).is_some();
        assert!(is_welsh(&study));
        study.settings.authority = Some(code(AUTHORITIES[0]));
        assert!(!is_welsh(&study));
        study.settings.authority = None;
        assert!(!is_welsh(&study), "children of all authorities");
        for (child, ..) in &mut study.children {
            child.responsible_authority = child.responsible_authority.map(|_| code(AUTHORITIES[5]));
        }
        assert!(is_welsh(&study));
    }
}

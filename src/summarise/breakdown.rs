//! The ways a figure of children is broken down: by placement type, provider, age, home ward, authority.
//! Within one breakdown every child is in one group at most, so the groups' cells add up.

use rayon::prelude::*;

use crate::fostering::{AgeBand, PlacementGroup, Provider};
use crate::geography::Coverage;
use crate::measure::MeasuredChild;

use super::carer_counts::provider_position;

/// A way to break children down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breakdown {
    /// All children in one group.
    All,
    /// DfE's groups of placement types.
    PlacementType,
    /// All fostered children in one group.
    Fostered,
    Provider,
    /// Fostered children by provider: in-house against agency.
    FosteredByProvider,
    AgeBand,
    Uasc,
    HomeWard,
    ResponsibleAuthority,
}

/// One group of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub breakdown: Breakdown,
    /// GSS code of a ward or authority, or the provider's word.
    pub code: Option<String>,
    /// Words for people.
    pub label: String,
}

/// What the group of those is called of whom it is not known.
pub const NOT_KNOWN: &str = "Not known";

impl Breakdown {
    /// Every breakdown, in the order of tables.
    pub const ALL: [Self; 9] = [
        Self::All,
        Self::PlacementType,
        Self::Fostered,
        Self::Provider,
        Self::FosteredByProvider,
        Self::AgeBand,
        Self::Uasc,
        Self::HomeWard,
        Self::ResponsibleAuthority,
    ];

    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::PlacementType => "placement_type",
            Self::Fostered => "fostered",
            Self::Provider => "provider",
            Self::FosteredByProvider => "fostered_by_provider",
            Self::AgeBand => "age_band",
            Self::Uasc => "uasc",
            Self::HomeWard => "home_ward",
            Self::ResponsibleAuthority => "responsible_authority",
        }
    }

    /// Is it of kinds of children or placements, rather than of places? Groups of places without a child are left out: a coverage may
    /// have thousands.
    pub fn is_of_kinds(self) -> bool {
        !matches!(self, Self::HomeWard | Self::ResponsibleAuthority)
    }

    /// Every group, in the order of tables; the last is that of children for whom it is not known.
    fn groups(self, coverage: &Coverage) -> Vec<Group> {
        let group = |code: Option<String>, label: &str| Group { breakdown: self, code, label: label.to_owned() };
        let words = |labels: &[&str]| labels.iter().map(|label| group(None, label)).collect::<Vec<_>>();
        let mut groups = match self {
            Self::All => return words(&["All children"]),
            Self::Fostered => return words(&["Foster placements (all)"]),
            Self::PlacementType => words(&PlacementGroup::ALL.map(PlacementGroup::label)),
            Self::Provider | Self::FosteredByProvider => {
                Provider::ALL.map(|each| group(Some(each.word().to_owned()), each.label())).to_vec()
            }
            Self::AgeBand => words(&AgeBand::ALL.map(AgeBand::label)),
            Self::Uasc => words(&["Unaccompanied asylum-seeking children", "Other children"]),
            Self::HomeWard => {
                let wards = coverage.wards.iter().map(|ward| group(Some(ward.code.to_string()), &ward.name));
                wards.chain([group(None, "In no ward of these boundaries")]).collect()
            }
            Self::ResponsibleAuthority => {
                let each = coverage.authorities.iter().map(|each| group(Some(each.code.to_string()), &each.name));
                each.chain([group(None, "Not in these boundaries")]).collect()
            }
        };
        groups.push(group(None, NOT_KNOWN));
        groups
    }

    /// Position of the child's group; `None` when the breakdown is not of this child.
    fn group_of(self, child: &MeasuredChild, coverage: &Coverage) -> Option<usize> {
        Some(match self {
            Self::All => 0,
            Self::Fostered => return child.is_fostered().then_some(0),
            Self::PlacementType => child.placement_group.map_or(PlacementGroup::ALL.len(), |group| group as usize),
            Self::Provider => provider_position(child.provider),
            Self::FosteredByProvider => return child.is_fostered().then(|| provider_position(child.provider)),
            Self::AgeBand => child.age_band.map_or(AgeBand::ALL.len(), |band| band as usize),
            Self::Uasc => child.is_uasc.map_or(2, |is_uasc| usize::from(!is_uasc)),
            Self::HomeWard => match child.home.ward() {
                Some(ward) => ward.0 as usize,
                None => coverage.wards.len() + usize::from(!child.home.is_known()),
            },
            Self::ResponsibleAuthority => match child.responsible_ix {
                Some(ix) => ix.0 as usize,
                None => coverage.authorities.len() + usize::from(child.responsible.is_none()),
            },
        })
    }
}

/// What is counted of the children of one group.
pub(super) trait GroupTally: Default {
    /// What it says in the end.
    type Row: Send;

    fn add(&mut self, child: &MeasuredChild);

    /// The row of the group, which has so many children.
    fn row(self, group: Group, children: u64) -> Self::Row;
}

/// Two at one go.
impl<A: GroupTally, B: GroupTally> GroupTally for (A, B) {
    type Row = (A::Row, B::Row);

    fn add(&mut self, child: &MeasuredChild) {
        self.0.add(child);
        self.1.add(child);
    }

    fn row(self, group: Group, children: u64) -> Self::Row {
        (self.0.row(group.clone(), children), self.1.row(group, children))
    }
}

/// Tallies children by every group of every breakdown. One breakdown after the other on each core: a tally may hold a
/// figure of every child.
pub(super) fn tally_groups<'a, T: GroupTally>(
    children: impl Iterator<Item = &'a MeasuredChild> + Clone + Sync,
    coverage: &Coverage,
) -> Vec<T::Row> {
    let of_breakdown = |breakdown: Breakdown| -> Vec<T::Row> {
        let groups = breakdown.groups(coverage);
        let mut tallies: Vec<(u64, T)> = groups.iter().map(|_| Default::default()).collect();
        for child in children.clone() {
            if let Some(at) = breakdown.group_of(child, coverage) {
                tallies[at].0 += 1;
                tallies[at].1.add(child);
            }
        }
        let rows =
            groups.into_iter().zip(tallies).filter(|(_, (of_group, _))| *of_group > 0 || breakdown.is_of_kinds());
        rows.map(|(group, (of_group, tally))| tally.row(group, of_group)).collect()
    };
    Breakdown::ALL.into_par_iter().flat_map_iter(of_breakdown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summarise::made_up::MadeUp;

    /// The group and its children alone.
    #[derive(Default)]
    struct Counted;

    impl GroupTally for Counted {
        type Row = (Group, u64);

        fn add(&mut self, _: &MeasuredChild) {}

        fn row(self, group: Group, children: u64) -> (Group, u64) {
            (group, children)
        }
    }

    #[test]
    fn every_group_of_a_known_value_is_where_its_label_says() {
        let study = MadeUp::at_random(5, 0, 400);
        for child in study.measured() {
            let label = |breakdown: Breakdown| {
                let at = breakdown.group_of(&child, &study.coverage)?;
                Some(breakdown.groups(&study.coverage)[at].label.clone())
            };
            let placement = child.placement_group.map_or(NOT_KNOWN, PlacementGroup::label);
            assert_eq!(label(Breakdown::PlacementType).as_deref(), Some(placement));
            assert_eq!(label(Breakdown::AgeBand).as_deref(), Some(child.age_band.map_or(NOT_KNOWN, AgeBand::label)));
            let provider = child.provider.map_or(NOT_KNOWN, Provider::label);
            assert_eq!(label(Breakdown::Provider).as_deref(), Some(provider));
            assert_eq!(label(Breakdown::FosteredByProvider).as_deref(), child.is_fostered().then_some(provider));
            let home = child.home.ward().map(|ward| study.coverage.ward(ward).name.as_str());
            let home = home.unwrap_or(if child.home.is_known() { "In no ward of these boundaries" } else { NOT_KNOWN });
            assert_eq!(label(Breakdown::HomeWard).as_deref(), Some(home));
        }
    }

    #[test]
    fn each_breakdown_of_all_children_adds_up_to_all_children() {
        let study = MadeUp::at_random(6, 0, 300);
        let children = study.measured();
        let rows = tally_groups::<Counted>(children.iter(), &study.coverage);
        let sum = |breakdown| -> u64 {
            rows.iter().filter(|(group, _)| group.breakdown == breakdown).map(|(_, children)| children).sum()
        };
        for breakdown in Breakdown::ALL {
            match breakdown {
                Breakdown::Fostered => assert_eq!(sum(breakdown), sum(Breakdown::FosteredByProvider)),
                Breakdown::FosteredByProvider => {}
                _ => assert_eq!(sum(breakdown), 300, "{breakdown:?}"),
            }
        }
    }
}

//! Builds the record of a child from the episode of the snapshot day, the header, the UASC file and the directory.

use super::codes::{LEGAL_STATUS, PLACE, PROVIDER};
use super::episode::Episode;
use super::fields::EpisodeField as Field;
use super::people::{Asylum, People};
use super::quality::Breaches;
use super::snapshot::Chosen;
use super::tables::Table;
use super::temporary::underlying;
use crate::fostering::{Child, ChildTold, LegalStatus, PlacementType, Provider, ShortText};
use crate::geography::PostcodePlace;
use crate::read::point_columns::postcode_place;
use crate::read::postcodes::PostcodeDirectory;
use crate::read::postcodes::reasons::NO_GRID_REFERENCE;
use crate::read::{Date, Warning};
use crate::study::TemporaryPlacements;

/// What the children of a return are built from, and what was noticed of their temporary placements.
pub(super) struct Builder<'a> {
    pub snapshot: Date,
    pub temporary: TemporaryPlacements,
    pub directory: &'a PostcodeDirectory,
    pub episodes: &'a [Episode],
    pub chosen: &'a Chosen,
    pub people: &'a People,
    /// The episodes of children on a temporary placement: counted at the one before it, or for want of one where they are.
    pub at_underlying: Vec<usize>,
    pub without_underlying: Vec<usize>,
}

const NOT_IN_THE_LIST: &str = "not in the code list";

impl<'a> Builder<'a> {
    /// The child whose episode at position `at` is the one of the snapshot day.
    pub fn child(&mut self, at: usize, tables: &mut [Table], breaches: &mut Breaches) -> Child {
        let (episode, placed) = (&self.episodes[at], self.placed(at));
        let header = self.people.header(&episode.child, self.snapshot, tables);
        let asylum = self.people.asylum(&episode.child, self.snapshot, tables);
        breaches.check_used(episode, asylum, self.snapshot.collection_year());
        let home = self.place(episode, Field::HomePostcode, tables, breaches);
        let placement = self.place(placed, Field::PlacementPostcode, tables, breaches);
        let mut code = |of: &Episode, list| {
            let code = breaches.checked_code(of, list, self.snapshot.collection_year());
            if code.is_none() && of.text(list.field).is_some() {
                tables[of.table].ledger.not_used(of.row.number, list.field as usize, NOT_IN_THE_LIST);
            }
            code
        };
        Child {
            row: episode.row.number as u32,
            id: episode.text(Field::Child).map(ShortText::from),
            home: home.and_then(|place| place.point),
            placement: placement.and_then(|place| place.point),
            told: ChildTold::of_postcodes(home, placement),
            placement_type: code(placed, &PLACE).as_deref().and_then(PlacementType::parse),
            provider: code(placed, &PROVIDER).as_deref().and_then(Provider::parse),
            responsible_authority: None,
            has_unreadable_authority: false,
            age: header.age,
            sex: header.sex,
            ethnicity: header.ethnicity,
            legal_status: code(episode, &LEGAL_STATUS).as_deref().and_then(LegalStatus::parse),
            is_uasc: match asylum {
                Asylum::Now => Some(true),
                Asylum::Formerly | Asylum::Never => Some(false),
                Asylum::NotKnown => None,
            },
            was_uasc: asylum == Asylum::Formerly,
        }
    }

    /// The episode of the placement where the child is counted.
    fn placed(&mut self, at: usize) -> &'a Episode {
        if !self.episodes[at].is_temporary() || self.temporary == TemporaryPlacements::AsRecorded {
            return &self.episodes[at];
        }
        match underlying(self.episodes, self.chosen, at) {
            Some(before) => {
                self.at_underlying.push(at);
                &self.episodes[before]
            }
            None => {
                self.without_underlying.push(at);
                &self.episodes[at]
            }
        }
    }

    /// What the directory says of a postcode of an episode; what it cannot say is noted.
    fn place(
        &self,
        episode: &Episode,
        field: Field,
        tables: &mut [Table],
        breaches: &mut Breaches,
    ) -> Option<PostcodePlace> {
        let found = postcode_place(episode.text(field)?, self.directory);
        let reason = match found {
            Ok(PostcodePlace { point: Some(_), .. }) => return found.ok(),
            Ok(_) => NO_GRID_REFERENCE,
            Err(reason) => {
                breaches.postcode_not_found(episode, field);
                reason
            }
        };
        tables[episode.table].ledger.not_used(episode.row.number, field as usize, reason);
        found.ok()
    }

    /// What was noticed of temporary placements.
    pub fn warnings(&self, tables: &[Table]) -> Vec<Warning> {
        let warning = |episodes: &[usize], what: &str| {
            let first = &self.episodes[*episodes.first()?];
            let warning = Warning::of_file(&*tables[first.table].ledger.file, what);
            Some(warning.counted(episodes.len() as u64).at_row(first.row.number))
        };
        let counted = warning(
            &self.at_underlying,
            "children on a temporary placement (T0 to T4) are counted at the placement before it, to which they go back",
        );
        let without = warning(
            &self.without_underlying,
            "children on a temporary placement (T0 to T4) have no placement before it, and are counted where they are",
        );
        counted.into_iter().chain(without).collect()
    }
}

//! The SSDA903 return (children looked after): episodes, header and UASC files, or the XML, as a council has them.
//! Open the files, ask for their postcodes, look those up, then take the children of the snapshot day.

mod child;
mod codes;
mod episode;
mod fields;
mod look;
#[cfg(test)]
mod made_up;
mod people;
mod quality;
mod snapshot;
mod tables;
mod temporary;
mod xml;

use std::collections::HashSet;
use std::path::PathBuf;

use super::input::{FileBytes, distinct_names, read_bytes};
use super::postcodes::PostcodeDirectory;
use super::{Account, Date, InputFile, LeftOut, ReadError, Warning};
use crate::fostering::{BrokenRule, Child};
use crate::geography::Postcode;
use crate::study::TemporaryPlacements;
use child::Builder;
use episode::Episode;
use fields::{EpisodeField, Kind};
pub use look::ReturnPart;
pub(super) use look::{ReturnLook, look_at_return};
use people::People;
use quality::Breaches;
use snapshot::{Chosen, Fate, choose};
use tables::{Ledger, Table};

/// The files of a return, read and told apart by their columns.
#[derive(Debug)]
pub struct ReturnFiles {
    tables: Vec<Table>,
    inputs: Vec<InputFile>,
}

/// The children of a return who are looked after at the end of the snapshot day: one record a child.
#[derive(Debug, Default)]
pub struct Return {
    /// In the order of the files and of their rows; [`Child::row`] is the row of the child's episode.
    pub children: Vec<Child>,
    /// The name of each child's episodes file, in the same order.
    pub episode_files: Vec<String>,
    pub inputs: Vec<InputFile>,
    /// One a file (in XML: one for EPISODE, HEADER and UASC each): every row is used or left out.
    pub accounts: Vec<Account>,
    pub left_out: Vec<LeftOut>,
    /// What was noticed that is no breach of a rule.
    pub warnings: Vec<Warning>,
    pub broken_rules: Vec<BrokenRule>,
}

impl ReturnFiles {
    /// Reads the files, in any order: CSVs told apart by their columns, XML by its first character. Several of a
    /// kind are taken together, such as the episodes of several years.
    ///
    /// # Errors
    /// When a file cannot be read, is in UTF-16, is no file of the return, or lacks a column; when none has episodes.
    ///
    /// ```
    /// use nearhome::read::ssda903::ReturnFiles;
    /// let error = ReturnFiles::open(&["no/such/episodes.csv".into()]).unwrap_err();
    /// assert_eq!(error.to_string(), "no/such/episodes.csv: there is no such file");
    /// ```
    pub fn open(paths: &[PathBuf]) -> Result<Self, ReadError> {
        let named = paths.iter().zip(distinct_names(paths));
        let read = |(path, name): (&PathBuf, String)| Ok(FileBytes { name, ..read_bytes(path)? });
        Self::of(named.map(read).collect::<Result<_, _>>()?)
    }

    /// As [`open`](Self::open), of files that have been read.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn of(files: Vec<FileBytes>) -> Result<Self, ReadError> {
        let (mut tables, mut inputs) = (Vec::new(), Vec::new());
        for file in files {
            if xml::is_xml(&file.bytes) {
                let (of_file, input) = xml::read_xml(&file)?;
                tables.extend(of_file);
                inputs.push(input);
            } else {
                let (table, input) = Table::of_csv(file)?;
                tables.push(table);
                inputs.push(input);
            }
        }
        if !tables.iter().any(|table| table.kind == Kind::Episodes) {
            let names: Vec<&str> = inputs.iter().map(|input| &*input.name).collect();
            let error = ReadError::settings("[children] ssda903", format!("no episodes among {}", names.join(", ")));
            return Err(error.with_hint("name the return's episodes file too: it says where each child is"));
        }
        Ok(Self { tables, inputs })
    }

    /// The postcodes of its homes and placements, each once, for a directory to be asked. Those that are no postcodes
    /// are not among them.
    pub fn postcodes(&self) -> Vec<Postcode> {
        let rows = self.tables.iter().filter(|table| table.kind == Kind::Episodes).flat_map(|table| &table.rows);
        let fields = [EpisodeField::HomePostcode, EpisodeField::PlacementPostcode];
        let texts = rows.flat_map(|row| fields.map(|field| row.text(field as usize))).flatten();
        let mut postcodes: Vec<Postcode> = texts.filter_map(|text| text.parse().ok()).collect();
        postcodes.sort_unstable();
        postcodes.dedup();
        postcodes
    }

    /// The children looked after at the end of the snapshot day, one record each, placed by the directory. Series of
    /// short-term breaks are left out. A child on a temporary placement is where `temporary` says.
    ///
    /// # Errors
    /// When there are episodes and none of them can be used.
    pub fn children(
        mut self,
        snapshot: Date,
        temporary: TemporaryPlacements,
        directory: &PostcodeDirectory,
    ) -> Result<Return, ReadError> {
        let (episodes, unreadable) = self.take_episodes();
        let chosen = choose(&episodes, snapshot);
        let mut breaches = Breaches::default();
        self.note_fates(&episodes, &chosen, &mut breaches);
        let used: Vec<usize> = (0..episodes.len()).filter(|&at| chosen.fates[at] == Fate::Used).collect();
        let people = self.people(&episodes, &used, &mut breaches);
        let mut builder = Builder {
            snapshot,
            temporary,
            directory,
            episodes: &episodes,
            chosen: &chosen,
            people: &people,
            at_underlying: Vec::new(),
            without_underlying: Vec::new(),
        };
        let children = used.iter().map(|&at| builder.child(at, &mut self.tables, &mut breaches)).collect();
        let mut warnings = builder.warnings(&self.tables);
        warnings.extend(self.warnings(&people, &episodes, &used, snapshot));
        warnings.extend(self.not_counted(unreadable, &episodes, &used));
        let name = |table: usize, field: Option<usize>| {
            let ledger: &Ledger = &self.tables[table].ledger;
            (ledger.file.clone(), field.and_then(|field| ledger.title(field)))
        };
        let broken_rules = breaches.into_rules(name);
        let episode_files = used.iter().map(|&at| name(episodes[at].table, None).0).collect();
        let first = self.tables.iter().position(|table| table.kind == Kind::Episodes && table.ledger.has_rows());
        let mut found =
            Return { children, episode_files, warnings, broken_rules, inputs: self.inputs, ..Return::default() };
        for (at, table) in self.tables.into_iter().enumerate() {
            let of_episodes = used.iter().filter(|&&each| episodes[each].table == at).count();
            let (account, left_out) = table.ledger.close(of_episodes + people.rows_used(at));
            found.accounts.push(account);
            found.left_out.extend(left_out);
        }
        match first.filter(|_| found.children.is_empty()) {
            Some(episodes) => Err(no_one(&found.accounts[episodes])),
            None => Ok(found),
        }
    }

    /// The rows that are episodes; the others are left out. Tells the children who have such others.
    fn take_episodes(&mut self) -> (Vec<Episode>, HashSet<Box<str>>) {
        let (mut episodes, mut unreadable) = (Vec::new(), HashSet::new());
        for (at, table) in self.tables.iter_mut().enumerate().filter(|(_, table)| table.kind == Kind::Episodes) {
            for row in std::mem::take(&mut table.rows) {
                let number = row.number;
                let child = row.text(EpisodeField::Child as usize).map(|child| Box::from(child.to_uppercase()));
                match Episode::read(at, row, table) {
                    Ok(episode) => episodes.push(episode),
                    Err((field, reason)) => {
                        table.ledger.leave_out(number, Some(field as usize), reason);
                        unreadable.extend(child);
                    }
                }
            }
        }
        (episodes, unreadable)
    }

    /// Children who may be looked after on the day by an episode that cannot be read, and by no other.
    fn not_counted(&self, unreadable: HashSet<Box<str>>, episodes: &[Episode], used: &[usize]) -> Option<Warning> {
        let counted: HashSet<&str> = used.iter().map(|&at| &*episodes[at].child).collect();
        let lost = unreadable.iter().filter(|child| !counted.contains(&***child)).count();
        let first = self.tables.iter().find(|table| table.kind == Kind::Episodes)?;
        let what =
            "children are not counted, for an episode of theirs cannot be read: a date, or an end before a start";
        (lost > 0).then(|| Warning::of_file(&first.ledger.file, what).counted(lost as u64))
    }

    fn note_fates(&mut self, episodes: &[Episode], chosen: &Chosen, breaches: &mut Breaches) {
        for (episode, fate) in episodes.iter().zip(&chosen.fates) {
            let Fate::LeftOut(reason) = *fate else { continue };
            let field = snapshot::column_to_blame(reason).map(|field| field as usize);
            self.tables[episode.table].ledger.leave_out(episode.row.number, field, reason);
            if reason == snapshot::SHORT_BREAK {
                breaches.check_short_break(episode);
            }
        }
        for of_child in chosen.order.chunk_by(|&one, &other| episodes[one].child == episodes[other].child) {
            let stands = |at: &&usize| !chosen.is_repeat(**at);
            breaches.check_overlaps(of_child.iter().filter(stands).map(|&at| &episodes[at]));
        }
    }

    fn people(&mut self, episodes: &[Episode], used: &[usize], breaches: &mut Breaches) -> People {
        let wanted: HashSet<&str> = used.iter().map(|&at| &*episodes[at].child).collect();
        People::of(&mut self.tables, |child| wanted.contains(child), breaches)
    }

    /// What its user should know of the files themselves.
    fn warnings(&self, people: &People, episodes: &[Episode], used: &[usize], snapshot: Date) -> Vec<Warning> {
        let first = self.tables.iter().find(|table| table.kind == Kind::Episodes);
        let warning = |what: &str| Warning::of_file(first.map_or("", |table| &*table.ledger.file), what);
        let has = |kind| self.tables.iter().any(|table| table.kind == kind);
        let mut warnings = Vec::new();
        if !has(Kind::Header) {
            warnings.push(warning("the return has no header file: age, sex and ethnicity are not known"));
        }
        if !has(Kind::Uasc) {
            warnings
                .push(warning("the return has no UASC file: no child is flagged as UASC, and their distances count"));
        }
        let without = used.iter().filter(|&&at| has(Kind::Header) && !people.has_header(&episodes[at].child)).count();
        if without > 0 {
            warnings.push(warning("children of the snapshot day are not in the header file").counted(without as u64));
        }
        if !codes::YEARS.contains(&snapshot.collection_year()) {
            let what = "the code lists are those of 2015 to 2026: the nearest year's is used";
            warnings.push(warning(what));
        }
        warnings
    }
}

/// A return of which no episode can be used would give a study of no one: no one means that.
fn no_one(episodes: &Account) -> ReadError {
    let most = episodes.left_out_by_reason.iter().max_by_key(|(_, rows)| **rows);
    let (reason, rows) = (most.map_or("", |(reason, _)| reason), episodes.rows_read);
    let what = format!("no child is looked after on the snapshot day; of its {rows} rows most often: {reason}");
    ReadError::new(&episodes.file, what).with_hint("is snapshot under [study] the day the return is of?")
}

#[cfg(test)]
mod oracle_tests;
#[cfg(test)]
mod return_tests;

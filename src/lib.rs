//! How near to home are children in care placed, and where are the foster carers that would bring them nearer?
//!
//! A study goes through six stages, each one call that takes values and gives values; only `read` and `write` touch files.
//!
//! ```text
//! read -> reproject -> locate -> measure -> summarise -> write
//! ```
//!
//! | Question | Function | Command |
//! |---|---|---|
//! | What was asked? | [`read::read_study`] | `nearhome run` |
//! | Which wards are there? | [`read::boundaries::read_boundaries`] | `nearhome run` |
//! | Which ward holds this point? | [`locate::WardIndex`] | `nearhome run` |
//! | Where is this in longitude and latitude? | [`reproject::to_lonlat`] | `nearhome run` |
//! | How far, inside or outside, near or far? | [`measure::measure_children`] | `nearhome run` |
//! | How many a ward, an authority, a region? | [`summarise::ward_counts`], [`summarise::authority_counts`] | `nearhome run` |
//! | DfE's split of distance and locality? | [`summarise::boundary_split`] | `nearhome run` |
//! | Who sends to whom? | [`summarise::ward_flows`], [`summarise::authority_flows`] | `nearhome run` |
//! | What kind of household fosters? | [`summarise::segment_profile`] | `nearhome run` |
//! | What are these files, and what study do they make? | [`read::recognise::recognise`], [`run::propose`] | `nearhome init` |
//! | Would it run, and what would be left out? | [`run::check`] | `nearhome check` |
//! | Which ward holds each point of any CSV file? | [`run::locate_csv`] | `nearhome locate` |
//! | How far is it? | [`progress::Progress`] | all |
//! | All of it? | [`run::run`] | `nearhome run`, `nearhome demo` |
//!
//! `summary.json` is [`summarise::Summary`], `run_report.json` is [`write::RunReport`], field by field.
#![forbid(unsafe_code)]

pub mod fostering;
pub mod geography;
pub mod locate;
pub mod measure;
pub mod outline;
pub mod progress;
pub mod read;
pub mod reproject;
pub mod run;
pub mod study;
pub mod summarise;
pub mod write;

/// The README's examples are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

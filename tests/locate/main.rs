//! `WardIndex` against an oracle that shares nothing with it: whole numbers of 128 bits, another ray, every ward scanned.

mod check;
mod made_coverages;
mod oracle;
mod overlaps;
mod patchwork;
mod real_wards;
mod snap;

#[path = "../support/made_wards.rs"]
mod made_wards;

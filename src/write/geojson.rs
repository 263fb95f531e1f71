//! A layer as an RFC 7946 FeatureCollection: made in parallel, written in order, one feature a line.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::Column;
use super::features::{Feature, Keys};

/// How many features are made at once before they are written.
const BATCH: usize = 8192;

/// What a layer says of itself, in the member `nearhome` beside its features (RFC 7946, section 6.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LayerHead<'a> {
    /// The file's name without its ending.
    pub layer: &'a str,
    /// What question it answers.
    pub about: &'a str,
    pub study: &'a str,
    pub snapshot: Option<&'a str>,
    /// `internal` or `public`: who may see it.
    pub audience: super::Audience,
    /// Which distance decides near and far.
    pub distance: crate::geography::DistanceMode,
}

/// Writes a layer of `count` features, each made by `feature` from its position; the same bytes on any number of threads.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_layer(
    out: &mut dyn Write,
    head: &LayerHead<'_>,
    columns: &[Column],
    count: usize,
    feature: impl Fn(usize) -> Feature + Sync,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\n\"name\":")?;
    serde_json::to_writer(&mut *out, head.layer)?;
    out.write_all(b",\n\"nearhome\":")?;
    serde_json::to_writer(&mut *out, head)?;
    out.write_all(b",\n\"features\":[")?;
    let keys = Keys::of(columns);
    for from in (0..count).step_by(BATCH) {
        let to = count.min(from + BATCH);
        let lines: Vec<Vec<u8>> =
            (from..to).into_par_iter().with_min_len(16).map(|at| line(at, &keys, &feature)).collect();
        lines.iter().try_for_each(|line| out.write_all(line))?;
    }
    out.write_all(b"\n]}\n")
}

fn line(at: usize, keys: &Keys, feature: impl Fn(usize) -> Feature) -> Vec<u8> {
    let mut line = if at == 0 { b"\n".to_vec() } else { b",\n".to_vec() };
    feature(at).write(keys, &mut line);
    line
}

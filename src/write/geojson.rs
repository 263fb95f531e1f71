//! A layer as an RFC 7946 FeatureCollection: made in parallel, written in order, one feature a line.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::Column;
use super::features::{Feature, Keys};

/// How many features are made at once before they are written.
const BATCH: usize = 8192;
/// How many one thread makes at a time.
const BLOCK: usize = 64;

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
pub fn write_layer<'v>(
    out: &mut (dyn Write + Send),
    head: &LayerHead<'_>,
    columns: &[Column],
    count: usize,
    feature: impl Fn(usize) -> Feature<'v> + Sync,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\n\"name\":")?;
    serde_json::to_writer(&mut *out, head.layer)?;
    out.write_all(b",\n\"nearhome\":")?;
    serde_json::to_writer(&mut *out, head)?;
    out.write_all(b",\n\"features\":[")?;
    let keys = Keys::of(columns);
    let batch = |from: usize| -> Vec<Vec<u8>> {
        let to = count.min(from + BATCH);
        let starts: Vec<usize> = (from..to).step_by(BLOCK).collect();
        starts.into_par_iter().map(|from| lines(from..to.min(from + BLOCK), &keys, &feature)).collect()
    };
    let mut made = batch(0);
    // While one batch is written, the next is made.
    for next in (BATCH..count + BATCH).step_by(BATCH) {
        let write = || made.iter().try_for_each(|block| out.write_all(block));
        let (written, following) = rayon::join(write, || batch(next));
        written?;
        made = following;
    }
    out.write_all(b"\n]}\n")
}

fn lines<'v>(features: Range<usize>, keys: &Keys, feature: impl Fn(usize) -> Feature<'v>) -> Vec<u8> {
    let mut lines = Vec::new();
    for at in features {
        lines.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        feature(at).write(keys, &mut lines);
    }
    lines
}

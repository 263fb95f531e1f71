//! A layer as an RFC 7946 FeatureCollection: made in parallel, written in order, one feature a line.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::features::{Feature, Geometry, Keys};
use super::{Cell, Column};

/// How many features are made before it is known how large they are.
const FIRST_BATCH: usize = 64;
/// How many are made at once at most, and about how many bytes of them.
const BATCH: usize = 8192;
const BATCH_BYTES: usize = 2 << 20;
/// Into how many parts a batch is split, at most, to be made on all threads.
const BLOCKS: usize = 128;

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

/// The lines of some features that follow one another.
pub struct Lines<'k> {
    keys: &'k Keys,
    /// The position of the next feature.
    next: usize,
    bytes: Vec<u8>,
}

impl Lines<'_> {
    /// Adds the next feature; as many values as the layer has columns.
    pub fn add<'v>(&mut self, geometry: &Geometry, values: impl Iterator<Item = Cell<'v>>) {
        self.bytes.extend_from_slice(if self.next == 0 { b"\n" } else { b",\n" });
        self.next += 1;
        self.keys.write(geometry, values, &mut self.bytes);
    }
}

/// Lines of features that are each made by themselves, from their position.
pub(super) fn each<'v>(feature: impl Fn(usize) -> Feature<'v> + Sync) -> impl Fn(Range<usize>, &mut Lines<'_>) + Sync {
    move |range, lines| {
        for Feature { geometry, values } in range.map(&feature) {
            lines.add(&geometry, values.into_iter());
        }
    }
}

/// Writes a layer of `count` features, of which `add` adds some to their lines; the same bytes on any number of threads.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_layer(
    out: &mut (dyn Write + Send),
    head: &LayerHead<'_>,
    columns: &[Column],
    count: usize,
    add: impl Fn(Range<usize>, &mut Lines<'_>) + Sync,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\",\n\"name\":")?;
    serde_json::to_writer(&mut *out, head.layer)?;
    out.write_all(b",\n\"nearhome\":")?;
    serde_json::to_writer(&mut *out, head)?;
    out.write_all(b",\n\"features\":[")?;
    let keys = Keys::of(columns);
    // Of about so many bytes a feature.
    let lines = |features: Range<usize>, bytes: usize| {
        let room = Vec::with_capacity(features.len() * bytes);
        let mut lines = Lines { keys: &keys, next: features.start, bytes: room };
        add(features, &mut lines);
        lines.bytes
    };
    let batch = |features: Range<usize>, bytes: usize| -> Vec<Vec<u8>> {
        let each = features.len().div_ceil(BLOCKS).max(1);
        let starts: Vec<usize> = features.clone().step_by(each).collect();
        starts.into_par_iter().map(|from| lines(from..features.end.min(from + each), bytes)).collect()
    };
    let mut features = 0..count.min(FIRST_BATCH);
    let mut made = batch(features.clone(), 0);
    // While one batch is written, the next is made.
    while !made.is_empty() {
        let bytes: usize = made.iter().map(Vec::len).sum();
        let next = (features.len() * BATCH_BYTES / bytes).clamp(1, BATCH);
        // A little more than those of the batch before took, for theirs is an average.
        let each = bytes / features.len() * 9 / 8;
        features = features.end..count.min(features.end + next);
        let write = || made.iter().try_for_each(|block| out.write_all(block));
        let (written, following) = rayon::join(write, || batch(features.clone(), each));
        written?;
        made = following;
    }
    out.write_all(b"\n]}\n")
}

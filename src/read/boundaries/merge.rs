//! One ward a code: a ward that comes again with the same outline is left out, with another outline it is an error.
//! Boundary files overlap at their edges: Boundary-Line's two files, or one file a council with its neighbours.

use std::collections::BTreeMap;

use super::wards::{FileWards, FoundWard};
use crate::geography::GssCode;
use crate::read::{Effect, LeftOut, ReadError};

/// Leaves out the repeats, in each file's own account; the first in the order of files and rows stays.
///
/// # Errors
/// When a ward comes again with another outline.
pub(super) fn leave_out_repeats(mut files: Vec<FileWards>) -> Result<Vec<FileWards>, ReadError> {
    let mut kept: Vec<FoundWard> = Vec::new();
    let mut seen: BTreeMap<GssCode, usize> = BTreeMap::new();
    for file in &mut files {
        for ward in std::mem::take(&mut file.wards) {
            match seen.get(&ward.code).map(|&at| &kept[at]) {
                None => {
                    seen.insert(ward.code, kept.len());
                    kept.push(ward);
                }
                Some(first) if first.shape.has_same_outline(&ward.shape) => file.left_out.push(repeat(&ward)),
                Some(first) => return Err(other_outline(first, &ward)),
            }
        }
        file.left_out.sort();
    }
    give_back(&mut files, kept);
    Ok(files)
}

/// Puts each ward back into its file's list: the wards of a file follow one another, as many as it has not left out.
fn give_back(files: &mut [FileWards], kept: Vec<FoundWard>) {
    let mut kept = kept.into_iter();
    for file in files {
        let left_out = file.left_out.iter().filter(|each| each.effect == Effect::RowLeftOut).count();
        file.wards = kept.by_ref().take(file.rows_read as usize - left_out).collect();
    }
}

fn repeat(ward: &FoundWard) -> LeftOut {
    let reason = "same ward as an earlier record".to_owned();
    LeftOut { file: ward.file.clone(), row: ward.row, column: None, effect: Effect::RowLeftOut, reason }
}

fn other_outline(first: &FoundWard, ward: &FoundWard) -> ReadError {
    let what = format!("the ward code of {}, record {}, comes again with another outline", first.file, first.row);
    let hint = "use files of one year and one level of detail, and dissolve wards that are split into several records";
    ReadError::new(format!("{}, record {}", ward.file, ward.row), what).with_hint(hint)
}

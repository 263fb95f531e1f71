//! Replays the corpus that the fuzz targets found (`fuzz/`): nothing panics, hangs or asks for more memory than its input
//! may, and the same holds that the targets assert.

#[path = "support/fuzzed/mod.rs"]
mod fuzzed;

use std::fs;
use std::path::Path;

/// One test, for the memory is counted for the whole process.
#[test]
fn every_input_of_the_corpus_is_read_or_refused() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for (target, _) in fuzzed::TARGETS {
        let folder = fs::read_dir(corpus.join(target)).unwrap_or_else(|error| panic!("no corpus of {target}: {error}"));
        let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "the corpus of {target} is empty");
        let mut most = [0, 0];
        for file in &files {
            println!("{}", file.display());
            let found = fuzzed::watched(target, &fs::read(file).unwrap());
            most = [0, 1].map(|i| most[i].max(found[i]));
        }
        let [at_once, in_all] = most.map(|bytes| bytes / 1024);
        println!("{target}: {} inputs, {at_once} KB at once, {in_all} KB in all", files.len());
    }
    fuzzed::scratch::clear();
}

//! The whole run of the made-up council, and the reading of its files: what a user waits for.
//! `cargo bench --bench whole_run`

use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nearhome::read::boundaries::read_boundaries;
use nearhome::read::{CsvFile, read_children, read_study};
use nearhome::run::{read_files, run};
use nearhome::study::{ChildrenSource, Study};
use nearhome::write::WholeFolder;

fn study_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/made_up_council/study.toml")
}

fn study() -> Study {
    read_study(&study_path()).expect("the made-up study is read")
}

fn reading(criterion: &mut Criterion) {
    let study = study();
    let mut group = criterion.benchmark_group("reading");
    let shapefile = std::fs::metadata(&study.boundaries.wards[0]).expect("the shapefile is there").len();
    group.throughput(Throughput::Bytes(shapefile));
    group.bench_function("332 wards", |bench| {
        bench.iter(|| read_boundaries(&study.boundaries).expect("wards are read"))
    });
    let Some(ChildrenSource::Table(children)) = study.children.clone() else { panic!("the study has children") };
    let bytes = std::fs::metadata(&children.path).expect("the file is there").len();
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("2,912 children", |bench| {
        bench
            .iter(|| read_children(&CsvFile::open(&children.path).expect("a CSV file"), &children.columns, true, None));
    });
    group.throughput(Throughput::Elements(1));
    group.bench_function("all files", |bench| bench.iter(|| read_files(&study).expect("every file is read")));
    group.finish();
}

fn whole_run(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = folder.path().join("out");
    criterion.bench_function("whole run of the demo", |bench| {
        bench.iter(|| {
            let mut making = WholeFolder::prepare(&target, true, &[]).expect("the target is free");
            run(&study(), &mut making).expect("the study runs");
            making.finish().expect("the folder is finished")
        });
    });
}

criterion_group!(benches, reading, whole_run);
criterion_main!(benches);

//! What it costs to locate a point: few and many wards, points all over and points in towns, by the grid and by the
//! R-tree; to build the index; and to look for faults. `cargo bench --bench locate`; set `RAYON_NUM_THREADS=1` for the cost on one core.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nearhome::geography::{GridPoint, Shape};
use nearhome::locate::WardIndex;
use nearhome::outline::{Seams, crosses_itself, shape_faults};

#[path = "../tests/support/made_wards.rs"]
mod made_wards;

use made_wards::{MadeWards, Xy};

const MANY: usize = 1_000_000;
const FEW: usize = 10_000;

fn shapes(made: &MadeWards) -> Vec<Shape> {
    made.make().into_iter().map(|rings| Shape::new(rings.iter().map(|ring| points(ring)).collect())).collect()
}

fn points(of: &[Xy]) -> Vec<GridPoint> {
    of.iter().map(|&[x, y]| GridPoint::new(x, y).expect("made-up wards are on the grid")).collect()
}

fn coverages() -> [(&'static str, MadeWards); 4] {
    [
        ("69_wards", MadeWards::city()),
        ("754_wards", MadeWards::region()),
        ("8400_wards", MadeWards::nation()),
        ("8400_wards_in_full", MadeWards::nation_in_full()),
    ]
}

/// An index ready for many points.
fn built(shapes: &[Shape]) -> WardIndex {
    let index = WardIndex::from_shapes(shapes);
    index.prepare_for_many_points();
    index
}

/// The best of seven runs, in the unit that the targets are set in.
fn print_ns_each<T>(what: &str, count: usize, mut run: impl FnMut() -> T) {
    let mut time = || {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let best = (0..7).map(|_| time()).min().unwrap_or(Duration::ZERO);
    println!(
        "{what}: {:.1} ns each ({:.1} ms in all)",
        best.as_nanos() as f64 / count as f64,
        best.as_secs_f64() * 1e3
    );
}

fn locate_many(c: &mut Criterion) {
    let mut group = c.benchmark_group("locate_all");
    group.sample_size(10).throughput(Throughput::Elements(MANY as u64));
    for (name, made) in coverages() {
        let index = built(&shapes(&made));
        let spread = [("uniform", made.uniform_points(MANY, 1)), ("clustered", made.clustered_points(MANY, 2))];
        for (how, spread) in spread {
            let spread = points(&spread);
            print_ns_each(&format!("locate_all/{name}/{how}"), MANY, || index.locate_all(&spread));
            group.bench_function(format!("{name}/{how}"), |b| b.iter(|| index.locate_all(black_box(&spread))));
        }
    }
    group.finish();
}

fn locate_few(c: &mut Criterion) {
    let mut group = c.benchmark_group("locate");
    group.sample_size(10).throughput(Throughput::Elements(FEW as u64));
    for (name, made) in coverages() {
        let index = WardIndex::from_shapes(&shapes(&made));
        let spread = points(&made.uniform_points(FEW, 3));
        let locate_each =
            || spread.iter().map(|&point| index.locate(point)).filter(|each| each.ward().is_some()).count();
        print_ns_each(&format!("locate/{name}"), FEW, locate_each);
        group.bench_function(name, |b| b.iter(locate_each));
    }
    group.finish();
}

fn build(c: &mut Criterion) {
    let mut group = c.benchmark_group("build");
    for (name, made) in coverages() {
        let shapes = shapes(&made);
        let vertices = shapes.iter().map(Shape::vertex_count).sum();
        group.sample_size(10).throughput(Throughput::Elements(vertices as u64));
        print_ns_each(&format!("build/{name} ({vertices} vertices)"), vertices, || built(&shapes));
        group.bench_function(name, |b| b.iter(|| built(black_box(&shapes))));
    }
    group.finish();
}

/// What it costs to look for faults in the outlines and between them, a vertex.
fn faults(c: &mut Criterion) {
    let mut group = c.benchmark_group("faults");
    for (name, made) in coverages() {
        let shapes = shapes(&made);
        let all: Vec<&Shape> = shapes.iter().collect();
        let vertices = shapes.iter().map(Shape::vertex_count).sum();
        group.sample_size(10).throughput(Throughput::Elements(vertices as u64));
        let crossing = || shapes.iter().filter(|shape| crosses_itself(shape)).count();
        print_ns_each(&format!("crosses_itself/{name}"), vertices, crossing);
        let in_outlines = || shapes.iter().map(|shape| shape_faults(shape).len()).sum::<usize>();
        print_ns_each(&format!("shape_faults/{name}"), vertices, in_outlines);
        let between = || {
            let seams = Seams::between(&all);
            (seams.points_beside().count(), seams.enclosed(10.0, false).len())
        };
        print_ns_each(&format!("seams/{name}"), vertices, between);
        group.bench_function(format!("outlines/{name}"), |b| b.iter(in_outlines));
        group.bench_function(format!("seams/{name}"), |b| b.iter(between));
    }
    group.finish();
}

criterion_group!(benches, locate_many, locate_few, build, faults);
criterion_main!(benches);

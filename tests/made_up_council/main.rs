//! The committed files of the made-up council against the totals it was shaped after, and the generator against all that it writes.
//! Reads with plain readers and another point-in-polygon (`geo`), so that it checks the library as well.

mod authorities;
mod boundaries;
mod carers;
mod children;
mod files;

/// The generator itself, for its own tests and to run it again.
#[path = "../../examples/make_council/council/mod.rs"]
mod council;

#[test]
fn the_generator_writes_the_committed_bytes() {
    for (name, bytes) in council::files() {
        let committed = std::fs::read(files::in_package(&name)).unwrap();
        assert!(committed == bytes, "{name} differs: run `cargo run --release --example make_council` and commit it");
    }
}

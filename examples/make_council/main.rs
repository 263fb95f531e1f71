//! Writes the made-up council again: `boundaries/` (a shapefile set), `examples/made_up_council/` (its CSV files), and beside it
//! the files of the other ways in: `examples/{postcodes,ssda903,wales,two_tier_county,hub}/`.
//! `cargo run --release --example make_council` rewrites exactly the same bytes on any machine; see boundaries/SOURCES.md.

mod council;

use std::path::Path;

fn main() -> std::io::Result<()> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, bytes) in council::files() {
        let path = package.join(&name);
        std::fs::create_dir_all(path.parent().unwrap_or(package))?;
        std::fs::write(&path, &bytes)?;
        println!("{:>9} bytes  {name}", bytes.len());
    }
    Ok(())
}

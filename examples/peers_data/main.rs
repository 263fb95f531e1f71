//! Writes the data of the comparison with other tools (`benches/peers/README.md`): made-up wards, carers, children and
//! households, and the study file that makes `nearhome run` do the same job. The same bytes from the same size, always.
//! `cargo run --release --example peers_data -- SIZE FOLDER [CHILDREN]`; SIZE is `la`, `england` or `england-full`.

mod files;
mod land;
#[path = "../../tests/support/made_wards.rs"]
mod made_wards;
mod people;
mod size;

use std::path::Path;

use land::Land;
use people::People;
use size::Size;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asked = match &arguments[..] {
        [size, folder] => Size::named(size).map(|size| (size, folder)),
        [size, folder, children] => {
            let with_children = |size| children.parse().ok().map(|children| Size { children, ..size });
            Size::named(size).and_then(with_children).map(|size| (size, folder))
        }
        _ => None,
    };
    let Some((size, folder)) = asked else {
        eprintln!("usage: peers_data la|england|england-full FOLDER [CHILDREN]");
        std::process::exit(2);
    };
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder)?;
    let land = Land::new(&size);
    files::write_wards(folder, &land)?;
    files::write_households(folder, &land)?;
    let mut people = People::new(&size, &land);
    files::write_carers(folder, size.carers, &mut people)?;
    files::write_children(folder, size.children, &mut people)?;
    files::write_study(folder, &size)
}

//! The made-up council, from its seed to the bytes of its files. No clock, no hash order, and only
//! arithmetic that is the same on every machine (no sine, logarithm or power), so the bytes are too.

mod cells;
mod children;
mod details;
mod dice;
mod elsewhere;
mod fostering;
mod households;
mod land;
mod names;
mod noise;
mod placing;
mod plan;
mod quota;
mod seeds;
mod shapefile_set;
mod sites;
mod tables;
mod ways_in;
mod wiggle;

/// Every stream of chance below starts from this number; another number makes another council.
const SEED: u64 = 1928;

/// Every file that is made: the council's own and those of the other ways in; its path in the package, and its bytes.
pub fn files() -> Vec<(String, Vec<u8>)> {
    let land = land::Land::make(SEED);
    let people = households::Households::make(&land, SEED);
    let mut files = council_files(&land, &people);
    files.extend(ways_in::files(&land, &people, SEED));
    files
}

fn council_files(land: &land::Land, people: &households::Households) -> Vec<(String, Vec<u8>)> {
    let mut carers = fostering::make_carers(land, people, SEED);
    let sites = sites::Sites::make(land, people, SEED);
    let children = children::make_children(land, people, &sites, &mut carers, SEED);
    let mut files = shapefile_set::files("boundaries/wards", &shapefile_set::records(land));
    files.push(("boundaries/ward_lookup.csv".to_owned(), tables::ward_lookup(land)));
    let tables = [
        ("children", tables::children(&children)),
        ("carers", tables::carers(&carers)),
        ("households", tables::households(land, people)),
        ("segments", tables::segments()),
        ("population", tables::population(land, people)),
    ];
    files.extend(tables.map(|(name, bytes)| (format!("examples/made_up_council/{name}.csv"), bytes)));
    files
}

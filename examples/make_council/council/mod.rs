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
mod wiggle;

/// Every stream of chance below starts from this number; another number makes another council.
const SEED: u64 = 1928;

/// Every file of the made-up council: its path in the package, and its bytes.
pub fn files() -> Vec<(&'static str, Vec<u8>)> {
    let land = land::Land::make(SEED);
    let people = households::Households::make(&land, SEED);
    let mut carers = fostering::make_carers(&land, &people, SEED);
    let sites = sites::Sites::make(&land, &people, SEED);
    let children = children::make_children(&land, &people, &sites, &mut carers, SEED);
    let mut files = shapefile_set::files(&land);
    files.push(("boundaries/ward_lookup.csv", tables::ward_lookup(&land)));
    files.push(("examples/made_up_council/children.csv", tables::children(&children)));
    files.push(("examples/made_up_council/carers.csv", tables::carers(&carers)));
    files.push(("examples/made_up_council/households.csv", tables::households(&land, &people)));
    files.push(("examples/made_up_council/segments.csv", tables::segments()));
    files.push(("examples/made_up_council/population.csv", tables::population(&land, &people)));
    files
}

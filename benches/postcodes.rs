//! What it costs to read a postcode directory of ONSPD's size: a few thousand postcodes of it, and all of them.
//! Makes its own file of 2.7 million made-up rows (1 GB) in the temporary folder, and removes it. `cargo bench --bench
//! postcodes`; for the cost on one core, as read in the README, `taskset -c 0` before it.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nearhome::geography::Postcode;
use nearhome::read::columns::GivenNames;
use nearhome::read::postcodes::{WantedPostcodes, read_directory};

/// As many as ONSPD of November 2025 has.
const ROWS: usize = 2_720_556;
/// A study asks for a few thousand.
const ASKED_EVERY: usize = 600;

/// ONSPD's and NSPL's header since 2025.
const HEADER: &str = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty25cd,ced25cd,lad25cd,wd25cd,nhser24cd,ctry25cd,rgn25cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl24cd,bua24cd,ruc21ind,oac11ind,lat,long,lep21cd1,lep21cd2,pfa23cd,imd20ind,icb23cd";

/// The outward and inward parts of the postcode of a row. In order, and each once.
fn postcode(row: usize) -> (String, String) {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    let (inward, outward) = (row % 6_760, row / 6_760);
    let area = [letter(outward / 9 / 26), letter(outward / 9)].iter().collect::<String>();
    (format!("{area}{}", outward % 9 + 1), format!("{}{}{}", inward / 676, letter(inward / 26), letter(inward)))
}

fn write_row(row: usize, line: &mut String) -> std::fmt::Result {
    let (outward, inward) = postcode(row);
    let (east, north) = (200_000 + row * 7 % 400_000, 100_000 + row * 11 % 800_000);
    let end = if row.is_multiple_of(3) { "199606" } else { "" };
    line.clear();
    writeln!(
        line,
        "\"{outward:<4}{inward}\",\"{outward:<4} {inward}\",\"{outward} {inward}\",\"198001\",\"{end}\",\"0\",\"{east}\",\"{north:07}\",\"1\",\
         \"E{:08}\",\"E99999999\",\"E99999999\",\"E08{:06}\",\"E05{:06}\",\"E40000011\",\"E92000001\",\"E12000005\",\
         \"E14001096\",\"E30000169\",\"E08000025\",\"E65000001\",\"E01033620\",\"E02006899\",\"E33000550\",\"E38000258\",\
         \"E63001517\",\"A1\",\"2C1\",52.476663,-1.903535,\"E37000014\",\"\",\"E23000014\",\"{}\",\"E54000055\"",
        row / 14,
        row / 8_000,
        row / 320,
        row % 32_844
    )
}

fn made_up_directory(folder: &Path) -> std::io::Result<PathBuf> {
    let path = folder.join("ONSPD_NOV_2025_UK.csv");
    let mut out = BufWriter::new(std::fs::File::create(&path)?);
    writeln!(out, "{HEADER}")?;
    let mut line = String::new();
    for row in 0..ROWS {
        write_row(row, &mut line).expect("a text in memory can be written");
        out.write_all(line.as_bytes())?;
    }
    out.flush()?;
    Ok(path)
}

fn asked() -> WantedPostcodes {
    let parsed = |row| {
        let (outward, inward) = postcode(row);
        Postcode::from_bytes(format!("{outward}{inward}").as_bytes()).expect("a made-up postcode has the right shape")
    };
    WantedPostcodes::only((0..ROWS).step_by(ASKED_EVERY).map(parsed))
}

fn reading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = made_up_directory(folder.path()).expect("room for a gigabyte in the temporary folder");
    let mut group = criterion.benchmark_group("postcodes");
    group.sample_size(10).throughput(Throughput::Elements(ROWS as u64));
    for (name, wanted) in [("some of 2.7 million", asked()), ("all of 2.7 million", WantedPostcodes::All)] {
        let read = || read_directory(&path, &GivenNames::new(), &wanted).expect("the directory is read");
        let start = Instant::now();
        println!("{name}: {} kept in {:.2} s", read().places.len(), start.elapsed().as_secs_f64());
        group.bench_function(name, |bench| bench.iter(read));
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);

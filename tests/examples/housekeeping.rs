//! The examples are small, plainly made up, and their READMEs say what comes out.

use std::collections::BTreeSet;

use super::ran::{Expected, STUDIES, folder};
use super::support::{files_below, text};

fn folders() -> BTreeSet<&'static str> {
    STUDIES.iter().map(|(folder, _)| *folder).collect()
}

#[test]
fn they_are_small() {
    let mut all = 0;
    for name in folders() {
        let size = |file: &String| std::fs::metadata(folder(name).join(file)).unwrap().len();
        let bytes: u64 = files_below(&folder(name)).iter().map(size).sum();
        assert!(bytes < 700_000, "{name} has {bytes} bytes");
        all += bytes;
    }
    assert!(all < 2_500_000, "{all} bytes");
}

/// Codes of the 999 series, which no real area has, and ONS's pseudo codes for none.
#[test]
fn no_code_is_of_a_real_area() {
    let mut codes = 0;
    for name in folders() {
        for file in files_below(&folder(name)) {
            let bytes = std::fs::read(folder(name).join(&file)).unwrap();
            for (at, window) in bytes.windows(9).enumerate() {
                let stands_alone = (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
                    && !bytes.get(at + 9).is_some_and(u8::is_ascii_alphanumeric);
                if stands_alone && b"EWSNLM".contains(&window[0]) && window[1..].iter().all(u8::is_ascii_digit) {
                    codes += 1;
                    assert_eq!(&window[3..6], b"999", "{name}/{file} has {}", String::from_utf8_lossy(window));
                }
            }
        }
    }
    assert!(codes > 10_000, "{codes} codes were looked at");
}

/// Royal Mail has no postcode area that begins with Q.
#[test]
fn no_postcode_is_real() {
    let mut postcodes = 0;
    for (file, columns) in [
        ("postcodes/made_up_onspd.csv", &["pcd7", "pcd8", "pcds"][..]),
        ("postcodes/children.csv", &["home_postcode", "placement_postcode"]),
        ("postcodes/carers.csv", &["postcode"]),
        ("ssda903/episodes.csv", &["HOME_POST", "PL_POST"]),
    ] {
        for row in super::files::rows(&format!("examples/{file}")) {
            for postcode in columns.iter().map(|column| &row[*column]).filter(|postcode| !postcode.is_empty()) {
                postcodes += 1;
                let is_none = postcode.to_lowercase().starts_with("no fixed");
                assert!(is_none || postcode.starts_with(['Q', 'q']), "a postcode of {file}");
            }
        }
    }
    assert!(postcodes > 5_000);
}

/// What each README says of its figures, put together from `expected.toml`.
fn sentences(example: &str, expected: &Expected) -> Vec<String> {
    let of = |section: &str, name: &str| {
        let figures = expected.section(section);
        figures.iter().find(|(each, _)| each == name).unwrap_or_else(|| panic!("[{section}] has {name}")).1
    };
    let headline = format!(
        "{} children: {} inside the boundary and 20 miles or less from home, {} outside it and over 20 miles",
        expected.figure("children"),
        of("categories", "inside_near"),
        of("categories", "outside_far")
    );
    let own = match example {
        "postcodes" => format!("{} of those are in Northern Ireland", of("distances", "over_250_miles")),
        "ssda903" => {
            format!("{} children with their histories, {} episodes", of("rows", "header"), of("rows", "episodes"))
        }
        "wales" => {
            let [inside, wales, england, elsewhere, not_known] =
                ["inside", "elsewhere_in_wales", "england", "elsewhere", "not_known"]
                    .map(|name| of("welsh_split", name));
            format!(
                "{inside} inside the authority, {wales} elsewhere in Wales, {england} in England, {elsewhere} elsewhere, \
                 {not_known} not known"
            )
        }
        "two_tier_county" => {
            let moved = of("two_tiers", "inside_county_in_another_district");
            format!("{moved} children who were placed in another of its districts than home")
        }
        _ => {
            let near = of("categories_of_hub", "inside_near");
            format!("{near} are inside their authority and near, and {} carers", of("hub", "carers"))
        }
    };
    vec![headline, own]
}

#[test]
fn each_readme_says_what_comes_out() {
    for name in folders() {
        let readme = text(&folder(name).join("README.md")).split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in sentences(name, &Expected::of(name)) {
            assert!(readme.contains(&sentence), "examples/{name}/README.md lacks: {sentence}");
        }
        for (_, study) in STUDIES.iter().filter(|(folder, _)| *folder == name) {
            assert!(
                readme.contains(&format!("nearhome run examples/{name}/{study}.toml")),
                "{name}: how to run {study}"
            );
        }
    }
}

#[test]
fn the_readme_and_the_list_name_every_example_and_its_command() {
    let package = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in STUDIES {
        for file in ["README.md", "examples/README.md"] {
            let all = text(&package.join(file));
            assert!(all.contains(&format!("nearhome run examples/{name}/study.toml")), "{file} does not name {name}");
        }
    }
}

//! `examples/ssda903`: an SSDA903 return of some 300 children with their histories, as CSV files and as XML, with the
//! postcode directory of `examples/postcodes`.

mod csv_files;
mod day;
mod episode;
mod history;
mod xml;

use super::super::dice::Dice;
use super::super::households::Households;
use super::super::land::Land;
use super::super::plan::CITY;
use super::child::{Child, Children};
use super::directory::Directory;
use super::expected::Expected;
use super::{File, own_authorities};
use episode::LookedAfter;
use history::{Histories, Story};

/// How many children have each story.
const STORIES: [(Story, usize); 9] = [
    (Story::Plain, 262),
    (Story::TemporarilyAway, 9),
    (Story::MovedOnTheDay, 5),
    (Story::MovesAfterwards, 4),
    (Story::Overlap, 1),
    (Story::LeftCare, 28),
    (Story::LeftOnTheDay, 3),
    (Story::ShortBreaks, 6),
    (Story::ComesAfterwards, 2),
];

/// Its files.
pub fn files(land: &Land, people: &Households, directory: &Directory, seed: u64) -> Vec<File> {
    let authorities = own_authorities(land);
    let dice = Dice::new(seed, 940);
    let mut maker = Children { land, people, spots: directory, authorities: &authorities, inside: 0.6, dice };
    let mut stories: Vec<Story> = STORIES.iter().flat_map(|&(story, count)| vec![story; count]).collect();
    maker.dice.shuffle(&mut stories);
    let children = maker.of(CITY, stories.len());
    let mut histories = Histories::new(directory, seed);
    let told = stories.into_iter().zip(children).enumerate();
    let looked_after: Vec<LookedAfter> = told.map(|(at, (story, child))| histories.tell(at, story, child)).collect();
    let file = |name: &str, bytes| (format!("examples/ssda903/{name}"), bytes);
    vec![
        file("episodes.csv", csv_files::episodes(&looked_after)),
        file("header.csv", csv_files::header(&looked_after)),
        file("uasc.csv", csv_files::uasc(&looked_after)),
        file("return.xml", xml::file(&looked_after)),
        expected(looked_after, &authorities).into_file("ssda903"),
    ]
}

fn expected(looked_after: Vec<LookedAfter>, authorities: &[Option<&'static str>]) -> Expected {
    let episodes: usize = looked_after.iter().map(|child| child.episodes.len()).sum();
    let short_breaks = looked_after.iter().flat_map(|child| &child.episodes).filter(|episode| episode.is_short_break());
    let rows = [("episodes", episodes), ("header", looked_after.len()), ("short_breaks", short_breaks.count())];
    let now: Vec<Child> = looked_after.into_iter().filter_map(|child| child.now).collect();
    let mut expected = Expected::new(&now, &[], authorities);
    expected.section("rows", rows);
    expected.section("age_bands", age_bands(&now));
    expected
}

/// Children by DfE's bands of age.
fn age_bands(children: &[Child]) -> [(&'static str, usize); 5] {
    let bands = [
        ("Under 1 year", 0..1),
        ("1 to 4 years", 1..5),
        ("5 to 9 years", 5..10),
        ("10 to 15 years", 10..16),
        ("16 years and over", 16..99),
    ];
    bands.map(|(name, years)| (name, children.iter().filter(|child| years.contains(&child.details.age)).count()))
}

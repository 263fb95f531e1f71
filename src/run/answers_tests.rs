//! Which answer counts, and where the answers differ. The coverage is `made_up`'s: ward 2k and 2k+1 are authority k's.

use proptest::prelude::*;

use super::*;
use crate::fostering::{Carer, Child, ChildTold};
use crate::geography::{AuthorityIx, Shape};
use crate::locate::Placing;
use crate::read::boundaries::{AuthorityAreas, Boundaries};
use crate::summarise::made_up::{AUTHORITIES, a_carer, a_child, code, small_coverage};
use crate::write::tables::answer_tables;

const POINT: Option<GridPoint> = None;

fn point(x: f64, y: f64) -> Option<GridPoint> {
    GridPoint::new(x, y)
}

/// What a directory says: ward and district, by their codes.
fn place(ward: Option<&str>, district: Option<&str>) -> PostcodePlace {
    PostcodePlace { ward: ward.map(code), district: district.map(code), ..PostcodePlace::default() }
}

fn files(children: Vec<Child>, carers: Vec<Carer>) -> StudyFiles {
    let boundaries = Boundaries { coverage: small_coverage(), ..Boundaries::default() };
    StudyFiles { boundaries, children: Some(children), carers: Some(carers), ..StudyFiles::default() }
}

/// One child whose placement is at this place by the directory and so located by the boundaries.
fn decided(located: Located, place: PostcodePlace, by: DecidedBy) -> Places {
    let placement = if located.is_known() { point(1.0, 1.0) } else { POINT };
    let child = Child { placement, told: ChildTold::of_postcodes(None, Some(place)), ..a_child() };
    let places = Places { homes: vec![Located::NOT_KNOWN], placements: vec![located], ..Places::default() };
    decide(&files(vec![child], vec![]), &Settings { decided_by: by, ..Settings::default() }, places)
}

fn inside(ward: u32) -> Located {
    Located::inside(WardIx(ward))
}

#[test]
fn the_polygon_decides_unless_the_study_says_the_directory() {
    // By the boundaries in ward 0 of authority 0, by the directory in ward 3 of authority 1.
    let told = place(Some("E05000003"), Some(AUTHORITIES[1]));
    let by_polygon = decided(inside(0), told, DecidedBy::Polygon);
    assert_eq!((by_polygon.placements[0], by_polygon.placed_in[0]), (inside(0), PlacedIn::Authority(AuthorityIx(0))));
    let by_directory = decided(inside(0), told, DecidedBy::Directory);
    assert_eq!(by_directory.placements[0].ward(), Some(WardIx(3)));
    assert_eq!(by_directory.placements[0].placing(), Placing::ByDirectory);
    assert_eq!(by_directory.placed_in[0], PlacedIn::Authority(AuthorityIx(1)));
    for places in [by_polygon, by_directory] {
        let answers = &places.answers.directory[0];
        assert_eq!((answers.points, answers.compared), ("placements", 1));
        assert_eq!((answers.ward_differs, answers.authority_differs, answers.code_not_in_boundaries), (Some(1), 1, 0));
    }
}

#[test]
fn the_same_ward_by_both_is_no_difference() {
    let places = decided(inside(3), place(Some("E05000003"), Some(AUTHORITIES[1])), DecidedBy::Directory);
    let answers = &places.answers.directory[0];
    assert_eq!((answers.compared, answers.ward_differs, answers.authority_differs), (1, Some(0), 0));
    assert!(places.answers.directory_differences.is_empty());
}

#[test]
fn a_district_stands_for_its_county_and_an_old_code_for_the_new() {
    let mut files = files(vec![], vec![]);
    let coverage = &mut files.boundaries.coverage;
    coverage.surroundings.authority_of.insert(code("E07000234"), code(AUTHORITIES[2]));
    coverage.authorities[3].code = code("E08000039");
    let told = |district| Told::by(&place(None, Some(district)), coverage).placed_in;
    assert_eq!(told("E07000234"), PlacedIn::Authority(AuthorityIx(2)));
    assert_eq!(told("E08000019"), PlacedIn::Authority(AuthorityIx(3)));
    assert_eq!(told("E07000235"), PlacedIn::NoWard(Some(code("E92000001"))), "nothing tells its county");
}

#[test]
fn codes_that_the_boundaries_lack_are_counted_and_the_polygon_stands() {
    let places = decided(inside(0), place(Some("E05999999"), Some("E08000077")), DecidedBy::Directory);
    assert_eq!((places.placements[0], places.placed_in[0]), (inside(0), PlacedIn::Authority(AuthorityIx(0))));
    let answers = &places.answers.directory[0];
    assert_eq!((answers.code_not_in_boundaries, answers.ward_differs, answers.authority_differs), (1, None, 1));
    // A directory without wards (a plain file) or without districts can still be asked.
    let no_district = decided(inside(0), place(Some("E05000001"), None), DecidedBy::Directory);
    assert_eq!(no_district.answers.directory[0].code_not_in_boundaries, 0);
    assert_eq!(no_district.placements[0].ward(), Some(WardIx(1)));
}

#[test]
fn in_no_ward_the_directory_tells_the_authority_beyond_or_the_nation() {
    for by in [DecidedBy::Polygon, DecidedBy::Directory] {
        let beyond = decided(Located::OUTSIDE, place(Some("E05999999"), Some("E10000015")), by);
        assert_eq!(beyond.placed_in[0], PlacedIn::Beyond(code("E10000015")));
        assert_eq!(beyond.placements[0], Located::OUTSIDE);
        let answers = &beyond.answers.directory[0];
        assert_eq!((answers.ward_differs, answers.authority_differs, answers.code_not_in_boundaries), (None, 0, 0));
        let scottish = PostcodePlace { nation: Some(code("S92000003")), ..PostcodePlace::default() };
        let scottish = decided(Located::OUTSIDE, scottish, by);
        assert_eq!(scottish.placed_in[0], PlacedIn::NoWard(Some(code("S92000003"))));
        assert!(scottish.answers.directory.is_empty(), "no ward and no district: nothing to compare");
    }
    // By the directory alone it is in a ward of these boundaries: the polygon's "in none" stands unless told otherwise.
    let told = place(Some("E05000000"), Some(AUTHORITIES[0]));
    assert_eq!(
        decided(Located::OUTSIDE, told, DecidedBy::Polygon).placed_in[0],
        PlacedIn::NoWard(Some(code("E92000001")))
    );
    assert_eq!(decided(Located::OUTSIDE, told, DecidedBy::Directory).placed_in[0], PlacedIn::Authority(AuthorityIx(0)));
}

#[test]
fn without_a_point_the_directorys_authority_is_the_only_answer() {
    let jersey = PostcodePlace {
        district: Some(code("L99999999")),
        nation: Some(code("L93000001")),
        ..PostcodePlace::default()
    };
    assert_eq!(
        decided(Located::NOT_KNOWN, jersey, DecidedBy::Polygon).placed_in[0],
        PlacedIn::NoWard(Some(code("L93000001")))
    );
    let english = PostcodePlace { nation: Some(code("E92000001")), ..PostcodePlace::default() };
    assert_eq!(decided(Located::NOT_KNOWN, english, DecidedBy::Polygon).placed_in[0], PlacedIn::NotKnown);
    let here = place(Some("E05000000"), Some(AUTHORITIES[0]));
    for by in [DecidedBy::Polygon, DecidedBy::Directory] {
        assert_eq!(decided(Located::NOT_KNOWN, here, by).placed_in[0], PlacedIn::Authority(AuthorityIx(0)));
    }
}

/// Two squares of 100 m: authority 1's, and that of an authority without a ward.
fn with_outlines(children: Vec<Child>) -> StudyFiles {
    let square = |west: f64| {
        let corner = |x, y| GridPoint::new(west + x, y).unwrap();
        Shape::new(vec![vec![corner(0.0, 0.0), corner(100.0, 0.0), corner(100.0, 100.0), corner(0.0, 100.0)]])
    };
    let outlines = vec![(code(AUTHORITIES[1]), square(0.0)), (code("E10000015"), square(100.0))];
    let mut files = files(children, vec![]);
    files.boundaries.authority_areas = Some(AuthorityAreas { file: "ctyua.shp".to_owned(), outlines });
    files
}

#[test]
fn the_outline_of_an_authority_comes_before_the_ward_and_its_differences_are_told_by_ward() {
    let placements = [point(50.0, 50.0), point(50.0, 50.0), point(150.0, 50.0), point(900.0, 50.0), None];
    let located = vec![inside(0), inside(2), Located::OUTSIDE, inside(0), Located::NOT_KNOWN];
    let children: Vec<_> = placements.iter().map(|&placement| Child { placement, ..a_child() }).collect();
    let files = with_outlines(children);
    let homes = vec![Located::NOT_KNOWN; 5];
    let places = Places { homes, placements: located.clone(), ..Places::default() };
    let places = decide(&files, &Settings::default(), places);
    let [first, second] = [0, 1].map(|at| PlacedIn::Authority(AuthorityIx(at)));
    assert_eq!(places.placed_in, [second, second, PlacedIn::Beyond(code("E10000015")), first, PlacedIn::NotKnown]);
    assert_eq!(places.placements, located, "wards are not changed");
    let answers = places.answers.boundary.iter().find(|each| each.points == "placements").unwrap();
    assert_eq!((answers.compared, answers.differ, answers.in_no_outline, answers.in_no_ward), (4, 1, 1, 1));
    let tables = answer_tables(&places.answers, &files.boundaries.coverage);
    assert_eq!((tables.len(), &*tables[0].name, tables[0].rows.len()), (1, "boundary_differences", 3));
}

proptest! {
    /// Against a slow, plain count: for each point, both answers side by side.
    #[test]
    fn every_point_is_compared_once_and_the_rows_add_up(
        points in prop::collection::vec((0..16_u32, 0..16_u32, 0..9_usize), 1..60),
    ) {
        let located = |at: u32| if at < 13 { inside(at) } else { Located::OUTSIDE };
        let ward = |at: u32| (at < 14).then(|| format!("{}050000{at:02}", if at < 8 { "E" } else { "W" }));
        let district = |at: usize| AUTHORITIES.get(at).copied().or((at == 6).then_some("E08000077"));
        let carer = |&(_, told, authority): &(u32, u32, usize)| {
            let place = place(ward(told).as_deref(), district(authority));
            Carer { point: point(1.0, 1.0), place: Some(Box::new(place)), ..a_carer() }
        };
        let files = files(vec![], points.iter().map(carer).collect());
        let carers = points.iter().map(|&(at, ..)| located(at)).collect();
        let places = decide(&files, &Settings::default(), Places { carers, ..Places::default() });
        let coverage = small_coverage();
        let (mut compared, mut wards, mut rows) = (0, 0, 0);
        for &(at, told, authority) in &points {
            let (told_ward, told_district) = (ward(told).map(|text| code(&text)), district(authority).map(code));
            if told_ward.is_none() && told_district.is_none() {
                continue;
            }
            compared += 1;
            let is_here = told < 13;
            let ward_differs = is_here && told != at;
            let own = (at < 12).then(|| code(AUTHORITIES[at as usize / 2]));
            let by_ward = (told < 12).then(|| code(AUTHORITIES[told as usize / 2]));
            let told_authority = told_district.or(by_ward);
            let covered = told_authority.filter(|&code| coverage.find_authority(code).is_some());
            let authority_differs = match at {
                0..12 => told_authority.is_some() && told_authority != own,
                12 => false,
                _ => covered.is_some(),
            };
            let unknown = at < 13 && ((told_ward.is_some() && !is_here) || covered.is_none());
            wards += u64::from(ward_differs);
            rows += u64::from(ward_differs || authority_differs || unknown);
        }
        let answers = places.answers.directory.first().cloned().unwrap_or_default();
        prop_assert_eq!((answers.compared, answers.ward_differs.unwrap_or(0)), (compared, wards));
        let listed: u64 = places.answers.directory_differences.iter().map(|each| each.count).sum();
        prop_assert_eq!(listed, rows);
    }
}

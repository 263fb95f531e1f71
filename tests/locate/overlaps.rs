//! Interior points, and by them wards that lie over one another.

use nearhome::geography::{GridPoint, Ward, WardIx};
use nearhome::locate::{Placing, WardIndex, gross_overlaps, interior_point};

use crate::check::shapes;
use crate::made_coverages::{METRES, MILLIMETRES, dealt_out, diamond, needle, with_enclaves};
use crate::made_wards::Rings;

fn wards(rings: &[Rings]) -> Vec<Ward> {
    let ward = |(shape, number)| Ward {
        code: format!("E05{number:06}").parse().expect("a code"),
        name: String::new(),
        name_welsh: None,
        district: None,
        authority: None,
        shape,
    };
    shapes(rings).into_iter().zip(1..).map(ward).collect()
}

fn overlaps(rings: &[Rings]) -> Vec<(WardIx, WardIx)> {
    let wards = wards(rings);
    gross_overlaps(&wards, &WardIndex::build(&wards))
}

#[test]
fn wards_with_enclaves_and_parts_apart_do_not_lie_over_one_another() {
    for rings in [with_enclaves(METRES.make(), diamond), with_enclaves(MILLIMETRES.make(), needle), dealt_out(METRES)] {
        assert_eq!(overlaps(&rings), []);
    }
}

#[test]
fn each_interior_point_is_strictly_inside_its_own_ward_and_no_other() {
    for rings in [with_enclaves(METRES.make(), diamond), with_enclaves(MILLIMETRES.make(), needle), dealt_out(METRES)] {
        let shapes = shapes(&rings);
        let index = WardIndex::from_shapes(&shapes);
        for (ward, shape) in (0..).map(WardIx).zip(&shapes) {
            let located = index.locate(interior_point(shape).expect("a point inside"));
            assert_eq!((located.ward(), located.placing()), (Some(ward), Placing::Inside));
        }
    }
}

#[test]
fn a_shape_without_an_inside_has_no_interior_point() {
    let flat = vec![vec![[400_000.0, 300_000.0], [400_001.0, 300_000.0], [400_002.0, 300_000.0]]];
    let twice: Rings = [METRES.make().remove(0), METRES.make().remove(0)].concat();
    for shape in shapes(&[flat, twice, vec![]]) {
        assert_eq!(interior_point(&shape), None::<GridPoint>);
    }
}

#[test]
fn wards_of_two_years_read_as_one_lie_over_one_another() {
    let made = METRES.make();
    let mut both = made.clone();
    both.push(made[3].clone());
    // A ward made up of two others is over both.
    both.push([made[7].clone(), made[8].clone()].concat());
    let last = made.len() as u32;
    let pairs = [(3, last), (7, last + 1), (8, last + 1)].map(|(a, b)| (WardIx(a), WardIx(b)));
    assert_eq!(overlaps(&both), pairs);
}

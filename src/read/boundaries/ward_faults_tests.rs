//! Faults of wards read from bytes: told with code and place, and mended when asked.

use super::super::fixtures::{BNG_PRJ, Folder, dbf, polygon, shp, square};
use super::super::{Boundaries, BoundarySources, read_boundaries};
use super::*;
use crate::outline::crosses_itself;

fn read(repair: bool) -> Boundaries {
    let folder = Folder::new();
    let bow_tie = vec![[400e3, 280e3], [401e3, 281e3], [401e3, 280e3], [400e3, 281e3], [400e3, 280e3]];
    let mut open = square(402e3, 280e3);
    open.pop();
    open.push([402_100.0, 280_000.0]);
    open.push([402_001.0, 280_000.0]);
    let mut spiky = square(403e3, 280e3);
    spiky.splice(2..2, [[403_050.0, 280_100.0], [403_050.0, 280_300.0], [403_050.0, 280_100.0]]);
    let records = [bow_tie, open, spiky].map(|ring| polygon(5, &[ring]));
    let rows: [&[&str]; 3] = [&["E05000001", "A"], &["E05000002", "B"], &["E05000003", "C"]];
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9), ("WD25NM", 9)], &rows));
    folder.file("wards.prj", BNG_PRJ);
    let wards = vec![folder.file("wards.shp", shp(5, &records))];
    read_boundaries(&BoundarySources { wards, repair, ..BoundarySources::default() }).unwrap()
}

fn told(read: &Boundaries) -> Vec<(&str, FaultKind, u64, i64, i64)> {
    let told = |fault: &GeometryFault| (fault.fault, fault.count, fault.easting, fault.northing);
    let each = read.geometry_faults.iter().map(|fault| (&*fault.area_code.to_string().leak(), told(fault)));
    each.map(|(code, (kind, count, east, north))| (code, kind, count, east, north)).collect()
}

#[test]
fn each_fault_is_told_with_its_ward_and_its_place_and_nothing_is_mended_unasked() {
    let read = read(false);
    let expected = [
        ("E05000001", FaultKind::SelfCrossing, 1, 400_500, 280_500),
        ("E05000002", FaultKind::RingNotClosed, 1, 402_001, 280_000),
        ("E05000002", FaultKind::RepeatedPoint, 1, 402_100, 280_000),
        ("E05000003", FaultKind::Spike, 1, 403_050, 280_300),
    ];
    assert_eq!(told(&read), expected);
    let repairs: Vec<_> = read.geometry_faults.iter().map(|fault| fault.repair.is_some()).collect();
    assert_eq!(repairs, [false, true, true, false]);
    assert!(crosses_itself(&read.coverage.wards[0].shape));
    let is_of_outlines = |warning: &&Warning| warning.what.contains("such as E05");
    assert_eq!(read.warnings.iter().filter(is_of_outlines).count(), 4, "one a kind: {:?}", read.warnings);
}

#[test]
fn repaired_wards_have_no_fault_left_and_each_repair_is_described() {
    let (plain, mended) = (read(false), read(true));
    assert_eq!(told(&plain), told(&mended));
    assert!(mended.geometry_faults.iter().all(|fault| fault.repair.is_some()));
    for (before, after) in plain.coverage.wards.iter().zip(&mended.coverage.wards) {
        assert_eq!(shape_faults(&after.shape), Faults::new());
        let area = crate::outline::area_square_metres;
        assert!((area(&before.shape) - area(&after.shape)).abs() < 1e-3);
    }
    assert!(mended.warnings.iter().filter(|warning| warning.what.contains("repaired")).count() == 2);
}

#[test]
fn many_wards_with_one_kind_of_fault_are_one_warning() {
    let fault = |number: u32| {
        let at = crate::geography::GridPoint::new(400e3 + f64::from(number), 300e3).unwrap();
        GeometryFault::new("w.shp", format!("E05{number:06}").parse().unwrap(), FaultKind::Spike, 2, at)
    };
    let warnings = summed_up("wards", &[fault(1), fault(2), fault(3)]);
    assert_eq!((warnings.len(), warnings[0].count), (1, 3));
    assert!(warnings[0].what.contains("such as E05000001 at 400001, 300000 (6 places)"), "{}", warnings[0].what);
}

#[test]
fn the_outlines_of_authorities_are_looked_at_as_those_of_wards() {
    let folder = Folder::new();
    let bow_tie = vec![[400e3, 280e3], [401e3, 281e3], [401e3, 280e3], [400e3, 281e3], [400e3, 280e3]];
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9), ("LAD25CD", 9)], &[&["E05000001", "E08000025"]]));
    // Two outlines of one authority, and one that encloses nothing.
    let codes: [&[&str]; 3] = [&["E08000025"], &["E08000025"], &["E08000026"]];
    folder.file("authorities.dbf", dbf(0, &[("CTYUA25CD", 9)], &codes));
    for name in ["wards", "authorities"] {
        folder.file(&format!("{name}.prj"), BNG_PRJ);
    }
    let wards = vec![folder.file("wards.shp", shp(5, &[polygon(5, &[square(400e3, 280e3)])]))];
    let farther = bow_tie.iter().map(|[x, y]| [x + 5e3, *y]).collect();
    let nothing = vec![[420e3, 280e3], [421e3, 280e3], [420e3, 280e3]];
    let records = [bow_tie, farther, nothing].map(|ring| polygon(5, &[ring]));
    let authorities = Some(folder.file("authorities.shp", shp(5, &records)));
    for repair in [false, true] {
        let sources = BoundarySources {
            wards: wards.clone(),
            authorities: authorities.clone(),
            repair,
            ..BoundarySources::default()
        };
        let read = read_boundaries(&sources).unwrap();
        assert_eq!(told(&read), [("E08000025", FaultKind::SelfCrossing, 2, 400_500, 280_500)]);
        assert_eq!(read.geometry_faults[0].file, "authorities.shp");
        assert!(
            read.warnings
                .iter()
                .any(|warning| warning.what.starts_with("authorities have an outline that crosses itself"))
        );
        let outlines = &read.authority_areas.as_ref().unwrap().outlines;
        assert_eq!(outlines.len(), 2);
        assert!(outlines.iter().all(|(_, shape)| crosses_itself(shape) != repair));
    }
}

//! Made-up .shp files of every awkward kind; the oracle on real data is the `shapefile` crate.

use super::super::fixtures::{null_shape, polygon, shared, shp, shx, square};
use super::*;

fn file(name: &str, bytes: Vec<u8>) -> FileBytes {
    FileBytes::new(name, bytes)
}

fn read(bytes: Vec<u8>) -> Result<Geometry, ReadError> {
    outlines(&file("wards.shp", bytes), None).map(|(geometry, _)| geometry)
}

fn error(bytes: Vec<u8>) -> String {
    read(bytes).unwrap_err().to_string()
}

fn rings(geometry: &Geometry, row: usize) -> Vec<Vec<[f64; 2]>> {
    let Outline::Rings(rings) = &geometry.outlines[row] else { return Vec::new() };
    rings.iter().map(|ring| geometry.points[ring.clone()].to_vec()).collect()
}

#[test]
fn polygons_with_z_and_m_give_the_same_outline_as_without() {
    let shape = [square(0.1, 0.2), square(500.0, 0.3)];
    for kind in POLYGONS {
        let geometry = read(shp(kind, &[polygon(kind, &shape), polygon(kind, &shape[..1])])).unwrap();
        assert_eq!(rings(&geometry, 0), shape);
        assert_eq!(rings(&geometry, 1), shape[..1]);
    }
    // M values may be left off altogether.
    let without_m = polygon(5, &shape[..1]);
    let without_m = [15i32.to_le_bytes().as_slice(), &without_m[4..]].concat();
    assert_eq!(rings(&read(shp(15, &[without_m])).unwrap(), 0), shape[..1]);
}

#[test]
fn rings_come_raw_in_either_direction_and_order() {
    let hole: Vec<_> = square(10.0, 10.0).into_iter().rev().collect();
    let shape = [hole, square(0.0, 0.0)];
    assert_eq!(rings(&read(shp(5, &[polygon(5, &shape)])).unwrap(), 0), shape);
}

#[test]
fn null_shapes_and_shapes_without_rings_keep_their_place() {
    let geometry = read(shp(5, &[null_shape(), polygon(5, &[square(0.0, 0.0)]), polygon(5, &[])])).unwrap();
    assert_eq!(geometry.outlines[0], Outline::Missing(NULL_SHAPE));
    assert_eq!(rings(&geometry, 1).len(), 1);
    assert_eq!(geometry.outlines[2], Outline::Missing(NULL_SHAPE));
}

#[test]
fn a_shape_that_an_editor_moved_to_the_end_is_found_by_the_index() {
    // As GDAL leaves it: record 1 rewritten at the end, its old bytes still at the beginning.
    let (old, second, new) = ([square(0.0, 0.0)], [square(100.0, 0.0)], [square(0.0, 50.0)]);
    let mut bytes = shp(5, &[polygon(5, &old), polygon(5, &second), polygon(5, &new)]);
    let length = polygon(5, &old).len();
    let third = 100 + 2 * (8 + length);
    bytes[third..third + 4].copy_from_slice(&1i32.to_be_bytes());
    let mut index = shx(5, &[polygon(5, &old), polygon(5, &second)]);
    index[100..104].copy_from_slice(&((third / 2) as i32).to_be_bytes());
    let shp = file("wards.shp", bytes.clone());
    let (geometry, _) = outlines(&shp, Some(&file("wards.shx", index))).unwrap();
    assert_eq!((rings(&geometry, 0), rings(&geometry, 1)), (new.to_vec(), second.to_vec()));
    assert_eq!(error(bytes), "wards.shp, record 3: the record is damaged: the records are not in order");
}

#[test]
fn an_index_of_another_file_is_an_error() {
    let records = [polygon(5, &[square(0.0, 0.0)])];
    let other = [polygon(5, &[square(0.0, 0.0), square(200.0, 0.0)])];
    let index = file("wards.shx", shx(5, &other));
    let error = outlines(&file("wards.shp", shp(5, &records)), Some(&index)).unwrap_err();
    assert_eq!(error.to_string(), "wards.shx, record 1: it does not fit the .shp beside it");
}

/// A .shx whose entries are those of another in this order.
fn reordered(index: &[u8], order: &[usize]) -> Vec<u8> {
    let mut bytes = index[..100].to_vec();
    order.iter().for_each(|&at| bytes.extend(&index[100 + 8 * at..108 + 8 * at]));
    let words = (bytes.len() / 2) as i32;
    bytes[24..28].copy_from_slice(&words.to_be_bytes());
    bytes
}

#[test]
fn an_index_in_another_order_never_exchanges_shapes() {
    let records = [0.0, 100.0, 200.0].map(|east| polygon(5, &[square(east, 0.0)]));
    let index = shx(5, &records);
    let mut from_zero = shp(5, &records);
    for (number, at) in (0i32..).zip([100, 100 + 136, 100 + 272]) {
        from_zero[at..at + 4].copy_from_slice(&number.to_be_bytes());
    }
    for bytes in [shp(5, &records), from_zero] {
        let shp = file("wards.shp", bytes);
        let read = |order: &[usize]| outlines(&shp, Some(&file("wards.shx", reordered(&index, order))));
        assert_eq!(read(&[0, 1, 2]).unwrap().0.outlines.len(), 3);
        for (order, row) in [([2, 1, 0], 1), ([0, 2, 1], 2), ([0, 1, 1], 3), ([0, 0, 2], 2)] {
            let message = read(&order).unwrap_err().to_string();
            assert_eq!(message, format!("wards.shx, record {row}: it does not fit the .shp beside it"), "{order:?}");
        }
    }
}

#[test]
fn an_index_never_gives_more_points_than_the_file_has() {
    let one = [polygon(5, &[(0..2_000).map(|at| [f64::from(at), 0.0]).collect()])];
    let index = reordered(&shx(5, &one), &[0; 50]);
    assert!(outlines(&file("wards.shp", shp(5, &one)), Some(&file("wards.shx", index))).is_err());
    // Record 2 lies within record 1, its header and all among the points.
    let inner = shp(5, &[Vec::new(), polygon(5, &[square(0.0, 0.0)])])[108..].to_vec();
    let mut outer = polygon(5, &[(0..9).map(|at| [f64::from(at), 0.0]).collect()]);
    let from = outer.len() - inner.len();
    outer[from..].copy_from_slice(&inner);
    let bytes = shp(5, std::slice::from_ref(&outer));
    let mut index = shx(5, &[outer, inner[8..].to_vec()]);
    let at = (bytes.len() - inner.len()) / 2;
    index[108..112].copy_from_slice(&(at as i32).to_be_bytes());
    let error = outlines(&file("wards.shp", bytes), Some(&file("wards.shx", index))).unwrap_err();
    assert_eq!(error.to_string(), "wards.shx, record 2: it does not fit the .shp beside it");
}

#[test]
fn what_is_not_a_sound_shapefile_says_why() {
    let sound = shp(5, &[polygon(5, &[square(0.0, 0.0)])]);
    assert_eq!(error(b"PK\x03\x04".to_vec()), "wards.shp: it is not a shapefile (it does not begin as one)");
    assert_eq!(error(vec![0; 200]), "wards.shp: it is not a shapefile (it does not begin as one)");
    let cut = sound[..sound.len() - 20].to_vec();
    assert_eq!(error(cut), "wards.shp: it is cut short: its header says 236 bytes, it has 216");
    let mut claims_less = sound.clone();
    claims_less[24..28].copy_from_slice(&(-5i32).to_be_bytes());
    assert_eq!(error(claims_less), "wards.shp: its header is damaged");
    assert_eq!(error(shp(3, &[])), "wards.shp: it holds lines, not polygons");
    assert_eq!(error(shp(1, &[])), "wards.shp: it holds points, not polygons");
    assert_eq!(error(shp(99, &[])), "wards.shp: it holds shapes of an unknown kind, not polygons");
}

#[test]
fn what_follows_the_end_named_in_the_header_is_counted() {
    let mut bytes = shp(5, &[polygon(5, &[square(0.0, 0.0)])]);
    bytes.extend([0; 12]);
    let (geometry, after) = outlines(&file("wards.shp", bytes), None).unwrap();
    assert_eq!((geometry.outlines.len(), after), (1, 12));
}

#[test]
fn damaged_records_are_errors_that_name_them() {
    let sound = polygon(5, &[square(0.0, 0.0)]);
    let mut too_many_points = sound.clone();
    too_many_points[40..44].copy_from_slice(&6i32.to_le_bytes());
    let mut negative_parts = sound.clone();
    negative_parts[36..40].copy_from_slice(&(-1i32).to_le_bytes());
    let mut huge = sound.clone();
    huge[36..40].copy_from_slice(&i32::MAX.to_le_bytes());
    let mut starts_late = sound.clone();
    starts_late[44..48].copy_from_slice(&2i32.to_le_bytes());
    for record in [too_many_points, negative_parts, huge, starts_late] {
        let message = error(shp(5, &[sound.clone(), record]));
        assert_eq!(message, "wards.shp, record 2: the record is damaged: its parts and points do not fit its length");
    }
    let line = polygon(3, &[square(0.0, 0.0)]);
    assert_eq!(error(shp(5, &[line])), "wards.shp, record 1: the record is damaged: it is not a polygon");
    let mut runs_over = shp(5, &[sound]);
    runs_over[104..108].copy_from_slice(&10_000i32.to_be_bytes());
    assert_eq!(error(runs_over), "wards.shp, record 1: the record is damaged: it runs over the end of the file");
}

proptest::proptest! {
    #[test]
    fn no_damage_makes_it_panic(at in 0usize..500, byte: u8, length in 0usize..600) {
        let records = [polygon(5, &[square(0.0, 0.0), square(300.0, 0.0)]), null_shape(), polygon(15, &[square(0.0, 0.0)])];
        let mut bytes = shp(5, &records);
        let at = at % bytes.len();
        bytes[at] = byte;
        bytes.truncate(length.max(1));
        let index = file("wards.shx", shx(5, &records));
        let _ = outlines(&file("wards.shp", bytes.clone()), Some(&index));
        let _ = read(bytes);
    }
}

#[test]
fn every_real_shape_is_what_the_shapefile_crate_reads() {
    let names = [
        "wards_wm_2025_shp/WD25_WestMidlands_BGC.shp",
        "ctyua_uk_2019_buc_shp/utla_uk.shp",
        "regions_england_2019_bgc_shp/Regions_December_2019_Boundaries_EN_BGC.shp",
        "lsoa_birmingham_2011_shp/Birmingham LSOA shape.shp",
    ];
    for name in names {
        let Some(path) = shared(name) else { return };
        let ours = read(std::fs::read(&path).unwrap()).unwrap();
        let index = file("index", std::fs::read(path.with_extension("shx")).unwrap());
        let (indexed, _) = outlines(&file("wards.shp", std::fs::read(&path).unwrap()), Some(&index)).unwrap();
        assert_eq!((&ours.points, &ours.outlines), (&indexed.points, &indexed.outlines));
        let theirs = shapefile::ShapeReader::from_path(&path).unwrap().read_as::<shapefile::Polygon>().unwrap();
        assert_eq!(ours.outlines.len(), theirs.len());
        for (row, polygon) in theirs.iter().enumerate() {
            let points =
                |ring: &shapefile::PolygonRing<shapefile::Point>| ring.points().iter().map(|p| [p.x, p.y]).collect();
            let theirs: Vec<Vec<[f64; 2]>> = polygon.rings().iter().map(points).collect();
            assert_eq!(rings(&ours, row), theirs, "{name}, record {}", row + 1);
        }
    }
}

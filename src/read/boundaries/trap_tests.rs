//! Traps of shapefiles and dBASE files that readers are known to fall into without a word, each on a file made byte by byte:
//! the right answer, or an error that names it. The traps that stand elsewhere are named at the end.

use super::fixtures::{BNG_PRJ, Folder, dbf, null_shape, polygon, shp, shx, square};
use super::*;
use crate::geography::{GridPoint, WardIx};
use crate::locate::WardIndex;
use crate::outline::polygons;

type Ring = Vec<[f64; 2]>;

/// A shapefile of these wards, each its rings as they come, numbered from E05000001.
fn read(kind: i32, wards: &[Vec<Ring>]) -> Boundaries {
    let folder = Folder::new();
    let codes: Vec<String> = (1..=wards.len()).map(|number| format!("E05{number:06}")).collect();
    let rows: Vec<[&str; 1]> = codes.iter().map(|code| [code.as_str()]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &rows));
    folder.file("wards.prj", BNG_PRJ);
    let records: Vec<Vec<u8>> = wards.iter().map(|rings| polygon(kind, rings)).collect();
    read_file(&folder, &shp(kind, &records)).unwrap()
}

fn read_file(folder: &Folder, shp: &[u8]) -> Result<Boundaries, ReadError> {
    let wards = vec![folder.file("wards.shp", shp)];
    read_boundaries(&BoundarySources { wards, ..BoundarySources::default() })
}

/// Which ward holds this point.
fn ward_at(read: &Boundaries, easting: f64, northing: f64) -> Option<WardIx> {
    WardIndex::build(&read.coverage.wards).locate(GridPoint::new(easting, northing).unwrap()).ward()
}

fn reversed(ring: Ring) -> Ring {
    ring.into_iter().rev().collect()
}

/// A small square in the middle of `square(x, y)`.
fn hole(x: f64, y: f64) -> Ring {
    square(0.0, 0.0).iter().map(|[east, north]| [x + 40.0 + east / 5.0, y + 40.0 + north / 5.0]).collect()
}

#[test]
fn trap_holes_belong_to_the_ring_around_them_and_not_to_the_one_before() {
    let (first, second) = (square(400_000.0, 280_000.0), square(400_500.0, 280_000.0));
    // The hole of the first comes after the second, which a reader that goes by order would give it to.
    let read = read(5, &[vec![first, second, reversed(hole(400_000.0, 280_000.0))]]);
    assert_eq!(ward_at(&read, 400_050.0, 280_050.0), None);
    assert_eq!(ward_at(&read, 400_550.0, 280_050.0), Some(WardIx(0)));
    let drawn = polygons(&read.coverage.wards[0].shape);
    let holes: Vec<usize> = drawn.iter().map(|polygon| polygon.holes.len()).collect();
    assert_eq!(holes, [1, 0], "the western one has it");
}

#[test]
fn trap_a_hole_may_come_first_run_clockwise_or_be_the_only_ring() {
    let (outer, hole) = (square(400_000.0, 280_000.0), hole(400_000.0, 280_000.0));
    let orders = [
        vec![reversed(hole.clone()), outer.clone()],
        vec![outer.clone(), hole.clone()],
        vec![reversed(outer.clone()), reversed(hole)],
    ];
    for rings in orders {
        let read = read(5, &[rings]);
        assert_eq!(ward_at(&read, 400_050.0, 280_050.0), None, "in the hole");
        assert_eq!(ward_at(&read, 400_010.0, 280_010.0), Some(WardIx(0)));
        assert_eq!(polygons(&read.coverage.wards[0].shape).len(), 1);
    }
    let alone = read(5, &[vec![reversed(outer)]]);
    assert_eq!(ward_at(&alone, 400_050.0, 280_050.0), Some(WardIx(0)), "a single ring that runs the wrong way");
}

#[test]
fn trap_a_sliver_far_from_the_origin_is_no_hole() {
    // Its signed area, 10 mm2, is lost in sums of products of the coordinates.
    let (x, y) = (655_000.0, 1_219_000.0);
    let sliver = vec![[x, y], [x, y + 0.01], [x + 0.002, y + 0.01], [x, y]];
    let read = read(5, &[vec![square(x - 500.0, y), sliver]]);
    assert_eq!(read.coverage.wards[0].shape.rings().len(), 2);
    assert_eq!(ward_at(&read, x + 0.0005, y + 0.008), Some(WardIx(0)));
}

#[test]
fn trap_measures_that_are_missing_are_not_missed() {
    // PolygonZ: M is optional, and many writers leave it off. Z goes too: nothing after the points is read.
    let whole = polygon(15, &[square(400_000.0, 280_000.0)]);
    let without_m = whole[..whole.len() - (16 + 8 * 5)].to_vec();
    let without_z = whole[..whole.len() - 2 * (16 + 8 * 5)].to_vec();
    for record in [whole, without_m, without_z] {
        let folder = Folder::new();
        folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05000001"]]));
        folder.file("wards.prj", BNG_PRJ);
        let read = read_file(&folder, &shp(15, &[record])).unwrap();
        assert_eq!(read.coverage.wards[0].shape.bounds(), Some([400_000.0, 280_000.0, 400_100.0, 280_100.0]));
    }
}

#[test]
fn trap_a_header_that_says_empty_is_not_believed_when_there_are_records() {
    let folder = Folder::new();
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05000001"]]));
    folder.file("wards.prj", BNG_PRJ);
    let records = [polygon(5, &[square(400_000.0, 280_000.0)])];
    let mut bytes = shp(5, &records);
    bytes[24..28].copy_from_slice(&50i32.to_be_bytes());
    let what = "wards.shp: it has 0 shapes, and the .dbf beside it 1 records: they do not belong together";
    assert_eq!(read_file(&folder, &bytes).unwrap_err().to_string(), what);
    folder.file("wards.shx", shx(5, &records));
    let with_index = read_file(&folder, &bytes).unwrap_err().to_string();
    assert_eq!(with_index, "wards.shx, record 1: it does not fit the .shp beside it");
}

#[test]
fn trap_a_null_shape_among_polygons_takes_no_other_with_it() {
    let folder = Folder::new();
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05000001"], &["E05000002"], &["E05000003"]]));
    folder.file("wards.prj", BNG_PRJ);
    let ward = |east| polygon(5, &[square(east, 280_000.0)]);
    let read = read_file(&folder, &shp(5, &[ward(400_000.0), null_shape(), ward(400_200.0)])).unwrap();
    let wests: Vec<f64> = read.coverage.wards.iter().map(|ward| ward.shape.bounds().unwrap()[0]).collect();
    assert_eq!(wests, [400_000.0, 400_200.0]);
    assert_eq!((read.left_out[0].row, read.coverage.wards[1].code.to_string().as_str()), (2, "E05000003"));
}

#[test]
fn trap_rings_that_are_open_short_or_none_are_closed_or_enclose_nothing() {
    let mut open = square(400_000.0, 280_000.0);
    open.pop();
    let two_points = vec![[400_200.0, 280_000.0], [400_300.0, 280_000.0]];
    let read = read(5, &[vec![open], vec![two_points, square(400_200.0, 280_000.0)], vec![Vec::new()], Vec::new()]);
    let rings: Vec<usize> = read.coverage.wards.iter().map(|ward| ward.shape.rings().len()).collect();
    assert_eq!(rings, [1, 1]);
    let reasons: Vec<(u64, &str)> = read.left_out.iter().map(|each| (each.row, each.reason.as_str())).collect();
    assert_eq!(reasons, [(3, "its outline encloses nothing"), (4, "it has no outline (null shape)")]);
}

/// A ward with one more field of this type and these bytes in it.
fn with_field(kind: u8, cell: &str) -> Boundaries {
    let folder = Folder::new();
    let mut bytes = dbf(0, &[("WD25CD", 9), ("OTHER", 8), ("WD25NM", 5)], &[&["E05000001", cell, "Abbey"]]);
    bytes[32 + 32 + 11] = kind;
    folder.file("wards.dbf", bytes);
    folder.file("wards.prj", BNG_PRJ);
    read_file(&folder, &shp(5, &[polygon(5, &[square(400_000.0, 280_000.0)])])).unwrap()
}

#[test]
fn trap_dates_and_numbers_that_cannot_be_do_not_spoil_their_record() {
    let dates = ["", "00000000", "20250230", "2025-3-1"].map(|cell| (b'D', cell));
    let numbers = ["********", "\0\0\0\0\0\0\0\0", "1.2E+2", "12,5", "NaN"].map(|cell| (b'N', cell));
    for (kind, cell) in dates.into_iter().chain(numbers).chain([(b'F', "1e999"), (b'L', "?"), (b'M', "x"), (b'@', "y")])
    {
        let read = with_field(kind, cell);
        let ward = &read.coverage.wards[0];
        assert_eq!((ward.code.to_string().as_str(), &*ward.name), ("E05000001", "Abbey"), "{cell:?}");
        assert!(read.left_out.is_empty());
    }
}

#[test]
fn trap_every_way_to_declare_an_encoding_gives_the_same_letters() {
    let folder = Folder::new();
    folder.file("wards.prj", BNG_PRJ);
    let shp = shp(5, &[polygon(5, &[square(400_000.0, 280_000.0)])]);
    let fields = [("WD25CD", 9), ("WD25NM", 6)];
    let of = |language: u8, name: &str| dbf(language, &fields, &[&["W05000001", name]]);
    let utf_8: String = "Llŷn".bytes().map(char::from).collect();
    let labels = ["1252", "CP1252", "ANSI 1252", "ISO-8859-1", "ISO 88591", "88591", "UTF-8", "65001", "nonsense", ""];
    for label in labels {
        folder.file("wards.cpg", label);
        for language in [0, 0x03, 0x57] {
            folder.file("wards.dbf", of(language, "Môn"));
            assert_eq!(read_file(&folder, &shp).unwrap().coverage.wards[0].name, "Môn", "{label:?}, {language:#x}");
        }
        if ["UTF-8", "65001", "nonsense", ""].contains(&label) {
            folder.file("wards.dbf", of(0x57, &utf_8));
            assert_eq!(read_file(&folder, &shp).unwrap().coverage.wards[0].name, "Llŷn", "{label:?}");
        }
    }
}

// Elsewhere: deleted records and a .dbf of another length (`a_deleted_record_never_shifts_the_others`,
// `shapes_and_records_must_be_as_many`), upper-case sidecars (`sidecars_in_upper_case_are_found`), a missing .dbf or .shx
// (`a_shp_alone_is_not_enough`, `an_index_that_does_not_belong_is_an_error_and_without_it_all_is_well`), truncated files and
// lengths that are too large (`shp_tests`, `dbf_tests`, tests/limits.rs), files over 2 GiB
// (`a_shapefile_over_two_gigabytes_is_refused_unread`).

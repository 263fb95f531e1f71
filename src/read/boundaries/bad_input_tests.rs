//! Every kind of bad boundary file: one clear error (or a row left out, or a warning), and never a panic.

use super::fixtures::{BNG_PRJ, Folder, dbf, null_shape, polygon, shp, shx, square, two_wards, zip_of};
use super::*;

fn sources(wards: impl Into<PathBuf>) -> BoundarySources {
    BoundarySources { wards: vec![wards.into()], ..BoundarySources::default() }
}

fn read(wards: PathBuf) -> Result<Boundaries, ReadError> {
    read_boundaries(&sources(wards))
}

fn error(wards: PathBuf) -> String {
    let error = read(wards).unwrap_err();
    assert!(error.hint().is_some(), "{error} says what next");
    error.to_string()
}

/// Writes a shapefile's parts under this name, all but those left off.
fn write(folder: &Folder, name: &str, parts: &[(&str, Vec<u8>)], without: &[&str]) -> PathBuf {
    for (ending, bytes) in parts.iter().filter(|(ending, _)| !without.contains(ending)) {
        folder.file(&format!("{name}.{ending}"), bytes);
    }
    folder.path(&format!("{name}.shp"))
}

#[test]
fn a_missing_or_unknown_file_is_named() {
    let folder = Folder::new();
    assert!(
        read_boundaries(&BoundarySources::default()).unwrap_err().to_string().contains("no boundary file is named")
    );
    for name in ["wards.shp", "wards.zip", "wards.geojson", "wards.xyz"] {
        let error = read(folder.path(name)).unwrap_err().to_string();
        assert!(error.ends_with(&format!("{name}: there is no such file")), "{error}");
    }
    assert_eq!(error(folder.file("wards.dbf", "")), "wards.dbf: it is only a part of a shapefile");
    assert_eq!(error(folder.file("wards.kml", "")), "wards.kml: this format of boundaries is not read");
    assert_eq!(error(folder.file("wards.csv", "")), "wards.csv: it is not named as a boundary file");
    assert!(error(folder.path("")).ends_with("it is not named as a boundary file"));
}

#[test]
fn a_shapefile_over_two_gigabytes_is_refused_unread() {
    let folder = Folder::new();
    let path = folder.file("wards.shp", "");
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(1 << 31).unwrap(); // no space is taken
    assert_eq!(error(path), "wards.shp: it has 2147483648 bytes; files over 2 GiB are not read");
}

#[test]
fn a_shp_alone_is_not_enough() {
    let folder = Folder::new();
    let path = write(&folder, "wards", &two_wards(), &["dbf"]);
    assert_eq!(error(path), "wards.shp: there is no .dbf of the same name beside it, which holds the codes");
}

#[test]
fn shapes_and_records_must_be_as_many() {
    let folder = Folder::new();
    let path = write(&folder, "wards", &two_wards(), &["dbf"]);
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05011118"]]));
    let what = "it has 2 shapes, and the .dbf beside it 1 records: they do not belong together";
    assert_eq!(error(path), format!("wards.shp: {what}"));
}

#[test]
fn a_deleted_record_never_shifts_the_others() {
    let folder = Folder::new();
    let records = [0.0, 100.0, 200.0].map(|east| polygon(5, &[square(400_000.0 + east, 280_000.0)]));
    folder.file("wards.prj", BNG_PRJ);
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05000001"], &["*E05000002"], &["E05000003"]]));
    let read = read(folder.file("wards.shp", shp(5, &records))).unwrap();
    let codes: Vec<_> = read.coverage.wards.iter().map(|ward| ward.code.to_string()).collect();
    assert_eq!(codes, ["E05000001", "E05000003"]);
    assert_eq!(read.coverage.wards[1].shape.bounds().unwrap()[0], 400_200.0);
    assert_eq!((read.left_out[0].row, read.left_out[0].reason.as_str()), (2, "it is marked deleted in the .dbf"));
}

#[test]
fn rows_that_are_no_wards_are_left_out_by_reason() {
    let folder = Folder::new();
    let ward = |east| polygon(5, &[square(east, 280_000.0)]);
    let flat = polygon(5, &[vec![[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]]]);
    let records = [ward(400_000.0), null_shape(), ward(400_200.0), ward(400_300.0), flat];
    let codes: [&[&str]; 5] = [&["E05000001"], &["E05000002"], &[""], &["00CNGS"], &["E05000005"]];
    folder.file("wards.dbf", dbf(0, &[("WD25CD", 9)], &codes));
    folder.file("wards.prj", BNG_PRJ);
    let read = read(folder.file("wards.shp", shp(5, &records))).unwrap();
    let account = &read.accounts[0];
    assert_eq!((account.rows_read, account.rows_used, account.rows_left_out), (5, 1, 4));
    let found: Vec<_> =
        read.left_out.iter().map(|each| (each.row, each.column.as_deref(), each.reason.as_str())).collect();
    let expected = [
        (2, None, "it has no outline (null shape)"),
        (3, Some("WD25CD"), "the ward code is blank"),
        (4, Some("WD25CD"), "the ward code is not a GSS code"),
        (5, None, "its outline encloses nothing"),
    ];
    assert_eq!(found, expected);
    assert!(read.warnings.iter().any(|warning| warning.what.starts_with("wards have no name")));
}

#[test]
fn a_file_with_no_ward_at_all_is_an_error() {
    let folder = Folder::new();
    folder.file("empty.dbf", dbf(0, &[("WD25CD", 9)], &[]));
    assert_eq!(error(folder.file("empty.shp", shp(5, &[]))), "empty.shp: it has no records");
    folder.file("names.dbf", dbf(0, &[("WD25CD", 9)], &[&["Abbey"]]));
    folder.file("names.prj", BNG_PRJ);
    let names = folder.file("names.shp", shp(5, &[polygon(5, &[square(400_000.0, 280_000.0)])]));
    assert_eq!(error(names), "names.shp: none of its 1 records has an outline and a GSS code in column WD25CD");
    folder.file("null.dbf", dbf(0, &[("WD25CD", 9)], &[&["E05000001"]]));
    let null = folder.file("null.shp", shp(5, &[null_shape()]));
    assert_eq!(error(null), "null.shp: none of its 1 records has an outline and a GSS code in column WD25CD");
}

#[test]
fn a_file_without_a_code_column_lists_its_columns() {
    let folder = Folder::new();
    let path = write(&folder, "wards", &two_wards(), &["dbf"]);
    folder.file("wards.dbf", dbf(0, &[("FID", 9), ("LSOA11CD", 9)], &[&["1", "E01000001"], &["2", "E01000002"]]));
    let expected = "wards.shp: no column of ward codes, such as WD25CD, among its columns: FID, LSOA11CD";
    assert_eq!(error(path.clone()), expected);
    let fields = FieldNames { ward_code: Some("LSOA21CD".to_owned()), ..FieldNames::default() };
    let named = read_boundaries(&BoundarySources { fields, ..sources(path) }).unwrap_err();
    assert_eq!(named.to_string(), "wards.shp: it has no column LSOA21CD; its columns are FID, LSOA11CD");
}

#[test]
fn an_unknown_or_wrong_coordinate_system_is_an_error() {
    let folder = Folder::new();
    let unknown = write(&folder, "unknown", &two_wards(), &["prj"]);
    folder.file("unknown.prj", "LOCAL_CS[\"nowhere\"]");
    assert!(error(unknown).starts_with("unknown.prj: its coordinate system cannot be used: "));
    let degrees = write(&folder, "degrees", &two_wards(), &["shp", "shx"]);
    let records = [-1.8, -1.7].map(|lon| polygon(5, &[vec![[lon, 52.4], [lon, 52.5], [lon + 0.1, 52.5], [lon, 52.4]]]));
    folder.file("degrees.shp", shp(5, &records));
    assert!(error(degrees).starts_with("degrees.shp: none of its coordinates is in Britain when read as British"));
    let nan = write(&folder, "nan", &two_wards(), &["shp", "shx"]);
    let (mut good, mut bad) = (square(400_000.0, 280_000.0), square(400_100.0, 280_000.0));
    (good[1][0], bad[2][1]) = (400_000.5, f64::NAN);
    folder.file("nan.shp", shp(5, &[polygon(5, &[good]), polygon(5, &[bad])]));
    assert!(error(nan).starts_with("nan.shp, record 2: a coordinate is not a place in Britain"));
}

#[test]
fn without_a_prj_the_range_of_coordinates_decides_with_a_warning() {
    let folder = Folder::new();
    let metres = read(write(&folder, "metres", &two_wards(), &["prj"])).unwrap();
    assert!(metres.warnings[0].what.starts_with("there is no .prj"), "{:?}", metres.warnings);
    assert_eq!(metres.coverage.wards[1].shape.bounds(), Some([400_000.0, 280_000.0, 400_100.0, 280_100.0]));
    let mercator = write(&folder, "mercator", &two_wards(), &["prj", "shp", "shx"]);
    let records = [0.0, 100.0].map(|east| polygon(5, &[square(east - 203_000.0, 6_880_000.0)]));
    folder.file("mercator.shp", shp(5, &records));
    assert!(error(mercator).contains("there is no .prj to name its coordinate system; its coordinates fit neither"));
}

#[test]
fn a_blank_prj_is_no_prj_and_a_cpg_that_lies_is_warned_of() {
    let folder = Folder::new();
    let path = write(&folder, "wards", &two_wards(), &["prj", "dbf"]);
    folder.file("wards.prj", " \r\n");
    folder.file("wards.CPG", "UTF-8\n");
    folder
        .file("wards.dbf", dbf(0, &[("WD25CD", 9), ("WD25NM", 9)], &[&["E05000001", "Môn"], &["E05000002", "Abbey"]]));
    let read = read(path).unwrap();
    assert_eq!(read.coverage.wards[0].name, "Môn");
    let whats: Vec<_> = read.warnings.iter().map(|warning| warning.what.as_str()).collect();
    assert!(whats[0].starts_with("its text is not in the encoding that is declared"), "{whats:?}");
    assert!(whats[1].starts_with("there is no .prj"), "{whats:?}");
}

#[test]
fn sidecars_in_upper_case_are_found() {
    let folder = Folder::new();
    let [(_, shp), (_, shx), (_, dbf), (_, prj)] = two_wards();
    folder.file("Wards.DBF", dbf);
    folder.file("WARDS.SHX", shx);
    folder.file("Wards.PRJ", prj);
    let read = read(folder.file("Wards.SHP", shp)).unwrap();
    assert_eq!(read.coverage.wards.len(), 2);
    let names: Vec<_> = read.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["Wards.SHP", "Wards.DBF", "WARDS.SHX", "Wards.PRJ"]);
}

#[test]
fn a_zip_must_hold_one_shapefile() {
    let folder = Folder::new();
    let [(_, shp), _, (_, dbf), (_, prj)] = two_wards();
    let zip = |name: &str, files: &[(&str, &[u8])]| folder.file(name, zip_of(files));
    assert_eq!(error(folder.file("text.zip", "no zip")), "text.zip: it is not a sound zip file");
    assert_eq!(error(zip("none.zip", &[("read.me", b"")])), "none.zip: there is no .shp or .gpkg in it");
    let two = zip("two.zip", &[("b/wards.shp", &shp), ("a/County.SHP", &shp)]);
    assert_eq!(error(two), "two.zip: there are 2 boundary files in it: a/County.SHP, b/wards.shp");
    let alone = zip("alone.zip", &[("wards.shp", &shp), ("other/wards.dbf", &dbf)]);
    assert!(error(alone).starts_with("alone.zip/wards.shp: there is no .dbf"));
    let mac = [
        ("__MACOSX/._wards.shp", &b""[..]),
        ("d/._x.shp", b""),
        ("d/wards.shp", &shp),
        ("d/WARDS.dbf", &dbf),
        ("d/wards.prj", &prj),
    ];
    assert_eq!(read(zip("mac.zip", &mac)).unwrap().coverage.wards.len(), 2);
    let mut damaged = zip_of(&[("wards.shp", &shp), ("wards.dbf", &dbf)]);
    damaged[60..80].fill(0xAA);
    assert!(error(folder.file("damaged.zip", damaged)).contains("it is damaged and cannot be unpacked"));
}

#[test]
fn a_zip_that_unpacks_to_far_more_than_it_is_is_refused_unpacked() {
    let folder = Folder::new();
    let [(_, shp), _, (_, dbf), _] = two_wards();
    let note = vec![b' '; 1_000_001];
    let notes = zip_of(&[("w.shp", &shp), ("w.dbf", &dbf), ("w.prj", &note)]);
    let what = "notes.zip/w.prj: it has 1000001 bytes; a .prj over 1000000 bytes is not read";
    assert_eq!(error(folder.file("notes.zip", notes)), what);
    let bomb = zip_of(&[("w.shp", &vec![0; 64_000_001]), ("w.dbf", &dbf)]);
    let message = error(folder.file("bomb.zip", bomb));
    assert!(message.starts_with("bomb.zip/w.shp: it would unpack to 64000001 bytes from "), "{message}");
}

#[test]
fn a_member_larger_than_its_zip_says_is_damaged() {
    let folder = Folder::new();
    let [(_, shp), _, (_, dbf), _] = two_wards();
    let mut zip = zip_of(&[("w.dbf", &dbf), ("w.shp", &shp)]);
    let central = zip.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    zip[central + 24..central + 28].copy_from_slice(&100u32.to_le_bytes());
    assert_eq!(error(folder.file("w.zip", zip)), "w.zip/w.shp: it is damaged and cannot be unpacked");
}

const SQUARE: &str = "[[[-1.9,52.4],[-1.8,52.4],[-1.8,52.5],[-1.9,52.4]]]";

fn collection(rest: &str, features: &str) -> String {
    format!("{{\"type\":\"FeatureCollection\"{rest},\"features\":[{features}]}}")
}

fn feature(code: &str, kind: &str, coordinates: &str) -> String {
    let properties = format!("{{\"WD25CD\":{code},\"WD25NM\":\"Abbey\"}}");
    let geometry = format!("{{\"type\":\"{kind}\",\"coordinates\":{coordinates}}}");
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

#[test]
fn json_that_is_no_feature_collection_of_polygons_says_what_it_is() {
    let folder = Folder::new();
    let one = feature("\"E05000001\"", "Polygon", SQUARE);
    let line = feature("\"E05000001\"", "LineString", "[[-1.9,52.4],[-1.8,52.4]]");
    let cases = [
        ("{\"type\":", ", line 1, column 8: it is cut short"),
        ("{\"type\":\n\"Feature\" x", ", line 2, column 11: it is not JSON"),
        ("", ", line 1, column 0: it is cut short"),
        ("[1,2]", ": it is not a GeoJSON FeatureCollection"),
        ("{\"name\":\"Abbey\"}", ": it is not a GeoJSON FeatureCollection"),
        (&one, ": it is not a GeoJSON FeatureCollection but a Feature"),
        ("{\"type\":\"Topology\",\"objects\":{}}", ": it is not a GeoJSON FeatureCollection but a Topology"),
        (&collection("", "{\"type\":\"Feature\"},7"), ": a feature in it does not follow the GeoJSON standard"),
        (
            &collection("", &feature("1", "Polygon", "[[[1]]]")),
            ", record 1: a point of its outline has fewer than two numbers",
        ),
        (&collection("", &line), ": it holds LineStrings, not polygons"),
        (&collection("", ""), ": it has no records"),
        (
            &collection("", &feature("null", "Polygon", SQUARE)),
            ": none of its 1 records has an outline and a GSS code in column WD25CD",
        ),
        (
            &collection("", "{\"type\":\"Feature\",\"properties\":null,\"geometry\":null}"),
            ": no column of ward codes, such as WD25CD, among its columns: ",
        ),
    ];
    for (text, what) in cases {
        let path = folder.file("wards.geojson", text);
        assert_eq!(read(path).unwrap_err().to_string(), format!("wards.geojson{what}"), "{text}");
    }
}

#[test]
fn a_geojson_with_a_property_for_every_feature_is_refused() {
    let folder = Folder::new();
    let geometry = format!("{{\"type\":\"Polygon\",\"coordinates\":{SQUARE}}}");
    let one = |at: usize| {
        let properties = format!("{{\"WD25CD\":\"E05{at:06}\",\"p{at}\":1}}");
        format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
    };
    let with = |count: usize| collection("", &(0..count).map(one).collect::<Vec<_>>().join(","));
    assert_eq!(read(folder.file("wards.geojson", with(999))).unwrap().coverage.wards.len(), 999);
    let what = "its features have more than 1000 different properties";
    assert_eq!(error(folder.file("wards.geojson", with(1_000))), format!("wards.geojson: {what}"));
}

#[test]
fn a_line_among_polygons_is_left_out() {
    let folder = Folder::new();
    let features = [
        feature("\"E05000001\"", "Polygon", SQUARE),
        feature("\"E05000002\"", "LineString", "[[-1.9,52.4],[-1.8,52.4]]"),
        "{\"type\":\"Feature\",\"properties\":{\"WD25CD\":\"E05000003\"},\"geometry\":null}".to_owned(),
    ];
    let read = read(folder.file("wards.json", collection("", &features.join(",")))).unwrap();
    let reasons: Vec<_> = read.left_out.iter().map(|each| (each.row, each.reason.as_str())).collect();
    assert_eq!(reasons, [(2, "its shape is not a polygon"), (3, "it has no outline (null shape)")]);
    assert!(read.warnings.iter().all(|warning| !warning.what.contains("coordinates")), "degrees need no warning");
}

#[test]
fn geojson_on_the_national_grid_is_read_with_its_crs_member_and_without_it_warned_of() {
    let folder = Folder::new();
    let square = "[[[400000.25,280000.5],[400100,280000.5],[400100,280100],[400000.25,280000.5]]]";
    let ward = feature("\"E05000001\"", "Polygon", square);
    let crs = |name: &str| format!(",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{name}\"}}}}");
    let named = collection(&crs("urn:ogc:def:crs:EPSG::27700"), &ward);
    let bounds = |read: &Boundaries| read.coverage.wards[0].shape.bounds();
    let with_crs = read(folder.file("crs.geojson", named)).unwrap();
    let without = read(folder.file("no_crs.geojson", collection("", &ward))).unwrap();
    let null_crs = read(folder.file("null_crs.geojson", collection(",\"crs\":null", &ward))).unwrap();
    assert_eq!(bounds(&with_crs), Some([400_000.25, 280_000.5, 400_100.0, 280_100.0]));
    assert_eq!((bounds(&without), bounds(&null_crs)), (bounds(&with_crs), bounds(&with_crs)));
    let is_about_crs = |read: &Boundaries| read.warnings.iter().any(|warning| warning.what.contains("not in degrees"));
    assert_eq!([&with_crs, &without, &null_crs].map(is_about_crs), [false, true, true]);
    for name in ["EPSG:999999", ""] {
        let message = error(folder.file("bad.geojson", collection(&crs(name), &ward)));
        assert!(message.starts_with("bad.geojson: its coordinate system cannot be used"), "{message}");
    }
    let swapped = feature("\"E05000001\"", "Polygon", "[[[52.4,-1.9],[52.4,-1.8],[52.5,-1.8],[52.4,-1.9]]]");
    let message = error(folder.file("swapped.geojson", collection("", &swapped)));
    assert!(message.contains("in Britain"), "{message}");
}

#[test]
fn an_index_that_does_not_belong_is_an_error_and_without_it_all_is_well() {
    let folder = Folder::new();
    let path = write(&folder, "wards", &two_wards(), &["shx"]);
    assert_eq!(read(path.clone()).unwrap().coverage.wards.len(), 2);
    folder.file("wards.shx", shx(5, &[null_shape(), null_shape()]));
    assert_eq!(error(path), "wards.shx, record 1: it does not fit the .shp beside it");
}

#[test]
fn bytes_after_the_end_are_warned_of() {
    let folder = Folder::new();
    let [(_, mut shp), ..] = two_wards();
    shp.extend([0; 6]);
    let path = write(&folder, "wards", &two_wards(), &["shp"]);
    folder.file("wards.shp", shp);
    let warning = &read(path).unwrap().warnings[0];
    assert_eq!((warning.count, warning.what.as_str()), (6, "bytes after the end that its header names are not read"));
}

#[test]
fn no_message_holds_a_value_of_the_data() {
    let folder = Folder::new();
    let secret = "SECRETNAME";
    let ward = feature(&format!("\"{secret}\""), "Polygon", SQUARE);
    let crs = ",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:27700\"}}";
    for text in
        [collection("", &ward), collection(crs, &ward), ward.clone(), format!("{secret} {ward}"), ward[..40].to_owned()]
    {
        let error = read(folder.file("wards.geojson", text)).unwrap_err();
        assert!(!format!("{error}{:?}", error.hint()).contains(secret), "{error}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]
    #[test]
    fn no_damage_to_a_zip_or_a_geojson_makes_it_panic(at in 0usize..4000, byte: u8, cut: bool) {
        let parts = two_wards();
        let named: Vec<(String, &[u8])> = parts.iter().map(|(end, bytes)| (format!("w.{end}"), bytes.as_slice())).collect();
        let files: Vec<(&str, &[u8])> = named.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        let json = collection("", &feature("\"E05000001\"", "Polygon", SQUARE)).into_bytes();
        let folder = Folder::new();
        for (name, mut bytes) in [("w.zip", zip_of(&files)), ("w.geojson", json)] {
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.truncate(if cut { at } else { bytes.len() });
            let _ = read(folder.file(name, bytes));
        }
    }
}

//! Tests of what a file is: every kind by its columns, and nothing by its name.

use super::*;
use crate::read::boundaries::fixtures::zip_of;
use crate::read::boundaries::geopackage_of_one_ward;

fn of_csv(header: &str) -> Recognised {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.csv");
    std::fs::write(&path, format!("{header}\n1,2,3\n")).unwrap();
    recognise(&path)
}

#[test]
fn each_table_is_told_by_its_columns() {
    for (header, kind) in [
        (
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
            Kind::Ssda903,
        ),
        ("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", Kind::Ssda903),
        ("CHILD,SEX,DOB,DUC", Kind::Ssda903),
        ("CHILD_LA_CODE,SEX,ETHNIC_CODE,UASC_STATUS,DOB,PL_DISTANCE,LA_PLACEMENT,row_id", Kind::Children),
        ("child_id,home_easting,home_northing,pl_post", Kind::Children),
        ("id,Carer Postcode,Provider Type,Vacancies", Kind::Carers),
        ("ward_code,segment,households", Kind::Households),
        ("WD25CD,under_18s", Kind::Population),
        ("CHILD,DECOM,DEC,home_easting,home_northing,pl_easting,pl_northing", Kind::Children),
        ("CHILD,SEX,DOB,HOME_POST,PL_POST", Kind::Children),
        ("pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,lad25cd,wd25cd,rgn25cd", Kind::Postcodes),
        ("pcd,pcd2,pcds,oseast1m,osnrth1m,osgrdind,oslaua,osward,lat,long", Kind::Postcodes),
        ("postcode,easting,northing", Kind::Postcodes),
        ("Postcode,LAT,LONG,District", Kind::Postcodes),
        ("postcode,mosaic_group", Kind::Segments),
        ("OA21CD,group,WD25CD", Kind::Segments),
        ("code,name,order,colour", Kind::Codebook),
        ("OA21CD,WD25CD", Kind::OutputAreaLookup),
        ("WD21CD,WD21NM,LAD21CD,LAD21NM,CTY21CD,RGN21CD", Kind::Lookup),
        ("LAD24CD,LAD24NM,RGN24CD", Kind::Lookup),
        ("easting,northing,name", Kind::NotKnown),
        ("CHILD,DOB,REVIEW,REVIEW_CODE", Kind::NotKnown),
    ] {
        assert_eq!(of_csv(header).kind, kind, "{header}: {:?}", of_csv(header));
    }
}

#[test]
fn the_columns_that_are_taken_are_those_of_the_reader() {
    let found = of_csv("Child,HOME_POST,PL_POST,LS,nonsense");
    let expected = [
        ("child_id", "Child"),
        ("legal_status", "LS"),
        ("home_postcode", "HOME_POST"),
        ("placement_postcode", "PL_POST"),
    ];
    assert_eq!(found.columns, expected.map(|(key, title)| (key.to_owned(), title.to_owned())));
    assert!(found.needs_directory && !found.states_authority && found.to_settle.is_empty());
    assert!(
        of_csv("home_easting,home_northing,home_lat,home_lon,pl_post,authority").to_settle[0]
            .contains("longitudes and latitudes too")
    );
}

#[test]
fn a_file_without_titles_is_not_known_and_its_record_is_not_printed() {
    let found = of_csv("400500,Jane Smith,B30 1AA");
    assert_eq!(found.kind, Kind::NotKnown);
    assert!(!found.why.contains("Jane"), "{}", found.why);
}

#[test]
fn the_last_day_on_which_an_episode_begins_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("episodes.csv");
    let rows = "1,02/11/2025,,C2,U4,,\n2,01/02/2026,,C2,U4,,\n3,x,,C2,U4,,\n";
    std::fs::write(&path, format!("CHILD,DECOM,DEC,LS,PLACE,HOME_POST,PL_POST\n{rows}")).unwrap();
    assert_eq!(recognise(&path).last_start.unwrap().to_string(), "2026-02-01");
}

#[test]
fn what_the_returns_reader_would_stop_at_is_to_be_settled_or_is_no_file_of_a_study() {
    let lacking = of_csv("CHILD,DECOM,DEC,LS,PLACE,HOME_POST");
    assert_eq!((lacking.kind, lacking.part), (Kind::Ssda903, Some(ReturnPart::Episodes)));
    assert!(lacking.to_settle[0].contains("no column PL_POST"), "{:?}", lacking.to_settle);
    let reviews = of_csv("CHILD,DOB,REVIEW,REVIEW_CODE");
    assert!(reviews.why.contains("no figure is made of"), "{}", reviews.why);
    assert_eq!(of_csv("CHILD,SEX,DOB").part, Some(ReturnPart::Header), "ETHNIC can be lacking");
}

#[test]
fn dfes_file_says_whose_children_they_are_only_by_onss_codes() {
    let states = |code: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::fs::write(&path, format!("CHILD_LA_CODE,PL_DISTANCE,LA_PLACEMENT\n{code},1.0,330\n")).unwrap();
        recognise(&path).states_authority
    };
    assert!(!states("330") && states("E08000025"));
}

#[test]
fn the_level_of_households_segments_is_told_when_all_are_classes() {
    let level = |segments: [&str; 2]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        let rows = segments.map(|segment| format!("E00000001,{segment},5\n")).concat();
        std::fs::write(&path, format!("output_area,segment,households\n{rows}")).unwrap();
        recognise(&path).oac_level
    };
    assert_eq!(level(["1a", "8B"]), Some(OacLevel::Group));
    assert_eq!(level(["1", "2"]), Some(OacLevel::Supergroup));
    assert_eq!((level(["1", "2A"]), level(["A", "1"])), (None, None));
}

#[test]
fn packed_and_other_files_are_told_by_what_is_in_them() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let zip = |name: &str, member: &str, text: &str| write(name, &zip_of(&[(member, text)]));
    let onspd = "pcds,doterm,east1m,north1m,oac21ind,wd25cd\nB1 1AA,,406689,286822,1A1,E05011118\n";
    let zipped = zip("a.zip", "Data/ONSPD_NOV_2025_UK.csv", onspd);
    let found = recognise(&zipped);
    assert_eq!((found.kind, found.year, found.month), (Kind::Postcodes, Some(2025), Some(11)));
    assert_eq!(found.why, "ONSPD or NSPL of 2025-11");
    assert_eq!(found.classifications, [OacYear::Oac2021]);
    let code_point = "B1  1AA,10,406689,286822,E92000001,E19000001,E18000005,,E08000025,E05011118\n";
    assert_eq!(recognise(&zip("b.zip", "Data/CSV/ab.csv", code_point)).kind, Kind::Postcodes);
    assert_eq!(recognise(&zip("c.zip", "letter.csv", "Dear,Sir\n")).kind, Kind::NotKnown);
    let packed = |text: &str| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut gzip, text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    };
    assert_eq!(recognise(&write("d.csv.gz", &packed(onspd))).kind, Kind::Postcodes);
    let no_table = recognise(&write("e.csv.gz", &packed("1,Jane Smith,B1 1AA\n")));
    assert_eq!((no_table.kind, no_table.why.as_str()), (Kind::NotKnown, "it is no postcode directory"));
    assert_eq!(recognise(&write("f.csv.gz", b"\x1f\x8b\x08 cut off")).kind, Kind::NotKnown);
    assert_eq!(recognise(&write("g.csv", code_point.as_bytes())).kind, Kind::Postcodes, "without titles");
    assert_eq!(recognise(&write("return.xml", RETURN_XML)).last_start.unwrap().to_string(), "2025-11-02");
    assert_eq!(recognise(&write("page.xml", b"<html/>")).kind, Kind::NotKnown);
    assert_eq!(recognise(&write("wards.shp", b"no shapefile")).kind, Kind::NotKnown);
    let wards = geopackage_of_one_ward();
    assert_eq!(recognise(&write("wards.gpkg", &wards)).kind, Kind::Wards);
    let wards = recognise(&write("h.zip", &zip_of(&[("wards.gpkg", &wards)])));
    assert_eq!((wards.kind, wards.year), (Kind::Wards, Some(2025)), "{}", wards.why);
}

const RETURN_XML: &[u8] = b"<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID></HEADER>\
    <EPISODE><DECOM>02/11/2025</DECOM></EPISODE></CHILD></EXPSSDA903>";

#[test]
fn folders_are_looked_into_unless_they_are_a_directory() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    };
    let code_point = |area: &str| format!("{area}1  1AA,10,406689,286822,E92000001,,,,E08000025,E05011118\n");
    write("codepo_gb/Data/CSV/b.csv", &code_point("B"));
    write("codepo_gb/Data/CSV/cv.csv", &code_point("CV"));
    write("areas/b.csv", &code_point("B"));
    write("areas/cv.csv", &code_point("CV"));
    write("mine/directory.csv", "postcode,easting,northing\n");
    write("mine/children.csv", "home_post,pl_post\n");
    write("broken/Data/CSV/a.csv", "a,b\n");
    let files = files_in(&[folder.path().to_owned(), folder.path().join("areas")]).unwrap();
    let names: Vec<String> = files
        .iter()
        .map(|path| path.strip_prefix(folder.path()).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(names, ["areas", "broken/Data/CSV/a.csv", "codepo_gb", "mine/children.csv", "mine/directory.csv"]);
    let kinds = [&files[0], &files[2]].map(|path| recognise(path).kind);
    assert_eq!(kinds, [Kind::Postcodes, Kind::Postcodes]);
    assert_eq!(recognise(&folder.path().join("mine/nothing")).kind, Kind::NotKnown);
}

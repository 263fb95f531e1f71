//! Tests of what a file is: every kind by its columns, and nothing by its name.

use super::*;

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
    std::fs::write(&path, "CHILD,DECOM,PLACE,HOME_POST,PL_POST\n1,02/11/2025,U4,,\n2,01/02/2026,U4,,\n3,x,U4,,\n")
        .unwrap();
    assert_eq!(recognise(&path).last_start.unwrap().to_string(), "2026-02-01");
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
    let zip = |name: &str, member: &str| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file(member, zip::write::SimpleFileOptions::default()).unwrap();
        write(name, &zip.finish().unwrap().into_inner())
    };
    assert_eq!(recognise(&zip("a.zip", "Data/ONSPD_NOV_2025_UK.csv")).kind, Kind::Postcodes);
    assert_eq!(recognise(&zip("b.zip", "Data/CSV/ab.csv")).kind, Kind::Postcodes);
    assert_eq!(recognise(&zip("c.zip", "letter.csv")).kind, Kind::NotKnown);
    assert_eq!(
        recognise(&write("return.xml", b"<?xml version=\"1.0\"?><EXPSSDA903><CHILD/></EXPSSDA903>")).kind,
        Kind::Ssda903
    );
    assert_eq!(recognise(&write("page.xml", b"<html/>")).kind, Kind::NotKnown);
    assert_eq!(recognise(&write("wards.shp", b"no shapefile")).kind, Kind::NotKnown);
    write("codepo_gb/Data/CSV/b.csv", b"");
    assert_eq!(recognise(&folder.path().join("codepo_gb")).kind, Kind::Postcodes);
    let files = files_in(&[folder.path().to_owned(), folder.path().join("a.zip")]).unwrap();
    assert!(files.contains(&folder.path().join("codepo_gb")) && files.len() == 7, "{files:?}");
}

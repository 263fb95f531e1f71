//! One system written in many ways, and many that are nearly it.

use super::super::wkt::parse;
use super::*;

/// As ONS Open Geography ships it (the same in each of its .prj files).
const ONS: &str = r#"PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]"#;

/// As GDAL writes it in its own dialect.
const OGC: &str = r#"PROJCS["OSGB36 / British National Grid",
    GEOGCS["OSGB36", DATUM["Ordnance_Survey_of_Great_Britain_1936",
            SPHEROID["Airy 1830",6377563.396,299.3249646,AUTHORITY["EPSG","7001"]], AUTHORITY["EPSG","6277"]],
        PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]], UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],
        AUTHORITY["EPSG","4277"]],
    PROJECTION["Transverse_Mercator"], PARAMETER["latitude_of_origin",49], PARAMETER["central_meridian",-2],
    PARAMETER["scale_factor",0.9996012717], PARAMETER["false_easting",400000], PARAMETER["false_northing",-100000],
    UNIT["metre",1,AUTHORITY["EPSG","9001"]], AXIS["Easting",EAST], AXIS["Northing",NORTH], AUTHORITY["EPSG","27700"]]"#;

/// Version 2 of well-known text.
const WKT2: &str = r#"PROJCRS["OSGB36 / British National Grid",BASEGEOGCRS["OSGB36",DATUM["Ordnance Survey of Great Britain 1936",ELLIPSOID["Airy 1830",6377563.396,299.3249646,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4277]],CONVERSION["British National Grid",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",49,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8801]],PARAMETER["Longitude of natural origin",-2,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",0.9996012717,SCALEUNIT["unity",1],ID["EPSG",8805]],PARAMETER["False easting",400000,LENGTHUNIT["metre",1],ID["EPSG",8806]],PARAMETER["False northing",-100000,LENGTHUNIT["metre",1],ID["EPSG",8807]]],CS[Cartesian,2],AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",27700]]"#;

const WGS_84_ESRI: &str = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;

fn of(text: &str) -> Recognised {
    recognise(&parse(text).expect(text).0)
}

#[test]
fn the_national_grid_is_known_in_every_dialect() {
    for text in [ONS, OGC, WKT2] {
        assert_eq!(of(text), Recognised::BritishNationalGrid, "{text}");
    }
}

#[test]
fn order_name_and_number_of_digits_do_not_matter() {
    let shuffled = ONS
        .replace(r#"PARAMETER["Latitude_Of_Origin",49.0],"#, "")
        .replace(r#"PARAMETER["False_Easting""#, r#"PARAMETER["latitude_of_origin",49],PARAMETER["False_Easting""#)
        .replace("0.9996012717", "0.99960127170000004")
        .replace("British_National_Grid", "Landranger sheets");
    assert_eq!(of(&shuffled), Recognised::BritishNationalGrid);
}

#[test]
fn one_parameter_off_is_another_system() {
    let changes = [
        ("400000.0", "500000.0"),
        ("-100000.0", "0.0"),
        ("\"Central_Meridian\",-2.0", "\"Central_Meridian\",-3.0"),
        ("0.9996012717", "0.9996"),
        ("49.0", "53.5"),
        ("6377563.396,299.3249646", "6378137.0,298.257222101"),
        ("Transverse_Mercator", "Lambert_Conformal_Conic"),
        ("UNIT[\"Meter\",1.0]", "UNIT[\"Foot\",0.3048]"),
        ("PRIMEM[\"Greenwich\",0.0]", "PRIMEM[\"Paris\",2.33722917]"),
        ("PARAMETER[\"Scale_Factor\",0.9996012717],", ""),
    ];
    for (from, to) in changes {
        let text = ONS.replace(from, to);
        assert_ne!(text, ONS, "nothing was changed by {from}");
        assert!(matches!(of(&text), Recognised::Other(_)), "{to}");
    }
}

#[test]
fn the_system_with_heights_and_the_one_with_a_datum_shift_are_the_national_grid_too() {
    let with_heights = format!(r#"COMPD_CS["OSGB36 / BNG + ODN height",{OGC},VERT_CS["ODN height",UNIT["metre",1]]]"#);
    let with_shift = format!(r#"BOUNDCRS[SOURCECRS[{WKT2}],TARGETCRS[GEOGCRS["WGS 84"]],ABRIDGEDTRANSFORMATION["x"]]"#);
    for text in [&with_heights, &with_shift, &format!("{ONS},VERTCS[\"ODN\",UNIT[\"Meter\",1.0]]")] {
        assert_eq!(of(text), Recognised::BritishNationalGrid);
    }
}

#[test]
fn degrees_on_wgs_84_and_etrs89_are_known() {
    let etrs89 = WGS_84_ESRI.replace("D_WGS_1984", "D_ETRS_1989").replace("298.257223563", "298.257222101");
    let ensemble = r#"GEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (Transit)"],ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],CS[ellipsoidal,2],AXIS["geodetic latitude (Lat)",north],AXIS["geodetic longitude (Lon)",east],ID["EPSG",4326]]"#;
    for text in [WGS_84_ESRI, &etrs89, ensemble] {
        assert_eq!(of(text), Recognised::LonLat, "{text}");
    }
}

#[test]
fn degrees_on_another_datum_or_in_another_unit_are_not() {
    for (from, to) in [("D_WGS_1984", "D_North_American_1983"), ("0.0174532925199433", "0.01570796326794897")] {
        assert!(matches!(of(&WGS_84_ESRI.replace(from, to)), Recognised::Other(_)), "{to}");
    }
}

#[test]
fn a_system_of_nowhere_is_told() {
    for text in [
        r#"LOCAL_CS["Nonearth",UNIT["Meter",1.0]]"#,
        r#"VERTCS["ODN",UNIT["Meter",1.0]]"#,
        r#"GEOCCS["x",UNIT["m",1]]"#,
    ] {
        assert_eq!(of(text), Recognised::Nowhere, "{text}");
    }
}

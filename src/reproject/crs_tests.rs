//! From a file's words to metres, with points whose place is known in both systems.

use super::*;

const WEB_MERCATOR: &str = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;
const UTM_30N: &str = r#"PROJCS["WGS_1984_UTM_Zone_30N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-3.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
const IRISH_GRID: &str = r#"PROJCS["TM65_Irish_Grid",GEOGCS["GCS_TM65",DATUM["D_TM65",SPHEROID["Airy_Modified",6377340.189,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",200000.0],PARAMETER["False_Northing",250000.0],PARAMETER["Central_Meridian",-8.0],PARAMETER["Scale_Factor",1.000035],PARAMETER["Latitude_Of_Origin",53.5],UNIT["Meter",1.0]]"#;
/// Birmingham's Town Hall, or close to it.
const BIRMINGHAM: LonLat = LonLat { lon: -1.9036, lat: 52.4797 };

fn distance_to_birmingham(crs: &Crs, xy: [f64; 2]) -> f64 {
    crs.to_grid_all(&[xy]).unwrap()[0].metres_to(to_grid(BIRMINGHAM).unwrap())
}

#[test]
fn national_grid_coordinates_are_not_touched() {
    let raw = [[406_649.123_456_789, 286_530.1], [-7_000.0, 0.0]];
    let points = Crs::BritishNationalGrid.to_grid_all(&raw).unwrap();
    assert_eq!([points[0].xy(), points[1].xy()], raw);
}

#[test]
fn web_mercator_is_converted() {
    // Spherical Mercator, from its definition: x = R lon, y = R ln tan(45 deg + lat / 2), R = 6,378,137 m.
    let y = (std::f64::consts::FRAC_PI_4 + BIRMINGHAM.lat.to_radians() / 2.0).tan().ln();
    let xy = [BIRMINGHAM.lon.to_radians() * 6_378_137.0, y * 6_378_137.0];
    let crs = Crs::from_wkt(WEB_MERCATOR).unwrap();
    assert_eq!(crs.name(), "WGS_1984_Web_Mercator_Auxiliary_Sphere");
    assert!(distance_to_birmingham(&crs, xy) < 0.001);
    assert!(distance_to_birmingham(&Crs::from_epsg_name("EPSG:3857").unwrap(), xy) < 0.001);
}

#[test]
fn utm_is_converted() {
    let utm = proj::Proj::new(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=utm +zone=30 +ellps=WGS84",
    );
    let (x, y) = utm.unwrap().convert((BIRMINGHAM.lon, BIRMINGHAM.lat)).unwrap();
    assert!(distance_to_birmingham(&Crs::from_wkt(UTM_30N).unwrap(), [x, y]) < 0.001);
}

#[test]
fn irish_grid_points_land_in_ireland() {
    // Belfast City Hall: J 3381 7401 on the Irish Grid; 54.5964 N, 5.9301 W by any map.
    let belfast = to_grid(LonLat { lon: -5.9301, lat: 54.5964 }).unwrap();
    let by_number = ["EPSG:29902", "EPSG:29903", "EPSG:29900"].map(Crs::from_epsg_name);
    for crs in by_number.into_iter().chain([Crs::from_wkt(IRISH_GRID)]) {
        let crs = crs.unwrap();
        let point = crs.to_grid_all(&[[333_810.0, 374_010.0]]).unwrap()[0];
        assert!(point.metres_to(belfast) < 60.0, "{crs:?}: {} m", point.metres_to(belfast));
    }
}

#[test]
fn a_datum_that_nobody_knows_is_refused_and_not_taken_for_wgs_84() {
    let crs = Crs::from_wkt(&IRISH_GRID.replace("D_TM65", "D_My_Own").replace("GCS_TM65", "My_Own"));
    let points = crs.and_then(|crs| crs.to_grid_all(&[[333_810.0, 374_010.0]]));
    assert_eq!(points, Err(CrsError::Unknown { name: "TM65_Irish_Grid".to_owned() }));
}

#[test]
fn a_whole_file_in_another_system_is_converted_in_order() {
    let crs = Crs::from_wkt(UTM_30N).unwrap();
    let raw: Vec<[f64; 2]> = (0..120_000).map(|at| [500_000.0 + f64::from(at), 5_800_000.0]).collect();
    let all = crs.to_grid_all(&raw).unwrap();
    assert_eq!(all.len(), raw.len());
    assert!(all.windows(2).all(|pair| pair[1].easting() > pair[0].easting()));
}

#[test]
fn the_first_point_that_cannot_be_converted_is_named_by_position() {
    let bad = [[-1.9, 52.4], [-1.9, f64::NAN], [0.0, 0.0]];
    assert_eq!(Crs::Wgs84LonLat.to_grid_all(&bad), Err(CrsError::Point { position: 1 }));
    let bad = [[400_000.0, 300_000.0], [-1.9, 52.4], [9e9, 0.0]];
    assert_eq!(Crs::BritishNationalGrid.to_grid_all(&bad), Err(CrsError::Point { position: 2 }));
    let bad = [[500_000.0, 5_800_000.0], [500_000.0, f64::INFINITY]];
    assert_eq!(Crs::from_wkt(UTM_30N).unwrap().to_grid_all(&bad), Err(CrsError::Point { position: 1 }));
    assert_eq!(Crs::from_wkt(UTM_30N).unwrap().to_grid_all(&[[f64::NAN; 2]]), Err(CrsError::Point { position: 0 }));
}

#[test]
fn no_points_are_no_points() {
    for crs in [Crs::BritishNationalGrid, Crs::Wgs84LonLat, Crs::from_epsg_name("EPSG:3857").unwrap()] {
        assert_eq!(crs.to_grid_all(&[]), Ok(Vec::new()));
    }
}

#[test]
fn blank_broken_local_and_unknown_systems_are_refused() {
    assert_eq!(Crs::from_wkt("\u{feff} \r\n\0"), Err(CrsError::Blank));
    assert_eq!(Crs::from_wkt("PROJCS[\"British_National_Grid\",GEOGCS["), Err(CrsError::NotWellKnownText));
    assert_eq!(Crs::from_wkt("LOCAL_CS[\"Nonearth\",UNIT[\"Meter\",1.0]]"), Err(CrsError::Nowhere));
    let unknown = WEB_MERCATOR.replace("Mercator_Auxiliary_Sphere\"]", "Orange_Peel\"]");
    assert!(matches!(Crs::from_wkt(&unknown), Err(CrsError::Unknown { .. })));
    assert_eq!(Crs::from_epsg_name(" "), Err(CrsError::Blank));
    for name in ["EPSG:999999", "EPSG:", "27700", "British National Grid", "EPSG:27700; DROP TABLE"] {
        assert!(matches!(Crs::from_epsg_name(name), Err(CrsError::Unknown { .. })), "{name}");
    }
}

#[test]
fn old_geojson_names_are_known() {
    for name in ["EPSG:27700", "epsg:27700", "urn:ogc:def:crs:EPSG::27700", "urn:ogc:def:crs:EPSG:6.9:27700"] {
        assert_eq!(Crs::from_epsg_name(name), Ok(Crs::BritishNationalGrid), "{name}");
    }
    for name in
        ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/4326", "OGC:CRS84"]
    {
        assert_eq!(Crs::from_epsg_name(name), Ok(Crs::Wgs84LonLat), "{name}");
    }
}

#[test]
fn numbers_tell_degrees_from_metres() {
    assert_eq!(Crs::guess([-6.4, 49.8, 1.8, 55.9]), Some(Crs::Wgs84LonLat));
    assert_eq!(Crs::guess([82_644.0, 5_333.0, 655_989.0, 657_600.0]), Some(Crs::BritishNationalGrid));
    assert_eq!(Crs::guess([-6_500.0, 5_333.0, 655_989.0, 1_220_000.0]), Some(Crs::BritishNationalGrid));
    // Web Mercator, and a file of both.
    assert_eq!(Crs::guess([-707_000.0, 6_422_000.0, 196_000.0, 7_520_000.0]), None);
    assert_eq!(Crs::guess([-1.9, 52.4, 406_649.0, 7_286_530.0]), None);
    assert_eq!(Crs::guess([f64::NAN; 4]), None);
}

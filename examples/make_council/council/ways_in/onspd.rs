//! `made_up_onspd.csv`: the made-up postcodes in the columns that ONS's two directories have had since the autumn of 2025.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use nearhome::geography::GridPoint;
use nearhome::reproject::to_lonlat;

use super::super::land::Land;
use super::directory::{Directory, Entry, Kind, padded};
use super::output_areas::OutputAreas;

/// The columns, in their order.
const HEADER: &str = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty26cd,ced26cd,lad26cd,wd26cd,nhser24cd,\
    ctry26cd,rgn26cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl24cd,bua24cd,ruc21ind,oac11ind,oac21ind,lat,\
    long,lep21cd1,lep21cd2,pfa23cd,imd25ind,icb26cd";
/// What ONS writes for latitude and longitude where it has none.
const NO_LAT_LONG: [&str; 2] = ["99.999999", "0.000000"];

/// The areas of one postcode. Blank where there is none.
#[derive(Default)]
struct Areas {
    county: String,
    district: String,
    ward: String,
    nation: String,
    region: String,
    output_area: String,
    oac_2011: String,
    oac_2021: String,
    /// Rank of deprivation: the richer the segment, the higher; 0 for the islands.
    deprivation: String,
    class: &'static str,
}

/// The file: everything quoted, northings padded with zeros, lines that end as on Windows.
pub fn file(land: &Land, areas: &OutputAreas, directory: &Directory) -> Vec<u8> {
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(HEADER.split(',')).expect("memory takes every byte");
    for entry in &directory.entries {
        writer.write_record(row(entry, &areas_of(land, areas, entry))).expect("every row has the header's columns");
    }
    writer.into_inner().expect("memory takes every byte")
}

fn row(entry: &Entry, areas: &Areas) -> Vec<String> {
    let month = |month: Option<u32>| month.map_or(String::new(), |month| month.to_string());
    let [east, north] =
        entry.at.map_or_else(Default::default, |[east, north]| [format!("{east:.0}"), format!("{north:07.0}")]);
    let [lat, long] = lat_long(entry);
    let letter = areas.nation.chars().next().unwrap_or('E');
    // Areas that nobody here asks for: a made-up code for all of a nation, or none.
    let of_nation = |series: &str| format!("{letter}{series}999001");
    let text = str::to_owned;
    vec![
        padded(&entry.postcode, 7),
        padded(&entry.postcode, 8),
        entry.postcode.clone(),
        month(Some(entry.begun)),
        month(entry.ended),
        text("0"),
        east,
        north,
        entry.quality.to_string(),
        areas.output_area.clone(),
        areas.county.clone(),
        text("E99999999"),
        areas.district.clone(),
        areas.ward.clone(),
        of_nation("40"),
        areas.nation.clone(),
        areas.region.clone(),
        of_nation("14"),
        of_nation("30"),
        text("TLZ99"),
        text("E99999999"),
        of_nation("01"),
        of_nation("02"),
        of_nation("33"),
        of_nation("38"),
        text("E99999999"),
        text(areas.class),
        areas.oac_2011.clone(),
        areas.oac_2021.clone(),
        lat,
        long,
        text(""),
        text(""),
        of_nation("23"),
        areas.deprivation.clone(),
        of_nation("54"),
    ]
}

fn areas_of(land: &Land, areas: &OutputAreas, entry: &Entry) -> Areas {
    let text = str::to_owned;
    let none = |letter: char| format!("{letter}99999999");
    match (entry.kind, entry.listed_ward) {
        (Kind::NorthernIreland, _) => Areas {
            county: none('N'),
            district: text("N09999001"),
            ward: text("N08999001"),
            nation: text("N92999001"),
            region: none('N'),
            ..Areas::default()
        },
        (_, None) => Areas {
            county: none('L'),
            district: none('L'),
            ward: none('L'),
            nation: text("L93999001"),
            region: none('L'),
            oac_2011: text("9Z9"),
            oac_2021: text("9Z9"),
            deprivation: text("0"),
            ..Areas::default()
        },
        (_, Some(ward)) => {
            let (district, area) = (land.district(ward), entry.output_area.map(|at| &areas.0[at]));
            let letter = if district.is_bilingual() { 'W' } else { 'E' };
            Areas {
                county: district.county.map_or(none(letter), |county| text(county.0)),
                district: text(district.code),
                ward: land.wards[ward].code.clone(),
                nation: text(district.nation.0),
                region: district.region.map_or(none(letter), |region| text(region.0)),
                output_area: area.map_or(String::new(), |area| area.code.clone()),
                oac_2011: area.map_or(String::new(), |area| area.oac_2011.clone()),
                oac_2021: area.map_or(String::new(), |area| area.oac_2021.clone()),
                deprivation: area.map_or(String::new(), |area| (30_000 - 3_500 * area.segment).to_string()),
                class: "UN1",
            }
        }
    }
}

/// Degrees to six decimals. Only National Grid points have them here: Northern Ireland's are left as not there.
fn lat_long(entry: &Entry) -> [String; 2] {
    let point = entry.at.filter(|_| entry.kind == Kind::Land).and_then(|[east, north]| GridPoint::new(east, north));
    let Some(point) = point else { return NO_LAT_LONG.map(str::to_owned) };
    let degrees = to_lonlat(point);
    [degrees.lat, degrees.lon].map(|degrees| format!("{degrees:.6}"))
}

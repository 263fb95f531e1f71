//! The CSV files, as bytes. Rows are in order of code or number; the lookup starts with a byte order mark, as ONS ships it.

use super::children::Child;
use super::fostering::Carer;
use super::households::{Households, SEGMENT_COLOURS, SEGMENT_NAMES};
use super::land::{Land, Point};

/// Ward to district to county to region to nation; blank where there is no such area.
pub fn ward_lookup(land: &Land) -> Vec<u8> {
    let header = "WD26CD,WD26NM,LAD26CD,LAD26NM,CTY26CD,CTY26NM,RGN26CD,RGN26NM,CTRY26CD,CTRY26NM";
    let row = |(at, ward): (usize, &super::land::Ward)| {
        let district = land.district(at);
        let (county, region) = (district.county.unwrap_or_default(), district.region.unwrap_or_default());
        let areas = [(district.code, district.name), county, region, district.nation];
        let mut row = vec![ward.code.clone(), ward.name.english.clone()];
        row.extend(areas.iter().flat_map(|area| [area.0.to_owned(), area.1.to_owned()]));
        row
    };
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(table(header, land.wards.iter().enumerate().map(row)));
    bytes
}

/// One row a child; made-up numbers.
pub fn children(children: &[Child]) -> Vec<u8> {
    let header = "child_id,home_easting,home_northing,placement_easting,placement_northing,placement_type,\
        placement_provider,responsible_authority,age,sex,ethnicity,legal_status,uasc";
    let row = |(at, child): (usize, &Child)| {
        let details = &child.details;
        let [home, placement] = [child.home, child.placement].map(easting_northing);
        let mut row = vec![format!("C{:05}", at + 1)];
        row.extend(home.into_iter().chain(placement));
        row.extend([details.placement_type, details.provider, child.responsible_authority].map(str::to_owned));
        row.extend([details.age.to_string(), details.sex.to_owned(), details.ethnicity.to_owned()]);
        row.extend([details.legal_status.to_owned(), details.is_uasc.to_string()]);
        row
    };
    table(header, children.iter().enumerate().map(row))
}

/// One row a fostering household; made-up numbers.
pub fn carers(carers: &[Carer]) -> Vec<u8> {
    let header = "carer_id,easting,northing,provider,approved_places,vacant_places,segment,carer_type";
    let row = |(at, carer): (usize, &Carer)| {
        let mut row = vec![format!("F{:04}", at + 1)];
        row.extend(easting_northing(Some(carer.at)));
        row.push(if carer.is_in_house { "in_house" } else { "ifa" }.to_owned());
        row.push(carer.approved_places.to_string());
        row.push(if carer.vacancies_not_stated { String::new() } else { carer.free().to_string() });
        row.push(carer.segment.map_or("", |segment| SEGMENT_NAMES[segment].0).to_owned());
        row.push(carer.carer_type.to_owned());
        row
    };
    table(header, carers.iter().enumerate().map(row))
}

/// One row a ward and segment.
pub fn households(land: &Land, people: &Households) -> Vec<u8> {
    let rows = land.wards.iter().zip(&people.by_segment).flat_map(|(ward, counts)| {
        let each = counts.iter().zip(SEGMENT_NAMES);
        each.map(|(count, (segment, _))| vec![ward.code.clone(), segment.to_owned(), count.to_string()])
    });
    table("ward_code,segment,households", rows)
}

/// The codebook of the segments.
pub fn segments() -> Vec<u8> {
    let row = |(at, (code, name)): (usize, (&str, &str))| {
        vec![code.to_owned(), name.to_owned(), (at + 1).to_string(), SEGMENT_COLOURS[at].to_owned()]
    };
    table("code,name,order,colour", SEGMENT_NAMES.into_iter().enumerate().map(row))
}

/// People under 18 by ward.
pub fn population(land: &Land, people: &Households) -> Vec<u8> {
    let row = |(ward, count): (&super::land::Ward, &u64)| vec![ward.code.clone(), count.to_string()];
    table("ward_code,population_0_17", land.wards.iter().zip(&people.under_18).map(row))
}

/// Whole metres; two blanks for a place that is not known.
pub fn easting_northing(at: Option<Point>) -> [String; 2] {
    at.map_or_else(Default::default, |at| at.map(|metres| format!("{metres:.0}")))
}

/// A CSV file of these rows.
pub fn table(header: &str, rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header.split(',')).expect("memory takes every byte");
    for row in rows {
        writer.write_record(&row).expect("every row has the header's columns");
    }
    writer.into_inner().expect("memory takes every byte")
}

//! Children and carers with eastings and northings, as CSV files.

use super::super::tables::{easting_northing, table};
use super::carers::Carer;
use super::child::Child;

/// One row a child. The responsible authority is a column where each row says so itself.
pub fn children(children: &[Child], says_whose: bool) -> Vec<u8> {
    let whose = if says_whose { "responsible_authority," } else { "" };
    let header = format!(
        "child_id,{whose}home_easting,home_northing,placement_easting,placement_northing,placement_type,placement_provider,\
         age,sex,ethnicity,legal_status,uasc"
    );
    let row = |(at, child): (usize, &Child)| {
        let mut row = vec![format!("C{:04}", at + 1)];
        row.extend(says_whose.then(|| child.responsible_authority.to_owned()));
        row.extend(
            [child.home, child.placement].into_iter().flat_map(|spot| easting_northing(spot.map(|spot| spot.at))),
        );
        row.extend(details(child));
        row
    };
    table(&header, children.iter().enumerate().map(row))
}

/// Type, provider, age, sex, ethnicity, legal status, and whether asylum-seeking.
pub fn details(child: &Child) -> [String; 7] {
    let details = &child.details;
    let (age, uasc) = (details.age.to_string(), details.is_uasc.to_string());
    let codes = [details.placement_type, details.provider, details.sex, details.ethnicity, details.legal_status];
    let [placement_type, provider, sex, ethnicity, legal_status] = codes.map(str::to_owned);
    [placement_type, provider, age, sex, ethnicity, legal_status, uasc]
}

/// One row a household.
pub fn carers(carers: &[Carer]) -> Vec<u8> {
    let header = "carer_id,easting,northing,provider,approved_places,vacant_places,carer_type";
    let row = |(at, carer): (usize, &Carer)| {
        let mut row = vec![format!("F{:03}", at + 1)];
        row.extend(easting_northing(Some(carer.spot.at)));
        row.extend([carer.provider().to_owned(), carer.approved.to_string(), carer.vacant().to_string()]);
        row.push(carer.carer_type.to_owned());
        row
    };
    table(header, carers.iter().enumerate().map(row))
}

//! ONS's names of the Output Area Classification: supergroups and groups of 2011 and 2021. For `Codebook`.
//! Source: ONS, Output Area Classification 2011 and 2021/22 (Open Government Licence v3.0).

use crate::geography::{OacLevel, OacYear};

/// Codes and names in order; none of subgroups.
pub(super) fn names(year: OacYear, level: OacLevel) -> &'static [(&'static str, &'static str)] {
    match (year, level) {
        (OacYear::Oac2011, OacLevel::Supergroup) => &SUPERGROUPS_2011,
        (OacYear::Oac2011, OacLevel::Group) => &GROUPS_2011,
        (OacYear::Oac2021, OacLevel::Supergroup) => &SUPERGROUPS_2021,
        (OacYear::Oac2021, OacLevel::Group) => &GROUPS_2021,
        (_, OacLevel::Subgroup) => &[],
    }
}

/// 8 supergroups.
const SUPERGROUPS_2011: [(&str, &str); 8] = [
    ("1", "Rural residents"),
    ("2", "Cosmopolitans"),
    ("3", "Ethnicity central"),
    ("4", "Multicultural metropolitans"),
    ("5", "Urbanites"),
    ("6", "Suburbanites"),
    ("7", "Constrained city dwellers"),
    ("8", "Hard-pressed living"),
];

/// 26 groups.
const GROUPS_2011: [(&str, &str); 26] = [
    ("1A", "Farming communities"),
    ("1B", "Rural tenants"),
    ("1C", "Ageing rural dwellers"),
    ("2A", "Students around campus"),
    ("2B", "Inner city students"),
    ("2C", "Comfortable cosmopolitan"),
    ("2D", "Aspiring and affluent"),
    ("3A", "Ethnic family life"),
    ("3B", "Endeavouring ethnic mix"),
    ("3C", "Ethnic dynamics"),
    ("3D", "Aspirational techies"),
    ("4A", "Rented family living"),
    ("4B", "Challenged Asian terraces"),
    ("4C", "Asian traits"),
    ("5A", "Urban professionals and families"),
    ("5B", "Ageing urban living"),
    ("6A", "Suburban achievers"),
    ("6B", "Semi-detached suburbia"),
    ("7A", "Challenged diversity"),
    ("7B", "Constrained flat dwellers"),
    ("7C", "White communities"),
    ("7D", "Ageing city dwellers"),
    ("8A", "Industrious communities"),
    ("8B", "Challenged terraced workers"),
    ("8C", "Hard pressed ageing workers"),
    ("8D", "Migration and churn"),
];

/// 8 supergroups.
const SUPERGROUPS_2021: [(&str, &str); 8] = [
    ("1", "Retired Professionals"),
    ("2", "Suburbanites and Peri-Urbanites"),
    ("3", "Multicultural and Educated Urbanites"),
    ("4", "Low-Skilled Migrant and Student Communities"),
    ("5", "Ethnically Diverse Suburban Professionals"),
    ("6", "Baseline UK"),
    ("7", "Semi- and Un-Skilled Workforce"),
    ("8", "Legacy Communities"),
];

/// 21 groups.
const GROUPS_2021: [(&str, &str); 21] = [
    ("1A", "Spacious Rural Living"),
    ("1B", "Small Town Suburbia"),
    ("1C", "Established Mature Families"),
    ("2A", "Inner Suburbs and Small Town Living"),
    ("2B", "Rural Amenity"),
    ("2C", "Ageing Communities"),
    ("3A", "Student Living and Professional Footholds"),
    ("3B", "Ethnically Diverse Young Families"),
    ("3C", "Diverse Educated Urban Singles"),
    ("4A", "Ethnically Diverse Families in Less Connected Locations"),
    ("4B", "Established Multi-Ethnic Communities"),
    ("4C", "Challenged Multicultural Communities and Students"),
    ("5A", "Outer Suburbs"),
    ("5B", "Suburban Professionals"),
    ("6A", "Challenged Communities"),
    ("6B", "Legacy Industrial and Coastal Communities"),
    ("6C", "Multicultural Inner Suburbs"),
    ("7A", "Established but Challenged"),
    ("7B", "Young Families in Industrial Towns"),
    ("8A", "Routine Occupations or Retirement"),
    ("8B", "Legacy and Demographically Mixed Communities"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geography::OacCode;

    #[test]
    fn there_are_as_many_classes_as_ons_published() {
        let count = |year, level| names(year, level).len();
        let counts = [OacYear::Oac2011, OacYear::Oac2021]
            .map(|year| [OacLevel::Supergroup, OacLevel::Group, OacLevel::Subgroup].map(|level| count(year, level)));
        assert_eq!(counts, [[8, 26, 0], [8, 21, 0]]);
    }

    #[test]
    fn every_code_is_one_of_its_level_in_order_and_its_supergroup_has_a_name() {
        for year in [OacYear::Oac2011, OacYear::Oac2021] {
            let supergroups = names(year, OacLevel::Supergroup);
            for level in [OacLevel::Supergroup, OacLevel::Group] {
                let codes: Vec<OacCode> = names(year, level).iter().map(|(code, _)| code.parse().unwrap()).collect();
                assert!(codes.is_sorted_by(|one, other| one < other), "{codes:?}");
                for code in codes {
                    assert_eq!(code.level(), level);
                    let wide = code.at(OacLevel::Supergroup);
                    assert!(supergroups.iter().any(|(each, _)| *each == wide.as_str()), "{code:?}");
                }
            }
        }
    }
}

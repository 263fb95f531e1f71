//! Which file is the .dbf, .prj, .cpg or .shx of a .shp: the one of the same name, upper and lower case alike.
//! Used for folders by `shapefile` and for zip archives by `zipped`.

/// Among names in the same folder, the sidecar of `shp_name` with this ending (lower case, without the dot).
/// A name that matches letter for letter wins, then the first in order of names, so that the choice is always the same.
pub(super) fn sidecar<'a>(names: &'a [String], shp_name: &str, ending: &str) -> Option<&'a str> {
    let stem = stem(shp_name);
    let exact = format!("{stem}.{ending}");
    let wanted = exact.to_lowercase();
    let candidates = names.iter().filter(|name| name.to_lowercase() == wanted);
    candidates.min_by_key(|name| (**name != exact, *name)).map(String::as_str)
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn case_does_not_matter_and_blanks_belong_to_the_name() {
        let folder = names(&["Birmingham LSOA shape.DBF", "WARDS.PRJ", "wards.v2.cpg"]);
        assert_eq!(sidecar(&folder, "Birmingham LSOA shape.shp", "dbf"), Some("Birmingham LSOA shape.DBF"));
        assert_eq!(sidecar(&folder, "wards.shp", "prj"), Some("WARDS.PRJ"));
        assert_eq!(sidecar(&folder, "wards.v2.shp", "cpg"), Some("wards.v2.cpg"));
        assert_eq!(sidecar(&folder, "wards.shp", "cpg"), None);
    }

    #[test]
    fn of_two_that_differ_in_case_the_exact_one_is_taken_in_any_order() {
        for folder in [["WARDS.DBF", "wards.dbf"], ["wards.dbf", "WARDS.DBF"]] {
            assert_eq!(sidecar(&names(&folder), "wards.shp", "dbf"), Some("wards.dbf"));
        }
        for folder in [["WARDS.DBF", "Wards.dbf"], ["Wards.dbf", "WARDS.DBF"]] {
            assert_eq!(sidecar(&names(&folder), "wards.shp", "dbf"), Some("WARDS.DBF"));
        }
    }
}

//! What to do about a row left out or a value not used, by the reason that a reader gave.

/// A piece of a reason and the advice for it; the first that fits counts.
const ADVICE: [(&str, &str); 21] = [
    ("ended by the end of the snapshot day", "nothing: it is history, which the return holds too"),
    ("began after the snapshot day", "nothing, if snapshot under [study] is the day that is meant"),
    ("no episode that is open", "nothing, if the child has left care or not yet come; else add its episode"),
    ("overlaps another episode", "correct the dates: a child has one open episode at a time"),
    ("short-term breaks", "nothing: DfE's figures leave them out too"),
    ("same ward as an earlier record", "nothing: the ward is there once"),
    ("filler area", "nothing: it is no ward"),
    ("same identifier", "keep one row for each, or leave out the column of identifiers"),
    (
        "not in the postcode directory",
        "correct the postcode, or use a newer directory; terminated postcodes are in ONSPD",
    ),
    ("not a postcode", "correct the postcode"),
    ("0, 0", "leave the coordinates blank where they are not known, or give the right ones"),
    ("no grid reference", "give the point's easting and northing, or leave it not known"),
    ("swapped", "exchange the two coordinates, or name the columns the other way round in the study"),
    ("degrees in the columns", "name them in the study as longitude and latitude"),
    ("not in Great Britain", "correct the coordinates, or leave them blank where they are not known"),
    ("coordinate", "correct the coordinates, or leave both blank where they are not known"),
    ("code list", "use a code of the SSDA903 guide or one of nearhome's words: see the README"),
    ("GSS code", "give the nine characters of the code, such as E08000025"),
    ("another year", "use boundaries and figures of one year"),
    ("number of fields", "look for separators or line breaks within a field that is not quoted"),
    ("earlier", "keep one of the rows"),
];

/// How the advice begins where there is nothing to mend.
pub(super) const NOTHING: &str = "nothing";

/// For a reason that is not in the list.
const OTHERWISE: &str = "correct it in the file; as it is, it is in no figure";

/// What to do about a reason.
pub(super) fn advice(reason: &str) -> &'static str {
    ADVICE.iter().find(|(piece, _)| reason.contains(piece)).map_or(OTHERWISE, |(_, advice)| advice)
}

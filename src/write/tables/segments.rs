//! The tables of the segment profile: by segment, by ward and segment, and each ward's potential.

use super::figure::{Figure, count, denominator, figure, numerator, percent, table, text};
use crate::fostering::Segment;
use crate::geography::{Coverage, WardIx};
use crate::summarise::{Findings, SegmentProfile, SegmentRow, Share, WardPotential, WardSegment, rate};
use crate::write::{Table, Value};

/// A row of the profile: a segment, or carers or households that are in neither total.
enum ProfileRow<'a> {
    Segment {
        row: &'a SegmentRow,
        meaning: Option<&'a Segment>,
    },
    Apart {
        segment: Option<&'a str>,
        meaning: Option<&'a Segment>,
        carers: Option<u64>,
        households: Option<u64>,
        note: &'static str,
    },
}

/// One row a segment in order of the codebook or of code, then what is in neither total.
pub(super) fn segment_profile_table(findings: &Findings, profile: &SegmentProfile) -> Table {
    let segments = profile.segments.iter();
    let segments = segments.map(|row| ProfileRow::Segment { row, meaning: findings.segment(&row.segment) });
    let figures = [count_figures(), index_figures()].into_iter().flatten().collect();
    let about = "Which segments do carers come from, against the households of the same wards?";
    table("segment_profile", about, figures, segments.chain(apart(findings, profile)))
}

fn apart<'a>(findings: &'a Findings, profile: &'a SegmentProfile) -> Vec<ProfileRow<'a>> {
    let row = |segment: Option<&'a str>, carers, households, note| {
        let meaning = segment.and_then(|code| findings.segment(code));
        ProfileRow::Apart { segment, meaning, carers, households, note }
    };
    let carers = |segment, carers, note| row(segment, Some(carers), None, note);
    let households = |households, note| row(None, None, Some(households), note);
    let unmatched = profile.unmatched_carers.iter();
    let mut rows: Vec<_> = unmatched
        .map(|(segment, &number)| {
            carers(Some(&**segment), number, "carers of a segment that the households file does not have")
        })
        .collect();
    rows.extend([
        carers(None, profile.carers_without_segment, "carers without a segment"),
        carers(None, profile.carers_outside, "carers outside the wards compared, or without a point"),
        households(profile.unclassified_households, "households without a segment"),
        households(profile.households_outside, "households outside the wards compared"),
    ]);
    rows
}

impl ProfileRow<'_> {
    fn segment(&self) -> Option<&SegmentRow> {
        match self {
            Self::Segment { row, .. } => Some(row),
            Self::Apart { .. } => None,
        }
    }

    fn meaning(&self) -> Option<&Segment> {
        match self {
            Self::Segment { meaning, .. } | Self::Apart { meaning, .. } => *meaning,
        }
    }

    fn number(&self, figure: fn(&SegmentRow) -> Option<f64>, decimals: u8) -> Value {
        Value::number(self.segment().and_then(figure), decimals)
    }

    fn share(&self, share: fn(&SegmentRow) -> Share) -> Option<Share> {
        self.segment().map(share)
    }
}

const SEGMENT_NAME: &str = "Name of the segment: the study's codebook's, or ONS's of the Output Area Classification.";

fn name(segment: Option<&Segment>) -> Value {
    Value::text(segment.and_then(|segment| segment.name.as_deref()))
}

fn count_figures<'a>() -> Vec<Figure<ProfileRow<'a>>> {
    vec![
        figure("segment", "Segment code.", |row| match row {
            ProfileRow::Segment { row, .. } => text(&*row.segment),
            ProfileRow::Apart { segment, .. } => Value::text(*segment),
        }),
        figure("segment_name", SEGMENT_NAME, |row| name(row.meaning())),
        figure("segment_colour", "Colour of the segment by the study's codebook, as #rrggbb.", |row| {
            Value::text(row.meaning().and_then(|segment| segment.colour).map(|colour| colour.to_string()))
        }),
        figure(
            "is_compared",
            "Is the row in the totals? Carers and households that cannot be matched are not.",
            |row| Value::Flag(row.segment().is_some()),
        ),
        figure("carers", "Carers of the segment: the numerator.", |row| match row {
            ProfileRow::Segment { row, .. } => count(row.carers.numerator),
            ProfileRow::Apart { carers, .. } => Value::count(*carers),
        }),
        figure("carers_all", "Carers of all segments compared: the denominator.", |row| {
            denominator(row.share(|row| row.carers))
        }),
        figure("carers_percent", "carers of carers_all, in percent.", |row| percent(row.share(|row| row.carers))),
        figure("households", "Households of the segment: the numerator.", |row| match row {
            ProfileRow::Segment { row, .. } => numerator(Some(row.households)),
            ProfileRow::Apart { households, .. } => Value::count(*households),
        }),
        figure("households_all", "Households of all segments compared: the denominator.", |row| {
            denominator(row.share(|row| row.households))
        }),
        figure("households_percent", "households of households_all, in percent.", |row| {
            percent(row.share(|row| row.households))
        }),
    ]
}

fn index_figures<'a>() -> Vec<Figure<ProfileRow<'a>>> {
    vec![
        figure("carers_per_1000_households", "Penetration: carers to every 1,000 households.", |row| {
            row.number(|row| row.carers_per_1000_households, 2)
        }),
        figure("expected_carers", "Carers there would be if every household were as likely to foster.", |row| {
            row.number(|row| row.expected_carers, 1)
        }),
        figure("penetration_index", "100 x share of carers / share of households; 100 is average.", |row| {
            row.number(|row| row.index, 1)
        }),
        figure("penetration_index_low_95", "Lower end of the index's 95% interval (Wilson).", |row| {
            row.number(|row| row.index_interval.map(|(low, _)| low), 1)
        }),
        figure("penetration_index_high_95", "Upper end of the index's 95% interval (Wilson).", |row| {
            row.number(|row| row.index_interval.map(|(_, high)| high), 1)
        }),
        figure(
            "z_score",
            "Standard errors between the shares; beyond 2 either way about 1 segment in 20 falls by chance alone.",
            |row| row.number(|row| row.z_score, 2),
        ),
        figure("is_low_base", "Too few carers, observed or expected, to rely on the index.", |row| {
            row.segment().map_or(Value::Null, |row| Value::Flag(row.is_low_base))
        }),
        figure("note", "Why there is no index, where there is none.", |row| match row {
            ProfileRow::Segment { row, .. } => Value::text(row.no_index_because),
            ProfileRow::Apart { note, .. } => text(*note),
        }),
    ]
}

/// A row of one ward, with the coverage to name it, and its segment where it is of one.
struct OfWard<'a, T> {
    row: &'a T,
    ward: WardIx,
    coverage: &'a Coverage,
    meaning: Option<&'a Segment>,
}

fn ward_figures<'a, T>() -> Vec<Figure<OfWard<'a, T>>> {
    vec![
        figure("ward_code", "GSS code of the ward.", |row: &OfWard<T>| text(row.coverage.ward(row.ward).code)),
        figure("ward_name", "Name of the ward.", |row: &OfWard<T>| text(row.coverage.ward(row.ward).name.as_str())),
    ]
}

/// One row a ward and segment that has a carer or a household.
pub(super) fn ward_segments_table(findings: &Findings, rows: &[WardSegment]) -> Table {
    let mut figures: Vec<Figure<OfWard<WardSegment>>> = ward_figures();
    figures.extend([
        figure("segment", "Segment code.", |row: &OfWard<WardSegment>| text(&*row.row.segment)),
        figure("segment_name", SEGMENT_NAME, |row: &OfWard<WardSegment>| name(row.meaning)),
        figure("carers", "Carers of the segment in the ward.", |row: &OfWard<WardSegment>| {
            count(row.row.carers.numerator)
        }),
        figure("carers_all", "Carers in the ward of all segments: the denominator.", |row: &OfWard<WardSegment>| {
            count(row.row.carers.denominator)
        }),
        figure("carers_percent", "carers in percent of carers_all.", |row: &OfWard<WardSegment>| {
            percent(Some(row.row.carers))
        }),
        figure("households", "Households of the segment in the ward.", |row: &OfWard<WardSegment>| {
            count(row.row.households.numerator)
        }),
        figure("households_all", "Households in the ward of all segments.", |row: &OfWard<WardSegment>| {
            count(row.row.households.denominator)
        }),
        figure("households_percent", "households in percent of households_all.", |row: &OfWard<WardSegment>| {
            percent(Some(row.row.households))
        }),
        figure(
            "expected_carers",
            "Carers there would be at the segment's penetration in all wards compared.",
            |row: &OfWard<WardSegment>| Value::number(row.row.expected_carers, 1),
        ),
        figure("carers_per_1000_households", "Penetration in the ward.", |row: &OfWard<WardSegment>| {
            Value::number(row.row.carers_per_1000_households, 2)
        }),
        figure(
            "penetration_index",
            "100 x penetration in the ward / the segment's penetration in all wards compared.",
            |row: &OfWard<WardSegment>| Value::number(row.row.index, 1),
        ),
        figure("penetration_index_low_95", "Lower end of the index's 95% interval.", |row: &OfWard<WardSegment>| {
            Value::number(row.row.index_interval.map(|(low, _)| low), 1)
        }),
        figure("penetration_index_high_95", "Upper end of the index's 95% interval.", |row: &OfWard<WardSegment>| {
            Value::number(row.row.index_interval.map(|(_, high)| high), 1)
        }),
        figure(
            "z_score",
            "The ward's share of the segment's carers against its share of its households, in standard errors.",
            |row: &OfWard<WardSegment>| Value::number(row.row.z_score, 2),
        ),
        figure(
            "is_low_base",
            "Too few carers, observed or expected, to rely on the index.",
            |row: &OfWard<WardSegment>| Value::Flag(row.row.is_low_base),
        ),
    ]);
    let rows = rows.iter().map(|row| {
        let meaning = findings.segment(&row.segment);
        OfWard { row, ward: row.ward, coverage: findings.coverage, meaning }
    });
    table("ward_segments", "How many carers and households of each segment does each ward have?", figures, rows)
}

/// One row a ward: where more carers are to be expected than there are.
pub(super) fn ward_potential_table(findings: &Findings, wards: &[WardPotential]) -> Table {
    let mut figures: Vec<Figure<OfWard<WardPotential>>> = ward_figures();
    figures.extend([
        figure("carers", "Carers of a segment of the households file.", |row: &OfWard<WardPotential>| {
            count(row.row.carers)
        }),
        figure("households", "Households with a segment.", |row: &OfWard<WardPotential>| count(row.row.households)),
        figure("carers_per_1000_households", "carers to every 1,000 households.", |row: &OfWard<WardPotential>| {
            Value::number(rate(row.row.carers, Some(row.row.households), 1_000.0), 2)
        }),
        figure(
            "expected_carers",
            "Carers there would be if each segment fostered here as it does in all wards compared.",
            |row: &OfWard<WardPotential>| Value::number(Some(row.row.expected_carers), 1),
        ),
        figure("untapped_carers", "expected_carers less carers.", |row: &OfWard<WardPotential>| {
            Value::number(Some(row.row.untapped_carers()), 1)
        }),
        figure(
            "untapped_z_score",
            "untapped_carers in standard errors of the expected number; over 2 is unlikely to be chance.",
            |row: &OfWard<WardPotential>| Value::number(row.row.z_score(), 2),
        ),
    ]);
    let rows = wards.iter().map(|row| OfWard { row, ward: row.ward, coverage: findings.coverage, meaning: None });
    table("ward_potential", "Where are more carers to be expected than there are?", figures, rows)
}

//! Where two ways of telling the ward or the authority of a point differ: counts for `run_report.json`, and the wards
//! concerned for the tables.

use serde::Serialize;

use crate::geography::{GssCode, WardIx};

/// How the authorities of one kind of points come out by the wards and by the outlines of the file of authorities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BoundaryAnswers {
    /// `carers`, `homes` or `placements`.
    pub points: &'static str,
    /// Points with coordinates.
    pub compared: u64,
    /// Points whose ward is of one authority and whose outline is of another. The outline decides.
    pub differ: u64,
    /// Points in a ward and in no outline: the ward's authority stands.
    pub in_no_outline: u64,
    /// Points in an outline and in no ward: the outline tells their authority.
    pub in_no_ward: u64,
}

/// How the wards and authorities of one kind of points come out by the boundaries and by the postcode directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DirectoryAnswers {
    /// `carers`, `homes` or `placements`.
    pub points: &'static str,
    /// Points with coordinates for whose postcode the directory has a ward or a district.
    pub compared: u64,
    /// Those of them whose ward in the directory is among the boundaries.
    pub wards_compared: u64,
    /// Points that are in another ward by the boundaries than by the directory, or in a ward by the directory alone;
    /// `null` when no ward could be compared.
    pub ward_differs: Option<u64>,
    /// Points that are in another authority by the boundaries than by the directory.
    pub authority_differs: u64,
    /// Points in a ward whose code in the directory, ward or authority, is not among the boundaries.
    pub code_not_in_boundaries: u64,
}

/// The answers of all points, and the wards on which they differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// One a kind of points; none where the study names no file of authorities.
    pub boundary: Vec<BoundaryAnswers>,
    /// One a kind of points of which the directory tells a ward or a district.
    pub directory: Vec<DirectoryAnswers>,
    pub boundary_differences: Vec<BoundaryDifference>,
    pub directory_differences: Vec<DirectoryDifference>,
}

/// Points of one ward that the file of authorities puts into another authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoundaryDifference {
    pub points: &'static str,
    /// `None` is in no ward.
    pub ward: Option<WardIx>,
    /// `None` is in no outline.
    pub by_outline: Option<GssCode>,
    pub count: u64,
}

/// Points of one ward that the directory puts into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectoryDifference {
    pub points: &'static str,
    /// `None` is in no ward.
    pub by_polygon: Option<WardIx>,
    /// The ward that the directory has; `None` where it has no ward.
    pub by_directory: Option<GssCode>,
    pub authority_by_polygon: Option<GssCode>,
    pub authority_by_directory: Option<GssCode>,
    pub count: u64,
}

//! The geometry of areas for maps: polygons, dissolved outlines, borders, reach. Plain values in, plain values out,
//! all on the National Grid in metres.
//!
//! | Question | Function |
//! |---|---|
//! | Which rings are exteriors, which are holes, and whose? | [`polygons`] |
//! | What is the outline of these wards together? | [`dissolve`] |
//! | Which authorities border on which? | [`bordering_authorities`] |
//! | What lies within 20 miles of it? | [`reach`] |
//! | How is it drawn with fewer points, borders still shared? | [`simplify`] |
//! | Do its rings cross? | [`crosses_itself`] |
//! | What is wrong with it, and where? | [`ring_faults`], [`shape_faults`] |
//! | The same area without crossings or spikes? | [`repaired`] |
//! | Where do borders of neighbours not meet? | [`Seams`] |
//! | Where does its label go? | [`centre`] |
//! | How large is it? | [`area_square_metres`] |
//! | How much land do two have in common? | [`common_square_metres`] |

mod arcs;
mod borders;
mod centre;
mod contacts;
mod crossings;
mod dissolve;
mod edges;
mod faults;
mod guarded;
mod matching;
mod meetings;
mod noding;
mod numbered_rings;
mod planar;
mod polygons;
mod reach;
mod rings;
mod seams;
mod simplify;
mod tangles;
#[cfg(test)]
mod test_coverages;
#[cfg(test)]
mod test_shapes;
mod thinning;
mod touches;
mod twins;

pub use borders::{bordering_areas, bordering_authorities};
pub use centre::centre;
pub use crossings::repaired;
pub use dissolve::{common_square_metres, dissolve};
pub use faults::{Faults, ring_faults, shape_faults};
pub use guarded::silence_guarded_panics;
pub(crate) use numbered_rings::{NumberedRing, NumberedRings};
pub use polygons::{Polygon, area_square_metres, polygons};
pub use reach::{MAX_REACH_MILES, RING_METRES, reach};
pub use seams::{Enclosed, Seams};
pub use simplify::simplify;
pub use tangles::crosses_itself;
pub(crate) use twins::{OtherSide, Twins};

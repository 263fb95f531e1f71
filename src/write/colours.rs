//! The colours of maps and charts, each set chosen so that the colour-blind can tell its members apart.

use crate::fostering::Provider;
use crate::measure::Category;

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// As HTML writes it: `#0072b2`.
    pub fn hex(self) -> String {
        let Self(red, green, blue) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

pub(super) const WHITE: Colour = Colour(255, 255, 255);
pub(super) const GREY: Colour = Colour(150, 150, 150);
pub(super) const DARK: Colour = Colour(60, 60, 60);

/// Okabe and Ito's colours (Color Universal Design, 2008).
pub(super) const BLUE: Colour = Colour(0, 114, 178);
pub(super) const ORANGE: Colour = Colour(230, 159, 0);
pub(super) const GREEN: Colour = Colour(0, 158, 115);
pub(super) const PURPLE: Colour = Colour(204, 121, 167);
pub(super) const SKY: Colour = Colour(86, 180, 233);
pub(super) const RED: Colour = Colour(213, 94, 0);

/// ColorBrewer's YlGnBu, five classes: safe for the colour-blind, in print and in photocopies.
/// Colours by Cynthia A. Brewer, Pennsylvania State University (Apache 2.0).
pub(super) const SEQUENTIAL: [Colour; 5] =
    [Colour(255, 255, 204), Colour(161, 218, 180), Colour(65, 182, 196), Colour(44, 127, 184), Colour(37, 52, 148)];

/// The two ends of ColorBrewer's PuOr, palest first: orange for more than nought, purple for less.
pub(super) const ABOVE: [Colour; 3] = [Colour(254, 224, 182), Colour(241, 163, 64), Colour(179, 88, 6)];
pub(super) const BELOW: [Colour; 3] = [Colour(216, 218, 235), Colour(153, 142, 195), Colour(84, 39, 136)];

/// The colour says near or far.
pub(super) fn colour_of_category(category: Category) -> Colour {
    match category {
        Category::InsideNear => BLUE,
        Category::InsideFar => ORANGE,
        Category::OutsideNear => GREEN,
        Category::OutsideFar => RED,
        Category::InsideNotKnown | Category::OutsideNotKnown => GREY,
        Category::BoundaryNotKnown => DARK,
    }
}

/// The colour of a provider; grey where it is not known.
pub(super) fn colour_of_provider(provider: Option<Provider>) -> Colour {
    match provider {
        Some(Provider::InHouse) => BLUE,
        Some(Provider::Ifa) => ORANGE,
        Some(Provider::OtherAuthority) => GREEN,
        Some(Provider::Parent | Provider::Other) => PURPLE,
        None => GREY,
    }
}

//! DfE's seven categories of distance and locality, in DfE's words. (Design, rule 6.)

use super::{Boundary, Nearness};

/// A category of "Placement distance locality for CLA". Every child is in exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    InsideNear,
    InsideFar,
    InsideNotKnown,
    OutsideNear,
    OutsideFar,
    OutsideNotKnown,
    BoundaryNotKnown,
}

impl Category {
    /// Every category, in the order of tables.
    pub const ALL: [Self; 7] = [
        Self::InsideNear,
        Self::InsideFar,
        Self::InsideNotKnown,
        Self::OutsideNear,
        Self::OutsideFar,
        Self::OutsideNotKnown,
        Self::BoundaryNotKnown,
    ];

    /// The category of a placement.
    ///
    /// ```
    /// use nearhome::measure::{Boundary, Category, Nearness};
    /// let category = Category::of(Boundary::Outside, Nearness::Far);
    /// assert_eq!(category.label(20.0), "Outside boundary - Over 20 miles");
    /// ```
    pub fn of(boundary: Boundary, nearness: Nearness) -> Self {
        match (boundary, nearness) {
            (Boundary::Inside, Nearness::Near) => Self::InsideNear,
            (Boundary::Inside, Nearness::Far) => Self::InsideFar,
            (Boundary::Inside, Nearness::NotKnown) => Self::InsideNotKnown,
            (Boundary::Outside, Nearness::Near) => Self::OutsideNear,
            (Boundary::Outside, Nearness::Far) => Self::OutsideFar,
            (Boundary::Outside, Nearness::NotKnown) => Self::OutsideNotKnown,
            (Boundary::NotKnown, _) => Self::BoundaryNotKnown,
        }
    }

    /// DfE's words; the number of miles follows the study's threshold.
    pub fn label(self, threshold_miles: f64) -> String {
        match self {
            Self::InsideNear => format!("Inside boundary - {threshold_miles} miles or less"),
            Self::InsideFar => format!("Inside boundary - Over {threshold_miles} miles"),
            Self::InsideNotKnown => "Inside boundary - Distance not known or not recorded".to_owned(),
            Self::OutsideNear => format!("Outside boundary - {threshold_miles} miles or less"),
            Self::OutsideFar => format!("Outside boundary - Over {threshold_miles} miles"),
            Self::OutsideNotKnown => "Outside boundary - Distance not known or not recorded".to_owned(),
            Self::BoundaryNotKnown => "Boundary not known".to_owned(),
        }
    }

    /// The word in columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::InsideNear => "inside_near",
            Self::InsideFar => "inside_far",
            Self::InsideNotKnown => "inside_not_known",
            Self::OutsideNear => "outside_near",
            Self::OutsideFar => "outside_far",
            Self::OutsideNotKnown => "outside_not_known",
            Self::BoundaryNotKnown => "boundary_not_known",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_labels_are_dfes_strings_to_the_letter() {
        let labels = Category::ALL.map(|category| category.label(20.0));
        assert_eq!(
            labels,
            [
                "Inside boundary - 20 miles or less",
                "Inside boundary - Over 20 miles",
                "Inside boundary - Distance not known or not recorded",
                "Outside boundary - 20 miles or less",
                "Outside boundary - Over 20 miles",
                "Outside boundary - Distance not known or not recorded",
                "Boundary not known",
            ]
        );
        assert_eq!(Category::OutsideNear.label(12.5), "Outside boundary - 12.5 miles or less");
    }

    #[test]
    fn an_unknown_boundary_is_one_category_however_far_the_placement() {
        for nearness in [Nearness::Near, Nearness::Far, Nearness::NotKnown] {
            assert_eq!(Category::of(Boundary::NotKnown, nearness), Category::BoundaryNotKnown);
        }
    }

    #[test]
    fn categories_are_numbered_in_the_order_of_tables() {
        for (at, category) in Category::ALL.into_iter().enumerate() {
            assert_eq!(category as usize, at);
        }
    }
}

//! Who provides a carer or a placement.

/// The provider of a carer's approval or of a child's placement.
///
/// SSDA903 `PLACE_PROVIDER`: PR1 is in-house, PR4 (private) and PR5 (voluntary) are independent
/// fostering agencies when the placement is with foster carers, PR2 another local authority,
/// PR3 another public body, PR0 a parent. Of other placements, PR4 and PR5 are private and voluntary providers: the
/// word `ifa` stands for "independent" there too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    InHouse,
    Ifa,
    OtherAuthority,
    Parent,
    Other,
}

impl Provider {
    /// Every provider, in the order of tables.
    pub const ALL: [Self; 5] = [Self::InHouse, Self::Ifa, Self::OtherAuthority, Self::Parent, Self::Other];

    /// The word in files and columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::InHouse => "in_house",
            Self::Ifa => "ifa",
            Self::OtherAuthority => "other_authority",
            Self::Parent => "parent",
            Self::Other => "other",
        }
    }

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::InHouse => "In-house",
            Self::Ifa => "Independent: agency, private or voluntary",
            Self::OtherAuthority => "Another local authority",
            Self::Parent => "Parent or person with parental responsibility",
            Self::Other => "Other public body or provider",
        }
    }

    /// Reads a word or an SSDA903 code in any case, blanks and hyphens read as underscores.
    /// `None` for a word that is not in the list.
    pub fn parse(text: &str) -> Option<Self> {
        // Most are written as in the list.
        let is_it = |provider: &Self| provider.word() == text;
        Self::ALL
            .into_iter()
            .find(is_it)
            .or_else(|| Self::named(&text.trim().to_ascii_lowercase().replace([' ', '-'], "_")))
    }

    fn named(word: &str) -> Option<Self> {
        match word {
            "in_house" | "inhouse" | "internal" | "own_authority" | "own_la" | "la" | "pr1" => Some(Self::InHouse),
            "ifa"
            | "agency"
            | "independent"
            | "independent_fostering_agency"
            | "private"
            | "voluntary"
            | "pr4"
            | "pr5" => Some(Self::Ifa),
            "other_authority" | "other_la" | "other_local_authority" | "pr2" => Some(Self::OtherAuthority),
            "parent" | "parents" | "pr0" => Some(Self::Parent),
            "other" | "other_public" | "pr3" => Some(Self::Other),
            _ => None,
        }
    }
}

//! Placement types: SSDA903 `PLACE` codes and plain words, and DfE's groups of them.

/// DfE's groups of placement types, as in "Placement type for CLA outside LA boundary".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacementGroup {
    FosterRelative,
    FosterOther,
    /// Fostered, and the file does not say by whom: plain words such as `foster`.
    FosterUnspecified,
    Adoption,
    Parents,
    ChildrensHomes,
    Supported,
    OtherResidential,
    ResidentialSchool,
    OtherCommunity,
    Temporary,
    Other,
}

impl PlacementGroup {
    /// Every group, in the order of DfE's tables.
    pub const ALL: [Self; 12] = [
        Self::FosterRelative,
        Self::FosterOther,
        Self::FosterUnspecified,
        Self::Adoption,
        Self::Parents,
        Self::ChildrensHomes,
        Self::Supported,
        Self::OtherResidential,
        Self::ResidentialSchool,
        Self::OtherCommunity,
        Self::Temporary,
        Self::Other,
    ];

    /// DfE's words for the group.
    pub fn label(self) -> &'static str {
        match self {
            Self::FosterRelative => "Foster placements with relative or friend",
            Self::FosterOther => "Foster placements with other foster carer",
            Self::FosterUnspecified => "Foster placements, kind of carer not stated",
            Self::Adoption => "Placed for adoption",
            Self::Parents => "Placed with parents or other person with parental responsibility",
            Self::ChildrensHomes => "Secure homes and children's homes",
            Self::Supported => "Independent and semi-independent living arrangements / supported accommodation",
            Self::OtherResidential => "Other residential settings",
            Self::ResidentialSchool => "Residential schools",
            Self::OtherCommunity => "Other placement in the community",
            Self::Temporary => "Temporary placements",
            Self::Other => "Other placements",
        }
    }

    /// Is the child with foster carers?
    pub fn is_foster(self) -> bool {
        matches!(self, Self::FosterRelative | Self::FosterOther | Self::FosterUnspecified)
    }
}

/// A placement type as the file states it: an SSDA903 code or a plain word from the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlacementType {
    /// Its position in [`TYPES`].
    position: u8,
}

use PlacementGroup as G;

/// Codes of the SSDA903 guides 2015 to 2026, then plain words. The grouping of codes follows
/// DfE's table notes; H5 and P2 ended in 2024, K3 began then, Z11-Z14 replace Z1 from 2026.
const TYPES: [(&str, PlacementGroup); 46] = [
    ("U1", G::FosterRelative),
    ("U2", G::FosterRelative),
    ("U3", G::FosterRelative),
    ("U4", G::FosterOther),
    ("U5", G::FosterOther),
    ("U6", G::FosterOther),
    ("A3", G::Adoption),
    ("A4", G::Adoption),
    ("A5", G::Adoption),
    ("A6", G::Adoption),
    ("H5", G::Supported),
    ("K1", G::ChildrensHomes),
    ("K2", G::ChildrensHomes),
    ("K3", G::Supported),
    ("P1", G::Parents),
    ("P2", G::Supported),
    ("P3", G::OtherCommunity),
    ("R1", G::OtherResidential),
    ("R2", G::OtherResidential),
    ("R3", G::OtherResidential),
    ("R5", G::OtherResidential),
    ("S1", G::ResidentialSchool),
    ("T0", G::Temporary),
    ("T1", G::Temporary),
    ("T2", G::Temporary),
    ("T3", G::Temporary),
    ("T4", G::Temporary),
    ("Z1", G::Other),
    ("Z11", G::Other),
    ("Z12", G::Other),
    ("Z13", G::Other),
    ("Z14", G::Other),
    ("foster", G::FosterUnspecified),
    ("fostering", G::FosterUnspecified),
    ("kinship", G::FosterRelative),
    ("adoption", G::Adoption),
    ("parents", G::Parents),
    ("childrens_home", G::ChildrensHomes),
    ("residential", G::ChildrensHomes),
    ("secure", G::ChildrensHomes),
    ("supported", G::Supported),
    ("independent", G::Supported),
    ("residential_school", G::ResidentialSchool),
    ("other_residential", G::OtherResidential),
    ("other_community", G::OtherCommunity),
    ("other", G::Other),
];

impl PlacementType {
    /// Reads a code or word in any case, blanks and hyphens read as underscores, apostrophes dropped.
    /// `None` for a word that is not in the list.
    ///
    /// ```
    /// use nearhome::fostering::{PlacementGroup, PlacementType};
    /// assert_eq!(PlacementType::parse("u4").unwrap().group(), PlacementGroup::FosterOther);
    /// assert!(PlacementType::parse("hotel").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        // Most are written as in the list.
        let found = TYPES.iter().position(|(known, _)| *known == text);
        let found = found.or_else(|| {
            let word = text.trim().replace([' ', '-'], "_").replace(['\'', '\u{2019}'], "");
            TYPES.iter().position(|(known, _)| known.eq_ignore_ascii_case(&word))
        });
        found.map(|position| Self { position: position as u8 })
    }

    /// The code or word of the list.
    pub fn word(self) -> &'static str {
        TYPES[usize::from(self.position)].0
    }

    /// DfE's group.
    pub fn group(self) -> PlacementGroup {
        TYPES[usize::from(self.position)].1
    }

    /// Every code and word that is read, for messages.
    pub fn words() -> impl Iterator<Item = &'static str> {
        TYPES.iter().map(|(word, _)| *word)
    }
}

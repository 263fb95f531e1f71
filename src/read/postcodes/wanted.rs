//! `WantedPostcodes`: which postcodes of a directory a study needs. A study asks for a few thousand of 2.7 million.

use std::collections::HashSet;

use super::PostcodeDirectory;
use crate::geography::Postcode;

/// Which postcodes of a directory are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WantedPostcodes {
    /// Every one: some 110 MB for ONSPD.
    All,
    /// These, and those they may have been meant to be (`Postcode::confusable`), which are only for saying so.
    Only { asked: HashSet<Postcode>, meant: HashSet<Postcode> },
}

impl WantedPostcodes {
    /// These postcodes, and those they may have been meant to be.
    pub fn only(postcodes: impl IntoIterator<Item = Postcode>) -> Self {
        let asked: HashSet<Postcode> = postcodes.into_iter().collect();
        let meant = asked.iter().flat_map(|postcode| postcode.confusable()).collect();
        Self::Only { asked, meant }
    }

    /// How many different postcodes were asked for, and how many of them are in a directory; `None` when all were.
    pub(super) fn found_in(&self, directory: &PostcodeDirectory) -> Option<(u64, u64)> {
        let Self::Only { asked, .. } = self else { return None };
        let found = asked.iter().filter(|&&postcode| directory.find(postcode).is_some()).count();
        Some((asked.len() as u64, found as u64))
    }

    /// Is this one kept?
    #[inline]
    pub(super) fn has(&self, postcode: Postcode) -> bool {
        match self {
            Self::All => true,
            Self::Only { asked, meant } => asked.contains(&postcode) || meant.contains(&postcode),
        }
    }
}

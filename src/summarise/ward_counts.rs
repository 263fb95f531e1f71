//! What does each ward hold: carers, places, children at home and placed, rates, distances?

use super::Inputs;
use super::area_counts::{AreaCounts, count_areas};
use super::division::Division;

/// The figures of every ward of the coverage, in order of code. All records count, whoever is responsible;
/// the split and the distances are of the children whose home is in the ward.
///
/// ```
/// use nearhome::geography::Coverage;
/// use nearhome::study::Settings;
/// use nearhome::summarise::{Inputs, ward_counts};
/// let (coverage, settings) = (Coverage::default(), Settings::default());
/// assert!(ward_counts(&Inputs::new(&coverage, &settings)).is_empty());
/// ```
pub fn ward_counts(inputs: &Inputs) -> Vec<AreaCounts> {
    count_areas(&Division::into_wards(inputs.coverage), inputs)
}

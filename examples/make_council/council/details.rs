//! What is written about a child besides the places: SSDA903 codes of placement, provider, legal status and ethnicity, age and sex.

use super::dice::Dice;
use super::quota::Kind;

/// Codes of the SSDA903 guide for 2025/26.
pub struct Details {
    pub placement_type: &'static str,
    /// Empty for Z11-Z14, which have none.
    pub provider: &'static str,
    pub age: usize,
    pub sex: &'static str,
    pub ethnicity: &'static str,
    pub legal_status: &'static str,
    pub is_uasc: bool,
}

/// Whose carer the child is with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PlacedWith {
    InHouse,
    Agency,
    /// Not one of the carers listed.
    NotListed,
}

impl Details {
    /// Likely details for a child in this kind of placement.
    pub fn make(kind: Kind, is_uasc: bool, with: PlacedWith, dice: &mut Dice) -> Self {
        let placement_type = dice.pick(placement_types(kind));
        Self {
            placement_type,
            provider: provider(kind, placement_type, with, dice),
            age: age(kind, placement_type, is_uasc, dice),
            sex: sex(is_uasc, dice),
            ethnicity: dice.pick(if is_uasc { &UASC_ETHNICITIES } else { &ETHNICITIES }),
            legal_status: legal_status(kind, placement_type, is_uasc, dice),
            is_uasc,
        }
    }
}

type Shares = &'static [(&'static str, f64)];

fn placement_types(kind: Kind) -> Shares {
    match kind {
        Kind::Kin => &[("U1", 0.45), ("U2", 0.03), ("U3", 0.52)],
        Kind::Foster => &[("U4", 0.38), ("U5", 0.05), ("U6", 0.57)],
        Kind::Secure => &[("K1", 1.0)],
        Kind::Home => &[("K2", 1.0)],
        Kind::Supported => &[("K3", 1.0)],
        Kind::Adoption => &[("A3", 0.1), ("A4", 0.05), ("A5", 0.7), ("A6", 0.15)],
        Kind::Parents => &[("P1", 1.0)],
        Kind::Community => &[("P3", 1.0)],
        Kind::OtherResidential => &[("R1", 0.35), ("R2", 0.2), ("R3", 0.35), ("R5", 0.1)],
        Kind::School => &[("S1", 1.0)],
        Kind::Other => &[("Z11", 0.4), ("Z12", 0.25), ("Z13", 0.2), ("Z14", 0.15)],
    }
}

fn provider(kind: Kind, placement_type: &str, with: PlacedWith, dice: &mut Dice) -> &'static str {
    match (kind, with) {
        (_, PlacedWith::InHouse) | (Kind::Kin | Kind::Adoption, _) => "PR1",
        (_, PlacedWith::Agency) => dice.pick(&[("PR4", 0.85), ("PR5", 0.15)]),
        (Kind::Parents, _) => "PR0",
        (Kind::Other, _) => "",
        (Kind::Secure, _) => "PR2",
        (Kind::OtherResidential, _) if matches!(placement_type, "R2" | "R5") => "PR3",
        (Kind::Foster, _) => dice.pick(&[("PR2", 0.1), ("PR4", 0.75), ("PR5", 0.15)]),
        _ => dice.pick(&[("PR4", 0.88), ("PR5", 0.12)]),
    }
}

fn age(kind: Kind, placement_type: &str, is_uasc: bool, dice: &mut Dice) -> usize {
    let (youngest, oldest) = match kind {
        Kind::Supported | Kind::Community => (16, 17),
        _ if is_uasc => (14, 17),
        Kind::Adoption => (0, 6),
        Kind::Secure => (13, 17),
        Kind::Home => (8, 17),
        Kind::School => (8, 16),
        Kind::Other => (14, 17),
        Kind::OtherResidential if placement_type == "R3" => (0, 1),
        Kind::OtherResidential if placement_type == "R5" => (15, 17),
        Kind::OtherResidential => (9, 17),
        Kind::Kin | Kind::Foster | Kind::Parents => (0, 17),
    };
    let throw = |dice: &mut Dice| youngest + dice.below(oldest - youngest + 1);
    // Children in homes are mostly teenagers: the older of two throws. So, to a lesser degree, are those fostered.
    match kind {
        Kind::Home => throw(dice).max(throw(dice)),
        Kind::Foster if dice.chance(0.35) => throw(dice).max(throw(dice)),
        _ => throw(dice),
    }
}

fn sex(is_uasc: bool, dice: &mut Dice) -> &'static str {
    if dice.chance(if is_uasc { 0.9 } else { 0.55 }) { "M" } else { "F" }
}

fn legal_status(kind: Kind, placement_type: &str, is_uasc: bool, dice: &mut Dice) -> &'static str {
    match kind {
        _ if is_uasc => "V2",
        Kind::Parents => dice.pick(&[("C1", 0.25), ("C2", 0.75)]),
        Kind::Adoption if matches!(placement_type, "A5" | "A6") => "E1",
        // Placed with the parents' consent: no order.
        Kind::Adoption => "V2",
        Kind::OtherResidential if placement_type == "R5" => "J1",
        _ => dice.pick(&[("C2", 0.6), ("C1", 0.2), ("V2", 0.17), ("E1", 0.025), ("J1", 0.005)]),
    }
}

/// SSDA903 ethnicity codes with shares about those of a large city.
const ETHNICITIES: [(&str, f64); 14] = [
    ("WBRI", 0.46),
    ("WOTH", 0.05),
    ("WIRI", 0.01),
    ("MWBC", 0.1),
    ("MWAS", 0.05),
    ("MOTH", 0.05),
    ("APKN", 0.08),
    ("AIND", 0.01),
    ("ABAN", 0.02),
    ("AOTH", 0.02),
    ("BCRB", 0.05),
    ("BAFR", 0.06),
    ("BOTH", 0.02),
    ("OOTH", 0.02),
];
const UASC_ETHNICITIES: [(&str, f64); 4] = [("BAFR", 0.4), ("OOTH", 0.35), ("AOTH", 0.2), ("WOTH", 0.05)];

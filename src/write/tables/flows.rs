//! The tables of flows: between wards, between authorities, and each authority's balance.

use super::figure::{Figure, count, difference, figure, table, text};
use crate::geography::{Coverage, WardIx};
use crate::summarise::{AuthorityBalance, AuthorityFlow, Destination, Findings, WardFlow, WardFlows};
use crate::write::{Table, Value};

/// Whatever the row is, with the coverage to name its places.
struct Named<'a, T> {
    row: &'a T,
    coverage: &'a Coverage,
}

impl<T> Named<'_, T> {
    fn ward_code(&self, ward: WardIx) -> Value {
        text(self.coverage.ward(ward).code)
    }

    fn ward_name(&self, ward: WardIx) -> Value {
        text(self.coverage.ward(ward).name.as_str())
    }

    fn authority_code_of(&self, ward: WardIx) -> Value {
        Value::text(self.coverage.authority_of(ward).map(|ix| self.coverage.authority(ix).code))
    }
}

/// One row a pair of wards that has a child, in order of code.
pub fn ward_flows_table(findings: &Findings, flows: &WardFlows) -> Table {
    let figures: Vec<Figure<Named<WardFlow>>> = vec![
        figure("home_ward_code", "GSS code of the ward that holds the home.", |flow| flow.ward_code(flow.row.home)),
        figure("home_ward_name", "Name of that ward.", |flow| flow.ward_name(flow.row.home)),
        figure("home_authority_code", "GSS code of its authority.", |flow| flow.authority_code_of(flow.row.home)),
        figure("placement_ward_code", "GSS code of the ward that holds the placement.", |flow| {
            flow.ward_code(flow.row.placement)
        }),
        figure("placement_ward_name", "Name of that ward.", |flow| flow.ward_name(flow.row.placement)),
        figure("placement_authority_code", "GSS code of its authority.", |flow| {
            flow.authority_code_of(flow.row.placement)
        }),
        figure("children", "Children with this home ward and this placement ward.", |flow| count(flow.row.children)),
        figure(
            "children_of_study",
            "Those of them for whom the study's authority is responsible; all of them when it names none.",
            |flow| count(flow.row.children_of_study),
        ),
    ];
    let rows = flows.flows.iter().map(|row| Named { row, coverage: findings.coverage });
    table("ward_flows", "From which ward to which ward are children placed?", figures, rows)
}

/// One row: how many children the ward flows hold, and how many they cannot.
pub(super) fn ward_flow_totals_table(flows: &WardFlows) -> Table {
    let figures: Vec<Figure<&WardFlows>> = vec![
        figure("both_in_a_ward", "Children with both points in a ward: the sum of ward_flows.", |flows| {
            count(flows.counted)
        }),
        figure("home_only", "Children with only the home in a ward.", |flows| count(flows.home_only)),
        figure("placement_only", "Children with only the placement in a ward.", |flows| count(flows.placement_only)),
        figure("neither", "Children with neither point in a ward.", |flows| count(flows.neither)),
    ];
    table("ward_flow_totals", "How many children do the ward flows hold, and how many can they not?", figures, [flows])
}

/// One row a cell of the matrix that is not zero, in order of code.
pub(super) fn authority_flows_table(findings: &Findings, cells: &[AuthorityFlow]) -> Table {
    let figures: Vec<Figure<Named<AuthorityFlow>>> = vec![
        figure("responsible_code", "GSS code of the responsible authority; empty when not known.", |flow| {
            Value::text(flow.row.responsible.code(flow.coverage).map(|code| code.to_string()))
        }),
        figure("responsible_name", "Its name; empty when no file tells it.", |flow| {
            Value::text(flow.row.responsible.code(flow.coverage).and_then(|code| flow.coverage.name_of_authority(code)))
        }),
        figure("placed_in", "authority, authority_beyond, authority_not_known, no_ward or not_known.", |flow| {
            text(match flow.row.placement {
                Destination::Authority(_) => "authority",
                Destination::Beyond(_) => "authority_beyond",
                Destination::AuthorityNotKnown => "authority_not_known",
                Destination::NoWard => "no_ward",
                Destination::NotKnown => "not_known",
            })
        }),
        figure("placement_code", "GSS code of the authority of the placement.", |flow| {
            Value::text(flow.row.placement.code(flow.coverage).map(|code| code.to_string()))
        }),
        figure("placement_name", "Its name; empty when no file tells it.", |flow| {
            Value::text(flow.row.placement.code(flow.coverage).and_then(|code| flow.coverage.name_of_authority(code)))
        }),
        figure("children", "Children of the one placed in the other.", |flow| count(flow.row.children)),
    ];
    let rows = cells.iter().map(|row| Named { row, coverage: findings.coverage });
    table("authority_flows", "Which authority places how many children in which?", figures, rows)
}

/// One row an authority of the coverage, in order of code.
pub(super) fn authority_balance_table(findings: &Findings, balances: &[AuthorityBalance]) -> Table {
    let figures: Vec<Figure<Named<AuthorityBalance>>> = vec![
        figure("authority_code", "GSS code of the authority.", |balance| {
            text(balance.coverage.authority(balance.row.authority).code)
        }),
        figure("authority_name", "Name of the authority.", |balance| {
            text(balance.coverage.authority(balance.row.authority).name.as_str())
        }),
        figure(
            "children_own",
            "Its own children placed in it; empty when the file need not hold them all.",
            |balance| Value::count(balance.row.holds_own_children.then_some(balance.row.own)),
        ),
        figure("children_out", "Its own children placed outside it; empty likewise.", |balance| {
            Value::count(balance.row.holds_own_children.then_some(balance.row.out))
        }),
        figure("placement_not_known", "Its own children of whom neither can be said; empty likewise.", |balance| {
            Value::count(balance.row.holds_own_children.then_some(balance.row.placement_not_known))
        }),
        figure(
            "children_in",
            "Other authorities' children placed in it; empty when the file holds only its own.",
            |balance| Value::count(balance.row.others_in),
        ),
        figure("net_in", "children_in less children_out.", |balance| difference(balance.row.net())),
        figure("responsible_not_known", "Children placed in it whose responsible authority is not known.", |balance| {
            count(balance.row.responsible_not_known)
        }),
    ];
    let rows = balances.iter().map(|row| Named { row, coverage: findings.coverage });
    table("authority_balance", "How many children does each authority place elsewhere, and receive?", figures, rows)
}

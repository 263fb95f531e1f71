//! `BrokenRule`: rows of a return that break one of the rules it is checked by.

/// Rows that break one rule. Holds no value of the data.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BrokenRule {
    pub file: String,
    /// The number of the rule in DfE's list, as the open validator has it; empty for a check of our own.
    pub rule: &'static str,
    /// What is wrong with the rows, without their number.
    pub what: &'static str,
    /// The column to look at, where one is to blame.
    pub column: Option<String>,
    /// The rows, each once and in order.
    pub rows: Vec<u64>,
}

impl BrokenRule {
    /// The rule's number and what is wrong, for a message.
    pub fn label(&self) -> String {
        match self.rule {
            "" => self.what.to_owned(),
            rule => format!("rule {rule}: {}", self.what),
        }
    }
}

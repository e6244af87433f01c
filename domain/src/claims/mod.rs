//! What a label says of its wine, held against what the wine is made of.
//!
//! Source: Delegated Reg. (EU) 2019/33, art. 49, 50 and 55; Reg. (EU) No 1308/2013, art. 93. The shares and what follows
//! from a missed one stand in a dated table, `fixtures/reference/label_claims.csv`.

mod judge;
mod label;
mod rule;
#[cfg(test)]
mod tests;

pub use judge::{Finding, Outcome, judge};
pub use label::{LabelClaims, LabelRefusal};
pub use rule::{ClaimLimit, ClaimRule, Severity};

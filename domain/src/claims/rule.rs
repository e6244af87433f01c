use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::units::{Date, Rate};

/// A rule that a label is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum ClaimRule {
    /// The year of the grapes (2019/33 art. 49).
    Vintage,
    /// One grape is named (art. 50).
    SingleGrape,
    /// Several grapes are named: nothing else is in the wine (art. 50).
    SeveralGrapes,
    /// Several grapes are named in the order of their shares (art. 50).
    GrapeOrder,
    /// A smaller geographical unit is named (art. 55).
    SmallerUnit,
    /// The wine bears a protected designation of origin, AOP (1308/2013 art. 93).
    Pdo,
    /// The wine bears a protected geographical indication, IGP (1308/2013 art. 93).
    Pgi,
}

impl ClaimRule {
    /// Every rule, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Pdo,
        Self::Pgi,
        Self::Vintage,
        Self::SingleGrape,
        Self::SeveralGrapes,
        Self::GrapeOrder,
        Self::SmallerUnit,
    ];

    /// The name in the table and in interfaces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vintage => "vintage",
            Self::SingleGrape => "single_grape",
            Self::SeveralGrapes => "several_grapes",
            Self::GrapeOrder => "grape_order",
            Self::SmallerUnit => "smaller_unit",
            Self::Pdo => "pdo",
            Self::Pgi => "pgi",
        }
    }
}

/// What follows from a claim that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Severity {
    /// It is accepted with a reason, which is kept.
    Warn,
    /// It is refused.
    Block,
}

/// One row of the dated table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimLimit {
    /// The rule.
    pub rule: ClaimRule,
    /// The least share of the wine.
    pub minimum: Rate,
    /// What follows where it is missed for certain.
    pub broken: Severity,
    /// What follows where only wine of which it is not told could reach it.
    pub unproven: Severity,
    /// The first day of its validity, until a later row of the same rule.
    pub valid_from: Date,
    /// Where it is written.
    pub source: String,
}

impl ClaimLimit {
    /// The row of a rule that holds on that day.
    pub fn on(table: &[Self], rule: ClaimRule, day: Date) -> Option<&Self> {
        let rows = table.iter().filter(|row| row.rule == rule && row.valid_from <= day);
        rows.max_by_key(|row| row.valid_from)
    }
}

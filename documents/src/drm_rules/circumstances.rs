use std::collections::BTreeSet;

use domain::drm::declared::{DeclaredCapsules, DeclaredWine, DrmReturn};
use domain::terms::{CapsuleKind, Regime};
use domain::units::{Campaign, Month};

/// What the agreement of the warehouse (agrément) allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Agreement {
    /// Products under suspension, and paid ones.
    #[default]
    Suspended,
    /// Paid products alone (agrément « A »).
    PaidOnly,
}

/// What CIEL knows beside the file, and so what the rules compare it with. What is not given is not checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// The excise number of the warehouse (RG2).
    pub accise: Option<&'a str>,
    /// The month that CIEL proposes (RG3).
    pub period: Option<Month>,
    /// What the agreement allows (RG7, RG8, RG24, RG35).
    pub agreement: Agreement,
    /// True where the warehouse is in Corsica (`RG39a`).
    pub in_corsica: bool,
    /// The return before (RG4, RG9, RG10, RG16, RG29, RG33).
    pub previous: Option<&'a DrmReturn>,
    /// Whether the month opens the exercise, when RG9, RG10 and RG33 are lifted; by default August does.
    pub opens_exercise: Option<bool>,
    /// True where the operator ticks "néant" in CIEL (RG6).
    pub declared_nil: bool,
    /// The codes of CIEL's own referential, spaces included (RG4).
    pub inao_codes: Option<&'a BTreeSet<String>>,
    /// The last month that customs hold as validated; else that of the return before (RG46).
    pub last_validated: Option<Month>,
    /// The accounts that the file wrote under `AUTRE`: the value itself tells sizes alone (RG32).
    pub written_as_other: &'a [CapsuleKind],
}

/// A return beside its circumstances: what each rule is given.
pub(super) struct Case<'a> {
    pub(super) drm: &'a DrmReturn,
    pub(super) given: &'a Circumstances<'a>,
}

impl<'a> Case<'a> {
    pub(super) fn opens_exercise(&self) -> bool {
        self.given.opens_exercise.unwrap_or(Campaign::opens_in(self.drm.period))
    }

    pub(super) fn paid_only(&self) -> bool {
        self.given.agreement == Agreement::PaidOnly
    }

    pub(super) fn wines(&self, regime: Regime) -> impl Iterator<Item = &'a DeclaredWine> {
        self.drm.wines.iter().filter(move |wine| wine.regime == regime)
    }

    /// The same wine in the return before.
    pub(super) fn before(&self, wine: &DeclaredWine) -> Option<&'a DeclaredWine> {
        self.given.previous?.wine(&wine.spec.label, wine.regime)
    }

    /// The same account in the return before.
    pub(super) fn account_before(&self, kind: CapsuleKind) -> Option<&'a DeclaredCapsules> {
        self.given.previous?.capsules.iter().find(|account| account.kind == kind)
    }
}
